"""Grave matters as the person in danger reads them: what to do first, who takes it on, nothing asked before."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from api.drafting.brief import Brief
from api.drafting.composer import compose
from api.drafting.composing.desks import desk_of
from api.drafting.composing.pledges import spoken
from api.models import Channel
from guardrails.inbound.assessment import Action, Gravity, Topic
from knowledge.facts import Fact
from tests.api.drafting.test_composer import brief_of
from tests.api.drafting.test_escalated import must_pass

NOW = {
    "The carbon monoxide alarm is going off and my wife is dizzy": (
        "safety",
        r"get everyone outside|take everyone outside",
    ),
    "The whole hall smells of gas right now": ("safety", r"outside now|do not touch any switch"),
    "The power bank you sold me is swelling": ("safety", r"stop (?:charging|using)"),
    "My toddler swallowed the button battery": ("injury", r"nearest emergency department"),
    "We are stuck in your lift": ("safety", r"call the emergency services|press the alarm"),
}
PAST = {
    "Your battery burnt our kitchen at 3am on Sunday, the fire brigade came": "safety",
    "My wife's lips swelled after your brownie last night": "injury",
    "There was a piece of glass in my soup yesterday": "safety",
    "The cable snapped at your gym on Friday, four stitches": "injury",
}
NEVER = re.compile(
    r"order number|booking (?:number|reference)|photo of|send (?:us )?(?:a )?photo|time that suits|convenient time|"
    r"feedback|our (?:fault|mistake)|caused|scare|husband's|leave the room alone",
    re.IGNORECASE,
)
LEAD = Fact(
    id="lead",
    kind="contact",
    text="Product safety lead: Nora Quill, safety@acme.example, 0808 157 0588, answered at any hour.",
)
RULES = Fact(
    id="rules",
    kind="policy",
    title="Product safety reports",
    text="Ask the customer to stop using the item and keep all parts. The safety lead calls the customer back within 1 "
    "hour. We collect the item free. Do not discuss the cause.",
)
EMERGENCY = Fact(id="999", kind="policy", title="Emergencies", text="In an emergency customers should ring 999.")


def grave(said: str, cause: str, *facts: Fact, channel: Channel = Channel.EMAIL, **more: object) -> Brief:
    brief = brief_of(said, channel, Action.ESCALATE_TO_HUMAN, Topic.SAFETY, Gravity.CRITICAL, facts=False, **more)
    return replace(
        brief,
        assessment=brief.assessment.model_copy(update={"grave": [cause] if cause else []}),
        contacts=[fact for fact in facts if fact.kind == "contact"],
        policies=[fact for fact in facts if fact.kind == "policy"],
        given=frozenset(fact.id for fact in facts),
    )


@pytest.mark.parametrize("said", NOW)
def test_while_danger_lasts_what_to_do_stands_first(said: str) -> None:
    cause, first = NOW[said]
    for channel in (Channel.EMAIL, Channel.SMS, Channel.X):
        brief = grave(said, cause, channel=channel)
        for message in compose(brief).messages:
            opened = message.text.split("\n\n")[1] if channel is Channel.EMAIL else message.text
            assert re.search(r"^(?:Maya, )?please ", opened, re.IGNORECASE), message.text
            assert re.search(first, opened, re.IGNORECASE), message.text
        must_pass(brief)


@pytest.mark.parametrize("said", [*NOW, *PAST])
def test_nothing_is_asked_for_first_and_no_fault_told(said: str) -> None:
    cause = PAST.get(said) or NOW[said][0]
    for number, channel in enumerate((Channel.EMAIL, Channel.SMS, Channel.FACEBOOK, Channel.CHAT)):
        for message in compose(grave(said, cause, LEAD, RULES, channel=channel, seed=f"g{number}")).messages:
            assert not NEVER.search(message.text), message.text


@pytest.mark.parametrize("said", PAST)
def test_what_is_over_is_mourned_first_and_passes(said: str) -> None:
    brief = grave(said, PAST[said])
    assert "sorry" in compose(brief).messages[-1].text.split("\n\n")[1]
    must_pass(brief)


def test_what_the_record_promises_is_told_with_who_keeps_it() -> None:
    told = compose(grave("There were sparks out of the lamp on Friday", "safety", LEAD, RULES))
    text = told.messages[-1].text
    assert "Nora Quill" in text
    assert "0808 157 0588" in text
    assert "calls you back within 1 hour" in text
    assert "cause" not in text
    assert {"lead", "rules"} <= set(told.cited)


def test_an_emergency_number_comes_from_a_fact_and_never_from_us() -> None:
    said = "The carbon monoxide alarm is going off"
    with_fact = compose(grave(said, "safety", EMERGENCY))
    assert "999" in with_fact.messages[-1].text
    assert "999" in with_fact.cited
    assert not re.search(r"\d{3}", compose(grave(said, "safety")).messages[-1].text)


def test_of_those_who_mourn_nothing_is_asked() -> None:
    note = Fact(id="n", kind="note", text="Ring Yewande before replying. Certificate scanned, never passed on.")
    brief = brief_of("My mother died in March and you keep writing letters to her", Channel.EMAIL, facts=False)
    text = compose(replace(brief, notes=[note])).messages[-1].text
    assert "sorry for your loss" in text
    assert "Certificate" not in text
    assert not NEVER.search(text)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("Ask the customer to stop using it and to keep all parts.", ("Please stop using it and keep all parts.",)),
        ("The customer should open windows, not touch switches.", ("Please open windows, do not touch switches.",)),
        (
            "Passed the same day to the privacy desk, who write to the customer.",
            ("This is passed the same day to our privacy desk, who write to you.",),
        ),
        ("Never ask a customer to move a damaged battery.", ("Please do not move a damaged battery.",)),
        ("Nobody discusses cause or fault in messages.", ()),
        ("Agents may offer a voucher within 2 days.", ()),
    ],
)
def test_a_rule_is_told_in_the_second_person_or_not_at_all(rule: str, told: tuple[str, ...]) -> None:
    assert spoken(rule) == told


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Food safety lead: Nuno Falcao, food@acme.example", "Nuno Falcao, our food safety lead"),
        ("Data protection desk (Catrin Maddox): p@acme.example", "Catrin Maddox in our data protection desk"),
        ("Battery safety line: 0808 157 0588, free, 24 hours.", "our battery safety line"),
        ("Head of People: Jocasta Prynne, people@acme.example", "Jocasta Prynne, our Head of People"),
    ],
)
def test_who_looks_after_it_is_read_from_the_words_of_a_contact(text: str, named: str) -> None:
    assert desk_of(Fact(id="c", kind="contact", text=text)).named == named
