"""Writing: one brief taken from writer to writer, the safer the later, until a text passes the guardrails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from api.drafting.brief import Brief, Composed
from api.drafting.checking import Checked, check_messages, feedback
from api.drafting.composer import compose, holding
from api.drafting.repair import drop_guilty_sentences
from api.drafting.trace import Trace
from api.llm.writer import Written
from api.models import Attempt, Message, PromptRef, Usage
from guardrails.engine import Guard
from guardrails.finding import Severity, Verdict
from guardrails.inbound.assessment import Action

REVISIONS = 2
"""How often findings are fed back to the model before its text is cut or given up."""

MODEL_WRITES = frozenset(
    {Action.REPLY_AND_TAKE_OFFLINE, Action.REPLY_PUBLIC, Action.REPLY_PRIVATE, Action.HIDE_AND_REACH_OUT}
)
"""Holding and escalation lines are fixed words on purpose; a model does not write them."""


class Writer(Protocol):
    """Whoever can write a reply from a brief; see `api.llm.writer`."""

    @property
    def name(self) -> str:
        """Return the model's name."""
        ...

    def write(self, brief: Brief, *, feedback: Sequence[str], previous: Composed | None, deadline: float) -> Written:
        """Return what was written, or why nothing was; never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Settled:
    """The text that a draft ends with, the reports on it, and who wrote it."""

    checked: Checked
    cited: list[str]
    writer: str

    @property
    def by_model(self) -> bool:
        """Return whether a model's words are in it."""
        return self.writer not in ("composer", "holding")


class Writing:
    """The writing of one draft. `attempts`, `usage` and `prompt` tell afterwards how it went."""

    def __init__(self, guard: Guard, brief: Brief, trace: Trace) -> None:
        """Keep the parts; nothing is written yet."""
        self._guard = guard
        self._brief = brief
        self._trace = trace
        self.attempts: list[Attempt] = []
        self.usage = Usage()
        self.prompt: PromptRef | None = None

    def settle(self, writer: Writer | None, seconds: float) -> Settled:
        """Return the first text that passes: the model's within `seconds`, the composer's, the holding line."""
        with self._trace.step("compose"):
            composed = compose(self._brief)
        if not composed.messages:
            return Settled(Checked([], []), [], "composer")
        if writer and self._brief.assessment.action in MODEL_WRITES:
            settled = self._by_model(writer, composed, monotonic() + seconds)
            if settled:
                return settled
        return self._by_composer(composed)

    def _by_model(self, writer: Writer, shape: Composed, deadline: float) -> Settled | None:
        """Return the model's text once it passes, else with its guilty sentences dropped, else None."""
        remarks: list[str] = []
        previous: Composed | None = None
        for _ in range(1 + REVISIONS):
            with self._trace.step("write"):
                written = writer.write(self._brief, feedback=remarks, previous=previous, deadline=deadline)
            self._count(written)
            if written.composed is None:
                self.attempts.append(written.attempt)
                break
            previous = _in_shape(written.composed, shape)
            checked = self._check(previous.messages)
            self.attempts.append(_judged(written.attempt, checked))
            if checked.verdict is not Verdict.BLOCK:
                return Settled(checked, previous.cited, writer.name)
            remarks = feedback(checked.findings)
        return self._repaired(previous, writer.name) if previous else None

    def _by_composer(self, composed: Composed) -> Settled:
        """Return the composer's reply; if that is blocked, without the guilty sentences; last the holding line."""
        checked = self._check(composed.messages)
        self.attempts.append(_judged(Attempt(writer="composer", outcome="used", cited=composed.cited), checked))
        if checked.verdict is not Verdict.BLOCK:
            return Settled(checked, composed.cited, "composer")
        return self._repaired(composed, "composer") or self.hold()

    def hold(self) -> Settled:
        """Return the holding line: received, being handled, and how to reach us."""
        last = holding(self._brief)
        checked = self._check(last.messages)
        self.attempts.append(_judged(Attempt(writer="holding", outcome="used"), checked))
        return Settled(checked, last.cited, "holding")

    def _repaired(self, composed: Composed, writer: str) -> Settled | None:
        """Return `composed` without its guilty sentences, if what is left passes and says enough."""
        checked = self._check(composed.messages)
        messages: list[Message] = []
        for message, report in zip(checked.messages, checked.reports, strict=True):
            text: str | None = message.text
            if report.verdict is Verdict.BLOCK:
                text = drop_guilty_sentences(message.text, report.findings)
            if text is None:
                return None
            messages.append(message.model_copy(update={"text": text}))
        checked = self._check(messages)
        if checked.verdict is Verdict.BLOCK:
            return None
        detail = "the sentences with findings were dropped"
        self.attempts.append(Attempt(writer=writer, outcome="used", detail=detail, messages=messages))
        return Settled(checked, composed.cited, writer)

    def _check(self, messages: Sequence[Message]) -> Checked:
        with self._trace.step("check"):
            return check_messages(self._guard, self._brief, messages)

    def _count(self, written: Written) -> None:
        """Add the tokens and the money of one call."""
        self.prompt = written.prompt or self.prompt
        more = written.usage
        costs = [cost for cost in (self.usage.cost, more.cost) if cost is not None]
        self.usage = Usage(
            input_tokens=self.usage.input_tokens + more.input_tokens,
            output_tokens=self.usage.output_tokens + more.output_tokens,
            calls=self.usage.calls + more.calls,
            cost=sum(costs) if costs else None,
            currency=more.currency or self.usage.currency,
            estimated=self.usage.estimated or more.estimated,
        )


def _in_shape(written: Composed, shape: Composed) -> Composed:
    """Return what the model wrote for the messages that are wanted; what it left out is the composer's."""
    by_audience = {message.audience: message for message in written.messages if message.text.strip()}
    messages = [
        Message(audience=wanted.audience, channel=wanted.channel, text=by_audience[wanted.audience].text)
        if wanted.audience in by_audience
        else wanted
        for wanted in shape.messages
    ]
    return Composed(messages, written.cited)


def _judged(attempt: Attempt, checked: Checked) -> Attempt:
    blocked = checked.verdict is Verdict.BLOCK
    serious = [finding for finding in checked.findings if finding.severity is Severity.BLOCK]
    return attempt.model_copy(
        update={
            "outcome": "blocked" if blocked else "used",
            "messages": checked.messages,
            "findings": serious if blocked else [],
        }
    )
