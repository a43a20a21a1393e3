"""Marks in a text written by hand: `[[guilty words]]`, or `[[rule: guilty words]]`, out and in again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MARK = re.compile(r"\[\[(?:(?P<names>[a-z][a-z, /-]*[a-z]):\s*)?(?P<words>.*?)\]\]", re.DOTALL)
_LEFT_OVER = re.compile(r"\[\[|\]\]")


class MarkError(ValueError):
    """Marks that do not match; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch, in code points of the text without marks; `names` is what stood before its colon."""

    start: int
    end: int
    names: str = ""


def unmarked(text: str, *, named: bool) -> tuple[str, list[Mark]]:
    """Return the text without its marks, and the marks; `named` marks begin with the name of a rule and a colon.

    Raises:
        MarkError: brackets do not match, a mark is empty, or lacks its rule.
    """
    plain, marks, last = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        words = match["words"] if named or not match["names"] else text[match.start() + 2 : match.end() - 2]
        if not words.strip() or (named and not match["names"]):
            raise MarkError(f"the mark {match[0][:60]!r} " + ("needs 'rule: words'" if named else "holds no words"))
        marks.append(Mark(len(plain), len(plain) + len(words), match["names"] if named else ""))
        plain += words
        last = match.end()
    plain += text[last:]
    if _LEFT_OVER.search(plain):
        raise MarkError("its [[ and ]] do not match; close every mark, and put none into another")
    return plain, marks


def marked(text: str, marks: Iterable[Mark]) -> str:
    """Return the text with `marks` in it; they may not overlap."""
    parts, last = [], 0
    for mark in sorted(marks, key=lambda one: one.start):
        name = f"{mark.names}: " if mark.names else ""
        parts += [text[last : mark.start], f"[[{name}{text[mark.start : mark.end]}]]"]
        last = mark.end
    return "".join([*parts, text[last:]])


def rules_named(names: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the rules in `a, b/c`: a and b, which are broken, and c, which a careful reader might name."""
    groups = [[name.strip() for name in group.split("/")] for group in names.split(",")]
    rules = tuple(dict.fromkeys(group[0] for group in groups))
    also = dict.fromkeys(name for group in groups for name in group[1:] if name not in rules)
    return rules, tuple(also)
