"""Markup in a reply: where HTML and Markdown stand, and what a reader sees in their place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch `start:end` of the original that a reader sees as `shown`."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link hidden behind words: its target, and where the whole markup stands in the original."""

    target: str
    start: int
    end: int


_BLOCK_TAGS = "p|br|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|blockquote|section|article|header|footer|pre"
_INLINE_TAGS = (
    "a|abbr|b|bdi|bdo|big|body|center|cite|code|del|em|font|head|html|i|img|ins|kbd|label|main|mark|q|s|samp|small|span|"
    "strike|strong|sub|sup|tbody|thead|title|tt|u|var|wbr"
)
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCK_TAGS})|{_INLINE_TAGS})(?:\s[^<>]{{0,2000}})?\s?/?>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]{0,5000}</\1\s?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_HREF = re.compile(
    r"""\b(?:href|src)\s?=\s?(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})'|([^\s"'<>]{1,2000}))""", re.IGNORECASE
)
_MARKDOWN_LINK = re.compile(
    r"!?\[(?P<shown>[^\[\]\n]{1,500})\]\(<?(?P<target>[^\s()<>]{1,2000})>?(?:\s\"[^\"\n]{0,200}\")?\)"
)
_AUTOLINK = re.compile(r"<(?=(?:https?://|mailto:|[\w.+-]{1,64}@)[^\s<>]{1,2000}>)")
_LINE_START = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]|(?:>[ \t]?)+)", re.MULTILINE)
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}|~~|`")
_PROTECTED = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]*`]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_MARKED = re.compile(r"[<&*_~`\[#>]")


def _comments(text: str) -> Iterator[Edit]:
    start = text.find("<!--")
    while start >= 0 and (close := text.find("-->", start + 4)) >= 0:
        yield Edit(start, close + 3, "")
        start = text.find("<!--", close + 3)


def _tags(text: str) -> Iterator[tuple[Edit, Link | None]]:
    for edit in (*_comments(text), *(Edit(*match.span(), "") for match in _HIDDEN.finditer(text))):
        yield edit, None
    for match in _TAG.finditer(text):
        href = _HREF.search(match.group())
        link = None
        if href:
            target = html.unescape(href.group(1) or href.group(2) or href.group(3))
            link = Link(target, match.start(), match.end())
        yield Edit(match.start(), match.end(), "\n" if match.group("block") else ""), link
    for match in _AUTOLINK.finditer(text):
        yield Edit(match.start(), match.end(), ""), None
        close = text.index(">", match.end())
        yield Edit(close, close + 1, ""), None


def _links(text: str) -> Iterator[tuple[Edit, Link | None]]:
    for match in _MARKDOWN_LINK.finditer(text):
        link = Link(match.group("target"), match.start(), match.end())
        yield Edit(match.start(), match.start("shown"), ""), link
        yield Edit(match.end("shown"), match.end(), ""), None


def _entities(text: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(text):
        shown = html.unescape(match.group())
        if shown != match.group():
            yield Edit(match.start(), match.end(), shown)


def _at(text: str, index: int) -> str:
    return text[index] if 0 <= index < len(text) else " "


def _pairs(text: str, opening: re.Match[str], closing: re.Match[str]) -> bool:
    """Return whether two runs of marks embrace words, as Markdown has it; `f**k ... s**t` and `a_b` do not."""
    before, after = _at(text, opening.start() - 1), _at(text, closing.end())
    if _at(text, opening.end()).isspace() or _at(text, closing.start() - 1).isspace():
        return False
    if not (before.isalnum() or after.isalnum()):
        return True
    if opening.group()[0] == "_":
        return False
    inside = text[opening.end() : closing.start()]
    return not (before.isalnum() and after.isalnum() and any(map(str.isspace, inside)))


def _emphasis(text: str) -> Iterator[Edit]:
    if not _EMPHASIS.search(text):
        return
    protected = [(match.start(), match.end()) for match in _PROTECTED.finditer(text)]
    waiting: dict[str, re.Match[str]] = {}
    line_end = 0
    shield = 0
    for match in _EMPHASIS.finditer(text):
        while shield < len(protected) and protected[shield][1] <= match.start():
            shield += 1
        if shield < len(protected) and protected[shield][0] <= match.start():
            continue
        if match.start() >= line_end:
            waiting.clear()
            line_end = text.find("\n\n", match.start())
            line_end = len(text) if line_end < 0 else line_end
        opening = waiting.pop(match.group(), None)
        if opening and match.start() > opening.end() and _pairs(text, opening, match):
            yield Edit(opening.start(), opening.end(), "")
            yield Edit(match.start(), match.end(), "")
        else:
            waiting[match.group()] = match


def _disjoint(edits: list[Edit]) -> list[Edit]:
    """Return the edits in order, without those that begin inside an earlier one."""
    edits.sort(key=lambda edit: (edit.start, -edit.end))
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def find_markup(text: str) -> tuple[list[Edit], list[Link]]:
    """Return what to take out of `text` so that only what a reader sees remains, in order, and the hidden links."""
    if not _MARKED.search(text):
        return [], []
    edits: list[Edit] = []
    links: list[Link] = []
    for edit, link in (*_tags(text), *_links(text)):
        edits.append(edit)
        if link:
            links.append(link)
    edits.extend(_entities(text))
    edits.extend(_emphasis(text))
    edits.extend(Edit(match.start(), match.end(), "") for match in _LINE_START.finditer(text))
    links.sort(key=lambda link: link.start)
    return _disjoint(edits), links
