"""Evidence: what a message that nobody answers said, as it was, so that it can be shown later."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import Any

from pydantic import BaseModel, Field

from api.cases.threads import person
from api.models import Complaint, Draft, DraftStatus, Purpose
from guardrails.inbound.assessment import Action


class Evidence(BaseModel):
    """A message as it was when it came in. `sha256` is that of `snapshot` as it is stored, and stands in the trail."""

    id: str
    case_id: str
    draft_id: str
    kept_at: datetime
    sha256: str = Field(description="of the snapshot as JSON: keys in this order, no blanks, UTF-8")
    snapshot: dict[str, Any] = Field(description="text, author, channel, url, external_id, received_at, thread")


class EvidenceList(BaseModel):
    """All evidence of a case, oldest first, and how many such messages its author has written in all."""

    evidence: list[Evidence]
    author_count: int


def is_kept(draft: Draft) -> bool:
    """Return whether the message of a written draft is kept as evidence: nobody engages with it."""
    left_alone = draft.assessment.action is Action.DO_NOT_ENGAGE and draft.status is DraftStatus.NO_REPLY
    return left_alone and draft.purpose is Purpose.REPLY


def snapshot(complaint: Complaint, received: datetime) -> dict[str, Any]:
    """Return what is kept of a message that came in at `received`."""
    told = complaint.model_dump(mode="json", include={"text", "author", "channel", "url", "external_id", "thread"})
    order = ("text", "author", "channel", "url", "external_id")
    at = (complaint.received_at or received).isoformat()
    return {name: told[name] for name in order} | {"received_at": at, "thread": told["thread"]}


def author_key(complaint: Complaint) -> str | None:
    """Return the digest by which an author's messages are counted: of a handle on its channel, an address, a number."""
    who = person(complaint.author)
    if who.handle:
        return _digest("handle", complaint.channel.value, who.handle)
    known = who.email or who.phone
    return _digest("person", known) if known else None


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
