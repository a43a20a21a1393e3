"""Where messages may be sent: not into the network that the service itself stands in, unless its operator says so."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[Address]]
SETTING: Final = "AMENDS_WEBHOOKS_TO_PRIVATE"
_NAT64: Final = IPv6Network("64:ff9b::/96")


def why_not(address: Address, *, to_private: bool) -> str | None:
    """Return why nothing is sent to an address, such as "it is private"; None when it may be.

    `to_private` lets loopback and private networks in. Nobody's receiver is at an unspecified, multicast or link-local
    address, among them the one where clouds hand out credentials (169.254.169.254): those stay shut.
    """
    address = _meant(address)
    never = {
        "unspecified": address.is_unspecified,
        "multicast": address.is_multicast,
        "link-local": address.is_link_local,
    }
    unless_told = {"loopback": address.is_loopback, "private": not address.is_global or _is_kept_back(address)}
    reasons = never if to_private else never | unless_told
    return next((f"it is {name}" for name, holds in reasons.items() if holds), None)


def literal_of(url: str) -> Address | None:
    """Return the address that a URL names without any look-up; None where its host is a name.

    Raises:
        ValueError: the host stands in brackets and is no IPv6 address.
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return IPv4Address("127.0.0.1")
    if ":" in host:
        return IPv6Address(host)
    try:
        return ip_address(host)
    except ValueError:
        return None


def resolved(host: str, port: int) -> list[Address]:
    """Return the addresses of a host, as this machine resolves it.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(str(sockaddr[0])) for *_, sockaddr in found))


def _meant(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 one stands for, if it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_kept_back(address: Address) -> bool:
    return address.is_reserved or (isinstance(address, IPv6Address) and address.is_site_local)
