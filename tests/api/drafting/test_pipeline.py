from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from api.drafting import pipeline as flow
from api.drafting.brief import Brief, Composed
from api.drafting.gathering import Gatherer
from api.drafting.pipeline import Order, Pipeline
from api.drafting.trace import Trace
from api.llm.judge import Case, Looked
from api.llm.writer import Written
from api.models import Attempt, Complaint, DraftRequest, DraftStatus, Message, Usage
from guardrails.catalogue import RULES
from guardrails.engine import Guard, report_on
from guardrails.finding import Audience, Detector, Finding, Report, Verdict
from knowledge.brand import Brand
from knowledge.chunking import passages_of
from knowledge.facts import Fact, FactKind, OrderData
from knowledge.memory import MemoryRepository
from knowledge.orders import fact_from_order
from tests.guardrails.doubting import doubting, words

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
GOOD = {
    "public": "I'm so sorry your blue lamp never arrived, Ana. Please send us a direct message so that we can help.",
    "private": "I'm so sorry your blue lamp never arrived, Ana. Your order left us on 6 May. I'd like to look into it "
    "with you. Please reply to this message, and I'll look for it with you.",
}
BAD = "That is not what happened. Please delete your post and we will refund you £500 today. You should have been home."


class NoVectors:
    """An index that is never asked: these tests give their facts."""

    def search(self, query: str, **_: Any) -> list[Any]:
        assert query
        return []


class Scripted:
    """A writer that says what it was told to say, turn by turn, and remembers what it was asked."""

    name = "scripted"

    def __init__(self, *turns: dict[str, str] | str) -> None:
        self.turns = list(turns)
        self.feedback: list[list[str]] = []

    def write(self, brief: Brief, *, feedback: Sequence[str], previous: Composed | None, deadline: float) -> Written:
        assert deadline > 0
        assert (previous is None) == (not feedback)
        self.feedback.append(list(feedback))
        turn = self.turns.pop(0) if self.turns else "timeout"
        usage = Usage(input_tokens=10, output_tokens=5, calls=1, cost=0.25, currency="USD")
        if isinstance(turn, str):
            return Written(None, Attempt(writer=self.name, outcome=turn), usage)
        channel = brief.complaint.channel
        messages = [Message(audience=Audience(name), channel=channel, text=text) for name, text in turn.items()]
        return Written(Composed(messages, ["order-58213"]), Attempt(writer=self.name, outcome="used"), usage)


def repository() -> MemoryRepository:
    repo = MemoryRepository()
    order = OrderData.model_validate(
        {
            "order_id": "58213",
            "status": "shipped",
            "shipped_on": "2026-05-06",
            "items": [{"name": "blue lamp"}],
            "customer": {"handle": "anaruiz", "name": "Ana Ruiz"},
        }
    )
    facts = [fact_from_order(order), Fact(id="care", kind=FactKind.CONTACT, text="Write to care@lumen.example.")]
    repo.upsert(facts, [passage for fact in facts for passage in passages_of(fact)])
    return repo


def make(writer: Any = None, model_seconds: float = 20.0, *, judge: Any = None, guard: Guard | None = None) -> Pipeline:
    gatherer = Gatherer(repository(), NoVectors(), None)  # type: ignore[arg-type]
    return Pipeline(
        gatherer=gatherer,
        guard=guard or Guard(),
        judge=judge,
        brand=lambda: Brand(name="Lumen", agent_name="Maya"),
        writer=writer,
        model_seconds=model_seconds,
    )


def order(text: str = "My blue lamp never arrived and nobody answers!", **more: Any) -> Order:
    complaint = Complaint.model_validate(
        {"text": text, "channel": "x", "author": {"handle": "@anaruiz", "name": "Ana Ruiz"}, **more}
    )
    request = DraftRequest(complaint=complaint, as_of=date(2026, 5, 20))
    return Order(request, "drf_1", "cas_1", NOW)


def test_the_models_words_are_used_when_they_pass() -> None:
    draft = make(Scripted(GOOD)).run(order())
    assert [message.text for message in draft.messages] == [GOOD["public"], GOOD["private"]]
    assert draft.model == "scripted"
    assert [attempt.outcome for attempt in draft.attempts] == ["used"]
    assert draft.usage.cost == 0.25


def test_findings_go_back_to_the_model_and_the_better_draft_is_used() -> None:
    writer = Scripted({"public": GOOD["public"], "private": BAD}, GOOD)
    draft = make(writer).run(order())
    assert [attempt.outcome for attempt in draft.attempts] == ["blocked", "used"]
    assert any("retraction-demand" in line for line in writer.feedback[1])
    assert draft.usage.calls == 2
    assert draft.verdict is not Verdict.BLOCK


def test_guilty_sentences_are_dropped_before_the_draft_is_given_up() -> None:
    spoilt = {"public": GOOD["public"], "private": f"{GOOD['private']} You must delete your review."}
    draft = make(Scripted(spoilt, spoilt, spoilt)).run(order())
    private = draft.messages[1].text
    assert "delete your review" not in private
    assert "6 May" in private
    assert draft.model == "scripted"


def test_the_best_of_the_drafts_is_mended_and_each_is_judged_against_it() -> None:
    better = {"public": GOOD["public"], "private": f"{GOOD['private']} You must delete your review."}
    worse = {"public": GOOD["public"], "private": BAD}
    writer = Scripted(worse, better, worse)
    draft = make(writer).run(order())
    assert draft.messages[1].text == GOOD["private"]
    assert [attempt.outcome for attempt in draft.attempts] == ["blocked", "blocked", "blocked", "used"]
    assert writer.feedback[2] == [line for line in writer.feedback[2] if "delete your review" in line]


def test_a_model_that_stays_unsafe_is_given_up_for_the_composer() -> None:
    unsafe = {"public": BAD, "private": BAD}
    draft = make(Scripted(unsafe, unsafe, unsafe)).run(order())
    assert draft.model is None
    assert draft.verdict is not Verdict.BLOCK
    assert draft.attempts[-1].writer == "composer"
    assert not any("£500" in message.text for message in draft.messages)


@pytest.mark.parametrize("outcome", ["refused", "timeout", "rate_limited", "server_error", "empty", "refusal", "echo"])
def test_a_model_that_fails_leaves_a_safe_draft_and_its_attempt(outcome: str) -> None:
    draft = make(Scripted(outcome)).run(order())
    assert [attempt.outcome for attempt in draft.attempts] == [outcome, "used"]
    assert draft.messages
    assert draft.verdict is not Verdict.BLOCK


def test_what_the_model_leaves_out_is_the_composers() -> None:
    draft = make(Scripted({"private": GOOD["private"]})).run(order())
    assert [message.audience for message in draft.messages] == [Audience.PUBLIC, Audience.PRIVATE]
    assert draft.messages[1].text == GOOD["private"]


def test_nothing_is_answered_where_nothing_should_be() -> None:
    writer = Scripted(GOOD)
    draft = make(writer).run(order("Buy cheap followers now!!! http://spam.example/win http://spam.example/free"))
    assert draft.status is DraftStatus.NO_REPLY
    assert draft.messages == []
    assert writer.feedback == []


def test_an_emergency_is_not_left_to_a_model() -> None:
    writer = Scripted(GOOD)
    draft = make(writer).run(order("Your heater caught fire and my daughter is in hospital with burns."))
    assert draft.assessment.action == "escalate_to_human"
    assert writer.feedback == []
    assert draft.messages


def test_the_listener_hears_only_checked_text() -> None:
    heard: list[tuple[str, dict[str, Any]]] = []
    unsafe = {"public": BAD, "private": BAD}
    draft = make(Scripted(unsafe)).run(order(), Trace(lambda event, data: heard.append((event, data))))
    assert [data["text"] for event, data in heard if event == "text"] == [m.text for m in draft.messages]
    assert "delete your post" not in str(heard)


def test_whatever_breaks_a_person_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(flow, "assess", broken)
    line = make()
    with pytest.raises(ZeroDivisionError):
        line.run(order())
    draft = line.last_resort(order(), ZeroDivisionError())
    assert draft.assessment.action == "escalate_to_human"
    assert draft.status is DraftStatus.PENDING_REVIEW
    assert draft.messages
    assert "ZeroDivisionError" in draft.assessment.reasons[0]


def test_the_same_order_gives_the_same_words_and_the_next_version_others() -> None:
    line = make()
    first, again = line.run(order()), line.run(order())
    later = line.run(Order(order().request, "drf_1", "cas_1", NOW, version=2))
    assert [m.text for m in first.messages] == [m.text for m in again.messages]
    assert first.messages[1].text != later.messages[1].text


DOUBT = "Please reply to this message, and I'll look for it with you."
"""A sentence that the model's good draft has."""


class Looking:
    """A judge that does with each report what it was told to do."""

    def __init__(self, look: Callable[[Report], Report], outcome: str = "used") -> None:
        self.asked: list[list[str]] = []
        self._look = look
        self._outcome = outcome

    def look(self, cases: Sequence[Case], deadline: float | None = None) -> Looked:
        assert deadline is not None
        self.asked.append([case.reply.text for case in cases])
        usage = Usage(input_tokens=7, output_tokens=3, calls=1)
        attempt = Attempt(writer="judge", outcome=self._outcome)
        return Looked([self._look(case.report) for case in cases], attempt, usage)


def blocked(report: Report) -> Report:
    finding = Finding(
        rule="hostile",
        family="tone",
        severity="block",
        message="m",
        start=0,
        end=1,
        quote="I",
        detector=Detector.JUDGE,
    )
    return report_on([*report.findings, finding], report.claims)


def test_doubts_go_to_the_judge_once_for_the_whole_draft() -> None:
    judge = Looking(lambda report: report_on([], report.claims))
    draft = make(Scripted(GOOD), judge=judge, guard=doubting(words(DOUBT), RULES)).run(order())
    assert judge.asked == [[GOOD["public"], GOOD["private"]]]
    assert draft.verdict is Verdict.PASS
    assert [attempt.writer for attempt in draft.attempts] == ["scripted", "judge"]
    assert (draft.usage.calls, draft.usage.input_tokens) == (2, 17)
    assert "judge" in draft.timings


def test_a_judge_that_fails_leaves_the_doubts_for_review_with_what_mends_them() -> None:
    judge = Looking(lambda report: report, "timeout")
    draft = make(Scripted(GOOD), judge=judge, guard=doubting(words(DOUBT), RULES)).run(order())
    assert draft.verdict is Verdict.REVIEW
    (finding,) = draft.findings
    assert finding.unsure
    assert finding.replacement is not None
    assert draft.attempts[-1].outcome == "timeout"


def test_what_the_judge_blocks_is_given_up_for_the_composer() -> None:
    judge = Looking(blocked)
    draft = make(Scripted(GOOD), judge=judge).run(order())
    assert draft.model is None
    assert [attempt.writer for attempt in draft.attempts] == ["scripted", "judge", "composer"]
    assert draft.verdict is not Verdict.BLOCK
    assert len(judge.asked) == 1


def test_no_judge_is_asked_where_no_model_is_to_be_used() -> None:
    judge = Looking(blocked)
    make(judge=judge).run(replace(order(), use_model=False))
    assert judge.asked == []


FAULTS = ["check", "classifier", "ledger", "late"]


@pytest.mark.parametrize("fault", FAULTS)
def test_where_the_guard_breaks_down_nothing_is_passed(fault: str) -> None:
    def crash(*_: Any) -> Any:
        raise ZeroDivisionError

    broken = {
        "check": Guard(rules=[replace(RULES[0], find=crash)]),
        "classifier": Guard(classifier=crash),
        "ledger": Guard(ledger=crash),
        "late": Guard(limit=lambda: lambda: True),
    }[fault]
    draft = make(Scripted(GOOD, GOOD, GOOD), guard=broken).run(order())
    assert draft.verdict is Verdict.BLOCK
    assert {finding.rule for finding in draft.findings} == {"guard-failure"}
    assert draft.status is DraftStatus.PENDING_REVIEW
