"""`amends brand check`: whether a brand's file can be used, and what it would put in force."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import typer
import yaml

from api.configuration import Configured, configured
from api.errors import InvalidInput
from guardrails.finding import Audience
from guardrails.policy import SeverityPolicy
from knowledge.brand import CHANNELS, Brand


def check(path: Path, *, as_json: bool) -> None:
    """Print what the file at `path` puts in force, the defaults included.

    Raises:
        InvalidInput: the file is not there or cannot be used; every problem is told with its line and remedy.
    """
    if not path.is_file():
        raise InvalidInput(f"there is no file {path}", remedy="name a brand's file; docs/brand.example.yaml is one")
    found = configured(path)
    settled = in_force(found)
    if as_json:
        typer.echo(json.dumps(settled, ensure_ascii=False, indent=2))
        return
    typer.echo(yaml.safe_dump(settled, allow_unicode=True, sort_keys=False, width=120), nl=False)
    typer.echo(f"{path.name} can be used; this is in force with it.", err=True)


def in_force(found: Configured) -> dict[str, object]:
    """Return what is in force with a brand's file, in the form of such a file; only what differs of severities."""
    brand = found.brand
    told: dict[str, object] = {
        "languages": list(brand.languages) or "all",
        "channels": {channel: _on(brand, channel) for channel in CHANNELS},
        "hours": _hours(brand),
        "teams": {topic: _team(brand, topic) for topic in brand.teams},
        "offers": [offer.model_dump(mode="json", exclude_none=True) for offer in brand.limits],
        "severities": dict(_changed(found.severities)),
    }
    plain = brand.model_dump(mode="json", exclude=set(told))
    return {name: (told | plain)[name] for name in Brand.model_fields}


def _on(brand: Brand, channel: str) -> dict[str, object]:
    here = brand.on(channel)
    return {
        "enabled": brand.channel(channel).enabled,
        "prefer_offline": here.prefer_offline,
        "sign_off": here.sign_off,
        "deadline_factor": brand.deadline_factor(channel),
    }


def _hours(brand: Brand) -> dict[str, object]:
    hours = brand.hours
    return {
        "time_zone": hours.time_zone,
        "open": {day: [str(span) for span in spans] for day, spans in hours.open.items()} or "around the clock",
        "closed": [day.isoformat() for day in hours.closed],
    }


def _team(brand: Brand, topic: str) -> dict[str, object]:
    team = brand.team(topic)
    told = team.model_dump(mode="json", exclude={"hours"}, exclude_none=True) if team else {}
    return told | {"hours": str(brand.hours_for(topic))}


def _changed(policy: SeverityPolicy | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each rule that a file changes, with what it does for each audience."""
    usual = SeverityPolicy.default()
    for rule in policy.families if policy else ():
        now = {audience: policy.of(rule, audience) for audience in Audience} if policy else {}
        if any(now[audience] != usual.of(rule, audience) for audience in now):
            yield rule, {str(audience): str(severity or "off") for audience, severity in now.items()}
