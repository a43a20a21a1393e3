"""Words that tell what a message is about, in seven languages."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.assessment import Topic
from guardrails.inbound.lexicon import Lexicon

TOPIC_WORDS: Final = Lexicon(
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
