"""What the brand's file settles is what drafts are written and judged by, from one draft to the next."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from api.checks import Checks
from api.drafting.brief import Brief
from api.drafting.checking import in_context
from api.drafting.gathering import Gatherer
from api.drafting.pipeline import Order, Pipeline
from api.llm.asking import ask
from api.models import CheckRequest, Complaint, DraftRequest, DraftStatus, Message
from guardrails.engine import Guard
from guardrails.finding import Audience
from guardrails.inbound.assessment import Action
from knowledge.brand import Brand, read_brand
from knowledge.chunking import passages_of
from knowledge.facts import Fact, FactKind
from knowledge.memory import MemoryRepository

NOW = datetime(2026, 5, 8, 21, tzinfo=UTC)
CARE = Fact(
    id="care",
    kind=FactKind.CONTACT,
    title="Customer Care",
    text="Write to care@lumen.example.",
    data={"team": "Customer Care", "email": "care@lumen.example", "topics": ["delivery", "service"]},
)
TOM = Fact(
    id="tom",
    kind=FactKind.CONTACT,
    title="Parcel Bench",
    text="Tom Okafor, tom.okafor@lumen.example.",
    data={"name": "Tom Okafor", "team": "Parcel Bench", "email": "tom.okafor@lumen.example"},
)


class NoVectors:
    """A retriever that finds nothing."""

    def search(self, *_: Any, **__: Any) -> list[Any]:
        return []


class House:
    """A pipeline and checks over a brand that can be changed while they run."""

    def __init__(self, settings: str = "") -> None:
        repo = MemoryRepository()
        repo.upsert([CARE, TOM], [passage for fact in (CARE, TOM) for passage in passages_of(fact)])
        gatherer = Gatherer(repo, NoVectors(), None)  # type: ignore[arg-type]
        self.brand = read_brand(settings)
        self.pipeline = Pipeline(gatherer=gatherer, guard=Guard(), brand=lambda: self.brand)
        self.checks = Checks(gatherer, Guard(), lambda: self.brand, lambda: NOW)

    def draft(self, text: str = "My parcel never arrived and nobody answers me!", **more: Any) -> Any:
        complaint = Complaint.model_validate({"text": text, "channel": "x", "author": {"name": "Ana Ruiz"}, **more})
        return self.pipeline.run(
            Order(DraftRequest(complaint=complaint, as_of=date(2026, 5, 20)), "drf_1", "cas_1", NOW)
        )


def texts(draft: Any) -> str:
    return "\n".join(message.text for message in draft.messages)


def test_a_channel_that_is_switched_off_waits_for_a_person_without_a_draft():
    house = House("channels: {tiktok: {enabled: false}}")
    draft = house.draft(channel="tiktok")
    assert draft.messages == []
    assert draft.status is DraftStatus.PENDING_REVIEW
    assert draft.assessment.action is Action.ESCALATE_TO_HUMAN
    assert "Nothing is drafted on tiktok, as the brand's settings say: a person must answer" in draft.assessment.reasons
    assert house.draft(channel="x").messages
    spam = house.draft(
        "Buy cheap followers now at www.followers.example!!! Click here, limited offer!", channel="tiktok"
    )
    assert spam.status is DraftStatus.NO_REPLY


def test_a_change_holds_from_the_next_draft_on():
    house = House()
    assert house.draft().respond_by == datetime(2026, 5, 8, 22, tzinfo=UTC)
    house.brand = read_brand(
        "deadlines: {count: working_hours}\nhours: {open: {monday: 09:00-17:00}}\nchannels: {x: {deadline_factor: 2}}"
    )
    assert house.draft().respond_by == datetime(2026, 5, 11, 11, tzinfo=UTC)


def test_a_channels_sign_off_ends_what_is_written_there():
    settings = "sign_off: Maya\nchannels: {email: {sign_off: Maya at Lumen}}"
    house = House(settings)
    assert house.draft(channel="email").messages[0].text.endswith("Maya at Lumen")
    review = house.draft(channel="trustpilot", author={"name": "Ana Ruiz", "email": "ana@ruiz.example"})
    assert review.messages[1].channel == "email"
    assert review.messages[1].text.endswith("Maya at Lumen")


def test_the_brands_own_sign_off_is_nobody_unknown():
    signed = "Maya, Customer Care at Lumen"
    draft = House(f"sign_off: '{signed}'").draft(channel="email")
    assert draft.messages[0].text.endswith(signed)
    assert "unknown-contact" not in {one.rule for one in draft.findings}


def test_where_a_matter_may_be_settled_in_public_no_private_route_is_asked_for():
    house = House("channels: {trustpilot: {prefer_offline: false}}")
    assert house.draft(channel="trustpilot").assessment.action is Action.REPLY_PUBLIC
    assert house.draft(channel="x").assessment.action is Action.REPLY_AND_TAKE_OFFLINE
    reply = "We're sorry that your parcel is late. It will be looked into."

    def rules(channel: str) -> set[str]:
        complaint = {"text": "My parcel never arrived!", "channel": channel}
        asked = {"reply": reply, "audience": "public", "complaint": complaint}
        return {one.rule for one in house.checks.check(CheckRequest.model_validate(asked)).findings}

    assert "missing-offline-route" in rules("x")
    assert "missing-offline-route" not in rules("trustpilot")


@pytest.mark.parametrize(
    ("settings", "words"), [("", "entschuldigung"), ("languages: [en, fr]", "sorry"), ("languages: [fr]", "désolé")]
)
def test_a_message_is_answered_in_a_language_of_the_brand(settings: str, words: str):
    draft = House(settings).draft("Mein Paket ist nie angekommen und niemand antwortet auf meine E-Mails!")
    assert draft.assessment.language == "de"
    assert words in texts(draft).casefold()
    assert not {one.rule for one in draft.findings} & {"wrong-language"}


def test_a_topic_is_handed_to_the_contact_that_the_brand_names():
    assert "care@lumen.example" in texts(House().draft(channel="trustpilot"))
    draft = House("teams: {delivery: {team: Parcel Bench, department: Logistics, contact: tom}}").draft(
        channel="trustpilot"
    )
    assert "tom.okafor@lumen.example" in texts(draft)
    assert draft.facts[0].id == "tom"
    assert "Looked after by Parcel Bench (Logistics)" in draft.assessment.reasons
    by_name = House("teams: {delivery: {team: parcel bench}}").draft()
    assert by_name.facts[0].id == "tom"
    unknown = House("teams: {delivery: {team: Parcel Bench, contact: nobody}}").draft()
    assert unknown.facts[0].id == "care"
    assert "The brand's settings name the contact nobody for it, which is not on record" in unknown.assessment.reasons


OFFERS = "currency: GBP\noffers: [{kind: credit, up_to: 15, approver: the duty manager}]\nlanguages: [en]"


def test_limits_are_told_to_the_model_and_hold_for_what_people_type():
    house = House(OFFERS)
    draft = house.draft()
    brief = Brief(draft.complaint, draft.assessment, house.brand, date(2026, 5, 20), "drf_1")
    told = "\n".join(text for _, text in ask(brief, context=4000, fence_seed="f").messages)
    assert "Offer no credit above 15 GBP: for more, say that we will ask the duty manager." in told
    message = Message(audience=Audience.PRIVATE, channel="x", text="We'd like to offer you a £40 credit.")  # type: ignore[arg-type]
    assert in_context(brief, message).offers == house.brand.limits
    asked = {"reply": message.text, "audience": "private", "complaint": {"text": "My parcel never arrived!"}}
    findings = house.checks.check(CheckRequest.model_validate(asked)).findings
    assert any("15.00 GBP at most unless the duty manager grants more" in one.message for one in findings)


def test_the_defaults_change_nothing():
    assert Brand().on("x") == Brand()
    assert Brand().limits == ()
