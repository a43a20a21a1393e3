"""Whether the person wants it solved, or only to be heard (P8)."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.assessment import Kind
from guardrails.inbound.problem import Problem
from guardrails.inbound.reading import Reading

_ASKS_FOR_HELP: Final = re.compile(
    r"\?|\b(?:please|help|refund|replace\w*|money back|compensat\w+|sort (?:it|this|me|my)|fix|resolve\w*|"
    r"need|want|when will|how do i|can you|could you|would you|where is|get back to|call me|contact me|dm "
    r"me|let me know|what are you going to do|expect|awaiting|waiting|still|repair|exchange|cancel my|send "
    r"me|answer|reply|respond|por favor|ayuda\w*|reembols\w+|quiero|necesito|s'il vous pla[îi]t|svp|"
    r"aide\w*|rembours\w+|je veux|bitte|hilfe|erstatt\w+|ich will|ich möchte|por favor|ajud\w+|quero|"
    r"preciso|per favore|aiut\w+|rimbors\w+|voglio|alstublieft|graag|help\w*|terugbetal\w+|ik wil)\b"
)
_ONLY_VENTS: Final = re.compile(
    r"\b(?:do not (?:bother|reply|contact|want (?:anything|a reply|your|a refund|an apology))|not "
    r"(?:looking|asking|after|expecting|interested in) (?:for )?(?:a |an |any |your )?(?:refund|reply|"
    r"response|compensation|anything|apology)|just (?:venting|wanted to vent|letting (?:you|people|"
    r"everyone|others) know|warning|ranting|saying|a rant|a warning|needed to get that off)|no need to "
    r"(?:reply|respond|get back)|rant over|(?:avoid|steer clear|stay away|do not (?:use|buy|shop|order|"
    r"book|stay|eat|bank))(?: \w+){0,6}|never (?:again|going back|using|shopping|coming back|returning|"
    r"buying)|will not be (?:back|returning|using|ordering|coming)|lost (?:a |my )(?:customer|business)|"
    r"end of\b|you have been warned|warning to (?:others|all|everyone)|goodbye|bye)"
)
_LIVE: Final = re.compile(
    r"\b(?:refund|replace\w*|money back|please|help|sort (?:it|this)|fix|waiting|still (?:not|no|waiting)|"
    r"need|when will|where is|call me|contact me)\b|\?"
)


_LEAST_WISH: Final = 0.4


def wants_resolution(kind: Kind, reading: Reading, problem: Problem | None, wish: float | None = None) -> bool:
    """Return whether the person seems to want a solution; in doubt they do.

    `wish` is how likely the learned part holds it for, where it was asked; plain words go before it.
    """
    if kind is not Kind.COMPLAINT:
        return kind is Kind.QUESTION
    vents = _ONLY_VENTS.search(reading.plain)
    if vents and re.match(
        r"do not (?:bother|reply|contact|want)|not (?:looking|asking|after|expecting)|just |no need|rant over", vents[0]
    ):
        return False
    live = _LIVE.search(reading.plain) is not None
    if wish is not None:
        return live or (problem is not None and not vents) or wish >= _LEAST_WISH
    if vents:
        return live
    return problem is not None or _ASKS_FOR_HELP.search(reading.plain) is not None
