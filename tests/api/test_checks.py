from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock, Thread, active_count
from time import monotonic, sleep

import pytest

from api.checks import Checks
from api.drafting.gathering import Gatherer
from api.llm.judge import Case, Judge, Looked
from api.llm.standin import StandIn
from api.models import Attempt, CheckRequest
from guardrails.finding import Verdict
from knowledge.brand import Brand
from knowledge.memory import MemoryRepository
from tests.guardrails.doubting import doubting, quiet, words

DOUBTED = "That box was packed well."


def request(text: str) -> CheckRequest:
    return CheckRequest(reply=text, audience="private", replacements=False)


def checks(judge: object = None, seconds: float = 20.0) -> Checks:
    gatherer = Gatherer(MemoryRepository(), None, None)  # type: ignore[arg-type]
    guard = doubting(words(DOUBTED), ledger=quiet)
    return Checks(gatherer, guard, lambda: Brand(name="Lumen"), judge=judge, judge_seconds=seconds)  # type: ignore[arg-type]


class Slow:
    """A judge that takes a while, and counts who asks at the same time."""

    def __init__(self) -> None:
        self.now = self.most = self.asked = 0
        self._lock = Lock()

    def look(self, cases: Sequence[Case], deadline: float | None = None) -> Looked:
        assert deadline is not None
        with self._lock:
            self.now, self.asked = self.now + 1, self.asked + 1
            self.most = max(self.most, self.now)
        sleep(0.05)
        with self._lock:
            self.now -= 1
        return Looked([case.report for case in cases], Attempt(writer="judge", outcome="used"))


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


@pytest.fixture
def judge(server: StandIn) -> Iterator[Judge]:
    made = Judge("openai:test-model", base_url=server.url, api_key="none", timeout=8.0)
    yield made
    made.close()


def test_a_doubt_is_for_review_where_there_is_no_judge() -> None:
    report = checks().check(request(DOUBTED))
    assert (report.verdict, report.judge, report.usage) == (Verdict.REVIEW, None, None)


def test_a_check_tells_of_the_second_look(judge: Judge) -> None:
    report = checks(judge).check(request(DOUBTED))
    assert report.verdict is Verdict.PASS
    assert report.judge is not None
    assert report.judge.outcome == "used"
    assert report.usage is not None
    assert report.usage.calls == 1


def test_a_batch_asks_once_for_each_reply_in_doubt(judge: Judge, server: StandIn) -> None:
    reports = checks(judge).check_all([request(text) for text in (DOUBTED, "Thank you.", f"Hello. {DOUBTED}")])
    assert [report.verdict for report in reports] == [Verdict.PASS] * 3
    assert [report.judge is None for report in reports] == [False, True, False]
    assert len(server.requests) == 2


def test_a_batch_does_not_wait_for_each_in_turn() -> None:
    slow, threads = Slow(), active_count()
    assert len(checks(slow).check_all([request(DOUBTED)] * 40)) == 40
    assert (slow.asked, slow.most) == (40, 8)
    assert active_count() == threads


def test_a_judge_that_hangs_holds_a_batch_up_no_longer_than_all_may_take(judge: Judge, server: StandIn) -> None:
    server.behaviours = ["hang"]
    judge.provider.wait(monotonic() + 30)
    begun = monotonic()
    reports = checks(judge, seconds=0.5).check_all([request(DOUBTED)] * 30)
    assert monotonic() - begun < 5.0
    assert {report.verdict for report in reports} == {Verdict.REVIEW}
    assert {report.judge.outcome for report in reports if report.judge} <= {"timeout", "circuit_open"}


def test_checks_from_many_threads_share_one_judge(judge: Judge) -> None:
    found: list[Verdict] = []
    shared = checks(judge)
    threads = [Thread(target=lambda: found.append(shared.check(request(DOUBTED)).verdict)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Verdict.PASS] * 8
