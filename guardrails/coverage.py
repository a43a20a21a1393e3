"""The coverage ledger: which rules and steps carry each practice, and which tests show it.

`coverage.yaml` names the steps and the tests, the rules name the practices they serve. What is named must exist: code
is looked up by reading its syntax, never by importing it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from guardrails.catalogue import RULES
from guardrails.rule import Rule

PAGE = PurePosixPath("docs/coverage.md")
SOURCE = PurePosixPath("guardrails/coverage.yaml")
REQUIRED = tuple(f"P{number}" for number in range(10, 26))
"""The practices that something must carry."""
_EXAMPLES = "tests/guardrails/outbound/test_rules.py::test_flags_what_it_must_where_it_stands"
_LEDGERED = "tests/guardrails/claims/test_examples.py::test_the_ledger_flags_what_the_rule_shows"
_FIELDS = {"practice", "steps", "tests", "missing"}


class CoverageError(ValueError):
    """A ledger that cannot be read; the message names the entry and what it should hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What carries one practice. `steps` are path:function, `tests` path::test, `missing` what nothing carries yet."""

    id: str
    practice: str
    steps: Sequence[str] = field(default_factory=tuple)
    tests: Sequence[str] = field(default_factory=tuple)
    missing: str = ""

    @property
    def rules(self) -> list[Rule]:
        """Return the rules that serve the practice."""
        return [rule for rule in RULES if self.id in rule.serves]

    @property
    def shown_by(self) -> list[str]:
        """Return the tests that show it, those of its rules' examples among them."""
        by_rules = [_LEDGERED if rule.family == "claims" else _EXAMPLES for rule in self.rules]
        return list(dict.fromkeys([*self.tests, *by_rules]))

    @property
    def state(self) -> str:
        """Return whether something carries it: carried, partly, or not yet."""
        if not self.steps and not self.rules:
            return "not yet"
        return "partly" if self.missing else "carried"


def load(root: Path) -> list[Entry]:
    """Return the entries of the ledger in the repository at `root`.

    Raises:
        CoverageError: an entry is malformed.
        OSError: there is no ledger.
    """
    rows = yaml.safe_load((root / SOURCE).read_text(encoding="utf-8"))
    if not isinstance(rows, dict):
        raise CoverageError(f"{SOURCE}: expected practices, 'P1:' and so on")
    return [_entry(str(name), row) for name, row in rows.items()]


def _entry(name: str, row: Any) -> Entry:
    if not isinstance(row, dict) or not set(row) <= _FIELDS or not isinstance(row.get("practice"), str):
        raise CoverageError(f"{SOURCE}: {name} needs a 'practice', and may have {', '.join(sorted(_FIELDS))} alone")
    return Entry(
        name, row["practice"], tuple(row.get("steps", ())), tuple(row.get("tests", ())), row.get("missing", "")
    )


def problems(entries: Sequence[Entry], root: Path) -> list[str]:
    """Return what the ledger says that is not so, one line each."""
    known = {entry.id for entry in entries}
    unknown = [
        f"{SOURCE}: the rule {rule.id} serves {practice}, which is no entry; add it or mend the rule"
        for rule in RULES
        for practice in rule.serves
        if practice not in known
    ]
    absent = [f"{SOURCE}: {practice} is missing; say what carries it" for practice in REQUIRED if practice not in known]
    return [*unknown, *absent, *(line for entry in entries for line in _wrong(entry, root))]


def _wrong(entry: Entry, root: Path) -> Iterator[str]:
    for name in (*entry.steps, *entry.shown_by):
        if not exists(root, name):
            yield f"{SOURCE}: {entry.id} names {name}, which does not exist; name what carries it now"
    if entry.state == "not yet" and not entry.missing:
        yield f"{SOURCE}: {entry.id} names nothing that carries it; add a step, or say what is 'missing'"
    if entry.id in REQUIRED and entry.state == "not yet":
        yield f"{SOURCE}: nothing carries {entry.id}; each of {REQUIRED[0]} to {REQUIRED[-1]} needs a rule or a step"
    if entry.state != "not yet" and not entry.shown_by:
        yield f"{SOURCE}: no test shows {entry.id}; name one"


def exists(root: Path, name: str) -> bool:
    """Return whether `path:function`, `path:Class.method` or `path::test` stands in the repository at `root`."""
    path, _, inside = name.partition(":")
    return bool(inside) and inside.lstrip(":").replace("::", ".") in _defined(root / path)


@cache
def _defined(path: Path) -> frozenset[str]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, UnicodeDecodeError):
        return frozenset()
    return frozenset(_names(tree, ""))


def _names(node: ast.Module | ast.ClassDef, within: str) -> Iterator[str]:
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield f"{within}{child.name}"
        if isinstance(child, ast.ClassDef):
            yield from _names(child, f"{within}{child.name}.")


_HEAD = """# The coverage ledger

What good complaint handling asks, and what here carries it: the rules that serve a practice, the steps of the code, and
the tests that show it. Written from `guardrails/coverage.yaml` and from what the [rules](rules.md) say they serve, by
`python -m guardrails.catalogue --write`. A name that does not exist, or one of P10 to P25 that nothing carries, fails
`make check`.
"""


def page(entries: Sequence[Entry]) -> str:
    """Return the ledger as Markdown, the same for the same entries and rules."""
    counts: Mapping[str, int] = {
        state: sum(entry.state == state for entry in entries) for state in ("carried", "partly", "not yet")
    }
    lines = [_HEAD, ", ".join(f"{count} {state}" for state, count in counts.items()) + ".\n"]
    for entry in entries:
        lines += [*_section(entry), ""]
    return "\n".join(lines).rstrip() + "\n"


def _section(entry: Entry) -> Iterator[str]:
    yield f"## {entry.id}\n"
    yield f"{entry.practice}\n"
    yield f"- **State**: {entry.state}" + (f"; missing: {entry.missing}" if entry.missing else "")
    if entry.rules:
        rules = (f"[`{rule.id}`](rules/{rule.family}/{rule.id}.md)" for rule in entry.rules)
        yield f"- **Rules**: {', '.join(rules)}"
    if entry.steps:
        yield f"- **Steps**: {', '.join(f'`{step}`' for step in entry.steps)}"
    if entry.shown_by:
        yield f"- **Shown by**: {', '.join(_linked(test) for test in entry.shown_by)}"


def _linked(test: str) -> str:
    path, _, name = test.partition("::")
    return f"[{re.sub('^(?:.*::)?test_', '', name).replace('_', ' ')}](../{path})"
