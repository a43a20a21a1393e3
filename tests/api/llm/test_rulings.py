from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.llm.rulings import StrangeAnswerError, rulings

IDS, RULES = ["1", "2"], {"defensive", "blames-customer"}
WHOLE = '{"sentences": [{"id": "1", "rule": "ok", "quote": ""}, {"id": "2", "rule": "defensive", "quote": "not so"}]}'
BOTH = {"1": ("ok", ""), "2": ("defensive", "not so")}
BARE = {"1": ("ok", ""), "2": ("defensive", "")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (WHOLE, BOTH),
        (f"Sure!\n```json\n{WHOLE}\n```", BOTH),
        (f"<think>1 is bad</think>{WHOLE}", BOTH),
        (WHOLE.replace('"', "'"), BOTH),
        (WHOLE.replace('"1"', "1").replace('"2"', "2"), BOTH),
        (WHOLE.removeprefix('{"sentences": ').removesuffix("}"), BOTH),
        ('{"rulings": [{"sentence": 1, "verdict": "OK"}, {"sentence": 2, "verdict": "Defensive."}]}', BARE),
        ('{"1": "ok", "2": "defensive"}', BARE),
        ('{"answer": {"1": "ok", "2": "defensive"}}', BARE),
        ("1: ok\n2: defensive", BARE),
        ("- 1 – OK\n- 2 – defensive\nThat is all.", BARE),
        ('{"1": "ok", "2": "blames customer"}', {"1": ("ok", ""), "2": ("blames-customer", "")}),
        ('{"1": "ok", "2": "rude"}', {"1": ("ok", ""), "2": ("unsure", "")}),
        ('{"1": "unsure"}', {"1": ("unsure", "")}),
        ("", {}),
        ("They are all fine.", {}),
        ('{"sentences": []}', {}),
        ('{"sentences": [{"id": "1"', {}),
        ("[[[[[[[[" * 2000, {}),
    ],
)
def test_reads_what_can_be_read(text: str, found: dict[str, tuple[str, str]]):
    assert rulings(text, IDS, RULES) == found


def test_two_rulings_on_one_sentence_are_none():
    text = '[{"id": "1", "rule": "ok"}, {"id": "1", "rule": "defensive"}, {"id": "2", "rule": "ok"}]'
    assert rulings(text, IDS, RULES) == {"1": ("unsure", ""), "2": ("ok", "")}
    assert rulings(text.replace('"2"', '"1"'), IDS, RULES)["1"] == ("unsure", "")


@pytest.mark.parametrize("text", ['{"3": "ok"}', '[{"id": "01", "rule": "ok"}]', "1: ok\n7: ok"])
def test_a_sentence_that_nobody_gave_spoils_the_answer(text: str):
    with pytest.raises(StrangeAnswerError):
        rulings(text, IDS, RULES)


@given(st.text(max_size=200))
def test_any_answer_is_read_or_refused(text: str):
    try:
        found = rulings(text, IDS, RULES)
    except StrangeAnswerError:
        return
    assert set(found) <= set(IDS)
