"""What the guardrails say of a text: findings, claims, a verdict."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Severity(StrEnum):
    """What a finding does to the verdict."""

    BLOCK = "block"
    REVIEW = "review"


class Verdict(StrEnum):
    """Whether a reply may go out: `block` never, `review` after a look, `pass` as it is."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    REVIEW = "review"
    BLOCK = "block"


class Detector(StrEnum):
    """Which stage found it."""

    PATTERN = "pattern"
    CLASSIFIER = "classifier"
    LEDGER = "ledger"
    JUDGE = "judge"


class Audience(StrEnum):
    """Who can read a message."""

    PUBLIC = "public"
    PRIVATE = "private"


class Finding(BaseModel):
    """One broken rule. `start` and `end` count Unicode code points of the reply as it was given.

    `replacement`, put in place of the stretch `replaces` (of `start` to `end` where that is null), makes the finding go
    away and no other come; it is null where none is known or none was asked for.
    """

    model_config = ConfigDict(frozen=True)

    rule: str
    family: str
    severity: Severity
    message: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str
    suggestion: str = ""
    evidence: list[str] = Field(default_factory=list, description="ids of the facts that speak to it")
    detector: Detector = Detector.PATTERN
    unsure: bool = Field(default=False, description="its detector could not tell for certain: a person should look")
    replacement: str | None = Field(default=None, description="words that mend it; empty to delete the stretch")
    replaces: tuple[int, int] | None = Field(default=None, description="the stretch that `replacement` stands for")


class ClaimStatus(StrEnum):
    """How a claim stands against the facts."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


class Claim(BaseModel):
    """A checkable span of a reply and what the facts say of it. Offsets count Unicode code points."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    kind: str
    status: ClaimStatus
    facts: list[str] = Field(default_factory=list)
    explanation: str = ""


class Report(BaseModel):
    """The guardrails' report on one reply."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    findings: list[Finding] = Field(default_factory=list)
    claims: list[Claim] = Field(default_factory=list)
