"""`/healthz`, `/readyz`, `/metrics`."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.brand_file import Refusal
from api.errors import Unavailable
from api.metrics import exposition
from api.problems import documented
from api.routes.access import ServicesOf

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class Readiness(Health):
    """The service answers; `warnings` tell what does not stop it and should not last."""

    warnings: list[str] = Field(default_factory=list)


@router.get("/healthz")
async def healthz() -> Health:
    """Return ok while the process can answer at all."""
    return Health()


@router.get("/readyz", responses=documented(503))
def readyz(services: ServicesOf) -> Readiness:
    """Return ok when the database answers and the index is in step with it."""
    if not services.ready:
        raise Unavailable("the service is starting or stopping", remedy="ask again in a second")
    if not services.store.ready():
        raise Unavailable("the database does not answer", remedy="look after AMENDS_DATABASE_URL")
    return Readiness(warnings=_warnings(services.brand.refusal))


def _warnings(refusal: Refusal | None) -> list[str]:
    """Return that the brand's file is refused, without its words: whoever asks needs no key."""
    if refusal is None:
        return []
    places = ", ".join(problem.split(": ", 1)[0] for problem in refusal.problems)
    since = f"{refusal.since:%Y-%m-%dT%H:%M:%SZ}"
    return [f"refused since {since}, the earlier one stays in force; amends brand check tells why: {places}"]


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics() -> Response:
    """Return the metrics in Prometheus's text format."""
    content, media_type = exposition()
    return Response(content, media_type=media_type)
