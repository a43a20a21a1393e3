from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails.claims.ledger import examine
from guardrails.document import read
from guardrails.finding import Audience, ClaimStatus
from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind
from tests.guardrails.claims.conftest import CARE, SHIPPED, TODAY, Examine, judge

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def ordinal(day: int) -> str:
    return f"{day}{'th' if 10 <= day % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def dates(day: date, today: date) -> list[str]:
    month = MONTHS[day.month - 1]
    told = [
        f"{day.day} {month}",
        f"{ordinal(day.day)} {month} {day.year}",
        f"the {ordinal(day.day)} of {month}",
        f"{month} {ordinal(day.day)}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day:%A}, {day.day} {month}",
        day.isoformat(),
        f"{day:%d/%m/%Y}",
    ]
    if today - day == timedelta(days=1):
        told.append("yesterday")
    if timedelta(0) < today - day < timedelta(days=7):
        told += [f"last {day:%A}", f"{(today - day).days} days ago"]
    return told


def amounts(value: Decimal) -> list[str]:
    told = [f"£{value:.2f}", f"{value:.2f} GBP", f"GBP {value:.2f}", f"£{value:,.2f}", f"{value:.2f} pounds"]
    if value == value.to_integral_value():
        told += [f"£{int(value)}", f"{int(value)} pounds", f"£{int(value):,}"]
    return told


@st.composite
def orders(draw: st.DrawFn) -> tuple[Fact, dict[str, object]]:
    placed = TODAY - timedelta(days=draw(st.integers(8, 60)))
    shipped = placed + timedelta(days=draw(st.integers(1, 3)))
    delivered = shipped + timedelta(days=draw(st.integers(1, 3)))
    total = Decimal(draw(st.integers(500, 300_000))) / 100
    quantity = draw(st.integers(2, 9))
    number = str(draw(st.integers(10_000, 99_999)))
    carrier = draw(st.sampled_from(["Swiftline", "DHL", "Royal Mail", "Fellway Parcels"]))
    known = {
        "placed": placed,
        "shipped": shipped,
        "delivered": delivered,
        "total": total,
        "quantity": quantity,
        "number": number,
        "carrier": carrier,
    }
    data = {
        "order_id": number,
        "status": "delivered",
        "placed_on": placed.isoformat(),
        "shipped_on": shipped.isoformat(),
        "delivered_on": delivered.isoformat(),
        "carrier": carrier,
        "items": [{"name": "Wool blanket", "quantity": quantity}],
        "total": str(total),
        "currency": "GBP",
    }
    return Fact(id="o1", kind=FactKind.ORDER, text=f"Order {number}", data=data), known


COUNTS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@st.composite
def told(draw: st.DrawFn) -> tuple[Fact, list[str], dict[str, str]]:
    """An order, sentences with slots, and what fills each slot truly."""
    fact, known = draw(orders())
    quantity = known["quantity"]
    values = {
        "placed": draw(st.sampled_from(dates(known["placed"], TODAY))),
        "shipped": draw(st.sampled_from(dates(known["shipped"], TODAY))),
        "delivered": draw(st.sampled_from(dates(known["delivered"], TODAY))),
        "total": draw(st.sampled_from(amounts(known["total"]))),
        "quantity": draw(st.sampled_from([str(quantity), COUNTS[quantity]])),
        "number": draw(st.sampled_from([known["number"], f"#{known['number']}"])),
        "carrier": known["carrier"],
    }
    choices = (
        ["You placed order {number} on {placed}.", "Order {number} was placed on {placed}."],
        [
            "It left us on {shipped} with {carrier}.",
            "We shipped it with {carrier} on {shipped}.",
            "It was dispatched on {shipped} by {carrier}.",
        ],
        ["It was delivered on {delivered}.", "Our records show it arrived on {delivered}."],
        ["The total was {total}.", "You paid {total} in total.", "It came to {total}."],
        ["You ordered {quantity} wool blankets.", "It held {quantity} blankets."],
    )
    return fact, [draw(st.sampled_from(each)) for each in choices], values


def fill(sentences: list[str], values: dict[str, str]) -> str:
    text = " ".join(sentences).format(**values)
    return text.replace(" on yesterday", " yesterday").replace(" on last", " last").replace(" days ago", " days ago")


def tidy(text: str) -> str:
    words = text.split(" ")
    for number, word in enumerate(words[:-3]):
        if word == "on" and words[number + 1].isdigit() and words[number + 2] == "days":
            words[number] = ""
    return " ".join(word for word in words if word)


@settings(max_examples=150, deadline=None)
@given(told())
def test_a_reply_composed_from_an_order_is_fully_supported(case: tuple[Fact, list[str], dict[str, str]]):
    fact, sentences, values = case
    text = tidy(fill(sentences, values))
    found = judge(text, facts=[fact], complaint=None)
    assert [(each.rule, text[each.start : each.end], each.message) for each in found.violations] == []
    assert len(found.claims) >= len(sentences)
    assert all(claim.facts == ["o1"] for claim in found.claims)


@settings(max_examples=150, deadline=None)
@given(told(), st.sampled_from(["placed", "shipped", "delivered", "total", "quantity", "number", "carrier"]))
def test_one_changed_value_is_contradicted_and_nothing_else(case: tuple[Fact, list[str], dict[str, str]], which: str):
    fact, sentences, values = case
    wrong = {
        "placed": "1 March 2025",
        "shipped": "2 March 2025",
        "delivered": "3 March 2025",
        "total": "£4,321.99",
        "quantity": "twelve",
        "number": "10000000",
        "carrier": "Evri",
    }[which]
    text = tidy(fill(sentences, {**values, which: wrong}))
    found = judge(text, facts=[fact], complaint=None)
    assert [(each.rule, text[each.start : each.end]) for each in found.violations] == [("contradicts-record", wrong)]


def test_offsets_count_code_points_of_the_reply_as_given():
    text = "Hi 👋🏽 Anna – your order left us on **7\u00a0May** 😀."
    found = judge(text).violations
    assert [text[each.start : each.end] for each in found] == ["7\u00a0May"]


def test_explains_at_a_glance():
    found = judge("Your order 58213 shipped on 7 May.").violations
    assert [each.message for each in found] == ["Says shipped 7 May; order 58213 says 6 May 2026."]
    assert found[0].evidence == ("o1",)
    assert "6 May" in found[0].suggestion


def test_facts_count_only_while_they_hold():
    offer = Fact(
        id="p",
        kind=FactKind.POLICY,
        text="Refunds take 3 working days.",
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 3, 31),
    )
    text = "Refunds take 3 working days."
    assert not judge(text, facts=[offer], today=date(2026, 3, 31)).violations
    assert judge(text, facts=[offer], today=date(2026, 4, 1)).violations
    assert judge(text, facts=[offer], today=date(2025, 12, 31)).violations


def test_the_link_behind_the_words_is_checked(ledger: Examine):
    assert not ledger("See [our help pages](https://lumen.example/help).").violations
    found = ledger("See [our help pages](https://lumen.example.evil.example/help).").violations
    assert [each.rule for each in found] == ["unknown-contact"]
    found = ledger('<a href="mailto:help@lumen.exampel">Write to us</a>').violations
    assert [each.rule for each in found] == ["unknown-contact"]


@pytest.mark.parametrize(
    "wrong", ["help@lumen.exampl", "hepl@lumen.example", "help@lurnen.example", "help@lumen.example.co"]
)
def test_one_wrong_character_in_an_address_shows(ledger: Examine, wrong: str):
    text = f"Write to {wrong} and we will look into it."
    assert ("unknown-contact", wrong) in [(each.rule, text[each.start : each.end]) for each in ledger(text).violations]


@pytest.mark.parametrize(
    "shown",
    ["020 7946 0123", "+44 20 7946 0123", "+44 (0)20 7946 0123", "0044 20 7946 0123", "02079460123", "(020) 7946-0123"],
)
def test_a_phone_number_in_any_usual_spelling_is_known(ledger: Examine, shown: str):
    found = ledger(f"Call us on {shown}.")
    assert found.claims
    assert not found.violations


def test_a_contradicted_claim_is_that_alone(ledger: Examine):
    found = ledger("Your order was delivered on 6 May by our driver Ken with great care.").violations
    assert {each.rule for each in found} <= {"contradicts-record", "unknown-contact"}
    assert "contradicts-record" in {each.rule for each in found}


def test_the_orders_a_sentence_names_are_the_ones_it_is_held_to():
    other = SHIPPED.model_copy(
        update={"id": "o9", "data": {**(SHIPPED.data or {}), "order_id": "70001", "shipped_on": "2026-05-08"}}
    )
    facts = [SHIPPED, other]
    assert not judge("Order 58213 left us on 6 May, and order 70001 left us on 8 May.", facts=facts).violations
    text = "Order 70001 left us on 6 May."
    assert [text[each.start : each.end] for each in judge(text, facts=facts).violations] == ["6 May"]


def test_an_echo_of_the_complaint_is_no_claim_of_ours(ledger: Examine):
    complaint = "I have waited 17 days for order 777123 and paid 88.20 for it"
    assert not ledger("You say you have waited 17 days, and I'm sorry about that.", complaint=complaint).violations
    assert ledger("Orders take 17 days.", complaint=complaint).violations


@pytest.mark.parametrize(
    "text",
    [
        "Es tut uns leid, dass Ihre Bestellung 58213 noch nicht da ist. Sie hat unser Lager am 6. Mai verlassen.",
        "Nous sommes désolés. Votre commande 58213 est partie le 6 mai, et le total était de 49,00 €.",
    ],
)
def test_replies_in_other_languages_are_judged_by_their_values(ledger: Examine, text: str):
    language = "de" if text.startswith("Es") else "fr"
    order = SHIPPED.model_copy(update={"data": {**(SHIPPED.data or {}), "currency": "EUR"}})
    assert not ledger(text, facts=[order], language=language, locale=f"{language}_{language.upper()}").violations
    wrong = text.replace("6", "7")
    assert ledger(wrong, facts=[order], language=language, locale=f"{language}_{language.upper()}").violations


def test_nothing_at_all_claims_nothing():
    for text in ("", " ", "\n\n", "…", "👍", "?", "Hi", "\u200b"):
        assert not judge(text, facts=[], complaint=None).violations


def test_without_facts_every_claim_is_unsupported():
    found = judge(
        "Your order left us on 6 May with DHL. We have refunded £49. Call 020 7946 0123.", facts=[], complaint=None
    )
    assert found.claims
    assert all(claim.status is ClaimStatus.UNSUPPORTED for claim in found.claims)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_takes_any_text_and_points_inside_it(text: str):
    reply = Reply(text=text, audience=Audience.PUBLIC, today=TODAY, facts=[SHIPPED, CARE], complaint=text)
    found = examine(read(text), reply)
    for each in (*found.claims, *found.violations):
        assert 0 <= each.start <= each.end <= len(text)


@settings(max_examples=50, deadline=None)
@given(
    st.dates(),
    st.sampled_from(["Yesterday.", "It shipped last month.", "On the 31st.", "It arrives next Friday.", "3 weeks ago"]),
)
def test_takes_any_day_for_today(today: date, text: str):
    judge(text, today=today)


def test_asking_again_with_the_same_reply_gives_the_same_ledger():
    document = read("It shipped on 7 May.")
    reply = Reply(text=document.original, audience=Audience.PRIVATE, today=TODAY, facts=[SHIPPED])
    assert examine(document, reply) is examine(document, reply)


@pytest.mark.parametrize(
    "bait",
    [
        "one hundred and ",
        "(0",
        "£1 ",
        "6 May ",
        "our team has ",
        "hello there ",
        "is so very ",
        "a.a.",
        "@a ",
        "because ",
        "a dot ",
        "a[.]",
        "one two ",
    ],
)
def test_a_hostile_reply_ends_with_a_ledger(bait: str):
    text = (bait * 10_000)[:10_000]
    found = judge(text, complaint=text)
    assert all(0 <= claim.start <= claim.end <= len(text) for claim in found.claims)


def test_of_a_thousand_facts_the_one_that_speaks_to_the_reply_is_found():
    others = [
        Fact(
            id=f"x{number}",
            kind=FactKind.POLICY,
            text=f"Section {number}: members may change a booking {number} days ahead.",
        )
        for number in range(1000)
    ]
    text = "Your order left us on 6 May with Swiftline."
    assert not judge(text, facts=[*others, SHIPPED]).violations
    assert judge(text.replace("6", "7"), facts=[*others, SHIPPED]).violations


def test_what_may_not_be_offered_grants_nothing():
    policy = Fact(
        id="p",
        kind=FactKind.POLICY,
        text="## What may not be offered\n\n- Free upgrades.\n- Vouchers for lost earnings.",
    )
    text = "We'll give you a voucher for lost earnings."
    assert [each.rule for each in judge(text, facts=[policy]).violations] == ["unauthorised-promise"]
