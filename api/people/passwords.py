"""Passwords: hashed slowly, compared in the same time whether or not the account exists."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from api.errors import InvalidInput

SHORTEST, LONGEST = 12, 200
"""Bounds of a password's length, in code points."""
_FEWEST_LETTERS = 5


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Return the hash that is compared when there is no account, so that a reply's time tells nothing."""
    return _hasher().hash("the password of nobody at all")


def hash_password(password: str, *, about: tuple[str, ...] = ()) -> str:
    """Return the Argon2id hash of a password; `about` are words it must not be made of (name, address).

    Raises:
        InvalidInput: it is too short, too long, or too easily guessed; the password itself is not repeated.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(
            f"the password has {len(password)} characters", remedy=f"choose one of {SHORTEST} to {LONGEST}"
        )
    lowered = password.lower()
    parts = {part for word in about for part in word.lower().replace("@", " ").split() if len(part) > 3}
    rest = lowered
    for part in parts:
        rest = rest.replace(part, "")
    if len(set(rest)) < _FEWEST_LETTERS:
        raise InvalidInput("the password is easily guessed", remedy="choose several unrelated words")
    return _hasher().hash(password)


def verify(stored: str | None, password: str) -> bool:
    """Return whether the password belongs to the hash; as slowly when there is none."""
    try:
        matches = _hasher().verify(stored or _nobodys(), password[: LONGEST * 4])
    except (VerificationError, InvalidHashError):
        return False
    return matches and stored is not None


def is_stale(stored: str) -> bool:
    """Return whether a hash was made with weaker settings than those of today."""
    return _hasher().check_needs_rehash(stored)
