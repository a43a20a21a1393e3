"""Statements without a typed value: things done, causes, history, other customers, and all else that is asserted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from guardrails.claims.alignment import Match, align
from guardrails.claims.clauses import Clause, Mood, is_fragment, opines
from guardrails.claims.lexicon import words
from guardrails.claims.records import Record
from guardrails.claims.ruling import UNVERIFIED, Ruling, contradicted, supported, unsupported
from guardrails.claims.values import Kind, Mention
from guardrails.claims.words import is_framing, is_negated, lowered, stem
from guardrails.finding import ClaimStatus

_AGENT = (
    r"(?:I|we|our (?:\w+ ){0,3}?(?:team|staff|driver|warehouse|manager|engineers?|technicians?|department"
    r"|colleagues?|office|courier|agent|store|shop|kitchen|chef|buyers?)|my (?:\w+ )?(?:team|colleagues?|manager)"
    r"|the (?:\w+ ){0,2}?(?:team|driver|courier|manager|engineers?|technicians?|warehouse|staff|store|shop|office"
    r"|carrier|bank|supplier|chef)|someone(?: from our \w+ team)?|he|she|they)"
)
_SOON = (
    r"(?:\s+(?:now|just|already|also|since|personally|both|all|then|today|immediately|gone ahead and|carefully"
    r"|thoroughly|fully|recently|again|double|twice|here|in the meantime|have|had|been|directly)){0,5}"
)
_PAST = (
    r"(?:[a-z]{2,}ed|spoken|spoke|sent|made|taken|took|given|gave|put|got|gone|went|done|did|seen|found|told"
    r"|written|wrote|left|held|kept|brought|begun|began|run|ran|set|dealt|met|sought|won|lost|built|bought|chosen"
    r"|fought|paid|said|shown|sold|taught|thought|won|cut|hit|rung|rang|driven|drove|reset|undertaken|caught"
    r"|fixed|had)"
)
_ACTION: Final = lowered(
    rf"\b(?P<agent>{_AGENT})(?P<aux>'ve|'s|'d| have| has| had)?{_SOON} (?P<verb>{_PAST})\b(?P<rest>.*)"
)
_PASSIVE: Final = lowered(
    rf"\b(?:has|have|had|was|were|'s|'ve|is|are)(?: now| just| already| also| all| since| today"
    rf"| being)*(?: been)?{_SOON} (?P<verb>sent|shipped|dispatched|delivered|refunded|issued|approved|cancelled"
    rf"|paid|charged|checked|escalated|passed|raised|logged(?! as)|opened|flagged(?! as)|reported(?! as)"
    rf"|investigated|reviewed|updated|forwarded|referred|assigned|arranged|booked|notified|informed|contacted"
    rf"|confirmed|identified|resolved|fixed|solved|repaired|restored|replaced|credited|applied|added|removed"
    rf"|closed|reopened|changed|amended|corrected|verified|inspected|tested|traced|located|found|recorded(?! as)"
    rf"|noted on|alerted|spoken to|retrained|trained|disciplined|dismissed|suspended|implemented|introduced"
    rf"|improved|upgraded|transferred|moved|reset|unlocked|unblocked|extended|waived|prioriti[sz]ed|expedited"
    rf"|addressed|dealt with|(?<=been )(?P<deed>\w{{2,}}ed))\b"
)
_SELF_EVIDENT: Final = lowered(
    r"^(?:received|read|seen|saw|noticed|noted|heard|understood|wanted|hoped|tried|needed|appreciated|loved|liked"
    r"|thought|felt|missed|expected|intended|aimed|cared|valued|promised|apologi[sz]ed|replied|responded|learned"
    r"|learnt|got)\b(?! (?:the (?:parcel|return|item|order|goods)|your (?:return|parcel|item|payment|order)|to"
    r"|a (?:refund|response|reply)|confirmation|word))"
)
_OWN_READING: Final = lowered(
    r"\b(?:your|this|the|all|each|every|what) (?:\w+ ){0,2}?(?:message|messages|post|posts|review|comment"
    r"|comments|feedback|email|emails|note|words|tweet|complaint|you (?:said|wrote|say|told|shared|describe\w*))\b"
)
_CAUSE: Final = lowered(
    r"\b(?P<cue>due to|because of|owing to|as a result of|caused by|on account of|thanks to|down to|because"
    r"|as a consequence of|attributable to|resulted from|stems? from|brought on by|following (?:a|an|the|recent)"
    r"|after (?:a|an|recent|unexpected|the recent) (?:\w+ )?(?:error|fault|failure|strike|problem|issue|storm"
    r"|accident|breakdown|mix-up|fire|flood|outage|delay|surge|change)|reason (?:for (?:this|the"
    r"|your) \w+ )?(?:is|was)|which (?:caused|led to|delayed|meant)) (?P<what>[^,.;:]+)"
)
_OTHERS: Final = lowered(
    r"\b(?:nobody else|no one else|no other (?:customers?|guests?|buyers?|complaints?|reports?|cases?)"
    r"|none of our (?:other )?customers?|other (?:customers?|guests?|people|users|buyers)|(?:many|most|several"
    r"|some|few|thousands of|hundreds of|all|a (?:small )?number of"
    r"|a handful of)(?: of)?(?: our)?(?: other)? (?:customers|guests|people|users|buyers|orders)|(?:only|first)"
    r" (?:person"
    r"|customer|one)|isolated (?:incident|case|issue)|one[- ]off|(?:very |extremely |quite )?rare(?:ly)?\b"
    r"|first (?:time|complaint|report|case|instance)(?: \w+)? (?:this|that|we|I|anything|anyone|of)|never (?:had"
    r"|seen|happened|received|experienced|heard)|known (?:issue|problem|fault|bug)|widespread|affect(?:ed|s"
    r"|ing) (?:a|many|some|all|other|several|customers)|hardly ever|seldom|unprecedented|out of character"
    r"|not (?:typical|usual|normal|how we (?:usually|normally))|usually (?:arrive|get|take|reach|perfect|very)"
    r"|always (?:arrive|been|deliver|test|check|pack)|voted|award|rated|number one|leading)\b"
)
_HISTORY: Final = lowered(
    r"\b(?:loyal (?:customer )?(?:since|for)|(?:been|you've been) (?:with us|a (?:\w+ )?(?:customer|member"
    r"|subscriber|guest)|shopping|ordering|coming)|long[- ](?:standing|term)|long-?time (?:customer|guest|member)"
    r"|(?:customer|member|subscriber|guest|with us) (?:since|for)|(?:your|the) (?:first|second|third|fourth|fifth"
    r"|last|previous|\w+th) (?:order|purchase|stay|visit|complaint|contact|booking|call|email|message|time)"
    r"|returning (?:customer|guest)|regular (?:customer|guest)|repeat (?:customer|guest)|new customer"
    r"|first[- ]time (?:customer|buyer|guest))\b"
)
_LOGISTICS_WORDS: Final = words("""
    order parcel ship deliver driver leave send item day refund pay warehouse total number track date address
    name customer account amount price bank way hand full reference detail original method post worth quantity
    set place on-time status mark show record system buy stand state go come bring carry due contain include
    cover deal make show confirm process issue-out working friday monday tuesday wednesday thursday saturday
    sunday january february march april may june july august september october november december pound euro
    dollar gbp eur usd total hand-over receive receiv promis estimat schedul suppos expect updat latest late
    still transit travel back today yesterday tomorrow earli morning afternoon evening week month year
""")
_LOGISTICS: Final = _LOGISTICS_WORDS | frozenset(map(stem, _LOGISTICS_WORDS))


_SIGNATURE: Final = re.compile(
    r"^\W*(?:Your |From |The |from the |the ){1,2}(?:[A-Z&][\w&'’.-]* ){1,5}(?:team|Team|crew|family)\W*$"
)
_KINDNESS: Final = re.compile(
    r"^\W*(?:that's|that is|how|what a) (?:so |very |really |incredibly )?(?:kind|lovely|thoughtful|generous)\b"
)
_DONE_TO_YOU: Final = re.compile(
    r"^\W*(?:that )?you (?:were|have been|had been|got) (?:sent|given|told|left|kept|served)\b"
)


def _tells_nothing(clause: Clause, record: Record) -> bool:
    """Return whether it is a signature, thanks for kindness, or what happened to them as they told it."""
    if _SIGNATURE.search(clause.text) or _KINDNESS.search(clause.low):
        return True
    return bool(_DONE_TO_YOU.search(clause.low)) and _echoed(clause, record)


def judge(  # noqa: PLR0911 - one way out for each mood reads better than a nest of branches
    clause: Clause, record: Record, typed: Sequence[Ruling], mentions: Sequence[Mention]
) -> list[Ruling]:
    """Return the rulings on what a clause states in plain words; `typed` are those on its values."""
    if clause.mood in {Mood.ASKS, Mood.SUPPOSES, Mood.GREETS} or _tells_nothing(clause, record):
        return []
    if clause.mood is Mood.REQUESTS:
        return _causes(clause, record, mentions)
    for pattern, kind in ((_OTHERS, Kind.OTHERS), (_HISTORY, Kind.HISTORY)):
        found = pattern.search(clause.low)
        if found and not (clause.attributed or (clause.mood is Mood.ECHOES and _echoed(clause, record))):
            return [_within(_align(clause, record, kind, mentions), pattern)]
    causes = _causes(clause, record, mentions)
    if causes:
        return causes
    if clause.mood is not Mood.INTENDS and (done := _action(clause, record)):
        return (
            [_align(clause, record, Kind.ACTION, mentions, typed, stem(done["verb"].lower()))]
            if not _covered(clause, typed, done)
            else []
        )
    if clause.mood in {Mood.STATES, Mood.REPORTS}:
        return _plain(clause, record, typed, mentions)
    return []


def _within(ruling: Ruling, pattern: re.Pattern[str]) -> Ruling:
    """Return a ruling on a sweeping statement, supported only where the fact is as sweeping itself."""
    if ruling.status is not ClaimStatus.SUPPORTED or pattern.search(ruling.explanation.lower()):
        return ruling
    return unsupported(
        ruling.kind, ruling.start, ruling.end, UNVERIFIED, "No fact says so of other customers or of the past."
    )


_CAUSE_CUES: Final = words("""
    due because owing result caused account thanks down consequence attributable resulted stem stems brought
    following after reason
    which
""")


def _causes(clause: Clause, record: Record, mentions: Sequence[Mention]) -> list[Ruling]:
    if _CAUSE_CUES.isdisjoint(clause.lows):
        return []
    match = _CAUSE.search(clause.low)
    if match is None:
        return []
    start, end = clause.start + match.start(), clause.start + match.end()
    concepts = _content(clause, mentions, start + len(match["cue"]), end)
    if not concepts or re.match(
        r"(?:you|your|we (?:want|care|value|know|believe|take|need|like|would)|I (?:want|know|care|need|would)"
        r"|it (?:matters|'s important)|that(?:'s| is) what|what|this|how)\b",
        match["what"],
        re.IGNORECASE,
    ):
        return []
    if clause.attributed or (clause.mood is Mood.ECHOES and concepts <= record.complaint_stems):
        return []
    found = align(concepts, record, negated=is_negated(match["what"]))
    if found.status is ClaimStatus.SUPPORTED:
        return [supported(Kind.CAUSE, start, end, [found.fact], f'Fact {found.fact}: "{found.text[:120]}"')]
    return [
        unsupported(
            Kind.CAUSE,
            start,
            end,
            UNVERIFIED,
            f'No fact gives this cause: "{match.group()}".',
            "Leave the cause out, or add the fact that supports it.",
        )
    ]


_FORECASTS: Final = frozenset({"promised", "expected", "estimated", "hoped", "planned", "quoted"})


def _action(clause: Clause, record: Record) -> re.Match[str] | None:
    """Return where the clause says that something was done, unless writing the reply shows it by itself."""
    match = _ACTION.search(clause.low)
    if match is not None:
        after = clause.low[match.start("verb") :]
        mine = match["agent"].lower() in {"i", "we"}
        if (
            mine
            and _SELF_EVIDENT.match(after)
            and (_OWN_READING.search(after) or len(after.split()) < 4 or not match["aux"])
        ):
            return _PASSIVE.search(clause.low)
        if clause.mood is Mood.FEELS and not match["aux"]:
            return None
        if clause.mood is Mood.ECHOES and _echoed(clause, record):
            return None
        return None if match["verb"] in _FORECASTS else match
    passive = _PASSIVE.search(clause.low) if clause.mood in {Mood.STATES, Mood.REPORTS} else None
    felt = passive is not None and passive["deed"] and clause.subject == "you" and not _YOURS.match(clause.low)
    return None if felt else passive


def _echoed(clause: Clause, record: Record) -> bool:
    """Return whether the clause gives back the customer's account: by name, or in the complaint's words."""
    if clause.attributed or not record.complaint:
        return True
    content = {word.stem for word in clause.words if word.stem and not is_framing(word.stem)}
    return not content or len(content & record.complaint_stems) >= len(content) / 2


def _covered(clause: Clause, typed: Sequence[Ruling], done: re.Match[str]) -> bool:
    """Return whether the deed was already ruled on as a status ("refunded") or is flagged for a value in it."""
    low, high = clause.start + done.start(), clause.start + done.end()
    return any(each.kind is Kind.STATUS and each.start < high and low < each.end for each in typed) or any(
        each.rule for each in typed
    )


def _content(clause: Clause, mentions: Sequence[Mention], start: int, end: int) -> set[str]:
    """Return the concepts told between `start` and `end` that are no courtesy and no part of a typed value."""
    spans = [(mention.start, mention.end) for mention in mentions]
    return {
        word.stem
        for word in clause.words
        if word.stem
        and start <= word.start < end
        and not is_framing(word.stem)
        and not any(low <= word.start < high for low, high in spans)
        and not word.low[0].isdigit()
    }


def _align(  # noqa: PLR0913, PLR0917 - a statement is held to all that is known of it
    clause: Clause,
    record: Record,
    kind: Kind,
    mentions: Sequence[Mention],
    typed: Sequence[Ruling] = (),
    must: str = "",
) -> Ruling:
    concepts = {
        word.stem
        for word in clause.words
        if word.stem and not any(each.start <= word.start < each.end for each in mentions)
    }
    core = {each for each in concepts if not is_framing(each)} or concepts
    found = align(core | concepts, record, negated=is_negated(clause.low), must=must)
    shown = clause.text
    if found.status is ClaimStatus.UNSUPPORTED and _backed(found, typed, record):
        return supported(kind, clause.start, clause.end, [found.fact], f'Fact {found.fact}: "{found.text[:120]}"')
    if found.status is ClaimStatus.SUPPORTED:
        return supported(kind, clause.start, clause.end, [found.fact], f'Fact {found.fact}: "{found.text[:120]}"')
    if found.status is ClaimStatus.CONTRADICTED:
        return contradicted(
            kind, clause.start, clause.end, [found.fact], f'Fact {found.fact} says otherwise: "{found.text[:120]}"'
        )
    return unsupported(kind, clause.start, clause.end, UNVERIFIED, f'No fact says "{shown[:120]}".')


def _backed(found: Match, typed: Sequence[Ruling], record: Record) -> bool:
    """Return whether the clause tells a value on record, a fact comes close to it, and nothing it tells is new."""
    given = any(each.status is ClaimStatus.SUPPORTED and each.kind in _EXACT for each in typed)
    known = set(record.stems()) | record.complaint_stems
    return given and found.coverage >= _HALF and found.strange <= known


_YOURS: Final = lowered(
    r"(?:and |but |so |then )?your\b(?! (?:time|trust|patience|support|loyalty|custom|business|family|day|life)\b)"
)
_HALF: Final = 0.4
_EXACT: Final = frozenset({Kind.AMOUNT, Kind.DATE, Kind.IDENTIFIER, Kind.QUANTITY})


def _plain(  # noqa: PLR0911 - one exit a case reads better than a nest
    clause: Clause, record: Record, typed: Sequence[Ruling], mentions: Sequence[Mention]
) -> list[Ruling]:
    """Rule on a clause that states something in plain words: support must be earned."""
    content = _content(clause, mentions, clause.start, clause.end)
    if clause.subject == "you" or clause.attributed:
        content -= record.complaint_stems
    settled = [
        each
        for each in typed
        if each.kind
        in {
            Kind.STATUS,
            Kind.AMOUNT,
            Kind.DATE,
            Kind.DURATION,
            Kind.CARRIER,
            Kind.PERCENTAGE,
            Kind.IDENTIFIER,
            Kind.QUANTITY,
            Kind.TIME,
            Kind.FAULT,
            Kind.PROMISE,
        }
    ]
    if settled:
        return _rest(clause, content, record, typed)
    if not content or any(each.rule for each in typed) or opines(clause.low) or is_fragment(clause.low):
        return []
    if not mentions and len(clause.words) < 3:
        return []
    if typed and content <= _LOGISTICS:
        return []
    if clause.subject == "you" and len(content) < 2 and not _YOURS.match(clause.low):
        return []
    found = align(
        {word.stem for word in clause.words if word.stem} if len(content) > 1 else content,
        record,
        negated=is_negated(clause.low),
    )
    if found.status is ClaimStatus.UNSUPPORTED:
        found_core = align(content, record, negated=is_negated(clause.low))
        found = found_core if found_core.coverage > found.coverage and len(content) > 1 else found
    if found.status is ClaimStatus.SUPPORTED:
        return [
            supported(
                Kind.STATEMENT, clause.start, clause.end, [found.fact], f'Fact {found.fact}: "{found.text[:120]}"'
            )
        ]
    if found.status is ClaimStatus.CONTRADICTED:
        return [
            contradicted(
                Kind.STATEMENT,
                clause.start,
                clause.end,
                [found.fact],
                f'Fact {found.fact} says otherwise: "{found.text[:120]}"',
            )
        ]
    return [unsupported(Kind.STATEMENT, clause.start, clause.end, UNVERIFIED, f'No fact says "{clause.text[:120]}".')]


def _rest(clause: Clause, content: set[str], record: Record, typed: Sequence[Ruling]) -> list[Ruling]:
    """Rule on what a clause adds to its typed values: two new notions, or a thing that no order holds, are a claim."""
    if any(each.rule for each in typed):
        return []
    known = record.stems()
    new = {
        each for each in content if each not in known and each not in _LOGISTICS and each not in record.complaint_stems
    }
    subject = re.match(
        r"(?:and |but |so )?(?:your|the|both|all)(?: \w+){0,3}? (?=(?:was|were|is|are|has|have|had|left|arrived"
        r"|shipped|went|will|should|didn't|hasn't|isn't|wasn't)\b)",
        clause.text,
        re.IGNORECASE,
    )
    strange = subject is not None and any(
        word.stem in new for word in clause.words if word.start < clause.start + subject.end()
    )
    named = [
        word
        for word in clause.words
        if word.stem in new and clause.text[word.start - clause.start].isupper() and word.start > clause.start
    ]
    if len(new) < 2 and not strange and not named:
        return []
    return [
        unsupported(
            Kind.STATEMENT, clause.start, clause.end, UNVERIFIED, f"No fact speaks of {', '.join(sorted(new))}."
        )
    ]
