"""Identifiers that sort by time and cannot be guessed."""

from __future__ import annotations

import secrets
import time


def new_id(prefix: str) -> str:
    """Return `<prefix>_` and 32 hexadecimal digits: 48 bits of milliseconds since 1970, then 80 random bits.

    The layout is UUID version 7's without its version bits: rows arrive in key order, which keeps indexes compact.
    """
    milliseconds = time.time_ns() // 1_000_000
    return f"{prefix}_{milliseconds:012x}{secrets.token_hex(10)}"
