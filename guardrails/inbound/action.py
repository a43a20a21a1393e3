"""What to do about a message: one policy, read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guardrails.inbound.assessment import Action, Gravity, Kind

ESCALATED: Final = frozenset(
    {"self_harm", "discrimination", "fraud", "legal", "press", "crime", "injury", "safety", "data", "threat"}
)
"""Factors that a person must answer."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the decision rests on."""

    kind: Kind
    gravity: Gravity
    factors: frozenset[str]
    public: bool
    offensive: bool
    exposes_data: bool
    disputed: bool
    unclear: bool
    prefer_offline: bool


def decide(case: Situation) -> tuple[Action, str]:
    """Return the action and the reason for it. What is hidden is only ever proposed; a person decides."""
    grave = case.factors & ESCALATED
    if (
        grave
        and case.kind is not Kind.SPAM
        and not (case.kind in {Kind.PRAISE, Kind.TROLL} and grave <= {"press", "legal", "safety"})
    ):
        return Action.ESCALATE_TO_HUMAN, "A person must answer: " + ", ".join(
            sorted(name.replace("_", " ") for name in grave)
        )
    if case.kind is Kind.SPAM:
        return Action.DO_NOT_ENGAGE, "Spam: proposed for hiding, no reply"
    if case.kind in {Kind.TROLL, Kind.ABUSE}:
        return Action.DO_NOT_ENGAGE, "Replying would feed it: keep the evidence and watch"
    if case.public and (case.exposes_data or (case.offensive and case.kind is Kind.COMPLAINT)):
        why = "shows private data in public" if case.exposes_data else "offends others"
        return Action.HIDE_AND_REACH_OUT, f"It {why}: proposed for hiding, and the person is answered in private"
    if case.kind is Kind.COMPLAINT and case.gravity is Gravity.HIGH and (case.disputed or case.unclear):
        return Action.ACKNOWLEDGE_AND_HOLD, "Serious, and too little is known yet to answer it"
    return _reply(case)


def _reply(case: Situation) -> tuple[Action, str]:
    if not case.public:
        return Action.REPLY_PRIVATE, "It came by a private channel"
    if case.kind is Kind.COMPLAINT and case.prefer_offline:
        return Action.REPLY_AND_TAKE_OFFLINE, "A public complaint: a short public reply and a fuller private message"
    return Action.REPLY_PUBLIC, "It can be answered in public"
