"""An event that the complaint names with its day, and that is near: "our wedding is on 12 May"."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

NEAR_DAYS: Final = 14
"""How many days ahead an event is near."""
_EVENT: Final = (
    r"(?:wedding|funeral|birthday|party|interview|christening|exam|graduation|anniversary|surgery|operation|holiday|"
    r"honeymoon|concert|event|flight|trip|conference|move|moving day|baptism|cruise|departure|boda|cumplea[ñn]os|"
    r"mariage|anniversaire|hochzeit|geburtstag|beerdigung|casamento|matrimonio|compleanno|bruiloft|verjaardag)"
)
_MONTHS: Final = (
    *("jan|ene|gen", "feb|f[eé]v", "mar|m[aä]r|mrt", "abr|apr|avr", "may|mai|mei|mag", "jun|giu|juin"),
    *("jul|lug|juil", "aug|ago|ao[uû]", "sep|set", "oct|okt|out|ott", "nov", "dec|dez|dic|d[eé]c"),
)
_MONTH: Final = "|".join(_MONTHS)
_DAY: Final = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.|º)? (?:of |de )?(?P<m1>{_MONTH})[a-zûéäç]*|"
    rf"(?P<m2>{_MONTH})[a-z]* (?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?|"
    r"(?P<y3>20\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))\b"
)
_NAMED: Final = re.compile(rf"\b(?P<event>{_EVENT})s?\b(?:[ ,]+[\w']+){{0,5}}?[ ,]+{_DAY}")
_AFTER: Final = re.compile(rf"\b{_DAY}(?:[ ,]+[\w']+){{0,5}}?[ ,]+(?P<event>{_EVENT})\b")


def near_event(plain: str, now: datetime | None) -> str | None:
    """Return the nearest event within `NEAR_DAYS` after `now`, in words for a reviewer; None where there is none.

    `plain` is the message in lower case. A day without a year is the next such day.
    """
    if now is None:
        return None
    found = [
        (day, match["event"])
        for pattern in (_NAMED, _AFTER)
        for match in pattern.finditer(plain[:4000])
        if (day := _day(match, now.date()))
    ]
    ahead = [((day - now.date()).days, event) for day, event in found]
    near = min((one for one in ahead if 0 <= one[0] <= NEAR_DAYS), default=None)
    return _told(*near) if near else None


def _told(days: int, event: str) -> str:
    return f"{event} {'today' if days == 0 else 'tomorrow' if days == 1 else f'in {days} days'}"


def _day(match: re.Match[str], today: date) -> date | None:
    try:
        if match["y3"]:
            return date(int(match["y3"]), int(match["m3"]), int(match["d3"]))
        month = next(n for n, names in enumerate(_MONTHS, 1) if re.match(names, match["m1"] or match["m2"]))
        day = date(today.year, month, int(match["d1"] or match["d2"]))
        return day if day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None
