"""`/v1/drafts/{id}/…`: what a reviewer can do besides approving, rejecting and claiming."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import Field

from api.models import Draft, Instant, Strict, Version
from api.problems import documented
from api.routes.access import MayReview, ServicesOf
from api.routes.answers import json_answer
from knowledge.facts import Text

router = APIRouter(prefix="/v1/drafts", tags=["drafts"])
DraftId = Annotated[str, Path(max_length=100)]
Note = Annotated[Text, Field(max_length=2000)]


class Undoing(Strict):
    """Body of `undo`."""

    version: Version


class Holding(Strict):
    """Body of `hold`."""

    version: Version
    until: Instant
    note: Note = ""


class HandingOver(Strict):
    """Body of `handover`; without `to`, the draft is let go."""

    version: Version
    to: Text | None = Field(default=None, min_length=1, max_length=200)
    note: Note = ""


class Escalating(Strict):
    """Body of `escalate`."""

    version: Version
    note: Text = Field(min_length=1, max_length=2000)


class Doubting(Strict):
    """Body of `not-genuine`."""

    version: Version
    reason: Text = Field(min_length=1, max_length=2000)


class HouseRuleWarning(Strict):
    """Body of `warn`."""

    version: Version
    house_rule: Text = Field(min_length=1, max_length=100, description="id of a house rule in the brand's settings")


class Moderating(Strict):
    """Body of `moderation`."""

    version: Version
    decision: Literal["hidden", "kept"]


@router.post("/{draft_id}/undo", response_model=Draft, responses=documented(404, 409))
def undo(draft_id: DraftId, body: Undoing, services: ServicesOf, key: MayReview) -> Response:
    """Take back an approval or a rejection, within seconds: before the reply is let out."""
    return json_answer(services.courses.undo(draft_id, body.version, actor=key.name))


@router.post("/{draft_id}/hold", response_model=Draft, responses=documented(404, 409))
def hold(draft_id: DraftId, body: Holding, services: ServicesOf, key: MayReview) -> Response:
    """Set a draft aside until a moment within the next 30 days."""
    return json_answer(services.courses.hold(draft_id, body.version, body.until, note=body.note, actor=key.name))


@router.post("/{draft_id}/handover", response_model=Draft, responses=documented(404, 409))
def hand_over(draft_id: DraftId, body: HandingOver, services: ServicesOf, key: MayReview) -> Response:
    """Hand a draft to a colleague, or let it go."""
    return json_answer(services.courses.hand_over(draft_id, body.version, body.to, note=body.note, actor=key.name))


@router.post("/{draft_id}/escalate", response_model=Draft, responses=documented(404, 409))
def escalate(draft_id: DraftId, body: Escalating, services: ServicesOf, key: MayReview) -> Response:
    """Pass a draft on to a person with more say, with a note."""
    return json_answer(services.courses.escalate(draft_id, body.version, body.note, actor=key.name))


@router.post("/{draft_id}/warn", response_model=Draft, responses=documented(404, 409))
def warn(draft_id: DraftId, body: HouseRuleWarning, services: ServicesOf, key: MayReview) -> Response:
    """Draft one line that names a house rule; to those warned before, that posts which break it are removed."""
    return json_answer(services.desk.warn(draft_id, body.version, body.house_rule, actor=key.name))


@router.post("/{draft_id}/moderation", response_model=Draft, responses=documented(404, 409))
def moderate(draft_id: DraftId, body: Moderating, services: ServicesOf, key: MayReview) -> Response:
    """Put down whether the message was hidden. It is always a person's decision; the platform is told by them."""
    return json_answer(services.courses.moderate(draft_id, body.version, body.decision, actor=key.name))


@router.post("/{draft_id}/not-genuine", response_model=Draft, responses=documented(404, 409))
def not_genuine(draft_id: DraftId, body: Doubting, services: ServicesOf, key: MayReview) -> Response:
    """Reject a draft because the complaint is not genuine, with the reason."""
    return json_answer(services.courses.not_genuine(draft_id, body.version, body.reason, actor=key.name))
