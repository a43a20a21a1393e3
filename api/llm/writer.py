"""The writer that asks a language model: never raises, never exceeds its deadline, never sends what it must not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from api.drafting.brief import Brief, Composed
from api.llm import judging, loop
from api.llm.asking import Asked, ask, tokens_of
from api.llm.calling import call
from api.llm.failures import CallFailedError, scrub
from api.llm.parsing import Parsed, parse, without_thoughts
from api.llm.progress import telling
from api.llm.provider import Answer, Provider
from api.models import MAX_REPLY, Attempt, Message, PromptRef, Usage
from guardrails.finding import Audience
from guardrails.inbound.private_data import unmask
from prompts.slots import fill

CONTEXT_TOKENS = 4096
"""Tokens that prompt and answer together may take, unless the writer is told otherwise."""
_FEWEST_PROMPT_TOKENS = 1200
_CUT = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_FILTERED = frozenset({"content_filter", "refusal", "SAFETY"})
_MAY_RETURN = ("[email-", "[phone-", "[address-", "[name-")
"""Masks of what the customer may read again in private; a card number or a password is repeated nowhere."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost."""

    input: float | None = None
    output: float | None = None
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Written:
    """What came of one request to write; `composed` is None when `attempt.outcome` is not `used`."""

    composed: Composed | None
    attempt: Attempt
    usage: Usage = field(default_factory=Usage)
    prompt: PromptRef | None = None


class UnusableError(Exception):
    """The model answered, but not with a reply; carries the attempt's outcome and detail."""

    def __init__(self, outcome: str, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


class Writer:
    """Writes replies with one model. Safe to call from any thread; a call blocks it until its deadline at most.

    `timeout` is the seconds for a call that is given no deadline, and the measure of a provider's death.
    `context_tokens` bounds prompt and answer together: what does not fit is left out, the least useful first.
    """

    def __init__(  # noqa: PLR0913 - each is an operator's setting
        self,
        model: str,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 20.0,
        max_tokens: int = 900,
        context_tokens: int = CONTEXT_TOKENS,
        prices: Prices | None = None,
        fence_seed: str | None = None,
        provider: Provider | None = None,
    ) -> None:
        self.provider = provider or Provider(model, api_key=api_key, base_url=base_url, max_tokens=max_tokens)
        self._timeout = timeout
        self._context = max(_FEWEST_PROMPT_TOKENS, context_tokens - max_tokens)
        self._prices = prices or Prices()
        self._fence_seed = fence_seed

    @property
    def name(self) -> str:
        """Return the model's name, as it was configured."""
        return self.provider.name

    def warm(self) -> None:
        """Start in the background the imports that take seconds; return at once."""
        self.provider.warm(judging.warm)

    def close(self) -> None:
        """Close the connections to the model's server."""
        loop.run(self.provider.close(), monotonic() + 2.0)

    def write(
        self,
        brief: Brief,
        *,
        feedback: Sequence[str] = (),
        previous: Composed | None = None,
        deadline: float | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Written:
        """Return what the model wrote for `brief`, or why nothing came of it; never raises.

        With `previous` and `feedback` that reply is mended. `deadline` is of the monotonic clock and covers imports,
        retries and waits. `on_text` is called from another thread with all the text so far, unchecked and with
        unfilled slots; a retry starts it again from nothing.
        """
        begun = monotonic()
        work = _Work(self.provider, begun + self._timeout if deadline is None else deadline, self._timeout)
        composed: Composed | None = None
        outcome, detail = "used", ""
        try:
            asked, answer = work.ask(
                brief,
                context=self._context,
                fence_seed=self._fence_seed,
                feedback=feedback,
                previous=previous,
                on_text=on_text,
            )
            composed = read(brief, asked, answer)
        except UnusableError as trouble:
            outcome, detail = trouble.outcome, trouble.detail
        except CallFailedError as trouble:
            outcome, detail = trouble.failure.outcome, trouble.failure.detail
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the next safer writer takes over
            outcome, detail = "invalid", f"{type(trouble).__name__} while writing"
        attempt = Attempt(
            writer=self.name,
            outcome=outcome,
            detail=scrub(detail, self.provider.secrets),
            messages=composed.messages if composed else [],
            cited=composed.cited if composed else [],
            ms=round((monotonic() - begun) * 1000, 3),
        )
        return Written(composed, attempt, work.usage(self._prices), work.prompt)


class _Work:
    """One request to write: the call, and the account of what it took."""

    def __init__(self, provider: Provider, deadline: float, patience: float) -> None:
        self._provider = provider
        self._deadline = deadline
        self._patience = patience
        self._usage = Usage()
        self.prompt: PromptRef | None = None

    def ask(  # noqa: PLR0913 - what `Writer.write` was told
        self,
        brief: Brief,
        *,
        context: int,
        fence_seed: str | None,
        feedback: Sequence[str],
        previous: Composed | None,
        on_text: Callable[[str], None] | None,
    ) -> tuple[Asked, Answer]:
        """Return what was sent and the answer; a prompt too long for the model is sent again at half its size."""
        room = min(context, self._provider.prompt_tokens_limit or context)
        while True:
            asked = ask(brief, context=room, feedback=feedback, previous=previous, fence_seed=fence_seed)
            self.prompt = asked.prompt
            try:
                return asked, self._call(asked, on_text)
            except CallFailedError as trouble:
                if not trouble.failure.overflow or room <= _FEWEST_PROMPT_TOKENS:
                    raise
                room = self._provider.prompt_tokens_limit = max(_FEWEST_PROMPT_TOKENS, room // 2)

    def _call(self, asked: Asked, on_text: Callable[[str], None] | None) -> Answer:
        try:
            answer = call(
                self._provider,
                asked.messages,
                schema=asked.schema,
                deadline=self._deadline,
                patience=self._patience,
                on_text=telling(on_text),
            )
        except CallFailedError as trouble:
            self._usage.calls += trouble.calls
            raise
        self._usage.calls += answer.calls
        counted = answer.input_tokens is not None and answer.output_tokens is not None
        self._usage.estimated = not counted
        self._usage.input_tokens += answer.input_tokens or sum(tokens_of(text) for _, text in asked.messages)
        self._usage.output_tokens += answer.output_tokens or tokens_of(answer.text)
        return answer

    def usage(self, prices: Prices) -> Usage:
        """Return the tokens, and their cost where prices are known."""
        if prices.input is None and prices.output is None:
            return self._usage
        spent = self._usage.input_tokens * (prices.input or 0.0) + self._usage.output_tokens * (prices.output or 0.0)
        return self._usage.model_copy(update={"cost": round(spent / 1e6, 8), "currency": prices.currency})


def read(brief: Brief, asked: Asked, answer: Answer) -> Composed:
    """Return the reply in `answer`, its slots filled and masked data of the customer's own put back where it is safe.

    Raises:
        UnusableError: there is none.
    """
    text = without_thoughts(answer.text)
    if answer.refusal or answer.finish in _FILTERED:
        raise UnusableError("refusal", "the model declined to write this")
    if not text:
        raise UnusableError("empty", "the model answered with nothing")
    parsed = parse(text, asked.wanted)
    if parsed is None or not parsed.messages:
        raise _unreadable(text, asked, answer, parsed)
    if answer.finish in _CUT and not parsed.structured:
        raise UnusableError("cut_stream", "the answer was cut at the most tokens allowed")
    _judge(parsed, asked, brief.language)
    return _composed(brief, asked, parsed)


def _unreadable(text: str, asked: Asked, answer: Answer, parsed: Parsed | None) -> UnusableError:
    if judging.is_echo(text[:MAX_REPLY], asked.source, asked.fence):
        return UnusableError("echo", "the model repeated what it was told")
    if judging.is_refusal(text):
        return UnusableError("refusal", "the model declined to write this")
    if answer.finish in _CUT:
        return UnusableError("cut_stream", "the answer was cut at the most tokens allowed")
    if parsed is not None and parsed.structured:
        return UnusableError("empty", "the messages in the answer are empty")
    return UnusableError("not_json", "no message can be made of the answer")


def _judge(parsed: Parsed, asked: Asked, language: str) -> None:
    for text in parsed.messages.values():
        if len(text) > MAX_REPLY:
            raise UnusableError("invalid", f"a message of {len(text)} characters is no reply")
        if judging.is_refusal(text):
            raise UnusableError("refusal", "the model declined to write this")
        told = text.casefold()
        if any(word in told for word in asked.strange) or judging.is_echo(text, asked.source, asked.fence):
            raise UnusableError("echo", "the model repeated what it was told")
        if other := judging.other_language(text, language):
            raise UnusableError("wrong_language", f"written in {other!r}, the answer is due in {language!r}")


def _composed(brief: Brief, asked: Asked, parsed: Parsed) -> Composed:
    known_ids = {fact.id for fact in brief.facts}
    cited = [identifier for identifier in parsed.facts if identifier in known_ids]
    messages = []
    for audience, text in parsed.messages.items():
        filled = fill(text, asked.known)
        cited += filled.used
        words = filled.text
        repeated = [mask for mask in asked.masked if mask in words]
        if audience is Audience.PUBLIC and repeated:
            raise UnusableError("invalid", "the public message repeats private data of the complaint")
        if not all(mask.startswith(_MAY_RETURN) for mask in repeated):
            raise UnusableError("invalid", "the message repeats data that nobody should send")
        words = unmask(words, dict(asked.masked))
        messages.append(Message(audience=audience, channel=brief.complaint.channel, text=words))
    return Composed(messages, list(dict.fromkeys(cited)))
