from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import pytest

from api.jobs.addresses import literal_of, why_not
from api.jobs.posting import NotPosted, Poster

INNER = [
    "127.0.0.1",
    "127.9.9.9",
    "10.0.0.7",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "0.0.0.0",  # noqa: S104 - refused, not bound
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:10.0.0.7",
    "64:ff9b::a00:7",
    "2002:a00:7::1",
]


@contextmanager
def serving(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Yield the port of a server on loopback that lets `answer` deal with each connection."""
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    answer(connection)
                except OSError:
                    continue

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(10)


@pytest.mark.parametrize("address", INNER)
def test_no_inner_address_is_posted_to(address: str) -> None:
    assert why_not(ip_address(address), to_private=False)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_an_outer_address_is_posted_to(address: str) -> None:
    assert why_not(ip_address(address), to_private=False) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "100.64.0.1", "::1", "fc00::1"])
def test_the_operator_may_let_messages_into_the_house(address: str) -> None:
    assert why_not(ip_address(address), to_private=True) is None


@pytest.mark.parametrize("address", ["169.254.169.254", "224.0.0.1", "::", "fe80::1", "::ffff:169.254.0.1"])
def test_no_leave_opens_what_is_nobodys_receiver(address: str) -> None:
    assert why_not(ip_address(address), to_private=True)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://10.0.0.1:80/x", "10.0.0.1"),
        ("https://[2606:4700::1111]/x", "2606:4700::1111"),
        ("http://LOCALHOST./", "127.0.0.1"),
        ("http://a.localhost/", "127.0.0.1"),
    ],
)
def test_a_literal_is_known_without_a_look_up(url: str, address: str) -> None:
    assert literal_of(url) == ip_address(address)
    assert literal_of("https://desk.example/") is None


def test_a_message_is_posted_to_the_address_checked_under_the_name_given() -> None:
    got: list[bytes] = []

    def answer(connection: socket.socket) -> None:
        while b"{}" not in b"".join(got):
            got.append(connection.recv(65_536))
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n")

    with serving(answer) as port:
        poster = Poster(to_private=True, resolve=lambda _, __: [ip_address("127.0.0.1")])
        assert poster.post(f"http://desk.example:{port}/in?x=1", b"{}", {"webhook-id": "msg_1"}) == 302
    head = b"".join(got).lower()
    assert head.startswith(b"post /in?x=1 http/1.1\r\n")
    assert f"host: desk.example:{port}\r\n".encode() in head
    assert b"webhook-id: msg_1\r\n" in head
    assert b"content-length: 2\r\n" in head


def test_a_name_that_leads_into_the_house_is_not_connected_to() -> None:
    reached = threading.Event()
    with serving(lambda _: reached.set()) as port:
        poster = Poster(to_private=False, resolve=lambda _, __: [ip_address("127.0.0.1")])
        with pytest.raises(NotPosted, match=r"127\.0\.0\.1 is not posted to: it is loopback .*AMENDS_WEBHOOKS_TO"):
            poster.post(f"http://rebound.example:{port}/", b"{}", {})
    assert not reached.is_set()


def _trickles(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(100):
        connection.sendall(b"X-a: b\r\n")
        time.sleep(0.1)


def _hangs(connection: socket.socket) -> None:
    while connection.recv(65_536):
        pass


@pytest.mark.parametrize("answer", [_trickles, _hangs])
def test_the_whole_of_a_try_has_one_limit(answer: Callable[[socket.socket], None]) -> None:
    poster = Poster(to_private=True, seconds=0.6)
    with serving(answer) as port:
        begun = time.monotonic()
        with pytest.raises(NotPosted, match=r"no answer within 0\.6 seconds"):
            poster.post(f"http://127.0.0.1:{port}/", b"{}", {})
        assert time.monotonic() - begun < 3


def test_a_receiver_that_takes_nothing_has_the_same_limit() -> None:
    over = threading.Event()
    with serving(lambda _: over.wait(20) and None) as port:
        begun = time.monotonic()
        with pytest.raises(NotPosted):
            Poster(to_private=True, seconds=0.6).post(f"http://127.0.0.1:{port}/", b"x" * 20_000_000, {})
        assert time.monotonic() - begun < 3
        over.set()
