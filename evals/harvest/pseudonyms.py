"""Personal data out of a text, invented stand-ins of the same kind in, so that it still reads and can be judged.

The known ones first (the author, the customers of the orders), then whatever the private-data detectors find, then
handles and long numbers. A name that only the text tells stays: whoever labels the case has to look for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.models import Complaint
from guardrails.inbound.private_data import find_private_data
from knowledge.facts import Customer, Fact, OrderData

_STAND_INS = {
    "email": "someone@mail.example",
    "phone": "07700 900000",
    "address": "1 Sample Street",
    "card": "4000 0000 0000 0000",
    "security_code": "000",
    "password": "secret",
    "birth_date": "1 January 1970",
}
_OTHER = "XX000000"
_NAMES = ("Sam", "Taylor", "Lee", "Quinn")
_HANDLE = re.compile(r"(?<![\w.@])@\w[\w.]{1,60}")
_HANDLE_STAND_IN = "@someone"
_NUMBER = re.compile(r"(?<![\w.,£$€])(?=[\w-]*\d{4})[A-Z0-9][A-Z0-9-]{4,40}\b")
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Where a stand-in was put: no detector takes these for anything, so none is replaced twice.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof"}


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """What is known of the people in a case. `kept` are values of the company's own, which stay."""

    known: dict[str, str]
    kept: str = ""

    def applied(self, text: str) -> str:
        """Return `text` with stand-ins for personal data."""
        placed: list[str] = []

        def put(stand_in: str) -> str:
            placed.append(stand_in)
            return f"{_OPEN}{len(placed) - 1}{_CLOSE}"

        text = text.replace(_OPEN, "").replace(_CLOSE, "")
        for value in sorted(self.known, key=len, reverse=True):
            pattern = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE)
            text = pattern.sub(put(self.known[value]), text)
        for span in reversed(find_private_data(text)):
            words = text[span.start : span.end]
            if words not in self.kept:
                text = text[: span.start] + put(_STAND_INS.get(span.kind, _OTHER)) + text[span.end :]
        text = _HANDLE.sub(lambda found: found[0] if found[0] in self.kept else put(_HANDLE_STAND_IN), text)
        text = _NUMBER.sub(lambda found: found[0] if found[0] in self.kept else put(same_shape(found[0])), text)
        return _restored(text, placed)


def _restored(text: str, placed: Sequence[str]) -> str:
    """Return the text with its stand-ins in their places, also where one was put over another."""
    while _OPEN in text:
        text = _PLACE.sub(lambda found: placed[int(found[1])], text)
    return text


def pseudonyms_for(complaint: Complaint, facts: Iterable[Fact]) -> Pseudonyms:
    """Return the pseudonyms for a complaint and the facts on record when it was answered."""
    listed = list(facts)
    author = complaint.author
    said_by = Customer(name=author.name, email=author.email, phone=author.phone, handle=author.handle)
    orders = [order for fact in listed if (order := fact.order())]
    people = [said_by, *(order.customer for order in orders if order.customer)]
    known: dict[str, str] = {}
    for place, person in enumerate(people):
        known |= {value: known.get(value, stand_in) for value, stand_in in _of_person(person, place)}
    numbers = [*complaint.order_ids, *(number for order in orders for number in _of_order(order))]
    known |= {number: same_shape(number) for number in numbers}
    own = "\n".join(f"{fact.text}\n{fact.data or ''}" for fact in listed if fact.contact())
    return Pseudonyms(known, own)


def _of_person(person: Customer, place: int) -> Iterator[tuple[str, str]]:
    words = [word for word in _NAME.findall(person.name or "") if len(word) > 1 and word.casefold() not in _TITLES]
    for number, word in enumerate(words):
        yield word, _NAMES[(number + 2 * place) % len(_NAMES)]
    for value, kind in ((person.email, "email"), (person.phone, "phone"), (person.address, "address")):
        if value and value.strip():
            yield value.strip(), _STAND_INS[kind]
    handle = (person.handle or "").strip().lstrip("@")
    if handle:
        yield f"@{handle}", _HANDLE_STAND_IN
        yield handle, _HANDLE_STAND_IN.lstrip("@")


def _of_order(order: OrderData) -> Iterator[str]:
    yield order.order_id
    if order.tracking_number:
        yield order.tracking_number


def same_shape(number: str) -> str:
    """Return another number of the same look: `SW-58213` becomes `XX-12345`."""
    digits = iter("1234567890" * (len(number) // 10 + 1))
    return "".join(next(digits) if one.isdigit() else "X" if one.isalpha() else one for one in number)
