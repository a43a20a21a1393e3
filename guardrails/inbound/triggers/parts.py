"""Stretches of pattern that several phrasings share."""

from __future__ import annotations

from typing import Final

ADVERBS: Final = (
    r"(?:(?:still|yet|even|ever|actually|been|just|simply|now|only|also|already|completely|totally|absolutely|"
    r"literally|all|really|so|very|quite|pretty|basically|[a-z]{3,14}ly) ){0,3}"
)
NOT: Final = r"(?:not|never) "
HAVE: Final = r"(?:has|have|had|did|does|was|were|is|are)(?: still| yet)? "
BROKEN: Final = (
    r"(?:half |all |badly |partly |partially )?(?:damaged|broken|smashed|cracked|shattered|in (?:\w+ "
    r")*(?:pieces|bits|tatters)|dented|scratched|torn|ripped|crushed|squashed|bent|chipped|snapped|ruined|"
    r"soaked|soaking wet|wet through|leaking|leaked|melted|stained|wilted|dead|mangled|bashed|open(?:ed)?|"
    r"spilled|spilt|warped|split|scuffed|marked|flattened|mashed|wrecked|brown and wilted)"
)
DIED: Final = (
    r"(?:stopped (?:working|charging|responding|turning on|heating|cooling|spinning|printing)|packed (?:in|up)|"
    r"gave up|died|broke(?:n)?(?: down)?|conked out|fell apart|fallen apart|failed|fell to (?:bits|pieces)|"
    r"snapped|came apart|given up|dies|breaks|stops (?:working|charging|dead)|cut out|has had it|went dead|"
    r"gone dead|fell off|fallen off|broke off|came off|stopped|gave out|gone wrong|went wrong)"
)
RUDE: Final = (
    r"(?:rude|rudest|rudely|obnoxious|condescending|patroni[sz]ing|aggressive|abusive|dismissive|unhelpful|"
    r"disrespectful|unprofessional|arrogant|hostile|snotty|sarcastic|nasty|horrible to|awful to|foul|sneering|"
    r"smug|ignorant|impolite|discourteous|surly|stroppy|short with|off with|offhand|snappy|uninterested|"
    r"incompetent|disinterested|insulting|couldn't care less)"
)
POOR: Final = (
    r"(?:poor quality|bad quality|terrible quality|low quality|awful quality|shocking quality|cheap and nasty|"
    r"flimsy|shoddy|tacky|badly made|poorly made|falling apart|fell apart|rubbish|garbage|trash|crap|shit|junk|"
    r"terrible|awful|horrible|dreadful|disgusting|inedible|vile|tasteless|bland|stale|mouldy|moldy|rotten|raw|"
    r"undercooked|overcooked|burnt|rock hard|soggy|dry|greasy|out of date|expired|gone off|rancid|sour|"
    r"substandard|below par|scratchy|uncomfortable|disappointing|appalling|abysmal|pathetic|dire|atrocious|"
    r"mediocre|underwhelming|noisy|freezing|tiny|cramped)"
)
DAYS: Final = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|the \w+|on the \w+|last week|"
    r"next day|noon|\d{1,2}(?:am|pm|th|st|nd|rd)?)"
)
