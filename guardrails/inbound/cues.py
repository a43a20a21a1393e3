"""Faint signs that something went wrong where nobody says so: time lost, money, contrast, things denied."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CUES: Final[tuple[tuple[float, re.Pattern[str]], ...]] = (
    (
        0.9,
        re.compile(
            r"\b(?:not|no|never|nobody|nothing|none|without|cannot|nowhere|neither|unable|nadie|nada|nunca|sin|pas|"
            r"jamais|rien|aucune?|nicht|kein\w*|nie|niemand|n[ãa]o|nunca|ningu[ée]m|sem|non|mai|nessun\w*|senza|"
            r"niet|nooit|geen)\b"
        ),
    ),
    (
        0.9,
        re.compile(
            r"\b(?:\d+|an|a|one|two|three|four|five|six|seven|eight|nine|ten|half|several|dozens of|day|week) "
            r"(?:and a half )?(?:hours?|hrs|minutes?|days?|weeks?|months?|years?|two|three|four|five|[2-9])\b|"
            r"\bsince (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|"
            r"june|july|august|september|october|november|december|last|the|yesterday)\b|\b(?:dos|tres|deux|trois|"
            r"zwei|drei|duas|tr[êe]s|due|tre|twee|drie|\d+) (?:semanas?|meses|d[ií]as?|horas?|semaines?|mois|"
            r"jours?|heures?|wochen|monaten?|tagen?|stunden|settimane|mesi|giorni|ore|weken|maanden|dagen|uur)\b"
        ),
    ),
    (0.7, re.compile(r"[£$€]\s?\d|\b\d+ ?(?:pounds|quid|dollars|euros|bucks|€)")),
    (
        0.6,
        re.compile(
            r"\b(?:but|instead|yet|only to|and now|then|turns out|even though|despite|although|except|just to|"
            r"rather than|however|while you|pero|mais|aber|mas|ma|maar)\b"
        ),
    ),
    (
        0.9,
        re.compile(
            r"\b(?:you|you have|you lot|they|they have|he|she|your (?:\w+ ){1,3}|the (?:driver|waiter|waitress|"
            r"manager|staff|guy|woman|man|lady|girl|receptionist|agent|engineer|nurse|doctor|assistant|courier|"
            r"bloke|crew|host)) (?:just |then |still |again |even |actually )*(?:cancelled|sent|took|taken|charged|"
            r"lost|kept|keep|told|said|left|gave|given|refused|closed|changed|put|drove|broke|forgot|ignored|"
            r"blamed|shrugged|let|made|want|wanted|kicked|threw|sold|split|walked|hung|passed|asked|called|cut|"
            r"raised|removed|deleted|locked|blocked|promised|swore|accused|stood|sat|laughed|demanded|shut|text|"
            r"email|messed|missed|failed)\b"
        ),
    ),
    (
        0.8,
        re.compile(
            r"\b(?:again|third|fourth|fifth|second time|twice|yet another|every (?:single )?(?:day|time|week|night|"
            r"morning|month)|times now|still|otra vez|encore|schon wieder|de novo|di nuovo|alweer|weer)\b"
        ),
    ),
    (
        0.8,
        re.compile(
            r"\b(?:supposed to|meant to|was promised|were promised|should have|told (?:me|us|that|it)|apparently|"
            r"as promised|expected|hoping|was told|were told)\b"
        ),
    ),
    (
        1.0,
        re.compile(
            r"\b(?:dies|died|dead|dying|broke|burnt|burned|grey|tough|soggy|mushy|bitter|sour|flattened|ripped|"
            r"split|leak\w*|drip\w*|freez\w*|boiling|sweltering|crammed|packed|crumbs|sticky|stained|grubby|"
            r"smell\w*|stink\w*|stank|squash\w*|bent|loose|wobbl\w*|wonky|scratch\w*|shatter\w*|crack\w*|dent\w*|"
            r"faded|bobbl\w*|shrank|shrunk|blister\w*|itch\w*|hurt\w*|limp|hard as|rock hard|tastes? (?:of|like)|"
            r"smells? (?:of|like)|looks? like|felt like|feels like|sounds? like|useless|pointless|tears|crying|"
            r"cried|exhausted|stranded|stuck|confus\w*|chaos|chaotic|clueless|shrugg\w*|nonsense|joke|mickey|laugh|"
            r"fuss|hassle|stress\w*|unsafe|scared|frightened|terrified|worried|embarrass\w*|humiliat\w*|stupid|"
            r"worse|worst|disaster|fiasco|crickets|tumbleweed|silence|bin juice|cardboard|dishwater|trying to|"
            r"struggl\w*|waste\w*|wasting|poor|botched|bodge\w*|lazy|greedy|tight|sneaky|cheeky|blame\w*|excuse\w*|"
            r"fobb\w*|robot\w*|bot|debt|bailiff\w*|penalty|fine|overbooked|downgraded|bumped|misplaced|kicked|"
            r"dreadful|lobbed|dumped|taking the (?:mick|mickey|piss|biscuit)|having a laugh|what a (?:joke|mess|"
            r"farce|palaver|faff))\b"
        ),
    ),
    (
        0.8,
        re.compile(
            r"[\"'](?:luxury|premium|fresh|gourmet|medium rare|express|next day|guaranteed|fixed|repaired|"
            r"delivered|special|customer|help|helpful|service|support|fast|quick|deluxe|new|first class|priority|"
            r"safe place|sea view|hot|unlimited|superfast|resolved|artisan|homemade|five star|5 star|exclusive|"
            r"vip)\b[^\"'\n]{0,30}[\"']"
        ),
    ),
    (
        1.2,
        re.compile(
            r"\b(?:nothing (?:like|says|beats)|(?:would|it would) be (?:lovely|nice|great|good) (?:to|if)|who "
            r"(?:tested|designed|thought|approved|signed)|why (?:sell|bother|have|offer|do you (?:even|bother)|"
            r"should|am i|are we|is it|have you|has|would)|what (?:exactly|on earth|the (?:hell|heck|fuck)|am i|"
            r"are we|is the point|are you|happened)|how (?:is|are|on earth|can you|do you expect|am i|are we|many "
            r"(?:times|more|emails|calls)|hard|difficult|much longer|long (?:do|must|am|are))|the only (?:thing|"
            r"way) |(?:10|ten|full marks|0|zero|1|one)(?:/10| out of (?:10|ten|5|five))|not your department|passed "
            r"(?:round|around|from)|pillar to post|goodwill|bother\w*|could not care less|do you even|is it too "
            r"much|asking too much|do your job|wake up|sharpen up|pull your|bring back|give up|despair|last straw|"
            r"final straw|good luck getting|had to)\b"
        ),
    ),
    (0.5, re.compile(r"!{2,}|\?{2,}|\?!|\.\.\.")),
    (
        0.6,
        re.compile(
            r"\b(?:wtf|ffs|smh|omg|jesus|christ|for god's sake|for goodness sake|for crying out loud|honestly|"
            r"seriously|come on|really\?|ugh|argh|grr+|sigh|facepalm)\b"
        ),
    ),
)


@lru_cache(maxsize=16)
def faint_grievance(plain: str) -> float:
    """Return how much the faint signs in `plain` speak for a grievance; about 2 is telling."""
    sample = plain[:3000]
    return sum(weight for weight, pattern in _CUES if pattern.search(sample))
