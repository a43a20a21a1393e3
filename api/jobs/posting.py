"""Posting a message to an address that others chose: within a limit for the whole, and never into the house."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any, Final

import httpcore
import httpx

from api.jobs.addresses import SETTING, Address, Resolve, resolved, why_not

SECONDS: Final = 10.0
"""How long one try may take in all; looking up the host's name alone is the system's own time."""


class NotPosted(Exception):
    """Nothing came of it; its words tell why, for whoever set the address up."""


class Poster:
    """Posts straight to the address that was checked: no proxy, no redirects, a connection for each message."""

    def __init__(self, *, to_private: bool, seconds: float = SECONDS, resolve: Resolve = resolved) -> None:
        """Keep the parts; `to_private` is the operator's leave to post within the house."""
        self._to_private = to_private
        self._seconds = seconds
        self._resolve = resolve
        self._tls = httpx.create_ssl_context()

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Return the status of the answer; the rest of it is not read.

        Raises:
            NotPosted: the address may not be posted to, or there was no status in time.
            Exception: whatever else a connection meets with.
        """
        route = _Route(self._seconds, to_private=self._to_private, resolve=self._resolve)
        told = httpx.Request("POST", url, headers=dict(headers), content=body)
        target = httpcore.URL(
            scheme=told.url.raw_scheme, host=told.url.raw_host, port=told.url.port, target=told.url.raw_path
        )
        pool = httpcore.ConnectionPool(ssl_context=self._tls, network_backend=route, max_keepalive_connections=0)
        try:
            with pool, pool.stream("POST", target, headers=told.headers.raw, content=body) as answer:
                return answer.status
        except (httpcore.TimeoutException, TimeoutError):
            raise NotPosted(f"no answer within {self._seconds:g} seconds") from None


class _Route(httpcore.NetworkBackend):
    """The way to one receiver, with the moment by which all must be over."""

    def __init__(self, seconds: float, *, to_private: bool, resolve: Resolve) -> None:
        self._until = monotonic() + seconds
        self._to_private = to_private
        self._resolve = resolve
        self._plain = httpcore.SyncBackend()

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: none are.
        """
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the whole has one limit
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a stream to the first of the host's addresses that may be posted to and answers."""
        failed: Exception | None = None
        for address in self._allowed(host, port):
            try:
                stream = self._plain.connect_tcp(str(address), port, self.left(), local_address, socket_options)
            except httpcore.ConnectError as error:
                failed = error
            else:
                return _Stream(stream, self)
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def _allowed(self, host: str, port: int) -> list[Address]:
        found = {one: why_not(one, to_private=self._to_private) for one in self._resolve(host, port)}
        refused = [f"{one} is not posted to: {why}" for one, why in found.items() if why]
        if found and len(refused) == len(found):
            raise NotPosted(f"{refused[0]} (see {SETTING})")
        return [one for one, why in found.items() if not why]


class _Stream(httpcore.NetworkStream):
    """A connection whose every step has only the time that is left for all of them."""

    def __init__(self, stream: httpcore.NetworkStream, route: _Route) -> None:
        self._stream = stream
        self._route = route

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        return self._stream.read(max_bytes, self._route.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        # Piece by piece: a receiver that takes a byte a second is slow, too.
        connection: socket.socket = self._stream.get_extra_info("socket")
        left = memoryview(buffer)
        while left:
            connection.settimeout(self._route.left())
            left = left[connection.send(left) :]

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._route.left()), self._route)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
