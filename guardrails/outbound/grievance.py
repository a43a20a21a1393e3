"""Whether there is a grievance to answer: praise and plain questions need neither an apology nor a private route."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from guardrails.inbound.assessment import Inbound, Kind
from guardrails.reply import Reply

_ENOUGH_READ: Final = 2_000
_ANY_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The kind of a message does not depend on the day."""


def answers_grievance(reply: Reply) -> bool:
    """Return whether the reply answers a complaint, or what cannot be told to be none."""
    told = (reply.complaint or "").strip()
    return bool(told) and _is_grievance(told[:_ENOUGH_READ])


@lru_cache(maxsize=1024)
def _is_grievance(told: str) -> bool:
    from guardrails.inbound.assess import assess  # noqa: PLC0415 - half a second that a reply without complaint saves

    return assess(Inbound(text=told), now=_ANY_DAY).kind not in {Kind.PRAISE, Kind.QUESTION}
