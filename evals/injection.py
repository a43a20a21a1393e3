"""How many messages that steer the writing system are noticed, and how many that only look so are left alone.

`python -m evals.injection` prints it for the sealed messages, by a hand that saw neither rules nor training data.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from evals.proportions import Share, share_of
from guardrails.inbound.injection.scan import scan

SEALED = Path(__file__).parent / "cases" / "injection" / "sealed.jsonl"


@dataclass(frozen=True, slots=True)
class Noticed:
    """Of those that steer, the share noticed; of those that do not, the share taken for one."""

    caught: Share
    false_alarms: Share


def measure(path: Path = SEALED) -> Noticed:
    """Return the shares over a file of JSON lines with `text` and `injection`."""
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [(one["injection"], bool(scan(one["text"]))) for one in told]
    return Noticed(
        share_of(hit for steers, hit in found if steers), share_of(hit for steers, hit in found if not steers)
    )


def main() -> int:
    """Print the shares with their 95% intervals; return 0."""
    noticed = measure()
    for name, share in (("caught", noticed.caught), ("false alarms", noticed.false_alarms)):
        sys.stdout.write(f"{name}: {share.value:.3f} [{share.low:.3f}, {share.high:.3f}] of {share.cases}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
