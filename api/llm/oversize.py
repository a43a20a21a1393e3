"""A cap on what a model server may send: no reply is megabytes long, and memory is not the server's to fill."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import cache
from typing import Any

MAX_ANSWER_BYTES = 2_000_000
"""An answer that is longer ends with an error."""


class OversizeError(Exception):
    """The server sent more than any reply can be."""


async def limit_body(response: Any) -> None:
    """Have the body of an HTTP `response` end with `OversizeError` past the cap; a response hook of the client."""
    response.stream = _limited()(response.stream)


@cache
def _limited() -> Any:
    import httpx2  # noqa: PLC0415 - the client that openai brings along; imported with it, not before

    class Limited(httpx2.AsyncByteStream):
        def __init__(self, stream: Any) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            seen = 0
            async for chunk in self._stream:
                seen += len(chunk)
                if seen > MAX_ANSWER_BYTES:
                    raise OversizeError(f"the answer is longer than {MAX_ANSWER_BYTES} bytes")
                yield chunk

        async def aclose(self) -> None:
            await self._stream.aclose()

    return Limited
