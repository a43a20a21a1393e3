"""The known name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_MOST_LISTED = 25


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a remedy that names the nearest of the known names, else all of them where they are few, else ""."""
    names = {each.casefold(): each for each in known}
    close = get_close_matches(name.casefold().strip(), names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {names[close[0]]}?"
    return f"write one of {', '.join(names.values())}" if 0 < len(names) <= _MOST_LISTED else ""
