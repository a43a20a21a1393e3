from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from guardrails.engine import Guard
from guardrails.finding import Audience, Finding
from guardrails.inbound.language import identifier
from guardrails.reply import Reply


@pytest.fixture(scope="session")
def found() -> Callable[..., list[Finding]]:
    """Returns what the whole guard finds of one rule in a reply."""
    guard = Guard()
    identifier()  # takes most of a second once, which no example of a property should be charged with

    def find(rule: str, text: str, audience: Audience = Audience.PRIVATE, **situation) -> list[Finding]:
        reply = Reply(text=text, audience=audience, today=date(2026, 5, 4), **situation)
        return [finding for finding in guard.check(reply).findings if finding.rule in {rule, "guard-failure"}]

    return find
