"""Who signs, and who answers for what, as the contacts on record name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.contacts import details
from knowledge.facts import Fact

_NAME = r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
_SIGNS = re.compile(
    rf"\b{_NAME} signs\b|\b(?:signed|signs off) (?:by|as) {_NAME}|\bsign(?:ed)? as {_NAME}|\brepl(?:y|ies) from {_NAME}"
)
_PERSON = re.compile(rf"^{_NAME}$")
_ROLE = re.compile(
    r"^(?P<label>[A-Za-z][A-Za-z '&-]{2,40}?)(?P<place>, [A-Z][\w ]{1,30})?"
    r"(?: \((?P<inside>[^()]+)\))?:\s*(?P<first>[^,;]{2,40})"
)
_KNOWN_BY = ("signed_by", "signer", "signs", "agent")


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody answers for ("food safety lead"), who that is, and the contact fact that says so."""

    label: str
    person: str
    fact: Fact


def signer(contacts: Sequence[Fact]) -> tuple[str, Fact] | None:
    """Return who signs replies, and the contact that says so."""
    for fact in contacts:
        data = fact.data or {}
        named = next((str(data[key]) for key in _KNOWN_BY if data.get(key)), None)
        found = _SIGNS.search(f"{fact.title or ''}. {fact.text}")
        name = named or (next(filter(None, found.groups())) if found else None)
        if name and _PERSON.match(name):
            return name, fact
    return None


def label(fact: Fact) -> str | None:
    """Return what a contact is called: "Customer care"; None where its text does not begin so."""
    found = re.match(r"[A-Z][A-Za-z '&-]{2,40}(?=[ ,]*[(:,–-])", fact.text)
    data = details(fact)
    name = (found.group().strip() if found else None) or fact.title or data.team
    return name if name and not _SIGNS.search(name) and "@" not in name else None


def roles(contacts: Sequence[Fact]) -> list[Role]:
    """Return who answers for what."""
    found = []
    for fact in contacts:
        match = _ROLE.match(fact.text)
        if match is None or (match["inside"] and _SIGNS.search(match["inside"])):
            continue
        inside = re.match(_NAME, match["inside"] or "")
        outside = _PERSON.match(match["first"].strip())
        person = details(fact).name or (outside[1] if outside else inside[1] if inside else None)
        if person and person.split()[0] not in {"Mon", "Every"}:
            found.append(Role(match["label"].strip(), person, fact))
    return found


def with_names(sentence: str, known: Sequence[Role]) -> tuple[str, list[Role]]:
    """Return a sentence with the person behind each role that it speaks of, and those roles."""
    used = []
    for role in known:
        where = re.search(rf"\b(?:[Tt]he|[Oo]ur|[Aa]n?) (?i:{re.escape(role.label)})\b(?!,? \(?[A-Z])", sentence)
        if where is None:
            continue
        used.append(role)
        if role.person in sentence:
            continue
        start = "Our" if where.start() == 0 else "our"
        after = "" if sentence[where.end() :].startswith((".", ",", ";")) else ","
        told = f"{start} {role.label[0].lower()}{role.label[1:]}, {role.person}{after}"
        sentence = sentence[: where.start()] + told + sentence[where.end() :]
    return sentence, used
