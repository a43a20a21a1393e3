"""What an overview is shown as: each chart is a table first, drawn and exported from the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from api.overview.model import Overview, Span

Cell = float | str | None


class ChartId(StrEnum):
    """The charts there are, in the order in which they are shown."""

    VOLUME = "volume"
    FIRST_REPLIES = "first-replies"
    OUTCOMES = "outcomes"
    AS_DRAFTED = "as-drafted"
    COST = "cost"
    FINDINGS = "findings"
    WRITERS = "writers"
    EDITS = "edits"
    VERDICTS = "verdicts"
    CAUSES = "causes"
    DEPARTMENTS = "departments"
    INCIDENTS = "incidents"
    HIDDEN = "hidden"


class Draw(StrEnum):
    """How a chart is drawn: columns over time, bars below one another, or as a table alone."""

    COLUMNS = "columns"
    BARS = "bars"
    TABLE = "table"


class Unit(StrEnum):
    """What the figures of a chart are."""

    NUMBER = "number"
    SHARE = "share"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Chart:
    """A table with a name for each row; over time that is its first day.

    Its first `series` columns are drawn, one upon the other. `summary` says in a sentence what it shows. `tones` colour
    the series, or, where there is one, the rows.
    """

    id: ChartId
    title: str
    summary: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    draw: Draw = Draw.BARS
    series: int = 1
    tones: tuple[str, ...] = ("plain",)
    unit: Unit = Unit.NUMBER
    currency: str = ""

    @property
    def empty(self) -> bool:
        """Return whether there is nothing to draw."""
        return not any(cell for _, cells in self.rows for cell in cells[: self.series])

    def named(self, row: int) -> str:
        """Return the name of a row as people read it; over time it is a day."""
        name = self.rows[row][0]
        return f"{date.fromisoformat(name):%-d %b %Y}" if self.draw is Draw.COLUMNS else name

    def said(self, value: Cell) -> str:
        """Return a cell of a drawn column as people read it."""
        match value:
            case None:
                return "–"
            case str():
                return value
        if self.unit is Unit.SHARE:
            return percent(value)
        if self.unit is Unit.MONEY:
            return money(value, self.currency)
        return f"{value:,.0f}"

    @staticmethod
    def plainly(value: Cell) -> str:
        """Return a cell of another column as people read it."""
        return value if isinstance(value, str) else "–" if value is None else f"{value:,.0f}"


def charts_of(overview: Overview) -> list[Chart]:
    """Return the charts, in the order in which they are shown."""
    return [make(overview) for make in _CHARTS.values()]


def chart_of(overview: Overview, name: ChartId) -> Chart:
    """Return one chart."""
    return _CHARTS[name](overview)


def percent(share: float | None) -> str:
    """Return a share as per cent, to a tenth below ten."""
    if share is None:
        return "–"
    told = f"{100 * share:.1f}" if 0 < share < 0.1 else f"{100 * share:.0f}"
    return f"{told.removesuffix('.0')} %"


def duration(seconds: float | None) -> str:
    """Return how long something took in its two largest units."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    days, hours, minutes = whole // 86_400, whole // 3600 % 24, whole // 60 % 60
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min" if minutes else f"{whole} s"


def money(amount: float | None, currency: str) -> str:
    """Return an amount with enough digits to tell it from nothing: drafts cost fractions of a cent."""
    if amount is None:
        return "–"
    digits = 2 if amount >= 1 or not amount else 4 if amount >= 0.001 else 6
    return f"{amount:,.{digits}f} {currency}"


def _volume(told: Overview) -> Chart:
    return Chart(
        id=ChartId.VOLUME,
        title="Complaints",
        summary=f"{told.cases:,} cases were opened, and {told.spent.drafts:,} drafts written.",
        columns=("cases opened", "drafts written"),
        rows=_spans(told, lambda span: (span.cases, span.drafts)),
        draw=Draw.COLUMNS,
    )


def _first_replies(told: Overview) -> Chart:
    first = told.first_replies
    bands = [(f"up to {duration(one.up_to_seconds)}" if one.up_to_seconds else "later", one) for one in first.within]
    in_time = f"{percent(first.in_time_share)} of them in time"
    answered = f"{first.answered:,} of {first.owed:,} cases were answered, {in_time}"
    half = f"half of them within {duration(first.median_seconds)}, nine in ten within {duration(first.p90_seconds)}"
    missed = f"{first.missed:,} unanswered cases are past their deadline."
    return Chart(
        id=ChartId.FIRST_REPLIES,
        title="Time to first reply",
        summary=f"{answered}; {half}. {missed}" if first.answered else f"No case was answered yet. {missed}",
        columns=("by the deadline", "late"),
        rows=tuple((name, (one.in_time, one.late)) for name, one in bands),
        series=2,
        tones=("good", "bad"),
    )


def _verdicts(told: Overview) -> Chart:
    found = told.verdicts
    return Chart(
        id=ChartId.VERDICTS,
        title="Verdicts",
        summary="What the guardrails said of each draft as it was drafted.",
        columns=("drafts",),
        rows=(("passes", (found.passed,)), ("needs a look", (found.review,)), ("blocked", (found.blocked,))),
        tones=("good", "look", "bad"),
    )


def _outcomes(told: Overview) -> Chart:
    found = told.outcomes
    decided = found.as_drafted + found.edited + found.approved + found.rejected
    unknown = (("approved, edits not known", (found.approved,), "plain"),) if found.approved else ()
    rows = (
        ("approved as drafted", (found.as_drafted,), "good"),
        ("edited and approved", (found.edited,), "look"),
        *unknown,
        ("rejected", (found.rejected,), "bad"),
        ("waiting", (found.waiting,), "plain"),
        ("superseded", (found.superseded,), "quiet"),
        ("no reply needed", (found.no_reply,), "quiet"),
    )
    return Chart(
        id=ChartId.OUTCOMES,
        title="What became of the drafts",
        summary=f"{decided:,} drafts were decided on, {found.as_drafted:,} of them approved as drafted.",
        columns=("drafts",),
        rows=tuple((name, cells) for name, cells, _ in rows),
        tones=tuple(tone for *_, tone in rows),
    )


def _findings(told: Overview) -> Chart:
    return Chart(
        id=ChartId.FINDINGS,
        title="Most frequent findings",
        summary="Drafts in which a rule was found broken: in the draft before its reviewer, in an attempt that was not "
        "used, in a reviewer's words that were refused.",
        columns=("in the draft", "in an unused attempt", "in a reviewer's words"),
        rows=tuple((one.rule, (one.drafts, one.attempts, one.refused)) for one in told.findings),
        series=3,
        tones=("look", "plain", "bad"),
    )


def _causes(told: Overview) -> Chart:
    return Chart(
        id=ChartId.CAUSES,
        title="Causes",
        summary="What went wrong in the cases opened: open, and in all.",
        columns=("cases", "of them open"),
        rows=tuple((_spaced(one.name), (one.cases, one.open)) for one in told.causes),
    )


def _departments(told: Overview) -> Chart:
    return Chart(
        id=ChartId.DEPARTMENTS,
        title="Departments",
        summary="Who has to mend it: cases by department.",
        columns=("cases", "of them open"),
        rows=tuple((one.name or "none named", (one.cases, one.open)) for one in told.departments),
    )


def _edits(told: Overview) -> Chart:
    found = told.edits
    names = ["as drafted", *(f"up to {percent(one.up_to_share)}" for one in found.bands[1:-1]), "more"]
    measured = (
        f"Of {found.measured:,} approved drafts {percent(found.as_drafted_share)} went out as drafted; "
        f"the median share of letters changed is {percent(found.median_share)}."
    )
    return Chart(
        id=ChartId.EDITS,
        title="How far drafts were edited",
        summary=measured if found.measured else "No distance is on record yet: none was approved in this time.",
        columns=("drafts",),
        rows=tuple((name, (one.drafts,)) for name, one in zip(names, found.bands, strict=True)),
        tones=("good", *("look",) * (len(names) - 1)),
    )


def _as_drafted(told: Overview) -> Chart:
    def share(span: Span) -> tuple[Cell, ...]:
        approved = span.as_drafted + span.edited
        return (round(span.as_drafted / approved, 4) if approved else None), approved, span.edited

    return Chart(
        id=ChartId.AS_DRAFTED,
        title="Approved as drafted, over time",
        summary=f"The share of approved drafts that nobody changed, by the {told.step} in which they were written.",
        columns=("as drafted", "approved", "of them edited"),
        rows=_spans(told, share),
        draw=Draw.COLUMNS,
        unit=Unit.SHARE,
    )


def _writers(told: Overview) -> Chart:
    return Chart(
        id=ChartId.WRITERS,
        title="Drafts by writer",
        summary="How the drafts of each writer, and each version of its prompt, fared with their reviewers.",
        columns=("drafts", "approved", "as drafted", "median edit"),
        rows=tuple(
            (
                " · ".join(part for part in (one.writer, one.prompt) if part) or "not on record",
                (one.drafts, one.approved, percent(one.as_drafted_share), percent(one.median_share)),
            )
            for one in told.edits.by_writer
        ),
        draw=Draw.TABLE,
    )


def _incidents(told: Overview) -> Chart:
    found = told.incidents
    return Chart(
        id=ChartId.INCIDENTS,
        title="Incidents",
        summary="Groups of like complaints: opened in this time, of those still open, and the drafts that used their "
        "approved lines.",
        columns=("number",),
        rows=(
            ("opened", (found.opened,)),
            ("still open", (found.still_open,)),
            ("cases in them", (found.cases,)),
            ("drafts with the line", (found.drafts_with_line,)),
        ),
        tones=("plain", "look", "plain", "plain"),
    )


def _hidden(told: Overview) -> Chart:
    found = told.hidden
    hidden = f"{percent(found.share_hidden)} of the genuine complaints that others could read were hidden"
    proposals = f"{percent(found.share_of_proposals)} of the proposals to hide one were carried out"
    return Chart(
        id=ChartId.HIDDEN,
        title="Hidden genuine complaints",
        summary=f"{hidden}; {proposals}." if found.genuine else "No genuine complaint that others can read came in.",
        columns=("complaints",),
        rows=(
            ("genuine, in public", (found.genuine,)),
            ("proposed for hiding", (found.proposed,)),
            ("hidden as proposed", (found.hidden_as_proposed,)),
            ("hidden in all", (found.hidden,)),
        ),
        tones=("plain", "look", "bad", "bad"),
    )


def _cost(told: Overview) -> Chart:
    spent = told.spent
    tokens = f"{spent.input_tokens:,} tokens were read and {spent.output_tokens:,} written"
    tokens = f"{tokens} for {spent.by_model:,} drafts"
    if len(spent.money) == 1:
        price = spent.money[0]
        return Chart(
            id=ChartId.COST,
            title="Cost per draft",
            summary=f"{tokens}: {money(price.total, price.currency)} in all, {money(price.per_draft, price.currency)} "
            "per draft that was priced.",
            columns=(f"{price.currency} per draft", "tokens per draft", "drafts by a model"),
            rows=_spans(told, lambda one: (_per(one.cost, one.priced), _per(one.tokens, one.by_model), one.by_model)),
            draw=Draw.COLUMNS,
            unit=Unit.MONEY,
            currency=price.currency,
        )
    several = "".join(f" {money(one.total, one.currency)} in all." for one in spent.money)
    return Chart(
        id=ChartId.COST,
        title="Tokens per draft",
        summary=f"{tokens}.{several}" if spent.by_model else "No model was called: the composer writes without one.",
        columns=("tokens per draft", "tokens", "drafts by a model"),
        rows=_spans(told, lambda one: (_per(one.tokens, one.by_model), one.tokens, one.by_model)),
        draw=Draw.COLUMNS,
    )


_CHARTS: Final[dict[ChartId, Callable[[Overview], Chart]]] = {
    ChartId.VOLUME: _volume,
    ChartId.FIRST_REPLIES: _first_replies,
    ChartId.OUTCOMES: _outcomes,
    ChartId.AS_DRAFTED: _as_drafted,
    ChartId.COST: _cost,
    ChartId.FINDINGS: _findings,
    ChartId.WRITERS: _writers,
    ChartId.EDITS: _edits,
    ChartId.VERDICTS: _verdicts,
    ChartId.CAUSES: _causes,
    ChartId.DEPARTMENTS: _departments,
    ChartId.INCIDENTS: _incidents,
    ChartId.HIDDEN: _hidden,
}


def _spans(told: Overview, cells: Callable[[Span], tuple[Cell, ...]]) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    return tuple((span.begins.isoformat(), cells(span)) for span in told.over_time)


def _per(total: float | None, number: int) -> float | None:
    return total / number if total is not None and number else None


def _spaced(name: str | None) -> str:
    return name.replace("_", " ") if name else "not known"
