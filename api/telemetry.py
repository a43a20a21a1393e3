"""Structured logs and request metrics. Neither ever holds what a customer wrote, who they are, or a secret."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping
from time import perf_counter
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import EventDict, WrappedLogger

from api.metrics import REQUEST_SECONDS, REQUESTS
from guardrails.inbound.private_data import mask

_OURS = frozenset({"level", "timestamp"})
_LONGEST_LOGGED = 10_000
_LEVELS = logging.getLevelNamesMapping()


def configure_logging(level: str) -> None:
    """Write one JSON object a line to standard error; human-readable when that is a terminal.

    Raises:
        ValueError: `level` is not a level's name.
    """
    number = _LEVELS.get(level.upper())
    if number is None:
        raise ValueError(f"AMENDS_LOG_LEVEL is {level!r}; use one of {', '.join(_LEVELS)}")
    pretty = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            masked,
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
            if pretty
            else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=max(number, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s")
    for place in (*logging.getLogger().handlers, logging.getLogger("uvicorn.error")):
        place.addFilter(MaskedRecords())


def masked(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Return the event with private data in any of its strings masked: a second defence, no licence to log it."""
    return {name: value if name in _OURS else _without_private(value) for name, value in event.items()}


def _without_private(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value[:_LONGEST_LOGGED]).text
    if isinstance(value, Mapping):
        return {_without_private(name): _without_private(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_without_private(part) for part in value]
    return value if value is None or isinstance(value, bool | int | float) else mask(str(value)[:_LONGEST_LOGGED]).text


class MaskedRecords(logging.Filter):
    """Masks private data in what libraries log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, masked."""
        record.msg, record.args = mask(record.getMessage()[:_LONGEST_LOGGED]).text, None
        if record.exc_info:
            record.exc_text = mask(logging.Formatter().formatException(record.exc_info)[:_LONGEST_LOGGED]).text
        return True


class RequestMetrics:
    """Counts requests and their time by route template, never by path."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            REQUESTS.labels(scope["method"], route, str(status)).inc()
            REQUEST_SECONDS.labels(route).observe(perf_counter() - started)


def where(error: BaseException) -> list[str]:
    """Return the innermost frames of an error as file, line and function; never its message."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    return [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
