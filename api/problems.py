"""How errors leave the service: RFC 9457 problem+json, always, with the value and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem
from api.telemetry import where

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
_SHOWN = 120
_SECRETS = frozenset({"password", "old", "new"})
"""Fields whose value is never repeated."""


class ProblemBody(BaseModel):
    """RFC 9457 problem details; members beyond these depend on the type."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    remedy: str | None = None


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI description of the problems an operation may answer with."""
    return {
        status: {"model": ProblemBody, "content": {MEDIA_TYPE: {}}, "description": "Problem"} for status in statuses
    }


def problem_response(body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    """Return problem+json; text that is not valid Unicode is replaced rather than refused."""
    try:
        content = orjson.dumps(body, default=str)
    except TypeError:
        content = orjson.dumps(_storable(body), default=str)
    return Response(content, status_code=body["status"], media_type=MEDIA_TYPE, headers=headers)


def install(app: FastAPI) -> None:
    """Make every error of `app` a problem."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


class CatchAll:
    """Outermost ASGI layer: an unforeseen error becomes a problem.

    Its message, which may quote a customer, stays out of the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer 500 when it fails before the response has begun."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:  # noqa: BLE001 - the last resort, so that no error leaves without a problem body
            log.error("unforeseen error", error=type(error).__name__, where=where(error))  # noqa: TRY400 - see above
            if not begun:
                await internal_error()(scope, receive, send)


def internal_error() -> Response:
    """Return the problem for an error that nobody foresaw."""
    return problem_response(
        {
            "type": "urn:amends:problem:internal",
            "title": "Internal error",
            "status": 500,
            "detail": "something unforeseen happened; nothing was released",
            "remedy": "try again; if it stays, look into the service's log",
        }
    )


async def _problem(_: Request, error: Exception) -> Response:
    if not isinstance(error, Problem):
        return internal_error()
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    if error.status == 503:
        headers["Retry-After"] = "1"
    return problem_response(error.body(), headers)


async def _http(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    kinds = {400: "bad-request", 404: "not-found", 405: "method-not-allowed"}
    remedies = {
        400: "send a JSON body as /openapi.json describes",
        404: "see /openapi.json for the paths there are",
        405: "see /openapi.json for the methods of this path",
    }
    body = {
        "type": f"urn:amends:problem:{kinds.get(status, 'http')}",
        "title": detail or "Error",
        "status": status,
        "detail": detail or "the request could not be answered",
        "remedy": remedies.get(status, "see /openapi.json"),
    }
    headers = dict(getattr(error, "headers", None) or {})
    return problem_response(body, headers)


async def _invalid(_: Request, error: Exception) -> Response:
    raw: Sequence[Any] = error.errors() if isinstance(error, RequestValidationError) else []
    errors = [_field_error(item) for item in raw[:50]]
    first = errors[0] if errors else {"field": "body", "message": "it cannot be read"}
    return problem_response(
        {
            "type": "urn:amends:problem:invalid-input",
            "title": "Invalid input",
            "status": 422,
            "detail": f"{first['field']}: {first['message']}",
            "remedy": "mend the fields listed under errors and send the request again",
            "errors": errors,
        }
    )


def _field_error(item: dict[str, Any]) -> dict[str, Any]:
    place = [str(part) for part in item.get("loc", ())]
    kind = item.get("type", "")
    message = str(item.get("msg", "is invalid")).removeprefix("Value error, ")
    if kind == "extra_forbidden":
        message = "there is no such field; see /openapi.json for the fields there are"
    error = {"field": ".".join(place) or "body", "message": message}
    if kind not in ("missing", "json_invalid") and _SECRETS.isdisjoint(place):
        error["value"] = _shown(item.get("input"))
    return error


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _SHOWN else text[:_SHOWN] + " …"


def _storable(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {str(_storable(key)): _storable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value
