"""Standings: where an order and its refund stand, as one fact has it."""

from __future__ import annotations

from dataclasses import dataclass

from guardrails.claims.events import ORDER_RANK, REFUND_RANK, state_of
from guardrails.claims.identifiers import canonical_id
from guardrails.claims.words import stems
from knowledge.facts import OrderData


@dataclass(slots=True)
class Standing:
    """Where an order and its refund stand, as far as the record says."""

    fact: str
    order: str
    state: str | None = None
    rank: int = 0
    flags: frozenset[str] = frozenset()
    refund: str | None = None
    refund_rank: int = 0
    shown: str = ""
    refund_shown: str = ""
    items: tuple[tuple[frozenset[str], str, int], ...] = ()


def standing_of(fact_id: str, order: OrderData) -> Standing:
    """Return where an order and its refund stand by its typed values."""
    state = state_of(order.status)
    rank = ORDER_RANK.get(state or "", 0)
    for day, name in ((order.shipped_on, "shipped"), (order.delivered_on, "delivered")):
        if day is not None and ORDER_RANK[name] > rank and state not in {"cancelled", "lost", "returned"}:
            state, rank = name, ORDER_RANK[name]
    if state in {"lost", "returned", "delayed", "damaged"} and rank == 0:
        rank = (
            ORDER_RANK["delivered"]
            if order.delivered_on or state == "returned"
            else ORDER_RANK["shipped"]
            if order.shipped_on or state == "lost"
            else 1
        )
    flags = frozenset({state} - set(ORDER_RANK)) if state else frozenset()
    refund = order.refund
    refund_state = (
        state_of(refund.status, refund=True) if refund else ("refund_issued" if state == "refund_issued" else None)
    )
    items = tuple((stems(item.name), item.name, item.quantity) for item in order.items)
    return Standing(
        fact_id,
        canonical_id(order.order_id),
        state,
        rank,
        flags,
        refund_state,
        REFUND_RANK.get(refund_state or "", 0),
        order.status or (state or ""),
        (refund.status or "") if refund else "",
        items,
    )
