"""Remedies: for a finding, the changes that may mend it, the one that keeps most of the reply first.

They are proposals. Whether one mends the reply is for the guard to say, over the reply so changed; `guardrails.repair`
asks it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guardrails import phrasebook
from guardrails.document import Document, read
from guardrails.edits import Edit, between, dropped, heads_cut, sentences_around, tails_cut
from guardrails.finding import Audience, Finding
from guardrails.outbound.apologies import apologises, apologises_in
from guardrails.outbound.routes import route_in
from guardrails.phrasebook import Phrases
from guardrails.reply import Reply
from guardrails.shortening import shortened
from knowledge.contacts import details
from knowledge.facts import FactKind

_FEWEST_WORDS = 3
"""A reply of fewer words says nothing."""
_MEANT = frozenset({"tone", "pressure"})
"""Families whose fault is in what is meant: what a sentence leads up to goes with its beginning."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(
    r"\b(?:order|booking|reservation|invoice|reference|case|ticket|bestellung|buchung|commande|réservation|pedido|reserva|"
    r"encomenda|ordine|prenotazione|bestelling|boeking)(?: (?:number|no\.?|nr\.?))?\s*#?\s*$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten tag|liebe[rs]?|sehr geehrte[rs]?|bonjour|"
    r"chère?|hola|estimad[oa]|olá|caro|cara|prezad[oa]|ciao|buongiorno|gentile|beste)\b[^,.!?\n]{0,40}[,!.]?",
    re.IGNORECASE,
)
_CODE = re.compile(r"[\w-]*\d[\w-]*$")
_SMALL = re.compile(r"(?<=[a-z] )(?:slight|small|minor|little|tiny|brief|mere|slightest) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """A finding in its place: the reply, read, and the sentences that it touches."""

    document: Document
    reply: Reply
    finding: Finding
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the reply as it was given."""
        return self.document.original

    @property
    def sentence(self) -> tuple[int, int]:
        """Return the stretch of the guilty sentences."""
        return self.start, self.end

    @property
    def guilty(self) -> tuple[int, int]:
        """Return the stretch of the finding."""
        return self.finding.start, self.finding.end

    def instead(self, words: str) -> Edit:
        """Return the change that puts `words` in place of the guilty sentences."""
        return Edit(self.start, self.end, words)


def remedies(document: Document, reply: Reply, finding: Finding) -> Iterator[Edit]:
    """Yield the changes that may make a finding go away."""
    case = Case(document, reply, finding, *sentences_around(document, finding.start, finding.end))
    own = _OWN.get(finding.rule)
    if own:
        yield from own(case)
    if finding.rule not in _OF_THE_WHOLE:
        yield from _in_the_sentence(case)
    spoken, wanted = phrasebook.of(document, reply), phrasebook.wanted(reply)
    for phrases in (wanted,) if finding.rule == "wrong-language" else (spoken, wanted):
        if phrases:
            yield from (Edit(0, len(case.text), words) for words in phrasebook.whole(phrases, reply))


def _in_the_sentence(case: Case) -> Iterator[Edit]:
    """Yield: the sentence without the guilty clause, the reply without the sentence, another sentence for it."""
    yield from tails_cut(case.text, case.sentence, case.guilty)
    if case.finding.family not in _MEANT:
        yield from heads_cut(case.text, case.sentence, case.guilty)
    without = dropped(case.text, case.start, case.end)
    if len(_WORD.findall(without.applied(case.text))) >= _FEWEST_WORDS:
        yield without
    phrases = phrasebook.of(case.document, case.reply)
    if phrases:
        rest = read(without.applied(case.text))
        yield from (case.instead(words) for words in _sentences(phrases, case, sorry=apologises(rest)))


def _sentences(phrases: Phrases, case: Case, *, sorry: bool) -> Iterator[str]:
    """Yield sentences that can stand for a guilty one; where the rest is `sorry` already, none that is again."""
    public = case.reply.audience is Audience.PUBLIC
    onward = list(phrasebook.routes(phrases, case.reply)) if public else [phrases.next]
    if not sorry and case.finding.family == "tone":
        yield from phrases.apology
    yield from onward
    if not sorry:
        yield from phrases.apology
        yield from (f"{phrases.apology[0]} {words}" for words in onward)


def _hollow(case: Case) -> Iterator[Edit]:
    """Yield the apology without its 'but', else one for what happened."""
    yield from tails_cut(case.text, case.sentence, case.guilty)
    phrases = phrasebook.of(case.document, case.reply)
    yield from (case.instead(words) for words in (phrases.apology if phrases else ()))


def _sorry_first(case: Case) -> Iterator[Edit]:
    """Yield an apology before everything but the greeting."""
    phrases = phrasebook.of(case.document, case.reply)
    greeting = _GREETING.match(case.text)
    at = greeting.end() if greeting else 0
    rest = case.text[at:].lstrip()
    behind = len(case.text) - len(rest)
    between_them = case.text[at:behind] or " " * bool(greeting)
    for apology in phrases.apology if phrases else ():
        yield Edit(at, behind + len(rest[:1]), f"{between_them}{apology} {rest[:1].upper()}".rstrip(" "))


def _appended(case: Case, words: str) -> Edit:
    end = len(case.text.rstrip())
    stop = "" if case.text[:end].endswith((".", "!", "?", "…", ")", "。")) or not end else "."
    return Edit(end, end, f"{stop} {words}")


def _way_out(case: Case) -> Iterator[Edit]:
    phrases = phrasebook.of(case.document, case.reply)
    for words in phrasebook.routes(phrases, case.reply) if phrases else ():
        yield _appended(case, words)


def _what_next(case: Case) -> Iterator[Edit]:
    phrases = phrasebook.of(case.document, case.reply)
    if phrases:
        yield _appended(case, phrases.next)


def _other_words(case: Case) -> Iterator[Edit]:
    """Yield the reply said otherwise: the same route, another apology."""
    phrases = phrasebook.of(case.document, case.reply)
    ways = [one.text for one in case.document.sentences if route_in(one) and not apologises_in(one)]
    for apology in phrases.apology if phrases and ways else ():
        yield Edit(0, len(case.text), " ".join([apology, *ways]))


def _privately(case: Case) -> Iterator[Edit]:
    """Yield the same request, to be answered where nobody else reads it."""
    phrases = phrasebook.of(case.document, case.reply)
    if phrases and case.reply.audience is Audience.PUBLIC:
        yield case.instead(phrases.ask)


_RESCUE = re.compile(
    r"\b(?:999|112|911|000|emergency|samaritans|crisis line|helpline|ambulance|fire (?:service|brigade)|police)\b",
    re.IGNORECASE,
)
"""Words of a sentence that sends somebody to those who rescue."""


def _known_contact(case: Case) -> Iterator[Edit]:
    """Yield the contact on record of the same kind as the unknown one."""
    quote = case.finding.quote
    if _RESCUE.search(case.text, case.start, case.end):
        return  # Nobody who needs help at once is sent to a company's line.
    for fact in case.reply.facts:
        if fact.kind is not FactKind.CONTACT:
            continue
        known = details(fact)
        value = known.email if "@" in quote.strip()[1:] else known.phone if any(map(str.isdigit, quote)) else known.url
        if value:
            yield Edit(case.finding.start, case.finding.end, value)


def _unaddressed(case: Case) -> Iterator[Edit]:
    """Yield the greeting or the signature without the name that should not, or cannot, stand there."""
    start, end = case.guilty
    head = case.text[case.start : start]
    phrases = phrasebook.of(case.document, case.reply)
    if phrases and _GREETING.fullmatch(head.strip()):
        yield Edit(case.start, end, phrases.greeting)
    if not case.text[end : case.end].strip(" .!") and head.rstrip().endswith(","):
        yield Edit(case.start + len(head.rstrip()) - 1, end, "")


def _unnamed(case: Case) -> Iterator[Edit]:
    """Yield the sentence without the name in its greeting, or without the number of what it speaks of."""
    yield from _unaddressed(case)
    code = _CODE.search(case.finding.quote)
    begin = case.finding.start + (code.start() if code else 0)
    if code and _NUMBERED.search(case.text, max(0, begin - 60), begin):
        yield Edit(len(case.text[:begin].rstrip(" #")), case.finding.end, "")


def _weighty(case: Case) -> Iterator[Edit]:
    """Yield the sentence without the word that makes the matter small."""
    small = _SMALL.search(case.text, case.start, case.end)
    if small and small.start() < case.finding.end:
        yield Edit(small.start(), small.end(), "")


def _human(case: Case) -> Iterator[Edit]:
    """Yield the reply without the marks of a machine: what its JSON says, its line breaks as such, no label."""
    said = _strings(case.text)
    if said:
        yield Edit(0, len(case.text), said)
    if "\\n" in case.finding.quote:
        yield between(case.text, case.text.replace("\\n", "\n"))
    start, end = case.guilty
    words = case.finding.quote.rstrip()[-1:].isalnum()
    while end < len(case.text) and case.text[end] in " \t\n,:":
        end += 1
    if words and not case.text[case.finding.end : end].startswith((",", ":")):
        return
    rest, before = case.text[end : end + 1], case.text[:start].rstrip()
    if rest.isalnum():
        yield Edit(start, end + 1, rest.upper() if not before or before[-1] in ".!?:" else rest)
    yield Edit(len(before), end, "")


def _strings(text: str) -> str:
    """Return the messages in a reply that is a JSON object, empty when it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    said = [words for words in value.values() if isinstance(words, str)] if isinstance(value, dict) else []
    return "\n\n".join(said)


def _shorter(case: Case) -> Iterator[Edit]:
    for text in shortened(case.document, case.reply):
        yield between(case.text, text)


_OWN: dict[str, Callable[[Case], Iterator[Edit]]] = {
    "hollow-apology": _hollow,
    "minimises": _weighty,
    "missing-apology": _sorry_first,
    "missing-offline-route": _way_out,
    "missing-next-step": _what_next,
    "requests-private-data": _privately,
    "discloses-private-data": _unnamed,
    "unknown-contact": _known_contact,
    "placeholder": _unaddressed,
    "machine-voice": _human,
    "too-long": _shorter,
    "repeats-itself": _other_words,
}
"""Remedies that fit one rule, tried before those that fit every sentence."""
_OF_THE_WHOLE = frozenset(
    {"missing-apology", "missing-offline-route", "missing-next-step", "too-long", "wrong-language", "repeats-itself"}
)
"""Rules whose finding is about the reply, not about a sentence in it."""
