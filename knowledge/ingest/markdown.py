"""Markdown and plain text."""

from __future__ import annotations

import re

from knowledge.ingest.reading import Document, Reading, decoded, limited, title_from, with_front_matter

# Every repetition is bounded by the next bracket and gives nothing back, so a text full of openings takes linear time.
_TARGET = r"(?:[^()\s<>]++|\([^()\s<>]*+\)){1,100}+"
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300}+)\]\((?:[^()\n]++|\([^()\n]*+\)){0,100}+\)")
_LINK = re.compile(rf"\[([^\[\]\n]{{1,300}}+)\]\(<?({_TARGET})>?(?:\s++\"[^\"\n]{{0,300}}+\")?\)")
_STRONG = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*])|(?<![\w_])(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=\S)\3(?![\w_])"
)
_CODE = re.compile(r"`([^`\n]{1,500})`")
_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~)[^\n]{0,100}$", re.MULTILINE)
_TITLE = re.compile(r"\A\s{0,200}#[ \t]+(?P<title>[^\n]{1,300}?)[ \t]*#*[ \t]*(?:\n|\Z)")
_UNDERLINED = re.compile(r"\A\s{0,200}(?P<title>[^\n#|>-][^\n]{0,200})\n={3,}[ \t]*(?:\n|\Z)")


def read_markdown(name: str, content: bytes) -> Reading:
    """Return the document with inline markup taken out; headings, lists and tables stay.

    Raises:
        Unreadable: it is no text, or its front matter is broken.
    """
    meta, body = with_front_matter(limited(decoded(content)))
    text = without_comments(body)
    heading = _TITLE.match(text) or _UNDERLINED.match(text)
    title = str(meta.get("title") or (plain(heading["title"]) if heading else "") or title_from(name))
    if heading:
        text = text[heading.end() :]
    return Reading(documents=[Document(title, plain(text).strip(), meta)])


def read_text(name: str, content: bytes) -> Reading:
    """Return the document as it is; its title is its first line when that stands alone, else the file's name.

    Raises:
        Unreadable: it is no text, or its front matter is broken.
    """
    meta, body = with_front_matter(limited(decoded(content)))
    text = body.strip()
    first, _, rest = text.partition("\n")
    alone = 0 < len(first.strip()) <= 100 and first.strip()[-1] not in ".!?:;," and rest.startswith("\n")
    title = str(meta.get("title") or (first.strip() if alone else title_from(name)))
    return Reading(documents=[Document(title, rest.strip() if alone else text, meta)])


def without_comments(text: str) -> str:
    """Return the text without HTML comments; one that is never closed is no comment."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + 3
    return "".join([*kept, text[position:]])


def plain(text: str) -> str:
    """Return Markdown without inline markup; a link's address follows its words in brackets.

    Paragraph by paragraph: no single search holds the interpreter for long, so others are served meanwhile.
    """
    return "\n\n".join(_plain(paragraph) for paragraph in text.split("\n\n"))


def _plain(text: str) -> str:
    text = _FENCE.sub("", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(_link, text)
    text = _STRONG.sub(lambda match: match[2] or match[4], text)
    return _CODE.sub(r"\1", text)


def _link(match: re.Match[str]) -> str:
    words, target = match[1], match[2].removeprefix("mailto:").removeprefix("tel:")
    return words if target.startswith(("#", "/", ".")) or target in words else f"{words} ({target})"
