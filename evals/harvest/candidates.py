"""Reviewers' decisions as candidate cases: what was rejected, and what was rewritten, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import yaml

from api import commands
from api.models import Draft, DraftStatus, Message
from api.store.drafts import DraftStore
from api.store.engine import open_store
from evals.corpus.records import JUDGED
from evals.harvest.pseudonyms import Pseudonyms, pseudonyms_for

_PAGE = 100
_HEAD = """\
# Candidate cases from reviewers' decisions. For each one: read it for personal data that was overlooked, put the words
# that break a rule into [[rule: words]], or leave the reply clean, and set its status to 'labelled'. Candidates are
# not measured.
"""


def harvest_from_store(out: Path, most: int) -> int:
    """Write the candidates among the `most` newest decided drafts to a suite file; return how many there are.

    Raises:
        InvalidInput: a setting has a value that cannot be used.
    """
    settings = commands.settings()
    with closing(open_store(settings.database)) as store:
        found = candidates(_decided(store.drafts, most))
    suite = {
        "version": 1,
        "name": "harvest",
        "description": "Drafts that reviewers rejected or rewrote.",
        "rules": list(JUDGED),
        "cases": found,
    }
    body = yaml.safe_dump(suite, allow_unicode=True, sort_keys=False, width=110)
    out.write_text(_HEAD + body, encoding="utf-8")
    return len(found)


def _decided(drafts: DraftStore, most: int) -> Iterator[Draft]:
    for status in (DraftStatus.REJECTED, DraftStatus.APPROVED, DraftStatus.RELEASED):
        left, cursor = most, None
        while left > 0:
            page = drafts.list(status, cursor, min(left, _PAGE))
            yield from page.drafts
            left, cursor = left - len(page.drafts), page.next_cursor
            if cursor is None:
                break


def candidates(drafts: Iterable[Draft]) -> list[dict[str, Any]]:
    """Return the cases that decided drafts make, personal data replaced; those approved as they were make none."""
    found: list[dict[str, Any]] = []
    for draft in drafts:
        people = pseudonyms_for(draft.complaint, draft.facts)
        for message, note in _telling(draft):
            found.append(_case(f"harvest-{len(found) + 1:04}", draft, message, note, people))
    return found


def _telling(draft: Draft) -> Iterator[tuple[Message, str]]:
    """Yield the messages from which something can be learnt, and what the reviewer did."""
    if draft.status is DraftStatus.REJECTED:
        yield from ((message, f"rejected: {draft.reason or 'no reason given'}") for message in draft.messages)
        return
    written = {message.audience: message for message in _as_written(draft)}
    for message in draft.messages:
        before = written.get(message.audience)
        if before and before.text != message.text:
            yield before, "a reviewer put this into other words"
            yield message, "the reviewer's words for the case before"


def _as_written(draft: Draft) -> Sequence[Message]:
    used = [attempt.messages for attempt in draft.attempts if attempt.outcome == "used"]
    return used[-1] if used else []


def _case(name: str, draft: Draft, message: Message, note: str, people: Pseudonyms) -> dict[str, Any]:
    complaint = draft.complaint
    return {
        "id": name,
        "complaint": people.applied(complaint.text),
        "reply": people.applied(message.text),
        "audience": message.audience.value,
        "channel": message.channel.value,
        "language": complaint.language or draft.assessment.language or "en",
        "status": "candidate",
        "note": people.applied(note),
    }
