from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from guardrails.claims.heeding import heeded
from guardrails.document import read
from guardrails.finding import Audience, Claim, ClaimStatus
from guardrails.reply import Reply
from guardrails.rule import Violation

TEXT = "Thirty minutes in the rain is miserable and we are sorry about it."
REPLY = Reply(TEXT, Audience.PUBLIC, date(2026, 5, 4), language="en")


@dataclass
class Opinion:
    start: int = 0
    end: int = len(TEXT)
    chances: dict[str, float] = field(default_factory=dict)

    def chance(self, output: str) -> float:
        return self.chances.get(output, 0.01)


def claim(kind: str, status: ClaimStatus = ClaimStatus.UNSUPPORTED) -> Claim:
    return Claim(text=TEXT[:6], start=0, end=6, kind=kind, status=status)


def rules(rule: str, kind: str = "statement", reply: Reply = REPLY, **chances: float) -> list[str]:
    found, _ = heeded([Violation(rule, 0, 6, "m")], [claim(kind)], [Opinion(chances=chances)], read(reply.text), reply)
    return [one.rule for one in found]


def test_what_is_no_statement_is_no_claim():
    assert rules("unverified-claim") == []
    assert rules("unverified-claim", claim=0.6) == ["unverified-claim"]


def test_a_value_needs_less_assurance_than_words():
    assert rules("unverified-claim", claim=0.12) == []
    assert rules("unverified-claim", "amount", claim=0.12) == ["unverified-claim"]
    assert rules("unauthorised-promise", claim=0.12) == ["unauthorised-promise"]


def test_contradictions_contacts_and_faults_stand_whatever_is_read():
    assert rules("unverified-fault") == ["unverified-fault"]
    assert rules("contradicts-record") == ["contradicts-record"]
    assert rules("unknown-contact") == ["unknown-contact"]


def test_a_claim_goes_with_its_violation_and_others_stay():
    kept = claim("date", ClaimStatus.SUPPORTED)
    _, claims = heeded(
        [Violation("unverified-claim", 0, 6, "m")], [claim("statement"), kept], [Opinion()], read(TEXT), REPLY
    )
    assert claims == [kept]


def test_in_another_language_everything_stands():
    reply = Reply(
        "Es tut uns leid, dass Sie so lange im Regen gewartet haben.", Audience.PUBLIC, REPLY.today, language="de"
    )
    assert rules("unverified-claim", reply=reply) == ["unverified-claim"]
