"""What is asked for beyond what an agent may give: who has to be asked, before anything can be offered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from knowledge.brand import Brand, Offer, OfferKind
from knowledge.facts import Fact

_ASKS = {
    OfferKind.REFUND: re.compile(r"\b(?:refund\w*|money back|reimburs\w*|pay(?:ing)? me back)\b", re.IGNORECASE),
    OfferKind.CREDIT: re.compile(r"\b(?:compensat\w+|voucher|credit|goodwill)\b", re.IGNORECASE),
    OfferKind.DISCOUNT: re.compile(r"\b(?:discount|price reduction|money off)\b", re.IGNORECASE),
}
_SIGNS = {"£": "GBP", "$": "USD", "€": "EUR"}
_SUM = re.compile(r"([£$€])\s?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)")
_READ = 3000


@dataclass(frozen=True, slots=True)
class Beyond:
    """A sum that is asked for, and the offer whose limit it is above."""

    offer: Offer
    amount: Decimal

    @property
    def told(self) -> str:
        """Return the reason for the reviewer."""
        limit = f"{self.offer.up_to} {self.offer.currency}"
        return (
            f"Asks for about {self.amount} {self.offer.currency}; an agent may give a {self.offer.kind} of {limit} at "
            f"most: ask {self.offer.approver} before anything is offered"
        )


def beyond(text: str, orders: Sequence[Fact], brand: Brand) -> Beyond | None:
    """Return what a complaint asks for above a limit of the brand's: by the sum it names, else by its only order."""
    said = text[:_READ]
    for offer in brand.limits:
        asks = _ASKS.get(offer.kind)
        if offer.up_to is None or asks is None or not asks.search(said):
            continue
        named = list(_sums(said, offer))
        most = max(named, default=None) if named or offer.kind is not OfferKind.REFUND else _total(orders, offer)
        if most is not None and most > Decimal(str(offer.up_to)):
            return Beyond(offer, most)
    return None


def _sums(text: str, offer: Offer) -> Iterator[Decimal]:
    for found in _SUM.finditer(text):
        if _SIGNS[found[1]] == offer.currency:
            yield Decimal(found[2].replace(",", ""))


def _total(orders: Sequence[Fact], offer: Offer) -> Decimal | None:
    order = orders[0].order() if len(orders) == 1 else None
    if order is None or order.total is None or order.currency not in {None, offer.currency}:
        return None
    try:
        return Decimal(str(order.total))
    except InvalidOperation:
        return None
