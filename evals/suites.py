"""Suites of checks in one YAML file each, bring-your-own included; `evals/cases/checks/example.yaml` shows the form.

`python -m evals.suites --schema` writes `evals/cases/suite.schema.json` from the types below.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from api.models import Channel
from evals.case import AS_OF, Case, Expected, ExpectedClaim
from evals.corpus.marks import MarkError, rules_named, unmarked
from evals.corpus.records import Style, Unit
from guardrails.finding import Audience, ClaimStatus, Verdict
from guardrails.policy import SeverityPolicy
from knowledge.facts import Fact

FOLDER = Path(__file__).parent / "cases" / "checks"
SCHEMA = FOLDER.parent / "suite.schema.json"
_CLOSED = ConfigDict(extra="forbid", frozen=True)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SuiteError(ValueError):
    """A suite that cannot be used; one problem a line, each with file, place and remedy."""


class ClaimLine(BaseModel):
    """A stretch of the reply, word for word, and how the facts stand to it."""

    model_config = _CLOSED

    text: str = Field(min_length=1)
    status: ClaimStatus


class Wanted(BaseModel):
    """What should come out besides the marks; what is left out is not judged."""

    model_config = _CLOSED

    verdict: Verdict | None = None
    claims: tuple[ClaimLine, ...] = ()
    injection: bool | None = Field(default=None, description="whether the complaint tries to instruct the writer")


class Line(BaseModel):
    """One case. The words that break a rule stand in the reply as `[[rule: words]]`; one without marks is clean."""

    model_config = _CLOSED

    id: str = Field(pattern=r"^\S+$", max_length=100)
    complaint: str | None = None
    reply: str | None = None
    before: str = ""
    audience: Audience = Audience.PUBLIC
    channel: Channel | None = None
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}$")
    facts: tuple[Fact, ...] = ()
    as_of: date = AS_OF
    near: tuple[str, ...] = ()
    style: Style | None = None
    expect: Wanted = Wanted()
    status: Literal["labelled", "candidate"] = Field(default="labelled", description="candidates await a label")
    note: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Line:
        if not self.reply and not self.complaint:
            raise ValueError("a case has a reply, a complaint, or both")
        return self


class Suite(BaseModel):
    """A suite: `rules` are those that its marks speak of, and that are scored; the whole catalogue unless given."""

    model_config = _CLOSED

    version: Literal[1]
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    description: str = ""
    unit: Annotated[Unit, Field(description="whole replies, or sentences of which only the marked rules count")] = (
        Unit.REPLY
    )
    rules: tuple[str, ...] = ()
    cases: tuple[Line, ...]

    @property
    def scored(self) -> tuple[str, ...]:
        """Return the rules whose findings count."""
        return self.rules or tuple(SeverityPolicy.default().families)


def load(path: Path) -> Suite:
    """Return the suite in a YAML file.

    Raises:
        SuiteError: the file cannot be read or does not have the form of a suite.
    """
    try:
        found: Any = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader, the fast one
        return Suite.model_validate(found)
    except OSError as error:
        raise SuiteError(f"{path} cannot be read: {error.strerror}; name a file that exists") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SuiteError(f"{path} is no YAML: {error}\nput a text that holds ': ' in double quotes") from error
    except ValidationError as error:
        problems = [f"{path}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:20]]
        raise SuiteError("\n".join([*problems, "see docs/evals.md for the form of a suite"])) from None


def cases_of(suite: Suite, path: Path) -> list[Case]:
    """Return the labelled cases of a suite.

    Raises:
        SuiteError: marks do not match, name an unknown rule, or an id occurs twice.
    """
    cases: dict[str, Case] = {}
    for line in suite.cases:
        if line.status == "candidate":
            continue
        if line.id in cases:
            raise SuiteError(f"{path}: the id {line.id!r} occurs twice; give each case its own")
        cases[line.id] = _case(line, suite, path)
    return list(cases.values())


def _case(line: Line, suite: Suite, path: Path) -> Case:
    try:
        text, marks = unmarked(line.reply or "", named=True)
    except MarkError as error:
        raise SuiteError(f"{path}: {line.id}: {error}") from error
    named = [(*rules_named(mark.names), mark) for mark in marks]
    place = f"{path}: {line.id}"
    labels = [Expected(_scored(rule, suite, place), mark.start, mark.end) for rules, _, mark in named for rule in rules]
    also = {_scored(rule, suite, place) for _, others, _ in named for rule in others}
    style = line.style or (Style.SUBTLE if labels else Style.NEAR_MISS if line.near else Style.CLEAN)
    return Case(
        id=line.id,
        text=text,
        audience=line.audience,
        complaint=line.complaint,
        channel=line.channel,
        before=line.before,
        facts=line.facts,
        as_of=line.as_of,
        language=line.language,
        unit=suite.unit,
        style=style,
        writer=suite.name,
        labels=labels if text else None,
        also=frozenset(also - {label.rule for label in labels}),
        near=frozenset(line.near),
        verdict=line.expect.verdict,
        claims=[_claim(one, text, place) for one in line.expect.claims],
        injection=line.expect.injection,
    )


def _scored(rule: str, suite: Suite, place: str) -> str:
    if rule not in suite.scored:
        raise SuiteError(f"{place}: the rule {rule!r} is not scored; use one of {', '.join(suite.scored)}")
    return rule


def _claim(line: ClaimLine, text: str, place: str) -> ExpectedClaim:
    start = text.find(line.text)
    if start < 0:
        raise SuiteError(f"{place}: the reply does not hold {line.text!r}; quote the claim word for word")
    return ExpectedClaim(start, start + len(line.text), line.status)


def schema() -> str:
    """Return the JSON Schema of a suite."""
    return json.dumps(Suite.model_json_schema(), indent=2) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["--schema"]:
        sys.exit("usage: python -m evals.suites --schema")
    SCHEMA.write_text(schema(), encoding="utf-8")
