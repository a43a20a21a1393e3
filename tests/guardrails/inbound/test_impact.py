from __future__ import annotations

import pytest

from guardrails.inbound.impact import IMPACTS, impact
from prompts.phrasebook import phrasebook


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No heating since Sunday. I have a 7 week old.", "newborn"),
        ("No hot water since Thursday, we have baby 5 weeks old", "newborn"),
        ("No heating since Sunday.", "heat"),
        ("I'm 86 and the lift is broken.", "elderly"),
        ("The lift is out and my wheelchair is in the hall", "wheelchair"),
        ("my insulin lives in that fridge", "medicine"),
        ("I deliver food on that bike, its my living", "living"),
        ("I took a day off for this", "day_off"),
        ("two kids in tears in the back", "children"),
        ("It was for my son's birthday", "present"),
        ("I've called you three times", "chased"),
    ],
)
def test_what_it_did_to_them_is_found_in_their_words(text, name):
    assert impact(text) == name


@pytest.mark.parametrize("text", ["", "My lamp is broken.", "My 6 month old sofa sags", "Great kids' menu? No."])
def test_what_was_not_told_is_not_guessed(text):
    assert impact(text) is None


def test_every_impact_has_its_words():
    assert all(f"empathy.impact_{name}" in phrasebook("en") for name in IMPACTS)
