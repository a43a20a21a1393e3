"""A stand-in for a model server: OpenAI's protocol on loopback, as fast, slow or broken as one asks.

    python -m api.llm.standin --port 8099 --delay-ms 300 --behaviour ok

It answers `POST /v1/chat/completions` (with and without `stream`) and `GET /v1/models`. How it behaves is chosen by the
header `x-behaviour`, else by the model's name (`standin-503`), else by its own setting; a setting may be a list, one
behaviour a request, whose last one stays. `BEHAVIOURS` names them all.
"""

from __future__ import annotations

import argparse
import asyncio
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Self

import orjson

from api.llm.standin_judge import JUDGING, judging
from api.llm.standin_words import SAYINGS, prompt_of

_STATUSES = {"400": 400, "401": 401, "403": 403, "404": 404, "422": 422, "429": 429, "500": 500, "503": 503}
_WAYS = ("slow", "hang", "drip", "reset", "cut", "length", "429-later", "429-date", "no-schema", "small", "html")
BEHAVIOURS = (*dict.fromkeys((*SAYINGS, *_STATUSES, *_WAYS, *JUDGING)),)
"""`slow` takes two seconds, `hang` never answers, `drip` sends a byte a second, `reset` drops the connection, `cut`
ends in the middle, `length` stops at the token limit, `429-later` asks to wait an hour, `429-date` names a moment two
seconds away, `no-schema` refuses `response_format`, `small` has a context of 1,500 tokens, `html` sends a web page."""
_PIECE = 12
_BUSY = {"error": {"message": "behaving badly on purpose", "type": "stand_in", "code": "on_purpose"}}


@dataclass(frozen=True, slots=True)
class _Response:
    """An HTTP response; `cut` ends the connection after the body, `drip` sends it a byte a second."""

    status: int
    body: bytes
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    drip: bool = False


class StandIn:
    """The server, on a thread of its own while it is entered: `with StandIn("503") as server: server.url`.

    `delay` are seconds before each answer. `requests` holds the bodies received, in order, `headers` theirs.
    """

    def __init__(self, behaviour: str | Sequence[str] = "ok", *, delay: float = 0.0, port: int = 0) -> None:
        self.behaviours = [behaviour] if isinstance(behaviour, str) else list(behaviour)
        unknown = [name for name in self.behaviours if name not in BEHAVIOURS]
        if unknown or not self.behaviours:
            raise ValueError(f"no such behaviour: {unknown}; there are: {', '.join(BEHAVIOURS)}")
        self.delay = delay
        self.port = port
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._loop = asyncio.new_event_loop()
        self._thread: threading.Thread | None = None
        self._server: asyncio.Server | None = None
        self._text: str | None = None
        self._open: set[asyncio.Task[None]] = set()

    def says(self, text: str) -> None:
        """Have every good answer from now on be `text`."""
        self._text = text

    @property
    def url(self) -> str:
        """Return the base URL, as OPENAI_BASE_URL takes it."""
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._loop.run_forever, name="stand-in", daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.start(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self.stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        if self._thread is not None:
            self._thread.join(10)
        self._loop.close()

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=2**23)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening and drop every connection."""
        if self._server is not None:
            self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            if task is not None:
                self._open.discard(task)
            with suppress(Exception):
                writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; return whether the connection stays."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip("\r\n").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length") or 0))
        method, path, _ = first.split(" ", 2)
        if method == "GET" and path.endswith("/models"):
            return await _send(writer, _json({"object": "list", "data": [{"id": "standin", "object": "model"}]}))
        if not path.endswith("/chat/completions"):
            return await _send(writer, _json({"error": {"message": "no such path"}}, 404))
        request = orjson.loads(body or b"{}")
        self.requests.append(request)
        self.headers.append(headers)
        return await self._complete(writer, request, self._behaviour(request, headers))

    def _behaviour(self, request: Mapping[str, Any], headers: Mapping[str, str]) -> str:
        named = headers.get("x-behaviour") or str(request.get("model", "")).removeprefix("standin-")
        if named in BEHAVIOURS:
            return named
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]

    async def _complete(self, writer: asyncio.StreamWriter, request: Mapping[str, Any], behaviour: str) -> bool:
        if behaviour == "hang":
            await asyncio.Event().wait()
        if behaviour == "reset":
            return False
        if wait := self.delay + (2.0 if behaviour == "slow" else 0.0):
            await asyncio.sleep(wait)
        if (response := _trouble(behaviour, request)) is not None:
            return await _send(writer, response)
        text = self._text or judging(behaviour, prompt_of(request)) or SAYINGS.get(behaviour, SAYINGS["ok"])(request)
        if behaviour == "length":
            text = text[: len(text) // 2]
        finish = "length" if behaviour == "length" else "stop"
        if request.get("stream"):
            return await _send_stream(writer, request, text, finish, behaviour)
        response = _json(_completion(request, text, finish))
        if behaviour == "cut":
            response = _Response(200, response.body[: len(response.body) // 2], cut=True)
        if behaviour == "drip":
            response = _Response(200, response.body, drip=True)
        return await _send(writer, response)


def _trouble(behaviour: str, request: Mapping[str, Any]) -> _Response | None:
    """Return the response of a behaviour that never gets to the words."""
    if behaviour in _STATUSES or behaviour.startswith("429"):
        return _json(_BUSY, _STATUSES.get(behaviour, 429), _wait(behaviour))
    if behaviour == "no-schema" and "response_format" in request:
        return _json({"error": {"message": "response_format is not supported by this server"}}, 400)
    if behaviour == "small" and len(prompt_of(request)) > 1500 * 4:
        return _json({"error": {"message": "the request exceeds the available context size", "code": 400}}, 400)
    if behaviour == "html":
        return _Response(200, b"<html><body>Please sign in</body></html>", kind="text/html")
    return None


def _wait(behaviour: str) -> tuple[tuple[str, str], ...]:
    if behaviour == "429-date":
        return (("retry-after", format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)),)
    seconds = {"429": "1", "429-later": "3600"}.get(behaviour)
    return (("retry-after", seconds),) if seconds else ()


def _json(value: Any, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> _Response:
    return _Response(status, orjson.dumps(value), headers=headers)


def _usage(request: Mapping[str, Any], text: str) -> dict[str, int]:
    given, written = len(prompt_of(request)) // 4, len(text) // 4
    return {"prompt_tokens": given, "completion_tokens": written, "total_tokens": given + written}


def _completion(request: Mapping[str, Any], text: str, finish: str) -> dict[str, Any]:
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}
    return {
        "id": "chatcmpl-standin",
        "object": "chat.completion",
        "created": 0,
        "model": str(request.get("model", "standin")),
        "choices": [choice],
        "usage": _usage(request, text),
    }


async def _send(writer: asyncio.StreamWriter, response: _Response) -> bool:
    """Write a response; return whether the connection stays."""
    length = len(response.body) * 2 if response.cut else len(response.body)
    lines = [
        f"HTTP/1.1 {response.status} X",
        f"content-type: {response.kind}",
        f"content-length: {length}",
        *(f"{name}: {value}" for name, value in response.headers),
    ]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode()
    if response.drip:
        writer.write(head)
        for byte in response.body:
            await asyncio.sleep(1.0)
            writer.write(bytes([byte]))
            await writer.drain()
    else:
        writer.write(head + response.body)
        await writer.drain()
    return not response.cut


async def _events(request: Mapping[str, Any], text: str, finish: str, behaviour: str) -> AsyncIterator[bytes]:
    base = {"id": "chatcmpl-standin", "object": "chat.completion.chunk", "created": 0, "model": request.get("model")}
    shown = text[: len(text) // 2] if behaviour == "cut" else text
    for at in range(0, len(shown), _PIECE):
        delta = {"role": "assistant", "content": shown[at : at + _PIECE]}
        yield _event({**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
        if behaviour == "drip":
            await asyncio.sleep(1.0)
    if behaviour == "cut":
        return
    yield _event({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    if (request.get("stream_options") or {}).get("include_usage"):
        yield _event({**base, "choices": [], "usage": _usage(request, text)})
    yield b"data: [DONE]\n\n"


def _event(value: Any) -> bytes:
    return b"data: " + orjson.dumps(value) + b"\n\n"


async def _send_stream(
    writer: asyncio.StreamWriter, request: Mapping[str, Any], text: str, finish: str, behaviour: str
) -> bool:
    writer.write(b"HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
    async for event in _events(request, text, finish, behaviour):
        writer.write(b"%x\r\n%s\r\n" % (len(event), event))
        await writer.drain()
    if behaviour == "cut":
        return False
    writer.write(b"0\r\n\r\n")
    await writer.drain()
    return True


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the stand-in in the foreground until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m api.llm.standin",
        description="A stand-in model server with OpenAI's protocol on loopback.",
        epilog="example: python -m api.llm.standin --port 8099 --delay-ms 300 --behaviour ok",
    )
    parser.add_argument("--port", type=int, default=8099, help="port on 127.0.0.1 (default: 8099; 0 picks a free one)")
    parser.add_argument("--delay-ms", type=float, default=0.0, help="milliseconds before each answer (default: 0)")
    parser.add_argument("--behaviour", nargs="+", default=["ok"], choices=BEHAVIOURS, help="one, or one a request")
    given = parser.parse_args(arguments)
    with suppress(KeyboardInterrupt), StandIn(given.behaviour, delay=given.delay_ms / 1000, port=given.port) as server:
        print(f"AMENDS_MODEL=openai:standin OPENAI_BASE_URL={server.url} OPENAI_API_KEY=none", flush=True)  # noqa: T201 - the command's output
        threading.Event().wait()


if __name__ == "__main__":
    main()
