"""Which messages belong to one case, and whose cases touch. Plain logic: what is on record is handed in.

A message leaves **traces**: its external id, its conversation's address, its own words, the words of the thread it came
with. A later message is **looked up** by its own; where it meets a trace, the authors decide: the same person goes on
with their case, another person gets one of their own, linked to the first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from hashlib import blake2b
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from api.models import Author, Complaint, ThreadMessage
from knowledge.identity import Match, canonical_handle, is_known, name_words, person_of
from knowledge.repository import Person

SAME_CONVERSATION = timedelta(days=14)
"""How long after the last message of a case another one still belongs to it; an external id has no such end."""
MOST_LINKED = 20
"""With how many cases a new one is linked, the latest first."""
_LINES = 10
"""How many of the last lines of a thread are traces."""
_TELLING = 20
"""Length in characters from which words alone, without a known author, tell one message from another."""
_WORD = re.compile(r"[^\W_]+")
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref_src)$")


class Trace(StrEnum):
    """What a message can be found by."""

    EXTERNAL = "external id"
    PLACE = "conversation and author"
    SPOKEN = "a message of the thread"
    HEARD = "the same earlier message"
    PERSON = "private conversation"
    URL = "conversation"


_ORDER = {trace: rank for rank, trace in enumerate(Trace)}
_OF_PERSON = frozenset({Trace.PLACE, Trace.PERSON})


@dataclass(frozen=True, slots=True)
class Look:
    """One key to look up, and what meeting it would mean.

    `others` marks a line that somebody else wrote, `posted` one that came in as a message itself, `telling` one that is
    long enough to tell messages apart without a known author.
    """

    key: str
    trace: Trace
    others: bool = False
    posted: bool = False
    telling: bool = True


@dataclass(frozen=True, slots=True)
class Traces:
    """What a message leaves behind (`left`, keys) and what it is looked up by (`looks`)."""

    left: list[str]
    looks: list[Look]

    @property
    def keys(self) -> list[str]:
        """Return every key, sorted: two messages that may belong together have one in common."""
        return sorted({*self.left, *(look.key for look in self.looks)})


@dataclass(frozen=True, slots=True)
class Met:
    """A case on record that a key led to. `quiet` is the time since its last message."""

    key: str
    case_id: str
    author: Person
    quiet: timedelta
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where a message belongs: the case it goes on with, if any, and the cases of others that it touches."""

    case_id: str | None = None
    by: Trace | None = None
    linked: list[str] = field(default_factory=list)


def person(author: Author) -> Person:
    """Return how the author of a message can be recognised."""
    return person_of(handle=author.handle, email=author.email, phone=author.phone, name=author.name)


def traces_of(complaint: Complaint) -> Traces:
    """Return what a message leaves behind and what it is looked up by; all keys are digests."""
    channel, author, words = complaint.channel.value, person(complaint.author), said(complaint.text)
    spoken = _key("text", channel, words)
    lines = list(_heard(complaint, author)) if complaint.thread else []
    heard = [look for look in lines if look.trace is Trace.HEARD]
    own = Look(_key("heard", channel, words), Trace.HEARD, posted=True, telling=len(words) >= _TELLING)
    places = list(_places(complaint, author))
    left = [spoken, *(look.key for look in heard if not look.others), *(look.key for look in places)]
    return Traces(list(dict.fromkeys(left)), [*places, *lines, own])


def belonging(author: Person, url: str | None, looks: Sequence[Look], met: Iterable[Met], burst: float) -> Belonging:
    """Return where a message of `author` belongs, given the cases that its looks led to.

    `burst` is in seconds: for that long, one person's messages on a private channel are one conversation without
    any other sign.
    """
    wanted: dict[str, list[Look]] = {}
    for look in looks:
        wanted.setdefault(look.key, []).append(look)
    joins: list[tuple[int, timedelta, str, Trace]] = []
    touched: dict[str, timedelta] = {}
    for case in met:
        for look in wanted.get(case.key, ()):
            if look.trace is not Trace.EXTERNAL and case.quiet > SAME_CONVERSATION:
                continue
            kin = relation(author, case.author)
            if _goes_on(look, case, kin, url, burst):
                joins.append((_ORDER[look.trace], case.quiet, case.case_id, look.trace))
            elif _touches(look, kin):
                touched.setdefault(case.case_id, case.quiet)
    _, _, case_id, by = min(joins, default=(0, timedelta(), None, None))
    linked = sorted((quiet, one) for one, quiet in touched.items() if one != case_id)
    return Belonging(case_id, by, [one for _, one in linked[:MOST_LINKED]])


def relation(one: Person, other: Person) -> Match:
    """Return whether two authors on one channel are the same person; by name only where neither has anything else."""
    pairs = [(one.handle, other.handle), (one.email, other.email), (one.phone, other.phone)]
    comparable = [(mine, theirs) for mine, theirs in pairs if mine and theirs]
    if not comparable and not is_known(one) and not is_known(other):
        names = name_words(one.name), name_words(other.name)
        comparable = [(" ".join(names[0]), " ".join(names[1]))] if all(names) else []
    if not comparable:
        return Match.UNKNOWN
    return Match.SAME if any(mine == theirs for mine, theirs in comparable) else Match.DIFFERENT


def place(url: str | None) -> str:
    """Return an address in the form in which two of one conversation are equal; empty when there is none."""
    if not url or not url.strip():
        return ""
    try:
        return _place(urlsplit(url.strip()))
    except ValueError:  # no address, or one with characters that none can have
        return url.strip()


def _place(parts: SplitResult) -> str:
    query = urlencode([one for one in parse_qsl(parts.query) if not _TRACKING.match(one[0])]) if parts.query else ""
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    return urlunsplit(("", host, parts.path.rstrip("/"), query, ""))


def said(text: str) -> str:
    """Return words in the form in which two tellings of one message are equal; empty when there is nothing to read."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(plain)) or "".join(plain.split())


def _places(complaint: Complaint, author: Person) -> Iterable[Look]:
    channel, where = complaint.channel.value, place(complaint.url)
    marks = [f"{kind}:{value}" for kind, value in _identities(author)]
    if complaint.external_id:
        yield Look(_key("external", channel, complaint.external_id), Trace.EXTERNAL)
    if where:
        yield from (Look(_key("place", channel, where, mark), Trace.PLACE) for mark in marks)
        yield Look(_key("url", channel, where), Trace.URL)
    if not complaint.is_public:
        # A name alone is many people's: without an address or a thread it joins nothing.
        known = marks if is_known(author) else []
        yield from (Look(_key("person", channel, mark), Trace.PERSON) for mark in known)


def _identities(author: Person) -> list[tuple[str, str]]:
    known = [("handle", author.handle), ("email", author.email), ("phone", author.phone)]
    found = [(kind, value) for kind, value in known if value]
    name = " ".join(name_words(author.name))
    return found or ([("name", name)] if name else [])


def _heard(complaint: Complaint, author: Person) -> Iterable[Look]:
    """Yield the lines of the thread, last ones first, each as what somebody posted and as what others came with."""
    channel = complaint.channel.value
    for line in [one for one in complaint.thread if one.role != "brand"][: -_LINES - 1 : -1]:
        words = said(line.text)
        if words:
            others, telling = _by_another(line, author), len(words) >= _TELLING
            yield Look(_key("text", channel, words), Trace.SPOKEN, others, posted=True, telling=telling)
            yield Look(_key("heard", channel, words), Trace.HEARD, others, telling=telling)


def _by_another(line: ThreadMessage, author: Person) -> bool:
    if line.role == "other":
        return True
    # A line's author is a name or a handle, whichever the channel shows: only a handle can tell two people apart.
    shown = line.author if line.author and line.author.startswith("@") else None
    return bool(shown and author.handle and canonical_handle(shown) != author.handle)


def _goes_on(look: Look, case: Met, kin: Match, url: str | None, burst: float) -> bool:
    if look.trace is Trace.EXTERNAL:
        return kin is not Match.DIFFERENT
    if look.trace is Trace.PERSON:
        elsewhere = bool(place(url) and place(case.url) and place(url) != place(case.url))
        return kin is Match.SAME and case.quiet <= timedelta(seconds=burst) and not elsewhere
    if kin is Match.SAME:
        return True
    return kin is Match.UNKNOWN and look.posted and look.telling and not look.others


def _touches(look: Look, kin: Match) -> bool:
    if look.trace in _OF_PERSON or kin is Match.SAME:
        return False
    if look.trace in (Trace.SPOKEN, Trace.HEARD):
        return look.telling and (kin is Match.DIFFERENT or look.others)
    return kin is Match.DIFFERENT


def _key(*parts: str) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "replace")
    return blake2b(joined, digest_size=16).hexdigest()
