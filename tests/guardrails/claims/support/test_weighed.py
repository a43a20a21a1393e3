from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest

from guardrails.claims.ledger import Ledger, examine
from guardrails.claims.ruling import CONTRADICTS, RULES, UNVERIFIED
from guardrails.claims.support import weighed as module
from guardrails.claims.support.model import Read
from guardrails.claims.support.weighed import weighed
from guardrails.claims.support.weighing import SIGNS, Weighing
from guardrails.claims.support.windows import Window
from guardrails.document import read
from guardrails.finding import Audience, Claim, ClaimStatus, Detector
from guardrails.reply import Reply
from guardrails.rule import Violation
from knowledge.facts import Fact
from tests.guardrails.claims.conftest import CARE, REFUNDS, SHIPPED, TODAY

ONLY_THE_ENCODER = Weighing(
    tuple(float(sign == "encoder at most") for sign in SIGNS), 0.0, block=0.0, look=-1.0, named=0.0, version="test"
)


@dataclass
class Opinion:
    """A tone encoder that reads the whole reply as a statement, or as none."""

    chances: float
    start: int = 0
    end: int = 10_000

    def chance(self, _: str) -> float:
        return self.chances


class Reader:
    """Stands for the support encoder: sentences with `guilty` words break `rule`, and just those words do."""

    def __init__(self, guilty: str, rule: str, logit: float = 3.0) -> None:
        self.guilty, self.rule, self.logit = guilty, RULES.index(rule), logit
        self.asked: list[str] = []

    def __call__(self, windows: Sequence[Window], text: str) -> list[Read]:
        return [self._read(said, text) for window in windows for said in window.said]

    def _read(self, said, text: str) -> Read:
        start, end = said.spans[0][0], said.spans[-1][1]
        self.asked.append(text[start:end])
        at = text.find(self.guilty, start, end)
        sentence = np.full(len(RULES), -6.0, np.float32)
        tokens = np.full((len(said.ids), len(RULES)), -6.0, np.float32)
        if at >= 0:
            sentence[self.rule] = self.logit
            for row, (low, high) in enumerate(said.spans):
                if low < at + len(self.guilty) and at < high:
                    tokens[row, self.rule] = 3.0
        return Read(said, sentence, tokens)


def weigh(
    monkeypatch: pytest.MonkeyPatch, text: str, reader: Reader, *facts: Fact, states: float = 0.9, **more: str
) -> tuple[list[Violation], list[Claim], Ledger]:
    reply = Reply(text=text, audience=Audience.PRIVATE, today=TODAY, facts=facts, **more)
    document = read(text)
    ledger = examine(document, reply)
    monkeypatch.setattr(module, "read", lambda windows: reader(windows, document.text))
    monkeypatch.setattr(module, "weighing", lambda: ONLY_THE_ENCODER)
    return (*weighed(ledger, [Opinion(states)], document, reply), ledger)


def test_what_only_the_encoder_sees_is_a_finding_on_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "I'm sorry. Your lamp left us on 6 May by air freight."
    (found,), claims, _ = weigh(monkeypatch, text, Reader("by air freight", UNVERIFIED), SHIPPED)
    assert found.rule == UNVERIFIED
    assert "by air freight" in text[found.start : found.end]
    assert not found.unsure
    assert any("by air freight" in claim.text and claim.status is ClaimStatus.UNSUPPORTED for claim in claims)


def test_a_contradiction_names_the_nearest_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Refunds to your bank are never possible."
    (found,), _, _ = weigh(monkeypatch, text, Reader("never", CONTRADICTS), CARE, REFUNDS)
    assert list(found.evidence) == ["p1"]
    assert found.message.startswith("Fact p1 says otherwise")


def test_what_weighs_less_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Your lamp went by air freight."
    (found,), _, _ = weigh(monkeypatch, text, Reader("air", UNVERIFIED, logit=-0.5), SHIPPED)
    assert found.unsure


def test_what_the_ledger_alone_could_not_bind_is_no_finding_and_follows_from_the_nearest_fact(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Banks often take their time over refunds, weekends left out."
    found, claims, ledger = weigh(monkeypatch, text, Reader("nothing", UNVERIFIED), REFUNDS)
    assert ledger.violations
    assert found == []
    assert all(claim.status is ClaimStatus.SUPPORTED for claim in claims)
    assert {fact for claim in claims for fact in claim.facts} == {"p1"}


def test_where_both_name_the_breach_the_ledger_words_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Your order left us on 7 May."
    (found,), _, _ = weigh(monkeypatch, text, Reader("7 May", CONTRADICTS), SHIPPED)
    assert found.detector is Detector.LEDGER
    assert "7 May" in found.message
    assert "6 May" in found.message


def test_a_contact_that_nobody_knows_stands_whatever_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Please write to help@lumon.example."
    (found,), _, _ = weigh(monkeypatch, text, Reader("nothing", UNVERIFIED), CARE)
    assert found.rule == "unknown-contact"


def test_sentences_that_state_nothing_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader("sorry", UNVERIFIED)
    found, _, _ = weigh(monkeypatch, "We are so sorry. Please tell us more.", reader, SHIPPED, states=0.0)
    assert (found, reader.asked) == ([], [])


def test_in_another_language_the_ledger_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader("Mai", UNVERIFIED)
    text = "Ihre Bestellung hat uns am 7. Mai verlassen."
    found, _, ledger = weigh(monkeypatch, text, reader, SHIPPED, language="de")
    assert (found, reader.asked) == (ledger.violations, [])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I'm sorry for the wait. Your order left us on Thursday 7 May with Swiftline.", CONTRADICTS),
        ("I'm sorry for the wait. I've just spoken to the driver about it.", UNVERIFIED),
        ("I'm sorry for the wait. Please write to help@lumon.example.", "unknown-contact"),
    ],
)
def test_the_encoder_that_ships_finds_the_plain_ones(text: str, rule: str) -> None:
    reply = Reply(text=text, audience=Audience.PRIVATE, today=TODAY, facts=(SHIPPED, REFUNDS, CARE))
    document = read(text)
    found, _ = weighed(examine(document, reply), [], document, reply)
    assert rule in {one.rule for one in found}


def test_the_encoder_that_ships_passes_what_follows() -> None:
    text = "I'm sorry for the wait. Your two lamps left us last Wednesday, and they were due on Saturday 9 May."
    reply = Reply(text=text, audience=Audience.PRIVATE, today=date(2026, 5, 12), facts=(SHIPPED, REFUNDS, CARE))
    document = read(text)
    found, claims = weighed(examine(document, reply), [], document, reply)
    assert found == []
    assert all(claim.status is ClaimStatus.SUPPORTED for claim in claims)
