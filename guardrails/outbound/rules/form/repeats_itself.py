"""form: repeats-itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from guardrails.document import Document, read
from guardrails.finding import Audience
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation

_WORD = re.compile(r"[^\W_]+")
_HANDLE = re.compile(r"[@#]\w+")
_ALIKE = 0.6
"""Share of common word pairs from which two replies read as one: a template that is filled in anew stays above it."""


def _words(text: str) -> list[str]:
    return _WORD.findall(_HANDLE.sub(" ", text).lower())


def _pairs(words: list[str]) -> set[tuple[str, str]]:
    return set(pairwise(["", *words, ""]))


def _likeness(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> float:
    """Return the share of word pairs that two texts have in common, in [0, 1]."""
    return len(one & other) / len(one | other)


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    if reply.audience is not Audience.PUBLIC or not reply.earlier:
        return
    mine = _words(document.text)
    if not mine:
        return
    pairs = _pairs(mine)
    for earlier in reply.earlier:
        theirs = _words(read(earlier).text)
        if theirs and _likeness(pairs, _pairs(theirs)) >= _ALIKE:
            yield Violation(
                "repeats-itself",
                0,
                len(document.original),
                "This is nearly word for word what we already said in this thread.",
                "Say it in other words, to this person and this problem.",
            )
            return


_SAID = (
    "Hi Maya, we're so sorry that your order came late. Please send us a direct message and we'll look into it today."
)

RULE = Rule(
    id="repeats-itself",
    family="form",
    what="Nearly the same words as an earlier public reply of the brand in the same thread.",
    why="Two customers who get the same sentence see that nobody reads what they wrote.",
    boundary="The same offer in other words; a private reply.",
    serves=("P12", "P21"),
    suggestion="Say it in other words, to this person and this problem.",
    find=_find,
    flags=(
        Example(f"[[{_SAID}]]", Audience.PUBLIC, earlier=(_SAID,)),
        Example(f"[[{_SAID.replace('Maya', 'Jonas')}]]", Audience.PUBLIC, earlier=("Thank you!", _SAID)),
        Example(f"[[{_SAID.replace('today', 'now')}]]", Audience.PUBLIC, earlier=(_SAID,)),
        Example(f"[[@jonas_k {_SAID.upper()}]]", Audience.PUBLIC, earlier=(_SAID,)),
        Example(f"[[{_SAID.replace('. ', '! ')} 💙]]", Audience.PUBLIC, earlier=(_SAID,)),
        Example(f"[[{_SAID.replace('so sorry', 'very sorry')}]]", Audience.PUBLIC, earlier=(_SAID,)),
        Example("[[Sorry about that, please DM us.]]", Audience.PUBLIC, earlier=("Sorry about that, please DM us!",)),
        Example("[[Danke, wir melden uns.]]", Audience.PUBLIC, earlier=("@lea Danke, wir melden uns.",)),
    ),
    passes=(
        Example(_SAID, Audience.PUBLIC),
        Example(_SAID, Audience.PRIVATE, earlier=(_SAID,)),
        Example(
            "Jonas, a late order spoils the plan; I'm sorry. Write to me here by message.",
            Audience.PUBLIC,
            earlier=(_SAID,),
        ),
        Example("Hi Maya, your parcel is at the depot and comes tomorrow.", Audience.PUBLIC, earlier=(_SAID,)),
        Example(
            "We're sorry for the noise in room 12, Ade.",
            Audience.PUBLIC,
            earlier=("We're sorry for the cold soup, Lin.",),
        ),
        Example("Thank you, Maya!", Audience.PUBLIC, earlier=(_SAID,)),
        Example(
            "Please send us a direct message, Jonas, so that we can find the order.", Audience.PUBLIC, earlier=(_SAID,)
        ),
        Example("💙", Audience.PUBLIC, earlier=("💙",)),
    ),
)
