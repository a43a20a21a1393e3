"""One draft before its reviewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.console.pages import Reviewing, page
from api.models import Draft, DraftStatus, Message, veiled
from api.routes.access import ServicesOf
from api.store.sessions import Session
from guardrails.finding import Finding, Severity, Verdict
from guardrails.lengths import length, limit

router = APIRouter(include_in_schema=False)


@router.get("/drafts/{draft_id}")
def draft(
    request: Request, session: Reviewing, services: ServicesOf, draft_id: Annotated[str, Path(max_length=100)]
) -> Response:
    """Return the page of a draft; while it is being written, one that looks again by itself."""
    stored = services.store.drafts.get(draft_id)
    if stored is None:
        return page("absent.html", request, session, status=404, draft_id=draft_id, writing=False)
    if stored.draft is None:
        return page("absent.html", request, session, draft_id=draft_id, writing=True)
    (told,) = services.standing.told([stored.draft])
    now = datetime.now(UTC)
    held = told.claimed_until is not None and told.claimed_until > now
    return page(
        "draft.html",
        request,
        session,
        draft=told,
        now=now,
        veil=_veil(told),
        waits=told.status is DraftStatus.PENDING_REVIEW,
        holder=told.claimed_by if held else None,
        counted=[(message, length(message.text, message.channel), _limit(message)) for message in told.messages],
        colleagues=sorted({one.name for one in services.store.people.list() if one.disabled_at is None}),
        events=services.store.drafts.events.of_case(told.case_id, limit=100),
        data=_data(told, session, services.settings.undo_seconds),
    )


def _veil(draft: Draft) -> Callable[[str, str], str]:
    """Return what veils the private data in one of the draft's texts, by where the text stands."""

    def veil(where: str, text: str) -> str:
        return veiled(text, [one for one in draft.private_data if one.where == where])

    return veil


def _limit(message: Message) -> int:
    return limit(message.channel, message.audience)


def _data(draft: Draft, session: Session, undo_seconds: float) -> dict[str, Any]:
    """Return what the page's script starts from."""
    told = draft.model_dump(mode="json", include={"id", "version", "status", "facts", "changed_facts", "respond_by"})
    reports = [_report(draft, message) for message in draft.messages]
    return told | {"me": session.who.name, "undo_seconds": undo_seconds, "reports": reports}


def _report(draft: Draft, message: Message) -> dict[str, Any]:
    findings = [one for one in draft.findings if one.audience == message.audience]
    claims = [one for one in draft.claims if one.audience == message.audience]
    return {
        "audience": message.audience,
        "text": message.text,
        "verdict": _verdict(findings),
        "findings": [one.model_dump(mode="json") for one in findings],
        "claims": [one.model_dump(mode="json") for one in claims],
        "length": length(message.text, message.channel),
        "limit": _limit(message),
        "overridable": False,
    }


def _verdict(findings: list[Finding] | list[Any]) -> Verdict:
    if any(one.severity is Severity.BLOCK for one in findings):
        return Verdict.BLOCK
    return Verdict.REVIEW if findings else Verdict.PASS
