"""JSON answers, serialised once."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi.responses import Response
from pydantic import BaseModel


def json_answer(model: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return `model` as JSON without validating it a second time."""
    content = model.__pydantic_serializer__.to_json(model, exclude_none=False)
    return Response(content, status_code=status, media_type="application/json", headers=headers)
