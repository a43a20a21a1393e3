"""Typed claims: an amount, a date, a contact or another value against the entries on record, role by role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.claims.clauses import Clause, Mood, opines
from guardrails.claims.lexicon import words
from guardrails.claims.quantities import counted
from guardrails.claims.records import Entry, Record
from guardrails.claims.ruling import CONTACT, UNVERIFIED, Ruling, contradicted, supported, unsupported
from guardrails.claims.values import CONTACTS, Clock, Kind, Mention, Money, Numeric, Span, Token, Value, When, same
from guardrails.claims.words import is_framing, lowered, stem

_ROLE_NAMES: Final = {
    "placed_on": "ordered",
    "shipped_on": "shipped",
    "promised_by": "due",
    "delivered_on": "delivered",
    "refund_on": "refund dated",
    "refund": "a refund of",
    "total": "a total of",
    "price": "a price of",
    "fee": "a fee of",
    "credit": "a credit of",
    "remaining": "a balance of",
    "order": "order",
    "tracking": "tracking number",
    "carrier": "carrier",
    "returned_on": "returned",
    "cancelled_on": "cancelled",
    "out_on": "out for delivery",
    "attempted_on": "delivery attempted",
    "lost_on": "lost",
    "limit": "at most",
}
_PARCEL: Final = words("""
    order parcel item ship deliver send leave
""")
_MONIES: Final = words("""
    order pay charge price total item refund cost
""")
_ROLE_TOPICS: Final = {
    "placed_on": _PARCEL | {"book", "buy", "start"},
    "shipped_on": _PARCEL,
    "promised_by": _PARCEL,
    "delivered_on": _PARCEL,
    "refund_on": frozenset({"refund", "bank"}),
    "refund": frozenset({"refund", "bank"}),
    "total": _MONIES | {"book", "subscription"},
    "price": _MONIES,
    "line": _MONIES,
    "fee": _MONIES | {"fee"},
    "remaining": _MONIES,
}
_RECORD_ROLES: Final = frozenset(
    {
        "placed_on",
        "shipped_on",
        "promised_by",
        "delivered_on",
        "refund_on",
        "refund",
        "total",
        "price",
        "order",
        "tracking",
    }
)
_IDLE_NOUNS: Final = words("""
    option question thing detail step photo picture minute moment way word people side reason point issue
    problem stage part
""")


_FUTURE: Final = lowered(r"\b(?:will|'ll|going to|guarantee|promise you)\b|'ll\b")
_DISCLAIMED: Final = lowered(
    r"\b(?:can't|cannot|can not|unable to|not able to|couldn't|don't want to) (?:\w+ )?(?:guarantee|promise|say"
    r"|confirm|know|tell|commit)"
)


@dataclass(slots=True)
class Scene:
    """Where a mention stands: its clause, the whole text, and the orders its sentence speaks of."""

    clause: Clause
    text: str
    focus: tuple[str, ...]
    concepts: frozenset[str]
    english: bool = True


def judge(mention: Mention, scene: Scene, record: Record) -> Ruling | None:
    """Return the ruling on one typed mention, or None when it claims nothing."""
    if mention.kind in CONTACTS:
        return _contact(mention, scene, record)
    if _is_echo(mention, scene, record) or _is_idle(mention, scene):
        return None
    entries = _in_focus(record.entries(mention.kind), scene.focus)
    if mention.kind is Kind.QUANTITY:
        return _quantity(mention, scene, record, entries)
    if mention.kind is Kind.IDENTIFIER:
        return _identifier(mention, scene, record, entries)
    if mention.kind is Kind.CARRIER:
        return _carrier(mention, scene, entries)
    if mention.kind in {Kind.DURATION, Kind.PERCENTAGE, Kind.TIME, Kind.NUMBER}:
        return _topical(mention, scene, record, entries)
    return _by_role(mention, scene, entries, record)


def _shown(mention: Mention, scene: Scene) -> str:
    return scene.text[mention.start : mention.end].strip()


def _says(what: str, shown: str) -> str:
    return f"Says {what} {shown}" if what else f"Says {shown}"


def _in_focus(entries: Sequence[Entry], focus: tuple[str, ...]) -> list[Entry]:
    return [entry for entry in entries if not focus or not entry.order or entry.order in focus]


def _is_echo(mention: Mention, scene: Scene, record: Record) -> bool:
    """Return whether the value only repeats what the customer said, in words that are about the customer."""
    clause = scene.clause
    about_customer = (
        clause.attributed
        or clause.subject == "you"
        or opines(clause.low)
        or clause.mood in {Mood.ECHOES, Mood.FEELS, Mood.ASKS, Mood.REQUESTS, Mood.SUPPOSES}
    )
    if mention.kind is Kind.IDENTIFIER:
        about_customer = True
    if not about_customer or (
        clause.subject == "you" and mention.role in {"refund", "credit", "refund_on"} and not clause.attributed
    ):
        return False
    return any(same(mention.value, said.value) and _same_things(mention, said) for said in record.complaint_mentions)


def _same_things(mine: Mention, theirs: Mention) -> bool:
    """Return whether two counts count the same sort of thing; other values are compared without."""
    if not isinstance(mine.value, Numeric) or not isinstance(theirs.value, Numeric) or not mine.value.noun:
        return True
    return bool(counted(mine.value.noun) & counted(theirs.value.noun))


def _is_idle(mention: Mention, scene: Scene) -> bool:
    """Return whether a value stands where it asserts nothing: "if you have two minutes"."""
    mood = scene.clause.mood
    if (
        mention.kind is Kind.DATE
        and not mention.role
        and _shown(mention, scene).lower() in {"today", "tonight", "this morning", "this afternoon", "this evening"}
    ):
        return True
    if (
        mention.kind is Kind.DURATION
        and _shown(mention, scene).lower() in {"a moment", "a minute", "a second", "a day", "the day", "a year"}
        and mood is not Mood.INTENDS
    ):
        return True
    if mention.kind in {Kind.DATE, Kind.TIME, Kind.DURATION} and _DISCLAIMED.search(scene.clause.low):
        return True
    if mood in {Mood.ASKS, Mood.SUPPOSES}:
        return mention.kind in {Kind.DATE, Kind.TIME, Kind.DURATION, Kind.QUANTITY, Kind.NUMBER}
    if mood in {Mood.REQUESTS, Mood.GREETS}:
        return mention.kind in {Kind.DURATION, Kind.QUANTITY, Kind.NUMBER} or (
            mention.kind is Kind.DATE and not mention.role
        )
    return False


def _value_text(entries: Sequence[Entry]) -> str:
    return " or ".join(dict.fromkeys(entry.shown for entry in entries[:3]))


def _source(entry: Entry) -> str:
    return f"order {entry.order}" if entry.order else f"fact {entry.fact}"


def _by_role(mention: Mention, scene: Scene, entries: list[Entry], record: Record) -> Ruling | None:
    """Match a date or an amount by role and value: the right value in the wrong role contradicts the record."""
    shown, role = _shown(mention, scene), mention.role
    if impossible := _impossible(mention, shown):
        return impossible
    equal = [entry for entry in entries if same(mention.value, entry.value)]
    fitting = [entry for entry in equal if _compatible(role, entry, scene)]
    if fitting and (nearer := _nearer(fitting, entries, _wide(mention, scene))) is not None:
        return _other_matter(mention, shown, nearer)
    if fitting:
        return supported(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in fitting[:3]],
            f"{_source(fitting[0])} says {fitting[0].shown}.",
        )
    if (limit := _limit(mention, entries)) is not None:
        return limit
    if _recurs(mention, scene) and (open_days := _weekday(mention, entries)) is not None:
        return open_days
    rivals = _rivals(mention, scene, entries, record)
    if rivals:
        what = _ROLE_NAMES.get(role, role.replace("_", " "))
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in rivals],
            f"{_says(what, shown)}; {_source(rivals[0])} says {_value_text(rivals)}.",
            f"Write {_value_text(rivals[:1])} instead of {shown}.",
        )
    if equal and role in _RECORD_ROLES and all(entry.role in _RECORD_ROLES for entry in equal):
        theirs = _ROLE_NAMES.get(equal[0].role, equal[0].role)
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in equal],
            f"Says {_ROLE_NAMES.get(role, role)} {shown}; on record {shown} is {theirs} ({_source(equal[0])}).",
        )
    return _missing(mention, scene)


def _wide(mention: Mention, scene: Scene) -> frozenset[str]:
    """Return every concept of the clause, courtesy words too: they tell one matter from its neighbour."""
    if not scene.english:
        return frozenset()
    return frozenset(
        word.stem for word in scene.clause.words if word.stem and not mention.start <= word.start < mention.end
    )


def _nearer(fitting: Sequence[Entry], entries: Sequence[Entry], topic: frozenset[str]) -> Entry | None:
    """Return an entry of another value that is plainly nearer to what the clause is about than those that fit."""
    if any(entry.role and entry.role in _RECORD_ROLES for entry in fitting):
        return None
    reached = max(len(entry.about & topic) for entry in fitting)
    rivals = [entry for entry in entries if type(entry.value) is type(fitting[0].value) and not _is_weekly(entry.value)]
    best = max(rivals, key=lambda entry: len(entry.about & topic), default=None)
    if best is None or len(best.about & topic) <= reached or any(same(best.value, entry.value) for entry in fitting):
        return None
    return best if len(best.about & topic) >= 2 else None


def _other_matter(mention: Mention, shown: str, entry: Entry) -> Ruling:
    return contradicted(
        mention.kind,
        mention.start,
        mention.end,
        [entry.fact],
        f"Says {shown}; {_source(entry)} says {entry.shown}.",
        f"Write {entry.shown} instead of {shown}.",
    )


def _rivals(mention: Mention, scene: Scene, entries: list[Entry], record: Record) -> list[Entry]:
    """Return the entries that say something else in the same role, or of the same matter where no role is told."""
    if not mention.role:
        topic = _topic(scene)
        return [
            entry
            for entry in entries
            if not entry.role
            and len(entry.about & topic) >= 2
            and isinstance(entry.value, type(mention.value))
            and not _is_weekly(entry.value)
        ]
    rivals = [entry for entry in entries if entry.role == mention.role]
    if mention.role == "promised_by" and _FUTURE.search(scene.clause.low):
        rivals = [
            entry
            for entry in rivals
            if isinstance(entry.value, When) and ((day := entry.value.exact()) is None or day >= record.today)
        ]
    return rivals


def _is_weekly(value: Value) -> bool:
    return isinstance(value, When) and bool(value.weekdays) and value.day is None


def _impossible(mention: Mention, shown: str) -> Ruling | None:
    value = mention.value
    if isinstance(value, When) and value.weekdays and (day := value.exact()) and day.weekday() not in value.weekdays:
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [],
            f"Says {shown}, but {day.day} {day:%B} {day.year} is a {day:%A}.",
            f"Write {day:%A}.",
        )
    return None


def _compatible(role: str, entry: Entry, scene: Scene) -> bool:
    """Return whether a value on record may stand in the role that the reply gives it."""
    if role == entry.role and role:
        return True
    if not role:
        topic = _topic(scene)
        return not topic or bool(topic & (entry.about | _ROLE_TOPICS.get(entry.role, frozenset())))
    if not entry.role:
        return bool(entry.about & _topic(scene)) or not _topic(scene)
    if role == "price" and entry.role == "line":
        return not {"each", "apiece", "unit"} & {word.low for word in scene.clause.words}
    if role == "credit" and entry.role == "limit":
        return False
    alike = ({"total", "price"}, {"shipped_on", "out_on"}, {"promised_by", "due"}, {"refund", "total"})
    if {role, entry.role} == {"refund", "total"}:
        return bool({"full"} & scene.concepts) and role == "refund"
    return any({role, entry.role} == pair for pair in alike[1:3])


def _topic(scene: Scene) -> frozenset[str]:
    """Return what the clause is about; nothing in a language whose words are not known."""
    if not scene.english:
        return frozenset()
    return frozenset(
        word.stem
        for word in scene.clause.words
        if word.stem and not is_framing(word.stem) and not word.low[0].isdigit()
    )


def _limit(mention: Mention, entries: Sequence[Entry]) -> Ruling | None:
    """Rule on an amount under a policy's ceiling ("up to £20")."""
    value = mention.value
    limits = [entry for entry in entries if entry.role == "limit"]
    if not isinstance(value, Money) or mention.role not in {"credit", "refund", ""} or not limits:
        return None
    within = [entry for entry in limits if isinstance(entry.value, Money) and value.amount <= entry.value.amount]
    if mention.role != "credit":
        return None
    if within:
        return supported(
            mention.kind,
            mention.start,
            mention.end,
            [within[0].fact],
            f"{_source(within[0])} allows up to {within[0].shown}.",
        )
    return contradicted(
        mention.kind,
        mention.start,
        mention.end,
        [limits[0].fact],
        f"Says {value.amount}; {_source(limits[0])} allows at most {limits[0].shown}.",
        f"At most {limits[0].shown}.",
    )


def _recurs(mention: Mention, scene: Scene) -> bool:
    """Return whether a day of the week is told as one that comes round, as opening days do."""
    value = mention.value
    if not isinstance(value, When) or not value.weekdays or value.month or value.day or mention.role:
        return False
    before = scene.text[max(0, mention.start - 8) : mention.start].lower().split()
    return not before or before[-1] not in {"by", "until", "before", "this", "next", "last", "since"}


def _weekday(mention: Mention, entries: Sequence[Entry]) -> Ruling | None:
    """Return the support for days of the week that recur, or None when no fact names them."""
    value = mention.value
    fitting = [
        entry
        for entry in entries
        if isinstance(entry.value, When) and isinstance(value, When) and value.weekdays <= entry.value.weekdays
    ]
    if not fitting:
        return None
    return supported(
        mention.kind, mention.start, mention.end, [fitting[0].fact], f"{_source(fitting[0])} says {fitting[0].shown}."
    )


def _missing(mention: Mention, scene: Scene) -> Ruling:
    shown = _shown(mention, scene)
    what = _ROLE_NAMES.get(mention.role, "")
    return unsupported(
        mention.kind,
        mention.start,
        mention.end,
        UNVERIFIED,
        f"No fact says {what + ' ' if what else ''}{shown}.",
        f"Remove {shown}, or add the fact that supports it.",
    )


def _topical(mention: Mention, scene: Scene, record: Record, entries: list[Entry]) -> Ruling | None:
    """Match a duration, a percentage, a time or a number by value and by what the sentence is about."""
    topic = _topic(scene)
    sentence = scene.concepts
    equal = [entry for entry in entries if same(mention.value, entry.value)]
    best = max(equal, key=lambda entry: len(entry.about & sentence), default=None)
    if mention.kind is Kind.NUMBER and best is None:
        best = _any_number(mention, record)
    if best is not None and (
        nearer := _nearer([best], [entry for entry in entries if _comparable(mention, entry)], _wide(mention, scene))
    ):
        return _other_matter(mention, _shown(mention, scene), nearer)
    if best is not None and (not topic or best.about & topic or best.role in {"late", "took"} or not best.about):
        return supported(mention.kind, mention.start, mention.end, [best.fact], f"{_source(best)} says {best.shown}.")
    rivals = [
        entry
        for entry in entries
        if len(entry.about & topic) >= (1 if len(topic) < 3 else 2)
        and entry.role not in {"took"}
        and _comparable(mention, entry)
    ]
    if rivals and mention.kind is not Kind.NUMBER:
        rival = max(rivals, key=lambda entry: len(entry.about & topic))
        shown = _shown(mention, scene)
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [rival.fact],
            f"Says {shown}; {_source(rival)} says {rival.shown}.",
            f"Write {rival.shown} instead of {shown}.",
        )
    return _missing(mention, scene)


def _comparable(mention: Mention, entry: Entry) -> bool:
    """Return whether two lengths of time could be about the same thing: minutes are not compared with years."""
    mine, theirs = mention.value, entry.value
    if isinstance(mine, Clock):
        return mine.low != mine.high
    if not isinstance(mine, Span) or not isinstance(theirs, Span):
        return True
    return 0.02 < (mine.high + 1) / (theirs.high + 1) < 50


def _any_number(mention: Mention, record: Record) -> Entry | None:
    """Return an entry of another kind that is the same number, such as an order's number told without its name."""
    value = mention.value
    if not isinstance(value, Numeric):
        return None
    for entry in record.entries(Kind.IDENTIFIER):
        if isinstance(entry.value, Token) and entry.value.text == f"{value.low:f}":
            return entry
    for entry in record.entries(Kind.AMOUNT):
        if isinstance(entry.value, Money) and entry.value.amount == value.low:
            return entry
    return next(
        (
            entry
            for entry in record.entries(Kind.QUANTITY)
            if isinstance(entry.value, Numeric) and entry.value.low == value.low
        ),
        None,
    )


def _quantity(mention: Mention, scene: Scene, record: Record, entries: list[Entry]) -> Ruling | None:
    """Match a count with what it counts: against the items of the order, else against any fact that counts the same."""
    value = mention.value
    if not isinstance(value, Numeric):
        return None
    known = next(
        (
            entry
            for entry in record.entries(Kind.IDENTIFIER)
            if isinstance(entry.value, Token) and entry.value.text == f"{value.low:f}"
        ),
        None,
    )
    if known is not None and value.low >= 100:
        return supported(Kind.IDENTIFIER, mention.start, mention.end, [known.fact], f"{_source(known)} has it.")
    things = counted(value.noun)
    first = stem(value.noun.split()[0])
    if value.noun.split()[0].rstrip("s") in _IDLE_NOUNS or (things and all(is_framing(each) for each in things)):
        return None
    items = [entry for entry in entries if entry.role == "quantity" and entry.about & things]
    if items:
        return _items(mention, scene, value, items)
    equal = [
        entry
        for entry in (*entries, *record.entries(Kind.NUMBER))
        if isinstance(entry.value, Numeric) and entry.value.low == value.low and entry.about & things
    ]
    if equal:
        return supported(
            mention.kind, mention.start, mention.end, [equal[0].fact], f"{_source(equal[0])} says {equal[0].shown}."
        )
    total = sum(
        (entry.value.low for entry in entries if entry.role == "quantity" and isinstance(entry.value, Numeric)),
        start=value.low * 0,
    )
    if first == "item" and total:
        if total == value.low:
            return supported(mention.kind, mention.start, mention.end, [entries[0].fact], f"The record counts {total}.")
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [entries[0].fact],
            f"Says {_shown(mention, scene)}; the record counts {total}.",
            f"Write {total}.",
        )
    return _missing(mention, scene) if scene.clause.mood in {Mood.STATES, Mood.REPORTS} else None


def _items(mention: Mention, scene: Scene, value: Numeric, items: list[Entry]) -> Ruling:
    best = max(len(entry.about & counted(value.noun)) for entry in items)
    items = [entry for entry in items if len(entry.about & counted(value.noun)) == best]
    counts = [entry.value.low for entry in items if isinstance(entry.value, Numeric)]
    if value.low in counts or value.low == sum(counts):
        return supported(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in items],
            f"{_source(items[0])} says {_value_text(items)}.",
        )
    return contradicted(
        mention.kind,
        mention.start,
        mention.end,
        [entry.fact for entry in items],
        f"Says {_shown(mention, scene)}; {_source(items[0])} says {_value_text(items)}.",
        f"Write {counts[0]}.",
    )


def _identifier(mention: Mention, scene: Scene, record: Record, entries: list[Entry]) -> Ruling:
    """Match a number on record letter by letter."""
    shown = _shown(mention, scene)
    entries = record.entries(Kind.IDENTIFIER)
    equal = [entry for entry in entries if same(mention.value, entry.value)]
    fitting = [
        entry
        for entry in equal
        if not entry.role
        or mention.role not in {"order", "tracking"}
        or entry.role == mention.role
        or entry.role not in {"order", "tracking"}
    ]
    if fitting:
        return supported(mention.kind, mention.start, mention.end, [fitting[0].fact], f"{_source(fitting[0])} has it.")
    if equal:
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [equal[0].fact],
            f"Says {_ROLE_NAMES[mention.role]} {shown}; on record that is the {_ROLE_NAMES[equal[0].role]}.",
        )
    role = mention.role if mention.role in {"order", "tracking"} else ""
    rivals = [entry for entry in entries if entry.role == role and role] or [
        entry for entry in entries if _close(mention, entry)
    ]
    if rivals:
        what = _ROLE_NAMES.get(rivals[0].role, "number")
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in rivals],
            f"Says {what} {shown}; the record has {_value_text(rivals)}.",
            f"Write {rivals[0].shown}.",
        )
    return _missing(mention, scene)


def _close(mention: Mention, entry: Entry) -> bool:
    mine, theirs = mention.value, entry.value
    return isinstance(mine, Token) and isinstance(theirs, Token) and near(mine.text, theirs.text)


def near(mine: str, theirs: str, most: int = 2) -> bool:
    """Return whether two short strings differ in at most `most` places (inserted, dropped or changed)."""
    if abs(len(mine) - len(theirs)) > most or len(mine) > 200:
        return False
    row = list(range(len(theirs) + 1))
    for i, left in enumerate(mine, 1):
        diagonal, row[0] = row[0], i
        for j, right in enumerate(theirs, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (left != right))
        if min(row) > most:
            return False
    return row[-1] <= most


def _carrier(mention: Mention, scene: Scene, entries: list[Entry]) -> Ruling:
    shown = _shown(mention, scene)
    fitting = [entry for entry in entries if same(mention.value, entry.value)]
    if fitting:
        return supported(
            mention.kind,
            mention.start,
            mention.end,
            [fitting[0].fact],
            f"{_source(fitting[0])} says {fitting[0].shown}.",
        )
    rivals = [entry for entry in entries if entry.role == "carrier"]
    if rivals:
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [rivals[0].fact],
            f"Says {shown}; {_source(rivals[0])} says {_value_text(rivals)}.",
            f"Write {rivals[0].shown}.",
        )
    return _missing(mention, scene)


def _contact(mention: Mention, scene: Scene, record: Record) -> Ruling | None:
    """Match a contact detail exactly: what no fact gives may not be told to a customer."""
    shown = _shown(mention, scene)
    entries = record.entries(mention.kind)
    fitting = [entry for entry in entries if same(mention.value, entry.value)]
    if not fitting and mention.kind is Kind.LINK:
        fitting = [entry for entry in entries if _same_site(mention, entry)]
    if fitting:
        return supported(
            mention.kind, mention.start, mention.end, [fitting[0].fact], f"{_source(fitting[0])} gives it."
        )
    if mention.kind is Kind.HANDLE and (mention.start < 3 or shown.lower() in record.complaint.lower()):
        return None
    if mention.kind is Kind.PERSON and isinstance(mention.value, Token):
        return _person(mention, shown, record)
    if scene.clause.mood is Mood.ECHOES or scene.clause.attributed:
        if any(same(mention.value, said.value) for said in record.complaint_mentions):
            return None
    close = [entry for entry in entries if _close(mention, entry) and not entry.person] or [
        entry for entry in entries if not entry.person
    ][:1]
    hint = f" The record has {close[0].shown}." if close else ""
    return unsupported(
        mention.kind,
        mention.start,
        mention.end,
        CONTACT,
        f"No fact gives {shown}.{hint}",
        f"Write {close[0].shown}." if close else f"Remove {shown}, or add it to the contacts.",
        [close[0].fact] if close else [],
    )


def _same_site(mention: Mention, entry: Entry) -> bool:
    """Return whether a bare domain in a reply is the host of a link on record."""
    mine, theirs = mention.value, entry.value
    return (
        isinstance(mine, Token)
        and isinstance(theirs, Token)
        and "/" not in mine.text
        and theirs.text.partition("/")[0] == mine.text
    )


def _person(mention: Mention, shown: str, record: Record) -> Ruling | None:
    words = [word.lower() for word in shown.split()]
    if all(word in record.words for word in words):
        facts = [each.fact for each in record.views if all(word in each.words for word in words)]
        return (
            supported(mention.kind, mention.start, mention.end, facts[:3], f"{shown} is on record.") if facts else None
        )
    if any(word in stems_of_complaint(record) for word in words):
        return None
    return unsupported(
        mention.kind,
        mention.start,
        mention.end,
        CONTACT,
        f"No fact names {shown}.",
        f"Remove {shown}, or add the person to the contacts.",
    )


def stems_of_complaint(record: Record) -> frozenset[str]:
    """Return the words of the complaint, in lower case."""
    return frozenset(record.complaint.lower().replace(",", " ").replace(".", " ").split())
