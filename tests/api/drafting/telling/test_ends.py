"""What policies come to in the second person, and what shorthand of notes stands for."""

from __future__ import annotations

from datetime import date

import pytest

from api.drafting.composing.telling.conditions import Standing
from api.drafting.composing.telling.granting import told
from api.drafting.composing.telling.provisions import provisions
from api.drafting.composing.telling.retelling import retold
from api.drafting.composing.telling.values import Reading


def _told(policy: str, standing: Standing = Standing.UNKNOWN) -> list[str]:
    return [said for one in provisions(policy) if (said := told(one, "", standing, None, "en_GB"))]


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (
            "Every report goes to the safety lead the same day and he phones the customer that day.",
            "Every report goes to the safety lead the same day and he phones you that day.",
        ),
        (
            "Kettles bought online: 14 days from delivery to send them back, full refund within 14 days.",
            "For kettles bought online, you have 14 days from delivery to send them back, and you get a full refund "  # noqa: ISC004
            "within 14 days.",
        ),
        (
            "A tart that is wrong or damaged: told within 48 hours, the customer chooses a full refund or a remake.",
            "If a tart is wrong or damaged and you tell us within 48 hours, you can choose a full refund or a remake.",
        ),
        (
            "Households with anyone over 70: a visit within 24 hours of the report.",
            "Households with anyone over 70 get a visit within 24 hours of the report.",
        ),
    ],
)
def test_a_policy_in_the_second_person_keeps_its_grammar(policy: str, said: str) -> None:
    assert _told(policy) == [said]


def test_a_sentence_that_comes_out_odd_is_left_out() -> None:
    assert _told("Letters to the late customer are refunded.") == []


def test_what_is_likely_met_is_told_without_its_condition() -> None:
    assert _told("If a parcel is late we refund the carriage.", Standing.LIKELY) == [
        "In a case like yours, we refund the carriage."
    ]


def test_shorthand_of_a_note_becomes_sentences() -> None:
    note = "Van 7: heater fault logged 2026-04-22, part on order. Coming off the road 2026-05-13 for repair."
    assert retold(note, Reading(date(2026, 5, 12))).sentences == (
        "The heater fault was logged on 22 April.",
        "The part is on order.",
        "It is coming off the road on Wednesday 13 May for repair.",
    )
