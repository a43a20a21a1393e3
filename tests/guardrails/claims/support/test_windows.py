from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails.claims.ledger import examine
from guardrails.claims.support.marks import Mark
from guardrails.claims.support.windows import FACTS, SAID, Cutting, Window, told
from guardrails.classifier.windows import tokenizer
from guardrails.document import Document, read
from guardrails.finding import Audience
from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind
from tests.guardrails.claims.conftest import CARE, COMPLAINT, REFUNDS, SHIPPED, TODAY

MOST = 512
"""Positions that the encoder knows."""


def cut(text: str, *facts: Fact, complaint: str = COMPLAINT) -> tuple[Document, list[Window]]:
    reply = Reply(text=text, audience=Audience.PRIVATE, today=TODAY, facts=facts, complaint=complaint)
    document = read(text)
    return document, list(Cutting(document, reply, examine(document, reply).values).windows())


def shown(window: Window) -> str:
    return tokenizer().decode(window.ids, skip_special_tokens=False)


def test_the_facts_the_complaint_and_the_reply_stand_in_one_window() -> None:
    _, (window,) = cut("Your lamp left us last Wednesday.", SHIPPED)
    text = shown(window)
    assert "shipped on 6 may 2026 ( wed 6 may )" in text
    assert "private, today tue 12 may 2026" in text
    assert "my blue lamp arrived broken" in text
    assert "last wednesday ( wed 6 may / wed 29 apr )" in text
    assert len(window.ids) == len(window.marks)


def test_bound_values_are_marked_and_strange_ones_too() -> None:
    _, (window,) = cut("Your two lamps left us on 7 May.", SHIPPED)
    (start, end), (said,) = window.places[0], window.said
    assert window.marks[start:end] == said.marks
    assert Mark.BOUND in said.marks
    assert {Mark.STRANGE, Mark.AGAINST} & set(said.marks)


def test_what_matters_is_chosen_of_many_facts() -> None:
    idle = [
        Fact(id=f"n{n}", kind=FactKind.NOTE, text=f"The canteen served soup number {n} to a full house of guests.")
        for n in range(60)
    ]
    _, (window,) = cut("Refunds take 5-7 working days to reach your bank.", *idle, REFUNDS)
    assert 60 in window.read
    assert "refunds take 5 - 7 working days" in shown(window)
    assert len(window.ids) < FACTS + SAID + 130


def test_a_fact_that_does_not_hold_today_is_not_read() -> None:
    old = REFUNDS.model_copy(update={"valid_until": date(2026, 5, 11)})
    _, (window,) = cut("Refunds take 5-7 working days.", old)
    assert window.read == ()


def test_typed_values_are_told_where_the_text_leaves_them_out() -> None:
    assert "status shipped" in told(SHIPPED)
    assert "anna" not in told(SHIPPED).lower()
    assert "help@lumen.example" in told(CARE)


def test_only_the_sentences_asked_for_are_read() -> None:
    document = read("Hello. It left on 6 May. Bye.")
    reply = Reply(text=document.original, audience=Audience.PRIVATE, today=TODAY, facts=(SHIPPED,))
    cutting = Cutting(document, reply, examine(document, reply).values)
    assert [[said.number for said in window.said] for window in cutting.windows({1})] == [[1]]
    assert list(cutting.windows(set())) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=6), st.text(max_size=300))
def test_any_text_is_cut_into_windows_that_the_encoder_can_read(parts: list[str], complaint: str) -> None:
    document, windows = cut(". ".join(parts), SHIPPED, REFUNDS, complaint=complaint)
    assert {said.number for window in windows for said in window.said} <= set(range(len(document.sentences)))
    for window in windows:
        assert len(window.ids) == len(window.marks) <= MOST
        for said, (start, end) in zip(window.said, window.places, strict=True):
            assert window.ids[start:end] == said.ids
            assert all(0 <= low <= high <= len(document.text) for low, high in said.spans)
