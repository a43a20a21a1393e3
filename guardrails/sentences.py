"""Cutting a normalised text into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMOJI = r"\u2600-\u27bf\u2b50\U0001f000-\U0001faff"
_BREAK = re.compile(
    rf"""
    (?P<stop>[.!?。]+) (?P<close>["')\]»]*) (?=\s|$)         # a terminator, with the quotes that close behind it
  | (?P<tight>(?<=[a-z][a-z]) [.!?]+ (?=[A-Z][a-z']*[\s,]))     # no space left behind it
  | (?P<cjk>[。!?]+ (?=[\u3040-\u9fff\uac00-\ud7af]))
  | (?P<emoji>(?<![{_EMOJI}]) [{_EMOJI}]+ (?=\s+[A-ZÀ-Þ]))
  | (?P<lines>\n[ \t]*\n\s*)
  | (?P<line>\n)
    """,
    re.VERBOSE,
)
_MARK = re.compile(rf"[.!?。\n{_EMOJI}]")
"""What a break begins with."""
_EMOJI_TAIL = re.compile(rf"[ \t]*[{_EMOJI}]+")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*•‣–·]|\d{1,2}[.)]|[a-z][.)])[ \t]")
_CONTINUES = re.compile(r"[ \t]*[a-zß-ÿ]")
_VALUE = re.compile(r"[ \t]*[\d£$€]")
_NEXT = re.compile(r"\s*([\"'(\[]*)([^\s.,;:!?]*)")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NEVER = _words("""
    mr mrs ms mx dr prof rev hon st e.g i.e eg ie cf viz vs v approx fig dept incl excl esp tel ext ref
    pls z.b z d.h u.a bzw ggf evtl inkl zzgl ca str hr sr sra srta ud uds p.ex ecc sig sigg dott dhr mevr bijv
    o.a m.a.w av mme mlle mgr capt gen sgt lt col jr""")
_BEFORE_VALUE = _words(
    "no nr nos núm num art jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
)
_COMPANY = _words("etc inc ltd co corp plc")
_CLOCK = frozenset(["a.m", "p.m", "am", "pm"])
_AFTER_CLOCK = _words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december gmt bst utc cet cest est edt pst pdt cst mst uk et pt""")
_MONTHS = _words("""
    januar februar märz april mai juni juli august september oktober november dezember jänner januari februari
    maart mei augustus""")
_STARTERS = _words("""
    we we're we've we'd we'll i i'm i've i'll you you're your our the this that these those it it's if please
    thank thanks and but so when as for to sorry there what how""")
_TOP_LEVEL = _words("com net org co io uk de fr es it nl eu app shop store")


def _word_before(text: str, index: int) -> str:
    """Return the token that ends at `index`, at most 24 code points of it."""
    head = text[max(0, index - 24) : index]
    if not head or head[-1].isspace():
        return ""
    return head.rsplit(None, 1)[-1].lstrip("(\"'[")


def _stops(text: str, match: re.Match[str]) -> bool:
    """Return whether the terminator at `match` ends a sentence."""
    stop = match.group("stop")
    if stop != ".":
        return not (set(stop) == {"."} and _CONTINUES.match(text, match.end()))
    return _full_stop_ends(text, match)


def _full_stop_ends(text: str, match: re.Match[str]) -> bool:
    before = _word_before(text, match.start())
    word = before.lower()
    following = _NEXT.match(text, match.end())
    after = following.group(2) if following else ""
    if not after:
        return True
    if word in _NEVER:
        return bool(match.group("close"))
    if word in _BEFORE_VALUE:
        return not after[:1].isdigit()
    if word.isdecimal() and len(word) <= 2:
        return after.lower() not in _MONTHS and not _starts_line(text, match.start() - len(word))
    return _short_form_ends(before, after)


def _short_form_ends(before: str, after: str) -> bool:
    """Return whether a sentence ends between the token `before` its full stop and the word `after` it."""
    word = before.lower()
    if word in _CLOCK:
        return after[:1].isupper() and after.lower() not in _AFTER_CLOCK
    if len(before) == 1 and before.isupper() and before not in "IXY":
        return not after[:1].isupper() or after.lower() in _STARTERS
    if "." in word and len(word) <= 7 and max(map(len, word.split("."))) == 1:
        return after[:1].isupper() and after.lower() in _STARTERS
    return word not in _COMPANY or after[:1].isupper()


def _starts_line(text: str, index: int) -> bool:
    """Return whether only blanks stand before `index` on its line: a numbered list."""
    line = text.rfind("\n", max(0, index - 10), index)
    return not text[line + 1 if line >= 0 else max(0, index - 10) : index].strip() and (line >= 0 or index <= 10)


def _line_ends(text: str, index: int) -> bool:
    """Return whether the line break at `index` ends a sentence, rather than wrapping it."""
    if _LIST_ITEM.match(text, index + 1):
        return True
    if _CONTINUES.match(text, index + 1):
        return False
    previous = text[index - 1 : index]
    return not (previous.islower() and _VALUE.match(text, index + 1) and index - text.rfind("\n", 0, index) > 40)


def _is_break(text: str, match: re.Match[str]) -> bool:
    kind = match.lastgroup if match.lastgroup != "close" else "stop"
    if kind == "stop":
        return _stops(text, match)
    if kind == "tight":
        following = _NEXT.match(text, match.end())
        return following is not None and following.group(2).lower() not in _TOP_LEVEL
    if kind == "line":
        return _line_ends(text, match.start())
    return True


def _breaks(text: str) -> Iterator[re.Match[str]]:
    """Yield the places that may end a sentence, in order; only where a mark or a line break stands is one tried."""
    mark = _MARK.search(text)
    while mark:
        match = _BREAK.match(text, mark.start())
        if match:
            yield match
        mark = _MARK.search(text, (match or mark).end())


def split(text: str) -> list[tuple[int, int]]:
    """Return the sentences of `text` as (start, end), in order, without surrounding white space.

    Together they cover every code point that is not white space.
    """
    found: list[tuple[int, int]] = []
    begin = 0
    for match in _breaks(text):
        if match.start() < begin or not _is_break(text, match):
            continue
        end = match.end()
        if "\n" not in match.group():
            tail = _EMOJI_TAIL.match(text, end)
            end = tail.end() if tail else end
        _add(found, text, begin, end)
        begin = end
    _add(found, text, begin, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        found.append((first, first + len(stripped)))
