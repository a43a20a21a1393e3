"""Admissions of fault, and the notes that verify them."""

from __future__ import annotations

import re
from typing import Final

from guardrails.claims.clauses import Clause, Mood
from guardrails.claims.lexicon import words
from guardrails.claims.records import Record
from guardrails.claims.ruling import FAULT, Ruling, supported, unsupported
from guardrails.claims.values import Kind
from guardrails.claims.words import is_framing, lowered, stem
from knowledge.facts import FactKind

_SLIP = (
    r"(?:mistakes?|faults?|errors?|failings?|failures?|oversights?|negligence|blunders?|mix-?ups?|slip-?ups?"
    r"|carelessness|incompetence|wrongdoing|doing|poor handling)"
)
_ADVERB = (
    r"(?:(?:clearly|really|simply|badly|completely|entirely|fully|solely|totally|all|also|truly|just|very much"
    r"|both|certainly|obviously|have|had|'ve|did|are|were|'re|am|'m|was|really)\s+){0,5}"
)
_ADMITS: Final = lowered(
    rf"\b(?:our|my|us)(?: own| company's| team's| warehouse's| driver's| side's)? (?:\w+ )?{_SLIP}\b"
    rf"|\b(?:{_SLIP}|problem|delay|mess|issue) (?:was|is|were|are|lies|lay|rests|came|comes)(?: entirely| all"
    rf"| completely| solely)? (?:ours|on us|down to us|with us|on our (?:side|end|part)|because of us)\b"
    rf"|\b{_SLIP} (?:on our (?:part|side|end)|of ours|by our \w+|made by (?:us|our)|at our end)\b"
    r"|\b(?:this|that|it|which)(?:'s| is| was)(?: all| entirely| completely| squarely| solely"
    r"| very much)? (?:on us|our (?:own )?(?:doing|bad)|down to us|our responsibility)\b"
    r"|\b(?:caused by|down to|because of|the result of|due to) (?:us\b|our (?!records?|policy"
    r"|policies)\w+(?: \w+)? ?(?:failing|failure|error|mistake|team|staff|negligence|system|warehouse|driver)?)"
    rf"|\b(?:I|we|our (?:\w+ )?(?:team|staff|warehouse|driver|courier|system|colleague|agent|store|shop"
    rf"|packers?))(?:'ve|'re| have| had| are| were)? ?{_ADVERB}"
    r"(?:got (?:this|it|that|things|your \w+|everything)(?: \w+)? wrong|get (?:this|it|that) (?:so )?wrong"
    r"|messed (?:\w+ )?(?:\w+ )?up|screwed (?:\w+ )?up|dropped the ball|failed\b|made (?:a|an|the|some|this|that"
    r"|several) (?:\w+ )?(?:mistakes?|errors?|mess)|let (?:you|your|everyone|our customers?) (?:\w+ )?down"
    r"|fell short|fallen short|to blame|at fault|responsible for (?:this|the|what|your|that)|liable"
    r"|accept (?:full |complete |all |the )?(?:responsibility|liability|blame|fault)|take (?:full|complete|the"
    r"|all|total) (?:responsibility|blame|the blame)|take (?:responsibility|the blame) for (?:this|the|what|that)"
    r"|should(?: have|n't have|'ve| not have| never have)\b|could have (?:done|handled)|ought to have|slipped up"
    r"|mishandled|neglected|forgot|overlooked|mixed up|mislaid|misplaced|mistreated|bungled|botched"
    r"|double[- ]charged|overcharged|short-?changed|misled|misinformed|mis-?sold|ignored|owned? (?:this"
    r"|the) (?:mistake|error|failure)|didn't (?:do|handle|take|check|pack|send|tell|keep|live|deliver|get|look"
    r"|give|answer|reply|respond|act|follow|process)\b|did not (?:do|handle|take|check|pack|send|tell|keep|live"
    r"|deliver|get|look|give|answer|reply|respond|act|follow|process)\b|(?:lost|damaged|broke|smashed|ruined"
    r"|sent (?:you |out )?the wrong|delivered the wrong|packed the wrong|charged you (?:twice|too much"
    r"|incorrectly|wrongly|in error)|caused (?:this|the|your|that|all|you)|created this|wronged you|was rude"
    r"|were rude|was careless|were careless|was negligent|were negligent))"
    r"|\b(?:sorry|apologi[sz]e|apologies)(?: \w+)? (?:for|that) (?:our (?!part\b)(?:\w+ )?(?:mistake|error"
    r"|failure|fault|negligence|carelessness|incompetence|oversight|mix-up)|(?:we|our \w+) (?:let|failed|got"
    r"|messed|lost|broke|damaged|forgot|sent the wrong|made|ignored|didn't)|failing|letting you down"
    r"|getting (?:this|it|your \w+) (?:so )?wrong|losing your|breaking your|damaging your"
    r"|sending (?:you )?the wrong|ignoring|messing|overcharging|charging you|causing|misleading|not (?:doing"
    r"|telling|replying|responding|delivering|sending|checking))"
    r"|\b(?:own up to|hold (?:our )?hands up|hands up|mea culpa|we(?:'re| are) guilty|admit (?:liability|fault"
    r"|that we)|no excuse for (?:our|what we))\b"
    r"|\b(?:was|were|been|is|are) (?:\w+ly )?(?:lost|damaged|broken|mispacked|mishandled|misrouted|mislabelled"
    r"|overlooked|forgotten|ignored|neglected|sent to the wrong \w+|packed wrongly|charged twice) by (?:us|our)\b"
)
_DENIED: Final = lowered(r"\b(?:not|isn't|wasn't|never|no|without|n't|whether|if)\b")
_VERIFIES: Final = re.compile(
    r"\b(?:error|mistake|fault|failed|failure|wrong(?:ly)?|incorrect(?:ly)?|forgot|overlooked|missed|mis\w{4,}"
    r"|lost|damaged|broke|twice|double|delay(?:ed)? (?:by|in) (?:our|the)|our side|our end|liable|responsib\w+"
    r"|negligen\w+|oversight|mix-?up|late|rude|not (?:packed|sent|checked|processed|scanned|updated))\b",
    re.IGNORECASE,
)
_OWNS_UP: Final = re.compile(
    r"\b(?:our (?:own )?(?:error|mistake|fault|oversight|failure|side|end)|by mistake|in error|(?:error|mistake"
    r"|fault|failure) (?:of|by|on) our|we (?:are|were) (?:responsible|at fault|liable)|(?:warehouse|team|staff"
    r"|agent|store|we|us) \w+ the wrong|wrongly|responsib\w+ (?:is|was|lies))\b",
    re.IGNORECASE,
)
_ACQUITS: Final = re.compile(
    r"\b(?:no|not|never|without|nothing)\b[^.]{0,40}\b(?:fault|error|mistake|wrong)\b|\b(?:customer|third party"
    r"|courier)'s (?:fault|error)\b",
    re.IGNORECASE,
)


_FAULTS: Final = frozenset(
    map(
        stem,
        words("""
    error fault wrong mistake fail forget overlook mess drop ball neglect ignore blame responsible responsibility
    slip mishandle own side part end make
"""),
    )
)


_CUES: Final = words("""
    mistake mistakes fault faults error errors failing failings failure failures oversight oversights negligence
    blunder blunders mix slip slipped carelessness incompetence wrongdoing doing handling problem delay mess issue
    this that it which this's that's it's caused due because result wrong messed screwed dropped failed fail let
    fell fallen blame responsible liable responsibility should shouldn't should've could ought mishandled neglected
    forgot overlooked mixup mixups mislaid misplaced mistreated bungled botched charged overcharged changed misled
    misinformed mis sold missold ignored owned own didn't did lost damaged broke smashed ruined sent delivered
    packed created wronged was were failing letting getting losing breaking damaging sending ignoring messing
    overcharging charging causing misleading not hands culpa guilty admit excuse down made accept take been is are
""")


def judge(clause: Clause, record: Record) -> Ruling | None:
    """Return the ruling on an admission of fault in the clause, or None when it admits nothing."""
    if clause.mood in {Mood.ASKS, Mood.SUPPOSES}:
        return None
    if _CUES.isdisjoint(clause.lows):
        return None
    match = _ADMITS.search(clause.low)
    if match is None or _DENIED.search(clause.low, max(0, match.start() - 25), match.start()):
        return None
    start, end = clause.start + match.start(), clause.end
    topic = {word.stem for word in clause.words if word.stem and not is_framing(word.stem)} - _FAULTS
    for each in record.views:
        if each.kind is FactKind.POLICY or each.kind is FactKind.CONTACT:
            continue
        for passage in each.passages:
            proof = _VERIFIES if topic & passage.stems else _OWNS_UP
            if (
                (not topic or topic & passage.stems)
                and proof.search(passage.text)
                and not _ACQUITS.search(passage.text)
            ):
                return supported(
                    Kind.FAULT, start, end, [each.fact], f'Fact {each.fact} verifies it: "{passage.text[:120]}"'
                )
    return unsupported(
        Kind.FAULT,
        start,
        end,
        FAULT,
        "Admits fault that no note or order fact verifies.",
        "Apologise for the experience, not for a cause that is not verified.",
    )
