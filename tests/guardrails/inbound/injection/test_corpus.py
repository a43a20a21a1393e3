"""The weights fit the corpus they were trained on, and the corpus says what it claims."""

from __future__ import annotations

from collections import Counter

import pytest

from guardrails.inbound.injection import Place, scan
from guardrails.inbound.injection.train import corpus

OWN = [sample for sample in corpus() if not sample.borrowed]
PLACES = {"policy": Place.DOCUMENT, "note": Place.DOCUMENT, "item": Place.NAME, "name": Place.NAME}


def flagged(samples):
    return sum(bool(scan(one.text, PLACES.get(one.place, Place.MESSAGE))) for one in samples) / len(samples)


def test_it_is_large_and_nothing_stands_twice():
    assert sum(bool(one.steers) for one in OWN) >= 450
    assert sum(not one.steers for one in OWN) >= 450
    assert max(Counter(one.text for one in OWN).values()) == 1


def test_what_steers_lies_inside_its_message():
    assert all(0 <= start < end <= len(one.text) for one in OWN for start, end in one.steers)


@pytest.mark.parametrize("place", ["complaint", "policy", "note", "item", "name"])
def test_the_weights_belong_to_it(place):
    of_place = [one for one in OWN if one.place == place]
    assert flagged([one for one in of_place if one.steers]) > 0.85
    assert flagged([one for one in of_place if not one.steers]) < 0.01


def test_ordinary_complaints_and_sample_policies_are_left_alone():
    assert not [one.text[:80] for one in corpus() if one.borrowed and one.place == "message" and scan(one.text)]
    assert not [
        one.text[:80] for one in corpus() if one.borrowed and one.place == "policy" and scan(one.text, Place.DOCUMENT)
    ]
