"""From logits to breaches: which rule, which words, and how sure.

What patterns found and what the encoder says are settled together. A pattern that the encoder finds improbable is not
lost: it asks for a look instead of blocking, unless its rule is one that patterns decide alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from guardrails.classifier.calibration import Calibration, calibration
from guardrails.classifier.labels import JUDGED, OUTPUTS, PUBLIC_ONLY
from guardrails.classifier.model import Read, Rows, read_sentences
from guardrails.classifier.own_contacts import tells_only_own_contacts
from guardrails.classifier.plain_words import is_fine
from guardrails.classifier.wording import ADVICE, REASONS
from guardrails.document import Document
from guardrails.finding import Audience, Detector
from guardrails.inbound.language import detect_language
from guardrails.reply import Reply
from guardrails.rule import Violation

GUILTY_TOKEN: Final = 0.35
"""A token belongs to the guilty words when it is at least this share as likely as the likeliest one."""
WHOLE: Final = 0.25
"""Where no token reaches this probability, the whole sentence is named."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A stretch of the reply with the encoder's logit for each output, in original offsets.

    `spans` are the guilty words, should the rule in that place be broken.
    """

    start: int
    end: int
    logits: Rows
    spans: tuple[tuple[int, int], ...]

    def chance(self, output: str) -> float:
        """Return how likely a careful reader gives the sentence this output, 0 to 1."""
        number = OUTPUTS.index(output)
        return calibration().bands[number].probability(float(self.logits[number]))


def judge(document: Document, reply: Reply) -> list[Judged]:
    """Return what the encoder says of every sentence of the reply, but for those that are fine by definition."""
    sentences = document.sentences
    if not sentences:
        return []
    read = read_sentences([one.text for one in sentences], reply.complaint or "", reply.audience)
    return [
        _placed(document, one, sentences[one.piece.sentence].start)
        for one in read
        if not is_fine(sentences[one.piece.sentence].text)
    ]


def _placed(document: Document, read: Read, at: int) -> Judged:
    spans = read.piece.spans
    start, end = document.span(at + spans[0][0], at + spans[-1][1])
    chances: Rows = (1 / (1 + np.exp(-read.tokens))).astype(np.float32)
    guilty = tuple(
        document.span(at + first, at + last)
        for first, last in (_guilty(chances[:, rule], spans) for rule in range(len(JUDGED)))
    )
    return Judged(start, end, read.sentence, guilty)


def _guilty(chances: Rows, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the stretch of a sentence, from the first to the last token that is likely enough."""
    top = float(chances.max())
    if top < WHOLE:
        return spans[0][0], spans[-1][1]
    chosen = np.flatnonzero(chances >= GUILTY_TOKEN * top)
    return spans[int(chosen[0])][0], spans[int(chosen[-1])][1]


def settle(judged: Sequence[Judged], hits: Sequence[Violation], document: Document, reply: Reply) -> list[Violation]:
    """Return the breaches of a reply: the patterns' hits as the encoder sees them, and what it finds itself.

    In a language that it was not taught it may not doubt a pattern, and its own findings ask for a look.
    """
    language = detect_language(document.text, reply.language)
    told = calibration().within(language)
    kept = confirmed(hits, judged, told) if language in told.languages else list(hits)
    found = [one for one in breaches(judged, reply.audience, told) if not _own_contact(one, judged, reply)]
    found = [one for one in _by_themselves(found, kept, judged, reply, told) if not _told(one, kept)]
    found = [replace(one, unsure=True) if _from_record(one, judged, reply) else one for one in found]
    if language not in told.languages:
        found = [replace(one, unsure=True) for one in found]
    return [*kept, *found]


def _by_themselves(
    found: Sequence[Violation], hits: Sequence[Violation], judged: Sequence[Judged], reply: Reply, told: Calibration
) -> list[Violation]:
    """Return the findings without those that only their neighbour's guilt explains.

    Where several sentences are found guilty, by patterns too, each but the guiltiest is read once more by itself.
    """
    places = [next(each for each in judged if each.start <= one.start < each.end) for one in found]
    plain = {each.start for hit in hits for each in judged if not hit.unsure and each.start <= hit.start < each.end}
    if len({place.start for place in places} | plain) < 2 or not found:
        return list(found)
    chances = [place.chance(one.rule) for one, place in zip(found, places, strict=True)]
    first = None if plain else places[chances.index(max(chances))]
    return [
        one
        for one, place in zip(found, places, strict=True)
        if place is first or _stands_alone(one, reply.text[place.start : place.end], reply, told)
    ]


def _stands_alone(one: Violation, sentence: str, reply: Reply, told: Calibration) -> bool:
    number = JUDGED.index(one.rule)
    read = read_sentences([sentence], reply.complaint or "", reply.audience)
    return any(float(each.sentence[number]) >= told.bands[number].look for each in read)


def _told(one: Violation, hits: Sequence[Violation]) -> bool:
    """Return whether a pattern names the same breach already, and just its words."""
    return any(
        hit.rule == one.rule and hit.unsure <= one.unsure and hit.start < one.end and one.start < hit.end
        for hit in hits
    )


def _from_record(one: Violation, judged: Sequence[Judged], reply: Reply) -> bool:
    """Return whether the sentence stands word for word in a fact: what is on record asks for a look, not more."""
    sentence = next(each for each in judged if each.start <= one.start < each.end)
    words = reply.text[sentence.start : sentence.end].strip(" .!").lower()
    return len(words) > 12 and any(words in fact.text.lower() for fact in reply.facts)


def _own_contact(one: Violation, judged: Sequence[Judged], reply: Reply) -> bool:
    """Return whether what seems disclosed is only how to reach the company."""
    if one.rule != "discloses-private-data":
        return False
    sentence = next(each for each in judged if each.start <= one.start < each.end)
    return tells_only_own_contacts(reply.text[sentence.start : sentence.end], reply.facts)


def breaches(judged: Sequence[Judged], audience: Audience, bands: Calibration | None = None) -> list[Violation]:
    """Return the breaches the encoder is sure of, and those it is unsure of, marked so."""
    told = bands or calibration()
    return [found for one in judged for found in _of_sentence(one, audience, told)]


def _of_sentence(one: Judged, audience: Audience, told: Calibration) -> Iterable[Violation]:
    sure, doubt = [], []
    for number, rule in enumerate(JUDGED):
        if rule in PUBLIC_ONLY and audience != Audience.PUBLIC:
            continue
        logit, band = float(one.logits[number]), told.bands[number]
        if logit >= band.block:
            sure.append((logit - band.block, _violation(one, number, unsure=False)))
        elif logit >= band.look:
            doubt.append((logit - band.look, _violation(one, number, unsure=True)))
    if sure:
        return [found for _, found in sure]
    return [max(doubt, key=lambda pair: pair[0])[1]] if doubt else []


def _violation(one: Judged, number: int, *, unsure: bool) -> Violation:
    rule = JUDGED[number]
    start, end = one.spans[number]
    return Violation(rule, start, end, REASONS[rule], ADVICE[rule], detector=Detector.CLASSIFIER, unsure=unsure)


def confirmed(hits: Iterable[Violation], judged: Sequence[Judged], bands: Calibration | None = None) -> list[Violation]:
    """Return the patterns' hits, those that the encoder finds improbable marked unsure."""
    told = bands or calibration()
    return [hit if _agrees(hit, judged, told) else replace(hit, unsure=True) for hit in hits]


def _agrees(hit: Violation, judged: Sequence[Judged], told: Calibration) -> bool:
    if hit.rule not in JUDGED:
        return True
    number = JUDGED.index(hit.rule)
    touched = [one for one in judged if one.start < hit.end and hit.start < one.end]
    return not touched or any(float(one.logits[number]) >= told.bands[number].agrees for one in touched)
