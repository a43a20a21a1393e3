"""Web pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from knowledge.ingest.reading import Document, Reading, Unreadable, decoded, limited, title_from

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_SKIPPED = "script, style, noscript, template, nav, footer, aside, form, iframe, svg, button, head"
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "blockquote",
        "pre",
        "table",
        "tbody",
        "thead",
        "header",
        "figure",
        "details",
        "summary",
    ]
)
_MAX_NODES = 500_000
MAX_DEPTH = 1_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_UNNESTED = frozenset(
    """area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option
    """.split()  # noqa: SIM905 - reads as a list of words
)
_SPACE = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0\n]*")
_RUN = re.compile(r"\s+")


def read_html(name: str, content: bytes) -> Reading:
    """Return the page's main text, with headings, lists and table rows marked as in Markdown; navigation is left out.

    Raises:
        Unreadable: it is no text, or it says nothing.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only needed for web pages

    tree = LexborHTMLParser(_shallow(_text(content)))
    heading = tree.css_first("h1")
    label = tree.css_first("title")
    title = _RUN.sub(" ", (heading or label).text()).strip() if (heading or label) else ""  # type: ignore[union-attr]
    for node in tree.css(_SKIPPED):
        node.decompose()
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    text = _rendered(root) if root else ""
    lines = text.split("\n")
    if lines and title and lines[0] == f"# {title}":
        text = "\n".join(lines[1:])
    if not text.strip():
        raise Unreadable("the page contains no text")
    return Reading(documents=[Document(title or title_from(name), limited(text.strip()), {})])


def _shallow(page: str) -> str:
    """Return a page that is not nested absurdly: the parser's time grows with the square of the depth.

    Raises:
        Unreadable: it is.
    """
    depth = 0
    for closing, tag in _TAG.findall(page):
        if tag.lower() not in _UNNESTED:
            depth = max(0, depth + (-1 if closing else 1))
            if depth > MAX_DEPTH:
                raise Unreadable(f"its elements are nested more than {MAX_DEPTH:,} deep")
    return page


def _text(content: bytes) -> str:
    declared = _CHARSET.search(content[:4096])
    if declared:
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(content)


def _rendered(root: LexborNode) -> str:
    """Return the text under `root`, walked without recursion: pages nest as deeply as their makers like."""
    out: list[str] = []
    stack: list[tuple[str, Any]] = [("open", root)]
    seen = 0
    while stack:
        step, node = stack.pop()
        if step == "text":
            out.append(node)
            continue
        seen += 1
        if seen > _MAX_NODES:
            raise Unreadable(f"the page has more than {_MAX_NODES:,} elements")
        tag = node.tag
        if tag == "-text":
            out.append(_RUN.sub(" ", node.text_content or ""))
            continue
        before, after = _marks(tag)
        out.append(before)
        stack.append(("text", after))
        children = list(node.iter(include_text=True))
        stack.extend(("open", child) for child in reversed(children))
    return _tidy("".join(out))


def _marks(tag: str) -> tuple[str, str]:
    if tag in _HEADINGS:
        return f"\n\n{_HEADINGS[tag]} ", "\n\n"
    if tag == "li":
        return "\n- ", "\n"
    if tag == "tr":
        return "\n|", "\n"
    if tag in {"td", "th"}:
        return " ", " |"
    if tag in _BLOCKS:
        return "\n\n", "\n\n"
    return ("\n", "") if tag == "br" else ("", "")


def _tidy(text: str) -> str:
    lines = [_RUN.sub(" ", line).strip() for line in text.split("\n")]
    kept = [line for line in lines if line not in {"-", "|"} and not (line and set(line) <= {"#"})]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
