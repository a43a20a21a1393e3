"""Promises: what a reply commits the brand to, and the policies that grant it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from guardrails.claims import conditions, limits
from guardrails.claims.clauses import Clause, Mood
from guardrails.claims.lexicon import words
from guardrails.claims.records import Record
from guardrails.claims.ruling import PROMISE, Ruling, supported, unsupported
from guardrails.claims.values import Kind, Mention
from guardrails.claims.views import Passage
from guardrails.claims.words import is_framing, lowered, stem
from guardrails.finding import ClaimStatus
from knowledge.brand import Offer
from knowledge.facts import Fact, FactKind

_COMMITS = (
    r"\b(?:will|won't|'ll|shall|going to|guarantee|promise|ensure|ensuring|make sure|making sure|see to it|assure"
    r"|assured|commit(?:ted)? to|pledge|offer you|offering|(?:like|love|happy|glad|pleased|delighted"
    r"|able) to (?:offer|give|send|arrange|refund|replace|provide|issue|waive|credit)|can (?:offer|give|send"
    r"|refund|replace|arrange|issue|provide|waive|credit|get)|entitled to|eligible for|qualify for|is owed"
    r"|are owed|owed|I'm (?:now )?\w+ing|we're (?:now )?\w+ing|we are (?:now )?\w+ing|I am (?:now )?\w+ing"
    r"|on (?:its|the|their) way|coming your way|heading your way|yours|on the house|on us(?! to\b)|(?:my|our) treat"
    r"|expect (?:a|your|the)"
    r"|have (?:a|an|your) (?:full )?(?:refund|replacement)|let (?:me|us) (?:send|refund|offer|replace|give|credit"
    r"|waive)|consider it|you get|you receive|may (?:have|choose|keep)|is (?:guaranteed|certain))\b"
)
_OUTCOMES: Final = (
    (
        "refund",
        (
            r"refund\w*|money back|reimburs\w*|full amount|your money|paid? you back"
            r"|pay you\b|pay (?:your|the) \w+|repay"
            r"|get back (?:what|every)|back in your (?:account|bank)|cover (?:the|your|any|all) (?:\w+ )?(?:cost"
            r"|costs|fees?|postage|bill|charges?)|pay for (?:the|your|any)"
        ),
    ),
    ("free", r"on us\b(?! to\b)|on the house|(?:my|our) treat\b|for free\b"),
    (
        "voucher",
        (
            r"vouchers?|store credit|credit(?:s|ed)? (?:of|to your|note|your|you|for|back)|\w+ credit\b|coupon"
            r"|gift ?cards?|goodwill|discounts?|compensat\w*|\d+ ?% off|percent off|half[- ]price"
            r"|(?<!feel )free (?!to\b|of\b|time\b|and\b|or\b)\w+|free of charge|complimentary|upgrade|loyalty points"
            r"|points|a gift|a treat|a little something|hamper|flowers"
        ),
    ),
    (
        "replace",
        (
            r"replac\w*|exchange\w*|a new (?:one|\w+)|another one|brand[- ]new|resend|re-send|re-?ship"
            r"|sent? (?:you )?(?:a|another|the correct|the right|the missing|out)(?: \w+)? (?:one|item|\w+)"
            r"|the correct (?:one|item)|spare"
        ),
    ),
    (
        "deliver",
        (
            r"(?:re)?deliver(?:ed|y)?\b(?!\w)|arrive\w*|be with you|reach(?:es)? you|get (?:it|them|your (?:order"
            r"|parcel|package|\w+)) to you|(?:receive|have|get) (?:it|them|your (?:order|parcel|package|item"
            r"|\w+))(?! (?:confirm|photo|detail|message|number))|in your hands|at your door|on your doorstep|turn up"
        ),
    ),
    (
        "fix",
        (
            r"(?:be |get (?:this|it|that|everything) |have (?:this|it|that) |is |gets )(?:\w+ )?(?:fixed|resolved"
            r"|repaired|solved|sorted)|\b(?:fix|resolve|repair|solve) (?:this|it|that|the|your|everything)"
            r"|(?:un)?block(?:ed)? your|reinstat\w*|restore\w*|reopen\w*|work(?:ing)? again|back up"
        ),
    ),
    (
        "cancel",
        (
            r"cancel\w*|clos(?:e|ing) your account|delet(?:e|ing) your|remov(?:e|ing) (?:the|this|that|your)|waiv\w*"
            r"|written? off|revers(?:e|ed|ing)|extend\w*|sack\w*|fire[d]? |disciplin\w*|retrain\w*|dismiss\w*"
            r"|change (?:our|the) (?:policy|process|courier|system)"
        ),
    ),
    (
        "again",
        (
            r"(?:never|won't|will not) (?:\w+ ){1,5}again|(?:happen|occur)(?:s|ing)? again|never (?:again )?(?:happen"
            r"|occur)\w*(?: again)?|(?:repeat(?:ed)?|a repeat)\b|any (?:more|further) (?:problems|issues|delays)"
            r"|(?:problem|trouble|hassle)[- ]free|next (?:order|visit|delivery|stay|experience|time) (?:will|is|goes"
            r"|runs)|go (?:smoothly|perfectly)|better next time|on time (?:next|in future|every|from now)"
            r"|in (?:the )?future"
        ),
    ),
)
_COMMIT: Final = lowered(_COMMITS)
_OUTCOME: Final = lowered("|".join(rf"(?P<{name}>\b(?:{pattern}))" for name, pattern in _OUTCOMES))
_HELD_BACK: Final = lowered(
    r"\b(?:can't|cannot|can not|unable to|not able to|won't be able to|couldn't|wouldn't"
    r"|not in a position to) \w*|\b(?:look(?:ing)? (?:in)?to|look at|looking at|see (?:if|whether|what|where|when"
    r"|why|how)|check(?:ing)? (?:if|whether|what|on|where|when|why|how|your|the)|find out|finding out|work out"
    r"|discuss|talk(?:ing)? (?:about|through|you through)|explore|consider(?:ing)?|review(?:ing)?"
    r"|ask(?:ing)? (?:about|for|our|the|them)|explain|tell you|let you know|update you|help (?:you )?(?:with|to"
    r"|arrange|get)|investigate|trac(?:e|king) |track down|about (?:a|your|the)|whether|what (?:has )?happened"
    r"|options|go through|confirm|chas(?:e|ing)|follow(?:ing)? up|get back to you|come back to you|in touch"
    r"|answer)\b"
)
_HARD: Final = lowered(r"\b(?:guarantee|promise|you have (?:my|our) word|100%|without fail|rest assured|assure you)\b")
_SOFT_OBJECT: Final = lowered(
    r"\b(?:do (?:our|my) (?:very )?best|do (?:all|everything|what(?:ever)?) (?:I|we)|listen|help|look into|read"
    r"|take|hear|care|reply|respond|answer|be here|in touch|keep you|your (?:feedback|comments|message|details"
    r"|privacy|concerns?|complaint))\b"
)
_BURDEN: Final = lowered(r"\b(?:responsib\w+|burden|blame|onus|fault|pressure)\b")
"""What may be "on us" and gives nothing away."""
_UNDER_WAY: Final = lowered(
    r"\bon (?:its|the|their) way\b|\b(?:coming|heading) your way\b"
    r"|\b(?:is|are) (?:now |already )?being (?:sent|shipped|prepared|packed)\b"
)
"""Words that tell of something as begun: a policy may allow it, but only an order or a note shows that it is so."""
_APPROVER: Final = re.compile(
    r"\b(?:manager|supervisor|approval|approved by|authori[sz]ed by|discretion|case[- ]by[- ]case|sign[- ]off"
    r"|head office must)\b",
    re.IGNORECASE,
)
_DENIES: Final = re.compile(
    r"\b(?:no|not|never|cannot|can't|don't|doesn't|non-|unable|except|excluded|exclude[sd]?|isn't|aren't|won't)\b",
    re.IGNORECASE,
)
_AT_ONCE: Final = lowered(
    r"\b(?:today|tonight|right now|right away|immediately|straight ?away|at once|this (?:morning|afternoon|evening))\b"
)
_CLASS_STEMS: Final = {
    "refund": frozenset({"refund"}),
    "free": frozenset({"free", "cover", "pay"}),
    "voucher": frozenset({"voucher", "discount", "compensate", "free", "gift", "upgrade", "point", "credit"}),
    "replace": frozenset({"replace", "send", "spare", "resend"}),
    "deliver": frozenset({"deliver", "redeliver", "ship"}),
    "fix": frozenset({"fix", "reinstat", "restor"}),
    "cancel": frozenset(
        {"cancel", "waiv", "close", "delet", "remov", "revers", "extend", "retrain", "train", "change"}
    ),
    "again": frozenset(),
}


_ANYTHING: Final = frozenset().union(*_CLASS_STEMS.values()) | frozenset(
    map(
        stem,
        words("""
    prefer choose agree happy order item parcel money bank account cost price pay charge offer arrange issue-out
    credit full gbp
"""),
    )
)


@dataclass(frozen=True, slots=True)
class Leave:
    """What the brand lets an agent give: its offers, and the facts that they may rest on."""

    offers: Sequence[Offer] = ()
    facts: Sequence[Fact] = ()


def judge(  # noqa: PLR0913, PLR0917 - the clause, what it tells, and what is known
    clause: Clause,
    record: Record,
    typed: Sequence[Ruling],
    others: frozenset[str],
    mine: Sequence[Mention] = (),
    leave: Leave = Leave(),
) -> Ruling | None:
    """Return the ruling on a promise in the clause, or None when it commits to no outcome.

    `typed` are the rulings on the values told in it, `mine` the values, `others` the concepts of the whole reply.
    """
    if clause.mood in {Mood.ASKS, Mood.SUPPOSES, Mood.GREETS, Mood.ECHOES}:
        return None
    found = _outcome(clause)
    if found is None:
        return _dated(clause, typed)
    name, start, end = found
    grant = _grant(name, clause, record, typed, others)
    limited = _limited(name, clause, mine, leave, grant, typed)
    denied = any(each.status is ClaimStatus.CONTRADICTED for each in typed)
    if limited is not None and (limited.firm or not denied):
        return replace(limited, start=start, end=end)
    if denied:
        return None
    if grant:
        return supported(Kind.PROMISE, start, end, [grant.fact], f'Fact {grant.fact} grants it: "{grant.text[:120]}"')
    return unsupported(
        Kind.PROMISE,
        start,
        end,
        PROMISE,
        "Promises what no policy or fact grants.",
        "Say what you will look into, or cite the policy that grants it.",
    )


def _limited(  # noqa: PLR0913, PLR0917 - as above
    name: str,
    clause: Clause,
    mine: Sequence[Mention],
    leave: Leave,
    grant: Passage | None,
    typed: Sequence[Ruling],
) -> Ruling | None:
    """Return the ruling that the brand's limits give; None where they say nothing, or the record has decided."""
    if not leave.offers or (grant and grant.kind is FactKind.ORDER):
        return None
    past = limits.over(name, clause, mine, leave.offers, leave.facts)
    if past is not None:
        return None if grant and limits.sets(grant, *past) else limits.beyond(*past, clause.start, clause.end)
    lost = any(each.status is ClaimStatus.UNSUPPORTED and each.kind is not Kind.AMOUNT for each in typed)
    allowed = limits.granted(name, clause, mine, leave.offers, leave.facts)
    if allowed is None or grant or lost or _AT_ONCE.search(clause.low):
        return None
    return limits.within(*allowed, clause.start, clause.end)


def _outcome(clause: Clause) -> tuple[str, int, int] | None:  # noqa: PLR0911 - one exit for each way not to promise
    """Return the outcome that the clause commits to, with the span of the commitment."""
    text = clause.low
    commit = _COMMIT.search(text)
    if commit is None:
        return None
    hard = _HARD.search(text)
    outcome = next(
        (
            match
            for match in _OUTCOME.finditer(text)
            if match.start() >= min(commit.start(), max(0, match.start() - 60))
        ),
        None,
    )
    if outcome is None:
        if hard and not _SOFT_OBJECT.search(text) and not _negated(text, hard.start()):
            return "again", clause.start, clause.end
        return None
    name = outcome.lastgroup or ""
    if name == "free" and _BURDEN.search(text):
        return None
    if _HELD_BACK.search(text, 0, outcome.start()) and not hard:
        return None
    if name != "again" and _negated(text, outcome.start()):
        return None
    if (
        re.search(r"\b(?:should|may|might|could|would)\b", text[: outcome.start()], re.IGNORECASE)
        and "offer" not in text
        and not hard
    ):
        return None
    if (
        name == "again"
        and re.search(
            r"\b(?:work(?:ing)? (?:to|hard)|tr(?:y|ying)|want|hope|aim|learn|strive|help|improve)\b",
            text,
            re.IGNORECASE,
        )
        and not hard
    ):
        return None
    return name, clause.start, clause.end


def _negated(text: str, end: int) -> bool:
    return re.search(r"\b(?:not|never|n't|cannot|can't|won't|unable)\b|n't\b", text[:end], re.IGNORECASE) is not None


def _dated(clause: Clause, typed: Sequence[Ruling]) -> Ruling | None:
    """Turn a time that nobody granted into a promise where the clause says what will be done by then."""
    if clause.mood is not Mood.INTENDS and not re.search(r"\b(?:will|'ll|going to)\b", clause.text, re.IGNORECASE):
        return None
    if re.search(r"\bneed\b|\b(?:can't|cannot)\b", clause.text, re.IGNORECASE):
        return None
    loose = [
        each
        for each in typed
        if each.status is ClaimStatus.UNSUPPORTED
        and each.kind in {Kind.DATE, Kind.DURATION, Kind.TIME, Kind.AMOUNT, Kind.PERCENTAGE}
    ]
    if not loose:
        return None
    return unsupported(
        Kind.PROMISE,
        clause.start,
        clause.end,
        PROMISE,
        f"Commits to a time or sum that no fact gives: {loose[0].explanation}",
        "Leave the time out, or add the fact that grants it.",
    )


def _grant(
    name: str, clause: Clause, record: Record, typed: Sequence[Ruling], others: frozenset[str]
) -> Passage | None:
    """Return the passage that grants an outcome: not denied, its condition met, no approver needed."""
    if any(each.status is ClaimStatus.UNSUPPORTED for each in typed) or _AT_ONCE.search(clause.low):
        return None
    wanted = _CLASS_STEMS[name] & {word.stem for word in clause.words} or _CLASS_STEMS[name]
    begun = name in {"replace", "voucher", "refund", "free"} and _UNDER_WAY.search(clause.low) is not None
    for passage in record.passages(wanted):
        if (
            passage.denied
            or (begun and passage.kind is FactKind.POLICY)
            or (name == "free" and not _names(clause, passage))
            or passage.kind is FactKind.CONTACT
            or _APPROVER.search(passage.text)
            or _DENIES.search(passage.text)
        ):
            continue
        if _on_topic(clause, passage, record) and conditions.told(passage, record, others):
            return passage
    for standing in record.standings():
        if name == "refund" and standing.refund_rank >= 2:
            return Passage(standing.fact, FactKind.ORDER, f"refund {standing.refund_shown}", frozenset())
        if (
            name == "deliver"
            and (any(each.status is ClaimStatus.SUPPORTED for each in typed) or 3 <= standing.rank < 5)
            and not standing.flags
        ):
            return Passage(standing.fact, FactKind.ORDER, f"{standing.shown}", frozenset())
    return None


def _names(clause: Clause, passage: Passage) -> bool:
    """Return whether the clause names a thing that the passage speaks of, and not just "the next one"."""
    return any(
        word.stem in passage.stems and not is_framing(word.stem) and word.stem not in _CLASS_STEMS["free"]
        for word in clause.words
        if word.stem
    )


def _on_topic(clause: Clause, passage: Passage, record: Record) -> bool:
    """Return whether what is promised is what the passage speaks of, and not another thing under the same word."""
    rest = {word.stem for word in clause.words if word.stem and not is_framing(word.stem) and not word.low[0].isdigit()}
    rest -= _ANYTHING | record.complaint_stems
    return len(rest & passage.stems) * 2 >= len(rest)
