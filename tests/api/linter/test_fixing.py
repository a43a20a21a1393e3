from __future__ import annotations

from collections.abc import Callable

from api.linter.fixing import difference, fixed
from api.linter.results import Result

TEXT = "---\naudience: private\n---\nOnly a day late, these things happen.\nSorry if it hurt.\n"


def test_what_is_offered_is_put_in_place(result: Callable[..., Result]):
    found = result(TEXT, minimises=("Only a day", "A day"), hollow_apology=("Sorry if", "Sorry that"))
    text = fixed(found.source, [found])
    assert text.splitlines()[3:] == ["A day late, these things happen.", "Sorry that it hurt."]


def test_what_offers_nothing_stays(result: Callable[..., Result]):
    found = result(TEXT, minimises=("Only a day", None))
    assert fixed(found.source, [found]) == TEXT
    assert difference(found.source, TEXT) == ""


def test_an_empty_replacement_takes_the_words_away(result: Callable[..., Result]):
    found = result(TEXT, minimises=(", these things happen", ""))
    assert "Only a day late.\n" in fixed(found.source, [found])


def test_of_two_that_overlap_the_first_is_taken(result: Callable[..., Result]):
    found = result(TEXT, minimises=("Only a day late", "Late"), defensive=("day late, these", "x"))
    assert "Late, these things happen." in fixed(found.source, [found])


def test_the_change_is_shown_as_a_diff(result: Callable[..., Result]):
    found = result(TEXT, minimises=("Only a day", "A day"))
    shown = difference(found.source, fixed(found.source, [found]))
    assert "--- reply.txt\n+++ reply.txt\n" in shown
    assert "-Only a day late, these things happen.\n+A day late, these things happen.\n" in shown
