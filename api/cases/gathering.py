"""What one reply answers: every message of the case that nobody has answered yet, and what was said around it.

Plain logic. A message that is not answered stays owed when the next one comes: the newer draft answers both, and the
older draft gives way to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from api.cases.threads import person, relation, said
from api.drafting.composing.grammar import likeness
from api.models import MAX_COMPLAINT, Author, Complaint, DraftRequest, DraftStatus, ThreadMessage
from knowledge.facts import Fact
from knowledge.identity import Match

_SETTLED = frozenset({DraftStatus.APPROVED, DraftStatus.RELEASED, DraftStatus.REJECTED})
_MOST_LINES = 200
_MOST_ORDERS = 50
_MOST_FACTS = 1000
_REWORDED = 0.5
"""Share of three-word runs from which a message under the same external id is the earlier one, edited."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message that came before in the case, and what became of its draft; `status` is None while it is written.

    `replies` are the texts that were approved to it, as others may read them where the message was public.
    """

    draft_id: str
    status: DraftStatus | None
    request: DraftRequest
    at: datetime
    replies: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is on record around a message: the `earlier` ones of its case, oldest first, and the cases of others.

    `elsewhere` holds the public replies in the `linked` cases, sent or drafted. `newer` is the draft that answers a
    later message, if one came in.
    """

    earlier: list[Earlier] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    newer: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is to be written: the request with all that it answers, why, and what must not be said again."""

    request: DraftRequest
    reasons: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def gathered(request: DraftRequest, at: datetime, conversation: Conversation, burst: float) -> Gathered:
    """Return what a draft for `request`, which came in `at`, answers; `burst` is in seconds.

    Messages within a burst count as one; older ones that are owed an answer are lines of the thread as well.
    """
    reasons = _of_others(conversation)
    if not conversation.earlier:
        return Gathered(request, reasons, conversation.elsewhere)
    owed = _owed(conversation.earlier)
    kept = _not_said_again(request.complaint, owed)
    together = [one for one in kept if at - one.at <= timedelta(seconds=burst)]
    complaint = request.complaint
    lines = [*_missing(complaint, conversation.earlier, together), *_lines_but(complaint.thread, together)]
    text, left = _joined([*(one.request.complaint.text for one in kept), complaint.text])
    moments = [one.request.complaint.received_at or one.at for one in owed]
    own = [one for one in owed if _same_hand(complaint.author, one.request.complaint.author)]
    changes = {
        "text": text,
        "thread": lines[-_MOST_LINES:],
        "order_ids": _once([*complaint.order_ids, *(o for one in own for o in one.request.complaint.order_ids)]),
        "received_at": min([*moments, complaint.received_at or at]) if moments else complaint.received_at,
    }
    whole = {
        "complaint": complaint.model_copy(update=changes),
        "facts": _facts(request, own),
        "instructions": request.instructions or next((one.request.instructions for one in reversed(own)), None),
    }
    return Gathered(request.model_copy(update=whole), [*_of_burst(owed, left), *reasons], conversation.elsewhere)


def _owed(earlier: Sequence[Earlier]) -> list[Earlier]:
    """Return the messages that no decision has dealt with; what needs no reply is not owed one."""
    last = max((place for place, one in enumerate(earlier) if one.status in _SETTLED), default=-1)
    return [one for one in earlier[last + 1 :] if one.status is not DraftStatus.NO_REPLY]


def _not_said_again(complaint: Complaint, owed: Sequence[Earlier]) -> list[Earlier]:
    """Return those whose words do not stand in a later message: repeated, or under the same external id reworded."""
    later = [complaint]
    kept: list[Earlier] = []
    for one in reversed(owed):
        if not any(_again(one.request.complaint, other) for other in later):
            kept.insert(0, one)
            later.append(one.request.complaint)
    return kept


def _again(before: Complaint, later: Complaint) -> bool:
    if f" {said(before.text)} " in f" {said(later.text)} ":
        return True
    same = bool(before.external_id) and before.external_id == later.external_id
    return same and likeness(before.text, [later.text]) >= _REWORDED


def _joined(texts: Sequence[str]) -> tuple[str, int]:
    """Return the texts as one, and how many of the first had to be left out for its length."""
    for left in range(len(texts)):
        text = "\n\n".join(texts[left:])
        if len(text) <= MAX_COMPLAINT:
            return text, left
    return texts[-1], len(texts) - 1


def _missing(complaint: Complaint, earlier: Sequence[Earlier], together: Sequence[Earlier]) -> Iterator[ThreadMessage]:
    """Yield what was said in the case and stands neither in the thread that came with the message nor in its text."""
    known = {said(line.text) for line in complaint.thread} | {said(complaint.text)}
    for one in earlier:
        words = one.request.complaint.text
        if one not in together and said(words) not in known:
            known.add(said(words))
            yield ThreadMessage(role="customer", text=words, at=one.at)
        for reply in one.replies:
            if said(reply) not in known:
                known.add(said(reply))
                yield ThreadMessage(role="brand", text=reply, at=one.at)


def _lines_but(thread: Sequence[ThreadMessage], together: Sequence[Earlier]) -> list[ThreadMessage]:
    spoken = {said(one.request.complaint.text) for one in together}
    return [line for line in thread if line.role == "brand" or said(line.text) not in spoken]


def _facts(request: DraftRequest, own: Sequence[Earlier]) -> list[Fact] | None:
    """Return the facts given with the request and, of kinds it gives none of, those given with the latest before it."""
    facts = list(request.facts or [])
    for one in reversed(own):
        given = {fact.kind for fact in facts}
        facts += [fact for fact in one.request.facts or [] if fact.kind not in given]
    return facts[:_MOST_FACTS] or request.facts


def _same_hand(author: Author, before: Author) -> bool:
    """Return whether what came with one author's message may be used for the other's: both known as one, or unknown."""
    nobody = Author()
    if author == nobody and before == nobody:
        return True
    return relation(person(author), person(before)) is Match.SAME


def _once(ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ids))[:_MOST_ORDERS]


def _of_burst(owed: Sequence[Earlier], left: int) -> list[str]:
    if not owed:
        return []
    since = f"{owed[0].at:%d %B, %H:%M} UTC"
    given_up = "one earlier draft gives" if len(owed) == 1 else f"{len(owed)} earlier drafts give"
    told = f"Answers {len(owed) + 1} messages of this customer in one reply: nothing since {since} was answered yet"
    reasons = [f"{told}, and {given_up} way to this one"]
    if left:
        reasons.append(f"The first {left} of them are in the thread only: together they are too long")
    return reasons


def _of_others(conversation: Conversation) -> list[str]:
    if not conversation.linked:
        return []
    cases = ", ".join(conversation.linked)
    return [f"Other people write in the same conversation ({cases}): what they were told is not repeated here"]
