"""Standing: how the facts behind a draft stand now, and which of its words nobody has looked at since they changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from api.drafting.composing.parts import OWN_INCIDENT
from api.drafting.gathering import author_of, is_about_another, is_anothers
from api.drafting.vetting import vet
from api.models import ChangedFact, Draft, DraftStatus, Message, MessageClaim
from guardrails.document import read
from guardrails.edits import sentences_around
from knowledge.facts import Fact, FactKind
from knowledge.repository import FactRepository
from knowledge.standing import Change, Key, key_of, on_record, same, successor

_OnRecord = Mapping[Key, Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Stand:
    """The facts of a draft as they stand: those that a reply may assert now, and those that are no longer as they were.

    `changed` names every fact of the draft, also those that nothing in it rests on; see `unseen`.
    """

    facts: list[Fact] = field(default_factory=list)
    changed: list[ChangedFact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Facts that changed behind words that nobody touched since, and the sentences known to rest on them."""

    facts: list[ChangedFact]
    sentences: list[str]


class Standing:
    """Compares the facts of drafts with what is on record. Facts that came with a request can run out, not change."""

    def __init__(
        self,
        repository: FactRepository,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        lines: Callable[[Sequence[str]], Mapping[str, Fact]] = lambda _: {},
    ) -> None:
        """Keep the parts; `lines` finds the approved lines of open incidents by the ids of their facts."""
        self._repository = repository
        self._lines = lines
        self._clock = clock

    def of(self, draft: Draft, today: date) -> Stand:
        """Return how all facts of a draft stand on `today`."""
        return _stand(draft, draft.facts, self._on_record(_looked_up(draft, draft.facts)), today)

    def told(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return the drafts, those that await review with the facts behind them that changed.

        What was decided is left alone: it was true on the day. The record is read once for all of them.
        """
        resting = {draft.id: draft.behind() for draft in drafts if draft.status is DraftStatus.PENDING_REVIEW}
        asked = [fact for draft in drafts for fact in _looked_up(draft, resting.get(draft.id, []))]
        record = self._on_record(asked)
        return [self._with_changes(draft, resting.get(draft.id, []), record) for draft in drafts]

    def _on_record(self, asked: Sequence[Fact]) -> _OnRecord:
        lines = [fact.id for fact in asked if fact.id.startswith(OWN_INCIDENT)]
        found = on_record(self._repository, [fact for fact in asked if fact.id not in lines])
        told = self._lines(lines) if lines else {}
        return {**found, **{key_of(fact): [fact] for fact in told.values()}}

    def _with_changes(self, draft: Draft, facts: Sequence[Fact], record: _OnRecord) -> Draft:
        changed = _stand(draft, facts, record, draft.as_of or self._clock().date()).changed
        return draft.model_copy(update={"changed_facts": changed}) if changed else draft


def unseen(draft: Draft, final: Sequence[Message], changed: Iterable[ChangedFact]) -> Unseen:
    """Return which of the `changed` facts are behind words that would go out as they were drafted, and these sentences.

    The whole sentence counts, not the claim in it: what is said on a fact's strength is seldom all bound to it. What
    the writer used and no claim shows counts as long as nothing at all was put into other words.
    """
    ids = {one.id for one in changed}
    left = [(said, claim) for claim in draft.claims if ids & set(claim.facts) and (said := _left(draft, claim, final))]
    behind_left = {fact_id for _, claim in left for fact_id in claim.facts}
    if all(_words(message.text) in map(_words, (one.text for one in draft.messages)) for message in final):
        behind_left |= set(draft.cited) - {fact_id for claim in draft.claims for fact_id in claim.facts}
    return Unseen([one for one in changed if one.id in behind_left], list(dict.fromkeys(said for said, _ in left)))


def _left(draft: Draft, claim: MessageClaim, final: Sequence[Message]) -> str | None:
    """Return the sentence in which a draft makes a claim, if it is to go out word for word; another stop is no edit."""
    drafted = next((message.text for message in draft.messages if message.audience == claim.audience), claim.text)
    sentence = drafted[slice(*sentences_around(read(drafted), claim.start, claim.end))]
    words = _words(sentence).rstrip(".!?…")
    return sentence if any(words in _words(message.text) for message in final) else None


def _words(text: str) -> str:
    return " ".join(text.split())


def _looked_up(draft: Draft, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if not _given(draft, fact)]


def _given(draft: Draft, fact: Fact) -> bool:
    """Return whether a fact came with the request; the line on an incident is ours, whatever came with it."""
    return fact.kind in draft.given and not fact.id.startswith(OWN_INCIDENT)


def _stand(draft: Draft, facts: Iterable[Fact], record: _OnRecord, today: date) -> Stand:
    stand = Stand()
    kept: set[Key] = set()
    for fact in facts:
        now, change = _now(draft, fact, [fact] if _given(draft, fact) else record.get(key_of(fact), []), today)
        if change:
            stand.changed.append(ChangedFact(id=fact.id, kind=fact.kind, change=change, now=now))
        if now and key_of(now) not in kept:
            kept.add(key_of(now))
            stand.facts.append(now)
    return stand


def _now(draft: Draft, fact: Fact, found: Sequence[Fact], today: date) -> tuple[Fact | None, Change | None]:
    """Return what stands in the place of a fact, if the draft may tell it, and what became of the fact."""
    if not found:
        return None, Change.REMOVED
    now = successor(fact, found)
    # Nobody looks whether an order is in force: what was ordered stays so.
    if fact.kind is not FactKind.ORDER and not now.valid_on(today):
        return None, Change.EXPIRED if now.valid_until and now.valid_until < today else Change.CHANGED
    if same(fact, now):
        return now, None
    usable = _usable(draft, now)
    return usable, None if usable and same(fact, usable) else Change.CHANGED


def _usable(draft: Draft, fact: Fact) -> Fact | None:
    """Return a fact as a draft may tell it: without what steers, and nothing that is another customer's."""
    try:
        if fact.kind is FactKind.ORDER and is_anothers(fact, author_of(draft.complaint)):
            return None
    except ValueError:  # an order that came in as free JSON and that no validator would take
        return None
    orders = [one for one in draft.facts if one.kind is FactKind.ORDER]
    if fact.kind is FactKind.NOTE and is_about_another(fact, orders):
        return None
    return next(iter(vet([fact]).facts), None)
