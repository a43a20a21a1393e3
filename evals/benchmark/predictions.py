"""Predictions of any guard over a split of the corpus, as JSON lines, and their score."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals import measuring
from evals.corpus import records
from evals.corpus.records import RuleName
from evals.grading import grade
from evals.measuring import Chosen
from evals.outcome import Found, Outcome
from evals.report.result import Result, SuiteResult, suite_result
from guardrails.finding import Severity, Verdict

_CLOSED = ConfigDict(extra="forbid", frozen=True)


class BenchmarkError(ValueError):
    """Predictions that cannot be scored; the message names file, line, value and remedy."""


class PredictedFinding(BaseModel):
    """A rule that the guard says is broken; without `start` and `end`, somewhere in the text."""

    model_config = _CLOSED

    rule: RuleName
    severity: Severity = Severity.BLOCK
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, gt=0)


class Prediction(BaseModel):
    """What a guard says of one record; offsets count code points of the record's `text`.

    Without a `verdict` it is the strictest of the findings'. `ms` is how long it took, if that is to be told.
    """

    model_config = _CLOSED

    id: str
    verdict: Verdict | None = None
    findings: tuple[PredictedFinding, ...] = ()
    ms: float = Field(default=0.0, ge=0)


def score_predictions(path: Path, split: str, folder: Path = records.FOLDER) -> Result:
    """Return the score of the predictions in a file over a split.

    Raises:
        BenchmarkError: a line is no prediction, or a record has none.
        CorpusError: there is no such split.
    """
    chosen = measuring.corpus(split, folder=folder)
    given = _read(path, {case.id for case in chosen.cases})
    missing = [case.id for case in chosen.cases if case.id not in given]
    if missing or not chosen.cases:
        raise BenchmarkError(
            f"{path} says nothing of {len(missing)} of {len(chosen.cases)} records of {split}, "
            f"such as {', '.join(missing[:3]) or 'none'}; give one line for each record"
        )
    outcomes = [_outcome(given[case.id], case.offset, len(case.text)) for case in chosen.cases]
    return Result(
        target=path.name,
        version="",
        fingerprint=None,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        suites=[_scored(chosen, outcomes)],
    )


def _scored(chosen: Chosen, outcomes: list[Outcome]) -> SuiteResult:
    graded = grade(chosen.cases, outcomes, chosen.rules)
    return suite_result(chosen.name, graded, chosen.rules, sealed=chosen.sealed)


def _read(path: Path, known: Collection[str]) -> dict[str, Prediction]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise BenchmarkError(f"{path} cannot be read: {error.strerror}; name a file that exists") from error
    found: dict[str, Prediction] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            one = _prediction(line, f"{path}:{number}")
            if one.id in found or one.id not in known:
                why = "is predicted twice" if one.id in found else "is no record of this split"
                raise BenchmarkError(f"{path}:{number}: {one.id!r} {why}; give one line for each record")
            found[one.id] = one
    return found


def _prediction(line: bytes, place: str) -> Prediction:
    try:
        return Prediction.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        raise BenchmarkError(f"{place}: not JSON ({error}); write one object a line") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BenchmarkError(
            f"{place}: {where}: {first['msg']}; see docs/evals.md for the form of a prediction"
        ) from None


def _outcome(one: Prediction, offset: int, length: int) -> Outcome:
    findings = tuple(_found(finding, offset, length) for finding in one.findings)
    severities = {finding.severity for finding in findings}
    strictest = Verdict.BLOCK if Severity.BLOCK in severities else Verdict.REVIEW if severities else Verdict.PASS
    return Outcome(verdict=one.verdict or strictest, findings=findings, ms=one.ms)


def _found(one: PredictedFinding, offset: int, length: int) -> Found:
    start, end = one.start or 0, length if one.end is None else one.end
    return Found(rule=one.rule, severity=one.severity, start=start + offset, end=end + offset, detector="given")
