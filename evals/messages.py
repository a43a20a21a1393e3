"""How unseen messages are assessed: kind, topic, severity, action, and whether what is critical reaches a person.

    python -m evals.messages tune

The splits stand in `evals/cases/assessment`: messages to invented businesses, each split written and labelled by one
hand that never saw how the service works. A list of values holds every one that a careful colleague would accept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from api.drafting.pipeline import inbound_of
from api.models import Complaint
from evals.proportions import Share, f1, share
from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Action, Assessment, Kind

CASES: Final = Path(__file__).parent / "cases" / "assessment"
NOON: Final = datetime(2026, 11, 10, 12, tzinfo=UTC)
_ASKED: Final = frozenset({"complaint", "question", "praise"})
_FIELDS: Final = frozenset({"text", "channel", "author", "thread", "language"})


@dataclass(slots=True)
class Counts:
    """Hits and cases by what is asked; `ignored` names genuine complaints that would have got no answer."""

    hits: dict[str, list[int]] = field(default_factory=dict)
    found: int = 0
    false: int = 0
    missed: int = 0
    ignored: list[str] = field(default_factory=list)

    def add(self, name: str, hit: object) -> None:
        """Count an answer."""
        pair = self.hits.setdefault(name, [0, 0])
        pair[0] += bool(hit)
        pair[1] += 1

    def shares(self) -> dict[str, Share]:
        """Return the share of hits of everything asked; `complaint or not` is F1."""
        told = {name: share(*pair) for name, pair in self.hits.items()}
        return told | {"complaint or not (F1)": f1(self.found, self.false, self.missed)}


def measure(split: str) -> Counts:
    """Return how the messages of a split are assessed.

    Raises:
        OSError: there is no such split.
    """
    counts = Counts()
    for line in (CASES / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        complaint = Complaint.model_validate({name: value for name, value in case.items() if name in _FIELDS})
        _count(counts, case, assess(inbound_of(complaint, NOON), now=NOON))
    return counts


def _count(counts: Counts, case: dict[str, Any], found: Assessment) -> None:
    wanted = case["expect"]
    counts.add("kind", found.kind == wanted["kind"])
    counts.add("severity", found.severity in wanted["severity"])
    counts.add("action", found.action in wanted["action"])
    if wanted["kind"] in _ASKED:
        counts.add("topic", found.topic in wanted["topic"])
    if wanted["kind"] == Kind.COMPLAINT and wanted["wants_resolution"] is not None:
        counts.add("wants it solved", found.wants_resolution == wanted["wants_resolution"])
    escalated = found.action is Action.ESCALATE_TO_HUMAN
    if wanted["action"] == [Action.ESCALATE_TO_HUMAN]:
        counts.add("critical ones escalated", escalated)
    elif wanted["kind"] in _ASKED and Action.ESCALATE_TO_HUMAN not in wanted["action"]:
        counts.add("others escalated", escalated)
    _tell_complaints(counts, case, found)


def _tell_complaints(counts: Counts, case: dict[str, Any], found: Assessment) -> None:
    is_one, taken = case["expect"]["kind"] == Kind.COMPLAINT, found.kind is Kind.COMPLAINT
    counts.found += is_one and taken
    counts.false += taken and not is_one
    counts.missed += is_one and not taken
    if is_one and found.action is Action.DO_NOT_ENGAGE:
        counts.ignored.append(case["id"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of a split; return 0."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("split", choices=["tune", "sealed"])
    counts = measure(options.parse_args(arguments).split)
    for name, one in counts.shares().items():
        sys.stdout.write(f"{name:26} {one.value:.3f}  [{one.low:.3f}, {one.high:.3f}]  of {one.cases}\n")
    sys.stdout.write(f"genuine complaints ignored {len(counts.ignored)} {' '.join(counts.ignored)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
