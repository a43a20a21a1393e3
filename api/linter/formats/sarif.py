"""SARIF 2.1.0, which code scanners and many editors read (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import quote

import orjson

from api.linter.results import Result, replacement_of
from api.linter.sources import STDIN
from guardrails.catalogue import RULES
from guardrails.engine import GUARD_FAILURE
from guardrails.finding import Finding, Severity
from guardrails.outbound.language_coverage import LANGUAGE_COVERAGE

_LEVELS = {Severity.BLOCK: "error", Severity.REVIEW: "warning"}
_ENGINE = {
    GUARD_FAILURE: "A stage of the guard broke down; the reply is not judged.",
    LANGUAGE_COVERAGE: "The reply is in a language in which the guard is weaker.",
}
_PLACES = {name: at for at, name in enumerate([*(rule.id for rule in RULES), *_ENGINE])}


def render(results: Sequence[Result]) -> str:
    """Return one run as indented JSON."""
    run = {
        "tool": {"driver": _driver()},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": list(_results(results)),
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return orjson.dumps(log, option=orjson.OPT_INDENT_2).decode() + "\n"


def _driver() -> dict[str, Any]:
    try:
        number = version("amends")
    except PackageNotFoundError:
        number = "0"
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.what},
            "fullDescription": {"text": rule.why},
            "help": {"text": f"Passes: {rule.boundary}\nInstead: {rule.suggestion}"},
            "properties": {"family": rule.family, "tags": list(rule.serves)},
        }
        for rule in RULES
    ]
    engine = [{"id": name, "shortDescription": {"text": text}} for name, text in _ENGINE.items()]
    return {"name": "amends", "version": number, "rules": [*rules, *engine]}


def _results(results: Sequence[Result]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for result in results:
        for finding in result.report.findings:
            mark = sha256(f"{result.source.name}\n{finding.rule}\n{finding.quote}".encode()).hexdigest()[:32]
            seen[mark] += 1
            yield _result(result, finding, f"{mark}:{seen[mark]}")


def _result(result: Result, finding: Finding, fingerprint: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.suggestion}".strip()},
        "locations": [{"physicalLocation": _location(result, finding)}],
        "partialFingerprints": {"amends/v1": fingerprint},
        "properties": {"family": finding.family, "detector": finding.detector, "evidence": finding.evidence},
    }
    if finding.rule in _PLACES:
        told["ruleIndex"] = _PLACES[finding.rule]
    words = replacement_of(finding)
    if words is not None:
        told["fixes"] = [_fix(result, finding, words)]
    return told


def _location(result: Result, finding: Finding) -> dict[str, Any]:
    region = {**_region(result, finding), "snippet": {"text": finding.quote}}
    return {"artifactLocation": {"uri": _uri(result.source.name)}, "region": region}


def _region(result: Result, finding: Finding) -> dict[str, int]:
    start, end = result.places(finding)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _uri(name: str) -> str:
    if name == STDIN:
        return "stdin"
    path = quote(name.replace("\\", "/"))
    return f"file://{path}" if path.startswith("/") else path.removeprefix("./")


def _fix(result: Result, finding: Finding, words: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(result, finding), "insertedContent": {"text": words}}
    change = {"artifactLocation": {"uri": _uri(result.source.name)}, "replacements": [replacement]}
    return {"description": {"text": finding.suggestion or finding.message}, "artifactChanges": [change]}
