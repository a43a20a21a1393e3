"""`/docs`: what can be called, to read. No script, nothing from another host: it is on the console's origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.console.pages import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be called."""

    group: str
    method: str
    path: str
    does: str


@router.get("/docs")
def reference(request: Request) -> Response:
    """Return the page of all operations; it says no more than `/openapi.json`, and needs no key either."""
    groups: dict[str, list[Operation]] = {}
    for one in operations(request.app.openapi()):
        groups.setdefault(one.group, []).append(one)
    return page("reference.html", request, groups=groups)


def operations(schema: dict[str, Any]) -> Iterator[Operation]:
    """Yield what an OpenAPI description tells of."""
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            tag = next(iter(told.get("tags", ())), "other")
            yield Operation(tag, method.upper(), path, told.get("description", ""))
