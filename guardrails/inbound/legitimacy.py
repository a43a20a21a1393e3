"""Whether the person and the record agree (P1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from guardrails.inbound.assessment import Kind, Legitimacy
from guardrails.inbound.problem import Problem
from guardrails.inbound.problem_kinds import ProblemKind
from knowledge.facts import Fact, OrderData

OrderMatch = Literal["none", "matched", "withheld", "missing"]
"""`none`: nothing to compare with; `matched`: theirs; `withheld`: found, not shown to be theirs; `missing`: no such."""

_PAID_BACK: Final = frozenset({"completed", "complete", "paid", "issued", "received", "settled", "done", "refunded"})
_NO_GRIEVANCE: Final = frozenset({Kind.QUESTION, Kind.PRAISE, Kind.OTHER})


@dataclass(frozen=True, slots=True)
class Standing:
    """The legitimacy and why; `disputed` when the record says otherwise than the customer."""

    legitimacy: Legitimacy
    reason: str
    disputed: bool = False


def standing(  # noqa: PLR0911 - one line a standing, read from top to bottom
    kind: Kind, problem: Problem | None, orders: Sequence[Fact], match: str
) -> Standing:
    """Return how the message stands against the record."""
    if kind in {Kind.SPAM, Kind.TROLL, Kind.ABUSE}:
        return Standing(Legitimacy.NOT_GENUINE, f"It is {kind.value}, not a customer's concern")
    if kind in _NO_GRIEVANCE:
        return Standing(Legitimacy.GENUINE, "Nothing is claimed that the record could deny")
    if match == "withheld":
        return Standing(
            Legitimacy.NEEDS_CHECK, "An order was named, but nothing shows that it is theirs", disputed=True
        )
    if match == "missing":
        return Standing(Legitimacy.NEEDS_CHECK, "The order they name is not on record", disputed=True)
    if match != "matched":
        return Standing(Legitimacy.NEEDS_CHECK, "No order or account is matched to them yet")
    against = next((said for fact in orders if (said := _against(problem, fact))), None)
    if against:
        return Standing(Legitimacy.NEEDS_CHECK, against, disputed=True)
    return Standing(Legitimacy.GENUINE, "Their order is on record and agrees")


def _against(problem: Problem | None, fact: Fact) -> str | None:
    order = _order(fact)
    if order is None or problem is None:
        return None
    if problem.kind is ProblemKind.NOT_ARRIVED and order.delivered_on is not None:
        return f"They say it never arrived; the record says delivered on {order.delivered_on.isoformat()}"
    refund = order.refund
    if problem.kind is ProblemKind.REFUND_MISSING and refund and (refund.status or "").lower() in _PAID_BACK:
        return "They say the refund is missing; the record says it was paid"
    return None


def _order(fact: Fact) -> OrderData | None:
    try:
        return fact.order()
    except ValueError:
        return None
