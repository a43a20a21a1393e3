"""What is left of a request and a draft once a person's data are erased.

What stays is listed, and everything else goes: a field that comes later is erased unless it is named here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from api.models import Attempt, Complaint, Draft, DraftRequest, DraftStatus, Message, MessageFinding
from guardrails.finding import Verdict
from guardrails.inbound.assessment import Action, Assessment, Gravity, Kind, Legitimacy, Topic
from knowledge.facts import Fact, FactKind

GONE = "[erased]"
"""What stands in the place of a text that may not be empty."""
IsTheirs = Callable[[str], bool]
"""Tells whether a name in a thread is the person's."""
_OURS = frozenset({FactKind.POLICY, FactKind.CONTACT})
_KEPT_OF_EVENTS = frozenset(
    {
        *("channel", "public", "joined", "version", "status", "verdict", "assessed", "rules"),
        *("writer", "model", "prompt", "attempts", "problem", "current_version", "by", "incident"),
    }
)


def bare_complaint(complaint: Complaint) -> Complaint:
    """Return the complaint without anybody's words, names or numbers."""
    return Complaint(
        text=GONE,
        channel=complaint.channel,
        public=complaint.public,
        received_at=complaint.received_at,
        language=complaint.language,
    )


def bare_request(request: DraftRequest) -> DraftRequest:
    """Return the request with its bare complaint; facts and instructions that came with it may tell of anything."""
    return DraftRequest(complaint=bare_complaint(request.complaint), as_of=request.as_of)


def bare_draft(draft: Draft, now: datetime) -> Draft:
    """Return the draft with its outcomes and figures alone; one that awaited review needs no reply any more."""
    waits = draft.status is DraftStatus.PENDING_REVIEW
    ours = [fact for fact in draft.facts if _is_ours(fact, draft)]
    return Draft(
        id=draft.id,
        case_id=draft.case_id,
        version=draft.version + 1,
        status=DraftStatus.NO_REPLY if waits else draft.status,
        assessment=draft.assessment.model_copy(update={"reasons": [], "about": None}),
        messages=[_empty(message) for message in draft.messages],
        facts=ours,
        given=draft.given,
        cited=[fact.id for fact in ours if fact.id in draft.cited],
        findings=[_bare_finding(finding) for finding in draft.findings],
        verdict=draft.verdict,
        attempts=[_bare_attempt(attempt) for attempt in draft.attempts],
        respond_by=draft.respond_by,
        model=draft.model,
        prompt=draft.prompt,
        usage=draft.usage,
        timings=draft.timings,
        complaint=bare_complaint(draft.complaint),
        created_at=draft.created_at,
        updated_at=now,
        as_of=draft.as_of,
        reason=GONE if draft.reason else None,
        superseded_by=draft.superseded_by,
        purpose=draft.purpose,
        house_rule=draft.house_rule,
        moderation=draft.moderation.model_copy(update={"why": ""}),
        approved_by=draft.approved_by,
        edits=draft.edits,
        incident_id=draft.incident_id,
    )


def unwritten_draft(draft_id: str, case_id: str, request: DraftRequest, accepted: datetime, now: datetime) -> Draft:
    """Return what stands for a draft that was still being written: whoever writes it finds that it is settled."""
    nothing = Assessment(
        kind=Kind.OTHER,
        legitimacy=Legitimacy.NEEDS_CHECK,
        severity=Gravity.LOW,
        topic=Topic.OTHER,
        action=Action.DO_NOT_ENGAGE,
        respond_by=accepted,
        reasons=["the person's data were erased before a reply was written"],
    )
    return Draft(
        id=draft_id,
        case_id=case_id,
        status=DraftStatus.NO_REPLY,
        assessment=nothing,
        verdict=Verdict.REVIEW,
        respond_by=accepted,
        complaint=bare_complaint(request.complaint),
        created_at=now,
        updated_at=now,
    )


def without_lines(complaint: Complaint, theirs: IsTheirs) -> tuple[Complaint, int]:
    """Return somebody else's complaint without the person's lines in its thread, and how many these were."""
    thread = [
        line.model_copy(update={"text": GONE, "author": None}) if line.author and theirs(line.author) else line
        for line in complaint.thread
    ]
    number = sum(1 for old, new in zip(complaint.thread, thread, strict=True) if old is not new)
    return complaint.model_copy(update={"thread": thread}), number


def kept_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return of an event's data what tells of no person: outcomes and figures, no words and no digests of words."""
    return {name: value for name, value in data.items() if name in _KEPT_OF_EVENTS and value is not None}


def _is_ours(fact: Fact, draft: Draft) -> bool:
    return fact.kind in _OURS and fact.kind not in draft.given


def _empty(message: Message) -> Message:
    return Message(audience=message.audience, channel=message.channel, text="")


def _bare_finding(finding: Any) -> MessageFinding:
    return MessageFinding(
        rule=finding.rule,
        family=finding.family,
        severity=finding.severity,
        message=GONE,
        start=0,
        end=0,
        quote="",
        detector=finding.detector,
        unsure=finding.unsure,
        audience=getattr(finding, "audience", None),
    )


def _bare_attempt(attempt: Attempt) -> Attempt:
    return Attempt(
        writer=attempt.writer,
        outcome=attempt.outcome,
        findings=[_bare_finding(finding) for finding in attempt.findings],
        ms=attempt.ms,
    )
