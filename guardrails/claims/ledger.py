"""The claim ledger: every checkable span of a reply, bound to the fact that supports it, or found out.

`examine` is the one way in. It reads the facts once, extracts what the reply asserts, clause by clause, and rules on
each claim: supported, contradicted or unsupported. What is not supported is a violation of the claims family.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from guardrails.claims import conditions, faults, lapsed, promises, statements, status, typed
from guardrails.claims.clauses import Clause, Mood, Reading, read_clauses
from guardrails.claims.contacts import canonical_email, canonical_link, canonical_phone, scattered
from guardrails.claims.dates import Calendar
from guardrails.claims.events import Event, events, may_tell
from guardrails.claims.extract import Reader, assign_roles, mentions
from guardrails.claims.grounds import Ground
from guardrails.claims.items import strangers
from guardrails.claims.lexicon import CONCEPTS, STOP
from guardrails.claims.people import people
from guardrails.claims.records import Record, record
from guardrails.claims.ruling import CONTACT, CONTRADICTS, Ruling, supported, unsupported
from guardrails.claims.scene import Scene, quoted
from guardrails.claims.sums import Amount
from guardrails.claims.support.marks import Value
from guardrails.claims.support.shown import note
from guardrails.claims.values import CONTACTS, Kind, Mention, Money, Token
from guardrails.claims.values import Value as TypedValue
from guardrails.claims.views import VERIFIED
from guardrails.claims.words import lower
from guardrails.document import Document
from guardrails.finding import Claim, ClaimStatus, Detector
from guardrails.reply import Reply
from guardrails.rule import Violation


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims of a reply in order, and those that break a rule. All offsets count code points of the original.

    `values` are the typed values and states as they stand in the normalised text, whether they were bound. `disputes`
    are the claims on which the facts disagree among themselves; they stand among the claims as contradicted, and among
    the violations as doubts.
    """

    claims: list[Claim] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)

    def undisputed(self) -> Ledger:
        """Return the ledger as it is by the facts that bear the reply out, whatever others say."""
        told = {id(each.claim): each.borne_out for each in self.disputes}
        doubts = {id(each.violation) for each in self.disputes}
        claims = [told.get(id(claim), claim) for claim in self.claims]
        return Ledger(claims, [each for each in self.violations if id(each) not in doubts], self.values)

    def disputed(self, found: Sequence[Violation], claims: Sequence[Claim]) -> tuple[list[Violation], list[Claim]]:
        """Return what was made of the `undisputed` ledger, with the disputes told as doubts."""
        doubts = [each for each in self.disputes if not any(_told(each.violation, one) for one in found)]
        swapped = {id(each.borne_out): each.claim for each in self.disputes}
        return [*found, *(each.violation for each in doubts)], [swapped.get(id(claim), claim) for claim in claims]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim that one fact bears out and another denies: as it is told, as borne out, and the doubt about it."""

    claim: Claim
    borne_out: Claim
    violation: Violation


def _told(doubt: Violation, other: Violation) -> bool:
    """Return whether another finding already says of the same words that they contradict the record."""
    return doubt.rule == other.rule and doubt.start < other.end and other.start < doubt.end


class _Last(threading.local):
    """The ledger made last in this thread: the engine and five rules ask for the same one."""

    document: Document | None = None
    reply: Reply | None = None
    ledger: Ledger | None = None


_last = _Last()


def examine(document: Document, reply: Reply) -> Ledger:
    """Return the ledger of a reply, judged against `reply.facts` as they stand on `reply.today`.

    Asking again with the same two objects returns the same ledger.
    """
    if _last.ledger is not None and _last.document is document and _last.reply is reply:
        return _last.ledger
    ledger = _Examination(document, reply).run()
    _last.document, _last.reply, _last.ledger = document, reply, ledger
    return ledger


def _reads_english(readings: Sequence[Reading]) -> bool:
    """Return whether a text of unknown language has the common words of English; one too short to tell counts."""
    words = [word.low for reading in readings[:12] for word in reading.words]
    return len(words) < 8 or sum(word in STOP or word in CONCEPTS for word in words) > 0.25 * len(words)


_WORDED = frozenset({Kind.STATUS, Kind.ITEM})
"""Values that are told in words, and stand beside what is extracted as such."""
_WHEN = frozenset({Kind.DATE, Kind.TIME, Kind.DURATION})


def _outermost(rulings: list[Ruling]) -> list[Ruling]:
    """Return the rulings without those that only repeat another: a value in a clause that is unsupported as a whole.

    When a state is contradicted, the time at which it is said to have come about is no second claim.
    """
    lost = [each for each in rulings if each.status is ClaimStatus.UNSUPPORTED]
    denied = any(each.rule == CONTRADICTS and each.kind is Kind.STATUS for each in rulings)
    repeated = {
        id(inner)
        for inner in lost
        if any(
            outer is not inner
            and outer.rule == inner.rule
            and outer.start <= inner.start
            and inner.end <= outer.end
            and (outer.start, outer.end) != (inner.start, inner.end)
            for outer in lost
        )
    }
    return [each for each in rulings if id(each) not in repeated and not (denied and each.rule and each.kind in _WHEN)]


def _allowed(ruling: Ruling, promise: Ruling) -> Ruling:
    """Return the ruling on a value of a promise that may be made: its sum is what the promise rests on."""
    if ruling.kind is not Kind.AMOUNT or ruling.status is not ClaimStatus.UNSUPPORTED:
        return ruling
    return supported(ruling.kind, ruling.start, ruling.end, promise.facts, promise.explanation)


class _Examination:
    """One reply under examination."""

    def __init__(self, document: Document, reply: Reply) -> None:
        self.document = document
        self.text = document.text
        self.low = lower(document.text)
        self.record: Record = record(
            reply.facts, reply.today, reply.locale, reply.complaint, document.text, reply.currency
        )
        language = (reply.language or "en").partition("-")[0].partition("_")[0].lower()
        self.readings = [Reading.of(self.text, self.low, each.start, each.end) for each in document.sentences]
        self.english = language == "en" and (reply.language is not None or _reads_english(self.readings))
        self.signed = [lower(name) for name in reply.signed]
        self.leave = promises.Leave(reply.offers, reply.facts)
        self.reader = Reader.of(Calendar(reply.today, reply.locale, language), reply.locale, reply.currency)
        self.locale = reply.locale
        self.focus: tuple[str, ...] = ()
        self.rulings: list[Ruling] = []
        self.values: list[Value] = []
        self.sums: list[Amount] = []
        self.about_refund = False
        self.sentence = -1

    def run(self) -> Ledger:
        """Return the ledger."""
        concepts: frozenset[str] = frozenset().union(*(reading.stems for reading in self.readings))
        for number, reading in enumerate(self.readings):
            within = self._mentions(reading)
            self._look_at_orders(within)
            inherited = ""
            position, clauses = 0, read_clauses(reading, number)
            for clause in clauses:
                first = position
                while position < len(within) and (within[position].start < clause.end or clause is clauses[-1]):
                    position += 1
                inherited = self._clause(clause, within[first:position], reading.stems, concepts, inherited)
        self._links()
        return self._ledger()

    def _mentions(self, reading: Reading) -> list[Mention]:
        found = mentions(reading, self.reader, self.record.carriers)
        names = [
            each
            for each in people(self.text, reading.start, reading.end)
            if not any(known.start < each.end and each.start < known.end for known in found)
            and not any(self.low[each.start : each.end] in name for name in self.signed)
        ]
        return sorted([*found, *names], key=lambda mention: mention.start) if names else found

    def _look_at_orders(self, within: Sequence[Mention]) -> None:
        """Turn to the orders that a sentence names; they stay in view until another is named."""
        named = [
            entry.order
            for mention in within
            if mention.kind is Kind.IDENTIFIER
            for entry in self.record.same(Kind.IDENTIFIER, mention.value)
        ]
        chosen = tuple(dict.fromkeys(order for order in named if order))
        if chosen:
            self.focus = chosen

    def _clause(
        self, clause: Clause, mine: list[Mention], about: frozenset[str], concepts: frozenset[str], inherited: str
    ) -> str:
        told = self._events(clause)
        inherited = assign_roles(self.low, clause.start, clause.end, mine, told, inherited) if self.english else ""
        scene = Scene(clause, self.text, self.focus, about, english=self.english)
        rulings = [ruling for mention in mine if (ruling := self._typed(mention, scene)) is not None]
        if not self.english:
            lapsed.explain(rulings, mine, scene, self.record, concepts)
            self.rulings += rulings
            return ""
        rulings += [
            ruling
            for event in told
            if (ruling := status.judge(event, clause, self.low, self.record, self.focus)) is not None
        ]
        if clause.mood not in {Mood.ASKS, Mood.SUPPOSES}:
            rulings += strangers(clause, self.record, self.focus)
        self.values += [
            Value(each.start, each.end, str(each.status), elsewhere=True) for each in rulings if each.kind in _WORDED
        ]
        fault = faults.judge(clause, self.record)
        promise = None
        if fault is None:
            promise = promises.judge(clause, self.record, rulings, concepts, mine, self.leave)
        if promise is not None and not promise.rule:
            rulings = [_allowed(each, promise) for each in rulings]
        if promise is not None and promise.rule:
            rulings = [each for each in rulings if not each.rule or each.kind in CONTACTS or each.rule == CONTRADICTS]
            if any(each.rule == CONTRADICTS for each in rulings) and not promise.firm:
                promise = None
        whole = [each for each in (fault, promise) if each is not None]
        plain = (
            statements.judge(clause, self.record, [*rulings, *whole], mine)
            if fault is None and not (promise and promise.rule)
            else []
        )
        if any(each.rule == CONTRADICTS for each in rulings):
            plain = [each for each in plain if each.status is not ClaimStatus.UNSUPPORTED]
        bound = _outermost([*rulings, *whole, *plain])
        if not any(each.rule for each in bound) and (gap := conditions.dropped(clause, self.record, bound, concepts)):
            bound.append(gap)
        lapsed.explain(bound, mine, scene, self.record, concepts)
        self.rulings += bound
        return inherited

    def _typed(self, mention: Mention, scene: Scene) -> Ruling | None:
        ruling = typed.judge(mention, scene, self.record, self.sums)
        if ruling and ruling.status is ClaimStatus.SUPPORTED and isinstance(mention.value, Money) and ruling.facts:
            self.sums.append(Amount(mention.value, Ground(ruling.facts[0], quoted(mention, scene))))
        if ruling and self.record.index.disputed:
            ruling = typed.disputed(ruling, mention, scene, self.record)
        if ruling and ruling.rule:
            typed.reread(ruling, mention, self.record, self.locale)
        status = ruling.status if ruling else ClaimStatus.SUPPORTED
        told = note(mention, self.text, self.record.today)
        elsewhere = status is not ClaimStatus.SUPPORTED and self._stands(mention)
        if ruling or mention.kind is not Kind.QUANTITY:
            role = mention.role if mention.kind is Kind.AMOUNT else ""
            self.values.append(Value(mention.start, mention.end, str(status), told, elsewhere, role))
        return ruling

    def _stands(self, mention: Mention) -> bool:
        """Return whether the value of a mention stands on record, or in the complaint, of whatever matter."""
        known = any(entry.role != VERIFIED for entry in self.record.same(mention.kind, mention.value))
        return known or bool(self.record.said(mention.value))

    def _events(self, clause: Clause) -> list[Event]:
        if not self.english:
            return []
        before, self.about_refund = self.about_refund and self.sentence == clause.sentence, False
        told = (
            []
            if not (before or may_tell(clause.lows))
            else events(self.low, clause.start, clause.end, about_refund=before)
        )
        self.about_refund = before or any(event.name.startswith("refund") for event in told)
        self.sentence = clause.sentence
        return told

    def _links(self) -> None:
        """Rule on the targets that stand behind words: a link is checked where it leads, not only what it shows."""
        for link in self.document.links:
            kind, value = self._target(link.target)
            if kind is None:
                continue
            start, end = self._normalised(link.start), self._normalised(link.end)
            self._lead(kind, Token(value), (start, end), f"the target of this link, {link.target[:200]}")
        for each in scattered(self.text):
            self._lead(each.kind, each.value, (each.start, each.end), self.text[each.start : each.end])

    def _lead(self, kind: Kind, value: TypedValue, place: tuple[int, int], shown: str) -> None:
        """Rule on an address that stands behind words, or apart: known letter by letter, or not."""
        start, end = place
        known = self.record.same(kind, value)
        if known:
            told = supported(kind, start, end, [known[0].fact], f"Fact {known[0].fact} gives {shown}.")
        else:
            remedy = "Use a link from the contacts."
            told = unsupported(kind, start, end, CONTACT, f"No fact gives {shown}.", remedy)
        self.rulings.append(told)

    def _target(self, target: str) -> tuple[Kind | None, str]:
        low = target.strip().lower()
        if low.startswith("mailto:"):
            return Kind.EMAIL, canonical_email(low)
        if low.startswith("tel:"):
            return Kind.PHONE, canonical_phone(low[4:], self.reader.region)
        return (None, "") if low.startswith("#") or not low else (Kind.LINK, canonical_link(target))

    def _normalised(self, original: int) -> int:
        """Return the first normalised index that came from `original` or later."""
        offsets = self.document.offsets
        low, high = 0, len(offsets) - 1
        while low < high:
            middle = (low + high) // 2
            if offsets[middle] < original:
                low = middle + 1
            else:
                high = middle
        return low

    def _ledger(self) -> Ledger:
        made = Ledger(values=self.values)
        for ruling in sorted(self.rulings, key=lambda each: (each.start, each.end)):
            start, end = self.document.span(ruling.start, ruling.end)
            told = _claim(ruling, start, end, self.document.original[start:end])
            if ruling.dispute:
                told = _note_dispute(made, ruling, told)
            made.claims.append(told)
            if ruling.rule:
                made.violations.append(
                    Violation(
                        ruling.rule,
                        start,
                        end,
                        ruling.explanation,
                        ruling.suggestion,
                        ruling.facts,
                        Detector.LEDGER,
                        firm=ruling.firm,
                    )
                )
        return made


def _claim(ruling: Ruling, start: int, end: int, quote: str) -> Claim:
    return Claim.model_construct(
        text=quote,
        start=start,
        end=end,
        kind=str(ruling.kind),
        status=ruling.status,
        facts=list(ruling.facts),
        explanation=ruling.explanation,
    )


def _note_dispute(ledger: Ledger, ruling: Ruling, borne_out: Claim) -> Claim:
    """Return a disputed claim as it is told, once it is noted with the doubt about it."""
    claim = borne_out.model_copy(
        update={
            "status": ClaimStatus.CONTRADICTED,
            "facts": list(ruling.parties),
            "explanation": ruling.dispute,
        }
    )
    doubt = Violation(
        CONTRADICTS,
        claim.start,
        claim.end,
        ruling.dispute,
        "Find out which fact holds, and correct or end the other.",
        ruling.parties,
        Detector.LEDGER,
        unsure=True,
    )
    ledger.violations.append(doubt)
    ledger.disputes.append(Dispute(claim, borne_out, doubt))
    return claim
