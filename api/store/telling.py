"""What events tell of requests, drafts and changes: outcomes as they are, words by their digest."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from api.models import Draft, DraftRequest, Message
from api.store.words import plain
from guardrails.edits import distance

_ASSESSED = ("kind", "legitimacy", "severity", "topic", "action", "language")


def words_digest(text: str) -> str:
    """Return the SHA-256 of the words, in hexadecimal."""
    return sha256(plain(text).encode()).hexdigest()


def texts_told(messages: Iterable[Message]) -> dict[str, str]:
    """Return the digest of each message's words by its audience."""
    return {message.audience.value: words_digest(message.text) for message in messages}


def request_told(request: DraftRequest) -> dict[str, Any]:
    """Return what is told when a request is accepted."""
    complaint = request.complaint
    return {
        "channel": complaint.channel,
        "public": complaint.is_public,
        "external_id": complaint.external_id,
        "text_sha256": words_digest(complaint.text),
        "instructions_sha256": words_digest(request.instructions) if request.instructions else None,
        "facts_given": len(request.facts) if request.facts is not None else None,
    }


def draft_told(draft: Draft) -> dict[str, Any]:
    """Return what is told when a draft is written: the assessment, who wrote it from what, what the guard found."""
    writer = next((attempt.writer for attempt in draft.attempts if attempt.outcome == "used"), None)
    return {
        "version": draft.version,
        "status": draft.status,
        "assessed": {name: getattr(draft.assessment, name) for name in _ASSESSED},
        "verdict": draft.verdict,
        "rules": _rules(draft),
        "writer": writer,
        "model": draft.model,
        "prompt": draft.prompt.model_dump() if draft.prompt else None,
        "attempts": [f"{attempt.writer}: {attempt.outcome}" for attempt in draft.attempts],
        "cited": draft.cited,
        "text_sha256": texts_told(draft.messages),
    }


def change_told(old: Draft, new: Draft) -> dict[str, Any]:
    """Return what is told when a draft changes: how it stands now, and how far its words were changed."""
    told: dict[str, Any] = {"version": new.version, "status": new.status, "verdict": new.verdict}
    if new.messages or old.messages:
        told["text_sha256"] = texts_told(new.messages)
    if edits := _edits(old, new):
        told["edits"] = edits
    if new.reason and new.reason != old.reason:
        told["reason"] = new.reason
    if new.verdict != old.verdict or new.findings != old.findings:
        told["rules"] = _rules(new)
    return told


def _rules(draft: Draft) -> list[str]:
    return sorted({f"{finding.rule}: {finding.severity}" for finding in draft.findings})


def _edits(old: Draft, new: Draft) -> list[dict[str, Any]]:
    """Return each message that differs; `distance` counts code points put in, taken out or replaced."""
    before = {message.audience: message.text for message in old.messages}
    after = {message.audience: message.text for message in new.messages}
    return [
        {
            "audience": audience,
            "before": words_digest(before[audience]) if audience in before else None,
            "after": words_digest(after[audience]) if audience in after else None,
            "distance": distance(before.get(audience, ""), after.get(audience, "")),
        }
        for audience in sorted(before.keys() | after.keys())
        if before.get(audience) != after.get(audience)
    ]
