"""Wordings that steer a writer whatever surrounds them: overriding, exposing, impersonating, dictating, evading review.

They stand in `wordings.txt`. What is told about others, quoted, or asked of people is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_SOURCE: Final = Path(__file__).parent / "wordings.txt"
_PART: Final = re.compile(r"<<([a-z_]+)>>")
_DEFINED: Final = re.compile(r"([a-z_]+) = (.+)")


def _wordings() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Yield how each wording steers, its pattern, and whether it decides alone."""
    parts: dict[str, str] = {}
    how = ""
    for line in _SOURCE.read_text("utf-8").splitlines():
        if not line or line.startswith("# "):
            continue
        if line.startswith("[") and line.endswith("]") and " " in line.split("(")[0]:
            how = line[1:-1]
        elif not how and (defined := _DEFINED.fullmatch(line)):
            parts[defined[1]] = defined[2]
        else:
            pattern = _PART.sub(lambda match: parts[match[1]], line.removeprefix("! "))
            yield how, re.compile(pattern), line.startswith("! ")


_ALL: Final = tuple(_wordings())
PATTERNS: Final = tuple((how, pattern) for how, pattern, _ in _ALL)
_DECISIVE: Final = tuple((how, pattern) for how, pattern, decides in _ALL if decides)

_TOLD: Final = re.compile(
    r"\b(?:told|said|says|saying|reads?|asked|advised|instructed|states?|stated|wrote|written|"
    r"writes|printed|prints|shows?|showed|"
    r"displays?|labelled|headed|titled|called|quoted?|insists?|claims?|prompt(?:s|ed)|typed|message|error|sign|sticker|banner|leaflet|sample)\b"
)
_REPORTED: Final = re.compile(
    r"\b(?:(?<!been )told|said|says|saying|reads|advised|asked|phrase|blocks|shows?|showed|"
    r"displays?|prints|printed|logs?|"
    r"screens?|apps?|pages?|docs|endpoint|api|keeps?|titled?|tests?|stickers?|leaflets?|manual|packaging|dijo|dice|dit|sagte|"
    r"detto|disse|zei)\b"
)
_QUOTED: Final = re.compile(r"[\"“„«]([^\"“”„«»]{1,300})[\"”“»]|(?<!\w)'([^']{4,300})'(?!\w)")
_DICTATED: Final = re.compile(
    r"\b(?:say|write|include|insert|add|put|reply|respond|answer|with|contain|contains|mention|repeat|state|use|copy|phrase|sentence|words?)\b[^\"“„«']{0,30}$"
)


def mentioned(text: str) -> str:
    """Return `text` with what others are quoted as saying taken out; what the writer is told to say stays."""

    def keep(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if _DICTATED.search(before[-60:]) and not re.search(r"\b(?:says|said|reads|told)\b", before[-40:]):
            return match[0]
        return " … " if _TOLD.search(before[-90:]) else match[0]

    return _QUOTED.sub(keep, text)


def wording(text: str) -> str | None:
    """Return how a sentence in plain reading steers the writer, or None."""
    bare = mentioned(text)
    return next((how for how, pattern in PATTERNS if pattern.search(bare)), None)


def decisive(text: str) -> str | None:
    """Return how a sentence steers beyond doubt: by a wording that decides alone, where nobody's words are told."""
    bare = mentioned(text)
    if _REPORTED.search(bare):
        return None
    return next((how for how, pattern in _DECISIVE if pattern.search(bare)), None)
