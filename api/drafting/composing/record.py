"""What the record says that matters to the problem: one order, its situation, its values in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import ValidationError

from guardrails.inbound.problem import Problem, ProblemKind
from knowledge.facts import Fact, OrderData
from prompts.values import format_date, format_money, format_status, status_key

_BEFORE = frozenset(
    [
        "placed",
        "confirmed",
        "pending",
        "processing",
        "in_progress",
        "preparing",
        "packed",
        "awaiting_stock",
        "backordered",
        "on_hold",
    ]
)
_MOVING = frozenset(["shipped", "dispatched", "in_transit", "out_for_delivery", "delayed"])
_LOST = frozenset(["lost", "lost_in_transit"])
_HERE = frozenset(["delivered", "collected"])
_REFUNDED = frozenset(["issued", "paid", "completed", "processed", "refunded", "sent"])
_SETTLED = frozenset(
    ["requested", "approved", "pending", "processing", "in_progress", "received", "rejected", "failed"]
)

_DELIVERY = frozenset({ProblemKind.NOT_ARRIVED, ProblemKind.LATE})
GOODS = frozenset(
    {
        ProblemKind.DAMAGED,
        ProblemKind.FAULTY,
        ProblemKind.WRONG_ITEM,
        ProblemKind.MISSING_PART,
        ProblemKind.QUALITY,
    }
)
_CHARGES = frozenset({ProblemKind.OVERCHARGED, ProblemKind.DOUBLE_CHARGED})
_ENDINGS = frozenset({ProblemKind.CANCELLED, ProblemKind.CANNOT_CANCEL, ProblemKind.BOOKING_LOST})
_WORD = re.compile(r"[a-z]{3,}")
_ANY_GOODS = frozenset(
    re.findall(
        r"\w+",
        "order parcel package delivery item items thing things product purchase shipment goods stuff booking ticket "
        "tickets refund money box letter account your the",
    )
)
"""Words for whatever was bought: they point to no item."""


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One order, typed, and the fact it comes from."""

    fact: Fact
    order: OrderData


def orders_on(facts: Sequence[Fact]) -> list[OnRecord]:
    """Return the orders that carry typed values; one whose values are odd is left to its text."""
    found = []
    for fact in facts:
        try:
            order = fact.order()
        except ValidationError:
            continue
        if order is not None:
            found.append(OnRecord(fact, order))
    return found


def concerned(orders: Sequence[OnRecord], text: str, ids: Sequence[str], thing: str | None) -> OnRecord | None:
    """Return the order that a complaint is about; None where that is not clear."""
    named = [one for one in orders if one.order.order_id in ids or _mentions(text, one.order.order_id)]
    if len(named) == 1:
        return named[0]
    pool = named or list(orders)
    wanted = set(_WORD.findall((thing or "").lower())) - _ANY_GOODS
    fitting = [one for one in pool if any(wanted & set(_WORD.findall(item.name.lower())) for item in one.order.items)]
    if len(fitting) == 1:
        return fitting[0]
    # Something was named that is not in the order: it may be another purchase.
    elsewhere = bool(wanted) and any(one.order.items for one in pool)
    return pool[0] if len(pool) == 1 and not elsewhere else None


def _mentions(text: str, order_id: str) -> bool:
    return len(order_id) > 2 and order_id in text


def cannot_have_come(order: OrderData) -> bool:
    """Return whether the record rules out that anything came: what is merely on its way may have come unrecorded."""
    return order.delivered_on is None and status_key(order.status or "") in _BEFORE | _LOST


def situation(problem: Problem, order: OrderData, today: date) -> str | None:
    """Return which line of the record helps with `problem`: a key of record.yaml, or None where none does."""
    kind = problem.kind
    if kind is ProblemKind.REFUND_MISSING or (order.refund and kind in _CHARGES | _ENDINGS):
        return _refund(order)
    if kind in _CHARGES:
        return "charged" if order.total is not None else None
    if kind in _DELIVERY:
        return _delivery(kind, order, today)
    if kind in GOODS:
        return "delivered" if status_key(order.status or "") in _HERE and order.delivered_on else "known"
    if kind in _ENDINGS:
        return "ended" if status_key(order.status or "") in {"cancelled", "canceled", "returned"} else "known"
    return None


def _refund(order: OrderData) -> str | None:
    state = status_key(order.refund.status or "") if order.refund else ""
    if state in _REFUNDED:
        return "refund_done"
    return "refund_open" if state in _SETTLED else "known"


def _delivery(kind: ProblemKind, order: OrderData, today: date) -> str | None:
    state = status_key(order.status or "")
    late = order.promised_by is not None and order.promised_by < today
    if state in _HERE or (not state and order.delivered_on):
        if order.delivered_on and order.promised_by and order.delivered_on > order.promised_by:
            return "delivered_late" if kind is ProblemKind.LATE else "delivered_unseen"
        return "delivered_unseen" if kind is ProblemKind.NOT_ARRIVED else "delivered"
    if state in _MOVING or (not state and order.shipped_on):
        return "overdue" if late else "moving"
    if state in _BEFORE:
        return "overdue_unsent" if late else "waiting"
    if order.refund and order.refund.status:
        return _refund(order)
    return "ended" if state else "known"


MISSED = frozenset({"overdue", "overdue_unsent", "delivered_late"})
"""Situations in which the record itself shows that a promised day was missed."""
KNOWN_PLACE = frozenset({"waiting", "overdue_unsent", "ended", "delivered_late", "delivered"})
"""Situations in which nobody has to look for the parcel."""


def values(order: OrderData, called: str, locale: str, today: date, currency: str | None) -> dict[str, str]:
    """Return the order's values in words, by the phrasebook's names; what is not on record is not there."""
    found: dict[str, str | None] = {
        "order": f"your {called} {order.order_id}",
        "status": format_status(order.status, locale) if order.status else None,
        "carrier": order.carrier,
        "tracking": order.tracking_number,
        "total": _money(order.total, order, locale, currency),
    }
    days = {
        "placed": order.placed_on,
        "shipped": order.shipped_on,
        "promised": order.promised_by,
        "delivered": order.delivered_on,
    }
    if order.refund:
        found["refund_amount"] = _money(order.refund.amount, order, locale, currency)
        found["refund_status"] = format_status(order.refund.status, locale) if order.refund.status else None
        days["refund_on"] = order.refund.on
    found |= {name: format_date(day, locale, today) for name, day in days.items() if day}
    return {name: value for name, value in found.items() if value}


def _money(amount: Decimal | None, order: OrderData, locale: str, currency: str | None) -> str | None:
    if amount is None or not (order.currency or currency):
        return None
    return format_money(amount, order.currency or currency, locale)
