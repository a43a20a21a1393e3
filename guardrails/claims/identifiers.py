"""Numbers on record: order, tracking and reference numbers, in one canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.claims.values import Kind, Mention, Token

_IDENTIFIER = re.compile(
    r"\b(?P<what>order|tracking|reference|ref|ticket|case|booking|invoice|consignment|parcel|shipment"
    r"|confirmation|account|claim|complaint|reservation|flight|room|table|policy|membership|customer)"
    r"(?:'s)?(?: (?:number|no|id|code|ref|reference))?\.?(?: is| was)?[ :]{0,2}(?:#|no\.? ?"
    r"|№ ?)?(?P<id>[A-Z]{0,4}[-/]?\d[A-Z\d]*(?:[-/][A-Z\d]+){0,4}"
    r"|[A-Z]{1,6}(?:[-/]?[A-Z]{0,6}){0,2}[-/]?\d[A-Z\d-]*)(?![\w%])(?!-?(?:day|hour|week|month|year|minute)s?\b)"
    r"|(?<!\w)#(?P<hash>\d[\w-]{2,}|[A-Z]{1,6}-?\d[\w-]*)"
    r"|(?<![\w@/.-])(?P<code>(?=[A-Z\d-]{7,40}(?![\w/@-]))(?=[\d-]*[A-Z])(?=(?:[A-Z-]*\d){3})[A-Z\d]+(?:-[A-Z\d]+)"
    r"{0,5})(?![\w@-])",
    re.IGNORECASE,
)
_CODE_CASE = re.compile(r"[A-Z]")

ROLES = {"tracking": "tracking", "consignment": "tracking", "shipment": "tracking", "order": "order"}


def identifiers(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield every number on record in `text[start:end]`; its role is the word before it ("order", "tracking")."""
    for match in _IDENTIFIER.finditer(text, start, end):
        name = "id" if match["id"] else "hash" if match["hash"] else "code"
        value = match[name]
        if name == "code" and not _CODE_CASE.search(value):
            continue
        if not any(character.isdigit() for character in value):
            continue
        role = ROLES.get((match["what"] or "").lower(), (match["what"] or "").lower())
        yield Mention(Kind.IDENTIFIER, match.start(name), match.end(name), Token(canonical_id(value)), role)


def canonical_id(text: str) -> str:
    """Return a number on record without its marks, in upper case: "ab-12 3" is "AB123"."""
    return re.sub(r"[\s#/_-]", "", text).upper()
