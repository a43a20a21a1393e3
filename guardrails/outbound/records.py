"""What must not be told in public: the private values of the orders on record and of the complaint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind


@dataclass(frozen=True, slots=True)
class Private:
    """A private value: what it is, the expression that finds it, and the fact that holds it, if one does."""

    what: str
    regex: re.Pattern[str]
    fact: str | None = None


class _Public:
    """The public text, made ready for a quick look whether a value can stand in it at all.

    A value's own expression is built only then: building one costs more than all else, and most never stand there.
    """

    def __init__(self, text: str) -> None:
        self.lower = text.replace("\u0130", "i").replace("\u0131", "i").lower()
        self.digits = "".join(_DIGITS.findall(text))

    def may_hold(self, words: Iterable[str]) -> bool:
        """Return whether the plain letters and digits of each of the words stand somewhere."""
        return all(run in self.lower for word in words for run in _PLAIN_RUN.findall(word.lower()))


_DIGITS = re.compile(r"\d")
_PARTS = re.compile(r"[^\W_]+")
_NAMES = re.compile(r"[^\W\d_][\w'-]*")
_WORDS = re.compile(r"\w[\w'.-]*")
_PLAIN_RUN = re.compile(r"[a-z0-9]+")
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof|sir|herr|frau|sr|sra|señor|señora|m|mme|mlle|sig|dhr|mevr)\.?\s+", re.IGNORECASE
)
_ADDRESSED = (
    r"(?:(?:mr|mrs|ms|miss|mx|dr|herrn?|frau|señora?|sra?|mme|monsieur|madame|sig|signora?|dhr|meneer|mevrouw)\.?\s+)"
)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,7}(?:[.,]\d{1,2})?(?![\w])")
_HOUSE = re.compile(r"\b\d{1,5}[a-z]?\s+\w[\w' ]{2,40}|\b\w[\w'. -]{2,40}\s\d{1,5}[a-z]?\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b\d{5}(?:-\d{4})?\b|\b\d{4} ?[A-Z]{2}\b")


def private_values(reply: Reply, text: str) -> Iterator[Private]:
    """Yield the values on record that may stand in `text`, though a public reply must not tell them."""
    public = _Public(text)
    for fact in reply.facts:
        if fact.kind is FactKind.ORDER:
            yield from _of_order(fact, reply, public)


def _of_order(fact: Fact, reply: Reply, public: _Public) -> Iterator[Private]:
    data = fact.data or {}
    for what, key in (("order number", "order_id"), ("tracking number", "tracking_number")):
        yield from _code(what, data.get(key), public, fact.id)
    customer = data.get("customer")
    if isinstance(customer, dict):
        yield from _of_customer(customer, public, fact.id)
    if "@" in public.lower:
        for email in _EMAIL.findall(fact.text[:5000]):
            yield Private("e-mail address", _literal(email), fact.id)
    yield from _purchase(data, reply, public, fact.id)


def _code(what: str, value: Any, public: _Public, fact: str) -> Iterator[Private]:
    """Yield the value when it is long enough to be told from an ordinary number."""
    text = str(value or "").strip()
    bare = "".join(_PARTS.findall(text))
    if len(bare) >= 4 and _DIGITS.search(bare):
        parts = _PARTS.findall(text)
        if public.may_hold(parts):
            yield Private(what, re.compile(rf"(?<!\w)#?{_spread(parts)}(?!\w)", re.IGNORECASE), fact)


def _spread(parts: list[str]) -> str:
    return r"[\s_.#/-]{0,2}".join(map(re.escape, parts))


def _literal(value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.+-]){re.escape(value)}(?![\w-])", re.IGNORECASE)


def _of_customer(customer: dict[str, Any], public: _Public, fact: str) -> Iterator[Private]:
    email = str(customer.get("email") or "").strip()
    if email and public.may_hold([email]):
        yield Private("e-mail address", _literal(email), fact)
    yield from _phone(str(customer.get("phone") or ""), public, fact)
    yield from _name(str(customer.get("name") or ""), public, fact)
    yield from _address(str(customer.get("address") or ""), public, fact)


def _phone(value: str, public: _Public, fact: str) -> Iterator[Private]:
    """Yield the phone number in any spelling, with or without its country code."""
    digits = "".join(_DIGITS.findall(value))
    tail = digits[-9:] if len(digits) > 9 else digits.lstrip("0")
    if len(digits) >= 7 and tail in public.digits:
        yield Private("phone number", re.compile(rf"(?:\+?[\d ().-]{{0,8}})?{'[ ().-]{0,3}'.join(tail)}(?!\d)"), fact)


def _name(value: str, public: _Public, fact: str) -> Iterator[Private]:
    parts = _NAMES.findall(_TITLE.sub("", value.strip()))
    if len(parts) >= 2 and len(parts[-1]) >= 2 and public.may_hold(parts[-1:]):
        first, last = re.escape(parts[0]), re.escape(parts[-1])
        between = r"(?:\s+[^\W\d_][\w'.-]*){0,3}\s+"
        alone = re.escape(last) if len(parts[-1]) < 3 else last
        yield Private("name", re.compile(rf"(?<!\w)(?i:{first}{between}{alone}|{_ADDRESSED}{alone})(?!\w)"), fact)
        if len(parts[-1]) >= 3:
            yield Private(
                "surname", re.compile(rf"(?<![\w@])(?:{last[0].upper()}{last[1:]}|{last.upper()})(?!\w)"), fact
            )


def _address(value: str, public: _Public, fact: str) -> Iterator[Private]:
    for part in re.split(r"[,\n;]", value):
        known = " ".join(part.split())
        if len(known) >= 6 and _DIGITS.search(known) and _HOUSE.fullmatch(known):
            words = _WORDS.findall(known)
            street = [word for word in words if not _DIGITS.search(word)]
            if not public.may_hold(street):
                continue
            yield Private(
                "address",
                re.compile(r"(?<!\w)" + r"[\s,]+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE),
                fact,
            )
            if len(street) >= 2 and len(" ".join(street)) >= 8:
                yield Private(
                    "address",
                    re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, street)) + r"(?!\w)", re.IGNORECASE),
                    fact,
                )
    for code in _POSTCODE.findall(value):
        if public.may_hold(code.split()):
            yield Private("postcode", re.compile(rf"(?<!\w){_spread(code.split())}(?!\w)", re.IGNORECASE), fact)


def _purchase(data: dict[str, Any], reply: Reply, public: _Public, fact: str) -> Iterator[Private]:
    """Yield what was bought and paid, unless the customer or a policy says it openly."""
    items = [item for item in data.get("items") or [] if isinstance(item, dict)]
    refund = data.get("refund")
    amounts = [data.get("total"), *(item.get("price") for item in items)]
    amounts += [refund.get("amount")] if isinstance(refund, dict) else []
    paid = {str(amount).strip() for amount in amounts if amount is not None}
    present = sorted(amount for amount in paid if _plain(amount).partition(".")[0][-3:] in public.digits)
    names = [str(item.get("name") or "").strip() for item in items]
    bought = [(name, words) for name in names if len(name) >= 4 and public.may_hold(words := _WORDS.findall(name))]
    if not present and not bought:
        return
    told = f"{reply.complaint or ''}\n{_open_text(reply.facts)}".lower()
    known = {_plain(number) for number in _NUMBER.findall(told)} if present else set()
    for amount in present:
        if _plain(amount) not in known:
            yield from _amount(amount, fact)
    for name, words in bought:
        if name.lower() not in told:
            yield Private(
                "purchase",
                re.compile(r"(?<!\w)" + r"[\s,]+".join(map(re.escape, words)) + r"(?:s|es)?(?!\w)", re.IGNORECASE),
                fact,
            )


def _amount(amount: str, fact: str) -> Iterator[Private]:
    plain = _plain(amount)
    whole, _, cents = plain.partition(".")
    if whole.isdigit():
        grouped = r"[.,\s']?".join((*([whole[:-3], whole[-3:]] if len(whole) > 3 else [whole]),))
        tail = rf"[.,]{cents.ljust(2, '0')}" if cents else r"(?:[.,]0{1,2})?"
        sign = r"(?:[£$€¥]|(?:gbp|eur|usd|chf|cad|aud|sek|dkk|nok|pln)\s?)"
        name = r"(?:\s?(?:[£$€¥]|gbp|eur|usd|chf|cad|aud|sek|dkk|nok|pln|pounds?|euros?|dollars?|quid|francs?)(?!\w))"
        body = rf"{grouped}{tail}"
        yield Private(
            "amount", re.compile(rf"{sign}\s?{body}(?![\d]|[.,]\d)|(?<![\d.,]){body}{name}", re.IGNORECASE), fact
        )


def _plain(number: str) -> str:
    """Return a number in one spelling: 24,90 and 24.9 and 24.90 are the same."""
    plain = number.replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _open_text(facts: Iterable[Fact]) -> str:
    return "\n".join(fact.text[:4000] for fact in facts if fact.kind in {FactKind.POLICY, FactKind.CONTACT})
