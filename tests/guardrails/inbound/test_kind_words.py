from __future__ import annotations

import pytest

from guardrails.inbound.kind_words import finds_fault, has_kind_words, is_fond


@pytest.mark.parametrize(
    "text",
    [
        "Lovely hotel, pool and all. But the breakfast room closes at eight. We felt a bit had.",
        "Great climbing, grim showers. One hook between thirty of us.",
        "The steps are like an ice rink, no grip strip. Otherwise decent sailing.",
        "he loved it honestly, funniest thing in the photos but maybe spellcheck??",
    ],
)
def test_praise_with_a_moan_inside_finds_fault(text: str):
    assert has_kind_words(text)
    assert finds_fault(text)


@pytest.mark.parametrize(
    "text",
    [
        "I was nervous but the engineer was lovely.",
        "Bit late but worth every penny",
        "Never thought I'd say something nice about a garage but here we are.",
        "Nobody stares, nobody judges. I'm 72 and I deadlift now.",
        "Thank you so much, the lamp is perfect!",
    ],
)
def test_praise_that_only_turns_is_praise(text: str):
    assert not finds_fault(text)


def test_dry_words_have_no_kind_word():
    assert not has_kind_words("We went by at full speed. I thought somebody ought to know.")


@pytest.mark.parametrize(
    ("text", "fond"),
    [
        ("3rd week running the coriander is soup. love you guys but pls", True),
        ("Great show, shame I only saw half.", True),
        ("Great job losing my parcel", False),
        ("Good evening. 4 of 12 eggs broken", False),
    ],
)
def test_a_kind_word_that_is_meant_is_told_from_scorn(text: str, fond: bool):
    assert is_fond(text) is fond
