from __future__ import annotations

import pytest

from guardrails.inbound.language import detect_language


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("my parcel never arrived", None, "en"),
        ("wheres my stuff", None, "en"),
        ("¿Dónde está mi pedido?", None, "es"),
        ("Où est ma commande ?", None, "fr"),
        ("Wo ist mein Paket?", None, "de"),
        ("Onde está a minha encomenda?", None, "pt"),
        ("Dov'è il mio ordine?", None, "it"),
        ("Waar is mijn pakket?", None, "nl"),
        ("Gdzie jest moja paczka, czekam już trzy tygodnie", None, "pl"),
        ("Paczka nie dotarła i nikt mi nie odpowiada, co to ma być?", None, "pl"),
        ("Coletul nu a ajuns și nimeni nu îmi răspunde.", None, "ro"),
        ("Pakken er ikke kommet, og ingen svarer på mine mails.", None, "da"),
        ("Где мой заказ?", None, "ru"),
        ("私の注文はどこですか", None, "ja"),
        ("", "fr", "fr"),
        ("", None, "en"),
        ("ok", "nl-BE", "nl"),
        ("😡😡😡", "es", "es"),
        ("my parcel never arrived and nobody answers", "de", "en"),
        ("@brand https://example.org/de #fail where is my order", "de", "en"),
    ],
)
def test_detects(text, hint, language):
    assert detect_language(text, hint) == language
