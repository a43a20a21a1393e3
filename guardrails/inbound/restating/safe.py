"""What may be said back at all: one doubt, and it is not."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.person import FIRST
from guardrails.inbound.word_sets import word_set

MOST: Final = 120
"""The most characters said back; few of them sound like a person."""
_LEAST_WORDS: Final = 3
_FOUL: Final = re.compile(
    r"(?:f+u+c*k|sh[i1]t|\bcrap|bollock|\barse|\bass\b|bastard|bitch|\bcunt|wank|twat|\bprick|\bdick|\bpiss|"
    r"\bdamn|bloody|"
    r"\bhell\b|idiot|moron|clown|muppet|useless|stupid|incompeten|cowboy|crook|thie[fv]|liar|\blie[sd]?\b|lying|scam|"
    r"fraud|\bsteal|stole|stolen|theft|\brob|\bcon\b|conned|cheat|crimin|illegal|assault|racis|sexis|abus|kill|"
    r"\bdie\b|murder|suicid|"
    r"harass|threat|extort|ransom|hostage|negligen|corrupt|bully|bullie|drunk|\bsex|pervert|\btouch|torture|monster|"
    r"disgust|witch|\bcow\b|\bpig|\bfat\b|ugly|daft|thick\b|lazy|\bgod\b|jesus|christ\b|lol|lmao|wtf|omg|"
    r"\bxx?\b|\bffs\b|"
    r"cancer|tumou?r|\bdiagnos|pregnan|miscarr|\bhiv\b|termination|\bovercooked my brain\b|mugged|vibe|magic|"
    r"miracle|shame on|captor|ghost|coronation|\bgrave\b|heartbroken|brain|\blife\b|\blive\b)",
    re.IGNORECASE,
)
_PRIVATE: Final = re.compile(
    r"\d{5,}|\b\d{4}\b(?!\s?(?:people|miles|km|points))|[a-z]+\d{3,}|\d+[-/]\d+|[@#_\\<>{}\[\]*=|~^]|"
    r"\b[A-Z]{1,2}\d[\dA-Z]?\b|"
    r"\b(?:mr|mrs|ms|miss|dr|sir|madam|prof|named|password|pin|username|sort code|iban|ref|reference)\b|"
    r"\b(?:street|road|lane|avenue|drive|close|rd|st)\b(?=$|[ ,])",
    re.IGNORECASE,
)
_ODD: Final = re.compile(
    r"\b(?:the the|your the|the your|your your|our our|a a|an a|i|etc|kind of|sort of|sir|mate|love|hun|dear|"
    r"guys|buddy|bro|"
    r"btw|tbh|imo|ngl|smh|idk|apparently|supposedly|allegedly|so-called|congratulations|bravo|well done)\b|--|"
    r"\.\.|[?!;/\\]|:(?!\d)|"
    r"\b(?:this is|that's|that is|what|why|how|who|which|whether)\b|"
    r"^it (?:was|is|'s|says|said|has been|'s been) (?:a|an|the|in|my|your|that|not|\d+|two|three)\b|^it's (?:a|"
    r"an|the|in|been|not|your|that)\b|"
    r"^\w+ (?:[\w'-]+ ){0,5}(?:says?|said)\b|"
    r"\b(?:this|these) (?!morning|afternoon|evening|week|weekend|month|year|time|term|summer|winter|"
    r"spring|autumn|you|the|it)\w|"
    r"^(?:the )?(?:first|second|third|fourth|last|next|other|same|rest|best|worst|only|point) (?:is|was|one|"
    r"went|said|thing)\b|"
    r"^you(?:'re| are| were) (?:dead|a|an|the|in|at|not|going)\b|^you were quoted (?!.* and )|\bslow cooked\b|"
    r"\b(?:is|was) [£$€]|^you were told ['\"]|\bby (?:them|us|him|her)\b|^you're (?:wait|need|want|have)\b|"
    r"\bwarm apology\b|^no \w+ left\b|\b(?:seems?|seemed|looks?|looked|feels?|felt|smells? (?:different|of "
    r"nothing)|tastes? different)\b|\b(?:father|mother|husband|wife|son|daughter|mum|dad|brother|sister|nan|"
    r"gran\w*|baby|she|he) (?:has |had )?(?:died|passed)\b|^your (?:son|daughter|husband|wife) left\b|n't$|"
    r"^nobody asked you|"
    r"\b(?:our|your|the|an?) (?:you|us|it|they|he|she|your|our|nobody)\b|"
    r"\btold you'd\b|\bin our account\b|"
    r"\bthe (?:day|moment|minute|time|second|point)$|\b(?:pal|lads?|folks)$|^no (?:it|he|she|they|you|we)\b|"
    r"\b(?:will|shall|would) (?:be )?(?:never|not)\b(?! (?:load|open|start|turn|let|connect|scan|print|fit|"
    r"close|play|accept))",
    re.IGNORECASE,
)
_DANGLES: Final = word_set(
    "a an the my your our and or but so of in at for from with by to that which who is are was were be been "
    "has have had "
    "not very as than it's i'm if when because this these those every each no into onto per his her its their "
    "am do does "
    "can could will would should just really only even also because while until since either both where why "
    "how what right just then than whether here so"
)
_DAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september "
    "october november december christmas easter i"
)


def is_safe(clause: str) -> bool:
    """Return whether a clause, turned round, may stand in a reply after "sorry that"."""
    words = clause.split()
    low = [word.lower().strip(",'") for word in words]
    return (
        len(words) >= _LEAST_WORDS
        and len(clause) <= MOST
        and low[-1] not in _DANGLES
        and not _FIRST & set(low)
        and not _points(low)
        and _are_paired(clause)
        and not _runs_on(low)
        and not _FOUL.search(clause)
        and not _PRIVATE.search(clause)
        and not _ODD.search(clause)
        and not _stutters(low)
    )


def is_clean(phrase: str) -> bool:
    """Return whether a phrase of our own making is free of what nobody says back: foul words, and private data."""
    return not _FOUL.search(phrase) and not _PRIVATE.search(phrase)


_QUOTED: Final = re.compile(r'"([^"]*)"')
_LINKS: Final = word_set(
    "and but that which who where when because as if than or what how until till so before after since while"
)
_SUBJECTS: Final = word_set("you it they he she i we nobody someone")


def _are_paired(clause: str) -> bool:
    """Return whether each quotation is closed and short."""
    words = clause.split()
    opened = sum(word.startswith("'") for word in words)
    closed = sum(word.endswith("'") and (opened > 0 or not word.endswith("s'")) for word in words)
    return (
        opened == closed
        and clause.count('"') % 2 == 0
        and all(0 < len(one.split()) <= _QUOTE_MOST for one in _QUOTED.findall(clause))
    )


_QUOTE_MOST: Final = 5


def _runs_on(low: list[str]) -> bool:
    """Return whether two clauses stand side by side with nothing to link them."""
    begun = False
    for at, word in enumerate(low):
        if word in _LINKS or word in _SUBJECTS:
            begun = False
        elif _is_verb(low, at):
            if begun and not _goes_with(low, at):
                return True
            begun = True
    return False


def _is_verb(low: list[str], at: int) -> bool:
    past = low[at] in _PLAIN_PASTS or (low[at] in verbs.PASTS and low[at] not in _AMBIGUOUS)
    return low[at] in verbs.AUXILIARIES or (past and not _goes_with(low, at))


def _goes_with(low: list[str], at: int) -> bool:
    """Return whether the word belongs to the auxiliary before it."""
    return at > 0 and low[at - 1] in verbs.AUXILIARIES | _BETWEEN


_PLAIN_PASTS: Final = word_set("missed arrived asked wanted called waited refused needed ordered tried explained")
_AMBIGUOUS: Final = word_set("left set cut put shut cost read let split hit felt found ground lay saw wound")
_BETWEEN: Final = word_set("not never still just also now only be been being get got gets and to already always")


_FIRST: Final = FIRST - {"our"} | {"us"}
"""Words of the first person that none of our own is told with: "our website" is what the customer called "yours"."""


def _points(low: list[str]) -> bool:
    """Return whether a "that" points at something the reply has not named, and begins no clause of its own."""
    for at, word in enumerate(low[:-1]):
        following = low[at + 1]
        links = verbs.is_finite(following) or following in _SUBJECTS or following in _DETERMINERS
        if word == "that" and not links:
            return True
    return False


_DETERMINERS: Final = word_set("your the a an no our")


def _stutters(low: list[str]) -> bool:
    return any(one == other for one, other in pairwise(low))


def named(words: list[str]) -> bool:
    """Return whether a capitalised word, not a day or month, stands within: it may name a person or a place."""
    return any(
        word[:1].isupper() and word.lower().removesuffix("'s") not in _DAYS and (not at or words[at - 1] not in _PLACED)
        for at, word in enumerate(words)
        if word not in ACRONYMS
    )


_PLACED: Final = word_set("in at from")
"""What goes before the name of a place rather than a person's."""
ACRONYMS: Final = word_set(
    "TV PDF USB LED GPS UK EU US NHS PIN QR SIM ID DM CV ATM MOT VAT PC HD AC WiFi DVD ETA FAQ UI OK PS5 CCTV "
    "SMS CD BT "
    "BLT VIP M6 M25 A4 4G 5G GP"
)
