"""Checksums of the numbers that identify people and their money."""

from __future__ import annotations

from typing import Final

IBAN_LENGTHS: Final = {
    "AD": 24,
    "AE": 23,
    "AL": 28,
    "AT": 20,
    "AZ": 28,
    "BA": 20,
    "BE": 16,
    "BG": 22,
    "BH": 22,
    "BR": 29,
    "BY": 28,
    "CH": 21,
    "CR": 22,
    "CY": 28,
    "CZ": 24,
    "DE": 22,
    "DK": 18,
    "DO": 28,
    "EE": 20,
    "EG": 29,
    "ES": 24,
    "FI": 18,
    "FO": 18,
    "FR": 27,
    "GB": 22,
    "GE": 22,
    "GI": 23,
    "GL": 18,
    "GR": 27,
    "GT": 28,
    "HR": 21,
    "HU": 28,
    "IE": 22,
    "IL": 23,
    "IQ": 23,
    "IS": 26,
    "IT": 27,
    "JO": 30,
    "KW": 30,
    "KZ": 20,
    "LB": 28,
    "LC": 32,
    "LI": 21,
    "LT": 20,
    "LU": 20,
    "LV": 21,
    "MC": 27,
    "MD": 24,
    "ME": 22,
    "MK": 19,
    "MR": 27,
    "MT": 31,
    "MU": 30,
    "NL": 18,
    "NO": 15,
    "PK": 24,
    "PL": 28,
    "PS": 29,
    "PT": 25,
    "QA": 29,
    "RO": 24,
    "RS": 22,
    "SA": 24,
    "SC": 31,
    "SE": 24,
    "SI": 19,
    "SK": 24,
    "SM": 27,
    "TN": 24,
    "TR": 26,
    "UA": 29,
    "VA": 22,
    "VG": 24,
    "XK": 20,
}
"""Length of an IBAN by country (the ISO 13616 registry)."""

_DNI_LETTERS: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_CARD_RANGES: Final = (
    ("34", "34", (15,)),
    ("37", "37", (15,)),
    ("300", "305", (14,)),
    ("36", "36", (14,)),
    ("38", "39", (14,)),
    ("3528", "3589", (16, 19)),
    ("4", "4", (13, 16, 19)),
    ("51", "55", (16,)),
    ("2221", "2720", (16,)),
    ("50", "50", (16, 18, 19)),
    ("56", "58", (16, 18, 19)),
    ("6011", "6011", (16, 19)),
    ("622126", "622925", (16, 19)),
    ("62", "62", (16, 17, 18, 19)),
    ("63", "63", (16, 18, 19)),
    ("644", "649", (16, 19)),
    ("65", "65", (16, 19)),
    ("67", "67", (16, 18, 19)),
)
"""First digits from, to, and lengths of the card schemes in use."""


def luhn(digits: str) -> bool:
    """Return whether the check digit is right (ISO/IEC 7812-1)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def is_card(digits: str) -> bool:
    """Return whether `digits` are a payment card's: a scheme's range and length, and a right check digit."""
    fits = any(low <= digits[: len(low)] <= high and len(digits) in sizes for low, high, sizes in _CARD_RANGES)
    return fits and len(set(digits)) > 1 and luhn(digits)


def is_iban(compact: str) -> bool:
    """Return whether `compact` (upper case, no spaces) is an IBAN: its country's length, and 1 modulo 97."""
    if len(compact) != IBAN_LENGTHS.get(compact[:2]):
        return False
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(one, 36)) for one in turned)) % 97 == 1


def is_nhs_number(digits: str) -> bool:
    """Return whether ten digits are an NHS number (modulus 11)."""
    check = 11 - sum(int(digit) * (10 - index) for index, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])


def is_dni(compact: str) -> bool:
    """Return whether `compact` is a Spanish DNI or NIE with the right letter."""
    number = compact[:-1].replace("X", "0").replace("Y", "1").replace("Z", "2")
    return _DNI_LETTERS[int(number) % 23] == compact[-1]


def is_cpf(digits: str) -> bool:
    """Return whether eleven digits are a Brazilian CPF."""
    if len(set(digits)) == 1:
        return False
    return all(_mod11(digits[:length], length + 1) == int(digits[length]) for length in (9, 10))


def _mod11(digits: str, weight: int) -> int:
    rest = sum(int(digit) * (weight - index) for index, digit in enumerate(digits)) * 10 % 11
    return rest % 10


def is_bsn(digits: str) -> bool:
    """Return whether nine digits are a Dutch BSN (the eleven test)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0


def is_nir(digits: str) -> bool:
    """Return whether fifteen digits are a French social security number (97 less the rest)."""
    number = digits[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(digits[13:])


def is_nif(digits: str) -> bool:
    """Return whether nine digits are a Portuguese NIF (modulus 11)."""
    check = 11 - sum(int(digit) * (9 - index) for index, digit in enumerate(digits[:8])) % 11
    return (0 if check > 9 else check) == int(digits[8])


def is_steuer_id(digits: str) -> bool:
    """Return whether eleven digits are a German tax id (ISO 7064, modulus 11,10)."""
    product = 10
    for digit in digits[:10]:
        product = 2 * ((int(digit) + product) % 10 or 10) % 11
    return (11 - product) % 10 == int(digits[10])


def is_codice_fiscale(compact: str) -> bool:
    """Return whether sixteen characters are an Italian fiscal code with the right last letter."""
    values = (_ODD[int(one, 36)] if not index % 2 else _plain(one) for index, one in enumerate(compact[:15]))
    total = sum(values)
    return chr(ord("A") + total % 26) == compact[15]


_ODD: Final = (
    *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21),
    *(1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23),
)
"""Values at odd places, of 0-9 and A-Z."""


def _plain(one: str) -> int:
    return int(one) if one.isdigit() else ord(one) - ord("A")


def is_belgian(digits: str) -> bool:
    """Return whether eleven digits are a Belgian national number (97 less the rest; from 2000 on with a 2 in front)."""
    return any(97 - int(century + digits[:9]) % 97 == int(digits[9:]) for century in ("", "2"))


def is_ahv(digits: str) -> bool:
    """Return whether thirteen digits are a Swiss social security number (the check digit of an EAN)."""
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == int(digits[12])
