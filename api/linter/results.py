"""What the linter found: the report on each reply, and where its findings stand in their file."""

from __future__ import annotations

from dataclasses import dataclass

from api.linter.replies import Written
from api.linter.sources import Place, Source
from guardrails.finding import Finding, Report
from guardrails.reply import Reply


@dataclass(frozen=True, slots=True)
class Result:
    """The report on one reply."""

    written: Written
    reply: Reply
    report: Report

    @property
    def source(self) -> Source:
        """Return the file it stands in."""
        return self.written.source

    def span(self, finding: Finding) -> tuple[int, int]:
        """Return where a finding stands in the file, in code points."""
        return self.written.offset + finding.start, self.written.offset + finding.end

    def places(self, finding: Finding) -> tuple[Place, Place]:
        """Return where a finding begins, and the place behind its end."""
        start, end = self.span(finding)
        return self.source.place(start), self.source.place(end)


def replacement_of(finding: Finding) -> str | None:
    """Return the words to put in place of a finding's, None when it offers none."""
    offered = getattr(finding, "replacement", None)
    return offered if isinstance(offered, str) else None


_UNSHOWN = {
    **dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�"),
    ord("\t"): "\t",
}


def shown(text: str) -> str:
    """Return `text` as a terminal may take it: line ends as blanks, nothing that steers the terminal or turns text."""
    return text.replace("\r\n", " ").replace("\n", " ").translate(_UNSHOWN)
