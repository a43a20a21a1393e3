"""The ledger's rulings and the encoder's reading made one: which sentences say what the facts do not bear out.

The ledger binds values and knows why; the encoder reads what stands between them. What the ledger could not bind is no
finding where the encoder sees that it follows, and what nothing flagged is one where the encoder sees that it does not.
Addresses and numbers that nobody knows are found letter by letter and stand whatever is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from guardrails.claims.ruling import CONTACT, CONTRADICTS, FAULT, PROMISE, RULES, UNVERIFIED
from guardrails.claims.support.courtesy import is_courtesy
from guardrails.claims.support.marks import Value
from guardrails.claims.support.model import Read, read
from guardrails.claims.support.places import Places
from guardrails.claims.support.weighing import Seen, Weighing, signs, weighing
from guardrails.claims.support.windows import Cutting
from guardrails.claims.values import Kind
from guardrails.classifier.labels import FLUENT, KINDS
from guardrails.document import Document
from guardrails.finding import Claim, ClaimStatus, Detector
from guardrails.inbound.language import detect_language
from guardrails.reply import Reply
from guardrails.rule import Violation
from knowledge.facts import FactKind

STATES: Final = 0.05
"""How likely a sentence must state, promise or admit something for it to be read beside the facts."""
STATES_PLAINLY: Final = 0.15
"""The same where no fact is given: on the tune split this kept 97% of the ledger's true findings."""
GUILTY: Final = 0.5
"""A token belongs to the guilty words when it is at least this share as likely as the likeliest one."""
WHOLE: Final = 0.15
"""Where no token reaches this probability, the whole sentence is named."""
MOST_QUOTED: Final = 160
"""How many characters of a fact are quoted to the reviewer."""
MESSAGES: Final = {
    UNVERIFIED: ("No fact says this.", "Leave it out, or cite the fact that supports it."),
    CONTRADICTS: ("This does not agree with the facts.", "Say what the fact says, or leave it out."),
    FAULT: ("This admits a fault that no fact establishes.", "Be sorry for what happened; leave the cause open."),
    PROMISE: ("This promises what no policy or fact allows.", "Say what you will look into, or cite the policy."),
    CONTACT: ("No fact gives this contact.", "Use a contact from the facts."),
}


class Opinion(Protocol):
    """A stretch of the reply with the tone encoder's opinion of it."""

    @property
    def start(self) -> int:
        """Return where it begins, in code points of the original."""
        ...

    @property
    def end(self) -> int:
        """Return where it ends."""
        ...

    def chance(self, output: str) -> float:
        """Return how likely it makes this kind of statement, 0 to 1."""
        ...


class Ruled(Protocol):
    """What the ledger says of a reply."""

    @property
    def claims(self) -> Sequence[Claim]:
        """Return the checkable spans and how they stand."""
        ...

    @property
    def violations(self) -> Sequence[Violation]:
        """Return what the ledger could not bind."""
        ...

    @property
    def values(self) -> Sequence[Value]:
        """Return the typed values, in the normalised text."""
        ...


@dataclass(frozen=True, slots=True)
class Weighed:
    """One sentence that was read: where it stands in the original, the sum of its signs, what the encoder said."""

    start: int
    end: int
    sum: float
    read: Read
    ledger: tuple[Violation, ...]


def weighed(
    ledger: Ruled, opinions: Sequence[Opinion], document: Document, reply: Reply
) -> tuple[list[Violation], list[Claim]]:
    """Return the violations of the claims family and the claims, the ledger's and the encoder's weighed together.

    In a language that the encoder was not taught, and where nothing is stated, the ledger's stand as they are.
    """
    if detect_language(document.text, reply.language) not in FLUENT:
        return list(ledger.violations), list(ledger.claims)
    cutting = Cutting(document, reply, ledger.values)
    asked = stating(ledger, opinions, document)
    rule = weighing()
    sentences = [_weigh(one, ledger, opinions, document, rule) for one in read(list(cutting.windows(asked)))]
    found = [violation for one in sentences for violation in _found(one, rule, cutting) if not _signs(violation, reply)]
    found = _merged([*_standing(ledger, cutting), *_bare(ledger, opinions, cutting)], found)
    return found, _claims(ledger.claims, found, sentences, cutting)


def _signs(violation: Violation, reply: Reply) -> bool:
    """Return whether it names only who signs, at the end of the reply and in the brand's own words."""
    text = reply.text.rstrip()
    signed = max((len(name) for name in reply.signed if text.endswith(name)), default=0)
    return violation.rule == CONTACT and violation.start >= len(text) - signed


GRANTS: Final = {FAULT: frozenset({FactKind.NOTE}), PROMISE: frozenset({FactKind.NOTE, FactKind.POLICY})}
"""The kinds of facts that can establish a fault, or allow a promise: without any, there is nothing to weigh."""
PLAIN: Final = frozenset({Kind.CARRIER, Kind.IDENTIFIER, Kind.ITEM, Kind.STATUS})
"""Values of an order that the ledger compares field by field."""
NUMBERS: Final = frozenset({Kind.AMOUNT, Kind.DATE, Kind.QUANTITY})
"""The same of numbers; one that stands in another fact may well be told of another matter."""


def _standing(ledger: Ruled, cutting: Cutting) -> Iterator[Violation]:
    """Yield the ledger's violations that stand whatever is read; some of them as doubts.

    A contact is right letter by letter, and what contradicts a field of an order does so plainly. Who admits or
    promises, with no fact that could bear it out, does so on air. A value that stands in no fact is at least a doubt
    where it contradicts or promises.
    """
    kinds = {(claim.start, claim.end): claim.kind for claim in ledger.claims}
    orders = {fact.id for fact in cutting.reply.facts if fact.kind is FactKind.ORDER}
    given = {fact.kind for fact in cutting.reply.facts}
    for one in ledger.violations:
        kind = kinds.get((one.start, one.end), "")
        if (
            one.firm
            or (one.rule == CONTACT and kind != Kind.PERSON)
            or (one.rule in GRANTS and not given & GRANTS[one.rule])
        ):
            yield one
        elif one.rule == CONTRADICTS and not orders.isdisjoint(one.evidence) and _is_plain(one, kind, cutting):
            yield replace(one, unsure=kind == Kind.STATUS)
        elif one.rule in {UNVERIFIED, PROMISE} and any(value.role in MONEY_BACK for value in _strange(one, cutting)):
            yield one
        elif one.rule in {CONTRADICTS, PROMISE} and _strange(one, cutting):
            yield replace(one, unsure=True)


def _bare(ledger: Ruled, opinions: Sequence[Opinion], cutting: Cutting) -> Iterator[Violation]:
    """Yield the ledger's violations where no fact is given that could support anything, and something is stated."""
    if any(fact.kind is not FactKind.CONTACT for fact in cutting.reply.facts):
        return
    for one in ledger.violations:
        here = [each for each in opinions if each.start < one.end and one.start < each.end]
        if one.rule == UNVERIFIED and (
            not here or any(each.chance(kind) >= STATES_PLAINLY for each in here for kind in KINDS)
        ):
            yield one


def _merged(stand: Sequence[Violation], found: Sequence[Violation]) -> list[Violation]:
    """Return both, but of two that name one rule in the same words only the surer, else the ledger's."""
    standing = Places((one.start, one.end) for one in stand)
    surer = [one for one in found if not any(each.unsure <= one.unsure for each in _alike(one, stand, standing))]
    sure = Places((one.start, one.end) for one in surer)
    return [*(each for each in stand if not _alike(each, surer, sure)), *surer]


def _alike(one: Violation, others: Sequence[Violation], places: Places) -> list[Violation]:
    """Return those of the others that name the same rule in the same words."""
    return [others[number] for number in places.meeting(one.start, one.end) if others[number].rule == one.rule]


def _is_plain(one: Violation, kind: str, cutting: Cutting) -> bool:
    return kind in PLAIN or (kind in NUMBERS and bool(_strange(one, cutting)))


MONEY_BACK: Final = frozenset({"refund", "credit"})
"""What an amount that stands nowhere must not be told to be: who reads it counts on the money."""


def _strange(one: Violation, cutting: Cutting) -> list[Value]:
    """Return the values in the words that stand in no fact, and in the complaint neither."""
    met = [cutting.values[number] for number in cutting.places.meeting(one.start, one.end)]
    return [value for value in met if value.status != ClaimStatus.SUPPORTED and not value.elsewhere]


def stating(ledger: Ruled, opinions: Sequence[Opinion], document: Document) -> set[int]:
    """Return the numbers of the sentences that may state something."""
    bound = [(claim.start, claim.end) for claim in ledger.claims]
    bound += [(violation.start, violation.end) for violation in ledger.violations]
    bound += [document.span(value.start, value.end) for value in ledger.values]
    bound += [(one.start, one.end) for one in opinions if max(map(one.chance, KINDS)) >= STATES]
    return {
        number
        for number, sentence in enumerate(document.sentences)
        for start, end in (document.span(sentence.start, sentence.end),)
        if not opinions or any(first < end and start < last for first, last in bound)
    }


def seen(place: tuple[int, int], ledger: Ruled, opinions: Sequence[Opinion]) -> Seen:
    """Return what the ledger and the tone encoder see at a place of the reply, in code points of the original."""
    start, end = place
    named = frozenset(each.rule for each in ledger.violations if each.start < end and start < each.end)
    claimed = any(each.start < end and start < each.end for each in ledger.claims)
    here = [each for each in opinions if each.start < end and start < each.end]
    kinds = tuple(max(each.chance(kind) for each in here) for kind in KINDS) if here else None
    return Seen(named, claimed, kinds)


def _weigh(one: Read, ledger: Ruled, opinions: Sequence[Opinion], document: Document, rule: Weighing) -> Weighed:
    start, end = one.said.place(document)
    here = tuple(each for each in ledger.violations if each.start < end and start < each.end)
    told = signs(one.sentence, set(one.said.marks), seen((start, end), ledger, opinions))
    return Weighed(start, end, rule.of(told), one, here)


def _found(one: Weighed, rule: Weighing, cutting: Cutting) -> Iterator[Violation]:
    """Yield the finding of a sentence whose signs weigh enough: of the likeliest rule whose words are no courtesy.

    With a guilty sentence, the contradictions that the ledger sees in it are told as well.
    """
    if one.sum < rule.look:
        return
    named = {each.rule for each in one.ledger}
    chances = {
        name: float(logit) + rule.named * (name in named) for name, logit in zip(RULES, one.read.sentence, strict=True)
    }
    first, *others = sorted(chances, key=lambda name: -chances[name])
    for name in (first, *(other for other in others if chances[other] > 0)):
        found = _worded(one, name, cutting)
        if not is_courtesy(name, cutting.reply.text[found.start : found.end]):
            yield replace(found, unsure=one.sum < rule.block)
            yield from (each for each in one.ledger if each.rule == CONTRADICTS != name and one.sum >= rule.block)
            return


def _worded(one: Weighed, name: str, cutting: Cutting) -> Violation:
    """Return the finding with its words: the ledger's own where it names the same breach of the same words."""
    start, end = _guilty(one, RULES.index(name), cutting.document)
    told = next((each for each in one.ledger if each.rule == name and each.start < end and start < each.end), None)
    if told:
        return told
    message, advice = MESSAGES[name]
    near = cutting.nearest(one.read.said.known) if name == CONTRADICTS else None
    if near:
        message = f'Fact {near[0].id} says otherwise: "{near[1][:MOST_QUOTED]}".'
    return Violation(name, start, end, message, advice, [near[0].id] if near else [], Detector.CLASSIFIER)


def _guilty(one: Weighed, number: int, document: Document) -> tuple[int, int]:
    """Return the stretch of the guilty words, in code points of the original."""
    chances = 1 / (1 + np.exp(-one.read.tokens[:, number]))
    top = int(chances.argmax())
    if float(chances[top]) < WHOLE:
        return one.start, one.end
    first = last = top
    enough = chances >= GUILTY * chances[top]
    while first > 0 and enough[max(0, first - 2) : first].any():
        first -= 1
    while last + 1 < len(enough) and enough[last + 1 : last + 3].any():
        last += 1
    spans = one.read.said.spans[first : last + 1]
    return document.span(min(start for start, _ in spans), max(end for _, end in spans))


_GOOD: Final = ClaimStatus.SUPPORTED


def _claims(
    claims: Sequence[Claim], found: Sequence[Violation], sentences: Sequence[Weighed], cutting: Cutting
) -> list[Claim]:
    """Return the claims as they stand after the weighing, and one for each finding that no claim speaks of."""
    faults, read_in = Places((one.start, one.end) for one in found), Places((one.start, one.end) for one in sentences)
    told: list[Claim] = []
    for claim in claims:
        here = next((sentences[number] for number in read_in.meeting(claim.start, claim.end)), None)
        settled = claim if faults.meet(claim.start, claim.end) else _settled(claim, here, cutting)
        told += [settled] if settled is not None else []
    amiss = Places((claim.start, claim.end) for claim in told if claim.status is not _GOOD)
    untold = _apart([one for one in found if not amiss.meet(one.start, one.end)])
    return sorted([*told, *(_claim(one, cutting.reply) for one in untold)], key=lambda claim: (claim.start, claim.end))


def _apart(found: Sequence[Violation]) -> list[Violation]:
    """Return the findings, of those that meet the first."""
    kept: list[Violation] = []
    for one in found:
        if not any(one.start < each.end and each.start < one.end for each in kept):
            kept.append(one)
    return kept


def _settled(claim: Claim, here: Weighed | None, cutting: Cutting) -> Claim | None:
    """Return the claim; one that the ledger could not bind, and that is read as following, with the nearest fact.

    Where no fact comes near, it is the customer's own, or no claim at all.
    """
    if claim.status is _GOOD:
        return claim
    near = cutting.nearest(here.read.said.known) if here else None
    if near is None:
        return None
    fact, words = near
    told = f'Not matched by value; read as following from fact {fact.id}: "{words[:MOST_QUOTED]}".'
    return claim.model_copy(update={"status": _GOOD, "facts": [fact.id], "explanation": told})


def _claim(one: Violation, reply: Reply) -> Claim:
    status = ClaimStatus.CONTRADICTED if one.rule == CONTRADICTS else ClaimStatus.UNSUPPORTED
    return Claim(
        text=reply.text[one.start : one.end],
        start=one.start,
        end=one.end,
        kind={PROMISE: "promise", FAULT: "fault"}.get(one.rule, "statement"),
        status=status,
        facts=list(one.evidence),
        explanation=one.message,
    )
