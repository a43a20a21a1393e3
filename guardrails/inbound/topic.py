"""What a message is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.assessment import Topic
from guardrails.inbound.lexicon import Lexicon
from guardrails.inbound.problem import Problem
from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.reading import Reading
from guardrails.inbound.word_sets import word_set

_LEXICON: Final = Lexicon(
    {
        Topic.DELIVERY: {
            2.0: (
                "parcel*, package, packages, courier*, tracking, shipped, shipping, shipment, dispatch*, "
                "undelivered, delivery, deliveries, deliver, delivered, in transit, left outside, on the doorstep, "
                "my porch, out for delivery, safe place, sorry we missed you card, depot, redelivery, redeliver, "
                "paquete*, envío*, entrega*, repartidor*, mensajer*, colis, livraison*, livreur*, livré*, expédi*, "
                "lieferung*, geliefert, paket*, zusteller*, zustellung*, versand*, sendung*, encomenda*, "
                "transportadora*, entregue, consegn*, pacco, pacchi, corriere, spedi*, bezorg*, pakket*, koerier*, "
                "levering*, geleverd, verzending*"
            ),
            1.0: (
                "delivery driver, delivery man, doorstep, neighbour, neighbor, arrived, arrive, arrives, "
                "post, posted, mail, order, "
                "ordered, hermes, evri, dpd, fedex, ups, yodel, usps, dhl, royal mail, amazon logistics, late, "
                "delayed, next day, pedido*, commande*, bestellung*, ordine*, bestelling*, llegado, llegó, arrivé*,"
                " angekommen, chegou, arrivat*, aangekomen"
            ),
        },
        Topic.PRODUCT: {
            2.0: (
                "faulty, defect*, broke, broken, stopped working, not working, poor quality, bad quality, quality, "
                "flimsy, fell apart, warranty, guarantee, crash*, bug, bugs, buggy, glitch*, update, feature*, "
                "screen, battery, charger, inedible, undercooked, raw, stale, cold food, tasteless, ripped, torn, "
                "shrank, cracked, scratched, malfunction*, defectuos*, roto, rota, averiad*, calidad, défectueu*, "
                "cassé*, panne, qualité, kaputt, defekt*, qualität, beschädigt*, defeito*, quebrad*, qualidade, "
                "difettos*, rotto, rotta, guast*, qualità, kapot*, kwaliteit, beschadigd*"
            ),
            1.0: (
                "product*, item, items, size, colour, color, material, instructions, manual, wrong item, "
                "replacement, missing, parts, food, meal, pizza, burger, coffee, taste*, dress, shoes, phone, "
                "laptop, kettle, app, software, version, device, mattress, sofa, counterfeit, fake, as described, "
                "as advertised, stock, producto*, produit*, produkt*, produto*, prodott*, funciona, fonctionne*, "
                "marche, funktioniert, funziona, werkt, app"
            ),
        },
        Topic.BILLING: {
            2.0: (
                "charged, charge, charges, charging, overcharg*, billed, billing, bill, bills, invoice*, refund*, "
                "money back, payment*, double charged, fee, fees, direct debit, credit card, debit card, price*, "
                "overpriced, pricing, premium, overdraft, interest rate, tariff, deposit, reimburse*, my money, "
                "cashback, voucher*, discount*, promo code, coupon*, surcharge, compensation, cobr*, factura*, "
                "reembols*, dinero, cargo, rembours*, facture*, prélev*, débit*, argent, rechnung*, abgebucht, "
                "erstattung*, rückerstatt*, geld zurück, berechnet, gebühr*, cobrança*, estorno*, dinheiro, "
                "fatura*, rimbors*, addebit*, fattura*, soldi, bolletta*, terugbetal*, factuur*, afgeschreven, "
                "geld terug, rekening"
            ),
            1.0: (
                "paid, pay, paying, cost, costs, money, bank, card, subscription, expensive, rip off, rip-off, "
                "ripoff, price increase, credit, transaction*, £, points, loyalty points, gift card, debit*, euro, "
                "euros, geld"
            ),
        },
        Topic.SERVICE: {
            2.0: (
                "customer service, customer services, customer support, customer care, support team, on hold, no "
                "response, no reply, call centre, call center, nobody answers, helpline, hotline, chatbot, queue*, "
                "service, response, unanswered, hung up, waiting list, complaint*, outage*, internet, broadband, "
                "wifi, signal, network, power cut, hot water, heating, delayed flight, flight, train, trains, bus, "
                "luggage, baggage, suitcase*, dirty, filthy, servicio, atención al cliente, nadie contesta, nadie "
                "responde, service client, service après-vente, kundenservice, kundendienst, hotline, atendimento, "
                "suporte, servizio clienti, assistenza, klantenservice, helpdesk, niemand reageert, zug, bahn, "
                "flug, trem, treno, volo, trein, vlucht, vuelo, vol, internet"
            ),
            1.0: (
                "service is, contact, phone line, calls, emails, email, reply, replied, respond*, answer*, ignored,"
                " ignoring, waiting, waited, hours, support, help, slow, ticket, live chat, chat, speak to, cut "
                "off, room, clean, noise, noisy, hotel, restaurant, table, delay*, platform, connection, line, "
                "engineer, antwort, respuesta, réponse, resposta, risposta, reactie"
            ),
        },
        Topic.STAFF: {
            3.0: (
                "rude, rudely, rudeness, attitude, disrespectful, condescending, patronising, patronizing, "
                "unprofessional, shouted at, yelled at, swore at, laughed at, unfriendly, maleducad*, groser*, "
                "impoli*, malpoli*, unfreundlich*, unhöflich*, frech*, mal educad*, grosseir*, scortes*, onbeleefd,"
                " onbeschoft*, onvriendelijk*, unhelpful, bouncer*, obnoxious, arrogant, stroppy, rolled her eyes, "
                "rolled his eyes"
            ),
            1.0: (
                "staff, employee*, waiter*, waitress*, receptionist*, manager, cashier*, assistant, member of "
                "staff, steward*, crew, agent, advisor, adviser, doctor, nurse, guard, driver, barista*, personal, "
                "employé*, vendeu*, mitarbeiter*, verkäufer*, personal, kellner*, funcionári*, empregad*, "
                "atendente*, personale, cameriere, commess*, medewerker*, personeel, empleado*, camarero*"
            ),
        },
        Topic.ACCOUNT: {
            2.5: (
                "log in, login, logging in, log on, sign in, signed out, password*, locked out, my "
                "profile, two factor, 2fa, verification code, verify my, username, deactivated, suspended my, "
                "delete my account, close my account, unsubscribe*, authenticat*, cuenta*, contraseña*, compte, "
                "mot de passe, konto, passwort, anmelden, einloggen, conta, senha, palavra-passe, account, "
                "accedere, accesso, wachtwoord, inloggen, gesperrt, bloquead*, bloqué*, bloccat*, geblokkeerd"
            ),
            1.0: (
                "account, subscription, membership, cancel my subscription, cancel my membership, locked, "
                "access, banned, "
                "blocked, sign up, registration, register, profile, settings, abo, abonnement, suscripción, "
                "abbonamento, assinatura"
            ),
        },
        Topic.PRIVACY: {
            4.0: (
                "unsubscribed, stop texting, text me, texting me, spamming me, marketing, junk mail, gdpr, "
                "data breach, data protection, privacy, personal data, my data, personal details, personal "
                "information, leaked, leaking, someone else's details, someone else's order, another customer's, "
                "marketing emails, spam emails, spam texts, opted out, subject access, right to be forgotten, sold "
                "my details, sold my data, shared my, my details, my medical records, datos personales, mis datos, "
                "protección de datos, privacidad, données personnelles, mes données, rgpd, confidentialité, "
                "datenschutz*, dsgvo, persönliche daten, meine daten, dados pessoais, meus dados, lgpd, "
                "privacidade, dati personali, i miei dati, privacy, persoonsgegevens, mijn gegevens, avg, identity "
                "theft, confidential*"
            ),
        },
        Topic.SAFETY: {
            4.0: (
                "caught fire, on fire, fire hazard, flames, smoke, sparks, sparking, exploded, explode, overheat*, "
                "electric shock, burned, burnt my, burns, injured, injury, injuries, hospital, ambulance, food "
                "poisoning, allergic, allergy, anaphyla*, dangerous, unsafe, hazard, hazardous, choked, choking, "
                "glass in, metal in, gas leak, carbon monoxide, brakes, safety, vomiting, made me ill, made me "
                "sick, salmonella, e coli, bed bugs, bedbugs, assaulted, incendi*, quemadura*, peligros*, "
                "intoxicación*, intoxicado*, hospital, herid*, alerg*, incendie*, prendre feu, pris feu, brûl*, "
                "dangereu*, hôpital, intoxication*, blessé*, feuer, brand, rauch, funken, stromschlag, gefährlich*,"
                " krankenhaus, verletzt*, lebensmittelvergift*, allergisch*, incêndio, fogo, explodiu, perigos*, "
                "queimad*, intoxica*, ferid*, fuoco, incendio, pericolos*, scossa, ustion*, ospedale, intossica*, "
                "ferit*, brandgevaar, vlam, vonken, gevaarlijk, ziekenhuis, gewond, vergiftiging*, schok"
            ),
            1.5: "slipped, tripped, fell, hurt, melted, burning, shattered, recall*, bleeding, trapped",
        },
        Topic.BOOKING: {
            2.5: (
                "booking*, booked, reservation*, overbooked, double booked, cancelled my flight, flight cancelled, "
                "flight was cancelled, appointment*, reschedul*, rebook*, check in, check-in, boarding, boarding "
                "pass, no record of, seat, seats, our table, tickets, itinerary, reserva*, cita, réservation*, "
                "réserv*, rendez-vous, buchung*, gebucht, termin, termine, reservierung*, agendamento*, marcação, "
                "prenotazion*, prenotat*, appuntamento, boeking*, geboekt, afspraak*, reservering*"
            ),
            1.0: (
                "hotel, flight, flights, concert, event, venue, ticket, gig, festival, holiday, trip, tour, cruise,"
                " cancelled, cancellation, slot, upgrade, vuelo, vol, flug, voo, volo, vlucht, hôtel, cancelad*, "
                "annulé*, storniert, cancellat*, geannuleerd"
            ),
        },
    }
)

_OF_PROBLEM: Final[dict[K, Topic]] = {
    K.NOT_ARRIVED: Topic.DELIVERY,
    K.LATE: Topic.DELIVERY,
    K.DAMAGED: Topic.PRODUCT,
    K.FAULTY: Topic.PRODUCT,
    K.WRONG_ITEM: Topic.PRODUCT,
    K.MISSING_PART: Topic.PRODUCT,
    K.REFUND_MISSING: Topic.BILLING,
    K.OVERCHARGED: Topic.BILLING,
    K.DOUBLE_CHARGED: Topic.BILLING,
    K.PRICE_RISE: Topic.BILLING,
    K.CANCELLED: Topic.BOOKING,
    K.CANNOT_CANCEL: Topic.ACCOUNT,
    K.RUDE_STAFF: Topic.STAFF,
    K.NO_ANSWER: Topic.SERVICE,
    K.LONG_WAIT: Topic.SERVICE,
    K.NO_SHOW: Topic.SERVICE,
    K.OUTAGE: Topic.SERVICE,
    K.QUALITY: Topic.PRODUCT,
    K.DIRTY: Topic.SERVICE,
    K.COLD_FOOD: Topic.PRODUCT,
    K.LOST_LUGGAGE: Topic.SERVICE,
    K.DELAYED_JOURNEY: Topic.SERVICE,
    K.APP_CRASH: Topic.PRODUCT,
    K.LOCKED_OUT: Topic.ACCOUNT,
    K.DATA_LEAK: Topic.PRIVACY,
    K.INJURY: Topic.SAFETY,
    K.HAZARD: Topic.SAFETY,
    K.MISLEADING: Topic.PRODUCT,
    K.BOOKING_LOST: Topic.BOOKING,
    K.NO_STOCK: Topic.PRODUCT,
}
_MAIN_WEIGHT: Final = {
    K.INJURY: 8.0,
    K.HAZARD: 7.0,
    K.DATA_LEAK: 7.0,
    K.NO_ANSWER: 2.5,
    K.LONG_WAIT: 3.0,
    K.QUALITY: 3.0,
}
_LEAST: Final = 0.8
_HINT: Final = 0.8
_COMPANIES: Final = word_set(
    "airline airlines bank hotel restaurant supermarket shop store company branch clinic hospital surgery "
    "dentist vet vets school gym cafe pub bar cinema theatre airport station council operator provider carrier "
    "network phone landline call calls department team seats carriages toilet bathroom aircon queue wait phone "
    "ring rang"
)
_HINTS: Final = (
    (
        Topic.PRODUCT,
        (nouns.GOODS | nouns.FOODS | nouns.APPS)
        - nouns.BOOKINGS
        - {"order", "parcel", "package", "delivery", "phone", "card", "car", "door", "service"},
    ),
    (Topic.SERVICE, nouns.JOURNEYS | nouns.NETWORKS | _COMPANIES),
    (Topic.SERVICE, nouns.ROOMS - nouns.GOODS),
    (Topic.STAFF, nouns.PEOPLE - {"person", "people", "team", "girl", "boy", "driver", "man", "doctor", "engineer"}),
    (
        Topic.BOOKING,
        frozenset({"booked", "booking", "reservation", "anniversary", "tickets", "seats", "appointment", "physio"}),
    ),
    (
        Topic.BILLING,
        word_set("credit renewal meter quote invoice receipt owed owe debt statement premium cheque menu"),
    ),
)
"""Nouns that lean towards a topic where nothing plainer is said."""


@dataclass(frozen=True, slots=True)
class TopicFound:
    """The topic, and the words that told it (none when it is `other`)."""

    topic: Topic
    terms: tuple[str, ...] = ()


def topic_of(reading: Reading, problem: Problem | None, factors: frozenset[str] = frozenset()) -> TopicFound:
    """Return the topic of a message: the one that its words, its problem and its grave `factors` speak for most."""
    scores = _LEXICON.scores(reading.words)
    weights = {Topic(label): score.weight for label, score in scores.items()}
    for name in factors & _OF_FACTOR.keys():
        topic, weight = _OF_FACTOR[name]
        weights[topic] = weights.get(topic, 0.0) + weight
    if _MONEY.search(reading.plain):
        weights[Topic.BILLING] = weights.get(Topic.BILLING, 0.0) + 1.0
    for topic, names in _HINTS:
        if not names.isdisjoint(reading.words):
            weights[topic] = weights.get(topic, 0.0) + _HINT
    if problem is not None:
        for topic, weight in _from_problem(problem, reading):
            weights[topic] = weights.get(topic, 0.0) + weight
    best = max(weights, key=lambda topic: weights[topic], default=Topic.OTHER)
    if weights.get(best, 0.0) < _LEAST:
        return TopicFound(Topic.OTHER)
    told = scores[best].terms if best in scores else []
    return TopicFound(best, tuple(term.rstrip("*") for term in told[:3]))


def _from_problem(problem: Problem, reading: Reading) -> list[tuple[Topic, float]]:
    found: list[tuple[Topic, float]] = []
    main = _placed(problem.kind, problem.thing)
    if problem.kind is K.DAMAGED and not _CARRIED.isdisjoint(reading.words):
        main = Topic.DELIVERY
    if main is not None:
        found.append((main, _MAIN_WEIGHT.get(problem.kind, 5.0)))
    second = _placed(problem.second, None) if problem.second else None
    if second is not None:
        found.append((second, 1.0))
    return found


_VISITS: Final = nouns.JOURNEYS | word_set(
    "booking reservation room hotel table appointment holiday tickets ticket concert show gig class tour operation"
)
_CARRIED: Final = word_set(
    "driver courier delivery parcel package packaging box threw thrown lobbed dumped tossed chucked rain doorstep gate "
    "post postman transit shipping evri hermes dpd fedex ups delivered"
)
_MONEY: Final = re.compile(r"[£$€] ?\d|\d ?(?:€|£|euros?\b|pounds\b|dollars\b|quid\b)")
_OF_FACTOR: Final = {
    "crime": (Topic.STAFF, 3.0),
    "discrimination": (Topic.STAFF, 1.5),
    "fraud": (Topic.BILLING, 2.0),
    "essential": (Topic.SERVICE, 1.5),
}


def _placed(kind: K, thing: str | None) -> Topic | None:
    """Return where a problem of `kind` belongs; what was cancelled or failed to come decides between desks."""
    head = thing.split()[-1].lower() if thing else ""
    if kind is K.CANCELLED and head and head not in _VISITS and head in nouns.GOODS:
        return Topic.DELIVERY
    if kind is K.NO_SHOW and head in {"driver", "courier", "collection", "delivery"}:
        return Topic.DELIVERY
    if kind in {K.NOT_ARRIVED, K.LATE} and head in {"tickets", "ticket", "train", "bus", "flight"}:
        return Topic.BOOKING if head.startswith("ticket") else Topic.SERVICE
    return _OF_PROBLEM.get(kind)
