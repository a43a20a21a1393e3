"""`amends check`: the guardrails as a linter for replies that people write."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from api.configuration import brand_path, configured, policy_from
from api.errors import InvalidInput
from api.linter.fixing import difference, fixed
from api.linter.formats import compact, github, human, plain_json, sarif
from api.linter.replies import replies
from api.linter.results import Result
from api.linter.situation import Situation, reply_of
from api.linter.sources import STDIN, Source, sources
from api.settings import Settings
from guardrails.engine import Guard
from guardrails.finding import Report, Verdict
from guardrails.repair import with_replacements
from guardrails.reply import Reply
from knowledge.brand import Brand

FORMATS: Mapping[str, Callable[[Sequence[Result]], str]] = {
    "human": lambda results: human.render(results, coloured=_is_coloured()),
    "compact": compact.render,
    "json": plain_json.render,
    "sarif": sarif.render,
    "github": github.render,
}


def run(  # noqa: PLR0913 - one parameter per option
    settings: Settings,
    names: Sequence[str],
    situation: Situation,
    *,
    severities: Path | None,
    form: str,
    strict: bool,
    fix: bool,
) -> bool:
    """Check the replies in the files and print what was found; return whether one fails.

    Raises:
        InvalidInput: a file cannot be read or an option has a value that cannot be used.
    """
    if form not in FORMATS:
        raise InvalidInput(f"format is {form!r}", remedy=f"use one of {', '.join(FORMATS)}")
    if fix and STDIN in names:
        raise InvalidInput("standard input cannot be fixed", remedy="name a file, or leave --fix out")
    ours = configured(brand_path(settings), severities_elsewhere=severities is None and settings.severities is not None)
    policy = policy_from(severities, "--severities") if severities else policy_from(settings.severities)
    guard = Guard(policy if severities or settings.severities else ours.severities or policy)
    check = _checker(ours.brand, guard, situation, mends=fix or form in _TELL_REPLACEMENTS)
    read = sources(names)
    results = [result for source in read for result in (_fixed(source, check) if fix else check(source))]
    _say(FORMATS[form](results), results)
    bad = {Verdict.BLOCK, Verdict.REVIEW} if strict else {Verdict.BLOCK}
    return any(result.report.verdict in bad for result in results)


_TELL_REPLACEMENTS = frozenset({"json", "sarif"})
"""The formats that tell the words that mend a finding; finding them takes a few more checks each."""


def _checker(brand: Brand, guard: Guard, situation: Situation, *, mends: bool) -> Callable[[Source], list[Result]]:
    today = datetime.now(UTC).date()

    def report_on(reply: Reply) -> Report:
        report = guard.check(reply)
        return with_replacements(guard, reply, report) if mends and report.findings else report

    def check(source: Source) -> list[Result]:
        asked = [(written, reply_of(written, situation, brand, today)) for written in replies(source)]
        return [Result(written, reply, report_on(reply)) for written, reply in asked]

    return check


def _fixed(source: Source, check: Callable[[Source], list[Result]]) -> list[Result]:
    """Put the replacements that are offered in place, show the change, and return what is found then."""
    results = check(source)
    text = fixed(source, results)
    if text == source.text:
        return results
    source.write(text)
    sys.stderr.write(difference(source, text))
    return check(Source(source.name, text))


def _say(text: str, results: Sequence[Result]) -> None:
    sys.stdout.buffer.write(text.encode(errors="replace"))
    sys.stdout.buffer.flush()
    counts = {
        verdict: sum(result.report.verdict is verdict for result in results)
        for verdict in (Verdict.BLOCK, Verdict.REVIEW, Verdict.PASS)
    }
    told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)
    sys.stderr.write(f"{len(results)} {'reply' if len(results) == 1 else 'replies'}: {told}\n")


def _is_coloured() -> bool:
    """Return whether to colour: as NO_COLOR and FORCE_COLOR say, else on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
