"""How messages to other businesses are assessed: labelled by a hand that never saw the rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from api.drafting.gathering import author_of
from api.drafting.pipeline import inbound_of
from api.models import Complaint
from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Action, Assessment
from knowledge.facts import OrderData
from knowledge.ingest.run import put
from knowledge.memory import MemoryRepository
from knowledge.orders import fact_from_order, find_orders

SUITE = Path(__file__).parent / "cases" / "assessment" / "businesses.yaml"
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
ASPECTS = ("kind", "topic", "severity", "action", "legitimacy")


@dataclass(frozen=True, slots=True)
class Assessed:
    """The share of messages judged as labelled, by aspect.

    `critical_escalated` is the share of critical ones that reach a person; `ignored` names the genuine complaints that
    would have been left without an answer.
    """

    shares: dict[str, float]
    cases: dict[str, int]
    critical_escalated: float
    critical: int
    ignored: list[str]


def measure(path: Path = SUITE) -> Assessed:
    """Return how the suite's messages are assessed."""
    right: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    critical, ignored = [], []
    for business in yaml.safe_load(path.read_text(encoding="utf-8"))["businesses"]:
        repository = MemoryRepository()
        put([fact_from_order(OrderData.model_validate(order)) for order in business["orders"]], repository)
        for message in business["messages"]:
            found, wanted = _assess(repository, message["complaint"]), message["expect"]
            for aspect in ASPECTS:
                if aspect in wanted:
                    cases[aspect] += 1
                    right[aspect] += getattr(found, aspect) in _listed(wanted[aspect])
            if _listed(wanted["severity"]) == ["critical"]:
                critical.append(found.action is Action.ESCALATE_TO_HUMAN)
            if wanted["kind"] == "complaint" and found.action is Action.DO_NOT_ENGAGE:
                ignored.append(message["id"])
    shares = {aspect: right[aspect] / cases[aspect] for aspect in ASPECTS}
    return Assessed(shares, dict(cases), sum(critical) / len(critical), len(critical), ignored)


def _assess(repository: MemoryRepository, said: dict[str, Any]) -> Assessment:
    thread = [
        {**line, "role": "brand" if line["role"] == "agent" else line["role"]} for line in said.get("thread") or []
    ]
    complaint = Complaint.model_validate({**said, "thread": thread})
    found = find_orders(repository, person=author_of(complaint), order_ids=complaint.order_ids, text=complaint.text)
    match = "matched" if found.orders else "withheld" if found.withheld else "missing" if found.missing else "none"
    return assess(inbound_of(complaint, NOON), orders=found.orders, order_match=match, now=NOON)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
