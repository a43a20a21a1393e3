"""A process that accepts and writes drafts until it is killed.

Tells on its output, a line each, what it has answered for: `accepted ID` once a draft is on record, `wrote ID` once it
is finished, `error ...` when something that must not happen has happened.
"""

from __future__ import annotations

import logging
import os
import random
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from api.jobs import Jobs
from api.models import Complaint, DraftRequest
from api.store.engine import Store, open_store
from tests.api.store.conftest import draft_of

LEASE = 1.0
_REPORT: list[Connection] = []


class _Telling(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _tell(f"error {record.getMessage()} {record.exc_info}".replace("\n", " "))


def main(url: str, owner: str, task: str, report: Connection) -> None:
    _REPORT.append(report)
    logging.getLogger().addHandler(_Telling())
    store = open_store(url)
    jobs = Jobs(store.drafts, lambda draft_id: _write(store, owner, draft_id), owner=owner, lease=LEASE)
    jobs.start()
    _tell("ready")
    while True:
        if task == "accept":
            _accept(store, jobs)
        time.sleep(0.003)


def _accept(store: Store, jobs: Jobs) -> None:
    later = random.random() < 0.5
    accepted = store.drafts.accept(
        DraftRequest(complaint=Complaint(text="Late!")),
        caller="test",
        idempotency=None,
        lease=0.0 if later else LEASE,
        owner=jobs.owner,
        now=datetime.now(UTC),
    )
    _tell(f"accepted {accepted.draft_id}")
    if later:
        jobs.enqueue_draft(accepted.draft_id)
    else:
        with jobs.writing(accepted.draft_id):
            _write(store, jobs.owner, accepted.draft_id)


def _write(store: Store, owner: str, draft_id: str) -> None:
    stored = store.drafts.get(draft_id)
    time.sleep(random.uniform(0, 0.02))
    if store.drafts.finish(draft_of(draft_id, stored.case_id, model=owner), owner):
        _tell(f"wrote {draft_id}")


def _tell(line: str) -> None:
    # One write, so that the lines of several threads stay apart and a kill leaves no half of one unnoticed.
    os.write(_REPORT[0].fileno(), f"{line}\n".encode())
