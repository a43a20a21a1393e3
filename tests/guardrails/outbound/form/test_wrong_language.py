from __future__ import annotations

from itertools import product

import pytest

REPLIES = {
    "en": "We're sorry that your parcel is late. Please send us a direct message so that we can help.",
    "es": "Sentimos que su paquete llegue tarde. Envíenos un mensaje directo para que podamos ayudarle.",
    "fr": "Nous sommes désolés pour le retard de votre colis. Envoyez-nous un message privé pour vous aider.",
    "de": "Es tut uns leid, dass Ihr Paket zu spät kommt. Schreiben Sie uns bitte eine Direktnachricht.",
    "pt": "Lamentamos que a sua encomenda esteja atrasada. Envie-nos uma mensagem direta para o ajudarmos.",
    "it": "Ci dispiace che il suo pacco sia in ritardo. Ci scriva un messaggio privato per poterla aiutare.",
    "nl": "Het spijt ons dat uw pakket te laat is. Stuur ons een privébericht zodat we u kunnen helpen.",
}
COMPLAINTS = {
    "en": "My parcel is two weeks late and nobody answers my emails. What a joke.",
    "es": "Mi paquete lleva dos semanas de retraso y nadie contesta a mis correos.",
    "fr": "Mon colis a deux semaines de retard et personne ne répond à mes messages.",
    "de": "Mein Paket ist seit zwei Wochen überfällig und niemand beantwortet meine Mails.",
    "pt": "A minha encomenda está duas semanas atrasada e ninguém responde aos meus emails.",
    "it": "Il mio pacco è in ritardo di due settimane e nessuno risponde alle mie email.",
    "nl": "Mijn pakket is twee weken te laat en niemand beantwoordt mijn mails.",
}
RULE = "wrong-language"


@pytest.mark.parametrize(("theirs", "ours"), list(product(COMPLAINTS, REPLIES)))
def test_the_reply_speaks_the_language_of_the_complaint(found, theirs, ours):
    assert bool(found(RULE, REPLIES[ours], complaint=COMPLAINTS[theirs])) == (theirs != ours)
    assert bool(found(RULE, REPLIES[ours], language=theirs)) == (theirs != ours)


@pytest.mark.parametrize(
    "text",
    [
        "Merci, Tom!",
        "OK.",
        "DM?",
        "👍👍👍",
        "https://hilfe.laden.example/bestellung/verspaetet",
        "@kundenservice_de #lieferung",
        "Sorry, Tom. Order 58213, Blaue Lampe, Café Zürich Straße.",
        "",
    ],
)
def test_what_is_too_short_to_tell_passes(found, text):
    assert not found(RULE, text, complaint=COMPLAINTS["en"])


@pytest.mark.parametrize(
    "text",
    [
        "We're sorry, Björn: the Käsespätzle at Gasthaus zum Löwen were cold, and that's not good enough.",
        "We're sorry about the Pain au Chocolat and the Crème Brûlée at Chez Amélie, Jean-François.",
        "Sorry about La Casa de la Playa. See https://ayuda.hotel.example/es/reserva/cambiar or write to us.",
    ],
)
def test_names_do_not_make_a_language(found, text):
    assert not found(RULE, text, complaint=COMPLAINTS["en"])


@pytest.mark.parametrize(
    "text",
    ["Мы приносим извинения за задержку.", "ご迷惑をおかけして申し訳ございません。", "نعتذر عن التأخير في توصيل طلبك"],
)
def test_another_script_is_plain(found, text):
    assert found(RULE, text, complaint=COMPLAINTS["en"])


@pytest.mark.parametrize("language", ["EN", "en_GB", "en-US", " en ", "und", "", None])
def test_however_the_language_is_written(found, language):
    assert not found(RULE, REPLIES["en"], language=language, complaint=COMPLAINTS["en"])
