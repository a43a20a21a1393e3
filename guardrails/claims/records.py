"""The record: all that is known for one reply, laid out for look-up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from guardrails import sentences
from guardrails.claims import disputes
from guardrails.claims.clauses import Reading
from guardrails.claims.dates import Calendar
from guardrails.claims.extract import Reader, mentions
from guardrails.claims.lookup import Lookup
from guardrails.claims.standings import Standing
from guardrails.claims.values import Kind, Mention, Span, Value, When
from guardrails.claims.views import Entry, Passage, View, view
from guardrails.claims.words import lower
from knowledge.facts import Fact

_CUE = re.compile(r"[^\W\d_]{4,}|\d+")


class Index:
    """The facts of a reply laid out for look-up; each part is made when it is first asked for, and never changed."""

    def __init__(self, views: tuple[View, ...], today: date) -> None:
        self.views = views
        self.today = today
        self._lookups: dict[Kind, Lookup[Entry]] = {}

    @cached_property
    def carriers(self) -> tuple[str, ...]:
        """Return the carriers on record, in lower case."""
        return tuple(dict.fromkeys(name for each in self.views for name in each.carriers))

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word of every fact, in lower case."""
        return frozenset().union(*(each.words for each in self.views))

    @cached_property
    def by_kind(self) -> dict[Kind, list[Entry]]:
        """Return the values on record by their kind."""
        found: dict[Kind, list[Entry]] = {}
        for each in self.views:
            for entry in each.entries:
                found.setdefault(entry.kind, []).append(entry)
        found.setdefault(Kind.DURATION, []).extend(self._lateness())
        return found

    @cached_property
    def passages(self) -> list[Passage]:
        """Return every sentence on record."""
        return [passage for each in self.views for passage in each.passages]

    @cached_property
    def by_stem(self) -> dict[str, list[int]]:
        """Return the numbers of the sentences in which each concept stands."""
        found: dict[str, list[int]] = {}
        for number, passage in enumerate(self.passages):
            for concept in passage.stems:
                found.setdefault(concept, []).append(number)
        return found

    def same(self, kind: Kind, value: Value) -> Sequence[Entry]:
        """Return the values of `kind` on record that `value` can mean."""
        known = self._lookups.get(kind)
        if known is None:
            known = self._lookups[kind] = Lookup(self.by_kind.get(kind, ()), lambda entry: entry.value)
        return known.same(value)

    @cached_property
    def disputed(self) -> dict[int, list[Entry]]:
        """Return by the identity of an entry those of other facts that give another value of the same thing."""
        return disputes.between(self.views)

    def _lateness(self) -> Iterator[Entry]:
        """Yield how late each undelivered or late order is, and how long ago its dates were."""
        for each in self.views:
            if each.standing is None:
                continue
            days = {entry.role: entry.value.exact() for entry in each.entries if isinstance(entry.value, When)}
            promised, end = days.get("promised_by"), days.get("delivered_on") or self.today
            if promised and end > promised:
                late = float((end - promised).days)
                yield Entry(
                    each.fact,
                    Kind.DURATION,
                    Span(late * 1440, late * 1440),
                    "late",
                    each.standing.order,
                    frozenset({"late"}),
                    f"{late:.0f} days after the promised day",
                )
            for start, finish in (
                ("placed_on", "shipped_on"),
                ("placed_on", "delivered_on"),
                ("shipped_on", "delivered_on"),
            ):
                low, high = days.get(start), days.get(finish) or self.today
                if low and high > low:
                    yield Entry(
                        each.fact,
                        Kind.DURATION,
                        Span((high - low).days * 1440.0, (high - low).days * 1440.0),
                        "took",
                        each.standing.order,
                        frozenset({"take"}),
                        f"{(high - low).days} days",
                    )


@lru_cache(maxsize=128)
def _index(views: tuple[View, ...], today: date) -> Index:
    """Return the index of the facts; the same facts on the same day are laid out once."""
    return Index(views, today)


@dataclass(slots=True)
class Record:
    """All that is known for one reply: the facts valid on the day of reading, and what the customer says.

    `past` are facts that have ended by then, or not begun.
    """

    today: date
    views: tuple[View, ...]
    complaint: str
    complaint_stems: frozenset[str]
    complaint_mentions: Lookup[Mention]
    index: Index
    facts: tuple[Fact, ...] = ()
    past: tuple[Fact, ...] = ()
    locale: str = "en_GB"
    currency: str | None = None
    _lapsed: Record | None = None

    @property
    def lapsed(self) -> Record | None:
        """Return the record made of the facts that do not hold today, laid out when asked for; None without any."""
        if self._lapsed is None and self.past:
            index = _index(tuple(view(fact, self.locale, self.currency) for fact in self.past), self.today)
            known = (self.today, index.views, self.complaint, self.complaint_stems, self.complaint_mentions)
            self._lapsed = Record(*known, index, self.past)
        return self._lapsed

    @property
    def carriers(self) -> tuple[str, ...]:
        """Return the carriers on record, in lower case."""
        return self.index.carriers

    @property
    def words(self) -> frozenset[str]:
        """Return every word of every fact, in lower case."""
        return self.index.words

    def stems(self) -> Collection[str]:
        """Return every concept of every fact."""
        return self.index.by_stem

    def entries(self, kind: Kind) -> list[Entry]:
        """Return the values of `kind` on record."""
        return self.index.by_kind.get(kind, [])

    def same(self, kind: Kind, value: Value) -> Sequence[Entry]:
        """Return the values of `kind` on record that `value` can mean."""
        return self.index.same(kind, value)

    def said(self, value: Value) -> Sequence[Mention]:
        """Return the customer's values that `value` can mean."""
        return self.complaint_mentions.same(value)

    def standings(self, focus: Sequence[str] = ()) -> list[Standing]:
        """Return where the orders stand; only those in `focus` when it names any on record."""
        known = [each.standing for each in self.views if each.standing is not None]
        chosen = [each for each in known if each.order and each.order in focus]
        return chosen or known

    def told(self, name: str, *, negated: bool) -> list[str]:
        """Return the ids of the notes and orders that tell of an event with the same polarity."""
        return [each.fact for each in self.views if (name, negated) in each.told]

    def passages(self, concepts: Iterable[str]) -> list[Passage]:
        """Return the sentences on record that share a concept with `concepts`."""
        by_stem, known = self.index.by_stem, self.index.passages
        numbers = {number for concept in concepts for number in by_stem.get(concept, ())}
        return [known[number] for number in sorted(numbers)]


@lru_cache(maxsize=512)
def _complaint(
    text: str, today: date, locale: str, currency: str | None, carriers: tuple[str, ...]
) -> tuple[frozenset[str], Lookup[Mention]]:
    low = lower(text)
    reader = Reader.of(Calendar(today, locale), locale, currency)
    readings = [Reading.of(text, low, start, end) for start, end in sentences.split(text)]
    concepts: frozenset[str] = frozenset().union(*(each.stems for each in readings))
    told = {(found.kind, found.value): found for each in readings for found in mentions(each, reader, carriers)}
    return concepts, Lookup(told.values(), lambda mention: mention.value)


_SILENT: Lookup[Mention] = Lookup((), lambda mention: mention.value)
MOST_FACTS = 120

"""Facts that are read in full; of more, those whose words the reply and the complaint share most."""


@lru_cache(maxsize=4096)
def _cues(text: str) -> frozenset[str]:
    """Return the beginnings of the words of `text` and its runs of digits: enough to tell what it may speak to."""
    return frozenset(word[:5] for word in _CUE.findall(lower(text)))


def _nearest(facts: list[Fact], said: str) -> list[Fact]:
    """Return the facts that share the most, and the rarest, words with what is said; none is made up by this."""
    wanted = _cues(said)
    shared = [wanted & _cues(f"{fact.title or ''} {fact.text} {fact.data or ''}") for fact in facts]
    spread: dict[str, int] = {}
    for cues in shared:
        for cue in cues:
            spread[cue] = spread.get(cue, 0) + 1
    weights = [sum(1 / spread[cue] for cue in cues) for cues in shared]
    kept = sorted(range(len(facts)), key=lambda number: -weights[number])[:MOST_FACTS]
    return [facts[number] for number in sorted(kept)]


def speaking(facts: Iterable[Fact], today: date, said: str) -> list[Fact]:
    """Return the facts that are valid on `today`; of more than `MOST_FACTS`, those that can speak to what is `said`."""
    return _few([fact for fact in facts if fact.valid_on(today)], said)


def _few(facts: list[Fact], said: str) -> list[Fact]:
    return facts if len(facts) <= MOST_FACTS else _nearest(facts, said)


def record(  # noqa: PLR0913, PLR0917 - the situation of a reply
    facts: Sequence[Fact],
    today: date,
    locale: str,
    complaint: str | None,
    reply: str = "",
    currency: str | None = None,
) -> Record:
    """Return the record made of the facts that are valid on `today` and can speak to `reply`.

    Dates and amounts are read as in `locale`; "$" is the brand's `currency` (ISO 4217) where that is a dollar.
    """
    said = f"{reply} {complaint or ''}"
    valid = speaking(facts, today, said)
    index = _index(tuple(view(fact, locale, currency) for fact in valid), today)
    concepts, found = (
        _complaint(complaint, today, locale, currency, index.carriers) if complaint else (frozenset(), _SILENT)
    )
    past = _few([fact for fact in facts if not fact.valid_on(today)], said)
    known = (today, index.views, complaint or "", concepts, found, index)
    return Record(*known, tuple(valid), tuple(past), locale, currency)
