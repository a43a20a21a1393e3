"""The result of a run: figures, one short line per case for later comparison, and the misses in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from evals import scorers
from evals.case import Expected
from evals.grading import Graded
from evals.outcome import Found
from evals.proportions import Share

SCHEMA = 1


class ResultError(ValueError):
    """A stored result that cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case went, without its text. `key` is the same only for the same case with the same labels."""

    key: str
    unit: str
    language: str
    violating: bool
    flagged: bool
    hit: list[str]
    missed: list[str]
    false: list[str]


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that went wrong, in full, so that a person can judge it. Offsets count code points of `text`."""

    id: str
    unit: str
    language: str
    audience: str
    channel: str | None
    style: str
    complaint: str | None
    before: str
    text: str
    expected: list[Expected]
    also: list[str]
    found: list[dict[str, Any]]
    missed: list[str]
    false: list[str]
    expected_verdict: str | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a suite that counts what it is about in its own way."""

    name: str
    share: Share
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """One suite's result. A `sealed` one tells no misses, only how many there are."""

    name: str
    cases: int
    rules: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    measured: list[Measured] = field(default_factory=list)
    by_case: dict[str, CaseResult] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    wrong: int = 0
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A run: which guard, when, and what came out."""

    target: str
    version: str
    fingerprint: str | None
    made_at: str
    suites: list[SuiteResult]
    schema: int = SCHEMA


def suite_result(name: str, graded: Sequence[Graded], rules: Sequence[str], *, sealed: bool) -> SuiteResult:
    """Return what `graded` cases come to; with `sealed`, without any text of theirs."""
    wrong = [one for one in graded if one.wrong]
    return SuiteResult(
        name=name,
        cases=len(graded),
        rules=list(rules),
        figures=scorers.score(graded, rules),
        by_case={one.case.id: _case(one) for one in graded if one.case.labels is not None},
        misses=[] if sealed else [_miss(one) for one in wrong],
        wrong=len(wrong),
        sealed=sealed,
    )


def _case(one: Graded) -> CaseResult:
    case = one.case
    return CaseResult(
        key=case.key(),
        unit=case.unit,
        language=case.language,
        violating=case.violates,
        flagged=one.flagged,
        hit=sorted(one.hit),
        missed=sorted(one.missed),
        false=sorted(one.false),
    )


def _miss(one: Graded) -> Miss:
    case = one.case
    return Miss(
        id=case.id,
        unit=case.unit,
        language=case.language,
        audience=case.audience,
        channel=case.channel,
        style=case.style,
        complaint=case.complaint,
        before=case.before,
        text=case.text,
        expected=list(case.labels or ()),
        also=sorted(case.also),
        found=[_found(found) for found in one.found],
        missed=sorted(one.missed),
        false=sorted(one.false),
        expected_verdict=case.verdict,
        verdict=one.outcome.verdict,
    )


def _found(found: Found) -> dict[str, Any]:
    return found.model_dump(mode="json")


def dump(result: Result) -> bytes:
    """Return the result as JSON."""
    return orjson.dumps(result, option=orjson.OPT_INDENT_2)


def plain(result: Result) -> dict[str, Any]:
    """Return the result as it is read back from JSON."""
    found: dict[str, Any] = orjson.loads(orjson.dumps(result))
    return found


def without_texts(result: dict[str, Any]) -> dict[str, Any]:
    """Return the result without its misses, as baselines keep it."""
    return result | {"suites": [suite | {"misses": []} for suite in result["suites"]]}


def compact(result: dict[str, Any]) -> bytes:
    """Return the result as JSON, one case a line, so that a stored baseline stays small and its changes readable."""
    lines = orjson.dumps(result, option=orjson.OPT_SORT_KEYS).replace(b'},"', b'},\n"')
    return lines + b"\n"


def load(path: Path) -> dict[str, Any]:
    """Return a stored result.

    Raises:
        ResultError: the file cannot be read, or is no result that this version knows.
    """
    try:
        found = orjson.loads(path.read_bytes())
    except OSError as error:
        raise ResultError(f"{path} cannot be read: {error.strerror}; name a stored result") from error
    except orjson.JSONDecodeError as error:
        raise ResultError(f"{path} is not JSON: {error}") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise ResultError(f"{path} is no result of schema {SCHEMA}; measure again and store it anew")
    return found
