"""Events in the life of an order, a refund or a return: found in words, ranked, and asserted or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.claims.lexicon import words
from guardrails.claims.words import lowered

ORDER_RANK: Final = {
    "placed": 1,
    "confirmed": 2,
    "preparing": 2,
    "shipped": 3,
    "transit": 3,
    "out": 4,
    "attempted": 4,
    "delivered": 5,
}
REFUND_RANK: Final = {"refund_requested": 1, "refund_approved": 2, "refund_issued": 3, "refund_received": 4}

STATE_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(("placed", "pending", "new", "open", "created", "received"), "placed"),
    **dict.fromkeys(("confirmed", "paid", "accepted"), "confirmed"),
    **dict.fromkeys(
        (
            "processing",
            "in progress",
            "preparing",
            "packed",
            "awaiting stock",
            "backordered",
            "on hold",
            "picking",
            "unfulfilled",
            "awaiting dispatch",
            "ready to ship",
            "ready for dispatch",
        ),
        "preparing",
    ),
    **dict.fromkeys(("shipped", "dispatched", "despatched", "sent", "fulfilled", "posted"), "shipped"),
    **dict.fromkeys(("in transit", "on its way", "on the way", "en route", "with carrier", "with courier"), "transit"),
    **dict.fromkeys(("out for delivery", "with driver"), "out"),
    **dict.fromkeys(
        ("delivery attempted", "attempted delivery", "attempted", "failed delivery", "delivery failed"), "attempted"
    ),
    **dict.fromkeys(("delivered", "arrived", "collected", "completed", "complete", "signed for"), "delivered"),
    **dict.fromkeys(("cancelled", "canceled", "voided"), "cancelled"),
    **dict.fromkeys(("lost", "missing", "lost in transit", "lost by courier"), "lost"),
    **dict.fromkeys(("returned", "returned to sender", "return received"), "returned"),
    **dict.fromkeys(("delayed", "late", "held", "held at customs"), "delayed"),
    **dict.fromkeys(("damaged", "damaged in transit"), "damaged"),
    **dict.fromkeys(("refunded",), "refund_issued"),
}
REFUND_WORDS: Final[dict[str, str]] = {
    **dict.fromkeys(("requested", "pending", "open", "under review", "in review"), "refund_requested"),
    **dict.fromkeys(("approved", "authorised", "authorized", "agreed", "accepted", "granted"), "refund_approved"),
    **dict.fromkeys(
        ("issued", "processed", "sent", "paid", "refunded", "processing", "in progress", "partially refunded"),
        "refund_issued",
    ),
    **dict.fromkeys(("received", "completed", "complete", "settled", "cleared", "paid out"), "refund_received"),
    **dict.fromkeys(("rejected", "declined", "refused", "denied", "none", "failed"), "refund_rejected"),
}

_MONEY = r"(?:refunds?|money|payment|reimbursement|repayment|funds|credit)"
_GAP = r"(?:\W+(?!not\b|but\b|and\b)[\w'£€$.,@-]+){0,7}?\W+"
_EVENTS = (
    rf"(?P<refund_received>[£€$]\d[\d.,]*(?: \w+){{0,3}} (?:reached|landed in|arrived in|is in|is back in) your\b"
    rf"|\b{_MONEY}{_GAP}(?:(?:received|arrived|reached|landed|cleared|completed|settled|credited (?:to|back))\b"
    rf"|(?:in|on) your (?:\w+ )?(?:account|bank|card)\b|back (?:in|on|with) you\b))"
    rf"|(?P<refund_issued>\b{_MONEY}{_GAP}(?:issued|processed|sent|made|paid|gone through|gone out|on (?:its"
    rf"|the) way|initiated|released|put through|actioned)\b|\b(?:issued|processed|sent|made|paid|put through"
    rf"|initiated) (?:you )?(?:a|the|your) (?:\S+ )?(?:\S+ )?refund\b|\brefunded\b|\breimbursed\b)"
    rf"|(?P<refund_approved>\b{_MONEY}{_GAP}(?:approved|agreed|authori[sz]ed|granted|accepted)\b|\b(?:approved"
    rf"|authori[sz]ed|agreed) (?:to )?(?:a|the|your) (?:\S+ )?(?:\S+ )?refund\b)"
    rf"|(?P<refund_rejected>\brefund{_GAP}(?:rejected|refused|declined|denied)\b)"
    rf"|(?P<refund_requested>\brefund{_GAP}(?:requested|pending|being processed|in progress|under way)\b"
    rf"|\brequested (?:a|the|your) refund\b)"
    r"|(?P<returned>\breturn(?:\W+[\w']+){0,4}?\W+(?:received|arrived|processed|logged|booked in)\b"
    r"|\breturned to (?:us|sender|the (?:sender|depot|warehouse))\b|\breceived (?:your|the) return\b|\b(?:been"
    r"|was|were) returned\b|\bback (?:at|in) (?:our|the) (?:warehouse|depot)\b)"
    r"|(?P<out>\bout (?:for delivery|with (?:the|our|a) (?:driver|courier))\b|\bon the van\b)"
    r"|(?P<attempted>\b(?:tried|attempted) (?:to deliver|delivery|a delivery)\b|\bdelivery (?:was "
    r"|has been )?attempt(?:ed)?\b|\bmissed delivery\b)"
    r"|(?P<due>\b(?:due(?! to (?!arrive|be |reach|land|come|get))|promised|expected|estimated|scheduled"
    r"|supposed to|meant to|eta|should (?:now |still |also )?(?:have )?(?:be with|been with|arrived?|been"
    r"|reach(?:ed)?|be delivered|been delivered|get to|land|come)|(?:will|'ll) (?:now |still |then |also "
    r"|likely )?(?:be with|arrive|reach|be delivered|get to|land|come|be there)|(?:you'll|you will|you should"
    r"|to) (?:have|receive|get|see) (?:it|them|(?:your|the) (?!money|refund|payment|full|cash))|be with you"
    r"|guaranteed (?:by|for)|set to)\b)"
    r"|(?P<delivered>\bdelivered\b|\barrived\b|\breached you\b|\bdropped (?:it |them )?off\b|\bsigned for\b"
    r"|\bhanded to (?:you|your|a)\b|\bin your (?:hands|possession)\b|\bbeen received\b|\breceived (?:your"
    r"|the) (?:order|parcel|package|delivery|item)\b|\bturned up\b|\bcame on\b|\bwas left (?:in|at|with|by|on)\b)"
    r"|(?P<transit>\bon (?:its|the|their) way\b|\bin transit\b|\ben route\b|\bmaking its way\b|\b(?:is|are|now"
    r"|currently) with (?:the |our )?(?:courier|carrier)\b)"
    r"|(?P<shipped>\bshipped\b|\bd[ie]spatched\b|\bsent (?:out|off|on|it|them|your|to|by|via|with)\b|\b(?:was"
    r"|were|been|we) (?:all )?(?:sent|posted)\b|\bposted (?:on|to|it|your|out)\b|\bleft (?:us|our (?:warehouse"
    r"|depot|hands|building|premises)|the (?:warehouse|depot|building))\b|\bwent out\b|\bleft (?:on|yesterday"
    r"|today|last|this)\b|\bset off\b|\bhanded (?:it |them |your \w+ )?(?:over )?to (?!you\b)|\b(?:collected"
    r"|picked up) by (?:the |our )?(?!you\b)\w+|\bdeparted\b|\bcarried by\b|\btravell?(?:ed|ing) with\b)"
    r"|(?P<missed>\bmissed (?:that|the|our|this|its) (?:\w+ )?(?:date|day|deadline)\b|\b(?:date|day"
    r"|deadline) (?:was|has been|passed)(?: \w+)? (?:missed|not met|not kept)\b|\b(?:not|n't) (?:meet|make"
    r"|keep(?: to)?) (?:that|the|our|this) (?:\w+ )?(?:date|day|deadline)\b|\bpast (?:its|the"
    r"|that) (?:\w+ )?(?:date|day)\b)"
    r"|(?P<cancelled>\bcancell?ed\b)"
    r"|(?P<lost>\b(?:got |been |was |is |were |are |have |has |it's |that's )(?:now |since |sadly "
    r"|unfortunately )?(?:lost|missing|misplaced|mislaid)(?: in (?:transit|the post|the mail))?\b|\b(?:lost"
    r"|missing) in (?:transit|the post|the mail)\b|\bwent (?:missing|astray)\b|\bgone (?:missing|astray)\b"
    r"|\blost (?:it|your|the (?:parcel|order|package)|in transit|in the post)\b)"
    r"|(?P<delayed>\bdelayed\b|\brunning (?:late|behind)\b|\bheld up\b|\bon hold\b|\bstuck (?:in|at|with)\b"
    r"|\b(?:(?:is|was|are|were|be|been)|it's|that's|they're)(?: now| \w+ days?| clearly| already)? late\b"
    r"|\boverdue\b)"
    r"|(?P<preparing>\bbeing (?:packed|prepared|picked|processed|got ready)\b|\bbeen packed\b|\bstill (?:in"
    r"|at) (?:our|the) (?:warehouse|depot)\b|\bpreparing (?:your|it)\b|\bbeing shipped\b)"
    r"|(?P<confirmed>\border(?: \S+)? (?:is|was|has been) confirmed\b)"
    r"|(?P<placed>\bplaced\b|\byou (?:first |originally )?(?:ordered|bought|purchased)\b"
    r"|\border(?:ed)? (?:\S+ )?(?:of|from|on|dated)\b|\bpurchased\b|\bbought\b)"
)
_EVENT = lowered(rf"(?<!\w)(?:{_EVENTS})")
_CUES: Final = words("""
    refund refunds refunded money payment reimbursement reimbursed repayment funds credit issued processed
    return returned back out van tried attempted delivery missed due promised expected estimated scheduled
    supposed meant eta should will it'll you'll you we'll they'll that'll guaranteed set be delivered arrived
    reached dropped signed handed hands possession received turned came left way transit route with shipped
    dispatched despatched sent posted went departed carried travelled traveled travelling collected picked
    cancelled canceled lost missing misplaced mislaid astray gone delayed running held hold stuck late overdue
    being packed still preparing confirmed placed order ordered bought purchased date day deadline past meet
    make keep approved authorised authorized agreed granted accepted rejected refused declined denied requested
    gbp eur usd to see have receive get
""")
_NEGATIVE = lowered(
    r"\b(?:not|never|no|cannot|yet to|\w{2,7}n't|without|nothing|nor|failed to|no sign|no record)\b(?!\W+only\b)"
)
_UNREAL = lowered(
    r"\b(?:if|once|when|whenever|whether|until|unless|before|as soon as|should|would|could|may|might|will|'ll|can"
    r"|cannot|can't|to be|to have|to get|being able|supposed to|meant to|expected to|due to be|scheduled to"
    r"|going to|ready to be|ensure|make sure|wait for|waiting for|hope|want|wish|instead of|rather than|usually"
    r"|normally|typically|always|ever)\b"
)
_HEDGE = re.compile(r"\b(?:may|might|could|possibly|perhaps|maybe)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """An event told at `start:end`; `negated` when it is said not to have happened, `real` when it is asserted."""

    name: str
    start: int
    end: int
    negated: bool = False
    real: bool = True
    past: bool = False


def may_tell(lows: frozenset[str]) -> bool:
    """Return whether a clause made of the words `lows` can tell of an event at all."""
    return not _CUES.isdisjoint(lows)


def events(text: str, start: int, end: int, *, about_refund: bool = False) -> list[Event]:
    """Return the events that the clause `text[start:end]` tells of, in order.

    With `about_refund`, the sentence has spoken of a refund before, so that "issued" alone is said of it.
    """
    found: list[Event] = []
    if about_refund:
        found += [_bare_refund(text, start, match) for match in _BARE.finditer(text, start, end)]
    for match in _EVENT.finditer(text, start, end):
        name = match.lastgroup or ""
        lead = text[start : match.end()]
        negated = _NEGATIVE.search(lead) is not None
        unreal = _UNREAL.search(text, start, match.start()) is not None
        if name != "due" and match.group().lower().startswith("refund"):
            unreal = unreal or _UNREAL.search(match.group()) is not None
        if name == "missed":
            name, negated = "delayed", False
        unreal = unreal or (name != "due" and _is_general(text[start : match.start()]))
        past = re.search(r"\b(?:was|were|went|had)\b", lead, re.IGNORECASE) is not None
        found.append(Event(name, match.start(), match.end(), negated, real=not unreal, past=past))
    return found


_BARE = lowered(
    r"\b(?:(?P<refund_issued>issued|processed|paid out)|(?P<refund_approved>approved|authori[sz]ed)"
    r"|(?P<refund_received>(?:reached|landed in|arrived in) your))\b"
)
_DEFINITE = lowered(r"\b(?:your|it|its|this|that|the|they|them|which|order|\d{3,})\b")
_GENERIC = lowered(r"\b(?:is|are|be|being|get|gets)(?: \w+){0,2} $")


def _bare_refund(text: str, start: int, match: re.Match[str]) -> Event:
    lead = text[start : match.end()]
    return Event(
        match.lastgroup or "",
        match.start(),
        match.end(),
        _NEGATIVE.search(lead) is not None,
        real=_UNREAL.search(lead) is None,
    )


def _is_general(lead: str) -> bool:
    """Return whether a present passive speaks of no order in particular ("damaged items are refunded")."""
    return _GENERIC.search(lead) is not None and _DEFINITE.search(lead) is None


def state_of(status: str | None, *, refund: bool = False) -> str | None:
    """Return the event that a status of the shop system stands for, or None when its word is not known."""
    if not status:
        return None
    key = " ".join(status.replace("-", " ").replace("_", " ").lower().split())
    words = REFUND_WORDS if refund else STATE_WORDS
    if key in words:
        return words[key]
    found = events(key if not refund else f"refund was {key}", 0, len(key) + (0 if not refund else 11))
    real = [event.name for event in found if not event.negated]
    return real[-1] if real else None


ROLE_OF_DATE: Final = {
    "placed": "placed_on",
    "shipped": "shipped_on",
    "transit": "shipped_on",
    "out": "out_on",
    "attempted": "attempted_on",
    "delivered": "delivered_on",
    "due": "promised_by",
    "refund_approved": "refund_on",
    "refund_issued": "refund_on",
    "refund_received": "refund_on",
    "refund_requested": "refund_on",
    "refund_rejected": "refund_on",
    "returned": "returned_on",
    "cancelled": "cancelled_on",
    "lost": "lost_on",
    "delayed": "",
    "preparing": "",
    "confirmed": "placed_on",
}
