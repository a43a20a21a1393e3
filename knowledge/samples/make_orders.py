"""Write the sample orders: `python -m knowledge.samples.make_orders` makes the same `orders.jsonl` every time.

Products, people and the orders written by hand stand in `seed/`; the rest follows from them, the seed and the delivery
and refund times of the policies. In a refund, `on` is the day on which it reached its `status`. A total is the sum of
its items and, where one was charged, of `delivery_charge`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

from knowledge.samples import ORDERS, SNAPSHOT, sample_dir
from knowledge.samples.people import Person, people

Order = dict[str, Any]
T = TypeVar("T")

SEED = 20_261_130
COUNT = 330
"""How many orders are made besides those written by hand."""
FIRST_DAY = date(2026, 6, 1)
FIRST_NUMBER = 52_160
NUMBERS_A_DAY = 39
HOLIDAYS = frozenset({date(2026, 8, 31)})
TRACKING = {"Fellway Parcels": "FW77", "Merrowdown Express": "MX55", "Stoutway Home Delivery": "SH2"}

FATES = (
    ["delivered"] * 46
    + ["late"] * 10
    + ["refunded"] * 8
    + ["refund pending"] * 7
    + ["partially refunded"] * 9
    + ["returned"] * 6
    + ["exchanged"] * 5
    + ["lost in transit"] * 6
    + ["cancelled"] * 5
    + ["delayed"] * 5
)
RECENT_FATES = [*FATES, *["delayed"] * 16, *["back-ordered"] * 8, *["refund pending"] * 8]
"""What becomes of an order of the last five weeks."""
FRESH_FATES = [*RECENT_FATES, *["on hold"] * 40, *["ready to collect"] * 40]
"""What becomes of an order of the last days."""
RETURN_CHARGE = {"Stoutway Home Delivery": Decimal("35.00")}
PARCEL_RETURN_CHARGE = Decimal("3.50")


class Dice:
    """Chance from `Random.random` alone, the one method whose sequence Python promises to keep between versions."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - sample data, no secret

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of `choices`."""
        return choices[int(self._random.random() * len(choices))]

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self._random.random() < probability


@dataclass(frozen=True, slots=True)
class Service:
    """How an order travels: who carries it, what it costs, when it was promised."""

    kind: str
    carrier: str
    charge: Decimal
    promised: date


def working_days(start: date, count: int) -> date:
    """Return the day `count` working days after `start`."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in HOLIDAYS:
            count -= 1
    return day


def basket(dice: Dice, kind: str, placed: date, products: dict[str, dict[str, str]]) -> list[Order]:
    """Return one to three different items of a kind that were on sale on the day."""
    gone = products["withdrawn"]
    names = [name for name in products[kind] if gone.get(name, "9999") >= placed.isoformat()]
    size = dice.pick((1, 1, 1, 2, 2, 3) if kind == "parcel" else (1, 1, 1, 2))
    chosen = sorted({names.index(dice.pick(names)) for _ in range(size)})
    quantities = (1, 1, 1, 1, 2, 3) if kind == "parcel" else (1,)
    return [{"name": names[n], "quantity": dice.pick(quantities), "price": products[kind][names[n]]} for n in chosen]


def goods(items: Sequence[Order]) -> Decimal:
    """Return what the items cost together, in pounds."""
    return sum((Decimal(item["price"]) * item["quantity"] for item in items), Decimal(0))


def service(dice: Dice, kind: str, placed: date, person: Person, value: Decimal) -> Service:
    """Return how the order travels, by the price table of the delivery policies."""
    if kind != "parcel":
        charge = Decimal("79.00") if person.slow else Decimal(0) if value >= 750 else Decimal("39.00")
        promised = placed + timedelta(days=14 if kind == "large" else 70)
        promised += timedelta(days=promised.weekday() == 6)
        return Service(kind, "Stoutway Home Delivery", charge, promised)
    if person.slow:
        return Service(kind, "Fellway Parcels", Decimal("9.95"), working_days(placed, 8))
    if dice.chance(0.22):
        return Service(
            kind, "Merrowdown Express", Decimal("6.95"), working_days(placed, 1 if placed.weekday() < 5 else 2)
        )
    charge = Decimal(0) if value >= 50 else Decimal("3.95")
    return Service(kind, "Fellway Parcels", charge, working_days(placed, 5))


def journey(dice: Dice, placed: date, how: Service, late: int) -> tuple[date, date]:
    """Return the days of dispatch and of delivery; `late` working days are lost before dispatch or on the road."""
    if how.kind == "parcel":
        slack = sum(1 for _ in _working_days_between(placed, how.promised))
        shipped = working_days(placed, min(1, slack - 1))
        delivered = working_days(shipped, max(1, dice.between(slack - 3, slack - 1)))
    else:
        delivered = how.promised - timedelta(days=dice.between(1, 5))
        delivered -= timedelta(days=delivered.weekday() == 6)
        shipped = delivered - timedelta(days=dice.between(2, 4))
        shipped = max(placed, shipped - timedelta(days=shipped.weekday() == 6))
    if not late:
        return shipped, min(delivered, how.promised)
    if dice.chance(0.5):
        shipped = working_days(shipped, late)
    return shipped, working_days(max(how.promised, shipped), late)


def _working_days_between(start: date, end: date) -> Iterator[date]:
    day = working_days(start, 1)
    while day <= end:
        yield day
        day = working_days(day, 1)


def refund(dice: Dice, order: Order, *, share: str, status: str, on: date) -> Order:
    """Return a refund of the whole order, of its goods less the return charge, or of a part of one item."""
    value = goods(order["items"])
    first = Decimal(order["items"][0]["price"])
    amount = {
        "all": Decimal(order["total"]),
        "goods": value - RETURN_CHARGE.get(order.get("carrier", ""), PARCEL_RETURN_CHARGE),
        "part": (first * dice.pick((Decimal("0.10"), Decimal("0.15"), Decimal("0.30")))),
    }[share]
    return {"status": status, "amount": f"{amount:.2f}", "on": on.isoformat()}


def before_dispatch(order: Order, placed: date, how: Service) -> None:
    """Give the status of an order that has not left."""
    age = (SNAPSHOT - placed).days
    order["status"] = "delayed" if how.promised < SNAPSHOT else "placed" if age <= 1 else "processing"


def on_the_road(dice: Dice, order: Order, fate: str, how: Service, delivered: date) -> None:
    """Give the status of an order that has left and has not come."""
    settled = working_days(how.promised, 8)
    if fate == "lost in transit" and settled + timedelta(days=25) <= SNAPSHOT:
        order |= {"status": "refunded", "refund": refund(dice, order, share="all", status="issued", on=settled)}
    elif fate == "lost in transit" and working_days(how.promised, 5) <= SNAPSHOT:
        order["status"] = fate
    elif how.promised < SNAPSHOT:
        order["status"] = "delayed"
    else:
        order["status"] = "out for delivery" if delivered <= working_days(SNAPSHOT, 1) else "shipped"


def after_delivery(dice: Dice, order: Order, fate: str, delivered: date) -> None:
    """Give the status of an order that came, and its refund where there is one."""
    back = working_days(delivered, dice.between(5, 15))
    recent = delivered + timedelta(days=45) >= SNAPSHOT and delivered + timedelta(days=7) <= SNAPSHOT
    order["status"] = "delivered"
    if fate in {"returned", "refund pending"} and recent:
        order["status"] = fate
        if fate == "refund pending":
            approved = SNAPSHOT - timedelta(days=dice.between(2, 4))
            order["refund"] = refund(dice, order, share="goods", status="approved", on=approved)
    elif fate in {"refunded", "returned", "refund pending"} and back <= SNAPSHOT:
        share = dice.pick(("all", "goods"))
        order |= {"status": "refunded", "refund": refund(dice, order, share=share, status="issued", on=back)}
    elif fate == "partially refunded" and back <= SNAPSHOT:
        order |= {"status": fate, "refund": refund(dice, order, share="part", status="issued", on=back)}
    elif fate == "exchanged" and back <= SNAPSHOT:
        order["status"] = fate


def unsent(dice: Dice, order: Order, fate: str, placed: date, how: Service) -> bool:
    """Give the status of an order that will not be sent, or not soon; return whether it is one."""
    if fate == "cancelled":
        day = working_days(placed, dice.between(1, 3))
        order["status"] = fate
        if how.kind != "parcel" and day <= SNAPSHOT:
            order["refund"] = refund(dice, order, share="all", status="issued", on=day)
    elif fate == "back-ordered":
        order |= {"status": fate, "promised_by": (placed + timedelta(days=dice.between(28, 42))).isoformat()}
    elif fate == "on hold" and (SNAPSHOT - placed).days <= 2:
        order["status"] = fate
    elif fate == "ready to collect" and how.kind == "parcel" and working_days(placed, 1) <= SNAPSHOT:
        order |= {"status": fate, "promised_by": working_days(placed, 1).isoformat()}
        charge = Decimal(order.pop("delivery_charge", "0"))
        order["total"] = f"{Decimal(order['total']) - charge:.2f}"
    else:
        return False
    return True


def live(dice: Dice, order: Order, fate: str, placed: date, how: Service) -> None:
    """Fill in what has become of the order by the day of the snapshot."""
    if unsent(dice, order, fate, placed, how):
        return
    late = dice.between(2, 9) if fate in {"late", "delayed", "lost in transit"} else 0
    shipped, delivered = journey(dice, placed, how, late)
    if shipped > SNAPSHOT or (fate == "delayed" and how.promised >= SNAPSHOT - timedelta(days=14)):
        before_dispatch(order, placed, how)
        return
    number = f"{dice.between(0, 99_999_999):08d}"
    order |= {
        "shipped_on": shipped.isoformat(),
        "carrier": how.carrier,
        "tracking_number": TRACKING[how.carrier] + number,
    }
    if delivered > SNAPSHOT or fate == "lost in transit":
        on_the_road(dice, order, fate, how, delivered)
        return
    order["delivered_on"] = delivered.isoformat()
    after_delivery(dice, order, fate, delivered)


def make_order(dice: Dice, number: int, placed: date, person: Person, products: dict[str, dict[str, str]]) -> Order:
    """Return one order with its history."""
    kind = dice.pick(("parcel", "parcel", "parcel", "parcel", "parcel", "large", "large", "made"))
    items = basket(dice, kind, placed, products)
    how = service(dice, kind, placed, person, goods(items))
    order: Order = {
        "order_id": str(number),
        "status": "placed",
        "placed_on": placed.isoformat(),
        "promised_by": how.promised.isoformat(),
        "items": items,
        "total": f"{goods(items) + how.charge:.2f}",
        "currency": "GBP",
        "customer": person.customer(),
    }
    if how.charge:
        order["delivery_charge"] = str(how.charge)
    age = (SNAPSHOT - placed).days
    live(dice, order, dice.pick(FRESH_FATES if age <= 6 else RECENT_FATES if age <= 35 else FATES), placed, how)
    return order


FIELDS = (
    *("order_id", "status", "placed_on", "promised_by", "shipped_on", "delivered_on", "carrier", "tracking_number"),
    *("items", "delivery_charge", "total", "currency", "refund", "customer"),
)


def orders() -> list[Order]:
    """Return all sample orders by number, those written by hand among them."""
    seeds = sample_dir() / "seed"
    products = yaml.safe_load((seeds / "products.yaml").read_text(encoding="utf-8"))
    by_hand = yaml.safe_load((seeds / "orders.yaml").read_text(encoding="utf-8"))
    made = {int(order["order_id"]): {"currency": "GBP"} | order for order in by_hand}
    dice, everybody = Dice(SEED), people()
    span = (SNAPSHOT - FIRST_DAY).days
    while len(made) < COUNT + len(by_hand):
        day = span - dice.between(0, 24) if dice.chance(0.35) else dice.between(0, span)
        number = FIRST_NUMBER + NUMBERS_A_DAY * day + dice.between(0, NUMBERS_A_DAY - 1)
        if number not in made:
            placed = FIRST_DAY + timedelta(days=day)
            made[number] = make_order(dice, number, placed, dice.pick(everybody), products)
    return [{name: made[n][name] for name in FIELDS if name in made[n]} for n in sorted(made)]


def render() -> str:
    """Return the content of `orders.jsonl`."""
    return "".join(json.dumps(order, ensure_ascii=False) + "\n" for order in orders())


def main(folder: Path | None = None) -> None:
    """Write `orders.jsonl` into `folder`, the sample business itself unless given."""
    (folder or sample_dir()).joinpath(ORDERS).write_text(render(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
