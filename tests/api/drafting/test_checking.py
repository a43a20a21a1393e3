from __future__ import annotations

import pytest

from api.drafting.checking import Checked, feedback
from api.models import Channel, Message
from guardrails.finding import Audience, Finding, Report, Severity, Verdict
from guardrails.outbound.language_coverage import LANGUAGE_COVERAGE
from tests.api.conftest import COMPLAINT, Service

COMPLAINTS = {
    "es": [
        "Llevo tres semanas esperando mi lámpara y nadie contesta a mis mensajes.",
        "La lámpara llegó rota y quiero que me devuelvan el dinero.",
        "Su empleado fue muy grosero conmigo en la tienda.",
    ],
    "fr": [
        "Ma lampe n'est toujours pas arrivée et personne ne répond à mes messages.",
        "La lampe est arrivée cassée, je veux être remboursée.",
        "Votre vendeur a été très impoli avec moi.",
    ],
    "de": [
        "Meine Lampe ist seit drei Wochen nicht da und niemand antwortet mir.",
        "Die Lampe kam kaputt an, ich will mein Geld zurück.",
        "Ihr Mitarbeiter war sehr unfreundlich zu mir.",
    ],
    "pt": [
        "A minha encomenda ainda não chegou e ninguém responde às minhas mensagens.",
        "O candeeiro chegou partido e quero o meu dinheiro de volta.",
        "O vosso funcionário foi muito mal-educado comigo.",
    ],
    "it": [
        "La mia lampada non è ancora arrivata e nessuno risponde ai miei messaggi.",
        "La lampada è arrivata rotta e voglio il rimborso.",
        "Il vostro commesso è stato molto scortese con me.",
    ],
    "nl": [
        "Mijn lamp is nog steeds niet aangekomen en niemand antwoordt op mijn berichten.",
        "De lamp kwam kapot aan en ik wil mijn geld terug.",
        "Jullie medewerker was heel onbeleefd tegen mij.",
    ],
}


@pytest.mark.parametrize("channel", ["x", "trustpilot", "email"])
@pytest.mark.parametrize("language", COMPLAINTS)
def test_the_composers_words_in_other_languages_settle_for_a_look(service: Service, language: str, channel: str):
    for number, text in enumerate(COMPLAINTS[language]):
        # Somebody else each time: what one person writes in private within a moment is answered together.
        complaint = {**COMPLAINT, "text": text, "channel": channel, "author": {"handle": f"@{language}{number}"}}
        answer = service.post("/v1/drafts", {"complaint": complaint})
        draft = answer.json()
        assert draft["assessment"]["language"] == language
        assert draft["messages"]
        assert [(attempt["writer"], attempt["outcome"]) for attempt in draft["attempts"]] == [("composer", "used")]
        assert draft["verdict"] == "review"
        assert {finding["rule"] for finding in draft["findings"]} >= {LANGUAGE_COVERAGE}
        assert {finding["severity"] for finding in draft["findings"]} == {"review"}


def test_a_draft_for_review_can_be_approved(service: Service):
    text = COMPLAINTS["de"][0]
    draft = service.post("/v1/drafts", {"complaint": {**COMPLAINT, "text": text}}).json()
    answer = service.post(f"/v1/drafts/{draft['id']}/approve", {"version": draft["version"]})
    assert (answer.status_code, answer.json()["status"]) == (200, "approved")


def test_a_writer_is_not_told_to_mend_the_language():
    def finding(rule: str) -> Finding:
        return Finding(
            rule=rule,
            family="tone",
            severity=Severity.BLOCK,
            message="why",
            start=0,
            end=2,
            quote="ab",
            suggestion="so",
        )

    message = Message(audience=Audience.PRIVATE, channel=Channel.EMAIL, text="ab")
    report = Report(verdict=Verdict.BLOCK, findings=[finding("hostile"), finding(LANGUAGE_COVERAGE)])
    assert feedback(Checked([message], [report])) == ["hostile: why – in: “ab” – instead: so"]
