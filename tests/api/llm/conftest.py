from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from api.drafting.brief import Brief
from api.llm.standin import StandIn
from api.llm.writer import Writer
from api.models import Author, Complaint, ThreadMessage
from guardrails.inbound.assessment import Assessment
from knowledge.brand import Brand
from knowledge.facts import Fact

ORDER = Fact(
    id="order-58213",
    kind="order",
    data={
        "order_id": "58213",
        "status": "shipped",
        "shipped_on": "2026-05-06",
        "total": "49.50",
        "currency": "GBP",
        "customer": {"name": "Ada Okafor", "email": "ada@home.example"},
    },
)
CONTACT = Fact(
    id="contact-care",
    kind="contact",
    text="Customer care reads care@shop.example.",
    data={"email": "care@shop.example"},
)
POLICY = Fact(
    id="policy-late",
    kind="policy",
    title="Late parcels",
    text="A parcel that is five working days late may be sent again free of charge.",
)


def make_brief(text="My parcel never came and nobody answers me!", *, thread=(), instructions=None, **change):
    assessment = {
        "kind": "complaint",
        "legitimacy": "genuine",
        "severity": "medium",
        "topic": "delivery",
        "action": "reply_and_take_offline",
        "respond_by": datetime(2026, 5, 20, 12, tzinfo=UTC),
    }
    public = change.pop("public", None)
    facts = {name: change.pop(name) for name in ("orders", "policies", "contacts", "notes") if name in change}
    return Brief(
        complaint=Complaint(
            text=text,
            channel="x",
            public=public,
            author=Author(name="Ada Okafor"),
            thread=[ThreadMessage(role=role, text=said) for role, said in thread],
        ),
        assessment=Assessment(**{**assessment, **change}),
        brand=Brand(name="Sedge & Lantern"),
        today=date(2026, 5, 20),
        seed="case-1",
        instructions=instructions,
        **{"orders": [ORDER], "policies": [POLICY], "contacts": [CONTACT], **facts},
    )


@pytest.fixture
def brief():
    return make_brief


@pytest.fixture
def server():
    with StandIn() as running:
        yield running


@pytest.fixture
def writer(server):
    made = []

    def make(**options):
        options = {"base_url": server.url, "api_key": "sk-very-secret-0123456789", "timeout": 8.0, **options}
        made.append(Writer("openai:test-model", **options))
        return made[-1]

    yield make
    for each in made:
        each.close()
