from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.drafting.repair import drop_guilty_sentences
from guardrails.finding import Finding, Severity


def finding(text: str, quote: str, severity: Severity = Severity.BLOCK) -> Finding:
    start = text.index(quote)
    return Finding(
        rule="r", family="f", severity=severity, message="m", start=start, end=start + len(quote), quote=quote
    )


def test_only_the_guilty_sentence_goes() -> None:
    text = "I'm so sorry about the wait. You should have read the terms. Please send us your order number."
    kept = drop_guilty_sentences(text, [finding(text, "should have read")])
    assert kept == "I'm so sorry about the wait. Please send us your order number."


def test_paragraphs_stay() -> None:
    text = "Hello Ana,\n\nI'm sorry about the wait. It was your fault.\n\nWarm regards,\nMaya at Sedge & Lantern"
    kept = drop_guilty_sentences(text, [finding(text, "your fault")])
    assert kept == "Hello Ana,\n\nI'm sorry about the wait.\n\nWarm regards,\nMaya at Sedge & Lantern"


def test_a_finding_for_review_drops_nothing() -> None:
    text = "I'm so sorry about the wait. Please send us your order number."
    assert drop_guilty_sentences(text, [finding(text, "wait", Severity.REVIEW)]) is None


def test_a_text_that_is_guilty_throughout_is_given_up() -> None:
    text = "You are wrong."
    assert drop_guilty_sentences(text, [finding(text, "wrong")]) is None


def test_too_little_is_not_sent() -> None:
    text = "Sorry. You should have read the terms and conditions before you ordered."
    assert drop_guilty_sentences(text, [finding(text, "should have read")]) is None


@given(st.text(max_size=300), st.integers(0, 299), st.integers(1, 50))
def test_any_text_and_span_is_taken(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    end = min(start + size, len(text))
    found = Finding(
        rule="r", family="f", severity=Severity.BLOCK, message="m", start=start, end=end, quote=text[start:end]
    )
    kept = drop_guilty_sentences(text, [found])
    assert kept is None or len(kept) <= len(text)
