"""What a customer calls a number: the noun in front of it, in seven languages.

A number that is called an order, a parcel or a model is that, whatever its digits look like.
"""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.word_sets import word_set

GAP: Final = r"[\s:=#,.\-–—>()\[\]\"'“”‘’«»/|]{0,4}"
"""What stands between a name and its number."""
_LINKS: Final = (
    r"is|was|are|it's|its|no|nos|nr|num|numbers?|numero|número|numéro|nummer|n[º°o]|code|código|codice|details|on|the|"
    r"back|of|at|my|our|card|still|just|now|for|as|to|with|which|that|has|had|reads|says|shows|should|be|new|old|"
    r"current|"
    r"only|es|era|est|était|ist|war|lautet|lauten|sind|sont|son|sono|são|zijn|è|é|foi|de|del|della|di|da|do|la|le|"
    r"les|el|"
    r"mi|ma|mon|mein|meine|meiner|mia|mio|meu|minha|mijn|van|het|tarjeta|carte|karte|carta|cartão|kaart|hinten|auf|der|"
    r"die|das|rückseite|trasero|atrás|detrás|al|dorso|dos|au|retro|sul|verso|achterop|achterkant|op|uk|us|eu|français|"
    r"française|español|española|italiano|italiana|deutscher?"
)
LINKS: Final = rf"(?:['’]s)?(?:{GAP}\b(?:{_LINKS})(?![\w])){{0,6}}{GAP}"
"""Small words between a name and its number: "is", "number", "de la", "on the back of my card"."""
_SMALL: Final = word_set(
    """
is was are it's no nr num number numbers numero número numéro nummer nº n° n id code código codice ref es est ist è é
era war de del della di da do the a my our your el la le les der die das mi ma mon mein meine mia mio meu minha mijn
and und y et e en and with mit con avec com met s
"""
)
_EXACTLY: Final = word_set(
    """
ref case fall caso part item ean isbn imei sim vin sku pnr vol vuelo volo voo vlucht flug flight bon vale buono lid
zaak dossier track model claim série serie seri room zimmer chambre camera quarto kamer habitación store filiale gate
seat meter police polis nhs cpf bsn nif nie dni ssn nir sofi client clients order orders ticket tickets aba
"""
)
_BEGINNINGS: Final = (
    "bestell", "auftrag", "commande", "pedido", "ordine", "encomenda", "bestel", "ordernum", "order_", "order-",
    "tracking", "sendung", "suivi", "seguimiento", "rastre", "spedizione", "tracciamento", "zending", "parcel", "paket",
    "colis", "paquete", "pacco", "pacote", "pakket", "shipment", "consignment", "envío", "envio", "invoice", "rechnung",
    "facture", "factura", "fattura", "fatura", "factuur", "referen", "référence", "referên", "riferimento", "kenmerk",
    "booking", "buchung", "réservation", "reserva", "reservier", "prenotazione", "boeking", "reserver", "expediente",
    "pratica", "processo", "incidencia", "incident", "serial", "serien", "matricola", "barcode", "strichcode", "modell",
    "modèle", "modelo", "article", "artikel", "artículo", "articolo", "artigo", "voucher", "gutschein", "cupom",
    "coupon", "cadeau", "geschenk", "regalo", "policy", "póliza", "polizza", "apólice", "schaden", "sinistre",
    "siniestro", "customer", "kunden", "cliente", "klant", "member", "mitglied", "adhérent", "socio", "sócio", "lidnum",
    "contract", "vertrag", "contrat", "zähler", "compteur", "contador", "contatore", "transa", "confirmation",
    "bestätigung", "loyalty", "iccid", "chassis", "steuer", "codice", "burgerservice", "insurance", "product",
    "produkt", "produit", "producto", "prodotto", "produto", "version", "firmware", "license_key", "complaint",
    "beschwerde", "reclam", "réclam", "klacht", "ticketnum",
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W_](?:[\w'’°º-]*[^\W_])?")
_BREAK: Final = re.compile(r"[!?;,)\n]|\.\s+(?=[A-Z])|\d")
_REACH: Final = 48


def called(plain: str, start: int) -> str | None:
    """Return the noun that names the number at `start`, in lower case; None where no word stands close before it."""
    before = plain[max(0, start - _REACH) : start]
    clause = _BREAK.split(before)[-1].lower()
    for word in reversed(_WORD.findall(clause)):
        if word not in _SMALL:
            return str(word)
    return None


def is_reference(plain: str, start: int) -> bool:
    """Return whether the number at `start` is called an order, a parcel, an article or the like."""
    noun = called(plain, start)
    if noun is None:
        return False
    if noun in {"card", "karte", "carte", "tarjeta"}:
        return bool(_GIFT.search(plain[max(0, start - _REACH) : start]))
    return noun in _EXACTLY or noun.startswith(_BEGINNINGS)


_GIFT: Final = re.compile(r"(?:gift|loyalty|points|library)[ -]?card\W*(?:\w+\W+){0,2}$", re.IGNORECASE)
