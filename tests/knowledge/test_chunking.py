from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.chunking import MAX_CHUNK_CHARACTERS, MAX_WORDS, chunk_text, passages_of
from knowledge.facts import Fact, FactKind

SENTENCES = " ".join(f"Sentence number {number} says what holds in case {number}." for number in range(60))

piece = st.sampled_from(
    [
        "# Refunds\n",
        "## 3.2 Late parcels\n",
        "Returns\n=======\n",
        "DELIVERY TIMES\n",
        "\n\n",
        "\n",
        "- an item\n",
        "  2. a step\n",
        "| a | b |\n|---|---|\n",
        "We refund it within 5 days. ",
        "E.g. a lamp, i.e. this one! ",
        "「はい。」",
        "\u2028",
        "\r\n",
        "😀" * 3,
    ]
)
documents = st.lists(piece | st.text(max_size=80), max_size=40).map("".join)


@given(documents)
def test_offsets_are_exact_and_nothing_is_told_twice(text: str) -> None:
    chunks = chunk_text(text)
    assert all(text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    assert all(chunk.text.strip() for chunk in chunks)
    assert [chunk.start for chunk in chunks] == sorted(chunk.start for chunk in chunks)
    assert bool(chunks) == bool(text.strip())


@given(st.lists(st.sampled_from(["We refund it.", "It takes 5 days!", "Ask us, please?"]), min_size=1, max_size=200))
def test_no_sentence_is_cut_or_lost(sentences: list[str]) -> None:
    chunks = chunk_text(" ".join(sentences))
    assert " ".join(chunk.text for chunk in chunks) == " ".join(sentences)
    assert all(chunk.text.endswith((".", "!", "?")) for chunk in chunks)
    assert all(len(chunk.text.split()) <= MAX_WORDS for chunk in chunks)


def test_chunks_are_balanced() -> None:
    sizes = [len(chunk.text.split()) for chunk in chunk_text(SENTENCES)]
    assert len(sizes) > 3
    assert min(sizes) > 60
    assert max(sizes) <= MAX_WORDS


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# Returns\n\nSend it.\n\n## Costs\n\nIt is free.", ["Returns", "Returns › Costs"]),
        ("## One\n\nA.\n\n## Two\n\nB.", ["One", "Two"]),
        ("Returns\n=======\n\nSend it.\n\nCosts\n-----\nFree.", ["Returns", "Returns › Costs"]),
        (
            "Intro text.\n\n3. Refunds\n\nWe pay.\n\n3.2 Late refunds\n\nWe pay more.",
            ["", "3. Refunds", "3. Refunds › 3.2 Late refunds"],
        ),
        ("REFUNDS\nWe pay.\n\nDELIVERY\nWe ship.", ["REFUNDS", "DELIVERY"]),
        ("Do this:\n\n1. Open it\n2. Close it", [""]),
        ("Ring us.\n\nWE ARE CLOSED ON SUNDAY.", [""]),
        ("a | b\n--- | ---\n1 | 2", [""]),
    ],
)
def test_headings(text: str, headings: list[str]) -> None:
    assert [chunk.heading for chunk in chunk_text(text)] == headings


def test_a_list_keeps_its_lead_in() -> None:
    filler = " ".join(f"Filler sentence {number} of some length is here." for number in range(12))
    items = "\n".join(f"- item {number} has some words of its own to say" for number in range(8))
    chunks = chunk_text(f"{filler}\n\nYou cannot return these:\n\n{items}")
    (holder,) = [chunk for chunk in chunks if "item 0" in chunk.text]
    assert "You cannot return these:" in holder.text


def test_a_table_is_cut_between_rows() -> None:
    rows = [
        f"| service {number} | costs {number} pounds and some words more to make it long | slow |"
        for number in range(30)
    ]
    text = "\n".join(["| name | price | speed |", "|---|---|---|", *rows])
    chunks = chunk_text(text)
    assert len(chunks) > 1
    for row in rows:
        assert sum(row in chunk.text for chunk in chunks) == 1


@pytest.mark.parametrize(
    "text", ["word " * 20_000, "x" * 50_000, "- " * 20_000, "1. a\n" * 9_000, "#" * 30_000, "| " * 30_000]
)
def test_hostile_texts_are_cut_all_the_same(text: str) -> None:
    chunks = chunk_text(text)
    assert all(len(chunk.text) <= 2 * MAX_CHUNK_CHARACTERS for chunk in chunks)
    assert sum(len(chunk.text) for chunk in chunks) > 0.8 * len(text.strip())


def test_abbreviations_end_no_sentence() -> None:
    text = "Use a carrier, e.g. Parcelpath. Mr. Okafor decides."
    assert [chunk.text for chunk in chunk_text(text)] == [text]


def test_passages_by_kind() -> None:
    long = Fact(id="p", kind=FactKind.POLICY, title="T", text=f"# One\n\n{SENTENCES}")
    passages = passages_of(long)
    assert [passage.id for passage in passages] == [f"p#{number}" for number in range(1, len(passages) + 1)]
    assert all(long.text[passage.start : passage.end] == passage.text for passage in passages)
    assert {passage.heading for passage in passages} == {"One"}
    note = Fact(id="n", kind=FactKind.NOTE, text=SENTENCES)
    assert [(passage.id, passage.text) for passage in passages_of(note)] == [("n", SENTENCES)]
    assert passages_of(Fact(id="order-1", kind=FactKind.ORDER, text="Order 1.")) == []
    assert passages_of(Fact(id="c", kind=FactKind.CONTACT, data={"email": "a@b.example"})) == []
