"""Figures: what goes wrong and who has to mend it, and how often genuine complaints are hidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

from pydantic import BaseModel, Field
from sqlalchemy import func, select

from api.store import tables
from api.store.database import Database
from api.store.moments import to_micros
from guardrails.inbound.assessment import Gravity

_CASES, _DRAFTS = tables.cases, tables.drafts
_RANKED = (Gravity.LOW, Gravity.MEDIUM, Gravity.HIGH, Gravity.CRITICAL)
_MOST_CAUSES = 10


class CauseCount(BaseModel):
    """How many cases a root cause has."""

    root_cause: str | None = Field(description="null where nothing shows what went wrong")
    count: int


class DepartmentDigest(BaseModel):
    """The cases of one department; `department` is null for those of none."""

    department: str | None
    cases: int
    open: int
    median_severity: Gravity | None = Field(description="the lower of the middle two where there are two")
    causes: list[CauseCount] = Field(description="the most frequent first, ten at most")
    improvements: list[str] = Field(description="verified notes on what was improved, the latest first, ten at most")


class CauseFigures(BaseModel):
    """What went wrong in the cases opened since, by department, the one with most cases first."""

    since: datetime | None
    departments: list[DepartmentDigest]


class ModerationFigures(BaseModel):
    """How often genuine complaints that others could read were hidden, and the share of them, 0 to 1."""

    since: datetime | None
    genuine_complaints: int
    decided: int = Field(description="genuine complaints whose hiding a person decided on, either way")
    hidden_genuine: int
    share_hidden: float | None = Field(description="null where there were none")


class Figures:
    """The figures of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def causes(self, since: datetime | None, department: str | None = None) -> CauseFigures:
        """Return what went wrong in the cases opened since a moment, of one department or of all."""
        columns = (
            _CASES.c.department,
            _CASES.c.root_cause,
            _CASES.c.severity,
            _CASES.c.status,
            func.count().label("n"),
        )
        query = select(*columns).where(_CASES.c.opened_at >= _from(since)).group_by(*columns[:4])
        noted = select(_CASES.c.department, _CASES.c.improvement_note).where(
            _CASES.c.opened_at >= _from(since), _CASES.c.improvement_at.is_not(None)
        )
        if department is not None:
            query, noted = (one.where(_CASES.c.department == department) for one in (query, noted))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            notes = connection.execute(noted.order_by(_CASES.c.improvement_at.desc())).all()
        count: Counter[str | None] = Counter()
        still_open: Counter[str | None] = Counter()
        causes: defaultdict[str | None, Counter[str | None]] = defaultdict(Counter)
        grave: defaultdict[str | None, Counter[str]] = defaultdict(Counter)
        for row in rows:
            count[row.department] += row.n
            still_open[row.department] += row.n * (row.status == "open")
            causes[row.department][row.root_cause] += row.n
            if row.severity:
                grave[row.department][row.severity] += row.n
        told = [
            DepartmentDigest(
                department=name,
                cases=number,
                open=still_open[name],
                median_severity=_median(grave[name]),
                causes=[CauseCount(root_cause=cause, count=n) for cause, n in _most(causes[name])],
                improvements=[row.improvement_note for row in notes if row.department == name][:_MOST_CAUSES],
            )
            for name, number in sorted(count.items(), key=lambda one: (-one[1], one[0] or ""))
        ]
        return CauseFigures(since=since, departments=told)

    def moderation(self, since: datetime | None) -> ModerationFigures:
        """Return how often genuine complaints in public were hidden, among those drafted since a moment."""
        told = (_DRAFTS.c.genuine.is_(True)) & (_DRAFTS.c.created_at >= _from(since))
        query = select(_DRAFTS.c.moderation, func.count()).where(told).group_by(_DRAFTS.c.moderation)
        with self._database.read() as connection:
            found: dict[str | None, int] = {row[0]: row[1] for row in connection.execute(query)}
        every, hidden = sum(found.values()), found.get("hidden", 0)
        return ModerationFigures(
            since=since,
            genuine_complaints=every,
            decided=every - found.get(None, 0),
            hidden_genuine=hidden,
            share_hidden=hidden / every if every else None,
        )


def _from(since: datetime | None) -> int:
    return to_micros(since) if since else 0


def _most(causes: Counter[str | None]) -> list[tuple[str | None, int]]:
    return sorted(causes.items(), key=lambda one: (-one[1], one[0] or ""))[:_MOST_CAUSES]


def _median(found: Counter[str]) -> Gravity | None:
    middle, passed = (found.total() + 1) // 2, 0
    for gravity in _RANKED:
        passed += found[gravity.value]
        if middle and passed >= middle:
            return gravity
    return None
