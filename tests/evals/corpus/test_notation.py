from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.corpus.marks import Mark, MarkError, marked, unmarked
from evals.corpus.notation import Reader, main
from evals.corpus.records import Record, Style, Unit, read

HEAD = "@ The lamp | arrived broken. | public | x\n"


def taken(text: str) -> list[Record]:
    reader = Reader("ash")
    reader.read(text, "ash.txt")
    assert reader.problems == []
    return reader.records


def refused(text: str) -> list[str]:
    reader = Reader("ash")
    reader.read(text, "ash.txt")
    return reader.problems


def quotes(record: Record) -> list[tuple[str, str]]:
    return [(label.rule, record.text[label.start : label.end]) for label in record.labels]


def test_a_marked_breach_keeps_its_words_and_what_stood_before():
    (record,) = taken(HEAD + "+ minimises | Oh dear. >> It was [[one lamp]], wasn't it?")
    assert (record.before, record.text) == ("Oh dear.", "It was one lamp, wasn't it?")
    assert quotes(record) == [("minimises", "one lamp")]
    assert record.complaint == "The lamp | arrived broken."
    assert (record.style, record.unit, record.audience, record.channel) == ("subtle", "sentence", "public", "x")


def test_a_breach_without_marks_is_guilty_as_a_whole():
    (record,) = taken(HEAD + "! hostile | Go away.")
    assert quotes(record) == [("hostile", "Go away.")]
    assert record.style is Style.BLUNT


def test_a_comma_breaks_both_rules_and_a_slash_only_the_first():
    both, either = taken(HEAD + "+ minimises, defensive | [[A]] b [[c]]\n+ minimises/defensive | D e")
    assert quotes(both) == [("defensive", "A"), ("minimises", "A"), ("defensive", "c"), ("minimises", "c")]
    assert (quotes(either), either.also) == ([("minimises", "D e")], ("defensive",))


def test_honest_sentences_have_no_labels():
    near, plain = taken(HEAD + "- minimises | It isn't small.\n. We are sorry.")
    assert (near.labels, near.near, near.style) == ((), ("minimises",), Style.NEAR_MISS)
    assert (plain.labels, plain.near, plain.style) == ((), (), Style.ORDINARY)


def test_a_reply_has_line_breaks_facts_and_named_marks():
    bad, good = taken(
        HEAD
        + "f order | Order 1: shipped.\n"
        + "= Hi Jo,\\n [[defensive: It was fine.]] So [[minimises/hostile: it goes]].\n= We are sorry, Jo."
    )
    assert bad.text == "Hi Jo,\nIt was fine. So it goes."
    assert quotes(bad) == [("defensive", "It was fine."), ("minimises", "it goes")]
    assert bad.also == ("hostile",)
    assert [(fact.id, fact.kind, fact.text) for fact in good.facts] == [("f1", "order", "Order 1: shipped.")]
    assert (good.unit, good.style) == (Unit.REPLY, Style.CLEAN)


def test_ids_run_on_and_the_language_is_told_in_a_comment():
    first, second = taken("# language: de\n" + HEAD + ". Das tut uns leid.\n\n. Es war unser Fehler.")
    assert [first.id, second.id] == ["ash-0001", "ash-0002"]
    assert first.language == "de"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (". Sorry.", "ash.txt:1: no complaint stands above it"),
        ("@ Broken | all | x", "ash.txt:1: the audience is 'all'; write public or private"),
        ("@ Broken | public | fax", "the channel is 'fax'; use one of x, facebook"),
        ("@ Broken", "'Broken' is no complaint; write '@ complaint"),
        (HEAD + "+ rude | Go.", "ash.txt:2: there is no rule 'rude'; use one of defensive"),
        (HEAD + "+ hostile Go.", "names no rule; write 'rule | text'"),
        (HEAD + "+ hostile | Go [[away.", "its [[ and ]] do not match"),
        (HEAD + "+ hostile | [[Go.]] >> Away.", "a mark stands before '>>'"),
        (HEAD + "- hostile | [[Go.]]", "an honest sentence has no marks"),
        (HEAD + ". Sorry.\n. sorry!", "ash.txt:3: the text is that of ash.txt:2"),
        (HEAD + "= Hi. [[Go.]]", "needs 'rule: words'"),
        (HEAD + "f fax | Sent.", "is no fact; write 'f kind | text'"),
        (HEAD + "? Sorry.", "the line begins with '?'; begin it with one of"),
        (HEAD + "+ hostile |", "the line holds no text"),
        ("@ Hm | private | sms\n+ discloses-private-data | Order 5.", "only a public reply can break it"),
    ],
)
def test_errors_name_place_value_and_remedy(lines: str, told: str):
    (problem,) = refused(lines)
    assert told in problem


def test_a_bad_line_stops_the_conversion_unless_lenient(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source, out = tmp_path / "ash.txt", tmp_path / "ash.jsonl"
    source.write_text(HEAD + ". Sorry.\n+ rude | Go.", encoding="utf-8")
    arguments = [str(source), "--writer", "ash", "--out", str(out)]
    assert main(arguments) == 1
    assert not out.exists()
    assert main([*arguments, "--lenient"]) == 0
    assert [record.text for record in read([out])] == ["Sorry."]
    assert "there is no rule 'rude'" in capsys.readouterr().err


def test_files_are_read_in_the_order_of_their_numbers(tmp_path: Path):
    for number in (10, 2):
        (tmp_path / f"ash-{number}.txt").write_text(HEAD + f". Sorry {number}.", encoding="utf-8")
    out = tmp_path / "ash.jsonl"
    assert main([*map(str, tmp_path.glob("*.txt")), "--writer", "ash", "--out", str(out)]) == 0
    assert [record.text for record in read([out])] == ["Sorry 2.", "Sorry 10."]


WORDS = st.text(st.characters(exclude_characters="[]", exclude_categories=["Cs"]), min_size=1).filter(str.strip)
PARTS = st.lists(st.tuples(st.booleans(), WORDS), min_size=1, max_size=6)


@given(PARTS)
def test_marks_survive_the_round_trip(parts: list[tuple[bool, str]]):
    text, marks = "", []
    for guilty, words in parts:
        if guilty:
            marks.append(Mark(len(text), len(text) + len(words)))
        text += words
    assert unmarked(marked(text, marks), named=False) == (text, marks)


@given(PARTS)
def test_named_marks_survive_the_round_trip(parts: list[tuple[bool, str]]):
    text, marks = "", []
    for guilty, words in parts:
        if guilty:
            marks.append(Mark(len(text), len(text) + len(words.strip()), "hostile"))
        text += words.strip()
    assert unmarked(marked(text, marks), named=True) == (text, marks)


@given(st.text(st.sampled_from("[]a: |>")))
def test_any_brackets_are_read_or_refused(text: str):
    try:
        plain, marks = unmarked(text, named=False)
    except MarkError:
        return
    assert "[[" not in plain
    assert all(0 <= mark.start < mark.end <= len(plain) for mark in marks)
