"""Notes retold: what colleagues wrote down for each other, told to the customer clause by clause, or kept back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.drafting.composing.telling.addressing import addressed, others_act
from api.drafting.composing.telling.clauses import clauses, is_unchecked, verified_on
from api.drafting.composing.telling.completing import completed
from api.drafting.composing.telling.inner import is_inner, is_wholly_inner, names_somebody
from api.drafting.composing.telling.instructing import expected, instructed
from api.drafting.composing.telling.lexicon import is_past, people, words
from api.drafting.composing.telling.values import Reading, spoken

_FAULT_TAIL = re.compile(
    r"(?:^|,? (?:and |so |which (?:is|was) |this (?:is|was) )?)(?:(?:this|that|it) (?:is|was) )?(?:entirely "
    r"|clearly |wholly )?"
    r"(?:our (?:own )?(?:\w+ )?(?:error|mistake|fault|failure|slip|oversight|omission|mix-up)|(?:the "
    r")?(?:error|mistake|fault) (?:is|was) ours|"
    r"(?:an? )?(?:error|mistake|fault) (?:on|of) our (?:side|part|end)|we (?:got|had) (?:this|it) wrong|down to us|"
    r"our responsibility)$",
    re.IGNORECASE,
)
_LEFT = re.compile(
    rf"\b{people()}\b|\bthe {people()}s\b|\b(?:she|he|her|him|hers|his)\b|[/#|<>{{}}\[\]]|[a-z\d]: |\bseen\b",
    re.IGNORECASE,
)
_LABELS = {"cause": "The cause was {}", "root cause": "The cause was {}", "reason": "The reason was {}"}
_MOST, _SHORTEST = 260, 8


@dataclass(frozen=True, slots=True)
class Retold:
    """Sentences for the customer, in the note's order, and whether the note admits that it was our doing.

    `before` is the sentence that the admission follows, "" where it comes first.
    """

    sentences: tuple[str, ...]
    admits: bool = False
    before: str = ""


def retold(note: str, reading: Reading, known: str = "", names: Sequence[str] = ()) -> Retold:
    """Return what of `note` a customer can be told.

    `known` is what else is on record and was said: a name that stands there may be told. `names` are the customer's.
    """
    if is_unchecked(note) or is_wholly_inner(note):
        return Retold(())
    reading = Reading(reading.today, reading.locale, verified_on(note), alone=not others_act(note))
    found: list[str] = []
    admits, before = False, ""
    for label, clause in clauses(note):
        body, tail = _without_fault(clause)
        blame = tail and not is_inner(clause)
        if body:
            found.extend(_told(label, _dated(body, note), reading, known, names))
        if blame and not admits:
            admits, before = True, found[-1] if found else ""
    return Retold(tuple(dict.fromkeys(found)), admits, before)


_THAT_DAY = re.compile(r"\b(?:on )?that (?:day|date)\b")
_DATES = re.compile(
    r"\d{4}-\d{2}-\d{2}|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b"
)


def _dated(clause: str, note: str) -> str:
    """Return a clause in which "that day" is the day last named before it."""
    if not _THAT_DAY.search(clause):
        return clause
    earlier = _DATES.findall(note[: max(0, note.find(_THAT_DAY.search(clause).group()))])  # type: ignore[union-attr]
    return _THAT_DAY.sub(f"on {earlier[-1]}", clause) if earlier else clause


def _without_fault(clause: str) -> tuple[str, bool]:
    """Return a clause without the admission at its end, and whether there was one."""
    tail = _FAULT_TAIL.search(clause)
    if tail is None:
        return clause, False
    rest = clause[: tail.start()].rstrip(" ,")
    return ("" if _BARE.search(rest) else rest), True


_BARE = re.compile(r"\b(?:is|are|was|were|be|been|being)$", re.IGNORECASE)
"""How a clause ends of which the admission was the very statement: "The delay was our fault"."""


def _told(label: str, clause: str, reading: Reading, known: str, names: Sequence[str]) -> Iterator[str]:
    if is_inner(clause):
        return
    for part in _parts(_ROLE_NAMED.sub(r"\1", clause), names, alone=reading.alone):
        told = _sentence(label, part, reading, known, names)
        if told:
            yield told


_ROLE_NAMED = re.compile(
    r"\b((?i:engineer|technician|driver|fitter|crew member|instructor|trainer|teacher|waiter|receptionist|"
    r"server|cleaner|"
    r"porter|operator|mechanic|nurse|clerk|cashier)) [A-Z][a-z]+(?: [A-Z]\b\.?| [A-Z][a-z]+)?"
)
_DEPENDENT = re.compile(
    r"^(?:and|or|but|so|which|who|that|where|when|because|as|if|unless|until|while|with|without|"
    r"in|on|at|by|for|from|to|up to|"
    r"within|including|then|after|before|not|never|now|also)\b",
    re.IGNORECASE,
)


def _parts(clause: str, names: Sequence[str], *, alone: bool) -> Iterator[str]:
    """Yield the sentences that commas alone keep apart, and what belongs to each."""

    def whole(text: str) -> bool:
        return completed(addressed(text, tuple(names), alone=alone)) is not None

    group = ""
    for part in re.split(r", (?=\S)", clause):
        if (group and _may_stand_alone(part) and whole(part) and whole(group)) or (
            group and not _DEPENDENT.match(part) and not whole(group)
        ):
            yield group
            group = part
        else:
            group = f"{group}, {part}" if group else part
    yield group


def _may_stand_alone(part: str) -> bool:
    first = re.match(r"[^\W\d_]+", part)
    return not (_DEPENDENT.match(part) or first is None or is_past(first.group().lower()))


def _sentence(label: str, clause: str, reading: Reading, known: str, names: Sequence[str]) -> str | None:
    if is_inner(clause) or not _SHORTEST <= len(clause) <= _MOST:
        return None
    told = instructed(clause) or expected(clause)
    if told is None:
        if names_somebody(clause, f"{known} {' '.join(names)} {_nouns()}"):
            return None
        said = addressed(clause, tuple(names), alone=reading.alone)
        told = _labelled(said) or completed(_ours(said))
        if told is None and label in _LABELS:
            told = _LABELS[label].format(said)
    if told is None or _LEFT.search(told):
        return None
    told = re.sub(r", (not|never) (?=(\w+) ?)", lambda match: _joined(match, told or ""), spoken(told, reading)).strip(
        " ,"
    )
    told = _CLOCK.sub(r"\1 at ", re.sub(r"(\b(?:was|were) [^,]+), now (at|in|on|with) ", r"\1, and is now \2 ", told))
    told = re.sub(r"(?<!\d), (\d+ (?:working )?days?)$", r", within \1", told)
    told = re.sub(r", (up to|within) (\d+ (?:working )?days?)$", r". It can take up to \2", told)
    return f"{told[0].upper()}{told[1:]}."


_CLOCK = re.compile(
    r"\b((?i:(?!at\b|by\b|the\b|from\b|to\b|until\b|till\b|of\b|and\b|between\b|before\b|after\b|since\b|or\b|a\b|for\b|than\b|"
    r"about\b|around\b|your\b|our\b|this\b|that\b))[A-Za-z]+) "
    r"(?=\d{1,2}:\d\d\b(?![-–:]| (?:from|to|sailing|service|train|coach|flight|class|session)\b))"
)
"""The word before a time of day that nothing leads in."""


def _joined(match: re.Match[str], clause: str) -> str:  # noqa: ARG001 - the clause is what it is joined to
    return f", and it was {match[1]} " if is_past(match[2].lower()) else match[0]


_TERM = re.compile(r"^(?P<label>(?:first|next|earliest|new|latest) [a-z ]{3,30}): (?P<rest>.*\d.*)$", re.IGNORECASE)


def _labelled(clause: str) -> str | None:
    """Return what "next slot: Thursday 14 May" stands for."""
    found = _TERM.match(clause)
    if found is None:
        return None
    be = "are" if re.search(r"\b(?:slots|times|dates|appointments|days|seats|places)\b", found["label"]) else "is"
    rest = re.sub(r"^([^,]+), ([^,]+)$", r"\1, or \2", found["rest"]) if be == "are" else found["rest"]
    return f"The {found['label'].lower()} {be} {rest}"


def _ours(clause: str) -> str:
    """Return a clause in which colleagues and the house are "we"."""
    return re.sub(
        r"\b(?:the |our )?(?:agents?|advis[eo]rs?|team|staff|shop|store|company|customer (?:care|service)s?)(?= "
        r"(?:sent|told|gave|failed|forgot|missed|entered|booked|charged|quoted|packed|picked|cancelled|did|had|has)\b)",
        "we",
        clause,
        flags=re.IGNORECASE,
    )


def _nouns() -> str:
    return " ".join((*words("noun"), *words("a_thing"), *words("happening"), *words("person"), *words("bare")))
