"""What a judge is asked: the sentences in doubt, mixed with two whose ruling is known, with what one must know."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.llm.asking import cut, private_values, tokens_of
from api.models import PromptRef
from guardrails.finding import Report
from guardrails.inbound.private_data import mask_all, unmask
from guardrails.judgement import JUDGED, Sentence
from guardrails.reply import Reply
from knowledge.facts import Fact
from prompts import fencing, library
from prompts.library import Control

MOST_SENTENCES = 24
"""Sentences in one request; of what lies beyond, the doubts stay."""
_FACT_TOKENS, _ALL_FACT_TOKENS, _REPLY_TOKENS, _COMPLAINT_TOKENS, _SENTENCE_TOKENS = 160, 1100, 500, 160, 120
_LONGEST_QUOTE = 200
_MOST_FACTS = 80
"""Facts looked at; not many more fit, however short they are."""


@dataclass(frozen=True, slots=True)
class Case:
    """A reply and the guardrails' report on it."""

    reply: Reply
    report: Report


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence that was put to the judge comes from: the number of its case, and the sentence there."""

    case: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent, and what is needed to read the answer: whose sentence each id is, and the rulings known."""

    messages: list[tuple[str, str]]
    schema: Mapping[str, Any]
    places: Mapping[str, Place]
    controls: Mapping[str, Control]
    prompt: PromptRef
    masked: Mapping[str, str]

    @property
    def ids(self) -> Collection[str]:
        """Return the ids of all sentences."""
        return [*self.places, *self.controls]

    def restored(self, quote: str) -> str:
        """Return quoted words as they stand in the reply."""
        return unmask(quote, dict(self.masked))


def question(cases: Sequence[Case], asked: Sequence[Sequence[Sentence]], *, seed: str | None = None) -> Question:
    """Return what to ask about the sentences `asked` of each case."""
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    prompt, fence = library.load("judge"), fencing.token(seed)
    mixed = _mixed([Place(case, one) for case, told in enumerate(asked) for one in told], prompt.controls, chance)
    by_id = {str(number): one for number, one in enumerate(mixed, 1)}
    places = {name: one for name, one in by_id.items() if isinstance(one, Place)}
    controls = {name: one for name, one in by_id.items() if isinstance(one, Control)}
    words = _words(cases, mixed, fence)
    messages = prompt.render(
        fence=fence,
        rules=[{"id": rule.id, "what": rule.what} for rule in JUDGED.values()],
        facts=words.facts,
        complaint=words.complaint,
        replies=words.replies,
        sentences=[
            {"id": name, "audience": _audience(cases, one), "text": text}
            for (name, one), text in zip(by_id.items(), words.sentences, strict=True)
        ],
    )
    about = PromptRef(name=prompt.name, version=prompt.version, sha256=prompt.sha256)
    return Question(messages, schema_of(list(by_id)), places, controls, about, words.masked)


def _audience(cases: Sequence[Case], one: Place | Control) -> str:
    """Return who reads a sentence; a control looks as if it stood in the first of the messages."""
    return str(cases[one.case if isinstance(one, Place) else 0].reply.audience)


def _mixed(places: Sequence[Place], controls: Sequence[Control], chance: random.Random) -> list[Place | Control]:
    """Return the sentences with a guilty and a fine control somewhere among them."""
    mixed: list[Place | Control] = list(places[:MOST_SENTENCES])
    for kind in (True, False):
        control = chance.choice([one for one in controls if bool(one.rules) is kind])
        mixed.insert(chance.randint(0, len(mixed)), control)
    return mixed


def schema_of(ids: Sequence[str]) -> dict[str, Any]:
    """Return the JSON schema of the answer, strict as providers want it."""
    ruling = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "enum": list(ids)},
            "rule": {"type": "string", "enum": ["ok", "unsure", *JUDGED]},
            "quote": {"type": "string", "maxLength": _LONGEST_QUOTE},
        },
        "required": ["id", "rule", "quote"],
        "additionalProperties": False,
    }
    sentences = {"type": "array", "items": ruling, "maxItems": len(ids)}
    return {
        "type": "object",
        "properties": {"sentences": sentences},
        "required": ["sentences"],
        "additionalProperties": False,
    }


@dataclass(frozen=True, slots=True)
class _Words:
    """All words from outside that go into one question, safe to be sent."""

    sentences: list[str]
    replies: list[dict[str, str]]
    facts: list[str]
    complaint: str
    masked: Mapping[str, str]


def _words(cases: Sequence[Case], mixed: Sequence[Place | Control], fence: str) -> _Words:
    """Return the words, defused, with private data masked together, so that a mask means one thing, and then cut.

    Cut first, half a card's number would be none that anybody knows for one.
    """
    sentences = [one.sentence.text if isinstance(one, Place) else one.text for one in mixed]
    replies, facts = [case.reply.text for case in cases], _facts(cases)
    complaint = (cases[0].reply.complaint or "").strip()
    known = private_values([fact for case in cases for fact in case.reply.facts])
    safe = [fencing.defuse(text, fence=fence) for text in [*sentences, *replies, *facts, complaint]]
    masked = mask_all(safe, known)
    pieces = iter(masked.texts)
    return _Words(
        sentences=[_short(next(pieces), _SENTENCE_TOKENS) for _ in sentences],
        replies=[{"audience": str(case.reply.audience), "text": _short(next(pieces), _REPLY_TOKENS)} for case in cases],
        facts=list(_fitting([next(pieces) for _ in facts])),
        complaint=cut(next(pieces), _COMPLAINT_TOKENS),
        masked=masked.restore,
    )


def _short(text: str, tokens: int) -> str:
    return cut(text, tokens) if tokens_of(text) > tokens else text


def _facts(cases: Sequence[Case]) -> list[str]:
    """Return what the facts say, those first that speak to the reply."""
    cited = {name for case in cases for claim in case.report.claims for name in claim.facts}
    facts = {fact.id: fact for case in cases for fact in case.reply.facts}.values()
    return [_said(fact) for fact in sorted(facts, key=lambda fact: fact.id not in cited)[:_MOST_FACTS]]


def _fitting(facts: Iterable[str]) -> Iterator[str]:
    """Yield facts, each cut, until there is no room left."""
    room = _ALL_FACT_TOKENS
    for fact in facts:
        text = cut(fact, min(room, _FACT_TOKENS))
        room -= tokens_of(text) + 12
        if room < 0:
            return
        yield text


def _said(fact: Fact) -> str:
    """Return what a fact says, an order without whose it is."""
    order = fact.order()
    if order is None:
        return f"{fact.title}: {fact.text}" if fact.title else fact.text or str(fact.data or "")
    data = order.model_dump(mode="json", exclude_none=True, exclude={"customer"})
    told = "; ".join(f"{name} {value}" for name, value in data.items() if value not in ({}, []))
    return f"order: {told} {fact.text or ''}".strip()
