from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts import Fact
from prompts.slots import available, first_name, render, slots

TODAY = date(2026, 5, 20)


def order(number="58213", **data):
    return Fact(id=f"order-{number}", kind="order", data={"order_id": number, "currency": "GBP", **data})


LAMP = order(
    status="out_for_delivery",
    placed_on="2025-12-30",
    shipped_on="2026-05-06",
    total="49.50",
    items=[{"name": "lamp"}, {"name": "bulb", "quantity": 2}],
    refund={"amount": "5", "status": "approved", "on": "2026-05-07"},
    customer={"name": "Ms Ada Okafor", "email": "ada@home.example", "address": "1 Hill Road"},
)
CHAIR = order("60001", shipped_on="2026-05-11", total="120")
CARE = Fact(id="contact-care", kind="contact", text="Care", data={"email": "care@shop.example", "hours": "9 to 5"})
DESK = Fact(
    id="contact-desk", kind="contact", text="Desk", data={"email": "desk@shop.example", "phone": "01632 960123"}
)


def filled(text, *facts, locale="en_GB", **more):
    return render(text, facts, locale, TODAY, **more)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("order.order_id", "58213"),
        ("order.status", "out for delivery"),
        ("order.placed_on", "30 December 2025"),
        ("order.shipped_on", "6 May"),
        ("order.total", "£49.50"),
        ("order.items", "lamp and 2 × bulb"),
        ("refund.amount", "£5"),
        ("refund.on", "7 May"),
        ("customer.first_name", "Ada"),
        ("customer.email", "ada@home.example"),
        ("contact.email", "care@shop.example"),
        ("contact.phone", "01632 960123"),
        ("contact-desk.email", "desk@shop.example"),
    ],
)
def test_each_slot_becomes_its_value(slot, value):
    assert available([LAMP, CARE, DESK], "en_GB", TODAY)[slot] == value
    assert filled(f"It is {{{{{slot}}}}}.", LAMP, CARE, DESK).text == f"It is {value}."


def test_the_reader_s_locale_writes_the_values():
    assert filled("{{order.total}}, {{order.shipped_on}}", LAMP, locale="de_DE").text == "49,50\xa0€, 6. Mai".replace(
        "€", "£"
    )


@pytest.mark.parametrize(
    "written",
    [
        "{{order.total}}",
        "{{ order.total }}",
        "{{  Order.Total}}",
        "{order.total}",
        "{ order.total }",
        "{{{order.total}}}",
        "{{order-58213.total}}",
        "{{ORDER-58213.TOTAL}}",
        "{{order. total}}",
    ],
)
def test_spellings_that_can_mean_one_slot_are_understood(written):
    assert filled(f"You paid {written}.", LAMP).text == "You paid £49.50."


def test_hyphens_pass_for_underscores():
    assert filled("{{order.shipped-on}} {{order.refund.amount}}", LAMP).text == "6 May £5"


def test_several_orders_are_told_apart_by_their_fact_s_id():
    found = available([LAMP, CHAIR], "en_GB", TODAY)
    assert found["order-58213.shipped_on"] == "6 May"
    assert found["order-60001.total"] == "£120"
    assert found["order-58213.refund.amount"] == "£5"
    assert "order.total" not in found
    rendered = filled("{{order.total}} {{order-60001.total}}", LAMP, CHAIR)
    assert rendered.text == "{{order.total}} £120"
    assert rendered.unknown == ["order.total"]
    assert rendered.used == ["order-60001"]


def test_what_nothing_fills_stays_in_place_and_is_told():
    rendered = filled("{{order.delivered_on}} {{x}} {{x}} [Name]", LAMP)
    assert rendered.text == "{{order.delivered_on}} {{x}} {{x}} [Name]"
    assert rendered.unknown == ["order.delivered_on", "x"]
    assert rendered.used == []


def test_braces_that_are_no_slots_are_left_alone():
    assert filled("{smile} a {b} {} {{}} }{", LAMP).text == "{smile} a {b} {} {{}} }{"


def test_facts_used_are_told_once_in_order():
    rendered = filled("{{contact.email}} {{order.total}} {{contact.hours}}", LAMP, CARE)
    assert rendered.used == ["contact-care", "order-58213"]


def test_values_are_not_read_as_slots_again():
    trap = order(carrier="{{customer.email}}", customer={"email": "ada@home.example"})
    assert filled("By {{order.carrier}}", trap).text == "By {{customer.email}}"


def test_the_name_given_by_the_customer_serves_when_no_order_has_one():
    assert filled("Hi {{customer.first_name}}", CARE, name="Sam Hill").text == "Hi Sam"
    assert filled("Hi {{customer.first_name}}", LAMP, name="Sam Hill").text == "Hi Ada"
    assert filled("Hi {{customer.first_name}}", CARE, name="Sam Hill").used == []


def test_only_the_first_name_and_contacts_may_be_told_in_public():
    private = {
        slot.name for slot in slots([LAMP, CARE], "en_GB", TODAY).values() if not slot.private and not slot.alias
    }
    assert private == {"customer.first_name", "contact.email", "contact.hours"}


def test_odd_typed_values_of_a_caller_are_passed_over():
    odd = Fact(id="o", kind="order", text="odd", data={"order_id": "1", "total": "many"})
    assert available([odd, CARE], "en_GB", TODAY) == {"contact.email": "care@shop.example", "contact.hours": "9 to 5"}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Ada Okafor", "Ada"),
        ("Okafor, Ada", "Ada"),
        ("Dr. Ada Okafor", "Ada"),
        ("Mrs Okafor", None),
        ("J. Smith", None),
        ("李雷", "李雷"),
        ("Jean-Luc O'Neill", "Jean-Luc"),
        ("🙂 Kim", "Kim"),
        ("1234", None),
        ("  ", None),
        (None, None),
        (",", None),
    ],
)
def test_first_names(name, given):
    assert first_name(name) == given


@given(st.text(alphabet="{} ordertal._-\n", max_size=120))
def test_any_text_is_filled_without_an_error(text):
    rendered = filled(text, LAMP)
    assert "{" in text or rendered.text == text


@pytest.mark.parametrize("hostile", ["{", "{{", "{ ", "{{a", "}}", "{a}", "{{{", "{{ a }"])
def test_hostile_text_takes_no_time(hostile):
    began = perf_counter()
    filled(hostile * 10_000, LAMP)
    assert perf_counter() - began < 2
