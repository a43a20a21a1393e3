"""The guard in this process, or in processes of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, time
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from evals.case import Case
from evals.corpus.records import Unit
from evals.outcome import Outcome, from_report
from guardrails.engine import Guard
from guardrails.finding import Audience, Report, Verdict
from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Inbound
from guardrails.reply import Reply

_FEW = 40
"""Fewer cases than this are judged here; starting a process costs more."""
_LOT = 16
"""How many cases a process is given at once."""
_JUDGES = ("guardrails", "knowledge", "prompts")
"""The packages on which a verdict rests."""


class Engine:
    """The guard of this installation."""

    name = "engine"

    def __init__(self, jobs: int = 1) -> None:
        """Keep how many processes may judge at once."""
        self._jobs = jobs

    def version(self) -> str:
        """Return the version of the installation."""
        return version("amends")

    def fingerprint(self) -> str:
        """Return a digest of every file on which a verdict rests: the same only for the same guard."""
        return _fingerprint()

    def judge(self, cases: Sequence[Case]) -> Iterator[Outcome]:
        """Yield the outcomes in the order of the cases."""
        if self._jobs == 1 or len(cases) < _FEW:
            _warm()
            yield from map(judge_one, cases)
            return
        context = get_context("spawn")
        with ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_warm) as pool:
            yield from pool.map(judge_one, cases, chunksize=_LOT)


@cache
def _guard() -> Guard:
    return Guard()


def _warm() -> None:
    """Load what the first judgement loads, so that no case pays for it."""
    _guard().check(Reply("We're sorry.", Audience.PUBLIC, datetime.now(UTC).date(), complaint="It broke."))


def judge_one(case: Case) -> Outcome:
    """Return what the guard says of a case."""
    judge: Callable[[Case], Outcome] = _reply if case.text else _complaint
    return judge(case)


def _complaint(case: Case) -> Outcome:
    started = perf_counter()
    found = assess(Inbound(text=case.complaint or ""), now=datetime.combine(case.as_of, time(12), UTC))
    took = (perf_counter() - started) * 1000
    return from_report(Report(verdict=Verdict.PASS), took, injection=found.prompt_injection)


def reply_of(case: Case) -> Reply:
    """Return what the guard is shown of a case."""
    return Reply(
        text=case.given,
        audience=case.audience,
        today=case.as_of,
        channel=case.channel,
        complaint=case.complaint,
        facts=case.facts,
        first=case.unit is Unit.REPLY and case.complaint is not None,
        language=case.language,
        needs_private_route=case.unit is Unit.REPLY and case.complaint is not None,
    )


def _reply(case: Case) -> Outcome:
    reply = reply_of(case)
    started = perf_counter()
    report = _guard().check(reply)
    return from_report(report, (perf_counter() - started) * 1000)


@cache
def _fingerprint() -> str:
    digest = sha256()
    for package in _JUDGES:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:16]
