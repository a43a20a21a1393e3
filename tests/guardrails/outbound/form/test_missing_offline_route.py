from __future__ import annotations

import pytest

from guardrails.finding import Audience

COLD = "The soup was cold and the waiter was rude."
RULE = "missing-offline-route"


@pytest.mark.parametrize(
    "text",
    [
        "We're sorry you were kept waiting on the phone.",
        "We're sorry that nobody replied by email.",
        "Sorry your DMs went unanswered, Tom.",
        "Thank you for your message, and sorry about the soup.",
        "Sorry about the visit on 20/04/2026, that was poor.",
        "Sorry about the visit on 2026-04-20, that was poor.",
        "Sorry about order 5821-3340-11, that was poor.",
        "Sorry about the service.It was poor.",
        "Sorry about the soup. We will speak to the whole team today.",
        "Vielen Dank für Ihre Nachricht. Es tut uns leid.",
        "Es tut uns leid, dass niemand Ihre E-Mail beantwortet hat.",
        "Gracias por su mensaje. Sentimos lo de la sopa.",
        "Merci pour votre message. Nous sommes désolés.",
        "Grazie per il messaggio. Ci dispiace molto.",
        "Obrigado pela sua mensagem. Lamentamos muito.",
        "Bedankt voor je bericht. Het spijt ons van de soep.",
        "Sorry! Tell us your order number in the comments.",
        "",
    ],
)
def test_no_way_out_of_the_open(found, text):
    assert found(RULE, text, Audience.PUBLIC, complaint=COLD)


@pytest.mark.parametrize(
    "text",
    [
        "So sorry about this please DM us",
        "Sorry about the soup - drop us a DM?",
        "We're sorry. Please contact us privately, so that we can look into it.",
        "Sorry! Pop us a PM with the details.",
        "Sorry! Message us and we'll put it right.",
        "Sorry! Send us a private message.",
        "Sorry, our inbox is open: please write to us there.",
        "Sorry! We've sent you a DM.",
        "Sorry! Please email us at care@bistro.example.",
        "Sorry! Give us a ring on +44 20 7946 0123.",
        "Sorry! Call 0800-123-4567.",
        "Sorry! Details at https://bistro.example/contact.",
        "Sorry! Use [our contact form](https://bistro.example/contact).",
        "Sorry! May we call you?",
        "Sorry! We'd like to speak with you by phone.",
        "Sorry! Let's take this offline.",
        "Sorry! Shall we talk about it in private?",
        "Sorry! Our support team is on live chat until ten.",
        "Lo sentimos. Escríbanos por mensaje directo.",
        "Lo sentimos. ¿Nos envía un mensaje privado?",
        "Lo sentimos. Mándanos un DM.",
        "Lo sentimos. Llámenos cuando pueda.",
        "Désolés. Envoyez-nous un message privé.",
        "Désolés. Contactez-nous en MP.",
        "Désolés. Pouvez-vous nous écrire en privé ?",
        "Désolés. Appelez-nous dès que possible.",
        "Es tut uns leid. Schicken Sie uns bitte eine private Nachricht.",
        "Es tut uns leid. Schreib uns gern eine PN.",
        "Es tut uns leid. Rufen Sie uns bitte an.",
        "Es tut uns leid. Schreiben Sie uns bitte per E-Mail.",
        "Lamentamos. Envie-nos uma mensagem direta.",
        "Lamentamos. Fale connosco por mensagem privada.",
        "Lamentamos. Ligue-nos, por favor.",
        "Ci dispiace. Ci scriva in privato.",
        "Ci dispiace. Può inviarci un messaggio privato?",
        "Ci dispiace. Ci chiami quando vuole.",
        "Het spijt ons. Stuur ons een privébericht.",
        "Het spijt ons. Stuur je ons een DM?",
        "Het spijt ons. Bel ons gerust.",
        "Het spijt ons. Mail ons even.",
    ],
)
def test_any_private_way_counts(found, text):
    assert not found(RULE, text, Audience.PUBLIC, complaint=COLD)


@pytest.mark.parametrize(
    ("audience", "situation"),
    [
        (Audience.PRIVATE, {"complaint": COLD}),
        (Audience.PUBLIC, {}),
        (Audience.PUBLIC, {"complaint": COLD, "needs_private_route": False}),
        (Audience.PUBLIC, {"complaint": "Wonderful evening, thank you all so much!"}),
    ],
)
def test_where_no_route_is_due(found, audience, situation):
    assert not found(RULE, "We're sorry about the soup.", audience, **situation)
