from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails.inbound.action import Situation, decide
from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import (
    Action,
    Gravity,
    Inbound,
    Kind,
    Legitimacy,
    Scope,
    ThreadLine,
    Topic,
)
from guardrails.inbound.deadline import Deadlines
from knowledge.facts import Fact, FactKind

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def of(text, **context):
    outer = {
        key: context.pop(key) for key in ("orders", "order_match", "prefer_offline", "deadlines") if key in context
    }
    return assess(Inbound(text, **{"channel": "x", **context}), now=NOW, **outer)


@pytest.mark.parametrize(
    ("text", "kind", "topic", "action"),
    [
        ("My parcel still has not arrived, three weeks!", "complaint", "delivery", "reply_and_take_offline"),
        (
            "Lovely, a cover instead of a mattress, sleeping like a king",
            "complaint",
            "product",
            "reply_and_take_offline",
        ),
        ("This bloody train is late AGAIN, third time this week", "complaint", "service", "reply_and_take_offline"),
        ("you charged me twice for one ticket", "complaint", "billing", "reply_and_take_offline"),
        ("the waiter was rude to my mother", "complaint", "staff", "reply_and_take_offline"),
        ("the toaster caught fire", "complaint", "safety", "escalate_to_human"),
        ("my solicitor will be in touch about the boiler", "complaint", None, "escalate_to_human"),
        ("I am a journalist writing about your refunds", None, None, "escalate_to_human"),
        ("I want to kill myself because of this debt", "complaint", None, "escalate_to_human"),
        ("your driver was racist to my son", "complaint", "staff", "escalate_to_human"),
        ("fraudulent transactions on my card from your site", "complaint", None, "escalate_to_human"),
        ("you emailed my medical records to a stranger", "complaint", "privacy", "escalate_to_human"),
        ("Do you ship to Ireland?", "question", "delivery", "reply_public"),
        ("Thank you so much, Priya was wonderful today", "praise", None, "reply_public"),
        ("Earn $5000 weekly from home, message Linda on telegram t.me/linda", "spam", None, "do_not_engage"),
        ("lol imagine shopping here, ratio", "troll", None, "do_not_engage"),
        ("shut up you fat cunts, suck my dick", "abuse", None, "do_not_engage"),
        ("Mi pedido no ha llegado, llevo tres semanas esperando", "complaint", "delivery", "reply_and_take_offline"),
        ("Ma commande est arrivée cassée", "complaint", None, "reply_and_take_offline"),
        ("Mein Zug hat zwei Stunden Verspätung, keine Information", "complaint", "service", "reply_and_take_offline"),
        ("Cobraram-me duas vezes a mesma fatura", "complaint", "billing", "reply_and_take_offline"),
        ("Il cameriere è stato maleducato con mia madre", "complaint", "staff", "reply_and_take_offline"),
        ("Mijn pakket is nog steeds niet bezorgd", "complaint", "delivery", "reply_and_take_offline"),
    ],
)
def test_assesses(text, kind, topic, action):
    found = of(text)
    assert kind is None or found.kind == kind
    assert topic is None or found.topic == topic
    assert found.action == action


@pytest.mark.parametrize(
    "text",
    [
        "this is shit, my app crashed again",
        "worst company ever, avoid",
        "useless bastards lost my parcel",
        "FFS WHERE IS MY ORDER",
        "lol your delivery is a joke, three weeks and no parcel",
        "you absolute clowns cancelled my flight",
        "scam scam scam, you took my money and sent nothing",
        "retard de 3 heures, train bondé, c'est honteux",
    ],
)
def test_negative_but_genuine_is_never_ignored(text):
    found = of(text)
    assert found.kind is Kind.COMPLAINT
    assert found.action is not Action.DO_NOT_ENGAGE


def test_a_private_channel_is_answered_in_private():
    assert of("my parcel never arrived", channel="email", public=False).action is Action.REPLY_PRIVATE


def test_the_brand_may_prefer_to_answer_in_public():
    assert of("my parcel never arrived", prefer_offline=False).action is Action.REPLY_PUBLIC


def test_private_data_in_public_is_hidden_and_answered_in_private_it_is_not():
    text = "my parcel never arrived, ring me on 07911 123456"
    assert of(text).action is Action.HIDE_AND_REACH_OUT
    assert of(text).contains_private_data
    assert of(text, channel="email", public=False).action is Action.REPLY_PRIVATE


def test_an_offensive_complaint_is_hidden_but_not_ignored():
    found = of("my parcel never arrived, you fucking cunts")
    assert (found.kind, found.offensive, found.action) == (Kind.COMPLAINT, True, Action.HIDE_AND_REACH_OUT)


def test_mild_swearing_is_not_offensive():
    assert not of("where the fuck is my bloody parcel").offensive


def test_a_disputed_grave_complaint_is_acknowledged_and_held():
    found = of("my £900 laptop never arrived", order_match="missing")
    assert (found.severity, found.action) == (Gravity.HIGH, Action.ACKNOWLEDGE_AND_HOLD)


ORDER = {"order_id": "58213", "status": "delivered", "delivered_on": "2026-05-01"}


@pytest.mark.parametrize(
    ("text", "match", "data", "legitimacy"),
    [
        ("my lamp never arrived", "none", None, Legitimacy.NEEDS_CHECK),
        ("my lamp never arrived", "withheld", None, Legitimacy.NEEDS_CHECK),
        ("my lamp never arrived", "missing", None, Legitimacy.NEEDS_CHECK),
        ("my lamp never arrived", "matched", ORDER, Legitimacy.NEEDS_CHECK),
        ("my lamp never arrived", "matched", {"order_id": "58213", "status": "shipped"}, Legitimacy.GENUINE),
        ("my lamp is broken", "matched", ORDER, Legitimacy.GENUINE),
        ("Do you ship to Ireland?", "none", None, Legitimacy.GENUINE),
        ("buy followers cheap, link in bio", "none", None, Legitimacy.NOT_GENUINE),
    ],
)
def test_legitimacy_comes_from_the_record(text, match, data, legitimacy):
    orders = [Fact(id="o", kind=FactKind.ORDER, data=data)] if data else []
    assert of(text, order_match=match, orders=orders).legitimacy is legitimacy


@pytest.mark.parametrize(
    ("text", "context", "severity"),
    [
        ("my parcel is a day late", {}, Gravity.MEDIUM),
        ("slightly disappointed that the lid is a bit loose", {}, Gravity.LOW),
        ("my parcel is late and the wedding is tomorrow", {}, Gravity.HIGH),
        ("no heating for three days", {}, Gravity.HIGH),
        ("you owe me £1,900", {}, Gravity.HIGH),
        ("my parcel is late", {"followers": 250_000}, Gravity.HIGH),
        ("the kettle gave me an electric shock", {}, Gravity.CRITICAL),
        ("I will see you in court", {}, Gravity.CRITICAL),
        ("what time do you open?", {}, Gravity.LOW),
    ],
)
def test_severity(text, context, severity):
    assert of(text, **context).severity is severity


def test_the_thread_shows_repetition_and_growth():
    lines = [ThreadLine("customer", "hello?"), ThreadLine("customer", "anyone?")]
    assert of("my parcel is late", thread=lines).scope is Scope.RECURRING
    crowd = [ThreadLine("other", "same here", author=str(number)) for number in range(4)]
    assert of("my parcel is late", thread=crowd).scope is Scope.WIDESPREAD


@pytest.mark.parametrize(
    ("text", "channel", "minutes"),
    [
        ("the kettle caught fire", "x", 15),
        ("my parcel is late and the wedding is tomorrow", "x", 30),
        ("my parcel is late", "x", 60),
        ("what time do you open?", "x", 240),
        ("my parcel is late", "email", 240),
    ],
)
def test_the_clock_runs_from_arrival(text, channel, minutes):
    received = NOW - timedelta(minutes=10)
    assert of(text, channel=channel, received_at=received).respond_by == received + timedelta(minutes=minutes)
    assert of(text, channel=channel).respond_by == NOW + timedelta(minutes=minutes)


def test_deadlines_can_be_set():
    deadlines = Deadlines(minutes={Gravity.MEDIUM: 5}, factors={"x": 2})
    assert of("my parcel is late", deadlines=deadlines).respond_by == NOW + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("my parcel never arrived, where is it?", True),
        ("please refund me", True),
        ("worst hotel ever, never again", False),
        ("not looking for a refund, just letting people know the food was cold", False),
        ("never again, and I want my money back", True),
    ],
)
def test_who_wants_it_solved(text, wants):
    assert of(text).wants_resolution is wants


def test_every_assessment_gives_its_reasons():
    reasons = of("sparks came out of the toaster, call me on 07911 123456, my third email").reasons
    assert any("hazard" in reason for reason in reasons)
    assert any("phone" in reason for reason in reasons)
    assert all(reason and reason[0].isupper() and len(reason) < 200 for reason in reasons)
    assert not any("07911" in reason for reason in reasons)


@pytest.mark.parametrize("text", ["", " ", "😡", "?!", "\u200b" * 50, "<script>alert(1)</script>", "a" * 20_000])
def test_odd_texts_are_assessed(text):
    assert of(text).kind in Kind


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["x", "email", "nonsense"]), st.booleans())
def test_never_fails(text, channel, public):
    found = of(text, channel=channel, public=public)
    assert found.respond_by > NOW
    assert found.topic in Topic


@given(
    st.builds(
        Situation,
        kind=st.just(Kind.COMPLAINT),
        gravity=st.sampled_from(Gravity),
        factors=st.frozensets(st.sampled_from(["repeat", "money", "legal", "injury"])),
        public=st.booleans(),
        offensive=st.booleans(),
        exposes_data=st.booleans(),
        disputed=st.booleans(),
        unclear=st.booleans(),
        prefer_offline=st.booleans(),
    )
)
def test_no_complaint_is_ever_left_alone(situation):
    action, why = decide(situation)
    assert action is not Action.DO_NOT_ENGAGE
    assert why
