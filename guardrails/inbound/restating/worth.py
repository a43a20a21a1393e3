"""How surely a clause tells of the problem: a score from words of mishaps and words of other things."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.word_sets import word_set

ENOUGH: Final = 1.5
"""The score from which a clause is said back."""

_MISHAP: Final = word_set(
    """
broke broken breaks crack cracked cracks leak leaks leaked leaking late wrong missing damaged faulty dirty filthy rude
ruined stained torn tore faded fades crashed crashes freezes froze frozen lost refused refuses refusing cancelled
canceled cancels overcharged twice stuck locked burnt burned mould mouldy smell smells smelled smelt stinks stank hole
holes dead died dies ripped scratched dented bent stale soggy raw expired ignored delayed missed fail failed fails
smashed crushed shattered snapped peeled peeling wobbles wobbly rattles flickers chipped rotten sour rejected declined
blocked vanished disappeared collapsed flooded jammed tripped dropped disconnected undercooked overcooked burst shrank
shrunk bobbled rusted rusty squeaks buzzes overheats drains stopped dent dents scratch scratches stain stains cold
lukewarm freezing hair fly slug soaked drenched dumped thrown mice mouse rat rats cockroach bugs hacked misspelt
misspelled undelivered unanswered unusable unplayable inedible shouted yelled swore sworn sighed laughed mocked
sneered stranded abandoned wasted hung hangs lags stutters overbooked oversold double-booked unable error errors fault
faults glitch lumpy blurry sticky greasy clogged faint deleted erased wiped reset resets suspended banned loses
glitches loops sags sagged sagging frayed fraying split splits unravelled pilling loose crooked uneven stalls stalled
bumped downgraded outage unsafe overflowing overflowed cramped noisy greyed misprinted jagged bruised curdled gritty
tepid waterlogged mangled forgets forgot forgotten peeling dripping leaning unraveling unravelling leaking crumbling
fading smoking cracking shedding breaking rattling wilted brown pink withered blistered stiff blunt logs rained
swapped forgets unwashed postponed reassigned doubled tripled greasy unsigned forged duplicated misread ghosted
swallowed gone dim winking starved splintered bald bare worn scuffed streaky patchy overgrown grubby mislaid misplaced
invalid error blank
"""
)
_HALF: Final = word_set(
    "again still instead only already before different another other empty short half full extra more waited "
    "waiting wait "
    "hold queue queued queueing charged billed told said quoted invoiced changed moved gone lasted took longer "
    "hours days "
    "weeks months minutes chased chasing times nothing none nobody left outside floor bin rain wet alone fee "
    "fees later "
    "somebody someone else's due closed shut flat"
)
_NOT: Final = re.compile(r"(?:\b(?:not|never|no|nobody|nothing|none|without|cannot|neither)\b|n't\b)")
_FALLS: Final = re.compile(
    r"\b(?:(?:fell|fallen|came|come|went|gone|comes|falls|broke|taken) (?:\w+ )?(?:off|apart|out|loose|undone|"
    r"through|flat)|"
    r"(?:ceiling|shelf|roof|rail|blind|shelves) (?:came|fell) down|hung up|gave up|packed in|conked out|blew "
    r"up|blown up|cut off|turned away|kicked out|ran out|run out|left out|"
    r"went down|gone down|out of (?:order|stock|date|service|focus)|on hold|past (?:its|their)|keeps? \w+ing|"
    r"kept \w+ing|"
    r"the wrong|a different|upside down|(?:is|are|was|were|been|being|it's|you're) (?:\w+ )?(?:off|out|down|"
    r"cut off|switched off)$|"
    r"on its side|\w+ as (?:a|an|the) \w+|upside|in the "
    r"(?:\w+ )?bins?|in (?:pieces|bits|half)|coming through|peeling off|falling (?:off|apart|out)|still no|\w+ "
    r"(?:was|were|been) (?:left|handed|given away|turned)|somebody else's|someone else's|another (?:child|"
    r"customer|person|man|woman|family)\w*|too \w+|over an hour|"
    r"(?:late|early|short|overdue) by|(?:hours|days|weeks|months|minutes) late)\b"
)
_TAKEN: Final = re.compile(r"[£$€][\d.,]+ (?:was|were) (?:taken|charged|debited)")
_LENGTHS: Final = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several) "
    r"(?:times|hours|days|weeks|months|calls|emails)\b"
)
_DONE_TO: Final = re.compile(
    r"^you(?:'ve been| have been| were|'re| are) (?:\w+ )?(?:\w+ed|told|sent|given|sold|made|kept|left|hung|put)\b"
)
_VAGUE: Final = re.compile(r"^(?:it|they|there|everything|something|someone|somebody|others?)\b")
_AGAINST: Final = re.compile(
    r"\b(?:want|wanted|would(?! not\b)|should|could have|like to|please|love|loved|great|lovely|nice|wonderful|"
    r"perfect|thank|thanks|"
    r"hope|hoping|think|thought|guess|suppose|imagine|believe|know|mean|wonder|swear|bet|sue|suing|lawyer|"
    r"solicitor|court|"
    r"ombudsman|trading standards|police|review|star|stars|recommend|worst|joke|disgrace|disgraceful|shame|shambles|"
    r"pathetic|ridiculous|sarcasm|sorry|tell me|if|must|might|(?<!\d )(?<!\dth )(?<!\dst )(?<!\dnd )(?<!\drd "
    r")(?<!since )(?<!in )may|feel like|feels like|sounds like|looks like a|as if|"
    r"will never|won't be|never again|never (?:use|using|buy|buying|order|ordering|book|come|coming|shop|return)\w*|"
    r"reason|point|idea|clue|chance|bother|care|cares|deserve|expect|expected|appreciate|splendid|gorgeous|"
    r"(?:can't|cannot) (?:believe|wait|fault|be bothered)|don't (?:like|care|understand|see|need|think|blame|"
    r"bother|get|want)|"
    r"i'm not|i am not|not a|not the only|nothing (?:like|but|beats|says|wrong)|no (?:problem|complaints|doubt|"
    r"hurry|rush)|"
    r"no wonder|no longer with|like an?|going to|(?<!'re )(?<!are )(?<!were )being|will to live|not the same|"
    r"\bfine\b|okay|late (?:wife|husband|mother|father|mum|dad|nan)|luckily|funny|joking|"
    r"anywhere|the old|the ones|you'd let|all day|(?:is|are) (?:in|on) \w+ (?:days|weeks)|are coming|let me|"
    r"i'll|we'll|you'll|"
    r"told to '|next to a|shall|ought|considering|moving|leaving|switching|asking)\b"
)
_BACKSTORY: Final = re.compile(
    r"^(?:you|we|i)(?:'ve|'d| have| had)? (?:been (?:a |with |coming|using|through |to )|a |an |bought|loved|"
    r"used to|always|"
    r"chose|work|live|need|rang|rung|called|emailed|asked|looked|came|went|drove|said|told|replied|read|opened|"
    r"found out|"
    r"cancelled|canceled|returned|turned|set|completed|gave|given|written|wrote|sent|applied|reported|"
    r"complained|showed|"
    r"explained|got to|took|put|left|changed|tried|booked|ordered|saved|stopped|travelled|arrived|phoned|moved)\b"
)


_UNABLE: Final = re.compile(
    r"^(?:you|it) (?:can't|cannot|couldn't|can not|could not|never got|never received|haven't (?:had|received|got))\b"
)


def _lack(clause: str) -> float:
    """Return what a negation tells: of a person it may be anything, of a thing that it fails."""
    if not _NOT.search(clause):
        return 0.0
    return 1.5 if not clause.startswith("you") or _UNABLE.search(clause) or clause.startswith("you've had no") else 0.75


_OWN_ACTS: Final = re.compile(
    r"^you(?:'ve| have|'d)? (?!(?:been|were|are|had|have|can't|cannot|couldn't|could not|never|haven't|not|"
    r"didn't|still|also)\b)(?:(?:now|just|only) )?(?P<verb>\w+)"
)
_SUFFERED: Final = word_set(
    "waited queued lost missed paid got found received spent sat stood ordered counted booked slept need needed missed"
)


def acts(clause: str) -> bool:
    """Return whether a clause tells of what the customer did rather than of what they met with."""
    own = _OWN_ACTS.match(clause)
    return own is not None and own["verb"] not in _SUFFERED


def worth(clause: str) -> float:
    """Return how surely a clause, in lower case, tells of the problem: `ENOUGH` and more for sure."""
    words = re.findall(r"[\w'-]+", clause)
    mishaps = sum(word in _MISHAP for word in words)
    score = min(mishaps, 2) * 2.0 + min(sum(word in _HALF for word in words), 3) * 0.5
    score += _lack(clause) + 2.0 * bool(_FALLS.search(clause) or _TAKEN.search(clause))
    score += 0.75 * bool(_LENGTHS.search(clause)) + 1.0 * bool(_DONE_TO.search(clause))
    score -= 3.0 * bool(_AGAINST.search(clause)) + 1.5 * bool(_BACKSTORY.search(clause))
    return (
        score
        - _VAGUENESS[mishaps == 0 and not _FALLS.search(clause)] * bool(_VAGUE.search(clause))
        - 0.5 * (len(words) < 4)
    )


_VAGUENESS: Final = {True: 1.0, False: 0.25}
"""What a subject that names nothing takes off, without a word of a mishap and with one."""
