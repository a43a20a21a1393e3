"""Limits: how much of a refund, a credit or a gift an agent may promise, and who has to be asked for more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from guardrails.claims.clauses import Clause
from guardrails.claims.money import currency as currency_of
from guardrails.claims.ruling import PROMISE, Ruling, supported, unsupported
from guardrails.claims.values import Kind, Mention, Money
from guardrails.claims.views import Passage
from guardrails.claims.words import lowered
from knowledge.brand import Offer, OfferKind
from knowledge.facts import Fact, FactKind

_KINDS: Final[dict[str, tuple[OfferKind, ...]]] = {
    "refund": (OfferKind.REFUND,),
    "replace": (OfferKind.REPLACEMENT,),
    "cancel": (OfferKind.OTHER,),
    "fix": (OfferKind.OTHER,),
}
_TOKENS: Final = (
    (OfferKind.GIFT, lowered(r"\b(?:gifts?|gift ?cards?|hamper|flowers|treat|complimentary|little something)\b")),
    (OfferKind.DISCOUNT, lowered(r"\b(?:discounts?|off|half[- ]price|price reduction)\b")),
    (OfferKind.CREDIT, lowered(r"\b(?:credit\w*|vouchers?|coupon|gift ?cards?|goodwill|points|compensat\w*)\b")),
)
_IN_FULL: Final = lowered(r"\b(?:full(?:y)?|in full|whole|entire|all (?:of )?(?:it|your money))\b")
_CEILING: Final = re.compile(
    r"\b(?:up to|at most|limits?|maximum|no more than|team leads?|approv\w+|any agent)\b", re.IGNORECASE
)


def kinds(outcome: str, clause: Clause) -> tuple[OfferKind, ...]:
    """Return what sort of offer a promise of `outcome` may be, the likeliest first."""
    if outcome != "voucher":
        return _KINDS.get(outcome, ())
    return tuple(kind for kind, words in _TOKENS if words.search(clause.low)) or (OfferKind.CREDIT,)


def over(
    outcome: str, clause: Clause, mine: Sequence[Mention], offers: Sequence[Offer], facts: Iterable[Fact]
) -> tuple[Offer, Money] | None:
    """Return the limit that a promise goes beyond, with the sum promised; None when it keeps to the limits."""
    sums = list(_sums(outcome, clause, mine, facts))
    for offer in _limits(outcome, clause, offers):
        past = [money for money in sums if _fits(money, offer) and _exceeds(money, offer)]
        if past:
            return offer, max(past, key=lambda money: money.amount)
    return None


def granted(
    outcome: str, clause: Clause, mine: Sequence[Mention], offers: Sequence[Offer], facts: Sequence[Fact]
) -> tuple[Offer, Fact] | None:
    """Return the offer that lets an agent promise this, with the policy's fact that it names; None when none does."""
    sums = list(_sums(outcome, clause, mine, facts))
    for offer in _limits(outcome, clause, offers):
        policy = next((fact for fact in facts if names(offer, fact.id) and fact.kind is FactKind.POLICY), None)
        kept = [_fits(money, offer) and not _exceeds(money, offer) for money in sums]
        if policy and all(kept) and (kept or offer.up_to is None):
            return offer, policy
    return None


def names(offer: Offer, fact_id: str) -> bool:
    """Return whether the offer rests on this fact, or on the document that it is a passage of."""
    return offer.policy is not None and offer.policy in {fact_id, fact_id.rpartition("#")[0]}


def sets(passage: Passage, offer: Offer, money: Money) -> bool:
    """Return whether a policy of its own sets this very sum, and not how much somebody may give."""
    told = set(re.findall(r"\d[\d,]*(?:\.\d+)?", passage.text))
    same = any(Decimal(value.replace(",", "").rstrip(".")) == money.amount for value in told)
    return same and not names(offer, passage.fact) and not _CEILING.search(passage.text)


def beyond(offer: Offer, money: Money, start: int, end: int) -> Ruling:
    """Return the ruling on a promise of more than `offer` lets an agent give."""
    limit = f"{offer.up_to:,.2f} {offer.currency}"
    asked = f"{money.amount:,.2f} {money.currency if money.currency and money.currency != '$' else offer.currency}"
    ruling = unsupported(
        Kind.PROMISE,
        start,
        end,
        PROMISE,
        f"Promises {asked}, but a {offer.kind} may be {limit} at most unless {offer.approver} grants more.",
        f"Ask {offer.approver} first and say that you will, or offer {limit} at most.",
    )
    return replace(ruling, firm=True)


def within(offer: Offer, policy: Fact, start: int, end: int) -> Ruling:
    """Return the ruling on a promise that `offer` lets an agent make."""
    upto = f" up to {offer.up_to:,.2f} {offer.currency}" if offer.up_to is not None else ""
    told = f"The brand's settings allow a {offer.kind}{upto}, as fact {policy.id} has it."
    return supported(Kind.PROMISE, start, end, [policy.id], told)


def _limits(outcome: str, clause: Clause, offers: Sequence[Offer]) -> list[Offer]:
    wanted = kinds(outcome, clause)
    return sorted((one for one in offers if one.kind in wanted), key=lambda one: wanted.index(one.kind))


def _sums(outcome: str, clause: Clause, mine: Sequence[Mention], facts: Iterable[Fact]) -> Iterator[Money]:
    """Yield the sums that a clause promises: those it tells; of a full refund, what the one order on record came to."""
    told = [mention.value for mention in mine if isinstance(mention.value, Money)]
    yield from told
    if told or outcome != "refund" or not _IN_FULL.search(clause.low):
        return
    orders = [order for fact in facts if (order := fact.order())]
    if len(orders) == 1 and orders[0].total is not None:
        yield Money(orders[0].total, currency_of(orders[0].currency))


def _exceeds(money: Money, offer: Offer) -> bool:
    return offer.up_to is not None and money.amount > offer.up_to


def _fits(money: Money, offer: Offer) -> bool:
    """Return whether a limit is in the currency of a sum; one that tells no currency is taken to be."""
    return Money(Decimal(0), money.currency).same(Money(Decimal(0), offer.currency))
