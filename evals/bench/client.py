"""A caller that costs little, so that what is measured is the service: raw HTTP/1.1 on kept-alive connections."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: status, body, and the seconds it took."""

    status: int
    body: bytes
    seconds: float


class Caller:
    """One kept-alive connection."""

    def __init__(self, port: int, key: str) -> None:
        """Keep the address; the connection opens with the first request."""
        self._port = port
        self._key = key
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def request(self, method: str, path: str, body: bytes = b"") -> Answer:
        """Send a request and return the answer."""
        reader, writer = await self._open()
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {self._key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        started = perf_counter()
        writer.write(head.encode() + body)
        status_line = await reader.readline()
        length = 0
        while (line := await reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        content = await reader.readexactly(length)
        return Answer(int(status_line.split()[1]), content, perf_counter() - started)

    async def close(self) -> None:
        """Close the connection."""
        if self._writer:
            self._writer.close()
            await self._writer.wait_closed()

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=2**22)
        return self._reader, self._writer


@dataclass(frozen=True, slots=True)
class Load:
    """What a load showed: seconds per request, sorted, the wall time, and how many failed."""

    seconds: list[float]
    wall: float
    failed: int

    @property
    def rate(self) -> float:
        """Return requests per second."""
        return len(self.seconds) / self.wall

    def milliseconds(self, share: float) -> float:
        """Return the time within which `share` of the requests were answered."""
        place = min(int(len(self.seconds) * share), len(self.seconds) - 1)
        return self.seconds[place] * 1000


def drive(port: int, key: str, requests: Sequence[tuple[str, str, bytes]], callers: int) -> Load:
    """Send `requests` from `callers` connections at once and return what was seen."""
    return asyncio.run(_drive(port, key, requests, callers))


async def _drive(port: int, key: str, requests: Sequence[tuple[str, str, bytes]], callers: int) -> Load:
    waiting = iter(requests)
    answers: list[Answer] = []

    async def work() -> None:
        caller = Caller(port, key)
        for method, path, body in waiting:
            answers.append(await caller.request(method, path, body))
        await caller.close()

    started = perf_counter()
    await asyncio.gather(*(work() for _ in range(callers)))
    wall = perf_counter() - started
    failed = sum(answer.status >= 400 for answer in answers)
    return Load(sorted(answer.seconds for answer in answers), wall, failed)
