"""Which of the policies on record this complaint comes under, and what it gives this customer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from api.drafting.composing.telling.conditions import Circumstances, Standing, standing
from api.drafting.composing.telling.granting import offers_choice, told
from api.drafting.composing.telling.provisions import Provision, provisions
from guardrails.claims.words import is_framing, stems
from knowledge.embeddings import EmbeddingUnavailable, load_embedder
from knowledge.facts import Fact
from prompts.phrasebook import table

_LEAST, _LEAST_MET, _LEAST_ALIKE = 0.185, 0.15, 0.12
_OWN_WISH_WORTH, _MATTER_WORTH, _AS_GOOD = 0.2, 0.16, 0.85
_WORD_WORTH, _TERM_WORTH, _FACT_WORTH = 0.03, 0.08, 0.15
_MOST_TOLD, _MOST_LONG = 3, 420
_REMEDY = re.compile(
    r"\b(?:refund\w*|repair\w*|replac\w*|credit\w*|compensat\w*|exchang\w*|collect\w*|rebook\w*|"
    r"remake|lend|free|back|visit\w*|"
    r"off the|you (?:can|may|choose|get|receive)|we (?:will|send|offer|pay|move|waive|call|give)|"
    r"repl(?:y|ies)|phones|calls|"
    r"write|writes|looks into|inspects?|removed|first available|please|decided|decides|within)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a policy gives: sentences for the customer, the fact, whether a choice is left to them.

    `general` tells the same to anybody, without this customer's figures.
    """

    sentences: tuple[str, ...]
    general: tuple[str, ...]
    fact_id: str
    chooses: bool
    score: float
    photo: bool = False


def remedy(  # noqa: PLR0913, PLR0917 - what decides
    policies: Sequence[Fact], said: str, matter: str, kind: str, now: Circumstances, locale: str
) -> Remedy | None:
    """Return what the policy that fits best gives; None where none fits.

    `said` is what the customer wrote, `matter` what the order and the notes say.
    """
    scored = [(score_of(fact, said, matter, kind, now), -place, fact) for place, fact in enumerate(policies)]
    best = max((score for score, _, _ in scored), default=0.0)
    for score, _, fact in sorted(scored, key=lambda one: one[:2], reverse=True)[:2]:
        if score < _AS_GOOD * best:
            break
        least = _LEAST_MET if matters_met(said, f"{fact.title or ''}. {fact.text}") else _LEAST
        found = _given(fact, f"{said} {matter}", kind, now, locale, score) if score >= least else None
        if found:
            return found
    return None


def score_of(fact: Fact, said: str, matter: str, kind: str, now: Circumstances) -> float:
    """Return how closely a policy is about a matter: likeness of meaning, shared words, words of the problem."""
    text = f"{fact.title or ''}. {fact.text}"
    alike = (likeness(said, text) + likeness(f"{said} {matter}", text)) / 2
    shared = stems(f"{said} {matter}") & stems(text)
    telling = [stem for stem in shared if len(stem) > 2 and not stem.isdigit() and not is_framing(stem)]
    entry = table("terms").get(kind, {})
    terms = any(stem in text.lower() for stem in entry.get("core", ()))
    bears = _bears_on(text, now)
    if alike < _LEAST_ALIKE and len(telling) < 3 and not (terms or bears or matters_met(said, text)):
        return 0.0
    worth = min(8, len(telling)) + 0.5 * min(6, len(shared) - len(telling))
    if _DANGEROUS.search(text) and not _IN_DANGER.search(f"{said} {matter}"):
        return 0.0
    beside = bool(_OWN_WISH.match(fact.title or "")) and not _WISHES.search(said)
    met = len(matters_met(said, text))
    return (
        alike
        + _WORD_WORTH * worth
        + _TERM_WORTH * terms
        + _FACT_WORTH * bears
        + _MATTER_WORTH * min(2, met)
        - _OWN_WISH_WORTH * beside
    )


_DANGEROUS = re.compile(r"\b(?:swollen|swelling|burnt|smoke|catch(?:es)? fire|explo\w+)\b", re.IGNORECASE)
_IN_DANGER = re.compile(
    r"\b(?:swoll|swell|burn|smok|fire|flame|hiss|hot\b|heat|explo|bang|melt|singe|spark|lips|face|breath|epipen|hives)",
    re.IGNORECASE,
)
"""What a policy on danger speaks of, and how customers say that they are in it."""
_OWN_WISH = re.compile(
    r"^(?:cancell?ing|changing|freezing|leaving|switching|returning|pausing|upgrading|moving)\b", re.IGNORECASE
)
_WISHES = re.compile(
    r"\b(?:cancel|chang|freez|froze|leav|left|switch|return|paus|mov(?:e|ing)|swap|notice|quit|"
    r"stop (?:my|the)|end(?:ed)? my)",
    re.IGNORECASE,
)
"""What customers want of themselves, and how they say that they do."""


def _bears_on(text: str, now: Circumstances) -> bool:
    """Return whether what the record shows is what the policy is about: a missed day, a cancelled booking."""
    order = now.order
    if order is None:
        return False
    late = order.promised_by is not None and order.promised_by < (order.delivered_on or now.today)
    ended = (order.status or "").lower().startswith("cancel")
    return (late and bool(re.search(r"\blate\b|\bpromised\b|\bdelay|\boutside the", text, re.IGNORECASE))) or (
        ended and bool(re.search(r"\b(?:we|us) cancel", text, re.IGNORECASE))
    )


@lru_cache(maxsize=2048)
def matters_met(said: str, ruled: str) -> frozenset[str]:
    """Return the matters that a complaint and a policy both speak of, each in its own words."""
    mine, theirs = said.lower().replace("’", "'"), ruled.lower()
    return frozenset(name for name, ours, rules in _matters() if ours.search(mine) and rules.search(theirs))


@cache
def _matters() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (name, _beginning(words["said"]), _beginning(words["ruled"])) for name, words in table("matters").items()
    )


def _beginning(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, words)) + ")")


@lru_cache(maxsize=4096)
def likeness(one: str, other: str) -> float:
    """Return how near two texts are in meaning, about 0 to 1; 0 where no embeddings are at hand."""
    try:
        first, second = load_embedder().embed([one, other])
    except EmbeddingUnavailable:
        return 0.0
    return float(first @ second)


def _given(  # noqa: PLR0913, PLR0917 - what decides
    fact: Fact, matter: str, kind: str, now: Circumstances, locale: str, score: float
) -> Remedy | None:
    sentences: list[str] = []
    general: list[str] = []
    title = (fact.title or "").partition(" – ")[0]
    tellable = [one for one in provisions(fact.text) if told(one, title, Standing.UNKNOWN, now.order, locale)]
    applying = _applying(tellable, matter, kind, now)
    open_ones = [one for one, state in applying if state is Standing.UNKNOWN and (one.when or _BRANCH.match(one.then))]
    for one, state in applying:
        likely = [one] == open_ones and _is_likely(one, matter)
        said = told(one, title, Standing.LIKELY if likely else state, now.order, locale)
        if said and sum(map(len, sentences)) + len(said) <= _MOST_LONG and len(sentences) < _MOST_TOLD:
            sentences.append(said)
            general.append(told(one, title, Standing.UNKNOWN, None, locale) or said)
    if not any(_REMEDY.search(one) for one in sentences):
        return None
    photo = any(_PHOTO.search(f"{one.when} {one.then}") for one, _ in applying)
    return Remedy(tuple(sentences), tuple(general), fact.id, any(map(offers_choice, sentences)), score, photo)


def _is_likely(one: Provision, matter: str) -> bool:
    """Return whether what a condition speaks of is what was said or noted, so that it need not be recited."""
    if one.led not in _LEADING or _UNLIKELY.search(one.when):
        return False
    given = {stem for stem in stems(one.when) if not is_framing(stem) and len(stem) > 2}
    shared = given & stems(matter)
    return bool(matters_met(matter, one.when)) or (len(shared) > 1 and 2 * len(shared) >= len(given))


_BRANCH = re.compile(r"^(?:if|unless)\b", re.IGNORECASE)
_LEADING = frozenset({"if", "when", "where", "once", "should"})
_UNLIKELY = re.compile(
    r"\b(?:customer|guest|member|passenger|patient|they) (?:cancels?|returns?|asks?|says?|wants?|"
    r"changes?|moves?|leaves?)\b|"
    r"\b(?:second time|again|unless|as long as|longer|more|shows)\b"
)
"""What a condition turns on that likeness of words cannot tell."""


def _applying(
    found: Sequence[Provision], matter: str, kind: str, now: Circumstances
) -> list[tuple[Provision, Standing]]:
    """Return the provisions that may hold for this customer, in the policy's order.

    Of several whose conditions nobody can work out, the one that is nearest to the matter is told, with the next step
    of its scale.
    """
    states = [(one, standing(one.when or one.then, now)) for one in found if not _BURDEN.search(one.then)]
    near = {one.place: _nearness(one, matter, kind) for one, _ in states}
    open_ones = [one for one, state in states if one.when and state is Standing.UNKNOWN]
    nearest = max(open_ones, key=lambda one: near[one.place], default=None)
    met = [one for one, state in states if one.when and state is Standing.MET]
    most = max(near.values(), default=0.0)
    kept: list[tuple[Provision, Standing]] = []
    for one, state in states:
        step = nearest is not None and one.place == nearest.place + 1 and bool(_STEP.match(one.when))
        if state is Standing.UNMET or (
            state is Standing.UNKNOWN
            and one.when
            and (met or not (one is nearest or step or _is_near(one, near) or _is_covered(one, matter)))
        ):
            continue
        if state is Standing.MET and one.when and one is not met[-1] and _same_measure(one.when, met[-1].when):
            continue
        if not one.when and near[one.place] < _NEAR_ENOUGH * most and not _FOLLOWS.match(one.then):
            continue
        if _is_elsewhere(one, matter):
            continue
        kept.append((one, state))
    return _without_generalities(kept, near)


_TOPICAL = re.compile(
    r"^(?:anything|(?:a |any |every )?(?:complaints?|reports?|questions?|claims?)) (?:about|of|on|from) (?P<topic>.+?) "
    r"(?:goes?|is|are|comes?|will|has|have)\b",
    re.IGNORECASE,
)


def _is_elsewhere(one: Provision, matter: str) -> bool:
    """Return whether a provision speaks of a topic that nobody raised: "anything about discrimination goes to …"."""
    topical, state = _TOPICAL.match(one.then), _IN_A_STATE.match(one.then)
    if state and not one.when and not (stems(state[1]) & stems(matter) or matters_met(matter, state[0])):
        return True
    if topical is None:
        return False
    text = topical["topic"]
    return not (stems(text) & stems(matter) or matters_met(matter, text)) and not _POINTS.search(text)


_IN_A_STATE = re.compile(r"^(?:an? )?([a-z]+ed|frozen|lost|late) \w+", re.IGNORECASE)
"""What speaks only of things in some state: "a missed sailing", "frozen months"."""
_POINTS = re.compile(r"\b(?:this|that|it|these)\b", re.IGNORECASE)


def _without_generalities(
    kept: Sequence[tuple[Provision, Standing]], near: dict[int, float]
) -> list[tuple[Provision, Standing]]:
    """Return provisions without what is merely so, where others say what is done for the customer."""
    if not any(_DONE.search(one.then) for one, _ in kept):
        return list(kept)
    left: list[tuple[Provision, Standing]] = []
    leaned_on = False
    for one, state in reversed(kept):
        if one.when or leaned_on or _DONE.search(one.then) or _FOLLOWS.match(one.then) or _is_near(one, near):
            left.insert(0, (one, state))
        leaned_on = leans(one.when or one.then)
    return left


def leans(text: str) -> bool:
    """Return whether a sentence says nothing without the one before it."""
    return bool(_LEANS.match(text))


_LEANS = re.compile(
    r"^(?:without it|with it|it|they|after that|otherwise|we \w+ it|if it)\b|^\w+ after that\b", re.IGNORECASE
)
"""What says nothing without the sentence before it."""
_DONE = re.compile(
    r"\b(?:refund\w*|repair(?:ed)? it|replac\w*|credit\w*|compensat\w*|chooses?|paid for|"
    r"we (?:also |then )?(?:pay|lend|send|offer|move|collect|open)|removed|released|stops?|closed|"
    r"goes out|rings?|phones?|calls?|writes?|replies|inspects?|investigates|loan|back|taken down|get a visit)\b",
    re.IGNORECASE,
)
"""What is done for the customer."""


_BURDEN = re.compile(
    r"\b(?:payments?|fees?|charges?|balance|rest) (?:are|is) due\b|\bwe do not (?:pay|refund|replace|cover|accept)\b|"
    r"\b(?:is|are) not (?:refunded|refundable|covered|eligible|paid)\b(?!,? but)|\bnon-?refundable\b|"
    r"\bcosts? (?:[£€$\d]|GBP|EUR)|\bcannot be (?:refunded|returned)\b",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"\bwith (?:a |one |two |three )?(?:clear )?(?:photos?|pictures?)\b|\b(?:photos?|pictures?) of the\b", re.IGNORECASE
)
_STEP = re.compile(r"^(?:more|over|longer|later) than\b|^after\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"^(?:refunds?|it|they|the refund|we collect|please|ask|tell|the customer|no )\b", re.IGNORECASE)
_NEAR_ENOUGH, _AS_NEAR = 0.22, 0.85


def _is_near(one: Provision, near: dict[int, float]) -> bool:
    """Return whether a provision is about as near to the matter as the nearest."""
    return near[one.place] >= _AS_NEAR * max(near.values())


def _nearness(one: Provision, matter: str, kind: str) -> float:
    """Return how near a provision is to the matter; what remedies it counts more."""
    text = f"{one.when} {one.then}"
    low = text.lower()
    terms = any(stem in low for stem in table("terms").get(kind, {}).get("core", ()))
    shared = len(stems(matter) & stems(text)) + 3 * len(matters_met(matter, text))
    met = 0.25 * bool(_is_covered(one, matter) or (one.when and matters_met(matter, one.when)))
    return met + likeness(matter, text) + 0.03 * shared + 0.15 * bool(_REMEDY.search(one.then)) + 0.15 * terms


def _is_covered(one: Provision, matter: str) -> bool:
    """Return whether all that a condition speaks of stands in what was said or noted."""
    given = {stem for stem in stems(one.when) if not is_framing(stem)}
    return len(given) > 1 and given <= stems(matter)


def _same_measure(one: str, other: str) -> bool:
    """Return whether two conditions are steps of one scale, so that the last that is met decides."""
    return bool(re.search(r"\blate\b|\bpromised\b|\bslot\b", one)) and bool(
        re.search(r"\blate\b|\bpromised\b|\bit\b", other)
    )
