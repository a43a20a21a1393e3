"""Writing: one brief taken from writer to writer, the safer the later, until a text passes the guardrails."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Protocol

from api.drafting.brief import Brief, Composed, Sentence
from api.drafting.checking import Checked, check_messages, feedback, guilty_sentences, in_context
from api.drafting.composer import compose, holding
from api.drafting.repair import mend, offer
from api.drafting.trace import Trace
from api.llm.judge import Case, Looked
from api.llm.writer import Written
from api.models import Attempt, Message, PromptRef, Usage
from guardrails.engine import Guard
from guardrails.finding import Audience, Severity, Verdict
from guardrails.inbound.assessment import Action

REVISIONS = 2
"""How often findings are fed back to the model before its text is cut or given up."""

WORDINGS = 4
_RETELLINGS = 4
_REGRETS = ("I'm sorry to say", "We're sorry to say", "We are sorry to say")
"""How many wordings of the composer's are tried for one that nobody has to look at."""

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


class Judge(Protocol):
    """Whoever looks twice at what the guardrails were unsure of; see `api.llm.judge`."""

    def look(self, cases: Sequence[Case], deadline: float | None = None) -> Looked:
        """Return the reports after a second look; never raises."""
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

    def settle(self, writer: Writer | None, seconds: float, judge: Judge | None = None) -> Settled:
        """Return the first text that passes: the model's, the composer's, the holding line.

        All model calls together, those of the `judge` too, take no more than `seconds`.
        """
        deadline = monotonic() + seconds
        with self._trace.step("compose"):
            composed = compose(self._brief)
        if not composed.messages:
            return Settled(Checked([], []), [], "composer")
        settled = None
        if writer and self._brief.errand is None and self._brief.assessment.action in MODEL_WRITES:
            settled = self._by_model(writer, composed, deadline)
        settled = self._looked_at(judge, settled or self._by_composer(composed), deadline)
        if settled.checked.verdict is Verdict.BLOCK and settled.by_model:
            settled = self._by_composer(composed)
        return self._offered(settled)

    def _by_model(self, writer: Writer, shape: Composed, deadline: float) -> Settled | None:
        """Return the model's text once it passes, else the best of its texts with the guilty sentences mended."""
        best: tuple[Composed, Checked] | None = None
        for _ in range(1 + REVISIONS):
            with self._trace.step("write"):
                written = writer.write(
                    self._brief,
                    feedback=feedback(best[1]) if best else [],
                    previous=best[0] if best else None,
                    deadline=deadline,
                )
            self._spend(written.usage)
            self.prompt = written.prompt or self.prompt
            if written.composed is None:
                self.attempts.append(written.attempt)
                break
            composed = _in_shape(written.composed, shape)
            checked = self._check(composed.messages)
            self.attempts.append(_judged(written.attempt, checked))
            if _may_stand(checked):
                return Settled(checked, composed.cited, writer.name)
            if best is None or checked.blocking < best[1].blocking:
                best = composed, checked
        return self._mended(*best, writer.name) if best else None

    def _looked_at(self, judge: Judge | None, settled: Settled, deadline: float) -> Settled:
        """Return the text with the reports after a second look."""
        checked = settled.checked
        if judge is None:
            return settled
        cases = [
            Case(in_context(self._brief, message), report)
            for message, report in zip(checked.messages, checked.reports, strict=True)
        ]
        with self._trace.step("judge"):
            looked = judge.look(cases, deadline)
        if looked.attempt is None:
            return settled
        self.attempts.append(looked.attempt)
        self._spend(looked.usage)
        return replace(settled, checked=Checked(checked.messages, looked.reports))

    def _offered(self, settled: Settled) -> Settled:
        """Return the text, its findings with the words that mend them."""
        if not settled.checked.findings:
            return settled
        with self._trace.step("repair"):
            return replace(settled, checked=offer(self._guard, self._brief, settled.checked))

    def _by_composer(self, composed: Composed) -> Settled:
        """Return the composer's reply; if that is blocked, with the guilty sentences mended; last the holding line."""
        composed, checked = self._worded(composed)
        if checked.verdict is not Verdict.PASS:
            composed, checked = self._untold(composed, checked)
        self.attempts.append(_judged(Attempt(writer="composer", outcome="used", cited=composed.cited), checked))
        if checked.verdict is not Verdict.BLOCK:
            return Settled(checked, composed.cited, "composer")
        return self._mended(composed, checked, "composer") or self.hold()

    def _worded(self, composed: Composed) -> tuple[Composed, Checked]:
        """Return the wording; where somebody would have to look at it, another in which nothing is found, if any."""
        first = composed, self._check(composed.messages)
        if first[1].verdict is not Verdict.REVIEW:
            return first
        others = (compose(self._brief, turn) for turn in range(1, WORDINGS))
        tried = ((other, self._check(other.messages)) for other in others)
        return next((one for one in tried if one[1].verdict is Verdict.PASS), first)

    def _untold(self, composed: Composed, checked: Checked) -> tuple[Composed, Checked]:
        """Return the reply without the sentences that were found wanting, if that leaves fewer findings."""
        brief, best = self._brief, (composed, checked)
        for _ in range(_RETELLINGS):
            wanting = frozenset(guilty_sentences(checked))
            brief = _retold(brief, wanting)
            other = compose(brief)
            again = self._check(other.messages)
            if _weight(again) < _weight(best[1]):
                best = other, again
            composed, checked = other, again
            if checked.verdict is Verdict.PASS or not wanting:
                break
        return best

    def hold(self) -> Settled:
        """Return the holding line: received, being handled, and how to reach us."""
        last = holding(self._brief)
        checked = self._check(last.messages)
        self.attempts.append(_judged(Attempt(writer="holding", outcome="used"), checked))
        return Settled(checked, last.cited, "holding")

    def _mended(self, composed: Composed, checked: Checked, writer: str) -> Settled | None:
        """Return `composed` with its guilty sentences mended or dropped, if what is left passes and says enough."""
        with self._trace.step("repair"):
            done = mend(self._guard, self._brief, checked)
        if done is None or (writer != "composer" and not _may_stand(done)):
            return None
        detail = "the sentences with findings were mended or dropped"
        self.attempts.append(Attempt(writer=writer, outcome="used", detail=detail, messages=done.messages))
        return Settled(done, composed.cited, writer)

    def _check(self, messages: Sequence[Message]) -> Checked:
        with self._trace.step("check"):
            return check_messages(self._guard, self._brief, messages)

    def _spend(self, more: Usage) -> None:
        """Add the tokens and the money of one call."""
        costs = [cost for cost in (self.usage.cost, more.cost) if cost is not None]
        self.usage = Usage(
            input_tokens=self.usage.input_tokens + more.input_tokens,
            output_tokens=self.usage.output_tokens + more.output_tokens,
            calls=self.usage.calls + more.calls,
            cost=sum(costs) if costs else None,
            currency=more.currency or self.usage.currency,
            estimated=self.usage.estimated or more.estimated,
        )


def _may_stand(checked: Checked) -> bool:
    """Return whether a model's text may wait for its reviewer; with a doubtful claim it may not, others are at hand."""
    doubted = any(finding.family == "claims" for finding in checked.findings)
    return checked.verdict is not Verdict.BLOCK and not doubted


def _retold(brief: Brief, wanting: frozenset[Sentence]) -> Brief:
    """Return the brief for another telling: what was found wanting is told with regret, or, once it was, not at all."""
    again = {
        one for one in wanting if one[1].startswith(_REGRETS) or one in brief.softened or one[0] is Audience.PUBLIC
    }
    return replace(brief, softened=brief.softened | wanting, untold=brief.untold | {_as_before(one) for one in again})


def _as_before(sentence: Sentence) -> Sentence:
    """Return a sentence that was told with regret as it was before."""
    text = re.sub(r"^.*? to say that ", "", sentence[1])
    return sentence[0], text[:1].upper() + text[1:]


def _weight(checked: Checked) -> tuple[int, int]:
    """Return how much is wrong with messages: what blocks, then all that was found."""
    return checked.blocking, len(checked.findings)


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
