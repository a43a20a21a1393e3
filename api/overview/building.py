"""Putting an overview together from what was counted. Plain logic."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import Final, Literal, TypeVar
from zoneinfo import ZoneInfo

from api.models import Channel
from api.overview.counts import AnswerGroup, Asked, CauseGroup, Counts, DraftGroup, DraftTime, Quantiles, ShareGroup
from api.overview.model import (
    Band,
    EditBand,
    EditFigures,
    FirstReplies,
    HiddenFigures,
    IncidentFigures,
    Money,
    MostEdited,
    Named,
    Outcomes,
    Overview,
    RuleFigures,
    Span,
    Spent,
    Verdicts,
    WriterFigures,
)

MOST_DAYS: Final = 45
"""How long a stretch is told by days; a longer one is told by weeks."""
REPLY_BANDS: Final = (900, 1800, 3600, 7200, 14_400, 28_800, 86_400)
EDIT_BANDS: Final = (0, 50, 150, 300, 600, 1000)
Count = Callable[[Asked, Sequence[datetime], Sequence[int]], Counts]
"""What counts: given the moments at which spans of time begin, and the bands of a first reply in seconds."""
_Name = TypeVar("_Name")
_MOST: Final = 10
_BILLION: Final = 1_000_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def overview_of(count: Count, asked: Asked, zone: ZoneInfo) -> Overview:
    """Return the overview of what `count` counts; its days are those of `zone`."""
    step, days = _days(asked, zone)
    counts = count(asked, [datetime.combine(day, time(), zone) for day in days], REPLY_BANDS)
    return Overview(
        since=asked.since,
        until=asked.until,
        channel=Channel(asked.channel) if asked.channel else None,
        time_zone=zone.key,
        step=step,
        cases=sum(one.cases for one in counts.case_times),
        over_time=_over_time(counts, days),
        first_replies=_first_replies(counts.answers, counts.waits),
        verdicts=_verdicts(counts.drafts),
        outcomes=_outcomes(counts.drafts),
        findings=_findings(counts),
        causes=_named((one.cause, one) for one in counts.causes),
        departments=_named((one.department, one) for one in counts.causes),
        incidents=_incidents(counts),
        hidden=_hidden(counts.drafts),
        spent=_spent(counts.drafts),
        edits=_edits(counts),
    )


def _days(asked: Asked, zone: ZoneInfo) -> tuple[Literal["day", "week"], list[date]]:
    """Return the first days of the spans, and how long these are."""
    first = asked.since.astimezone(zone).date()
    last = (asked.until - timedelta(microseconds=1)).astimezone(zone).date()
    step = 1 if (last - first).days < MOST_DAYS else 7
    days = [first + timedelta(days=n) for n in range(0, max((last - first).days, 0) + 1, step)]
    return ("day" if step == 1 else "week"), days


def _over_time(counts: Counts, days: list[date]) -> list[Span]:
    one_currency = len({one.currency for one in counts.draft_times} - {None}) <= 1
    cases = _sums((one.span, one.cases) for one in counts.case_times)
    times: defaultdict[int, list[DraftTime]] = defaultdict(list)
    for one in counts.draft_times:
        times[one.span].append(one)
    return [_span(day, cases[n], times[n], one_currency=one_currency) for n, day in enumerate(days)]


def _span(begins: date, cases: int, times: list[DraftTime], *, one_currency: bool) -> Span:
    return Span(
        begins=begins,
        cases=cases,
        drafts=sum(one.drafts for one in times),
        as_drafted=sum(one.drafts for one in times if one.edited is False),
        edited=sum(one.drafts for one in times if one.edited),
        by_model=sum(one.drafts for one in times if one.by_model),
        tokens=sum(one.tokens for one in times),
        priced=sum(one.drafts for one in times if one.cost is not None),
        cost=sum(one.cost or 0 for one in times) / _BILLION if one_currency else None,
    )


def _first_replies(groups: list[AnswerGroup], waits: Quantiles) -> FirstReplies:
    bands = _sums(((one.band, bool(one.in_time)), one.cases) for one in groups)
    answered = sum(one.cases for one in groups if one.band is not None)
    in_time = sum(one.cases for one in groups if one.band is not None and one.in_time)
    return FirstReplies(
        owed=sum(one.cases for one in groups),
        answered=answered,
        in_time=in_time,
        in_time_share=_share(in_time, answered),
        missed=sum(one.cases for one in groups if one.band is None and one.missed),
        median_seconds=waits.median,
        p90_seconds=waits.p90,
        within=[
            Band(up_to_seconds=bound, in_time=bands[n, True], late=bands[n, False])
            for n, bound in enumerate((*REPLY_BANDS, None))
        ],
    )


def _verdicts(groups: list[DraftGroup]) -> Verdicts:
    found = _sums((one.verdict, one.drafts) for one in groups if one.status != "no_reply")
    return Verdicts(passed=found["pass"], review=found["review"], blocked=found["block"])


def _outcomes(groups: list[DraftGroup]) -> Outcomes:
    found = _sums((one.status, one.drafts) for one in groups if one.status not in {"approved", "released"})
    approved = _sums((one.edited, one.drafts) for one in groups if one.status in {"approved", "released"})
    return Outcomes(
        as_drafted=approved[False],
        edited=approved[True],
        approved=approved[None],
        rejected=found["rejected"],
        waiting=found["pending_review"],
        superseded=found["superseded"],
        no_reply=found["no_reply"],
    )


def _findings(counts: Counts) -> list[RuleFigures]:
    found = {one.rule: RuleFigures(rule=one.rule, drafts=0, attempts=0, refused=0) for one in counts.rules}
    field = {"draft": "drafts", "attempt": "attempts", "review": "refused"}
    for one in counts.rules:
        setattr(found[one.rule], field[one.stage], one.drafts)
    return sorted(found.values(), key=lambda one: (-(one.drafts + one.attempts + one.refused), one.rule))[:_MOST]


def _named(groups: Iterable[tuple[str | None, CauseGroup]]) -> list[Named]:
    found: dict[str | None, Named] = {}
    for name, one in groups:
        told = found.setdefault(name, Named(name=name, cases=0, open=0))
        told.cases += one.cases
        told.open += one.cases * (one.status == "open")
    return sorted(found.values(), key=lambda one: (-one.cases, one.name or ""))[:_MOST]


def _incidents(counts: Counts) -> IncidentFigures:
    opened, still_open, cases = counts.incidents
    lines = sum(one.drafts for one in counts.drafts if one.incident_line)
    return IncidentFigures(opened=opened, still_open=still_open, cases=cases, drafts_with_line=lines)


def _hidden(groups: list[DraftGroup]) -> HiddenFigures:
    genuine = [one for one in groups if one.genuine]
    proposed = [one for one in genuine if one.proposed]
    every, all_proposed = sum(one.drafts for one in genuine), sum(one.drafts for one in proposed)
    hidden = sum(one.drafts for one in genuine if one.moderation == "hidden")
    as_proposed = sum(one.drafts for one in proposed if one.moderation == "hidden")
    return HiddenFigures(
        genuine=every,
        proposed=all_proposed,
        hidden=hidden,
        hidden_as_proposed=as_proposed,
        share_hidden=_share(hidden, every),
        share_of_proposals=_share(as_proposed, all_proposed),
    )


def _spent(groups: list[DraftGroup]) -> Spent:
    by_model = sum(one.drafts for one in groups if one.by_model)
    given, written = sum(one.input_tokens for one in groups), sum(one.output_tokens for one in groups)
    priced = [one for one in groups if one.cost is not None and one.currency]
    totals = _sums((one.currency, one.cost or 0) for one in priced)
    drafts = _sums((one.currency, one.drafts) for one in priced)
    return Spent(
        drafts=sum(one.drafts for one in groups),
        by_model=by_model,
        input_tokens=given,
        output_tokens=written,
        tokens_per_draft=round((given + written) / by_model, 1) if by_model else None,
        money=[
            Money(
                currency=name or "",
                total=total / _BILLION,
                drafts=drafts[name],
                per_draft=round(total / _BILLION / drafts[name], 8),
            )
            for name, total in sorted(totals.items(), key=lambda one: -one[1])
        ],
    )


def _edits(counts: Counts) -> EditFigures:
    known = _sums((one.share, one.drafts) for one in counts.shares if one.share is not None)
    bands = _sums((_band(EDIT_BANDS, share), drafts) for share, drafts in known.items())
    return EditFigures(
        approved=sum(one.drafts for one in counts.shares),
        measured=known.total(),
        as_drafted_share=_share(known[0], known.total()),
        median_share=_thousandth(quantile(known, 0.5)),
        p90_share=_thousandth(quantile(known, 0.9)),
        bands=[EditBand(up_to_share=bound / 1000, drafts=bands[n]) for n, bound in enumerate(EDIT_BANDS)],
        by_writer=_by_writer(counts),
        most_edited=[
            MostEdited(
                draft_id=one.draft_id,
                written_at=_EPOCH + timedelta(microseconds=one.at),
                writer=one.writer,
                share=one.share / 1000,
            )
            for one in counts.most_edited
        ],
    )


def _by_writer(counts: Counts) -> list[WriterFigures]:
    drafts = _sums(((one.writer, one.prompt), one.drafts) for one in counts.drafts if one.status != "no_reply")
    approved: defaultdict[tuple[str | None, str | None], list[ShareGroup]] = defaultdict(list)
    for one in counts.shares:
        approved[one.writer, one.prompt].append(one)
    return [
        _writer(*name, number, approved[name])
        for name, number in sorted(drafts.items(), key=lambda one: (-one[1], one[0][0] or "", one[0][1] or ""))
    ]


def _writer(writer: str | None, prompt: str | None, drafts: int, approved: list[ShareGroup]) -> WriterFigures:
    known = Counter({one.share: one.drafts for one in approved if one.share is not None})
    return WriterFigures(
        writer=writer,
        prompt=prompt,
        drafts=drafts,
        approved=sum(one.drafts for one in approved),
        measured=known.total(),
        as_drafted_share=_share(known[0], known.total()),
        median_share=_thousandth(quantile(known, 0.5)),
    )


def quantile(values: Counter[int], share: float) -> float | None:
    """Return the quantile of counted values between the two nearest, as PostgreSQL's percentile_cont does."""
    if not values:
        return None
    ordered = sorted(values)
    ends = list(accumulate(values[one] for one in ordered))
    place = share * (ends[-1] - 1)
    low = int(place)
    below, above = (ordered[bisect_right(ends, min(at, ends[-1] - 1))] for at in (low, low + 1))
    return round(below + (above - below) * (place - low), 3)


def _band(bounds: tuple[int, ...], value: int) -> int:
    """Return the place of the first bound that is not below the value."""
    return bisect_right(bounds, value - 1)


def _sums(counted: Iterable[tuple[_Name, int]]) -> Counter[_Name]:
    found = Counter[_Name]()
    for name, number in counted:
        found[name] += number
    return found


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _thousandth(value: float | None) -> float | None:
    return None if value is None else round(value / 1000, 4)
