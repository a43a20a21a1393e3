"""The model behind the writer: made by LangChain, called with retries inside one total deadline."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from api.llm.breaker import Breaker
from api.llm.failures import CallFailedError, Failure, failure_of
from api.llm.oversize import limit_body

_CONNECT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said, why it stopped, and what the server counted (None when it did not)."""

    text: str
    finish: str | None = None
    refusal: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    calls: int = 1


def split_name(model: str, base_url: str | None) -> tuple[str | None, str]:
    """Return the provider and the model named by `model`; a bare name on a server of one's own is OpenAI's protocol."""
    provider, colon, name = model.partition(":")
    if colon and name and provider.replace("_", "").isalpha() and provider.islower() and "/" not in provider:
        return provider, name
    return ("openai" if base_url else None), model


class Provider:
    """One model at one address. It is made on a thread of its own, since importing LangChain takes seconds.

    `prices` are those of a million tokens; `timeout` and `deadline` are seconds, a deadline is of the monotonic clock.
    """

    def __init__(  # noqa: PLR0913 - each is an operator's setting
        self,
        model: str,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        max_tokens: int = 900,
        temperature: float | None = 0.4,
        breaker: Breaker | None = None,
        chat_model: Any = None,
    ) -> None:
        self.kind, self.model = split_name(model, base_url)
        self.name = model
        self._api_key = api_key
        self._base_url = base_url
        self._max_tokens = max_tokens
        self._temperature = temperature
        self.breaker = breaker or Breaker()
        self.secrets = tuple(secret for secret in (api_key, urlsplit(base_url or "").password) if secret)
        self.without: frozenset[str] = frozenset()
        self.prompt_tokens_limit: int | None = None
        self._chat: Any = chat_model
        self._trouble: BaseException | None = None
        self._ready = threading.Event()
        self._starting = threading.Lock()
        self._started = False
        self._http: Any = None
        if chat_model is not None:
            self._started = True
            self._ready.set()

    def warm(self, also: Callable[[], None] | None = None) -> None:
        """Start importing and making the model in the background, then whatever `also` does; return at once."""
        with self._starting:
            if not self._started:
                self._started = True
                threading.Thread(target=self._make, args=(also,), name="model-import", daemon=True).start()

    def wait(self, deadline: float) -> None:
        """Return when the model can be called.

        Raises:
            CallFailedError: it cannot be made, or not by the `deadline`.
        """
        self.warm()
        if not self._ready.wait(max(0.0, deadline - monotonic())):
            raise CallFailedError(Failure("timeout", "the model's library is still being imported"))
        if self._trouble is not None:
            raise CallFailedError(failure_of(self._trouble, secrets=self.secrets))

    def _make(self, also: Callable[[], None] | None) -> None:
        try:
            self._chat = self._init_chat_model()
        except Exception as error:  # noqa: BLE001 - told to whoever waits
            self._trouble = error
        finally:
            self._ready.set()
        if also is not None:
            also()

    def _init_chat_model(self) -> Any:
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - costs seconds, so never at start-up

        options: dict[str, Any] = {"max_tokens": self._max_tokens, "max_retries": 0, "temperature": self._temperature}
        if self._api_key:
            options["api_key"] = self._api_key
        if self._base_url:
            options["base_url"] = self._base_url
        if self.kind == "openai":
            options |= self._openai_options()
        return init_chat_model(self.model, model_provider=self.kind, **options)

    def _openai_options(self) -> dict[str, Any]:
        import openai  # noqa: PLC0415 - as above

        self._http = openai.DefaultAsyncHttpxClient(
            timeout=openai.Timeout(None, connect=_CONNECT_SECONDS),
            event_hooks={"response": [limit_body]},
        )
        options: dict[str, Any] = {"http_async_client": self._http, "stream_usage": True}
        if self._base_url:
            # A server of one's own may need no key, and speaks the older protocol.
            options |= {"use_responses_api": False, "api_key": self._api_key or "none"}
        return options

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.aclose()

    async def once(
        self,
        messages: Sequence[tuple[str, str]],
        schema: Mapping[str, Any] | None,
        without: frozenset[str],
        on_text: Callable[[str], None] | None,
    ) -> Answer:
        """Return the answer to one request that leaves out the features in `without`; raises what the SDK raises."""
        chat, options = self._chat, self._options(schema, without)
        if on_text is None:
            return _answer(await chat.ainvoke(list(messages), **options))
        whole: Any = None
        async with contextlib.aclosing(chat.astream(list(messages), **options)) as pieces:
            async for piece in pieces:
                whole = piece if whole is None else whole + piece
                on_text(_text_of(whole))
        if whole is None:
            return Answer("")
        return _answer(whole)

    def _options(self, schema: Mapping[str, Any] | None, without: frozenset[str]) -> dict[str, Any]:
        """Return what goes with a request.

        The schema travels in `extra_body`: the SDK's own path for `response_format` parses every answer twice.
        """
        if self.kind != "openai":
            return {}
        options: dict[str, Any] = {}
        body: dict[str, Any] = {}
        if schema is not None and "schema" not in without:
            plain = "limits" in without or not self._base_url
            shape = {"name": "reply", "schema": _without_limits(schema) if plain else schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": shape}
        if self._base_url and "max_tokens" not in without:
            # Older servers know only this name for what LangChain sends as `max_completion_tokens`.
            body["max_tokens"] = self._max_tokens
        if body:
            options["extra_body"] = body
        if "temperature" in without:
            options["temperature"] = None
        return options


def _without_limits(schema: Any) -> Any:
    """Return `schema` without lengths, which servers of one's own use to stop a model that repeats itself."""
    if not isinstance(schema, dict):
        return schema
    return {key: _without_limits(value) for key, value in schema.items() if key not in {"maxLength", "maxItems"}}


def _text_of(message: Any) -> str:
    """Return a message's text, without its reasoning."""
    return str(getattr(message, "text", "") or "")


def _answer(message: Any) -> Answer:
    about: Mapping[str, Any] = getattr(message, "response_metadata", None) or {}
    extra: Mapping[str, Any] = getattr(message, "additional_kwargs", None) or {}
    usage: Mapping[str, Any] = getattr(message, "usage_metadata", None) or {}
    finish = about.get("finish_reason") or about.get("stop_reason")
    return Answer(
        text=_text_of(message),
        finish=str(finish) if finish else None,
        refusal=str(extra["refusal"]) if extra.get("refusal") else None,
        input_tokens=usage.get("input_tokens"),
        output_tokens=usage.get("output_tokens"),
    )
