from __future__ import annotations

from datetime import date

from api.drafting.composer import compose
from api.drafting.trace import Trace
from api.drafting.writing import WORDINGS, Settled, Writing
from guardrails.engine import Guard
from guardrails.finding import Audience, Finding, Report, Verdict
from guardrails.reply import Reply
from tests.api.drafting.test_repair import brief

GUARD = Guard()
FINDING = GUARD.check(
    Reply(text="You should have read the terms.", audience=Audience.PRIVATE, today=date(2026, 5, 20))
).findings[0]


class Doubting(Guard):
    """Doubts the wordings of the turns it is given."""

    def __init__(self, turns: range) -> None:
        super().__init__()
        self.doubted = {compose(brief(), turn).messages[0].text for turn in turns}
        self.asked: list[str] = []

    def check(self, reply: Reply) -> Report:
        report = super().check(reply)
        self.asked.append(reply.text)
        if reply.text not in self.doubted:
            return report
        doubt: Finding = FINDING.model_copy(
            update={"severity": "review", "start": 0, "end": 5, "quote": reply.text[:5]}
        )
        return report.model_copy(update={"verdict": Verdict.REVIEW, "findings": [doubt]})


def settled(guard: Guard) -> Settled:
    return Writing(guard, brief(), Trace()).settle(None, 5.0)


def test_a_wording_that_somebody_would_have_to_look_at_gives_way_to_another() -> None:
    guard = Doubting(range(1))
    done = settled(guard)
    assert done.checked.verdict is Verdict.PASS
    assert done.checked.messages[0].text == compose(brief(), 1).messages[0].text


def test_where_every_wording_is_doubted_the_first_stays_and_says_so() -> None:
    done = settled(Doubting(range(WORDINGS)))
    assert done.checked.verdict is Verdict.REVIEW
    assert done.checked.messages[0].text == compose(brief()).messages[0].text


def test_a_wording_that_passes_is_checked_once() -> None:
    guard = Doubting(range(0))
    settled(guard)
    assert len(guard.asked) == 1
