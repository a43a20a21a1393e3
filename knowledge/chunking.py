"""Chunking: a document cut into passages at its own headings and sentences, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.facts import Fact, FactKind
from knowledge.passages import Passage

TARGET_WORDS = 100
MAX_WORDS = 130
PASSAGE_WORDS = 240
"""A passage holds neighbouring chunks up to this many words: short sections are found and read better together."""
MAX_CHUNK_CHARACTERS = 2_000
"""A single sentence longer than this is cut at a space after all."""
_LONG_LINE = 120

_ATX = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<title>[^\n]{1,200}?)[ \t]*#*[ \t]*")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ \t]*")
_NUMBERED = re.compile(
    r"[ ]{0,3}(?:§[ ]?)?(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[A-Z][.)]|[IVX]{1,5}[.)])[ \t]+(?P<title>[^\W\d_][^\n]{0,80})"
)
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+•–·]|\d{1,3}[.)]|[a-z][.)])[ \t]+\S")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\||[^\t\n]+\t[^\n]+")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]*-{3,}[ \t:|-]*\|?[ \t]*")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]{0,3}(?=\s)|[。！？]|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|no|nos|art|sec|approx|incl|excl|max|min|mr|mrs|ms|dr|st|ltd|inc|co|bzw|z\.b|ca|nr|abs|p\.m|a\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a text: `text` is exactly its code points `start:end`; `heading` is empty when there is none."""

    text: str
    start: int
    end: int
    heading: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence, a list item, a table row. `joined`: it belongs with the unit before it."""

    start: int
    end: int
    words: int
    joined: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Section:
    heading: str
    start: int
    end: int


def chunk_text(text: str) -> list[Chunk]:
    """Return the chunks of `text` in order, about 100 words each and never across a heading.

    Headings are Markdown's (`#`, underlined), numbered ones (`3.2 Refunds`) and lines in capitals; a heading belongs
    to its section's chunks as `heading` and is not part of their text, unless nothing else is. No sentence is cut
    that has fewer than 2,000 characters, list items stay with their lead-in, tables go row by row.
    """
    chunks: list[Chunk] = []
    for section in _sections(text):
        for start, end in _packed(list(_units(text, section.start, section.end))):
            chunks.append(Chunk(text[start:end], start, end, section.heading))
    if not chunks and text.strip():
        start, end = _trimmed(text, 0, len(text))
        chunks.append(Chunk(text[start:end], start, end, ""))
    return chunks


def passages_of(fact: Fact) -> list[Passage]:
    """Return the passages under which a fact is found: a policy's chunks, a contact or a note whole, an order none."""
    if fact.kind is FactKind.ORDER or not fact.text.strip():
        return []
    chunks = _together(fact.text) if fact.kind is FactKind.POLICY else [_whole(fact.text)]
    return [
        Passage(
            id=fact.id if len(chunks) == 1 else f"{fact.id}#{number}",
            fact_id=fact.id,
            kind=fact.kind,
            title=fact.title or "",
            heading=chunk.heading,
            text=chunk.text,
            start=chunk.start,
            end=chunk.end,
            source=fact.source,
            valid_from=fact.valid_from,
            valid_until=fact.valid_until,
        )
        for number, chunk in enumerate(chunks, start=1)
    ]


def _together(text: str) -> list[Chunk]:
    """Return neighbouring chunks joined up to `PASSAGE_WORDS`; the headings between them stay in the text."""
    groups: list[list[Chunk]] = []
    words = 0
    for chunk in chunk_text(text):
        size = len(_WORD.findall(chunk.text))
        if groups and words + size <= PASSAGE_WORDS:
            groups[-1].append(chunk)
            words += size
        else:
            groups.append([chunk])
            words = size
    return [_joined(text, group) for group in groups]


def _joined(text: str, group: list[Chunk]) -> Chunk:
    start, end = group[0].start, group[-1].end
    headings = dict.fromkeys(chunk.heading for chunk in group if chunk.heading)
    return Chunk(text[start:end], start, end, " · ".join(headings))


def _whole(text: str) -> Chunk:
    return Chunk(text, 0, len(text), "")


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for piece in text.split("\n"):
        lines.append(_Line(start, start + len(piece), piece.rstrip("\r")))
        start += len(piece) + 1
    return lines


def _sections(text: str) -> Iterator[_Section]:
    """Yield the stretches between headings, each with its heading; parents are joined by an arrow."""
    lines = _lines(text)
    current = _Section("", 0, len(text))
    trail: list[tuple[int, str]] = []
    skip = False
    for number, line in enumerate(lines):
        if skip:
            skip = False
            continue
        found = _heading(lines, number)
        if found is None:
            continue
        level, title, skip = found
        current.end = line.start
        if text[current.start : current.end].strip():
            yield current
        trail = [*(entry for entry in trail if entry[0] < level), (level, title)]
        body = lines[number + 1].end if skip else line.end
        current = _Section(" › ".join(title for _, title in trail)[:300], body, len(text))
    if text[current.start : current.end].strip():
        yield current


def _heading(lines: list[_Line], number: int) -> tuple[int, str, bool] | None:
    """Return level, title and whether an underline follows, when line `number` is a heading."""
    text = lines[number].text
    stripped = text.strip()
    if not stripped or len(stripped) > 200:
        return None
    if atx := _ATX.fullmatch(text):
        return len(stripped) - len(stripped.lstrip("#")), _plain(atx["title"]), False
    after = lines[number + 1].text if number + 1 < len(lines) else ""
    if _is_title(stripped) and _UNDERLINE.fullmatch(after) and not _isolated(lines, number + 1, above=False):
        return (1 if "=" in after else 2), _plain(stripped), True
    return _bare_heading(lines, number) if _isolated(lines, number, above=True) else None


def _bare_heading(lines: list[_Line], number: int) -> tuple[int, str, bool] | None:
    """Recognise a heading without markup: a number before it, or capitals throughout."""
    text = lines[number].text
    stripped = text.strip()
    numbered = _NUMBERED.fullmatch(text)
    if numbered and _is_title(numbered["title"]) and not _is_list(lines, number):
        return 2 + text.strip().split()[0].strip(".").count("."), _plain(stripped), False
    if _is_capitals(stripped):
        return 2, _plain(stripped), False
    return None


def _isolated(lines: list[_Line], number: int, *, above: bool) -> bool:
    """Tell whether the line above (or the line itself) is blank."""
    index = number - 1 if above else number
    return index < 0 or not lines[index].text.strip()


def _is_title(text: str) -> bool:
    return len(text) <= 80 and text[-1] not in ".,;:!?|" and not text.startswith(("|", "- ", "* ", ">"))


def _is_list(lines: list[_Line], number: int) -> bool:
    """Tell whether a numbered line has a numbered neighbour, which makes it an item and no heading."""
    following = lines[number + 1].text if number + 1 < len(lines) else ""
    return bool(_NUMBERED.fullmatch(following) or _LIST_ITEM.match(following))


def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return (
        len(letters) >= 4 and all(char.isupper() for char in letters) and len(text) <= 80 and text[-1] not in ".!?,;|"
    )


def _plain(title: str) -> str:
    return title.strip().strip("*_ ").strip() or title.strip()


def _units(text: str, start: int, end: int) -> Iterator[_Unit]:
    """Yield the uncut units of a section."""
    in_list = False
    for block_start, block_end in _blocks(text, start, end):
        line = text[block_start:block_end]
        if _TABLE_RULE.fullmatch(line):
            continue
        is_item = bool(_LIST_ITEM.match(line))
        whole = is_item or bool(_TABLE_ROW.fullmatch(line))
        spans = (
            [(block_start, block_end)]
            if whole and len(line) <= MAX_CHUNK_CHARACTERS
            else _sentences(text, block_start, block_end)
        )
        for number, (one, two) in enumerate(spans):
            yield from _sized(text, one, two, joined=is_item and not in_list and number == 0)
        in_list = is_item


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield paragraphs; a list item or table row is a block of its own, and wrapped lines continue the one before."""
    block: tuple[int, int] | None = None
    position = start
    for piece in text[start:end].split("\n"):
        line_start, line_end = _trimmed(text, position, position + len(piece))
        position += len(piece) + 1
        line = text[line_start:line_end]
        starts_own = not line or bool(_LIST_ITEM.match(line) or _TABLE_ROW.fullmatch(line))
        if block and starts_own:
            yield block
            block = None
        if line:
            block = (block[0], line_end) if block else (line_start, line_end)
            if _TABLE_ROW.fullmatch(line):
                yield block
                block = None
    if block:
        yield block


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, begin = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.group() == "\n" or _ABBREVIATION.search(text[max(begin, match.end() - 8) : match.end()]):
            continue
        spans.append(_trimmed(text, begin, match.end()))
        begin = match.end()
    spans.append(_trimmed(text, begin, end))
    return [(one, two) for one, two in spans if one < two]


def _sized(text: str, start: int, end: int, *, joined: bool) -> Iterator[_Unit]:
    """Yield the unit, in pieces cut at spaces when it is longer than any sentence."""
    while end - start > MAX_CHUNK_CHARACTERS:
        cut = max(
            text.rfind(" ", start, start + MAX_CHUNK_CHARACTERS), text.rfind("\n", start, start + MAX_CHUNK_CHARACTERS)
        )
        cut = cut if cut > start else start + MAX_CHUNK_CHARACTERS
        yield _unit(text, start, cut, joined=joined)
        start, _ = _trimmed(text, cut, end)
        joined = False
    if start < end:
        yield _unit(text, start, end, joined=joined)


def _unit(text: str, start: int, end: int, *, joined: bool) -> _Unit:
    start, end = _trimmed(text, start, end)
    return _Unit(start, end, len(_WORD.findall(text, start, end)), joined)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _packed(units: list[_Unit]) -> Iterator[tuple[int, int]]:
    """Yield spans of whole units, balanced so that a section of 140 words becomes 70 + 70 and not 130 + 10."""
    total = sum(unit.words for unit in units)
    pieces = max(1, round(total / TARGET_WORDS))
    target = total / pieces
    current: list[_Unit] = []
    words = 0
    for unit in units:
        full = words + unit.words / 2 > target or words + unit.words > MAX_WORDS
        long = current and unit.end - current[0].start > MAX_CHUNK_CHARACTERS
        if current and (long or (full and not (unit.joined and words + unit.words <= 2 * MAX_WORDS))):
            carried = _lead_in(current, unit)
            yield current[0].start, current[len(current) - len(carried) - 1].end
            current, words = carried, sum(item.words for item in carried)
        current.append(unit)
        words += unit.words
    if current:
        yield current[0].start, current[-1].end


def _lead_in(current: list[_Unit], unit: _Unit) -> list[_Unit]:
    """Return the sentence that introduces a list, when the list would otherwise start the next chunk without it."""
    return current[-1:] if unit.joined and len(current) > 1 else []
