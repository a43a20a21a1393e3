from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts import FactKind
from knowledge.lexical import LexicalIndex, words_of
from knowledge.passages import Passage


def passage(fact_id: str, text: str, heading: str = "", title: str = "") -> Passage:
    return Passage(fact_id, fact_id, FactKind.POLICY, title, heading, text, 0, len(text))


PASSAGES = [
    passage("refund", "Refunds reach a card within five working days."),
    passage("parcel", "A parcel that stops moving is traced with the carrier."),
    passage("cafe", "The café in Zürich serves customers."),
    passage("hours", "We answer on Monday.", heading="Opening hours"),
]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    made = LexicalIndex()
    made.update(PASSAGES, [])
    return made


def best(index: LexicalIndex, text: str) -> str | None:
    by_key = {passage.key: passage.id for passage in PASSAGES}
    found = index.query(text, 3)
    return by_key[found[0][0]] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("when is my card refunded", "refund"),
        ("PARCELS moved", "parcel"),
        ("cafe zurich", "cafe"),
        ("ＣＡＦÉ", "cafe"),
        ("your opening times, what hour?", "hours"),
        ("the and of", None),
        ("", None),
        ("qwertyuiop", None),
    ],
)
def test_finds_by_stem_and_folded_letters(index: LexicalIndex, text: str, expected: str | None) -> None:
    assert best(index, text) == expected


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from([*'+-!(){}[]^"~*?:\\/&|<>=\x00', "AND", "OR", "NOT", "key:", "parcel"])).map(" ".join)
)
def test_a_query_is_data_and_never_syntax(text: str) -> None:
    index = LexicalIndex()
    index.update(PASSAGES, [])
    found = index.query(text, 10)
    assert {key for key, _ in found} <= {passage.key for passage in PASSAGES}
    if "parcel" in words_of(text):
        assert PASSAGES[1].key in dict(found)


def test_syntax_in_the_query_excludes_nothing(index: LexicalIndex) -> None:
    assert best(index, '-parcel NOT parcel key:"x" body:nothing') == "parcel"


def test_added_words_count_less_than_said_ones(index: LexicalIndex) -> None:
    found = index.query("card", 4, also={"parcel": 0.5})
    assert [key for key, _ in found] == [PASSAGES[0].key, PASSAGES[1].key]


def test_update_replaces_and_removes() -> None:
    index = LexicalIndex()
    index.update(PASSAGES, [])
    index.update(PASSAGES[:1], [PASSAGES[1].key])
    assert index.count == len(PASSAGES) - 1
    assert index.query("parcel", 5) == []
    assert len(index.query("refunds", 5)) == 1


def test_a_long_complaint_is_found_by_its_telling_words() -> None:
    index = LexicalIndex()
    filler = [
        passage(f"f{number}", f"The team member number {number} spoke again about service.") for number in range(200)
    ]
    index.update([*filler, PASSAGES[1]], [])
    rant = "your service team number spoke again about service. " * 60 + "the parcel stops moving."
    assert index.query(rant, 1)[0][0] == PASSAGES[1].key


def test_searching_and_updating_together() -> None:
    index = LexicalIndex()
    index.update(PASSAGES, [])

    def work(number: int) -> int:
        if number % 4 == 0:
            index.update([passage(f"new{number}", "A parcel of news.")], [])
        return len(index.query("parcel", 100))

    with ThreadPoolExecutor(6) as pool:
        counts = list(pool.map(work, range(40)))
    assert min(counts) >= 1
    assert len(index.query("parcel", 100)) == 11
