from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.document import read
from guardrails.phrases import NOTHING, PhraseError, phrase, phrases

LISTS = {"post": "review|star rating|what you wrote"}


def found(source: str, text: str) -> list[str]:
    sentence = read(text).sentences[0]
    return [sentence.text[start:end] for start, end in phrases(source, LISTS).find(sentence)]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("delete the review", "Please DELETE the Review now", ["DELETE the Review"]),
        ("delete the review", "delete, the 'review'", ["delete, the 'review"]),
        ("delete the review", "delete. the review", []),
        ("delete|remove the|your review", "remove your review", ["remove your review"]),
        ("(take down|get rid of) it", "get rid of it", ["get rid of it"]),
        ("(take|get (rid|hold) of) it", "get hold of it", ["get hold of it"]),
        ("please? delete it", "delete it", ["delete it"]),
        ("delete it please?", "delete it please", ["delete it please"]),
        ("delete it please?", "delete it", ["delete it"]),
        ("delete .. review", "delete your old review", ["delete your old review"]),
        ("delete .. review", "delete your very old review", []),
        ("delete ... review", "delete all of your very old review", ["delete all of your very old review"]),
        ("your <post>", "your star rating", ["your star rating"]),
        ("sorry_if", "sorry if", ["sorry if"]),
        ("sorry_if", "sorry, if", []),
        ("(sorry|sad)_if", "sad, if", []),
        ("(sorry|sad)_if", "sad if", ["sad if"]),
        ("# days", "it took 1,5 days", ["1,5 days"]),
        ("# late", "£20 late", ["£20 late"]),
        ("don't go", "dont go", ["dont go"]),
        ("don't go", "don’t go", ["don’t go".replace("’", "'")]),
        ("art", "smart part art-like re-art", ["art"]),
        ("one-star review", "a one-star review", ["one-star review"]),
        ("é_tôt", "é tôt", ["é tôt"]),
        ("// a remark\n\nreally\nreal", "a real thing", ["real"]),
        ("(one|\ntwo) things", "two things", ["two things"]),
    ],
)
def test_finds_what_is_written(source: str, text: str, expected: list[str]):
    assert found(source, text) == expected


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("(delete it", "open bracket"),
        ("delete) it", "stray ')'"),
        ("delete <none>", "no list <none>"),
        ("please?", "needs a word"),
        ("# ?", "needs a word"),
        ("#", "no word that must be there"),
        ("delete ..", "cannot end with a gap"),
        ("delete | ", "breaks off"),
        ("(a||b) c", "needs a word"),
        ("delete the £", "'£' is no word"),
        ("delete <post", "stray"),
    ],
)
def test_a_broken_phrase_is_an_error_that_shows_it(source: str, told: str):
    with pytest.raises(PhraseError) as raised:
        phrases(source, LISTS)
    assert told in str(raised.value)
    assert "in the phrase" in str(raised.value)


def test_a_phrase_knows_what_it_needs():
    assert set(phrase("please? delete|remove the review").needs) >= {
        frozenset({"delete", "remove"}),
        frozenset({"review"}),
    }


def test_two_sets_of_phrases_join():
    both = phrases("delete it") | phrases("remove it")
    assert read("remove it").sentences[0] in both
    assert read("delete it").sentences[0] in both
    assert read("keep it").sentences[0] not in both
    assert read("anything").sentences[0] not in NOTHING


@given(st.text(alphabet="delt hrviw,.'-\n", max_size=200))
def test_looking_for_words_first_misses_nothing(text: str):
    source = phrase("delete .. the|review|it it?")
    known = phrases(source.source)
    for sentence in read(text).sentences:
        assert known.find(sentence) == sorted({match.span() for match in source.regex.finditer(sentence.lower)})
