"""How customers say what policies call by another name: everyday phrases and the words they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping

WEIGHT = 0.5
"""Weight of a word that was not said, beside 1 for one that was."""

_PHRASES: Mapping[str, str] = {
    # delivery
    r"(?:never|not|hasn'?t|didn'?t|still not|yet to) (?:\w+ ){0,2}(?:show\w*|turn\w*|c[ao]me|arriv\w*|appear\w*|received?|got|here)": "delivery lost missing late delayed tracking",
    r"(?:still|been) waiting|where(?:'?s| is| the \w+ is| on earth| the hell)|no sign of|nowhere to be": "delivery late delayed tracking dispatch",
    r"late|delay\w*|took (?:ages|forever|weeks)|overdue|weeks? ago|days? late": "late delay delivery compensation",
    r"courier|driver|delivery (?:man|guy|bloke|person)|postman|mailman": "delivery carrier courier",
    r"porch|doorstep|neighbou?r|stolen|thie\w+|bins?\b|left (?:it )?(?:out|in)": "delivery stolen missing safe place theft",
    r"marked as delivered|says (?:it'?s |it was )?delivered": "delivery missing not received proof",
    r"parcel|package|packet|box\b": "parcel delivery order",
    # product
    r"broke\w*|smash\w*|crack\w*|dent\w*|shatter\w*|snapp\w*|in pieces|in bits|bent|squash\w*|crush\w*|torn|ripped": "damaged faulty damage broken replacement",
    r"doesn'?t work|not working|stopped working|won'?t (?:turn|switch|charge|start|open)|dead\b|packed (?:up|in)|gave up|conked|kaput|died|defect\w*|malfunction\w*|useless|junk|rubbish|dud": "faulty defective fault repair warranty replacement",
    r"wrong (?:\w+ ){0,2}(?:one|item|size|colou?r|thing|product|order)|sent me (?:a |an |the )?(?:wrong|different)|not what i ordered|someone else'?s": "wrong incorrect item exchange",
    r"(?:doesn'?t|didn'?t|don'?t) fit|too (?:small|big|tight|large|long|short)|size": "exchange size return",
    r"changed my mind|don'?t (?:want|like|need)|didn'?t like|send (?:it|them|this) back|take (?:it|them) back|bring (?:it|them) back": "return refund withdrawal unwanted",
    r"missing (?:part|piece|item|bit|screw)s?|half (?:of )?my order|only (?:got|received)|incomplete": "missing parts item incomplete short",
    # billing
    r"money back|reimburs\w*|give me back|get back what i paid|cash back": "refund refunded",
    r"charged|took (?:the )?money|taken (?:from|out of)|debit\w*|billed|double|twice": "charge charged duplicate payment billing refund",
    r"rip[- ]?off|overcharg\w*|hidden (?:fee|cost|charge)s?|extra (?:fee|cost|charge)s?|surcharge": "price fee charge overcharge",
    r"discount|coupon|promo\w*|voucher|gift ?card": "promotion discount voucher code gift card",
    r"cheaper|price drop\w*|went on sale|lower price": "price match adjustment",
    r"bank|statement|direct debit|card was": "payment card bank charge",
    # account and service
    r"hacked|someone (?:else )?(?:logged|got into|used)|locked out|can'?t (?:log|sign|get) (?:in|into)|log ?in|password": "account access security password login locked",
    r"cancel\w*|unsubscrib\w*|stop (?:charging|my|the) ?\w*|get out of": "cancel cancellation subscription renewal",
    r"auto[- ]?renew\w*|renewed|free trial|trial": "renewal subscription trial automatic",
    r"down\b|outage|offline|crash\w*|unreachable|slow\b|not loading": "outage downtime availability service credit uptime",
    r"rude|shout\w*|swore|sworn|attitude|ignored me|laughed|dismissive|disrespect\w*|manners": "staff conduct complaint behaviour",
    r"no ?(?:one|body) (?:answers?|replies|responds?|gets? back)|on hold|can'?t get through|no (?:reply|response|answer)|ghosted|ignored": "response contact complaint time",
    r"speak to (?:a|your) (?:manager|human|supervisor)|complain\w*|ombudsman|escalat\w*|take this further": "complaint escalation manager",
    r"my (?:data|details|personal|information)|gdpr|spam(?:ming)? me|selling my|leak\w*|delete my": "privacy personal data protection",
    # safety
    r"burn\w*|fire|smok\w+|spark\w*|shock\w*|explod\w*|overheat\w*|melt\w*|hurt|injur\w*|hospital|allerg\w*|sick|choke\w*|poison\w*": "safety injury hazard stop using recall",
    # travel and hospitality
    r"overbook\w*|bumped|denied boarding|no room": "overbooking denied boarding compensation rebooking",
    r"flight|plane|train|gate|boarding|missed (?:my )?connection": "flight travel delay cancellation connection",
    r"suitcase|luggage|baggage|\bbags?\b|carousel": "baggage luggage lost delayed damaged",
    r"room|dirty|filthy|noisy|smell\w*|bed ?bugs?|cockroach\w*": "room cleanliness accommodation standard",
    r"(?:can'?t|couldn'?t|cannot) (?:make it|come|travel|go|attend)|reschedul\w*|change (?:my|the) (?:date|booking|flight|reservation)": "booking change cancellation amend",
    r"deposit|no[- ]show": "deposit cancellation no-show",
}
_COMPILED = tuple((re.compile(rf"(?<!\w)(?:{phrase})(?!\w)"), words.split()) for phrase, words in _PHRASES.items())
_MAX_READ = 4_000


def policy_words(text: str) -> dict[str, float]:
    """Return the words that policies use for what `text` says in everyday words, each with its weight."""
    lowered = text[:_MAX_READ].lower().replace("’", "'")
    return {word: WEIGHT for pattern, words in _COMPILED if pattern.search(lowered) for word in words}
