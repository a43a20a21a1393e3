"""A note cut into clauses: without its heading, asides and labels."""

from __future__ import annotations

import re
from datetime import date

from api.drafting.composing.telling.inner import is_inner, is_secret

_HEADER = re.compile(
    r"^(?:note[: ]+)?(?:verified|checked|confirmed|noted|logged|recorded)\b([^\n.;]{0,160}?):\s+", re.IGNORECASE
)
_SOURCE = re.compile(
    r"^(?:[^.;:!?]|(?<=\d):(?=\d)){0,60}?(?:log|desk|tracker|known|acct|account|team|record|records|system|office|shop|"
    r"depot|workshop|billing|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|"
    r"[A-Z]{1,5}-?[\w-]*\d{3,})\b(?:[^.;:!?]|"
    r"(?<=\d):(?=\d)){0,60}?:\s+",
    re.IGNORECASE,
)
"""Where a note comes from, before its colon: "Field log 2026-05-12: …"."""
_UNCHECKED = re.compile(r"^(?:note[: ]+)?\d{4}-\d{2}-\d{2}[^\n.;]{0,40}?:\s", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CUT = re.compile(
    r"(?<!\b[A-Z])(?<!\bno)(?<!\bNo)(?<!\bapprox)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)[.!]\s+(?=[A-Z£\d\"“(])|;\s*|\n+|"
    r"\s[–—]\s|\s-\s"
)
_SENTENCE = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\bno\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bSt\.)(?<=[.!])\s+(?=[A-Z£\d\"“(])|\n+"
)
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_KEPT_ASIDE = re.compile(
    r"^(?:[£€$]|GBP|EUR|USD|\d{1,2}[:.]\d\d|about |around |approx|up to|free|within |at no |by |until |from |including|"
    r"incl|less |minus |max|working)|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(fix|workaround|solution|remedy|cause|root cause|reason|outcome|result|status|next step|next|action|update|now|"
    r"known issue|known fault|known problem|finding|facts?|resolution|resolved|background|summary|answer)\s?:\s+",
    re.IGNORECASE,
)
_SHORT = {"cust": "customer", "cust's": "customer's", "acct": "account", "appt": "appointment", "approx": "about"}
_SHORTENED = re.compile(r"\b(cust|cust's|acct|appt|approx)\b\.?", re.IGNORECASE)


def verified_on(note: str) -> date | None:
    """Return the day on which a note says it was verified."""
    header = _HEADER.match(note.strip())
    found = _DAY.search(header[1]) if header else None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def is_unchecked(note: str) -> bool:
    """Return whether a note is a dated entry that nobody verified."""
    return bool(_UNCHECKED.match(note.strip()))


def clauses(note: str) -> list[tuple[str, str]]:
    """Return the clauses of a note in order, each with its label in lower case, "" where it has none."""
    plain = _SHORTENED.sub(lambda match: _SHORT[match[1].lower()], _SOURCE.sub("", _HEADER.sub("", note.strip())))
    found = []
    open_ones = (one for one in _SENTENCE.split(plain) if not is_secret(one))
    wholes = (whole for one in open_ones for whole in re.split(r";\s*", one) if not is_inner(whole))
    for piece in (part for whole in wholes for part in _CUT.split(whole)):
        label = _LABEL.match(piece.strip())
        whole = _plainly(piece.strip()[label.end() :] if label else piece.strip())
        clause = _without_asides(whole).strip(" .,:")
        if clause:
            found.append((label[1].lower() if label else "", clause))
    return found


_PREFIX = re.compile(r"^(?:[A-Z][a-z]+ \d{1,5}|Agreed(?: with [A-Z]\w+)?): (?=[a-z])")
"""What a clause is about, or who agreed to it, before its colon: "Vehicle 388: …"."""
_TAGGED = re.compile(r"^([A-Za-z][\w-]+(?: [\w-]+){0,3}), (?:tag|ref|reference|label|number) [\w-]+, (?=\w+)")
_TWO_DAYS = re.compile(
    r"\b(\d{1,2})/(\d{1,2}) (?=January|February|March|April|May|June|July|August|September|October|November|December)"
)
_ANYONE = re.compile(r"\b(?:every|each|any) (?:customer|member|guest|passenger|patient)s? who\b", re.IGNORECASE)


def _plainly(clause: str) -> str:
    """Return a clause without what stands before its colon and the shorthand that no customer reads."""
    bare = _TAGGED.sub(r"\1 ", _PREFIX.sub("", clause))
    return _ANYONE.sub("anyone who", _TWO_DAYS.sub(r"\1 and \2 ", bare))


def _without_asides(clause: str) -> str:
    """Return a clause without what stands in brackets, unless that is a sum, a time or a day."""
    return _ASIDE.sub(lambda match: match[0] if _KEPT_ASIDE.search(match[1].strip()) else "", clause)
