"""What is counted of each draft, kept beside it in the transaction that writes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from api.models import Draft, DraftStatus
from api.store import tables
from api.store.moments import to_micros
from guardrails.inbound.assessment import Kind, Legitimacy

_MEASURES, _RULES = tables.measures, tables.broken_rules
_APPROVED = frozenset({DraftStatus.APPROVED, DraftStatus.RELEASED})
_BILLION = 1_000_000_000


def measure(connection: Connection, draft: Draft, before: Draft | None = None) -> None:
    """Write what is counted of a draft; `before` is what it was, None when it has just been written.

    What was found in it and spent on it is taken from drafts as they were drafted, never from what a reviewer made of
    them.
    """
    told = _standing(draft)
    drafted = draft.status not in _APPROVED and not draft.edits
    anew = before is None or (drafted and (draft.attempts, draft.findings) != (before.attempts, before.findings))
    if anew:
        told |= _as_drafted(draft)
    changed = update(_MEASURES).where(_MEASURES.c.draft_id == draft.id).values(**told)
    if connection.execute(changed).rowcount == 0:
        connection.execute(insert(_MEASURES), {"draft_id": draft.id} | _as_drafted(draft) | told)
    if anew:
        connection.execute(delete(_RULES).where(_RULES.c.draft_id == draft.id, _RULES.c.stage != "review"))
        _add_rules(connection, draft.id, "attempt", _rules_of_attempts(draft))
        _add_rules(connection, draft.id, "draft", {finding.rule for finding in draft.findings})


def measure_refusal(connection: Connection, draft_id: str, rules: Iterable[str]) -> None:
    """Put down the rules for which the words of a reviewer were refused; told again they count once."""
    _add_rules(connection, draft_id, "review", rules)


def is_genuine_in_public(draft: Draft) -> bool:
    """Return whether it answers a genuine complaint that others can read; one to be checked counts as genuine."""
    assessment = draft.assessment
    genuine = assessment.kind is Kind.COMPLAINT and assessment.legitimacy is not Legitimacy.NOT_GENUINE
    return genuine and draft.complaint.is_public


def _standing(draft: Draft) -> dict[str, Any]:
    return {
        "purpose": draft.purpose.value,
        "status": draft.status.value,
        "genuine": is_genuine_in_public(draft),
        "proposed": draft.moderation.propose == "hide",
        "moderation": draft.moderation.decision,
        **_edited(draft),
    }


def _edited(draft: Draft) -> dict[str, Any]:
    if draft.status not in _APPROVED:
        return {"edited": None, "edit_share": None}
    if not draft.edits:
        return {}
    changed, length = sum(edit.distance for edit in draft.edits), sum(edit.length for edit in draft.edits)
    # Whatever was changed is told as such, be it one letter of a long reply.
    return {"edited": changed > 0, "edit_share": max(round(1000 * changed / max(length, 1)), int(changed > 0))}


def _as_drafted(draft: Draft) -> dict[str, Any]:
    usage = draft.usage
    return {
        "at": to_micros(draft.created_at),
        "channel": draft.complaint.channel.value,
        "language": draft.assessment.language,
        "topic": draft.assessment.topic.value,
        "verdict": draft.verdict.value,
        "writer": _writer(draft),
        "prompt": f"{draft.prompt.name} {draft.prompt.version}" if draft.prompt and draft.model else None,
        "incident_line": any(fact.id == f"incident-{draft.incident_id}" for fact in draft.behind()),
        "calls": usage.calls,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost": None if usage.cost is None else round(usage.cost * _BILLION),
        "currency": None if usage.cost is None else usage.currency,
    }


def _writer(draft: Draft) -> str | None:
    """Return whose words the draft was made of: a model, `composer` or `holding`; None where there are none."""
    used = [attempt.writer for attempt in draft.attempts if attempt.outcome == "used" and attempt.writer != "judge"]
    return draft.model or (used[-1] if used else None)


def _rules_of_attempts(draft: Draft) -> set[str]:
    return {finding.rule for attempt in draft.attempts if attempt.outcome != "used" for finding in attempt.findings}


def _add_rules(connection: Connection, draft_id: str, stage: str, rules: Iterable[str]) -> None:
    rows = [{"draft_id": draft_id, "stage": stage, "rule": rule} for rule in sorted(set(rules))]
    if rows:
        insert_into = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(insert_into(_RULES).on_conflict_do_nothing(), rows)
