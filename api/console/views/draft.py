"""One draft before its reviewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.cases.case import Case
from api.cases.followups import FollowUpStatus
from api.console.pages import Reviewing, page
from api.drafting.privacy import private_stretches
from api.models import Complaint, Draft, DraftStatus, Message, veiled
from api.routes.access import ServicesOf
from api.services import Services
from api.store.cases import unknown_case
from api.store.sessions import Session
from guardrails.finding import Finding, Severity, Verdict
from guardrails.inbound.assessment import Action
from guardrails.inbound.language import detect_language
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
    beside = _beside(services, told, now)
    return page(
        "draft.html",
        request,
        session,
        draft=told,
        now=now,
        veil=_veil(told),
        waits=told.status is DraftStatus.PENDING_REVIEW,
        holder=told.claimed_by if held else None,
        counted=[_counted(message) for message in told.messages],
        colleagues=sorted(services.store.people.names()),
        events=services.store.drafts.events.of_case(told.case_id, limit=100),
        data=_data(told, session, services.settings.undo_seconds) | _matters(services, told, beside),
        veil_evidence=lambda one: _veiled(one.snapshot["text"]),
        **beside,
    )


def _beside(services: Services, draft: Draft, now: datetime) -> dict[str, Any]:
    """Return what stands beside a draft: its case, the facts it rests on first, and what is kept as evidence."""
    case = services.store.cases.get(draft.case_id, now)
    if case is None:
        raise unknown_case(draft.case_id)
    behind = {one.id for one in draft.behind()}
    left_alone = draft.status is DraftStatus.NO_REPLY and draft.assessment.action is Action.DO_NOT_ENGAGE
    return {
        "case": case,
        "behind": [fact for fact in draft.facts if fact.id in behind],
        "others": [fact for fact in draft.facts if fact.id not in behind],
        "evidence": services.store.evidence.of_case(draft.case_id),
        "left_alone": left_alone,
        "warned": left_alone and services.store.evidence.was_warned(draft),
    }


def _matters(services: Services, draft: Draft, beside: dict[str, Any]) -> dict[str, Any]:
    """Return what the page's script needs to know of the message and its case."""
    case: Case = beside["case"]
    told = case.model_dump(mode="json", include={"id", "status", "outcome", "follow_up"})
    done = case.follow_up is not None and case.follow_up.status is FollowUpStatus.DONE
    asked = (
        done and case.closed_at is not None and case.follow_up is not None and case.follow_up.due_at > case.closed_at
    )
    rules = services.brand().house_rules if beside["left_alone"] else ()
    return {
        "case": told | {"asked": asked},
        "moderation": {**draft.moderation.model_dump(mode="json"), "may": draft.complaint.is_public},
        "may_warn": beside["left_alone"],
        "warned": beside["warned"],
        "house_rules": [{"id": rule.id, "title": rule.title} for rule in rules],
    }


def _veiled(text: str) -> str:
    return veiled(text, private_stretches(Complaint(text=text)))


def _veil(draft: Draft) -> Callable[[str, str], str]:
    """Return what veils the private data in one of the draft's texts, by where the text stands."""

    def veil(where: str, text: str) -> str:
        return veiled(text, [one for one in draft.private_data if one.where == where])

    return veil


def _counted(message: Message) -> tuple[Message, int, int, str]:
    """Return a message with its length, the most it may have, and its language, which need not be the customer's."""
    long, tongue = length(message.text, message.channel), detect_language(message.text, None)
    return message, long, _limit(message), tongue


def _limit(message: Message) -> int:
    return limit(message.channel, message.audience)


def _data(draft: Draft, session: Session, undo_seconds: float) -> dict[str, Any]:
    """Return what the page's script starts from."""
    told = draft.model_dump(mode="json", include={"id", "version", "status", "facts", "changed_facts", "respond_by"})
    reports = [_report(draft, message) for message in draft.messages]
    return told | {"me": session.who.name, "undo_seconds": undo_seconds, "reports": reports, "names": _names(draft)}


def _names(draft: Draft) -> list[str]:
    """Return what the customer may be called in a message: a name tells nothing of the message's own direction."""
    name = draft.complaint.author.name or ""
    return sorted({name, *name.split()} - {""}, key=len, reverse=True)


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
