"""The situation of a reply: what the options of the command and its own front matter tell, front matter first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from api.errors import InvalidInput
from api.linter.replies import Written
from api.linter.sources import sources
from api.models import Channel
from guardrails.finding import Audience
from guardrails.reply import Reply
from knowledge.brand import Brand
from knowledge.facts import Fact

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is told of a reply; `complaint` is a text or a file, `facts` a file, `as_of` a day. All are unchecked."""

    audience: str | None = None
    channel: str | None = None
    complaint: str | None = None
    facts: str | None = None
    language: str | None = None
    as_of: str | None = None


def reply_of(written: Written, options: Situation, brand: Brand, today: date) -> Reply:
    """Return the reply to check: what its front matter does not tell, the options do.

    Raises:
        InvalidInput: a value cannot be used.
    """
    told = replace(options, **written.front)
    folder = Path(written.source.name).parent if written.front else Path()
    channel = _choice(Channel, "channel", told.channel) if told.channel else None
    brand = brand.on(channel)
    complaint = _complaint(told.complaint, folder if "complaint" in written.front else Path())
    return Reply(
        text=written.text,
        audience=_choice(Audience, "audience", told.audience or Audience.PUBLIC),
        today=_day(told.as_of) if told.as_of else today,
        channel=channel,
        complaint=complaint,
        facts=_facts(str(folder / told.facts) if "facts" in written.front else told.facts) if told.facts else (),
        first=complaint is not None,
        language=told.language,
        locale=brand.locale,
        currency=brand.currency,
        offers=brand.limits,
        signed=brand.signers,
        needs_private_route=complaint is not None and brand.prefer_offline,
    )


def _choice(kind: type[_Choice], name: str, value: str) -> _Choice:
    try:
        return kind(value)
    except ValueError:
        raise InvalidInput(f"{name} is {value!r}", remedy=f"use one of {', '.join(kind)}") from None


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidInput(f"as-of is {value!r}", remedy="give a day as 2026-05-04") from None


def _complaint(told: str | None, folder: Path) -> str | None:
    """Return the complaint's text: of the file that `told` names, else `told` itself."""
    if told is None or told == "-":
        return None if told is None else sources(["-"])[0].text
    path = folder / told
    if _is_file(path):
        return sources([str(path)])[0].text
    if path.suffix and not any(character.isspace() for character in told.strip()):
        raise InvalidInput(f"the complaint {told!r} is no file", remedy="name a file that exists, or give the text")
    return told


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # longer than a path can be, or with a character that none may hold
        return False


@cache
def _facts(name: str) -> Sequence[Fact]:
    try:
        return TypeAdapter(list[Fact]).validate_python(orjson.loads(sources([name])[0].text))
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"{name} is not JSON: {error}", remedy="give a JSON list of facts") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(f"{name}: {place}: {first['msg']}", remedy="see docs/api.md for a fact's fields") from None
