"""What stays in the house: instructions, suspicion, names of colleagues, other people's business."""

from __future__ import annotations

import re

_INNER = re.compile(
    r"\b(?:do not|don't|never|must not|no need to) (?:tell|mention|disclose|promise|offer|say|name|share|admit|discuss|"
    r"reveal|give|send|refer|quote|point|speculate|argue|accept|blame)\b"
    r"|\b(?:not to be (?:told|shared|mentioned|disclosed)|internal\w*|confidential\w*|for (?:internal|staff|info)\b|"
    r"goodwill|discretion\w*|without (?:approval|sign-?off|asking)|needs? (?:approval|sign-?off)|sign(?:ed)?-off|"
    r"authori[sz]ed (?:up )?to|escalat\w+|scripts?\b(?! error)|macros?|crm|jira)\b"
    r"|\b(?:suspect\w*|suspicio\w*|alleg\w+|claims? (?:to|that|it|she|he|they)|abus\w+|aggressive\w*|"
    r"rude (?:to|on)|swore|"
    r"fraud\w*|flag(?:ged|s)?|blacklist\w*|black list|serial|repeat (?:claim|complain|return)\w*|previous (?:claims?|"
    r"complaints?|refunds?)|(?:second|third|fourth|fifth) (?:claim|complaint)|history of|dishonest\w*|"
    r"lying|lied|untrue|"
    r"drunk\w*|inebriated|intoxicated|threaten\w*|difficult customer|vip|influencer|followers|chargeback)\b"
    r"|\b(?:cctv|camera|footage|recording|recorded call|call recording)\b"
    r"|\b(?:(?:twice|times) before|same (?:lad|girl|man|woman|person|driver|agent|adviser|guy)|"
    r"(?:adviser|agent|lad|handler) (?:has|was|did|had)|"
    r"second warning|final warning|warning\b(?! light)|the temp\b|a temp\b|\d+ \w+ short\b|in dispute|"
    r"thefts?\b|not known yet|"
    r"nothing known|suspension|off customer|batch [A-Z0-9])"
    r"|\b(?:legal (?:say|says|have|has|want)|don't comment|line manager|statement|not for the customer|"
    r"hearing|per the \w+ log|disciplin\w+|suspended (?:him|her|pending)|dismiss(?:ed|"
    r"al)|sacked|warned|warning letter|hr\b|"
    r"spoken to|retrain\w*|training|performance|probation|shift lead|on shift|rota|understaff\w*)\b"
    r"|\b(?:insurer\w*|liabilit\w+|lawyers?|solicitors?|legal team|margin|cost (?:us|price)|supplier "
    r"(?:dispute|contract)|"
    r"budget|write[- ]off|press office)\b"
    r"|\b(?:other|another|same) (?:customer|guest|member|passenger|patient|tenant|rider|diner|client|"
    r"buyer|resident)s?\b"
    r"|\b(?:keep (?:it|this) to (?:ourselves|us)|not (?:public|announced)|not yet announced|for the file|on file only|"
    r"embarrass\w*|leave the building|nobody may|may (?:not|never) be (?:told|promised|shared)|"
    r"nobody else|off the record)\b"
    r"|\b(?:next of kin|medical record|diagnos\w+|hiv|pregnan\w+)\b"
    r"|\bno (?:record|trace|evidence|sign|proof)\b|\bnothing (?:on file|found|recorded)\b|\bcannot (?:verify|confirm)\b"
    r"|\bnot (?:verified|confirmed|proven)\b|\bunverified\b|\bpossibl[ey]\b|\bprobabl[ey]\b|\bperhaps\b|\bmaybe\b"
    r"|\bmay have\b|\bmight\b|\bseems?\b|\bapparently\b|\bunclear\b|\bw/|\bn/a\b|\btbc\b|\basap\b|\?",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\b(?:do not|don't|not to|never|nobody|must not|cannot be) (?:be )?(?:share|shared|tell|told|"
    r"mention|mentioned|spell|disclose|disclosed|"
    r"go out|name|named|say|said|discuss|repeat|quote|give out|let on|promise|comment)\b"
    r"|\b(?:in[- ]house|in confidence|ourselves|internal\w*|confidential\w*|off the record|look "
    r"silly|looks bad|embarrass\w*|to save money|"
    r"not public|not announced|not yet announced|leave the building|for the file|hr\b|board and|"
    r"authority -|between us|quiet|must not be (?:asked|told|called)|(?:if|once|when) "
    r"care\b|not for (?:the )?(?:outside|customers?|public|anyone)|go into it)\b"
    r"|\bNOT to\b|[=<>]",
    re.IGNORECASE,
)


def is_secret(sentence: str) -> bool:
    """Return whether colleagues are told to keep a sentence to themselves."""
    return bool(_SECRET.search(sentence))


_COLLEAGUE = re.compile(
    r"\b[A-Z]\. [A-Z][a-z]+|\b(?:agent|advis[eo]r|handler|rep|csr|supervisor|team lead(?:er)?|duty manager) [A-Z][a-z]+"
)
_STAFF_ACTS = re.compile(
    r"^(?:please |to be (?!fair) |await\w*|pending|ask(?:ed)? (?:for )?(?:photo|manager|supervisor|"
    r"warehouse)|chase|check with|"
    r"follow up|review|decide|consider|remember|make sure|ensure|use (?:the )?template|see |cf\.?|ref\b|ticket|case)\b",
    re.IGNORECASE,
)


def is_inner(clause: str) -> bool:
    """Return whether a clause is for colleagues alone."""
    return bool(
        _SHOUTED.search(clause) or _INNER.search(clause) or _COLLEAGUE.search(clause) or _STAFF_ACTS.match(clause)
    )


_WHOLE = re.compile(
    r"\b(?:do not|don't|not to be|never) (?:share|be shared|shared|told|tell)\b[^.;]{0,30}\b(?:customer|"
    r"guest|member|outside|anyone)"
    r"|\bcause (?:is )?not to be\b|\bnot to be confirmed to\b|\bnothing (?:on|of|in) this\b|\ball "
    r"of (?:this|it) (?:is )?internal|\bNOT (?:confirmed|verified)\b",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b(?:NOT|NEVER|NOTHING|DO NOT|NO)\b")


def is_wholly_inner(note: str) -> bool:
    """Return whether nothing of a note may be told."""
    return bool(_WHOLE.search(note))


_CAPITAL = re.compile(r"(?<![.!?] )(?<!^)(?<![\w'’\"“-])[A-Z][a-z]{2,}\b")
_PLACED = re.compile(
    r"\b(?:in|at|to|from|the|near|via|of|our|for|between|and|off|on|towards?|outside)\s$", re.IGNORECASE
)
_SPEAKS = (
    r"(?:says?|said|told|spoke|called|rang|forgot|promised|admitted|confirmed|thinks|thought|wants|"
    r"has (?:this|it|the report)|"
    r"is (?:on (?:his|her)|dealing|back|off|away|looking|chasing)|has (?:been|cancelled|spoken|"
    r"asked|promised)|will (?:ring|call|phone|write|email))"
)
_CALENDAR = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?$|^(?:jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|sept|oct|nov|dec)[a-z]*$|^(?:please|you|your|the|christmas|easter|ramadan)$",
    re.IGNORECASE,
)


def names_somebody(clause: str, known: str) -> bool:
    """Return whether a clause has a name that stands nowhere in `known` and is no place: a colleague's."""
    low = known.lower()
    for found in _CAPITAL.finditer(clause):
        word = found.group()
        if _CALENDAR.match(word) or word.lower() in low or _PLACED.search(clause[: found.start()]):
            continue
        return True
    first = re.match(rf"([A-Z][a-z]{{1,15}})(?: [A-Z]\w*)? {_SPEAKS}\b", clause)
    return bool(first) and first[1].lower() not in low if first else False
