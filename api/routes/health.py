"""`/healthz`, `/readyz`, `/metrics`."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel

from api.errors import Unavailable
from api.metrics import exposition
from api.problems import documented
from api.routes.access import ServicesOf

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process is alive."""

    status: Literal["ok"] = "ok"


@router.get("/healthz")
async def healthz() -> Health:
    """Return ok while the process can answer at all."""
    return Health()


@router.get("/readyz", responses=documented(503))
def readyz(services: ServicesOf) -> Health:
    """Return ok when the database answers and the index is in step with it."""
    if not services.ready:
        raise Unavailable("the service is starting or stopping", remedy="ask again in a second")
    if not services.store.ready():
        raise Unavailable("the database does not answer", remedy="look after AMENDS_DATABASE_URL")
    return Health()


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics() -> Response:
    """Return the metrics in Prometheus's text format."""
    content, media_type = exposition()
    return Response(content, media_type=media_type)
