"""Addresses that secrets may be sent to."""

from __future__ import annotations

from typing import TypeGuard
from urllib.parse import urlsplit

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_safe_url(url: object) -> TypeGuard[str]:
    """Return whether `url` is one over HTTPS without a name and password in it; over HTTP on this machine alone."""
    if not isinstance(url, str) or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
