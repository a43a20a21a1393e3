"""One labelled sentence or reply of the corpus: its shape, what must hold of it, and reading files of them.

`python -m evals.corpus.records --schema` writes `schema.json` from the types below.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import orjson
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from api.models import Channel
from guardrails.finding import Audience
from guardrails.policy import SeverityPolicy
from knowledge.facts import FactKind

FOLDER = Path(__file__).parent
SPLITS = ("train", "tune", "sealed")
"""`train` may be learnt from, `tune` chooses thresholds, `sealed` only measures."""

_JUDGED_FAMILIES = ("tone", "pressure", "privacy")
FAMILIES = {rule: family for rule, family in SeverityPolicy.default().families.items() if family in _JUDGED_FAMILIES}
"""The family of each of the ten rules that the corpus labels."""
JUDGED = tuple(FAMILIES)
"""The ten rules that the corpus labels; other findings are neither right nor wrong here."""


class CorpusError(ValueError):
    """Records that cannot be used; one problem a line, each with file, line, value and remedy."""


class Unit(StrEnum):
    """What a record holds."""

    SENTENCE = "sentence"
    REPLY = "reply"


class Style(StrEnum):
    """How openly a record breaks a rule, or how close an honest one comes to breaking it."""

    SUBTLE = "subtle"
    BLUNT = "blunt"
    NEAR_MISS = "near_miss"
    ORDINARY = "ordinary"
    CLEAN = "clean"


_BREACHES = {Style.SUBTLE, Style.BLUNT}
_STYLES = {
    Unit.SENTENCE: {Style.SUBTLE, Style.BLUNT, Style.NEAR_MISS, Style.ORDINARY},
    Unit.REPLY: {Style.SUBTLE, Style.BLUNT, Style.CLEAN},
}


def _known(rule: str) -> str:
    if rule not in FAMILIES:
        raise ValueError(f"there is no rule {rule!r}; use one of {', '.join(JUDGED)}")
    return rule


RuleName = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(JUDGED)})]
_CLOSED = ConfigDict(frozen=True, extra="forbid")


class Label(BaseModel):
    """A broken rule and the words that break it: `start` and `end` count code points of the record's text."""

    model_config = _CLOSED

    rule: RuleName
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class KnownFact(BaseModel):
    """Something that the reply may rely on."""

    model_config = _CLOSED

    id: str = Field(min_length=1)
    kind: FactKind
    text: str = Field(min_length=1)


class Kind(StrEnum):
    """What a sentence states besides: something to check beyond the complaint, a promised outcome, a fault admitted."""

    CLAIM = "claim"
    PROMISE = "promise"
    FAULT = "fault"


class Statement(BaseModel):
    """A sentence of the text and what it states; no kinds where it states nothing that could be untrue."""

    model_config = _CLOSED

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    kinds: tuple[Kind, ...]


class Record(BaseModel):
    """A sentence or a whole reply with its situation and labels; see GUIDE.md for what each label means.

    `before` are the sentences that stand before `text` in the same reply; no label lies in them. `also` are rules that
    a careful reader might name instead of the labels. `near` are the rules that a near miss comes close to.
    `statements` tells sentence by sentence what it states, where somebody labelled that.
    """

    model_config = _CLOSED

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*-\d{4,}$")
    unit: Unit
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    audience: Audience
    channel: Channel
    complaint: str = Field(min_length=1)
    before: str
    text: str = Field(min_length=1)
    labels: tuple[Label, ...]
    also: tuple[RuleName, ...]
    near: tuple[RuleName, ...]
    style: Style
    facts: tuple[KnownFact, ...]
    writer: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    statements: tuple[Statement, ...] = ()

    @property
    def rules(self) -> frozenset[str]:
        """Return the rules that it breaks, without those that might be named instead."""
        return frozenset(label.rule for label in self.labels)

    @property
    def violates(self) -> bool:
        """Return whether it breaks a rule."""
        return bool(self.labels)

    @property
    def given(self) -> str:
        """Return what a guard is shown: the text, behind the sentences that precede it."""
        return f"{self.before} {self.text}" if self.before else self.text

    @property
    def offset(self) -> int:
        """Return where `text` begins in `given`."""
        return len(self.before) + 1 if self.before else 0

    @model_validator(mode="after")
    def _consistent(self) -> Record:
        problem = next(_problems(self), None)
        if problem:
            raise ValueError(problem)
        return self


def _problems(record: Record) -> Iterator[str]:
    """Yield what contradicts itself in a record."""
    yield from (problem for label in record.labels for problem in _misplaced(label, record))
    checks = {
        f"the id {record.id!r} does not begin with its writer, {record.writer!r}": (
            not record.id.startswith(f"{record.writer}-")
        ),
        f"a {record.unit} cannot be '{record.style}'; it is one of {', '.join(sorted(_STYLES[record.unit]))}": (
            record.style not in _STYLES[record.unit]
        ),
        f"the style '{record.style}' does not fit {len(record.labels)} labels": (
            (record.style in _BREACHES) != record.violates
        ),
        "near misses, and they alone, name the rules that they come close to in 'near'": (
            bool(record.near) != (record.style is Style.NEAR_MISS)
        ),
        "'also' names other rules than the labels of a breach": (
            bool(record.also) and (not record.labels or not record.rules.isdisjoint(record.also))
        ),
        "a statement lies outside the text": any(
            not one.start < one.end <= len(record.text) for one in record.statements
        ),
        "a whole reply has nothing before it": record.unit is Unit.REPLY and bool(record.before),
        "a sentence has no facts": record.unit is Unit.SENTENCE and bool(record.facts),
    }
    yield from (told for told, broken in checks.items() if broken)


def _misplaced(label: Label, record: Record) -> Iterator[str]:
    if not label.start < label.end <= len(record.text):
        yield f"{label.rule} lies at {label.start}:{label.end} of a text of {len(record.text)} code points"
    if label.rule == "discloses-private-data" and record.audience is Audience.PRIVATE:
        yield "discloses-private-data is labelled in a private message; only a public reply can break it"


def parse(line: bytes | str, place: str = "record") -> Record:
    """Return the record in a JSON line; `place` is named in errors.

    Raises:
        CorpusError: it is no JSON, or no record.
    """
    try:
        return Record.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        raise CorpusError(f"{place}: not JSON ({error}); write one object a line") from None
    except ValidationError as error:
        raise CorpusError("\n".join(f"{place}: {_told(one)}" for one in error.errors())) from None


def _told(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    value = f" (it is {str(error['input'])[:60]!r})" if where else ""
    return f"{where}: {error['msg'].removeprefix('Value error, ')}{value}".lstrip(": ")


def read(paths: Iterable[Path]) -> list[Record]:
    """Return the records of JSON lines files, checked.

    Raises:
        CorpusError: a line is no record, or an id occurs twice.
    """
    records: dict[str, Record] = {}
    for path in paths:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if not line.strip():
                continue
            record = parse(line, f"{path}:{number}")
            if record.id in records:
                raise CorpusError(f"{path}:{number}: the id {record.id!r} occurs twice; give each record its own")
            records[record.id] = record
    return list(records.values())


def load(split: str, folder: Path = FOLDER) -> list[Record]:
    """Return the records of a split, by writer and number; none where nothing is published yet.

    Raises:
        CorpusError: there is no such split, or a line is no record.
    """
    if split not in SPLITS:
        raise CorpusError(f"there is no split {split!r}; use one of {', '.join(SPLITS)}")
    return read(sorted((folder / split).glob("*.jsonl")))


def dump(records: Iterable[Record]) -> bytes:
    """Return records as JSON lines, keys in the order of the type."""
    return b"".join(orjson.dumps(_shown(record)) + b"\n" for record in records)


def _shown(record: Record) -> dict[str, Any]:
    """Return a record as it is published: `statements` only where somebody labelled them."""
    return record.model_dump(mode="json", exclude=None if record.statements else {"statements"})


def schema() -> str:
    """Return the JSON Schema of a record."""
    found = Record.model_json_schema()
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record", **found}
    return json.dumps(found, indent=2) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["--schema"]:
        sys.exit("usage: python -m evals.corpus.records --schema")
    (FOLDER / "schema.json").write_text(schema(), encoding="utf-8")
