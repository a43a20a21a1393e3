"""What a change may not fall below: `floors.yaml`, read, written and held against a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.scorers.rules import ALL

PATH = Path(__file__).with_name("floors.yaml")
_CLOSED = ConfigDict(extra="forbid")
_HEAD = """\
# What a change may not fall below; `make gate` holds these. The figures under `corpus` were written by
# `python -m evals.gate --write-floors` and are the lower ends of 95% intervals (of alarms: the upper ends) as measured
# then. Lower one only with a reason, told in the commit.
"""
Share = float


class FloorsError(ValueError):
    """Floors that cannot be used; the message names file, place and remedy."""


class FigureFloor(BaseModel):
    """The least value of a figure, and the fewest cases that can tell."""

    model_config = _CLOSED

    floor: Share = Field(ge=0, le=1)
    fewest: int = Field(ge=1)


class RuleFloor(BaseModel):
    """The least lower ends of a rule's intervals."""

    model_config = _CLOSED

    recall: Share = Field(ge=0, le=1)
    precision: Share = Field(ge=0, le=1)


class UnitFloor(BaseModel):
    """Of sentences or whole replies: the least share of violating ones that are flagged, the most of clean ones."""

    model_config = _CLOSED

    violating_flagged: Share = Field(ge=0, le=1)
    clean_flagged: Share = Field(ge=0, le=1)


class CorpusFloors(BaseModel):
    """Floors on a split of the corpus. `most` bounds how many records are judged, `fewest` what a rule must have."""

    model_config = _CLOSED

    split: str
    most: int = Field(ge=1)
    fewest: int = Field(ge=1)
    units: dict[str, UnitFloor] = Field(default_factory=dict)
    rules: dict[str, dict[str, RuleFloor]] = Field(default_factory=dict)


class Floors(BaseModel):
    """All floors. `significance` is the chance, over all figures together, of crying out about a mere fluctuation."""

    model_config = _CLOSED

    version: Literal[1]
    significance: float = Field(gt=0, lt=1)
    figures: dict[str, FigureFloor]
    corpus: CorpusFloors


@dataclass(frozen=True, slots=True)
class Held:
    """A figure against its floor. `bound` is what is held: the value, or the end of its interval."""

    name: str
    bound: float
    floor: float
    cases: int
    fewest: int
    at_most: bool = False

    @property
    def enough(self) -> bool:
        """Return whether there are cases enough to tell."""
        return self.cases >= self.fewest

    @property
    def holds(self) -> bool:
        """Return whether it is on the right side of its floor."""
        return self.bound <= self.floor if self.at_most else self.bound >= self.floor


def load(path: Path = PATH) -> Floors:
    """Return the floors in a file.

    Raises:
        FloorsError: the file cannot be read or does not have the form.
    """
    try:
        return Floors.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise FloorsError(f"{path} cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise FloorsError(f"{path} is no YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise FloorsError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def held(floors: Floors, result: Mapping[str, Any]) -> Iterator[Held]:
    """Yield every floor beside what was measured; what is not measured at all has no cases."""
    suites = {suite["name"]: suite for suite in result["suites"]}
    measured = {one["name"]: one["share"] for suite in suites.values() for one in suite["measured"]}
    for name, one in floors.figures.items():
        share = measured.get(name, {"value": 0.0, "cases": 0})
        yield Held(name, share["value"], one.floor, share["cases"], one.fewest)
    figures = suites.get(corpus_name(floors), {}).get("figures", {})
    yield from _units(floors.corpus, figures.get("verdict", {}))
    for language, rules in floors.corpus.rules.items():
        for rule, wanted in rules.items():
            got = figures.get("rules", {}).get(language, {}).get(rule)
            yield from _rule(f"{language}: {rule}", wanted, got, floors.corpus.fewest)


def corpus_name(floors: Floors) -> str:
    """Return the name of the suite that the corpus makes."""
    return f"corpus-{floors.corpus.split}"


def _units(floors: CorpusFloors, verdict: Mapping[str, Any]) -> Iterator[Held]:
    none = {"low": 0.0, "high": 1.0, "cases": 0}
    for unit, wanted in floors.units.items():
        got = verdict.get(unit, {})
        found, alarms = (got.get(part, {}).get("flagged", none) for part in ("violating", "clean"))
        yield Held(f"{unit}: violating, flagged", found["low"], wanted.violating_flagged, found["cases"], floors.fewest)
        yield Held(
            f"{unit}: clean, flagged",
            alarms["high"],
            wanted.clean_flagged,
            alarms["cases"],
            floors.fewest,
            at_most=True,
        )


def _rule(name: str, wanted: RuleFloor, got: Mapping[str, Any] | None, fewest: int) -> Iterator[Held]:
    none: dict[str, Any] = {"low": 0.0, "cases": 0}
    recall, precision = (got["recall"], got["precision"]) if got else (none, none)
    yield Held(f"{name}: recall", recall["low"], wanted.recall, recall["cases"], fewest)
    # Few findings make the interval wide by themselves; what must suffice is the number of breaches to be found.
    yield Held(f"{name}: precision", precision["low"], wanted.precision, recall["cases"], fewest)


def from_result(floors: Floors, result: Mapping[str, Any]) -> Floors:
    """Return `floors` with those of the corpus as measured; rules with too few breaches get none."""
    suite = next((one for one in result["suites"] if one["name"] == corpus_name(floors)), None)
    figures = suite["figures"] if suite else {}
    rules = {
        language: {
            rule: RuleFloor(recall=_down(one["recall"]["low"]), precision=_down(one["precision"]["low"]))
            for rule, one in by_rule.items()
            if one["recall"]["cases"] >= floors.corpus.fewest
        }
        for language, by_rule in figures.get("rules", {}).items()
        if language != ALL
    }
    units = {
        unit: UnitFloor(
            violating_flagged=_down(one["violating"]["flagged"]["low"]),
            clean_flagged=ceil(one["clean"]["flagged"]["high"] * 100) / 100,
        )
        for unit, one in figures.get("verdict", {}).items()
        if one["violating"]["flagged"]["cases"] >= floors.corpus.fewest <= one["clean"]["flagged"]["cases"]
    }
    kept = {language: found for language, found in rules.items() if found}
    return floors.model_copy(update={"corpus": floors.corpus.model_copy(update={"rules": kept, "units": units})})


def _down(value: float) -> float:
    return floor(value * 100) / 100


def save(floors: Floors, path: Path = PATH) -> None:
    """Write the floors to a file that people can read."""
    body = yaml.safe_dump(floors.model_dump(mode="json"), sort_keys=False, allow_unicode=True, width=120)
    path.write_text(_HEAD + body, encoding="utf-8")
