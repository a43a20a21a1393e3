from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guardrails.catalogue import RULES
from guardrails.document import read
from guardrails.engine import Guard
from guardrails.finding import Audience, Finding, Severity, Verdict
from guardrails.outbound.language_coverage import LANGUAGE_COVERAGE
from guardrails.outbound.passages import passages
from guardrails.policy import SeverityPolicy
from guardrails.reply import Reply
from knowledge import samples

GUARD = Guard()
REPLIES = {
    "es": "Lamentamos mucho lo ocurrido con su pedido, Lucía. Por favor, escríbanos y lo vemos con usted.",
    "fr": "Nous sommes désolés pour ce retard, Léa. Nous regardons ce qui se passe et revenons vers vous.",
    "de": "Es tut uns sehr leid, dass Ihr Paket noch fehlt, Jonas. Wir sehen uns das an und melden uns bei Ihnen.",
    "pt": "Pedimos desculpa pelo atraso da sua encomenda, Rui. Vamos ver o que se passa e já lhe dizemos.",
    "it": "Ci dispiace molto per il ritardo, Anna. Guardiamo subito che cosa è successo e le scriviamo.",
    "nl": "Het spijt ons dat uw bestelling nog niet is aangekomen, Sanne. We kijken het na en laten het u weten.",
    "pl": "Przepraszamy za opóźnienie. Paczka jest w drodze i sprawdzimy to jeszcze dzisiaj.",
    "sv": "Vi beklagar förseningen. Vi tittar på det och hör av oss till dig.",
    "tr": "Gecikme için özür dileriz, siparişinizi hemen kontrol ediyoruz.",
    "hu": "Elnézést kérünk a késésért, utánanézünk és jelentkezünk.",
    "fi": "Pahoittelemme viivettä ja otamme sinuun yhteyttä.",
    "ru": "Просим прощения за задержку, мы уже ищем вашу посылку.",
    "ja": "お待たせして申し訳ございません。",
    "ar": "نعتذر عن التأخير وسنتواصل معك.",
}


def coverage(text: str, policy: SeverityPolicy | None = None, **situation: object) -> list[Finding]:
    reply = Reply(text=text, audience=Audience.PRIVATE, today=date(2026, 5, 4), **situation)  # type: ignore[arg-type]
    guard = Guard(policy) if policy else GUARD
    return [finding for finding in guard.check(reply).findings if finding.rule == LANGUAGE_COVERAGE]


@pytest.mark.parametrize("language", REPLIES)
def test_a_reply_that_is_not_in_english_asks_for_a_look(language: str):
    (finding,) = coverage(REPLIES[language])
    assert (finding.family, finding.severity) == ("engine", Severity.REVIEW)
    assert finding.quote == REPLIES[language]
    assert f"('{language}')" in finding.message
    assert "Here ran:" in finding.message
    assert "Not:" in finding.message


def test_it_tells_which_checks_ran():
    (german,), (polish,) = coverage(REPLIES["de"]), coverage(REPLIES["pl"])
    assert "breaches of tone" in german.message
    assert "neither tone" in polish.message
    assert "Polish" in polish.suggestion


@pytest.mark.parametrize(
    "text",
    ["Xin lỗi vì sự chậm trễ, chúng tôi sẽ liên hệ với bạn", "Paumanhin po sa abala, aayusin namin ito agad."],
)
def test_a_language_nobody_here_can_name_counts_too(text: str):
    (finding,) = coverage(text)
    assert "not English" in finding.message


def test_of_a_mixed_reply_the_foreign_part_is_pointed_at():
    text = f"We're so sorry about the wait, Ana. {REPLIES['es']} We will get back to you."
    (finding,) = coverage(text)
    assert finding.quote == REPLIES["es"]
    assert finding.message.startswith("This part is in Spanish")


def test_each_language_of_a_mixed_reply_is_told():
    found = coverage(f"{REPLIES['de']} {REPLIES['fr']}")
    assert [finding.quote for finding in found] == [REPLIES["de"], REPLIES["fr"]]


def test_offsets_count_code_points_as_given():
    text = f"We\u200b're so sorry about the wait, **Ana** 👩‍👩‍👧‍👦. {REPLIES['it']}"
    (finding,) = coverage(text)
    assert text[finding.start : finding.end] == finding.quote == REPLIES["it"]


@pytest.mark.parametrize(
    "text",
    [
        "Sorry!",
        "Hi Ana!",
        "👍",
        "",
        "2026",
        "Hi Ana Ruiz. Kind regards, Maya, Customer Care",
        "We're sorry about your croque monsieur and the crème brûlée at Chez Élodie.",
        "Hola Ana, sorry about the wait! We'll look into it.",
        "He drove off.",
        "Credit where due!",
    ],
)
def test_english_and_what_is_too_short_to_tell_pass(text: str):
    assert coverage(text) == []


def test_what_is_too_short_to_tell_is_in_the_customers_language():
    assert coverage("Ana, lo sentimos.", language="es-ES")
    assert coverage("Ana, lo sentimos.", complaint="¿Dónde está mi pedido? Llevo dos semanas esperando.")
    assert coverage("Ana, lo sentimos.", language="en") == []
    assert coverage("👍", language="es") == []
    assert coverage("Sorry!", language="und") == []


def test_what_is_too_little_to_be_named_is_in_the_customers_language():
    text = "Lo sentimos. Escríbanos por mensaje directo."
    assert "not English" in coverage(text)[0].message
    assert "Spanish" in coverage(text, language="es")[0].message
    assert "not English" in coverage(text, language="en")[0].message


def test_the_policy_of_the_house_has_no_word_against_english():
    policies = (samples.sample_dir() / "policies").glob("*.md")
    paragraphs = [part for path in policies for part in path.read_text(encoding="utf-8").split("\n\n")]
    assert len(paragraphs) > 200
    assert [found for part in paragraphs for found in passages(read(part)) if found.language != "en"] == []


def test_a_policy_may_trust_the_guard_in_a_language(tmp_path: Path):
    path = tmp_path / "ours.yaml"
    path.write_text("languages:\n  de: full\n", encoding="utf-8")
    policy = SeverityPolicy.load(path)
    assert coverage(REPLIES["de"], policy) == []
    assert coverage(REPLIES["fr"], policy)
    path.write_text("languages: {en: review, other: full}\n", encoding="utf-8")
    policy = SeverityPolicy.load(path)
    assert coverage("We're sorry that your parcel is late.", policy)
    assert coverage(REPLIES["pl"], policy) == []


def test_the_verdict_is_review_and_never_hides_a_block():
    clean = Reply(text=REPLIES["de"], audience=Audience.PRIVATE, today=date(2026, 5, 4))
    assert GUARD.check(clean).verdict is Verdict.REVIEW
    bad = Reply(text=REPLIES["de"] + " Bitte löschen Sie Ihre Bewertung.", audience=Audience.PRIVATE, today=clean.today)
    assert GUARD.check(bad).verdict is Verdict.BLOCK


def test_what_breaks_in_it_fails_closed(monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("guardrails.engine.uncovered", broken)
    report = GUARD.check(Reply(text="We're sorry.", audience=Audience.PRIVATE, today=date(2026, 5, 4)))
    assert report.verdict is Verdict.BLOCK


def test_no_rule_bears_its_name():
    assert LANGUAGE_COVERAGE not in {rule.id for rule in RULES}
