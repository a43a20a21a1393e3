"""The few honest sentences that mend a reply, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from guardrails.document import Document
from guardrails.finding import Audience
from guardrails.inbound.language import detect_language
from guardrails.reply import Reply
from knowledge.contacts import details
from knowledge.facts import FactKind

_WORDS = Path(__file__).with_name("remedies.yaml")
_UNSURE = "und"
_NO_MESSAGES = frozenset({"google_review", "trustpilot", "tripadvisor", "app_store", "email", "sms"})
"""Channels where nobody can send a direct message."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's sentences; `remedies.yaml` tells what each is for."""

    greeting: str
    apology: Sequence[str]
    next: str
    message: str
    email: str
    phone: str
    ask: str


@cache
def languages() -> dict[str, Phrases]:
    """Return the sentences by language code."""
    return {code: Phrases(**words) for code, words in yaml.safe_load(_WORDS.read_text(encoding="utf-8")).items()}


def of(document: Document, reply: Reply) -> Phrases | None:
    """Return the sentences in the language of the reply, None when there are none."""
    return languages().get(detect_language(document.text, code_of(reply) or "en"))


def wanted(reply: Reply) -> Phrases | None:
    """Return the sentences in the customer's language, None when it is not known or has none."""
    return languages().get(code_of(reply) or detect_language(reply.complaint or "", _UNSURE))


def code_of(reply: Reply) -> str:
    """Return the language that the reply should have as two letters, empty when nobody told."""
    code = (reply.language or "").strip().lower().replace("_", "-").split("-")[0]
    return "" if code == _UNSURE else code


def routes(phrases: Phrases, reply: Reply) -> Iterator[str]:
    """Yield the sentences that lead to a private conversation, the most fitting first."""
    messages = reply.channel not in _NO_MESSAGES
    if messages:
        yield phrases.message
    known = [details(fact) for fact in reply.facts if fact.kind is FactKind.CONTACT]
    yield from (phrases.email.format(contact=contact.email) for contact in known if contact.email)
    yield from (phrases.phone.format(contact=contact.phone) for contact in known if contact.phone)
    if not messages:
        yield phrases.message


def whole(phrases: Phrases, reply: Reply) -> Iterator[str]:
    """Yield short replies that say no more than they may: regret, and the way on."""
    ways = list(routes(phrases, reply)) if reply.audience is Audience.PUBLIC else [phrases.next]
    for apology in phrases.apology:
        yield from (f"{apology} {way}" for way in ways)
