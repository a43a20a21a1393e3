"""The line that is proposed for an incident, in the brand's voice. It states what was told, and no cause."""

from __future__ import annotations

from api.cases.incidents import Key
from api.drafting.composing.choice import Choice
from knowledge.brand import Brand
from prompts.phrasebook import phrasebook

LANGUAGE = "en"
"""The language that lines are proposed in; whoever approves one may write another."""


def proposed_line(key: Key, brand: Brand) -> str:
    """Return a holding line for the complaints of a group: heard, looked into, told when more is known."""
    return _said("incident.line", key, brand, matter=matter(key, brand)) or ""


def matter(key: Key, brand: Brand) -> str:
    """Return what the complaints of a group are about, in a few words."""
    named = _said("incident.about", key, brand, thing=key.about) if key.about else None
    caused = _said(f"incident.cause_{key.cause}", key, brand) if key.cause else None
    return named or caused or _said(f"incident.topic_{key.topic}", key, brand) or key.topic


def _said(slot: str, key: Key, brand: Brand, **values: str) -> str | None:
    options = phrasebook(LANGUAGE).options(slot, brand.voice, values.__contains__)
    phrase = Choice(f"{key.topic} {key.cause} {key.about}").pick(slot, options)
    return phrase.render(values) if phrase else None
