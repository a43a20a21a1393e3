from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.document import read
from guardrails.edits import between, distance, dropped, heads_cut, sentences_around, tails_cut

WORDS = st.text(alphabet="ab .\n", max_size=30)


@given(WORDS, WORDS)
def test_the_change_between_two_texts_makes_one_of_the_other(old: str, new: str):
    edit = between(old, new)
    assert edit.applied(old) == new
    assert edit.end - edit.start + len(edit.text) <= len(old) + len(new)


def plainly(old: str, new: str) -> int:
    """Return the distance as the textbook has it."""
    row = list(range(len(new) + 1))
    for at, letter in enumerate(old, 1):
        above, row = row, [at]
        for place, other in enumerate(new, 1):
            row.append(min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != other)))
    return row[-1]


@given(WORDS, WORDS)
def test_the_distance_is_levenshteins(old: str, new: str):
    assert distance(old, new) == plainly(old, new)


def test_the_distance_of_the_longest_replies_takes_no_time():
    assert distance("a b" * 6000, "b a" * 6000) > 0


def test_the_change_is_the_smallest():
    assert between("a good day", "a bad day") == between("a good day", "a bad day")
    edit = between("We are sorry for it.", "We are sorry.")
    assert (edit.start, edit.end, edit.text) == (12, 19, "")


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("One. Two. Three.", "Two.", "One. Three."),
        ("One. Two.", "Two.", "One."),
        ("One. Two.", "One.", "Two."),
        ("One.\n\nTwo.\n\nThree.", "Two.", "One.\n\nThree."),
        ("One.\nTwo.", "Two.", "One."),
        ("One. Two.\nThree.", "Two.", "One.\nThree."),
        ("One.", "One.", ""),
    ],
)
def test_a_sentence_goes_with_its_blanks(text: str, gone: str, left: str):
    at = text.index(gone)
    assert dropped(text, at, at + len(gone)).applied(text) == left


@given(WORDS.filter(bool), st.data())
def test_dropping_never_loses_a_letter_outside(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left = dropped(text, start, end).applied(text)
    assert "".join(left.split()) == "".join((text[:start] + text[end:]).split())


def test_the_sentences_around_a_stretch():
    text = "One here. Two **there**. Three."
    document = read(text)
    assert [text[slice(*sentences_around(document, at, at + 1))] for at in (0, 12, 26)] == [
        "One here.",
        "Two **there**.",
        "Three.",
    ]
    assert sentences_around(document, 5, 12) == (0, 24)
    assert sentences_around(read(""), 0, 0) == (0, 0)


def cut(text: str, guilty: str, *, heads: bool = False) -> list[str]:
    start = text.index(guilty)
    ways = heads_cut if heads else tails_cut
    return [edit.applied(text) for edit in ways(text, (0, len(text)), (start, start + len(guilty)))]


@pytest.mark.parametrize(
    ("text", "guilty", "left"),
    [
        ("We are sorry, but you ordered late.", "you ordered late", ["We are sorry."]),
        ("We're sorry for this – most are happy!", "most are happy", ["We're sorry for this."]),
        ("If you had asked, we would have helped.", "If you had asked", []),
        ("Sorry, but no.", "but no", []),
        ("We are sorry, but did you read it?", "did you read it", []),
        ("We hope you (and Jo, but not Sam) come.", "not Sam", []),
    ],
)
def test_what_is_left_of_a_sentence_can_stand_alone(text: str, guilty: str, left: list[str]):
    assert cut(text, guilty) == left


@pytest.mark.parametrize(
    ("text", "guilty", "left"),
    [
        ("As a customer since 2019, you deserve better.", "since 2019", ["You deserve better."]),
        ("It was tested, so we owe you nothing.", "It was tested", []),
        ("It was tested, and better luck.", "It was tested", []),
    ],
)
def test_a_main_clause_at_the_end_can_stand_alone(text: str, guilty: str, left: list[str]):
    assert cut(text, guilty, heads=True) == left
