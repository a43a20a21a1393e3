"""Repair of a draft: the guilty sentences are mended or dropped before the whole of it is given up."""

from __future__ import annotations

from api.drafting.brief import Brief
from api.drafting.checking import Checked, in_context
from api.models import Message
from guardrails.document import read
from guardrails.engine import Guard
from guardrails.finding import Report, Verdict
from guardrails.repair import SHORTEST, repaired, with_replacements

_MOST_REPLACED = 0.5
"""Share of a message's sentences that repair may replace; beyond it, another writer knows the case better."""


def mend(guard: Guard, brief: Brief, checked: Checked) -> Checked | None:
    """Return the messages mended so that nothing blocks; None where that leaves too little of what was written."""
    mended = [
        _mended(guard, brief, message, report)
        for message, report in zip(checked.messages, checked.reports, strict=True)
    ]
    whole = [one for one in mended if one is not None]
    if len(whole) < len(mended):
        return None
    return Checked([message for message, _ in whole], [report for _, report in whole])


def _mended(guard: Guard, brief: Brief, message: Message, report: Report) -> tuple[Message, Report] | None:
    if report.verdict is not Verdict.BLOCK:
        return message, report
    done = repaired(guard, in_context(brief, message), report, only_blocking=True)
    if (
        done.report.verdict is Verdict.BLOCK
        or len(done.text) < SHORTEST
        or _kept(message.text, done.text) < _MOST_REPLACED
    ):
        return None
    return message.model_copy(update={"text": done.text}), done.report


def _kept(before: str, after: str) -> float:
    """Return the share of the sentences that are still there, word for word."""
    sentences = [sentence.text for sentence in read(before).sentences]
    left = {sentence.text for sentence in read(after).sentences}
    return sum(sentence in left for sentence in sentences) / max(1, len(sentences))


def offer(guard: Guard, brief: Brief, checked: Checked) -> Checked:
    """Return the same messages, their findings with the words that mend them."""
    reports = [
        with_replacements(guard, in_context(brief, message), report) if report.findings else report
        for message, report in zip(checked.messages, checked.reports, strict=True)
    ]
    return Checked(checked.messages, reports)
