"""Errands: what is written besides replies – warnings and notices on house rules, follow-ups."""

from __future__ import annotations

from datetime import datetime, timedelta

from api.drafting.brief import Errand
from api.models import PRIVATE_CHANNELS, Channel, Complaint, Draft, Message, Purpose
from guardrails.finding import Audience
from guardrails.inbound.assessment import Action, Gravity
from knowledge.brand import HouseRule
from knowledge.facts import Fact, FactKind

_MAY_WAIT = timedelta(days=1)
"""How long a follow-up may wait for its reviewer: nobody was promised it."""
_REVIEW_SITES = frozenset({Channel.GOOGLE_REVIEW, Channel.TRUSTPILOT, Channel.TRIPADVISOR, Channel.APP_STORE})


def warning_on(draft: Draft, rule: HouseRule, *, removal: bool) -> Errand:
    """Return the errand to name a house rule to the author of a draft's message, in the place where they wrote."""
    audience = Audience.PUBLIC if draft.complaint.is_public else Audience.PRIVATE
    purpose = Purpose.REMOVAL if removal else Purpose.WARNING
    return Errand(purpose, audience, draft.assessment, house_rule=rule)


def follow_up_to(after: Draft, now: datetime, *, solved: bool, root_cause: str | None) -> Errand:
    """Return the errand to ask how it went after a draft was released: in private where they can be reached there."""
    audience = _reached_in(after.complaint, after.messages)
    action = Action.REPLY_PRIVATE if audience is Audience.PRIVATE else Action.REPLY_PUBLIC
    told = {
        "action": action,
        "severity": Gravity.LOW,
        "respond_by": now + _MAY_WAIT,
        "reasons": [f"Follow-up to draft {after.id}: asks whether it is put right"],
    }
    assessment = after.assessment.model_copy(update=told)
    return Errand(Purpose.FOLLOW_UP, audience, assessment, solved=solved, root_cause=root_cause)


def errand_of(draft: Draft) -> Errand | None:
    """Return what kind of errand a written draft is, as far as judging its words takes; None for a reply."""
    if draft.purpose is Purpose.REPLY or not draft.messages:
        return None
    return Errand(draft.purpose, draft.messages[0].audience, draft.assessment)


def rule_fact(rule: HouseRule) -> Fact:
    """Return a house rule as a fact, so that naming it is borne out."""
    return Fact(id=f"house-rule:{rule.id}", kind=FactKind.NOTE, title=rule.title, text=f"{rule.title}. {rule.text}")


def _reached_in(complaint: Complaint, messages: list[Message]) -> Audience:
    if complaint.channel in PRIVATE_CHANNELS or not complaint.is_public:
        return Audience.PRIVATE
    private = [one for one in messages if one.audience is Audience.PRIVATE]
    return Audience.PRIVATE if any(one.channel not in _REVIEW_SITES for one in private) else Audience.PUBLIC
