"""Cutting a reply and its facts into the windows that the support encoder reads.

A window is `[CLS] audience, today [SEP] facts … [SEP] complaint [SEP] sentences … [SEP]`: as many sentences as fit, and
of the facts the sentences that share most with them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from guardrails import sentences
from guardrails.claims.clauses import Reading
from guardrails.claims.dates import Calendar
from guardrails.claims.extract import Reader, mentions
from guardrails.claims.records import speaking
from guardrails.claims.support.marks import Known, Mark, Value, known_in, marks, together
from guardrails.claims.support.places import Places
from guardrails.claims.support.shown import afternoons, around, day, days, note, parts_of_days
from guardrails.claims.values import Mention, When
from guardrails.claims.words import lower
from guardrails.classifier.windows import CLS, SEP, tokenizer
from guardrails.document import Document
from guardrails.reply import Reply
from knowledge.facts import Fact
from knowledge.orders import describe

FACTS, COMPLAINT_HEAD, COMPLAINT_TAIL, SAID, BEFORE, LONGEST = 240, 30, 14, 110, 24, 90
"""How many tokens there are at most: of facts, of a complaint, of sentences, of the one before, of one sentence."""
_LONE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a fact: its words, its tokens, and what it holds."""

    text: str
    ids: tuple[int, ...]
    known: Known


@dataclass(slots=True)
class Said:
    """A sentence of the reply. `spans` are its tokens' code points in the normalised text; `number` is its place."""

    number: int
    ids: list[int]
    spans: list[tuple[int, int]]
    marks: list[int]
    known: Known

    def place(self, document: Document) -> tuple[int, int]:
        """Return where it stands in the original."""
        return document.span(self.spans[0][0], max(end for _, end in self.spans))


@dataclass(slots=True)
class Window:
    """Tokens for one pass of the encoder, a mark each. `places` are the token ranges of the sentences of `said`.

    `read` are the numbers of the facts that stand in it, among `Cutting.facts`.
    """

    ids: list[int]
    marks: list[int]
    places: list[tuple[int, int]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    read: tuple[int, ...] = ()


def tokens(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the tokens of a text and the code points of each."""
    encoded = tokenizer().encode(_LONE.sub("\ufffd", text), add_special_tokens=False)
    return encoded.ids, encoded.offsets


def told(fact: Fact) -> str:
    """Return a fact as it is read: its title, its text, and of its typed values what the text does not say."""
    order, text = fact.order(), fact.text
    if order:
        described = describe(order)
        text = described if text in described else text if described in text else f"{text} {described}"
    elif fact.data:
        more = [f"{name} {value}" for name, value in fact.data.items() if str(value) not in text]
        text = " ".join(filter(None, [text, "; ".join(more)]))
    return f"{fact.title}: {text}" if fact.title and fact.title.lower() not in text.lower() else text


def with_notes(text: str, start: int, end: int, noted: Sequence[Value]) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the tokens of `text[start:end]`, behind each value what it comes to; spans count from the text's begin."""
    ids, offsets = tokens(text[start:end])
    spans = [(start + low, start + high) for low, high in offsets]
    for value in sorted(noted, key=lambda one: -one.start):
        if value.note:
            at = next((k for k, (low, _) in enumerate(spans) if low >= value.end), len(spans))
            more = tokens(f"({value.note})")[0]
            ids[at:at] = more
            spans[at:at] = [(value.start, value.end)] * len(more)
    return ids, spans


def _noted(found: Sequence[Mention], text: str, today: date) -> list[Value]:
    return [Value(one.start, one.end, "", note(one, text, today)) for one in found]


@lru_cache(maxsize=4096)
def passages(kind: str, text: str, today: date, locale: str) -> tuple[Passage, ...]:
    """Return the sentences of a fact, made ready; facts that are told alike are read once."""
    low, reader = lower(text), Reader.of(Calendar(today, locale), locale)
    found: list[Passage] = []
    for start, end in sentences.split(text) or [(0, len(text))]:
        values = mentions(Reading.of(text, low, start, end), reader)
        ids, _ = with_notes(text, start, end, _noted(values, text, today))
        dates = [one for each in values if isinstance(each.value, When) for one in days(each.value, today)]
        notes = " ".join(note(one, text, today) for one in values)
        held = [known_in(text[start:end]), known_in(notes)]
        named = tokens(kind)[0] if not found else []
        also = parts_of_days(dates) | afternoons(part for one in held for part in one.parts)
        found.append(Passage(text[start:end], (*named, *ids[:LONGEST]), together(held, frozenset(also))))
    return tuple(found)


class Cutting:
    """One reply beside its facts, being cut. `facts` is how many tokens of facts a window may hold."""

    def __init__(self, document: Document, reply: Reply, values: Sequence[Value], facts: int = FACTS) -> None:
        self.document, self.reply, self.values, self.most = document, reply, values, facts
        self.places = Places(document.span(value.start, value.end) for value in values)
        self.facts = speaking(reply.facts, reply.today, f"{document.text} {reply.complaint or ''}")
        self.passages = [
            (number, passage)
            for number, fact in enumerate(self.facts)
            for passage in passages(str(fact.kind), told(fact), reply.today, reply.locale)
        ]
        complaint = reply.complaint or ""
        held = [passage.known for _, passage in self.passages]
        self.known = together([*held, known_in(complaint)], frozenset(around(reply.today)))
        ids = tokens(complaint[:2000])[0]
        cut = ids if len(ids) <= COMPLAINT_HEAD + COMPLAINT_TAIL else ids[:COMPLAINT_HEAD] + ids[-COMPLAINT_TAIL:]
        self.complaint = [*cut, SEP]
        self.opening = [CLS, *tokens(f"{reply.audience}, today {day(reply.today)} {reply.today.year}")[0], SEP]

    def windows(self, asked: Collection[int] | None = None) -> Iterator[Window]:
        """Yield the windows, each sentence of the reply in one of them; only those whose numbers are `asked` for."""
        pieces = [one for one in self._pieces() if asked is None or one.number in asked]
        first = 0
        while first < len(pieces):
            last, size = first, 0
            while last < len(pieces) and (last == first or size + len(pieces[last].ids) <= SAID):
                size += len(pieces[last].ids)
                last += 1
            yield self._window(pieces[first:last], pieces[first - 1].ids[-BEFORE:] if first else [])
            first = last

    def _pieces(self) -> list[Said]:
        found = []
        for number, sentence in enumerate(self.document.sentences):
            inside = [value for value in self.values if sentence.start <= value.start < sentence.end]
            ids, spans = with_notes(self.document.text, sentence.start, sentence.end, inside)
            marked = list(marks(self.document.text, sentence.start, sentence.end, self.values, self.known))
            places = Places((low, high) for low, high, _ in marked)
            each = [max((marked[at][2] for at in places.meeting(a, b)), default=Mark.TOLD) for a, b in spans]
            held = known_in(self.document.text[sentence.start : sentence.end])
            for at in range(0, len(ids), LONGEST):
                cut = slice(at, at + LONGEST)
                found.append(Said(number, ids[cut], spans[cut], list(map(int, each[cut])), held))
        return found

    def _window(self, said: list[Said], before: list[int]) -> Window:
        chosen = self._chosen(together([one.known for one in said], frozenset()))
        window = Window(list(self.opening), [], said=said, read=tuple(dict.fromkeys(number for number, _ in chosen)))
        last = -1
        for number, passage in chosen:
            if last not in {-1, number}:
                window.ids.append(SEP)
            window.ids.extend(passage.ids)
            last = number
        window.ids.append(SEP)
        window.marks = [int(Mark.FACT)] * len(window.ids)
        window.ids.extend(self.complaint)
        window.marks.extend([int(Mark.COMPLAINT)] * len(self.complaint))
        window.ids.extend(before)
        window.marks.extend([int(Mark.COMPLAINT)] * len(before))
        for one in said:
            window.places.append((len(window.ids), len(window.ids) + len(one.ids)))
            window.ids.extend(one.ids)
            window.marks.extend(one.marks)
        window.ids.append(SEP)
        window.marks.append(int(Mark.TOLD))
        return window

    def nearest(self, said: Known) -> tuple[Fact, str] | None:
        """Return the fact, and its sentence, that shares most with what is said; None where none shares anything."""
        best = max(self.passages, key=lambda each: self._share(each[1].known, said), default=None)
        if best is None or self._share(best[1].known, said) <= 0:
            return None
        return self.facts[best[0]], best[1].text

    def _chosen(self, said: Known) -> list[tuple[int, Passage]]:
        """Return the passages that share most with what is said, as many as there is room for, in their order."""
        room, kept = self.most, []
        ranked = sorted(range(len(self.passages)), key=lambda at: -self._share(self.passages[at][1].known, said))
        for at in ranked:
            size = len(self.passages[at][1].ids)
            if size <= room:
                kept.append(at)
                room -= size
        return [self.passages[at] for at in sorted(kept)]

    @staticmethod
    def _share(passage: Known, said: Known) -> float:
        shared = len(passage.stems & said.stems) + len(passage.parts & said.parts)
        return shared / math.sqrt(1 + len(passage.stems))
