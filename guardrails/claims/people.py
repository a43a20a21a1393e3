"""People named in a reply: colleagues to ask for, agents who will call, the person who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guardrails.claims.lexicon import words
from guardrails.claims.values import Kind, Mention, Token

_NAME = r"(?P<name>[A-Z][a-z'-]+(?: (?:[A-Z][a-z'-]+|[A-Z]\.))?)"
_NAMED: Final = re.compile(
    r"(?:\b(?:[Aa]sk for|[Ss]peak (?:to|with)|[Tt]alk to|[Cc]ontact|[Rr]each out to|[Ss]poke (?:to|with)"
    r"|[Ss]poken (?:to|with)|[Ww]rite to|[Gg]et in touch with|[Mm]eet|[Mm]y name is|[Mm]y name's|colleague,?"
    r"|manager,?|supervisor,?|agent,?|advisor,?|adviser,?|specialist,?|director,?|lead,?|driver,?|engineer,?"
    r"|technician,?|named|called|with our \w+)"
    r"|(?:^|[.!?,;:-] |\n)(?:I'm|I am|[Tt]his is|It's)) "
    + _NAME
    + r"|\b(?P<actor>[A-Z][a-z]{2,}(?: [A-Z][a-z]+)?)(?:,? (?:from|in|at|on) (?:our|the) (?:\w+ )?\w+(?: team)?,?)?"
    r" (?:will|can"
    r"|has|is going to|would be|would love to|looks after|leads|heads|handles)\b"
)
_NOT_NAMES: Final = words("""
    i we you it they he she this that these those our your my the there here please thank thanks sorry if once
    when as and but so to for in on at everyone someone nobody nothing no not all some customer customers
    support care service services team sales billing returns delivery complaints refunds orders order refund
    parcel royal mail monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december what which who how where why waiting delays staff head
    office one each both tracking payment payments items however unfortunately while until after before since
    today tomorrow yesterday us me facebook twitter instagram whatsapp messenger google every anyone hearing
    having being going making getting english product products quality safety privacy accounts account manager
    whatever also just then now later sadly happy glad pleased afraid aware delighted grateful hi hello dear
""")


_CAPITALISED: Final = re.compile(r"(?<=[a-z,'] )[A-Z][a-z]")
_ACTS: Final = re.compile(r"[A-Z][a-z]+,? (?:will|can|has|is|would|looks|leads|heads|handles|from|in|at|on) ")


def people(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield every person whom the reply names as somebody to turn to or who acts for the brand."""
    if _CAPITALISED.search(text, start + 1, end) is None and _ACTS.search(text, start, end) is None:
        return
    for match in _NAMED.finditer(text, start, end):
        group = "name" if match["name"] else "actor"
        words = match[group].split()
        kept = [word for word in words if word.lower().rstrip(".") not in _NOT_NAMES]
        if len(kept) == len(words) or (kept and words[0] == kept[0]):
            start = match.start(group)
            name = " ".join(kept).removesuffix("'s").rstrip("'.")
            if name and not name.isupper():
                yield Mention(Kind.PERSON, start, start + len(name), Token(name.lower()))
