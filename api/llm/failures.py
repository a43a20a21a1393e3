"""What went wrong with a model call, in the words of an attempt, whoever's SDK raised it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_BY_STATUS = {408: ("timeout", True), 409: ("server_error", True), 425: ("server_error", True), 501: ("refused", False)}
_BY_NAME = {
    "ModelRateLimitError": ("rate_limited", True),
    "ModelAuthenticationError": ("refused", False),
    "ModelPermissionDeniedError": ("refused", False),
    "ModelNotFoundError": ("refused", False),
    "ModelInvalidRequestError": ("refused", False),
    "ContextOverflowError": ("refused", False),
    "ConnectError": ("unreachable", True),
    "ConnectTimeout": ("unreachable", True),
    "PoolTimeout": ("unreachable", True),
    "ConnectionRefusedError": ("unreachable", True),
    "gaierror": ("unreachable", True),
    "RemoteProtocolError": ("cut_stream", True),
    "ReadError": ("cut_stream", True),
    "WriteError": ("cut_stream", True),
    "ConnectionResetError": ("cut_stream", True),
    "IncompleteReadError": ("cut_stream", True),
    "JSONDecodeError": ("cut_stream", True),
    "APIResponseValidationError": ("cut_stream", True),
    "OversizeError": ("invalid", False),
    "TimeoutError": ("timeout", False),
    "ReadTimeout": ("timeout", False),
    "ModelTimeoutError": ("timeout", False),
    "ModelConnectionError": ("unreachable", True),
    "APIConnectionError": ("unreachable", True),
    "ModelAPIError": ("server_error", True),
    "APIError": ("server_error", True),
    "LengthFinishReasonError": ("cut_stream", False),
    "ContentFilterFinishReasonError": ("refusal", False),
    "OpenAIRefusalError": ("refusal", False),
    "ImportError": ("refused", False),
}
_OVERFLOW = re.compile(r"context.{0,20}(length|window|size|limit)|too (long|many tokens)|exceed_context", re.IGNORECASE)
_SECRETS = re.compile(
    r"(?i:bearer|basic)\s+\S+|\b(?:sk|pk|rk|key|gsk|xai|ghp|AIza|lsv2)[-_][\w-]{6,}|//[^/\s@]{1,200}@|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
    r"|\b[A-Za-z0-9_-]{32,}\b|\+?\d(?:[ ()-]?\d){6,}"
)
_LONGEST_DETAIL = 240


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure: an attempt's outcome, its reason without secrets, and what may be done about it.

    `retry_after` are the seconds for which the server asked. `hint` is the server's own word, to choose what to leave
    out of the next request; it is never shown.
    """

    outcome: str
    detail: str
    retryable: bool = False
    status: int | None = None
    retry_after: float | None = None
    hint: str = ""

    @property
    def overflow(self) -> bool:
        """Return whether the request was longer than the model's context."""
        return self.status in {400, 413, 422, 500, None} and bool(_OVERFLOW.search(self.hint))


class CallFailedError(Exception):
    """A model call failed for good; `failure` tells how, `calls` how many requests it took."""

    def __init__(self, failure: Failure, calls: int = 0) -> None:
        super().__init__(failure.detail)
        self.failure = failure
        self.calls = calls


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in found and len(found) < 10:
        found.append(step)
        step = step.__cause__ or step.__context__
    return found


def _status(chain: Iterable[BaseException]) -> tuple[int | None, Any]:
    for error in chain:
        response = getattr(error, "response", None)
        status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
        if isinstance(status, int):
            return status, response
    return None, None


def _named(chain: list[BaseException]) -> tuple[str, bool]:
    """Return the outcome of the innermost error known by name: the cause says more than its wrapper."""
    innermost_first = list(reversed(chain))
    for error in sorted(innermost_first, key=lambda link: type(link) is TimeoutError):
        for kind in type(error).__mro__:
            if kind.__name__ in _BY_NAME:
                return _BY_NAME[kind.__name__]
    return "invalid", False


def _by_status(status: int, hint: str) -> tuple[str, bool]:
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status == 429:
        return "rate_limited", "insufficient_quota" not in hint
    return ("server_error", True) if status >= 500 else ("refused", False)


def retry_after(response: Any, now: datetime | None = None) -> float | None:
    """Return the seconds after which a response's headers ask to try again, or None when they do not say."""
    headers = getattr(response, "headers", None) or {}
    millis = str(headers.get("retry-after-ms") or "")
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", millis):
        return float(millis) / 1000
    value = str(headers.get("retry-after") or "").strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text` on one line, cut short, without keys, addresses, numbers of people, or any of `secrets`."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "…")
    return _SECRETS.sub("…", " ".join(text[:4000].split()))[:_LONGEST_DETAIL]


def _says(error: BaseException) -> str:
    body = getattr(error, "body", None)
    if isinstance(body, dict):
        inner = body.get("error", body)
        inner = inner if isinstance(inner, dict) else {"message": inner}
        return " ".join(str(inner[part]) for part in ("code", "type", "message") if inner.get(part))
    return str(getattr(error, "message", "") or error)


def _quotes(words: str, prompt: str) -> bool:
    """Return whether `words` repeat a stretch of the prompt, which may be about a person."""
    return any(words[at : at + 16] in prompt for at in range(0, max(0, len(words) - 16), 4))


def failure_of(error: BaseException, *, secrets: Iterable[str] = (), prompt: str = "") -> Failure:
    """Return what `error` means for an attempt. Its detail repeats neither `secrets` nor the `prompt`."""
    if isinstance(error, CallFailedError):
        return error.failure
    chain = _chain(error)
    status, response = _status(chain)
    hint = _says(next((link for link in chain if getattr(link, "body", None)), error))[:4000]
    outcome, retryable = _by_status(status, hint) if status is not None and status >= 400 else _named(chain)
    words = "" if _quotes(hint, prompt) else scrub(hint, secrets)
    what = f"HTTP {status}" if status else type(chain[-1]).__name__
    return Failure(
        outcome=outcome,
        detail=f"{what}: {words}" if words else what,
        retryable=retryable,
        status=status,
        retry_after=retry_after(response),
        hint=hint.casefold(),
    )
