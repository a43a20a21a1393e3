from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

RULE = "placeholder"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Hi [Customer Name], sorry.", "[Customer Name]"),
        ("Hi [customer's name], sorry.", "[customer's name]"),
        ("Hi [CUSTOMER], sorry.", "[CUSTOMER]"),
        ("Kind regards, [Agent]", "[Agent]"),
        ("Sorry about [describe the issue].", "[describe the issue]"),
        ("We can offer you [insert compensation].", "[insert compensation]"),
        ("Order {{ order.number }} is late.", "{{ order.number }}"),
        ("Order ${order_id} is late.", "${order_id}"),
        ("Hello %FIRSTNAME%, sorry.", "%FIRSTNAME%"),
        ("Hello %(name)s, sorry.", "%(name)s"),
        ("Hi <name>, sorry.", "<name>"),
        ("Hi <Customer Name>, sorry.", "<Customer Name>"),
        ("Call <insert number here> today.", "<insert number here>"),
        ("Order XXXX is late.", "XXXX"),
        ("Your order number is XXX.", "XXX"),
        ("The new date is TBC.", "TBC"),
        ("The new date is TBD", "TBD"),
        ("Your reference: ____", "____"),
        ("Dear ,\nwe are sorry.", "Dear ,"),
        ("Hi , we are sorry.", "Hi ,"),
        ("Dear None, we are sorry.", "None"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ("Estimado [Nombre]: lo sentimos.", "[Nombre]"),
        ("Bonjour [Prénom], désolés.", "[Prénom]"),
        ("Hallo [Vorname], es tut uns leid.", "[Vorname]"),
        ("Ciao [Nome], ci dispiace.", "[Nome]"),
        ("Beste [naam], het spijt ons.", "[naam]"),
    ],
)
def test_template_text_that_nobody_filled_in(found, text, quote):
    quotes = [finding.quote for finding in found(RULE, text)]
    assert any(quote.strip(" ,") in one or (one.strip(" ,") in quote and len(one) > 2) for one in quotes), quotes


@pytest.mark.parametrize(
    "text",
    [
        "You wrote 'recieved' [sic] and we smiled.",
        "See [our help page](https://shop.example/help).",
        "See [here](https://shop.example/help) or [Name Day offers](https://shop.example/names).",
        "We <3 our customers, and this hurt.",
        "Prices < 20 and > 10 euros are fine.",
        "Sorry :-( and thank you :] [:",
        "Love from Anna XXX",
        "See you soon xxx",
        "The jumper comes in XL, XXL and XXXL.",
        "The card ending XXXX 4242 was used.",
        "Write to <care@shop.example> or <https://shop.example>.",
        "<p>We are <b>sorry</b>.</p>",
        "Dear Ana, we are sorry.",
        "Hi, we are sorry.",
        "Hello! We are sorry.",
        "He said [the waiter] would be back.",
        "We were 100% wrong, and 50 % of the crew agree with you.",
        "The part is [1] in the drawing, and [2] is spare.",
        "Sorry.\n\n_____\n\nSam, customer care",
        "f(x) = {x | x > 0} is what the puzzle should print.",
        "Our name, your order and the date are on the receipt.",
        "snake_case and __init__ are fine for a code shop.",
    ],
)
def test_brackets_that_people_write(found, text):
    assert not found(RULE, text)


@given(st.text(max_size=200))
def test_no_text_breaks_the_rule(found, text):
    assert all(text[one.start : one.end] == one.quote for one in found(RULE, text))


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "{{" * 5_000, "<" * 10_000, "_" * 10_000, "X" * 10_000, "[insert " * 1_250]
)
def test_hostile_brackets_are_read_to_the_end(found, text):
    assert all(one.rule == RULE for one in found(RULE, text))
