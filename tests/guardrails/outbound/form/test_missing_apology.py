from __future__ import annotations

import pytest

LATE = "My order is two weeks late and nobody answers my emails. Where is my parcel?"
COLD = "The soup was cold, the waiter was rude and we waited an hour. Never again."
RULE = "missing-apology"


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the compliment about our parcels! Come again soon.",
        "Hi Tom, please let us know your order number by direct message so that we can trace it.",
        "Hi Tom, please get in touch with your order details and we will look into it.",
        "Your order is with the courier. It should arrive on Monday.",
        "We will not apologise for the delay. Send us your order number.",
        "There's no need for us to be sorry. Your order is in the post.",
        "We are not sorry about the wait.",
        "This is not our fault. Please contact the courier about your order.",
        "Better luck next time! Our team is here all week.",
        "We appreciate your patience while your order travels.",
        "We appreciate your business and value every customer.",
        "Don't worry about your parcel, it will come.",
        "Thanks for shopping with us! Your order number is all we need.",
        "Hello! Our delivery times are on the website.",
        "We take all complaints seriously. Please write to our team.",
        "Gracias por su mensaje. Envíenos su número de pedido.",
        "Merci pour votre message. Envoyez-nous votre numéro de commande.",
        "Vielen Dank für Ihre Nachricht. Bitte senden Sie uns Ihre Bestellnummer.",
        "Obrigado pela sua mensagem. Envie-nos o número do pedido.",
        "Grazie per il messaggio. Ci mandi il numero dell'ordine.",
        "Bedankt voor je bericht. Stuur ons je bestelnummer.",
        "Es gibt nichts zu entschuldigen. Senden Sie uns die Nummer.",
        "👍",
        "",
    ],
)
def test_a_first_reply_that_goes_straight_to_business(found, text):
    assert found(RULE, text, complaint=LATE, language=None)


@pytest.mark.parametrize(
    "text",
    [
        "We could not be more sorry, Tom.",
        "This is not okay, and we're sorry.",
        "We can't apologise enough for the wait.",
        "I cannot tell you how sorry I am.",
        "We're not only sorry, we're ashamed of this.",
        "You didn't get an answer for two weeks; sorry, Tom.",
        "Sorry, but the courier lost it.",
        "Hi Tom. Thank you for writing. My sincere apologies for the silence.",
        "We owe you an apology.",
        "Please forgive us, Tom.",
        "Our bad, Tom. That took far too long.",
        "We messed up here.",
        "I'm gutted that your order is this late.",
        "We are ashamed of how long this took.",
        "Two weeks without a word is not good enough.",
        "You deserved an answer long before now.",
        "You have every right to be angry.",
        "This should never have happened to you.",
        "We let you down.",
        "We understand how frustrating it is to wait two weeks for a parcel.",
        "Waiting two weeks with no answer must have been infuriating.",
        "Ⓢorry for the wait, Tom.",
        "WE ARE SO SORRY ABOUT THIS.",
        "We're soooo sorry, Tom.",
        "Lo sentimos mucho, Tom.",
        "Le pedimos disculpas por la demora.",
        "Lamentamos mucho el retraso.",
        "No sabe cuánto lo sentimos.",
        "Nous sommes sincèrement désolés de ce retard.",
        "Veuillez nous excuser pour ce retard.",
        "Toutes nos excuses, Tom.",
        "Es tut uns aufrichtig und von ganzem Herzen leid.",
        "Wir bitten um Verzeihung.",
        "Bitte entschuldigen Sie die lange Wartezeit.",
        "Pedimos desculpa pelo atraso.",
        "Sentimos muito pelo atraso.",
        "Siamo spiacenti per il ritardo.",
        "Ci scusiamo per l'attesa.",
        "Ci dispiace davvero.",
        "Het spijt ons dat je zo lang moest wachten.",
        "Onze oprechte excuses voor het wachten.",
    ],
)
def test_an_apology_or_an_acknowledgement_in_any_words(found, text):
    assert not found(RULE, text, complaint=LATE)


def test_an_acknowledgement_speaks_of_this_complaint(found):
    told = "We understand how unpleasant a cold soup and a rude waiter are."
    assert not found(RULE, told, complaint=COLD)
    assert found(RULE, "We understand that parking in town is tricky.", complaint=COLD)


@pytest.mark.parametrize(
    "complaint",
    [
        "Thank you so much, the waiter was wonderful and the food was delicious!",
        "What time do you open on Sundays?",
        None,
        "  ",
    ],
)
def test_nobody_apologises_for_praise_or_a_question(found, complaint):
    assert not found(RULE, "Thank you, Ana! We open at ten on Sundays.", complaint=complaint)


def test_only_the_first_message_needs_it(found):
    assert not found(RULE, "Your order is on its way.", complaint=LATE, first=False)


def test_a_language_nobody_here_knows_is_left_alone(found):
    assert not found(RULE, "Wysłaliśmy Państwu nową przesyłkę, proszę o chwilę cierpliwości.", complaint=LATE)
