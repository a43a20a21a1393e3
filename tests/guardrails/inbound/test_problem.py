from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.inbound import problem as module
from guardrails.inbound.problem import ProblemKind, describe_problem
from guardrails.inbound.triggers.matching import ALL_TRIGGERS
from knowledge.facts import Fact, FactKind

TABLE = Path(__file__).parent / "problem_table.txt"
LINES = [
    [part.strip() for part in line.split(" | ")]
    for line in TABLE.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "kind", "thing"), LINES, ids=[line[0][:50] for line in LINES])
def test_names_the_problem(text, kind, thing):
    problem = describe_problem(text)
    assert problem is not None
    assert (problem.kind.value, problem.thing) == (kind, None if thing == "-" else thing)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("My blue lamp never arrived", "your blue lamp never arrived"),
        ("still waiting for my running shoes", "your running shoes still haven't arrived"),
        ("You charged me twice for the same ticket", "you were charged twice for your ticket"),
        ("I've emailed five times, nobody replies to my emails", "nobody has answered your emails"),
        ("I was on hold for two hours", "you were kept on hold for two hours"),
        ("The waiter shouted at me", "the waiter shouted at you"),
        ("my phone stopped working after two days", "your phone stopped working"),
        ("Received a smashed vase", "your vase arrived smashed"),
        ("My sandals came in the wrong size", "you were sent the sandals in the wrong size"),
        ("my son had an allergic reaction to your cookies", "your son had such a bad reaction"),
        ("I slipped on your wet floor and broke my wrist", "you were hurt"),
        ("your app keeps crashing", "the app keeps crashing"),
        ("Lovely, a cover instead of a mattress, sleeping like a king", "you didn't get the mattress you ordered"),
        ("My flights were cancelled at the last minute", "your flights were cancelled at the last minute"),
        ("we waited 50 minutes for our food", "you had to wait 50 minutes for your food"),
        ("MY PARCEL IS LOST IN THE POST", "your parcel went missing"),
    ],
)
def test_the_clause_reads_on_from_an_apology(text, clause):
    problem = describe_problem(text)
    assert problem is not None
    assert problem.clause == clause


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "I love this lamp, thank you!",
        "What time do you open on Sunday?",
        "Just walked past your new shop",
        "🎉🎉🎉",
        "Do you ship to Ireland?",
        "The new menu is delicious",
    ],
)
def test_says_nothing_where_nothing_went_wrong(text):
    assert describe_problem(text) is None


def test_names_a_second_problem_of_another_sort():
    problem = describe_problem("My blue lamp never arrived and nobody answers the phone")
    assert problem is not None
    assert (problem.kind, problem.second) == (ProblemKind.NOT_ARRIVED, ProblemKind.NO_ANSWER)
    assert problem.second_clause == "you haven't been able to get an answer by phone"


@pytest.mark.parametrize(
    ("text", "waited"),
    [
        ("Where is my sofa, it has been three weeks", "three weeks"),
        ("I've been waiting over two hours for an engineer", "over two hours"),
        ("The 2 year warranty means nothing, my phone died", None),
        ("I have been a loyal customer for 10 years and my parcel never came", None),
        ("refunds take 5 days you said, it's been 2 months", "2 months"),
    ],
)
def test_tells_how_long_it_took_in_the_customers_words(text, waited):
    problem = describe_problem(text)
    assert problem is not None
    assert problem.waited == waited


def test_keeps_circumstances_in_the_second_person():
    problem = describe_problem(
        "My cake never arrived for my daughter's birthday, I called three times and took a day off work for it"
    )
    assert problem is not None
    assert problem.details == (
        "you've called three times",
        "this touched your daughter's birthday",
        "you took time off for this",
    )


@pytest.mark.parametrize(
    "text",
    [
        "My order 58213947 never arrived",
        "my parcel jane.doe@example.com never arrived",
        "my fucking lamp never arrived",
        "My order #AB-99812 for 07911123456 never came",
    ],
)
def test_names_neither_numbers_nor_addresses_nor_swearing(text):
    problem = describe_problem(text)
    assert problem is not None
    assert not re.search(r"\d{3}|@|fuck|example", problem.clause)


def test_keeps_the_customers_spelling_of_a_brand_but_not_their_shouting():
    quiet = describe_problem("I bought a Bosch kettle and my Bosch kettle never arrived")
    loud = describe_problem("MY BLUE LAMP NEVER ARRIVED")
    assert quiet is not None
    assert quiet.thing == "Bosch kettle"
    assert loud is not None
    assert loud.thing == "blue lamp"


def test_the_order_helps_to_recognise_the_thing_but_is_never_quoted():
    order = Fact(
        id="o1",
        kind=FactKind.ORDER,
        data={"order_id": "1", "items": [{"name": "Snuggleflux Deluxe Indigo"}]},
    )
    text = "snuggleflux still not delivered"
    problem = describe_problem(text, [order])
    assert problem is not None
    assert "indigo" not in problem.clause.lower()


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Mi pedido no ha llegado y nadie me contesta", ProblemKind.NOT_ARRIVED, "es"),
        ("Ma commande est arrivée cassée et personne ne répond", ProblemKind.DAMAGED, "fr"),
        ("Ich warte seit drei Wochen auf meine Bestellung", ProblemKind.NOT_ARRIVED, "de"),
        ("A minha encomenda chegou danificada e ninguém responde", ProblemKind.DAMAGED, "pt"),
        ("Il mio pacco non è mai arrivato", ProblemKind.NOT_ARRIVED, "it"),
        ("Ik heb mijn bestelling nog steeds niet ontvangen", ProblemKind.NOT_ARRIVED, "nl"),
    ],
)
def test_knows_the_kind_in_other_languages_and_leaves_the_clause_to_the_phrasebook(text, kind, language):
    problem = describe_problem(text)
    assert problem is not None
    assert (problem.kind, problem.language, problem.clause) == (kind, language, "")


def test_trying_only_likely_triggers_loses_nothing(monkeypatch):
    quick = [describe_problem(line[0]) for line in LINES]
    monkeypatch.setattr(module, "matching", lambda _words: iter(ALL_TRIGGERS))
    lost = [
        (line[0], fast.kind.value, slow.kind.value)
        for line, fast in zip(LINES, quick, strict=True)
        if fast and (slow := describe_problem(line[0])) and slow.kind is not fast.kind
    ]
    assert lost == []


@given(st.text(max_size=400))
def test_never_fails_and_every_clause_is_a_clause(text):
    problem = describe_problem(text)
    if problem is not None and problem.language == "en":
        assert problem.clause
        assert problem.clause[0].islower()
        assert "{" not in problem.clause
