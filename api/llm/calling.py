"""Calling a model: one total deadline, retries for what may pass, and a breaker for a provider that is down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, wait_exponential_jitter

from api.llm import loop
from api.llm.breaker import Breaker, Permit
from api.llm.failures import CallFailedError, Failure, failure_of
from api.llm.provider import Answer, Provider

_BACKOFF = wait_exponential_jitter(multiplier=0.2, max=4.0, jitter=0.2)
_MOST_TRIES, _MOST_TRIES_UNREACHABLE = 6, 3
"""Requests of one call. Where nobody listens, waiting longer only delays the reply that is written without a model."""
_ABOUT_THE_REQUEST = frozenset({400, 413, 422})
_FEATURE_WORDS = {
    "temperature": ("temperature",),
    "max_tokens": ("max_tokens", "max_completion_tokens", "extra_forbidden", "unrecognized"),
    "limits": ("maxlength", "maxitems"),
    "schema": ("response_format", "json_schema", "schema", "grammar", "structured"),
}


def call(  # noqa: PLR0913 - what is sent, and the conditions
    provider: Provider,
    messages: Sequence[tuple[str, str]],
    *,
    schema: Mapping[str, Any] | None,
    deadline: float,
    patience: float,
    on_text: Callable[[str], None] | None = None,
) -> Answer:
    """Return the model's answer by `deadline` (of the monotonic clock).

    A time-out after half of `patience` seconds or more takes the provider for dead and opens its breaker; one after
    less counts as one failure, for the deadline may have been unfair.

    Raises:
        CallFailedError: there is no answer; it says why.
    """
    provider.wait(deadline)
    permit = provider.breaker.ask()
    if permit is None:
        raise CallFailedError(_turned_away(provider.breaker))
    began = monotonic()
    try:
        answer = _ask(provider, messages, schema, deadline, on_text)
    except CallFailedError as trouble:
        _blame(provider.breaker, permit, trouble.failure, fatal=monotonic() - began >= patience / 2)
        raise
    except BaseException:
        provider.breaker.abandoned(permit)
        raise
    provider.breaker.succeeded(permit)
    return answer


def _turned_away(breaker: Breaker) -> Failure:
    return Failure("circuit_open", f"not asked, since it failed before ({breaker.reason})")


def _ask(
    provider: Provider,
    messages: Sequence[tuple[str, str]],
    schema: Mapping[str, Any] | None,
    deadline: float,
    on_text: Callable[[str], None] | None,
) -> Answer:
    tries = _Tries(provider, messages, schema, deadline, on_text)
    try:
        return loop.run(tries.within_deadline(), deadline)
    except TimeoutError as error:
        raise CallFailedError(tries.out_of_time(), tries.calls) from error


def _blame(breaker: Breaker, permit: Permit, failure: Failure, *, fatal: bool) -> None:
    """Tell the breaker what a failure says of the provider; one about the request alone says nothing."""
    if failure.status in _ABOUT_THE_REQUEST or failure.outcome in {"refusal", "invalid"}:
        breaker.abandoned(permit)
    else:
        reason = f"{failure.outcome}: {failure.detail}"
        breaker.failed(permit, reason, fatal=fatal and failure.outcome == "timeout", hold=failure.retry_after or None)


class _Tries:
    """All requests of one call."""

    def __init__(
        self,
        provider: Provider,
        messages: Sequence[tuple[str, str]],
        schema: Mapping[str, Any] | None,
        deadline: float,
        on_text: Callable[[str], None] | None,
    ) -> None:
        self._provider = provider
        self._messages = messages
        self._schema = schema
        self._deadline = deadline
        self._on_text = on_text
        self._prompt = "\n".join(text for _, text in messages)
        self._last: Failure | None = None
        self.calls = 0

    async def within_deadline(self) -> Answer:
        """Return the answer; whatever is under way at the deadline is cancelled there.

        Raises:
            CallFailedError: it failed for good.
            TimeoutError: the deadline has come.
        """
        async with asyncio.timeout(max(0.0, self._deadline - monotonic())):
            answer: Answer = await AsyncRetrying(
                retry=retry_if_exception(self._may_retry),
                wait=self._wait,
                stop=self._enough,
                sleep=asyncio.sleep,
                reraise=True,
            )(self._once)
        return replace(answer, calls=self.calls)

    def out_of_time(self) -> Failure:
        """Return the failure to report when the deadline has come."""
        seconds = "no answer in time"
        if self._last is not None:
            seconds += f", after {self._last.outcome} ({self._last.detail})"
        return Failure("timeout", seconds)

    async def _once(self) -> Answer:
        """Return the answer to one request; what the server does not know is left out, and it is asked again."""
        without = self._provider.without
        while True:
            self.calls += 1
            try:
                answer = await self._provider.once(self._messages, self._schema, without, self._on_text)
            except Exception as error:
                failure = failure_of(error, secrets=self._provider.secrets, prompt=self._prompt)
                fewer = _leave_out(failure, without)
                if fewer is None:
                    self._last = failure
                    raise CallFailedError(failure, self.calls) from error
                without = fewer
            else:
                self._provider.without = self._provider.without | without
                return answer

    def _may_retry(self, error: BaseException) -> bool:
        return isinstance(error, CallFailedError) and error.failure.retryable and not self._provider.breaker.is_open

    def _wait(self, state: RetryCallState) -> float:
        asked = self._last.retry_after if self._last else None
        return _BACKOFF(state) if asked is None else max(asked, 0.05)

    def _enough(self, state: RetryCallState) -> bool:
        most = _MOST_TRIES_UNREACHABLE if self._last and self._last.outcome == "unreachable" else _MOST_TRIES
        return state.attempt_number >= most or monotonic() + state.upcoming_sleep >= self._deadline


def _leave_out(failure: Failure, without: frozenset[str]) -> frozenset[str] | None:
    """Return `without` and the feature that the server will not have, or None when that is not the trouble."""
    if failure.status not in {400, 422} or failure.overflow:
        return None
    for feature, words in _FEATURE_WORDS.items():
        if feature not in without and any(word in failure.hint for word in words):
            return without | {feature}
    return None if "schema" in without else without | {"schema"}
