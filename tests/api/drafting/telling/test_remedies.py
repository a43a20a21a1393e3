from __future__ import annotations

from datetime import date

import pytest

from api.drafting.composing.telling.conditions import Circumstances, Standing, standing
from api.drafting.composing.telling.remedies import matters_met, remedy
from api.drafting.composing.telling.signers import label, roles, signer, with_names
from knowledge.facts import Fact, OrderData

TODAY = date(2026, 5, 12)
ORDER = OrderData.model_validate(
    {
        "order_id": "Q1",
        "status": "shipped",
        "promised_by": "2026-05-01",
        "items": [{"name": "Bike", "price": "500"}, {"name": "Delivery", "price": "45"}],
        "total": "545",
        "currency": "GBP",
    }
)
KETTLE = OrderData.model_validate(
    {"order_id": "K1", "status": "delivered", "delivered_on": "2025-09-03", "total": "129", "currency": "GBP"}
)


def policy(text, title="Help"):
    return Fact(id="p1", kind="policy", title=title, text=text)


def given(policies, said, kind="other", order=None, matter=""):
    return remedy(policies, said, matter, kind, Circumstances(order, TODAY, f"{said} {matter}"), "en_GB")


@pytest.mark.parametrize(
    ("condition", "order", "said", "state"),
    [
        ("an appliance fails within two years of delivery", KETTLE, "", Standing.MET),
        ("within 30 days of delivery", KETTLE, "", Standing.UNMET),
        ("within 30 days of delivery", None, "", Standing.UNKNOWN),
        ("More than 5 working days late", ORDER, "", Standing.MET),
        ("a parcel is more than 3 weeks late", ORDER, "", Standing.UNMET),
        ("more than 120 minutes late", None, "It was 161 minutes late", Standing.MET),
        ("After the promised date", ORDER, "", Standing.MET),
        ("Amounts above £250", KETTLE, "", Standing.UNMET),
        ("we cancel", OrderData(order_id="1", status="cancelled"), "", Standing.MET),
        ("the moon is full", ORDER, "", Standing.UNKNOWN),
    ],
)
def test_conditions_are_worked_out_where_they_can_be(condition, order, said, state):
    assert standing(condition, Circumstances(order, TODAY, said)) is state


def test_a_condition_that_is_met_is_told_as_so_with_the_sum():
    text = (
        "If an appliance fails within two years of delivery, the customer chooses a free replacement or a full refund."
    )
    found = given([policy(text, "Guarantee")], "My kettle stopped heating", "faulty", KETTLE)
    assert found is not None
    assert found.sentences == (
        "As it is within two years of delivery, you can choose a free replacement or a full refund (£129).",
    )
    assert found.chooses
    assert "£" not in found.general[0]


def test_of_the_steps_of_a_scale_the_last_that_is_met_is_told():
    text = (
        "After the promised date we refund the delivery charge. More than 5 working days late, the customer chooses: "
        "cancel for a full refund, or wait and have GBP 40 taken off the order."
    )
    found = given([policy(text, "Late deliveries")], "Where is my bike?", "late", ORDER)
    assert found is not None
    (told,) = found.sentences
    assert told == (
        "As it is more than 5 working days late, you can either cancel for a full refund (£545), or wait and have £40 "
        "taken off the order."
    )


def test_what_is_clearly_not_met_is_not_offered():
    text = "If a bike comes back within 30 days of delivery, we refund it."
    assert given([policy(text)], "My kettle stopped, I want a refund", "faulty", KETTLE) is None


@pytest.mark.parametrize(
    ("text", "said", "told"),
    [
        (
            "Cold food: we remake the order or refund it in full; the customer decides.",
            "The food was cold",
            "For cold food, we remake the order or refund it in full, as you choose.",
        ),
        (
            "Refund at once, no return or receipt needed. Ask the customer to keep the object.",
            "There was a piece of metal in my bread, an object!",
            "We refund at once, no return or receipt needed. Please keep the object.",
        ),
        (
            "If a boat is more than 60 minutes late we refund 25% of that leg's fare; more than 120 minutes late, 50%.",
            "Our sailing was 161 minutes late into port",
            "As it is more than 120 minutes late, we refund 50% of that leg's fare.",
        ),
        (
            "A customer who was not told of the price may cancel without notice.",
            "You put the price up and nobody told me",
            "If you were not told of the price, you may cancel without notice.",
        ),
        (
            "Shoes: 28 days to return unworn. Faulty within 6 months: repair or replacement, the customer's choice.",
            "The sole of my shoes is peeling, they are faulty",
            "If it is faulty within 6 months, you get a repair or replacement, your choice.",
        ),
    ],
)
def test_policies_are_told_in_the_second_person(text, said, told):
    found = given([policy(text, text.split(":")[0][:30])], said)
    assert found is not None
    assert told in " ".join(found.sentences)


@pytest.mark.parametrize(
    "text",
    ["Agents may add £10 of goodwill.", "We do not refund goods damaged by misuse.", "Do not discuss the cause."],
)
def test_what_is_for_colleagues_or_denies_is_no_remedy(text):
    assert given([policy(text, "Damaged goods")], "My vase was damaged", "damaged") is None


def test_the_policy_that_the_matter_comes_under_is_chosen():
    transit = policy("If it arrives damaged, we send a new part or a full refund.", "Damage in transit")
    dogs = Fact(id="p2", kind="policy", title="Dogs", text="Dogs get a free blanket in the pet lounge.")
    found = given([dogs, transit], "The box had a hole and the mudguard is bent")
    assert found is not None
    assert found.fact_id == "p1"
    assert "damage" in matters_met("the mudguard is bent", "Damage in transit")


def test_a_policy_about_something_else_gives_nothing():
    assert (
        given([policy("Dogs travel free on the open deck.", "Dogs on board")], "My tea was cold at breakfast") is None
    )


@pytest.mark.parametrize(
    ("text", "data", "name"),
    [
        ("Customer care (Maya signs replies): care@x.example", None, "Maya"),
        ("Support desk: s@x.example. Replies signed by Tom.", None, "Tom"),
        ("Members desk (signed by Ruth), m@x.example", None, "Ruth"),
        ("Care: c@x.example", {"signed_by": "Ada"}, "Ada"),
        ("Care: c@x.example", None, None),
    ],
)
def test_who_signs_is_read_from_the_contact(text, data, name):
    found = signer([Fact(id="c1", kind="contact", text=text, data=data)])
    assert (found and found[0]) == name


def test_who_answers_for_something_is_named():
    desk = Fact(id="c2", kind="contact", text="Food safety lead: Nuno Falcao, f@x.example, every day 6:00-22:00.")
    care = Fact(id="c1", kind="contact", text="Customer care (Bea signs replies): b@x.example")
    known = roles([care, desk])
    assert [(one.label, one.person) for one in known] == [("Food safety lead", "Nuno Falcao")]
    said, used = with_names("The food safety lead phones within 1 working day.", known)
    assert said == "Our food safety lead, Nuno Falcao, phones within 1 working day."
    assert used == known
    assert label(care) == "Customer care"
