"""How far a reviewer's words are from the drafted ones: kept with each approval, so that drafting can be measured."""

from __future__ import annotations

from collections.abc import Sequence

from api.models import Message, MessageEdit
from guardrails.edits import distance


def edits_between(drafted: Sequence[Message], approved: Sequence[Message]) -> list[MessageEdit]:
    """Return how far each message is from what was drafted; one that was left out is as far as it is long."""
    before = {message.audience: message.text for message in drafted}
    after = {message.audience: message.text for message in approved}
    return [
        MessageEdit(
            audience=audience,
            distance=distance(before.get(audience, ""), after.get(audience, "")),
            length=max(len(before.get(audience, "")), len(after.get(audience, ""))),
        )
        for audience in sorted(before.keys() | after.keys())
    ]
