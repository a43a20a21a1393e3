"""Contacts: the real ways to reach a team, read from data or from words, and which of them fits a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from knowledge.facts import ContactData, Fact, FactKind
from knowledge.identity import fold

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-zA-Z]{2,24}(?![\w-])")
URL = re.compile(r"(?:https?://|www\.)[^\s<>()\"'\]]{3,500}[^\s<>()\"'\].,;:!?]", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w@#/.-])(?:\+|00)?\(?\d[\d ()./\u00a0-]{5,24}\d(?![\w@])")
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z0-9_](?:[\w.]{0,28}\w)?(?![\w@])")
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun|weekday|daily|every day|montag|samstag|lundi|lunes)"
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?\s?(?:a\.?m\.?|p\.?m\.?|uhr|h)?"
_RANGE = rf"{_CLOCK}\s?(?:-|–|—|to|until|till|bis)\s?{_CLOCK}"
_HOURS = re.compile(
    rf"(?:\b{_DAY}[^.;\n]{{0,40}}?{_RANGE}(?:[ ,]{{1,3}}(?:and )?{_DAY}[^.;\n]{{0,20}}?{_RANGE})?|"
    rf"{_RANGE},? ?(?:on |every )?{_DAY}[a-z]{{0,6}}(?:\s?(?:-|–|to)\s?{_DAY}[a-z]{{0,6}})?|"
    r"\b24/7\b|\baround the clock\b|\b(?:answered )?(?:at )?any (?:hour|time of (?:the )?day or night)\b|"
    r"\b24 hours(?: a day)?(?:,? 7 days a week|,? every day)?|\bday (?:and|or) night\b)",
    re.IGNORECASE,
)
_MIN_DIGITS, _MAX_DIGITS = 6, 15

TOPIC_WORDS: Mapping[str, tuple[str, ...]] = {
    "delivery": (
        "delivery",
        "deliveries",
        "shipping",
        "shipment",
        "parcel",
        "courier",
        "logistics",
        "dispatch",
        "order",
    ),
    "product": ("product", "warranty", "repair", "technical", "returns", "return", "spare", "quality", "support"),
    "billing": ("billing", "payment", "payments", "invoice", "refund", "refunds", "accounts", "finance", "charge"),
    "service": ("service", "support", "care", "help", "complaint", "complaints", "customer relations"),
    "staff": ("complaint", "complaints", "customer relations", "manager", "care", "service"),
    "account": ("account", "login", "password", "access", "subscription", "membership", "technical"),
    "privacy": ("privacy", "data protection", "gdpr", "dpo", "personal data", "security"),
    "safety": ("safety", "emergency", "urgent", "recall", "incident", "hazard"),
    "booking": ("booking", "bookings", "reservation", "reservations", "travel", "guest", "check-in"),
    "other": (),
}
_GENERAL = ("customer service", "customer care", "customer support", "support", "help", "care", "contact", "general")
_SPECIAL = frozenset({"privacy", "safety"})
_NEVER_FOR_CUSTOMERS = re.compile(
    r"\b(?:press|media|journalists?|investors?|jobs|careers|recruit\w*|wholesale|suppliers?|b2b|crisis|suicide|"
    r"samaritans)\b"
)
_DESKS: Mapping[str, tuple[str, ...]] = {
    "self_harm": ("crisis", "suicide", "samaritans"),
    **dict.fromkeys(
        ("injury", "illness", "hazard"),
        ("safety", "emergency", "emergencies", "incident", "incidents", "recall", "recalls", "duty manager", "urgent"),
    ),
    "fraud": ("fraud", "security"),
    "privacy": ("privacy", "data protection", "dpo", "information governance"),
    "discrimination": (
        *("equality", "equalities", "inclusion", "discrimination", "dignity", "diversity", "safeguarding"),
        *("complaints manager", "customer relations", "manager"),
    ),
    "legal": ("legal", "lawyers", "solicitors", "counsel"),
    "press": ("press", "media", "newsroom"),
    "crime": ("security", "safeguarding", "safety"),
    "threat": ("security",),
    "bereavement": ("bereavement", "bereaved", "estates"),
}
"""Whom a matter that a person must answer goes to, by the words that a contact's title, team or topics hold."""


_LOOSE = frozenset({"manager", "security", "urgent", "press", "media"})
"""Words that tell a desk in its name, but not in what is said about it."""
_FIRST_WORDS = 300
_OUTSIDE = re.compile(r"\b(?:samaritans|national gas|gas emergency|lifeline|citizens advice|emergency services)\b")


def details(fact: Fact) -> ContactData:
    """Return how to reach the contact: its data, and what its title and text say where the data is silent."""
    return _details(_Known(fact))


class _Known:
    """A fact, equal to any other that says the same: contacts are few and asked about with every draft."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        self._says = (fact.id, fact.title, fact.text, repr(fact.data))

    def __hash__(self) -> int:
        return hash(self._says)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self._says == other._says


@lru_cache(maxsize=2048)
def _details(known_fact: _Known) -> ContactData:
    fact = known_fact.fact
    known = fact.contact() or ContactData()
    text = fact.text[:5000]
    found = {
        "email": _first(EMAIL.findall(text)),
        "url": _first(URL.findall(text)),
        "phone": _phone_in(text),
        "handle": _first(_HANDLE.findall(EMAIL.sub(" ", text))),
        "hours": _first(_without_full_stop(match.group()) for match in _HOURS.finditer(text)),
    }
    missing = {name: value for name, value in found.items() if value and not getattr(known, name)}
    return known.model_copy(update=missing)


def _without_full_stop(hours: str) -> str:
    return hours if hours.lower().endswith(".m.") else hours.rstrip(". ")


def _first(values: Iterable[str]) -> str | None:
    return next(iter(values), None)


def _phone_in(text: str) -> str | None:
    without = URL.sub(" ", EMAIL.sub(" ", _HOURS.sub(" ", text)))
    for match in _PHONE.finditer(without):
        number = match.group().strip(" .-/")
        digits = sum(char.isdigit() for char in number)
        if _MIN_DIGITS <= digits <= _MAX_DIGITS and not re.fullmatch(
            r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}", number
        ):
            return number
    return None


def fact_from_contact(
    contact_id: str,
    text: str = "",
    *,
    title: str | None = None,
    data: ContactData | Mapping[str, Any] | None = None,
    source: str | None = None,
) -> Fact:
    """Return the contact as a fact; without a text, one is written from the data.

    Raises:
        pydantic.ValidationError: neither text nor data says anything, or a value is out of bounds.
    """
    typed = data if isinstance(data, ContactData) else ContactData.model_validate(dict(data or {}))
    values = typed.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return Fact(
        id=contact_id,
        kind=FactKind.CONTACT,
        title=title or typed.team or typed.name,
        text=text if text.strip() else _sentence(typed),
        data=values or None,
        source=source,
    )


def _sentence(contact: ContactData) -> str:
    who = ", ".join(part for part in (contact.name, contact.team) if part)
    ways = [
        f"{label} {value}"
        for label, value in (
            ("email", contact.email),
            ("phone", contact.phone),
            ("web", contact.url),
            ("handle", contact.handle),
        )
        if value
    ]
    parts = [part for part in (who, ", ".join(ways)) if part]
    sentences = [": ".join(parts) + "."] if parts else []
    if contact.hours:
        sentences.append(f"Hours: {contact.hours}.")
    if contact.topics:
        sentences.append(f"For: {', '.join(contact.topics)}.")
    return " ".join(sentences)


def route(contacts: Sequence[Fact], topic: str, channel: str = "other") -> Fact | None:
    """Return the contact that best serves `topic` for somebody who wrote on `channel`; None when none can be reached.

    A contact that names the topic beats a general one, which beats one for another topic; a contact for the press,
    for jobs or for suppliers is never a route for a customer. Ties go to the contact that can be reached on the
    channel, then to the first.
    """
    scored = [(_fit(fact, topic, channel), -place, fact) for place, fact in enumerate(contacts)]
    best = max(scored, key=lambda entry: entry[:2], default=None)
    return best[2] if best and best[0] > 0 else None


def desk_for(contacts: Sequence[Fact], matter: str) -> Fact | None:
    """Return the first contact that looks after a grave `matter`, such as fraud or press, and can be reached."""
    reached = [fact for fact in contacts if _reached(fact) and (matter == "self_harm" or not is_outside(fact))]
    for word in _DESKS.get(matter, ()):
        for fact in reached:
            if _mentions(
                _label(fact, details(fact)).strip() or fold(fact.text[:_FIRST_WORDS].partition(":")[0]), (word,)
            ):
                return fact
    told = [word for word in _DESKS.get(matter, ()) if word not in _LOOSE]
    return next((fact for fact in reached if _mentions(fold(fact.text[:_FIRST_WORDS]), told)), None)


def _label(fact: Fact, contact: ContactData) -> str:
    return fold(" ".join((fact.title or "", contact.team or "", " ".join(contact.topics))))


def is_outside(fact: Fact) -> bool:
    """Tell whether the contact is nobody of ours: a line that people in need can call, such as the Samaritans'."""
    return bool(_OUTSIDE.search(fold(" ".join((fact.title or "", fact.text[:_FIRST_WORDS])))))


def _reached(fact: Fact) -> bool:
    contact = details(fact)
    return bool(contact.email or contact.phone or contact.url)


def _fit(fact: Fact, topic: str, channel: str) -> float:
    return _fitness(_Known(fact), topic, channel)


@lru_cache(maxsize=8192)
def _fitness(known: _Known, topic: str, channel: str) -> float:
    fact, contact = known.fact, _details(known)
    if not (contact.email or contact.phone or contact.url or contact.handle):
        return 0.0
    label = _label(fact, contact)
    if _NEVER_FOR_CUSTOMERS.search(label):
        return 0.0
    topics = {fold(name) for name in contact.topics}
    score = 1.0 + (8.0 if topic in topics else 0.0)
    score += min(6.0, 3.0 * _mentions(label, TOPIC_WORDS.get(topic, ()))) + min(
        2.0, 0.5 * _mentions(fold(fact.text[:2000]), TOPIC_WORDS.get(topic, ()))
    )
    score += 2.0 if _mentions(label, _GENERAL) or not (topics or label) else 0.0
    if topic not in topics and _is_for_other(label, topics, topic):
        score *= 0.3
    return score + _reachable(contact, channel)


def _mentions(text: str, words: Iterable[str]) -> int:
    return sum(1 for word in words if re.search(rf"\b{re.escape(word)}\b", text))


def _is_for_other(label: str, topics: set[str], topic: str) -> bool:
    """Tell whether the contact is a specialist for something else, such as data protection."""
    if topics & _SPECIAL - {topic} and not topics - _SPECIAL:
        return True
    return any(_mentions(label, TOPIC_WORDS[name]) for name in _SPECIAL - {topic}) and not _mentions(label, _GENERAL)


def _reachable(contact: ContactData, channel: str) -> float:
    if channel in {"email", "chat"}:
        return 0.4 if contact.email else 0.0
    if channel == "sms":
        return 0.4 if contact.phone else 0.0
    return 0.2 * bool(contact.handle) + 0.2 * bool(contact.email) + 0.1 * bool(contact.phone)
