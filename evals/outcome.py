"""What a guard said of one case, without any of its text: safe to keep in caches and baselines."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from guardrails.finding import Claim, ClaimStatus, Finding, Report, Severity, Verdict

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Found(BaseModel):
    """A finding; `start` and `end` count code points of what the guard was shown."""

    model_config = _FROZEN

    rule: str
    severity: Severity
    start: int
    end: int
    detector: str


class FoundClaim(BaseModel):
    """A claim and how it stands."""

    model_config = _FROZEN

    status: ClaimStatus
    start: int
    end: int


class Outcome(BaseModel):
    """A guard's answer to a case, and the milliseconds it took. `injection` is None where no complaint was judged."""

    model_config = _FROZEN

    verdict: Verdict
    findings: tuple[Found, ...] = ()
    claims: tuple[FoundClaim, ...] = ()
    injection: bool | None = None
    ms: float = 0.0


def from_report(report: Report, ms: float, *, injection: bool | None = None) -> Outcome:
    """Return the outcome that a report of the guardrails tells."""
    return Outcome(
        verdict=report.verdict,
        findings=tuple(map(_found, report.findings)),
        claims=tuple(map(_claim, report.claims)),
        injection=injection,
        ms=ms,
    )


def _found(one: Finding) -> Found:
    return Found(rule=one.rule, severity=one.severity, start=one.start, end=one.end, detector=one.detector)


def _claim(one: Claim) -> FoundClaim:
    return FoundClaim(status=one.status, start=one.start, end=one.end)
