from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vocabulary import policy_words, spellings


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("it never showed up", "late"),
        ("My parcel HASN’T ARRIVED", "lost"),
        ("no one has ever replied", "answer"),
        ("it doesn't work any more", "faulty"),
        ("you charged me twice", "double"),
        ("i want my money back", "refund"),
        ("can I move my delivery", "slot"),
        ("I was locked out", "password"),
        ("they lost our suitcases", "baggage"),
        ("the lads left the box in the hall", "unattended"),
        ("my driver chucked it over the bloody fence", "conduct"),
        ("you took the money twice", "duplicate"),
        ("it won't let me in", "password"),
        ("my nan can't get the lid off", "easy-open"),
    ],
)
def test_everyday_words_lead_to_policy_words(said: str, meant: str) -> None:
    assert meant in policy_words(said)


@pytest.mark.parametrize("said", ["", "Thank you, all is well.", "it arrived on time", "it works"])
def test_nothing_is_read_into_other_words(said: str) -> None:
    assert policy_words(said) == {}


def test_words_far_apart_are_no_phrase() -> None:
    assert "faulty" not in policy_words("It does not matter whether I stay or whether I have to work")


@given(st.text(max_size=500))
def test_any_text_is_taken(text: str) -> None:
    assert all(0 < weight <= 1 for weight in policy_words(text).values())


def test_every_phrase_is_found_in_itself() -> None:
    path = Path(__file__).parents[2] / "knowledge" / "vocabulary.yaml"
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        for phrase in (spelling for said in entry["said"] for spelling in spellings(said)):
            words = set(policy_words(phrase.replace("NOT", "never").replace("..", "xyz")))
            assert set(entry["means"].split()) <= words, phrase
