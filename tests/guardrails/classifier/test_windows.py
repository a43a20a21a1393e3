from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails.classifier.windows import (
    CLS,
    COMPLAINT_HEAD,
    COMPLAINT_TAIL,
    LONGEST_PIECE,
    LONGEST_WINDOW,
    SEP,
    opening,
    pieces,
    windows,
)


def test_an_ordinary_reply_is_one_window_behind_its_complaint():
    cut = list(windows(pieces(["We're sorry.", "Please message us."]), opening("My lamp broke.", "public")))
    (window,) = cut
    assert window.ids[0] == CLS
    assert window.ids[window.reply_at - 1] == SEP == window.ids[-1]
    assert [piece.sentence for piece in window.pieces] == [0, 1]
    assert [window.ids[start:end] for start, end in window.places] == [piece.ids for piece in window.pieces]


def test_a_long_complaint_is_read_at_its_beginning_and_end():
    whole = opening("alpha " * 5, "private")
    cut = opening("first " + "word " * 400 + "last", "private")
    assert len(cut) == COMPLAINT_HEAD + COMPLAINT_TAIL + 3
    assert len(whole) == 5 + 3


def test_audience_is_told():
    assert opening("x", "public") != opening("x", "private")


def test_a_sentence_without_end_is_judged_piece_by_piece():
    found = pieces(["We will " + "always " * 300 + "blame you"])
    assert len(found) > 3
    assert all(len(piece.ids) <= LONGEST_PIECE for piece in found)
    assert sum(len(piece.ids) for piece in found) == 304


def test_spans_are_places_in_the_sentence():
    text = "It isn’t our fault."
    (piece,) = pieces([text])
    assert "".join(text[start:end] for start, end in piece.spans) == text.replace(" ", "")


sentence = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400)


@settings(max_examples=60, deadline=None)
@given(st.lists(sentence, max_size=12), st.text(max_size=300))
def test_every_piece_is_judged_once_and_no_window_is_too_long(sentences: list[str], complaint: str):
    found = pieces(sentences)
    cut = list(windows(found, opening(complaint, "public")))
    assert [piece for window in cut for piece in window.pieces] == found
    for window in cut:
        assert len(window.ids) <= LONGEST_WINDOW + COMPLAINT_HEAD + COMPLAINT_TAIL + LONGEST_PIECE
        assert all(start >= window.reply_at for start, _ in window.places)
