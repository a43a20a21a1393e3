"""Cases and outcomes in few words."""

from __future__ import annotations

from typing import Any

from evals.case import Case, Expected
from evals.corpus.records import JUDGED, Style, Unit
from evals.grading import Graded, grade
from evals.outcome import Found, Outcome
from guardrails.finding import Audience, Severity, Verdict

TEXT = "It was fine. These things happen. Go away."
"""`defensive` at 0:12, `minimises` at 13:33, `hostile` at 34:42."""


def found(rule: str, start: int = 0, end: int = 12, severity: Severity = Severity.BLOCK) -> Found:
    return Found(rule=rule, severity=severity, start=start, end=end, detector="pattern")


def outcome(*findings: Found, verdict: Verdict | None = None, **more: Any) -> Outcome:
    given = verdict or (Verdict.BLOCK if findings else Verdict.PASS)
    return Outcome(verdict=given, findings=findings, **more)


def case(*rules: str, **more: Any) -> Case:
    """Return a case that breaks `rules`, each with the first sentence."""
    labels = [Expected(rule, 0, 12) for rule in rules]
    style = Style.SUBTLE if rules else Style.CLEAN
    settings: dict[str, Any] = {
        "id": "c-1",
        "text": TEXT,
        "audience": Audience.PUBLIC,
        "labels": labels,
        "style": style,
    }
    return Case(**(settings | {"unit": Unit.REPLY, "writer": "ash", "complaint": "It broke."} | more))


def graded(one: Case, said: Outcome) -> Graded:
    return grade([one], [said], JUDGED)[0]
