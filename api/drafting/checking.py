"""Checking: the guardrails and the claim ledger over one reply or over the messages of a draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from api.drafting.brief import Brief, Sentence
from api.models import Message, MessageClaim, MessageFinding
from guardrails.document import read
from guardrails.edits import sentences_around
from guardrails.engine import Guard, Late
from guardrails.finding import Finding, Report, Severity, Verdict
from guardrails.inbound.assessment import Action, Kind
from guardrails.outbound.language_coverage import LANGUAGE_COVERAGE
from guardrails.reply import Reply

_LONGEST_SENTENCE = 240
_RANK = {Verdict.PASS: 0, Verdict.REVIEW: 1, Verdict.BLOCK: 2}


@dataclass(frozen=True, slots=True)
class Checked:
    """The messages of a draft with the report on each, in the same order."""

    messages: list[Message]
    reports: list[Report]

    @property
    def verdict(self) -> Verdict:
        """Return the worst verdict; a draft without messages passes."""
        return max((report.verdict for report in self.reports), key=_RANK.__getitem__, default=Verdict.PASS)

    @property
    def blocking(self) -> int:
        """Return how many findings block."""
        return sum(one.severity is Severity.BLOCK for report in self.reports for one in report.findings)

    @property
    def findings(self) -> list[MessageFinding]:
        """Return every finding, with the audience of its message."""
        return [
            MessageFinding.model_construct(**dict(finding), audience=message.audience)
            for message, report in zip(self.messages, self.reports, strict=True)
            for finding in report.findings
        ]

    @property
    def claims(self) -> list[MessageClaim]:
        """Return every claim, with the audience of its message."""
        return [
            MessageClaim.model_construct(**dict(claim), audience=message.audience)
            for message, report in zip(self.messages, self.reports, strict=True)
            for claim in report.claims
        ]


def within(seconds: float) -> Callable[[], Late]:
    """Return the limit of a guard that gives each check so many seconds."""

    def start() -> Late:
        until = monotonic() + seconds
        return lambda: monotonic() > until

    return start


def check_messages(guard: Guard, brief: Brief, messages: Sequence[Message]) -> Checked:
    """Return the report on each message of a draft written to `brief`."""
    return Checked(list(messages), [guard.check(in_context(brief, message)) for message in messages])


def check_against(guard: Guard, brief: Brief, messages: Sequence[Message], today: date) -> Checked:
    """Return the report on messages that a person wrote or edited, on the day they are read."""
    replies = [in_context(brief, message, today) for message in messages]
    return Checked(list(messages), [guard.check(reply) for reply in replies])


def feedback(checked: Checked) -> list[str]:
    """Return what a writer is told to mend, one line a finding: the rule, why, the sentence, and what to do instead.

    Its language is the customer's, and not to be mended.
    """
    return [
        f"{finding.rule}: {finding.message} – in: “{_sentence(message.text, finding)[:_LONGEST_SENTENCE]}”"
        + (f" – instead: {finding.suggestion}" if finding.suggestion else "")
        for message, report in zip(checked.messages, checked.reports, strict=True)
        for finding in report.findings
        if finding.rule != LANGUAGE_COVERAGE
    ]


def guilty_sentences(checked: Checked) -> list[Sentence]:
    """Return the sentences of the messages in which something was found."""
    return [
        (message.audience, _sentence(message.text, finding).strip())
        for message, report in zip(checked.messages, checked.reports, strict=True)
        for finding in report.findings
    ]


def _sentence(text: str, finding: Finding) -> str:
    return text[slice(*sentences_around(read(text), finding.start, finding.end))]


def in_context(brief: Brief, message: Message, today: date | None = None) -> Reply:
    """Return a message of a draft as the guardrails judge it."""
    complaint, assessment = brief.complaint, brief.assessment
    return Reply(
        text=message.text,
        audience=message.audience,
        today=today or brief.today,
        channel=message.channel,
        complaint=complaint.text,
        facts=brief.facts,
        earlier=brief.told,
        first=assessment.kind is Kind.COMPLAINT and not brief.earlier and brief.errand is None,
        language=brief.language,
        locale=brief.locale,
        currency=brief.brand.currency,
        offers=brief.brand.limits,
        signed=brief.brand.on(message.channel).signers,
        needs_private_route=_needs_route(brief),
    )


def _needs_route(brief: Brief) -> bool:
    is_reply = brief.errand is None
    return is_reply and brief.here.prefer_offline and brief.assessment.action is Action.REPLY_AND_TAKE_OFFLINE
