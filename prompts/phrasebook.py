"""The composer's phrasebook: every wording it may use, kept in YAML per language and voice.

A file `phrasebook/<language>/<section>.yaml` maps a key to its wordings: a list for every voice, or a list per voice
(`warm`, `plain`, `formal`; `any` joins each of them). A compact phrasebook keeps all its sections in one
`phrases.yaml`. A wording names values in braces, `{clause}`; one whose values are not all known is not on offer, which
is how a wording that needs a date stays away when there is none. A value that opens a sentence is written with a
capital.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.brand import Voice

ROOT = Path(__file__).parent / "phrasebook"
_FIELD = re.compile(r"\{([^{}]*)\}")
_OPENS = re.compile(r"(?:^|[.!?]\s+|\n)$")
_WHOLE = "phrases"
"""The file that holds every section of a compact phrasebook."""
_VOICES = (*(voice.value for voice in Voice), "any")

FIELDS: Mapping[str, str] = {
    # the people
    "name": "the customer's first name, or handle in public",
    "agent": "who writes",
    "i": "I, or we where nobody signs by name",
    "im": "I'm or we're",
    "ive": "I've or we've",
    "id": "I'd or we'd",
    "ill": "I'll or we'll",
    "am": "am or are, after {i}",
    "me": "me or us",
    "my": "my or our",
    # the problem
    "clause": "what went wrong, as a clause: your lamp arrived broken",
    "noun": "what went wrong, as a noun: the state your lamp arrived in",
    "trouble": "what went wrong, as a noun in the customer's own words: three weeks of cold showers",
    "second": "a second problem, as a clause",
    "waited": "how long the customer says they have waited: three weeks",
    "detail": "what they went through to be heard: you've called us twice",
    "stake": "what hangs on it: your daughter's birthday",
    "thing": "what it is about, without an article: blue lamp",
    "subject": "the topic in a few words: your delivery",
    # the record
    "order": "how the order is called: your order 58213",
    "placed": "the day it was placed",
    "shipped": "the day it left",
    "promised": "the day it was promised by",
    "delivered": "the day the record shows it delivered",
    "status": "its state, in words",
    "carrier": "who carries it",
    "tracking": "its tracking number",
    "total": "what it cost",
    "refund_amount": "the refund's amount",
    "refund_on": "the refund's day",
    "refund_status": "the refund's state, in words",
    "rule": "a sentence of a policy",
    "rule_within": "the same, to stand inside a sentence",
    "source": "the title of that policy",
    "note": "a verified note",
    "note_within": "the same, to stand inside a sentence",
    # the way on
    "email": "a contact's address",
    "phone": "a contact's number",
    "url": "a contact's page",
    "person": "a contact's name",
    "team": "a contact's team",
    "owner": "the team that takes it over",
    "desk": "who takes it over, by name where one is on record: Ada Moss, our safety lead",
    "office": "the same without the person: our safety desk",
    "helpline": "a line for people in need, with its number",
    "hours": "when a contact can be reached",
    "emergency": "whom to call in an emergency: the emergency services on 999, where a fact gives the number",
    "matter": "what many people write about, as a noun: late deliveries",
    "choice": "the ways out that a policy offers: a replacement or a refund",
    "wanted": "what we ask for",
    "approver": "who may grant more than an agent",
    "told": "what a verified note says, told to the customer",
    "grants": "what a policy gives this customer",
    "house_rule": "the title of a rule of the brand's pages",
    "improved": "what was improved, as a verified note tells it",
}
"""Every value that a wording may name, and what it is."""


class PhrasebookError(ValueError):
    """A phrasebook file that cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording, cut at its values: `pieces` alternates literal text and `(field, opens a sentence)`."""

    text: str
    fields: frozenset[str]
    pieces: tuple[str | tuple[str, bool], ...] = field(repr=False)

    def render(self, values: Mapping[str, str]) -> str:
        """Return the wording with its values.

        Raises:
            KeyError: a value is missing.
        """
        return "".join(
            piece if isinstance(piece, str) else _placed(values[piece[0]], piece[1]) for piece in self.pieces
        )


def _placed(value: str, opens: bool) -> str:  # noqa: FBT001 - part of a parsed piece
    return value[:1].upper() + value[1:] if opens else value


def parse(text: str) -> Phrase:
    """Return the wording `text`.

    Raises:
        PhrasebookError: it names an unknown value, or is not tidy.
    """
    if not text.strip() or text != text.strip() or "  " in text:
        raise PhrasebookError(f"a wording is empty or has stray spaces: {text!r}")
    pieces: list[str | tuple[str, bool]] = []
    end = 0
    for match in _FIELD.finditer(text):
        if match[1] not in FIELDS:
            raise PhrasebookError(f"{{{match[1]}}} is no value a wording can name: {text!r}")
        if match.start() > end:
            pieces.append(text[end : match.start()])
        pieces.append((match[1], bool(_OPENS.search(text[: match.start()])) and match[1] not in _AS_WRITTEN))
        end = match.end()
    if end < len(text):
        pieces.append(text[end:])
    if any("{" in piece or "}" in piece for piece in pieces if isinstance(piece, str)):
        raise PhrasebookError(f"a brace stands alone: {text!r}")
    return Phrase(text, frozenset(piece[0] for piece in pieces if not isinstance(piece, str)), tuple(pieces))


_AS_WRITTEN = frozenset(
    {
        "email",
        "url",
        "phone",
        "name",
        "agent",
        "tracking",
        "rule",
        "rule_within",
        "note",
        "note_within",
        "house_rule",
        "improved",
        "told",
        "grants",
    }
)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All wordings of one language, by `section.key` and voice."""

    language: str
    wordings: Mapping[str, Mapping[str, tuple[Phrase, ...]]]

    def __contains__(self, key: object) -> bool:
        return key in self.wordings

    def options(self, key: str, voice: str, known: Callable[[str], bool]) -> Sequence[Phrase]:
        """Return the wordings of `key` in `voice` all of whose values are `known`; none for an unknown key."""
        by_voice = self.wordings.get(key)
        if by_voice is None:
            return ()
        return [phrase for phrase in by_voice.get(voice, ()) if all(map(known, phrase.fields))]


def _wordings(where: str, content: Any) -> dict[str, tuple[Phrase, ...]]:
    if isinstance(content, list):
        content = {"any": content}
    if not isinstance(content, dict) or not content:
        raise PhrasebookError(f"{where} must be a list of wordings, or one per voice")
    if unknown := set(content) - set(_VOICES):
        raise PhrasebookError(f"{where} names voices that there are not: {', '.join(sorted(map(str, unknown)))}")
    shared = _phrases(where, content.get("any", []))
    found = {voice.value: (*_phrases(where, content.get(voice.value, [])), *shared) for voice in Voice}
    if missing := [voice for voice, phrases in found.items() if not phrases]:
        raise PhrasebookError(f"{where} has no wording for the voice {', '.join(missing)}")
    return found


def _phrases(where: str, texts: Any) -> tuple[Phrase, ...]:
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise PhrasebookError(f"{where} must list texts")
    if len(set(texts)) != len(texts):
        raise PhrasebookError(f"{where} says the same twice")
    try:
        return tuple(parse(text) for text in texts)
    except PhrasebookError as error:
        raise PhrasebookError(f"{where}: {error}") from None


def _mapping(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise PhrasebookError(f"{file.name} is no YAML: {error}") from None
    if not isinstance(content, dict):
        raise PhrasebookError(f"{file.name} must be a mapping")
    return content


def read(folder: Path) -> Phrasebook:
    """Return the phrasebook whose files lie in `folder`, named after it.

    Raises:
        PhrasebookError: a file is not what a phrasebook is made of.
    """
    wordings: dict[str, Mapping[str, tuple[Phrase, ...]]] = {}
    for file in sorted(folder.glob("*.yaml")):
        content = _mapping(file)
        sections = content if file.stem == _WHOLE else {file.stem: content}
        for section, keys in sections.items():
            for key, value in keys.items():
                wordings[f"{section}.{key}"] = _wordings(f"{folder.name}/{file.name}: {section}.{key}", value)
    if not wordings:
        raise PhrasebookError(f"there is no phrasebook in {folder.name}")
    return Phrasebook(folder.name, wordings)


@cache
def languages() -> frozenset[str]:
    """Return the languages that have a phrasebook, as ISO 639-1 codes."""
    return frozenset(folder.name for folder in ROOT.iterdir() if folder.is_dir() and any(folder.glob("*.yaml")))


@cache
def phrasebook(language: str) -> Phrasebook:
    """Return the phrasebook of a language, English where there is none; read and validated once."""
    code = language.replace("_", "-").partition("-")[0].casefold()
    return read(ROOT / (code if code in languages() else "en"))


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a table that stands beside the phrasebooks, `phrasebook/<name>.yaml`, as it is written.

    Raises:
        PhrasebookError: it is no mapping.
    """
    return _mapping(ROOT / f"{name}.yaml")


@cache
def words(name: str) -> frozenset[str]:
    """Return the word list `name` of words.yaml.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(table("words")[name].split())
