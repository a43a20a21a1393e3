"""Numbers on record, carriers, contacts and people: matched letter by letter."""

from __future__ import annotations

import re
from typing import Final

from guardrails.claims.clauses import Mood
from guardrails.claims.records import Record
from guardrails.claims.ruling import CONTACT, Ruling, contradicted, supported, unsupported
from guardrails.claims.scene import ROLE_NAMES, Scene, missing, quoted, source, value_text
from guardrails.claims.values import Kind, Mention, Token, same
from guardrails.claims.views import Entry


def identifier(mention: Mention, scene: Scene, record: Record, entries: list[Entry]) -> Ruling:
    """Match a number on record letter by letter."""
    shown = quoted(mention, scene)
    entries = record.entries(Kind.IDENTIFIER)
    equal = record.same(Kind.IDENTIFIER, mention.value)
    fitting = [
        entry
        for entry in equal
        if not entry.role
        or mention.role not in {"order", "tracking"}
        or entry.role == mention.role
        or entry.role not in {"order", "tracking"}
    ]
    if fitting:
        return supported(mention.kind, mention.start, mention.end, [fitting[0].fact], f"{source(fitting[0])} has it.")
    if equal:
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [equal[0].fact],
            f"Says {ROLE_NAMES[mention.role]} {shown}; on record that is the {ROLE_NAMES[equal[0].role]}.",
        )
    role = mention.role if mention.role in {"order", "tracking"} else ""
    rivals = [entry for entry in entries if entry.role == role and role] or [
        entry for entry in entries if _close(mention, entry)
    ]
    if rivals:
        what = ROLE_NAMES.get(rivals[0].role, "number")
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in rivals],
            f"Says {what} {shown}; the record has {value_text(rivals)}.",
            f"Write {rivals[0].shown}.",
        )
    return missing(mention, scene)


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


def carrier(mention: Mention, scene: Scene, entries: list[Entry]) -> Ruling:
    """Match the name of a carrier with the one on record."""
    shown = quoted(mention, scene)
    fitting = [entry for entry in entries if same(mention.value, entry.value)]
    if fitting:
        return supported(
            mention.kind,
            mention.start,
            mention.end,
            [fitting[0].fact],
            f"{source(fitting[0])} says {fitting[0].shown}.",
        )
    rivals = [entry for entry in entries if entry.role == "carrier"]
    if rivals:
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [rivals[0].fact],
            f"Says {shown}; {source(rivals[0])} says {value_text(rivals)}.",
            f"Write {rivals[0].shown}.",
        )
    return missing(mention, scene)


_GREETING: Final = re.compile(
    r"\W{0,3}(?:(?:hi|hey|hello|hallo|hola|dear|bonjour|ciao|olá|sorry|thanks)\W+)?(?:there\W+)?", re.IGNORECASE
)


def _greets(scene: Scene, mention: Mention) -> bool:
    """Return whether a handle only says whom the reply is for: it stands at its very beginning, behind a greeting."""
    return bool(_GREETING.fullmatch(scene.text, 0, mention.start))


def contact(mention: Mention, scene: Scene, record: Record) -> Ruling | None:
    """Match a contact detail exactly: what no fact gives may not be told to a customer."""
    shown = quoted(mention, scene)
    entries = record.entries(mention.kind)
    fitting = list(record.same(mention.kind, mention.value))
    if not fitting and mention.kind is Kind.LINK:
        fitting = [entry for entry in entries if _same_site(mention, entry)]
    if fitting:
        return supported(mention.kind, mention.start, mention.end, [fitting[0].fact], f"{source(fitting[0])} gives it.")
    if mention.kind is Kind.HANDLE and (_greets(scene, mention) or shown.lower() in record.complaint.lower()):
        return None
    if mention.kind is Kind.PERSON and isinstance(mention.value, Token):
        return _person(mention, shown, record)
    echoes = scene.clause.mood is Mood.ECHOES or scene.clause.attributed
    if echoes and record.said(mention.value):
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
