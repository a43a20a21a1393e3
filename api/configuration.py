"""The files that an operator writes: the brand and the severities of rules."""

from __future__ import annotations

from pathlib import Path

from api.errors import InvalidInput
from api.settings import Settings
from guardrails.policy import PolicyError, SeverityPolicy
from knowledge.brand import Brand, load_brand


def brand_of(settings: Settings) -> Brand:
    """Return the brand that `brand.yaml` in the data folder describes.

    Raises:
        InvalidInput: the file holds an invalid value.
    """
    path = settings.data_dir / "brand.yaml"
    try:
        return load_brand(path)
    except ValueError as error:
        raise InvalidInput(f"{path.name} cannot be used: {error}", remedy="mend the value and start again") from error


def policy_from(path: Path | None, named_by: str = "AMENDS_SEVERITIES") -> SeverityPolicy:
    """Return the policy in the file at `path`, the defaults when there is none; `named_by` says who named the file.

    Raises:
        InvalidInput: the file cannot be used; the detail names each problem with its line and remedy.
    """
    if path is None:
        return SeverityPolicy.default()
    try:
        return SeverityPolicy.load(path)
    except PolicyError as error:
        raise InvalidInput(
            f"{named_by} cannot be used:\n{error}",
            remedy="mend what is named; docs/severities.example.yaml shows the form",
        ) from error
