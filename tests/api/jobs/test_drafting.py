from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess

import pytest

from api.jobs import Jobs
from api.jobs.drafting import process_name
from api.models import Complaint, DraftRequest
from api.store.engine import Store, open_store
from api.store.leases import MAX_TRIES
from tests.api.jobs import worker
from tests.api.store.conftest import draft_of


def eventually(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Return whether `condition` comes true; the bound only ends a test that has failed."""
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.005)
    return met


def accept(store: Store, *, lease: float = 0.0, owner: str = "nobody") -> str:
    request = DraftRequest(complaint=Complaint(text="Late!"))
    return store.drafts.accept(
        request, caller="test", idempotency=None, lease=lease, owner=owner, now=datetime.now(UTC)
    ).draft_id


def is_written(store: Store, draft_id: str) -> bool:
    stored = store.drafts.get(draft_id)
    return stored is not None and stored.draft is not None


@pytest.fixture
def make(store: Store) -> Iterator[Callable[..., Jobs]]:
    """Make jobs that write drafts with the function given, by default at once."""
    made: list[Jobs] = []

    def write(draft_id: str) -> None:
        stored = store.drafts.get(draft_id)
        store.drafts.finish(draft_of(draft_id, stored.case_id), "jobs")

    def jobs(run_draft: Callable[[str], object] = write, **more: object) -> Jobs:
        made.append(Jobs(store.drafts, run_draft, **more))
        made[-1].write = write
        return made[-1]

    yield jobs
    for each in made:
        each.stop(5)


@pytest.mark.parametrize("lease", [0.0, 15.0])
def test_what_is_asked_for_is_begun_at_once(store: Store, make, monkeypatch: pytest.MonkeyPatch, lease: float):
    # With this pause between looks, only the asking can have begun it.
    monkeypatch.setattr("api.jobs.drafting._LOOK_EVERY", 3600.0)
    jobs = make(lease=4 * 3600.0)
    jobs.start()
    draft_id = accept(store, lease=lease, owner=jobs.owner)
    jobs.enqueue_draft(draft_id)
    assert eventually(lambda: is_written(store, draft_id))
    assert store.drafts.get(draft_id).tries == 1


def test_what_was_left_behind_is_taken_up_unasked(store: Store, make):
    left = [accept(store) for _ in range(10)]
    make().start()
    assert eventually(lambda: all(is_written(store, draft_id) for draft_id in left))


def test_what_another_process_is_writing_is_left_to_it(store: Store, make):
    jobs = make()
    theirs, orphan = accept(store, lease=60, owner="another"), accept(store)
    jobs.start()
    jobs.enqueue_draft(theirs)
    assert eventually(lambda: is_written(store, orphan))
    assert not is_written(store, theirs)


def test_no_more_at_once_than_workers(store: Store, make):
    running, most, lock = [0], [0], threading.Lock()

    def write(draft_id: str) -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.02)
        with lock:
            running[0] -= 1
        jobs.write(draft_id)

    jobs = make(write, workers=3)
    jobs.start()
    ids = [accept(store) for _ in range(12)]
    for draft_id in ids:
        jobs.enqueue_draft(draft_id)
    assert eventually(lambda: all(is_written(store, draft_id) for draft_id in ids))
    assert most[0] == 3


def test_a_slow_draft_keeps_its_lease(store: Store, make):
    begun: list[str] = []

    def write(draft_id: str) -> None:
        begun.append(draft_id)
        time.sleep(1.2)
        jobs.write(draft_id)

    jobs, rival = make(write, lease=0.4), make(begun.append, lease=0.4)
    draft_id = accept(store)
    jobs.start()
    assert eventually(lambda: bool(begun))
    rival.start()
    assert eventually(lambda: is_written(store, draft_id))
    assert begun == [draft_id]


def test_a_request_keeps_its_lease_while_it_writes(store: Store, make):
    taken: list[str] = []
    jobs, rival = make(lease=0.4), make(taken.append, lease=0.4)
    jobs.start()
    rival.start()
    draft_id = accept(store, lease=0.4, owner=jobs.owner)
    with jobs.writing(draft_id):
        time.sleep(1.2)
        jobs.write(draft_id)
    assert taken == []


def test_a_request_that_fails_leaves_its_draft_to_the_background(store: Store, make, monkeypatch):
    monkeypatch.setattr("api.jobs.drafting._RETRY_AFTER", 0.05)
    jobs = make(lease=60)
    monkeypatch.setattr("api.jobs.drafting._LOOK_EVERY", 0.05)
    jobs.start()
    draft_id = accept(store, lease=60, owner=jobs.owner)
    with pytest.raises(ZeroDivisionError), jobs.writing(draft_id):
        raise ZeroDivisionError
    assert eventually(lambda: is_written(store, draft_id))


def test_what_fails_again_and_again_is_settled(store: Store, make, monkeypatch, caplog):
    monkeypatch.setattr("api.jobs.drafting._RETRY_AFTER", 0.01)
    tried: list[bool] = []

    def write(draft_id: str) -> None:
        tried.append(store.drafts.get(draft_id).exhausted)
        if not tried[-1]:
            raise ValueError("the model is not well")
        jobs.write(draft_id)

    jobs = make(write, lease=0.4)
    draft_id = accept(store)
    jobs.start()
    assert eventually(lambda: is_written(store, draft_id))
    assert tried == [False] * MAX_TRIES + [True]
    assert "the model is not well" in caplog.text


def test_stop_waits_for_what_runs(store: Store, make):
    begun = threading.Event()

    def write(draft_id: str) -> None:
        begun.set()
        time.sleep(0.2)
        jobs.write(draft_id)

    jobs = make(write)
    draft_id = accept(store)
    jobs.start()
    assert begun.wait(30)
    assert jobs.stop(10)
    assert is_written(store, draft_id)


def test_stop_leaves_what_does_not_end_to_others_at_once(store: Store, make):
    begun, end = threading.Event(), threading.Event()

    def hang(_: str) -> None:
        begun.set()
        end.wait(30)

    jobs = make(hang, workers=1, lease=3600)
    draft_id, waiting = accept(store), accept(store, lease=3600, owner=jobs.owner)
    jobs.start()
    assert begun.wait(30)
    jobs.enqueue_draft(waiting)
    assert jobs.stop(0.2) is False
    now = datetime.now(UTC)
    assert set(store.drafts.take_unfinished("another", now, 10, 10)) == {draft_id, waiting}
    end.set()


def test_stop_before_start_and_twice_is_harmless(make):
    jobs = make()
    assert jobs.stop(1)
    assert jobs.stop(1)


def test_a_database_that_is_away_for_a_moment_stops_nothing(store: Store, make, monkeypatch, caplog):
    monkeypatch.setattr("api.jobs.drafting._LOOK_EVERY", 0.02)
    real, failures = store.drafts.take_unfinished, iter([OSError("gone")] * 3)

    def flaky(*arguments: object) -> list[str]:
        for failure in failures:
            raise failure
        return real(*arguments)

    monkeypatch.setattr(store.drafts, "take_unfinished", flaky)
    draft_id = accept(store)
    make().start()
    assert eventually(lambda: is_written(store, draft_id))
    assert caplog.text.count("could not be looked for") == 3


def test_processes_have_names_of_their_own():
    assert process_name() != process_name()


class Workers:
    """Worker processes over one database, and what they have told so far."""

    def __init__(self, url: str, processes: ForkServerContext) -> None:
        self._url = url
        self._processes = processes
        self._listeners: list[threading.Thread] = []
        self.alive: list[ForkServerProcess] = []
        self.accepted: list[str] = []
        self.wrote: list[str] = []
        self.errors: list[str] = []

    def start(self, task: str, number: int) -> None:
        ours, theirs = self._processes.Pipe(duplex=False)
        process = self._processes.Process(target=worker.main, args=(self._url, f"w{number}", task, theirs))
        process.start()
        theirs.close()
        self.alive.append(process)
        self._listeners.append(threading.Thread(target=self._listen, args=(ours,)))
        self._listeners[-1].start()

    def kill(self, process: ForkServerProcess) -> None:
        process.kill()
        process.join()
        self.alive.remove(process)

    def kill_all(self) -> None:
        for process in list(self.alive):
            self.kill(process)
        for listener in self._listeners:
            listener.join()

    def _listen(self, report: Connection) -> None:
        told = {"ready": [], "accepted": self.accepted, "wrote": self.wrote, "error": self.errors}
        with report, os.fdopen(os.dup(report.fileno())) as lines:
            for line in lines:
                word, _, rest = line.strip().partition(" ")
                told[word].append(rest)


@pytest.fixture
def workers(store_url: str, processes: ForkServerContext) -> Iterator[Workers]:
    started = Workers(store_url, processes)
    yield started
    started.kill_all()


def test_nothing_accepted_is_lost_or_written_twice_by_kill_9(store_url: str, workers: Workers):
    moment = random.Random(5)
    workers.start("accept", 0)
    workers.start("accept", 1)
    for number in range(2, 8):
        told = len(workers.accepted)
        assert eventually(lambda told=told: len(workers.accepted) > told + 5)
        time.sleep(moment.uniform(0, 0.05))
        workers.kill(workers.alive[moment.randrange(2)])
        workers.start("accept", number)
    workers.kill_all()
    store = open_store(store_url)
    unfinished = [draft_id for draft_id in workers.accepted if not is_written(store, draft_id)]
    workers.start("write", 8)
    workers.start("write", 9)
    assert eventually(lambda: "writing" not in store.drafts.counts())
    assert all(is_written(store, draft_id) for draft_id in workers.accepted)
    workers.kill_all()
    assert workers.errors == []
    assert len(workers.wrote) == len(set(workers.wrote))
    for draft_id in [*unfinished, *workers.accepted[:50]]:
        stored = store.drafts.get(draft_id)
        events = [event.kind for event in store.drafts.events.of_case(stored.case_id)]
        assert events == ["accepted", "drafted"]
    store.close()
