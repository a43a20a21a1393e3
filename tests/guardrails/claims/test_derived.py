from __future__ import annotations

from datetime import date

import pytest

from guardrails.claims.ledger import examine
from guardrails.document import read
from guardrails.finding import ClaimStatus
from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind

TODAY = date(2026, 5, 14)
VISIT = Fact(
    id="visit",
    kind=FactKind.NOTE,
    text=(
        "Appointment on Tue 12 May 2026, 08:00-13:00; closed at 13:20 as missed. "
        "Fees: £30.49 for the visit, £10.00 for parking."
    ),
)


def values(text: str, *facts: Fact) -> dict[str, ClaimStatus]:
    """Return how each claim of a reply stands, by its words."""
    reply = Reply(text=text, audience="private", today=TODAY, facts=facts or (VISIT,), language="en")  # type: ignore[arg-type]
    return {claim.text.strip(): claim.status for claim in examine(read(text), reply).claims}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was closed twenty minutes later.", "twenty minutes"),
        ("That was two days ago, on Tuesday.", "two days ago"),
        ("The slot was five hours long.", "five hours"),
        ("Both came to £40.49.", "£40.49"),
        ("The visit alone was a little over £30.", "£30"),
        ("The slot ended at 1pm.", "1pm"),
    ],
)
def test_what_follows_is_supported(text: str, value: str):
    assert values(text)[value] is ClaimStatus.SUPPORTED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was closed forty minutes later.", "forty minutes"),
        ("The slot was seven hours long.", "seven hours"),
        ("Both came to £41.49.", "£41.49"),
        ("The visit alone was a little over £50.", "£50"),
        ("The slot ended at 2pm.", "2pm"),
        ("It took 4711 tries.", "4711"),
    ],
)
def test_what_does_not_is_not(text: str, value: str):
    assert values(text)[value] is not ClaimStatus.SUPPORTED


def test_what_took_so_long_promises_nothing_to_come():
    found = values("You will have an answer within twenty minutes.")
    assert ClaimStatus.SUPPORTED not in found.values()
