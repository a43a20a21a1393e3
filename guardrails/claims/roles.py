"""Dates and amounts: matched by role and value, so that the right value in the wrong role is found out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from guardrails.claims.lexicon import words
from guardrails.claims.records import Record
from guardrails.claims.ruling import Ruling, contradicted, supported
from guardrails.claims.scene import ROLE_NAMES, Scene, in_focus, missing, quoted, says, source, value_text, wide
from guardrails.claims.values import Mention, Money, Value, When, same
from guardrails.claims.views import Entry

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


def by_role(mention: Mention, scene: Scene, entries: list[Entry], record: Record) -> Ruling | None:  # noqa: PLR0911 - one exit a case reads better than a nest
    """Match a date or an amount by role and value: the right value in the wrong role contradicts the record."""
    shown, role = quoted(mention, scene), mention.role
    if impossible := _impossible(mention, shown):
        return impossible
    equal = in_focus(record.same(mention.kind, mention.value), scene.focus)
    fitting = [entry for entry in equal if _compatible(role, entry, scene)]
    if fitting and (nearer := closer(fitting, entries, wide(mention, scene))) is not None:
        return other_matter(mention, shown, nearer)
    if fitting:
        return supported(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in fitting[:3]],
            f"{source(fitting[0])} says {fitting[0].shown}.",
        )
    if (limit := _limit(mention, entries)) is not None:
        return limit
    if _recurs(mention, scene) and (open_days := _weekday(mention, entries)) is not None:
        return open_days
    rivals = _rivals(mention, scene, entries, record)
    if rivals:
        what = ROLE_NAMES.get(role, role.replace("_", " "))
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in rivals],
            f"{says(what, shown)}; {source(rivals[0])} says {value_text(rivals)}.",
            f"Write {value_text(rivals[:1])} instead of {shown}.",
        )
    if equal and role in _RECORD_ROLES and all(entry.role in _RECORD_ROLES for entry in equal):
        theirs = ROLE_NAMES.get(equal[0].role, equal[0].role)
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in equal],
            f"Says {ROLE_NAMES.get(role, role)} {shown}; on record {shown} is {theirs} ({source(equal[0])}).",
        )
    return missing(mention, scene)


def closer(fitting: Sequence[Entry], entries: Sequence[Entry], topic: frozenset[str]) -> Entry | None:
    """Return an entry of another value that is plainly nearer to what the clause is about than those that fit."""
    if any(entry.role and entry.role in _RECORD_ROLES for entry in fitting):
        return None
    reached = max(len(entry.about & topic) for entry in fitting)
    rivals = [entry for entry in entries if type(entry.value) is type(fitting[0].value) and not _is_weekly(entry.value)]
    best = max(rivals, key=lambda entry: len(entry.about & topic), default=None)
    if best is None or len(best.about & topic) <= reached or any(same(best.value, entry.value) for entry in fitting):
        return None
    return best if len(best.about & topic) >= 2 else None


def other_matter(mention: Mention, shown: str, entry: Entry) -> Ruling:
    """Return the ruling that the value belongs to another matter than the one told."""
    return contradicted(
        mention.kind,
        mention.start,
        mention.end,
        [entry.fact],
        f"Says {shown}; {source(entry)} says {entry.shown}.",
        f"Write {entry.shown} instead of {shown}.",
    )


def _rivals(mention: Mention, scene: Scene, entries: list[Entry], record: Record) -> list[Entry]:
    """Return the entries that say something else in the same role, or of the same matter where no role is told."""
    if not mention.role:
        topic = scene.topic
        return [
            entry
            for entry in entries
            if not entry.role
            and len(entry.about & topic) >= 2
            and isinstance(entry.value, type(mention.value))
            and not _is_weekly(entry.value)
        ]
    rivals = [entry for entry in entries if entry.role == mention.role]
    if mention.role == "promised_by" and scene.foretells:
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


def _compatible(role: str, entry: Entry, scene: Scene) -> bool:  # noqa: PLR0911 - one exit a case reads better than a nest
    """Return whether a value on record may stand in the role that the reply gives it."""
    if role == entry.role and role:
        return True
    if not role:
        topic = scene.topic
        return not topic or bool(topic & (entry.about | _ROLE_TOPICS.get(entry.role, frozenset())))
    if not entry.role:
        return bool(entry.about & scene.topic) or not scene.topic
    if role == "price" and entry.role == "line":
        return not {"each", "apiece", "unit"} & {word.low for word in scene.clause.words}
    if role == "credit" and entry.role == "limit":
        return False
    alike = ({"total", "price"}, {"shipped_on", "out_on"}, {"promised_by", "due"}, {"refund", "total"})
    if {role, entry.role} == {"refund", "total"}:
        return bool({"full"} & scene.concepts) and role == "refund"
    return any({role, entry.role} == pair for pair in alike[1:3])


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
            f"{source(within[0])} allows up to {within[0].shown}.",
        )
    return contradicted(
        mention.kind,
        mention.start,
        mention.end,
        [limits[0].fact],
        f"Says {value.amount}; {source(limits[0])} allows at most {limits[0].shown}.",
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
        mention.kind, mention.start, mention.end, [fitting[0].fact], f"{source(fitting[0])} says {fitting[0].shown}."
    )
