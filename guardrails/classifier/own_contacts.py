"""The company's own telephone, e-mail and links are nobody's private data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from knowledge.facts import Fact, FactKind

_CONTACT: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+|\+?\d[\d ()/.-]{5,}\d|@\w{2,}")
_PRIVATE: Final = re.compile(r"\d{4,}|@")


def tells_only_own_contacts(stretch: str, facts: Iterable[Fact]) -> bool:
    """Return whether a stretch names a contact, and every number and address in it is one of the company's own."""
    named = _CONTACT.findall(stretch)
    if not named:
        return False
    own = frozenset().union(*(_own(fact.text, str(fact.data or "")) for fact in facts if fact.kind is FactKind.CONTACT))
    return all(_plain(one) in own for one in named) and not _PRIVATE.search(_CONTACT.sub(" ", stretch))


@lru_cache(maxsize=512)
def _own(text: str, data: str) -> frozenset[str]:
    return frozenset(_plain(one) for one in _CONTACT.findall(f"{text} {data}"))


def _plain(contact: str) -> str:
    """Return a contact without what people put between its digits, its protocol or its full stop."""
    shown = (
        contact.strip(".,;:!?)('\"}]>").lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    )
    return shown if re.search(r"[a-z]", shown) else re.sub(r"\D", "", shown)
