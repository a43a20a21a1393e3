from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.linter.replies import replies
from api.linter.results import Result
from api.linter.sources import sources
from guardrails.finding import Audience, Finding, Report, Severity, Verdict
from guardrails.reply import Reply


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """Return what writes a file into the current folder and gives its name."""
    monkeypatch.chdir(tmp_path)

    def writing(name: str, text: str) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return name

    return writing


class Offering(Finding):
    """A finding that offers words to put in place of its own."""

    replacement: str | None = None


@pytest.fixture
def result(write: Callable[[str, str], str]) -> Callable[..., Result]:
    """Return what makes a result with one finding for each `quote` and its replacement."""

    def make(text: str, name: str = "reply.txt", **quotes: Any) -> Result:
        written = replies(sources([write(name, text)])[0])[0]
        findings: list[Finding] = []
        for rule, (quote, words) in quotes.items():
            start = written.text.index(quote)
            findings.append(
                Offering(
                    rule=rule.replace("_", "-"),
                    family="tone",
                    severity=Severity.REVIEW if rule == "repeats_itself" else Severity.BLOCK,
                    message="This is\nwhy.",
                    start=start,
                    end=start + len(quote),
                    quote=quote,
                    suggestion="Say it so.",
                    evidence=["order-1"],
                    replacement=words,
                )
            )
        reply = Reply(text=written.text, audience=Audience.PUBLIC, today=date(2026, 5, 4))
        return Result(written, reply, Report(verdict=Verdict.BLOCK, findings=findings))

    return make
