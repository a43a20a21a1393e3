"""The invented customers of the sample business."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import yaml

from knowledge.samples import sample_dir

LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o", "Ø": "O", "'": None, "’": None, "-": None})
INWARD = "ABDEFGHJLNPQRSTUWXYZ"
"""Letters that the second half of a British postcode can hold."""


@dataclass(frozen=True, slots=True)
class Person:
    """A customer; what the shop does not know of one is None. `slow` says that the address is on a slow route."""

    name: str
    address: str | None
    email: str | None
    phone: str | None
    handle: str | None
    slow: bool

    def customer(self) -> dict[str, str]:
        """Return the customer part of an order: what is known."""
        known = {
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "handle": self.handle,
            "address": self.address,
        }
        return {key: value for key, value in known.items() if value}


def people() -> list[Person]:
    """Return every customer, always the same; each one's details follow from the name."""
    seed = yaml.safe_load((sample_dir() / "seed" / "people.yaml").read_text(encoding="utf-8"))
    return [_person(seed, name, index) for index, name in enumerate(seed["names"])]


def _person(seed: dict[str, Any], name: str, index: int) -> Person:
    lot = blake2b(name.encode(), digest_size=12).digest()
    town, district, slow = seed["towns"][lot[0] % len(seed["towns"])]
    street = seed["streets"][lot[1] % len(seed["streets"])]
    code = f"{district} {lot[2] % 10}{INWARD[lot[3] % len(INWARD)]}{INWARD[lot[4] % len(INWARD)]}"
    words = _ascii(name).split()
    return Person(
        name=name,
        address=f"{1 + lot[5] % 98} {street}, {town} {code}" if lot[6] > 8 else None,
        email=f"{'.'.join(words)}@{seed['mail'][lot[7] % len(seed['mail'])]}" if lot[8] > 28 else None,
        phone=_phone(index) if lot[9] > 76 else None,
        handle=_handle(words, lot[10]) if lot[11] > 96 else None,
        slow=slow,
    )


def _ascii(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in folded if not unicodedata.combining(c)).lower()


def _phone(index: int) -> str:
    """Return a number from the ranges kept free for drama, none of them used in the orders written by hand."""
    if index % 8 == 5:
        return f"020 7946 0{300 + index}"
    if index % 8 == 6:
        return f"0161 496 0{300 + index}"
    return f"07700 900{index * 4 + 1:03d}"


def _handle(words: list[str], lot: int) -> str:
    if len(words) == 1:
        return f"@{words[0]}{lot % 90 + 10}"
    first, last = words[0], words[-1]
    shapes = (f"{first}{last}", f"{first}_{last}", f"{first[0]}{last}", f"{last}.{first[0]}", f"{first}{lot % 90 + 10}")
    return "@" + shapes[lot % len(shapes)]
