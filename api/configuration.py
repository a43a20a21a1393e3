"""The files that an operator writes: the brand and the severities of rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from api.errors import InvalidInput
from api.settings import Settings
from guardrails.policy import PolicyError, SeverityPolicy
from knowledge.brand import Brand, BrandError, UnreadableError, brand_text, read_brand

SEVERITIES = "severities"
"""The section of the brand's file that stands for a severities file."""
BRAND_REMEDY = "mend what is named; docs/brand.example.yaml shows the form"
_TWICE = "severities are given here and in the file that AMENDS_SEVERITIES names; keep them in one of the two"


@dataclass(frozen=True, slots=True)
class Configured:
    """What the brand's file settles: the brand, and what rules do; None where it tells nothing of rules."""

    brand: Brand
    severities: SeverityPolicy | None = None


def brand_of(settings: Settings) -> Brand:
    """Return the brand that `brand.yaml` in the data folder describes.

    Raises:
        InvalidInput: the file holds an invalid value.
    """
    return configured(brand_path(settings), severities_elsewhere=settings.severities is not None).brand


def brand_path(settings: Settings) -> Path:
    """Return where the brand's file stands."""
    return settings.data_dir / "brand.yaml"


def configured(path: Path, *, severities_elsewhere: bool = False) -> Configured:
    """Return what the brand's file at `path` settles; the defaults where there is none.

    `severities_elsewhere` tells that a file of severities is in use: two that may differ are an error.

    Raises:
        InvalidInput: the file cannot be used; the detail names each problem with its line and remedy.
    """
    if not path.exists():
        return Configured(Brand())
    problems: list[str] = []
    brand, policy = Brand(), None
    try:
        text = brand_text(path)
        policy = _severities_in(text, path.name, problems, elsewhere=severities_elsewhere)
        brand = read_brand(text, path.name)
    except UnreadableError as error:
        problems = [str(error)]
    except BrandError as error:
        problems += str(error).splitlines()
    if problems:
        told = "\n".join([f"{path.name} cannot be used:", *sorted(problems, key=_line)])
        raise InvalidInput(told, remedy=BRAND_REMEDY)
    return Configured(brand, policy if brand.severities else None)


def _severities_in(text: str, name: str, problems: list[str], *, elsewhere: bool) -> SeverityPolicy | None:
    """Return what the section says of rules; what is wrong with it joins the `problems`."""
    try:
        policy = SeverityPolicy.within(text, SEVERITIES, name)
    except PolicyError as error:
        problems += str(error).splitlines()
        return None
    if elsewhere and policy is not SeverityPolicy.default():
        problems.append(f"{name}: {_TWICE}")
    return policy


def _line(problem: str) -> int:
    number = problem.split(":", 2)[1]
    return int(number) if number.isdecimal() else 0


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
