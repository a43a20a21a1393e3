from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from guardrails.document import read
from guardrails.engine import Guard
from guardrails.finding import Audience
from guardrails.outbound.apologies import apologises
from guardrails.outbound.language_coverage import LANGUAGE_COVERAGE
from guardrails.outbound.languages import SPOKEN
from guardrails.outbound.routes import offers_private_route
from guardrails.phrasebook import languages, of, routes, wanted, whole
from guardrails.reply import Reply
from knowledge.facts import Fact

LATE = {
    "en": "My parcel is two weeks late and nobody answers me.",
    "de": "Mein Paket ist seit zwei Wochen überfällig und niemand antwortet mir.",
    "fr": "Mon colis a deux semaines de retard et personne ne me répond.",
    "es": "Mi paquete lleva dos semanas de retraso y nadie me contesta.",
    "pt": "A minha encomenda está duas semanas atrasada e ninguém me responde.",
    "it": "Il mio pacco è in ritardo di due settimane e nessuno mi risponde.",
    "nl": "Mijn pakket is twee weken te laat en niemand geeft mij antwoord.",
}
CARE = Fact(
    id="care",
    kind="contact",
    text="Write to care@shop.example or call 020 7946 0110.",
    data={"email": "care@shop.example", "phone": "020 7946 0110"},
)


def reply(text: str, language: str, audience: Audience = Audience.PUBLIC, **more: object) -> Reply:
    values = {"channel": "facebook", "complaint": LATE[language], "language": language, "facts": (CARE,), **more}
    return Reply(text, audience, date(2026, 5, 4), **values)  # type: ignore[arg-type]


def test_speaks_the_languages_that_the_rules_understand():
    assert set(languages()) == SPOKEN == set(LATE)


@pytest.mark.parametrize("language", sorted(LATE))
@pytest.mark.parametrize("channel", ["facebook", "google_review"])
@pytest.mark.parametrize("audience", list(Audience))
def test_every_short_reply_passes_every_rule(language: str, channel: str, audience: Audience):
    asked = reply("", language, audience, channel=channel)
    texts = list(whole(languages()[language], asked))
    assert len(texts) >= 3
    for text in texts:
        findings = Guard().check(reply(text, language, audience, channel=channel)).findings
        assert [(one.rule, one.quote) for one in findings if one.rule != LANGUAGE_COVERAGE] == []


@pytest.mark.parametrize("language", sorted(LATE))
def test_each_sentence_does_what_it_is_for(language: str):
    phrases = languages()[language]
    assert all(apologises(read(words)) for words in phrases.apology)
    ways = list(routes(phrases, reply("", language)))
    assert len(ways) == 3
    assert all(offers_private_route(read(words)) for words in [*ways, phrases.ask])
    for words in [*phrases.apology, *ways, phrases.next, phrases.ask]:
        said = reply(words, language, complaint=None, first=False, needs_private_route=False)
        assert {one.rule for one in Guard().check(said).findings} <= {LANGUAGE_COVERAGE}, words


def test_no_message_is_offered_where_none_can_be_sent():
    ways = list(routes(languages()["en"], reply("", "en", channel="google_review")))
    assert "care@shop.example" in ways[0]
    assert "direct message" in ways[-1]


def test_the_language_is_the_replys_or_else_the_customers():
    german = reply("Bitte warten Sie, wir melden uns bei Ihnen so bald wie möglich.", "fr")
    assert of(read(german.text), german) is languages()["de"]
    assert wanted(german) is languages()["fr"]
    assert wanted(replace(reply("Hello", "en"), language="ja")) is None
    assert wanted(replace(reply("Hello", "nl"), language=None)) is languages()["nl"]
