"""All that a reply can tell of what is on record: the notes retold, what the policies give, who answers for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.drafting.brief import Brief, Sentence
from api.drafting.composing.notes import is_about
from api.drafting.composing.people import given_name
from api.drafting.composing.record import OnRecord
from api.drafting.composing.telling.addressing import speaks_of_customer
from api.drafting.composing.telling.conditions import Circumstances
from api.drafting.composing.telling.granting import is_likened, offers_choice
from api.drafting.composing.telling.remedies import Remedy, leans, remedy
from api.drafting.composing.telling.retelling import retold
from api.drafting.composing.telling.signers import Role, roles, with_names
from api.drafting.composing.telling.values import Reading
from guardrails.finding import Audience
from knowledge.facts import Fact

_PRIVATE = re.compile(
    r"\b(?:you|your|order|parcel|refund|credit|return|account|card|payment|booking|room|bag|appointment|claim|item|"
    r"it|one|this|that|he|she|they|invoice|charge|delivery|crates?|box|bike|cake|family|infant|address)\b|[£€$]|\b[A-Z]{1,5}-?\d{3,}",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:outage|network|mast|server|app|website|site|system|cable|power|phone (?:line|system)|"
    r"boiler|lift|pool|sailing|train|"
    r"service|weather|storm|strike|recall|repair|fault|\d\d:\d\d of)\b",
    re.IGNORECASE,
)
"""What happens to everybody at once, and may be told to everybody."""
_MOST_NOTES = 5
_ENOUGH = 18
"""Characters by which a sentence is known again."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Sentences from one note, and whether it admits that it was our doing."""

    sentences: tuple[str, ...]
    fact_id: str
    admits: bool
    before: str = ""
    general: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """What can be told: from the notes, and from the policy the matter comes under, with those who answer for it."""

    noted: tuple[Noted, ...] = ()
    remedy: Remedy | None = None
    roles: tuple[Role, ...] = ()

    def __bool__(self) -> bool:
        return any(noted.sentences for noted in self.noted) or bool(self.remedy and self.remedy.sentences)

    @property
    def chooses(self) -> bool:
        """Return whether the customer has something to choose."""
        from_notes = any(
            offers_choice(one) and not one.endswith("?") for noted in self.noted for one in noted.sentences
        )
        return from_notes or bool(self.remedy and self.remedy.chooses)

    @property
    def asks(self) -> bool:
        """Return whether a note leaves them a choice in so many words."""
        return any(one.endswith("?") for noted in self.noted for one in noted.sentences)

    @property
    def told_openly(self) -> bool:
        """Return whether any of it may be said in public."""
        return bool(self.remedy and self.remedy.general) or any(noted.general for noted in self.noted)


NOTHING = Telling()


def tell(brief: Brief, record: OnRecord | None, kind: str) -> Telling:
    """Return what can be told of the record in a reply to `brief`, in English.

    Policies are told in this customer's own terms where they came with the request, and so are about this very matter;
    passages that a search found are quoted, if at all, by a stricter choice (`composing.rules`).
    """
    order = record.order if record else None
    notes = [note for note in brief.notes if not note.id.startswith("incident") and _is_ours(brief, note, record)]
    items = " ".join(item.name for item in order.items) if order else ""
    matter = " ".join([items, *(note.text for note in notes)]).strip()
    said = brief.complaint.text[:3000]
    locale = brief.locale if brief.locale.startswith("en") else "en_GB"
    known = roles(brief.contacts)
    policies = [fact for fact in brief.policies if fact.id in brief.given]
    given = remedy(policies, said, matter, kind, Circumstances(order, brief.today, f"{said} {matter}"), locale)
    noted = [one for one in (_noted(brief, note, locale) for note in notes) if one.sentences or one.admits]
    telling = Telling(tuple(noted), given, tuple(known))
    return _without(telling, brief.untold) if brief.untold else telling


def _without(telling: Telling, untold: frozenset[Sentence]) -> Telling:
    """Return what may be told still, after some sentences were found wanting."""

    def left(sentences: Sequence[str], audience: Audience) -> tuple[str, ...]:
        guilty = {text[:_ENOUGH] for to, text in untold if to is audience}
        found: list[str] = []
        dropped = False
        for one in sentences:
            dropped = one[:_ENOUGH] in guilty or (dropped and leans(one))
            found += [] if dropped else [one]
        return tuple(found)

    def kept(one: Noted) -> Noted:
        return replace(one, sentences=left(one.sentences, Audience.PRIVATE), general=left(one.general, Audience.PUBLIC))

    given = telling.remedy
    if given:
        sentences = left(_recited(given, untold), Audience.PRIVATE)
        general = left(given.general, Audience.PUBLIC)
        given = replace(given, sentences=sentences, general=general, chooses=any(map(offers_choice, sentences)))
    noted = tuple(one for one in map(kept, telling.noted) if one.sentences or one.general)
    return replace(telling, noted=noted, remedy=given if given and (given.sentences or given.general) else None)


def _recited(given: Remedy, untold: frozenset[Sentence]) -> tuple[str, ...]:
    """Return the sentences of a remedy; one told of "a case like yours" that was found wanting with its condition."""
    guilty = {text[:_ENOUGH] for to, text in untold if to is Audience.PRIVATE}
    pairs = zip(given.sentences, given.general, strict=True)
    return tuple(plain if one[:_ENOUGH] in guilty and is_likened(one) else one for one, plain in pairs)


def _is_ours(brief: Brief, note: Fact, record: OnRecord | None) -> bool:
    """Return whether a note is about this matter: it came with the request, or speaks of the order or the problem."""
    if note.id in brief.given:
        return True
    order_id = record.order.order_id if record else None
    about = is_about(note.text, order_id, brief.complaint.text)
    return about and ((order_id is not None and order_id in note.text) or not speaks_of_customer(note.text))


def _noted(brief: Brief, note: Fact, locale: str) -> Noted:
    known = " ".join(
        [brief.complaint.text, *(f"{fact.title} {fact.text} {fact.data}" for fact in brief.facts if fact.id != note.id)]
    )
    told = retold(note.text, Reading(brief.today, locale), known, _names(brief))
    sentences = tuple(_asked(_priced(one, known)) for one in told.sentences[:_MOST_NOTES])
    personal = speaks_of_customer(note.text)
    general = () if personal else tuple(one for one in sentences if _EVENT.search(one) and not _PRIVATE.search(one))
    return Noted(sentences, note.id, told.admits, told.before, general)


_BARE_SUM = re.compile(r"(?<![£€$\d.,:])\d[\d,]*\.\d\d(?![\d:%]|\.\d)")


def _priced(sentence: str, known: str) -> str:
    """Return a sentence in which a bare sum has the sign that it has elsewhere: "the second 23.40"."""
    return _BARE_SUM.sub(lambda match: f"£{match[0]}" if f"£{match[0]}" in known else match[0], sentence)


_EITHER = re.compile(
    r"^We can (?:offer you )?(.+?),? or (?:we can )?([a-z]+ .+?)(?:[,:]? (?:your choice|as you "
    r"choose|as you prefer|whichever you prefer|you choose))\.$"
)


def _asked(sentence: str) -> str:
    """Return "we can do this or that, your choice" as the question that it is."""
    return _EITHER.sub(r"Would you like us to \1, or to \2?", sentence)


def _names(brief: Brief) -> tuple[str, ...]:
    """Return what the customer is called in notes: the surname, the first name where it is long enough."""
    name = brief.complaint.author.name or ""
    words = [word for word in name.split() if len(word) > 2 and word.isalpha()]
    full = [name] if len(words) > 1 else []
    return tuple(dict.fromkeys([*full, *words[-1:], *([given_name(name) or ""] if given_name(name) else [])]))


def named(sentences: Sequence[str], known: Sequence[Role]) -> tuple[str, list[Role]]:
    """Return sentences as one text, with the people behind the roles they speak of."""
    used: list[Role] = []
    told = []
    for one in sentences:
        said, found = with_names(one, [role for role in known if role not in used])
        told.append(said)
        used.extend(found)
    return " ".join(told), used
