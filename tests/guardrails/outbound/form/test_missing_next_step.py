from __future__ import annotations

import pytest

from guardrails.finding import Audience, Severity

LATE = "My parcel is two weeks late and nobody answers."
RULE = "missing-next-step"


@pytest.mark.parametrize(
    "text",
    [
        "We're very sorry about the delay, Tom.",
        "We're sorry. You deserved better from us.",
        "Sorry, Tom. Two weeks is far too long. Kind regards, Sam",
        "Sorry, Tom. We hope you understand. Have a nice day!",
        "Sentimos mucho el retraso de su paquete.",
        "Ci dispiace molto per il ritardo.",
        "Lamentamos muito o atraso.",
        "Het spijt ons dat uw pakket te laat is.",
        "",
    ],
)
def test_left_in_the_dark(found, text):
    (finding,) = found(RULE, text, complaint=LATE)
    assert finding.severity is Severity.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, Tom. I'll call you tomorrow.",
        "Sorry, Tom. We're looking into it and will be in touch by Friday.",
        "Sorry, Tom. Which address should it go to?",
        "Sorry, Tom. Just reply with your order number.",
        "Sorry, Tom. A new parcel is being packed.",
        "Sorry, Tom. You can reach me on 020 7946 0123.",
        "Sorry, Tom. Your refund has been sent and should arrive within five days.",
        "Sorry, Tom. If you'd like a replacement instead, tell me.",
        "Sorry, Tom. Our manager Ana would like to speak to you.",
        "Lo sentimos. ¿Nos puede enviar su número de pedido?",
        "Lo sentimos. Le escribiremos mañana.",
        "Nous sommes désolés. Pouvez-vous nous envoyer une photo ?",
        "Es tut uns leid. Bitte senden Sie uns ein Foto.",
        "Lamentamos. Entraremos em contacto amanhã.",
        "Ci dispiace. La ricontatteremo domani.",
        "Het spijt ons. We nemen morgen contact met u op.",
    ],
)
def test_something_comes_next(found, text):
    assert not found(RULE, text, complaint=LATE)


def test_where_none_is_due(found):
    assert not found(RULE, "We're sorry, Tom.", Audience.PUBLIC, complaint=LATE)
    assert not found(RULE, "We're sorry, Tom.")
