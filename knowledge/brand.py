"""The brand on whose behalf replies are written: its voice, its name, its habits."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Voice(StrEnum):
    """How the brand sounds."""

    WARM = "warm"
    PLAIN = "plain"
    FORMAL = "formal"


class Brand(BaseModel):
    """One brand's settings for writing, read from `brand.yaml` in the data folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(default="our team", max_length=200)
    voice: Voice = Voice.WARM
    agent_name: str | None = Field(default=None, max_length=100)
    sign_off: str | None = Field(default=None, max_length=200)
    locale: str = Field(default="en_GB", max_length=20, description="Babel locale in which values are rendered")
    currency: str | None = Field(default=None, max_length=3)
    prefer_offline: bool = Field(default=True, description="A public reply must offer a private route")


def load_brand(path: Path) -> Brand:
    """Return the brand described by the YAML file at `path`; the defaults when there is no such file.

    Raises:
        ValueError: the file is not a mapping or holds an invalid value; the message names the field.
    """
    if not path.exists():
        return Brand()
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} must be a mapping of settings, but it is a {type(content).__name__}")  # noqa: TRY004 - one error type for a bad file
    return Brand.model_validate(content)
