"""Requests and drafts as the store sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.models import Complaint, Draft, DraftRequest, Message
from api.store.accepting import Accepted
from api.store.engine import Store
from guardrails.inbound.assessment import Assessment

NOW = datetime(2026, 5, 4, 9, 30, 0, 123456, tzinfo=UTC)


def request_of(text: str = "My parcel is late!", **more: Any) -> DraftRequest:
    return DraftRequest(complaint=Complaint(text=text, **more))


def draft_of(draft_id: str, case_id: str, *, minutes: int = 0, status: str = "pending_review", **more: Any) -> Draft:
    """Return a written draft, `minutes` after `NOW`."""
    at = NOW + timedelta(minutes=minutes)
    assessment = Assessment(
        kind="complaint",
        legitimacy="genuine",
        severity="low",
        topic="delivery",
        action="reply_public",
        respond_by=at + timedelta(hours=1),
    )
    rest = {
        "assessment": assessment,
        "messages": [Message(audience="public", channel="x", text="Sorry about the wait.")],
        "respond_by": at + timedelta(hours=1),
        "created_at": at,
        "updated_at": at,
        "complaint": Complaint(text="My parcel is late!"),
    }
    return Draft(id=draft_id, case_id=case_id, status=status, verdict="pass", **(rest | more))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, data_dir: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{data_dir / 'new' / 'amends.db'}"
    return str(request.getfixturevalue("postgres").empty())


Accept = Callable[..., Accepted]


@pytest.fixture
def accept(store: Store) -> Accept:
    """Accept a request with whatever the test cares about."""

    def accepted(request: DraftRequest | None = None, **more: Any) -> Accepted:
        given = {"caller": "key_a", "idempotency": None, "lease": 10.0, "owner": "me", "now": NOW} | more
        return store.drafts.accept(request or request_of(), **given)

    return accepted


@pytest.fixture
def write(store: Store, accept: Accept) -> Callable[..., Draft]:
    """Accept a request and finish its draft."""

    def written(**more: Any) -> Draft:
        accepted = accept()
        draft = draft_of(accepted.draft_id, accepted.case_id, **more)
        assert store.drafts.finish(draft, "me")
        return draft

    return written
