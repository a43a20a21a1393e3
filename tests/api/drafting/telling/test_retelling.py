from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drafting.composing.notes import tellable_note
from api.drafting.composing.telling.addressing import addressed
from api.drafting.composing.telling.completing import completed
from api.drafting.composing.telling.instructing import instructed
from api.drafting.composing.telling.retelling import retold
from api.drafting.composing.telling.values import Reading, money, spoken

READ = Reading(date(2026, 5, 6))


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("cable cut by roadworks in Mill Street", "The cable was cut by roadworks in Mill Street."),
        ("repair expected Wednesday 2026-05-06 by 18:00", "The repair is expected on Wednesday 6 May by 18:00."),
        ("refund of GBP 36.00 issued today", "A refund of £36 was issued today."),
        (
            "credit of £15.50 added to her account on 2026-05-05",
            "A credit of £15.50 was added to your account on Tuesday",
        ),
        ("customer cancelled 2026-03-12 at the desk", "You cancelled on 12 March at the desk."),
        ("customer's parcels were left outside", "Your parcels were left outside."),
        ("reported by guest at reception on 2026-05-01", "You reported it at reception on Friday 1 May."),
        ("return sat unprocessed for three weeks", "The return sat unprocessed for three weeks."),
        ("teacher ill", "The teacher was ill."),
        ("boxes being moved to another van", "The boxes are being moved to another van."),
        ("customer not told", "You were not told."),
        ("boiler fault on floor 3 on both nights", "There was a boiler fault on floor 3 on both nights."),
        ("phone lines back to normal since 11:40", "The phone lines are back to normal since 11:40."),
        (
            "not an item under the terms, so the £90 isn't due",
            "It was not an item under the terms, so the £90 isn't due.",
        ),
        ("Fix: hold the round button for 5 seconds", "Please hold the round button for 5 seconds."),
        ("first slot now: Thu 14 May 8:00-12:00", "The first slot now is Thursday 14 May 8:00-12:00."),
        ("Ask the rider to stop riding and keep all parts", "Please stop riding and keep all parts."),
        ("Offer the guest a free night", "We can offer you a free night."),
        (
            "refund of £20 approved, sent today, up to 7 days",
            "A refund of £20 was approved, sent today. It can take up to",
        ),
    ],
)
def test_what_colleagues_wrote_is_told_to_the_customer(note, told):
    assert " ".join(retold(f"Verified 2026-05-06: {note}.", READ).sentences).startswith(told)


@pytest.mark.parametrize(
    "note",
    [
        "Do not tell the customer about the recall.",
        "Goodwill up to £100 without approval.",
        "Third claim this year, suspected abuse.",
        "CCTV shows the parcel on the step.",
        "Jamie is on his second warning; HR matter.",
        "About 400 other customers have the same error, not announced yet.",
        "The sensor was put off for budget reasons, internal only.",
        "Root cause = expired certificate, we look silly, don't spell it out.",
        "He is already on a second warning - keep that in house.",
        "Workshop phone was unplugged on Saturday, embarrassing, keep it to ourselves.",
        "Driver misread the duty card (do not share).",
        "Kevin forgot to log it.",
        "Cause NOT to be confirmed to the customer.",
        "Possibly the wrong box was sent.",
    ],
)
def test_what_is_for_colleagues_stays_with_them(note):
    assert not retold(f"Verified 2026-05-06: {note}", READ).sentences


@pytest.mark.parametrize(
    "note",
    [
        "2026-05-05: staff say buns were on the same bench. NOT confirmed.",
        "Verified 2026-05-05: buns were on the bench. Do not share with the customer.",
    ],
)
def test_what_nobody_verified_is_not_told_at_all(note):
    assert not retold(note, READ).sentences


def test_a_fault_is_admitted_where_the_note_owns_it_and_behind_what_it_was():
    told = retold("Verified 2026-05-06: order entered twice, our error. Refund of £8 issued today.", READ)
    assert told.admits
    assert told.before == "The order was entered twice."
    assert not retold("Verified 2026-05-06: wrong address, courier's error.", READ).admits


def test_he_may_be_somebody_else():
    told = retold("Verified 2026-05-06: driver left at 18:26. He was late.", READ)
    assert not any(one.startswith("You") for one in told.sentences)


def test_today_is_the_day_a_note_was_written():
    told = retold("Verified 2026-05-04: refund of £8 issued today.", READ)
    assert told.sentences == ("A refund of £8 was issued on Monday 4 May.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the customer has called and was told", "you have called and were told"),
        ("If the customer cancels, the customer pays", "If you cancel, you pay"),
        ("the guest's room and the guest", "your room and you"),
        ("Nuno will ring her himself", "Nuno will ring you himself"),
        ("Ms Shah called", "you called"),
        ("a staff member left", "a staff member left"),
    ],
)
def test_the_third_person_becomes_the_second(text, said):
    assert addressed(text, ("Shah",)) == said


def test_values_are_said_as_people_say_them():
    assert spoken("due 2026-05-08 and 2025-03-01", READ) == "due Friday 8 May and 1 March 2025"
    assert money("GBP 1,200.50 or 15.00 EUR") == "£1,200.50 or €15"


def test_what_is_no_sentence_is_none():
    assert completed("appointment 8:00-12:00 today") is None
    assert instructed("The shop is open.") is None


def test_a_secret_is_kept_in_every_language_of_the_reply():
    note = "Verified 2026-05-06: parcel lost blue lamp courier. Root cause = theft, don't mention it."
    told = tellable_note(note, None, "parcel lost, my blue lamp and the courier")
    assert told is None or "theft" not in told


@given(st.text(max_size=120))
def test_any_note_can_be_read(text):
    for one in retold(text, READ).sentences:
        assert one.endswith((".", "?", "!"))
