"""A provision told to the customer: in the second person, whole sentences, with the sums worked out."""

from __future__ import annotations

import re
from decimal import Decimal

from api.drafting.composing.telling.addressing import addressed_in_rule
from api.drafting.composing.telling.conditions import Standing, worked_out
from api.drafting.composing.telling.instructing import expected, instructed
from api.drafting.composing.telling.lexicon import is_past, people
from api.drafting.composing.telling.provisions import Provision
from api.drafting.composing.telling.values import money
from knowledge.facts import OrderData
from prompts.values import format_money

_GIVES = re.compile(
    r"^(?:refund|repair|replace|credit|send|collect|remake|waive|give|exchange|reimburse|rebook|move|pay|offer|resend|redeliver|clean)\b"
    r"(?! (?:or|and|is|are|goes?|within|of|by|in|will|can|comes?|takes?|may|must))",
    re.IGNORECASE,
)
_THING = re.compile(
    r"^(?:a |an |the |your |one |half |full |free |no |up to |two |both |either |\d|[£€$])?(?:[\w-]+ "
    r"){0,3}?(?:refund|repair|replacement|exchange|credit|"
    r"charge|visit|back|half|voucher|remake|fee|price|place|payment|compensation|delivery|month|months|fare|cost|costs)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|can|may|must|has|have|do|does|get|gets|receive|receives|choose|chooses|refund(?:s|ed)|we|you|goes|go|"
    r"writes?|phones?|rings|calls|replies|looks|inspects|decides|answers|puts|locks|handles|agrees|takes|speaks|pays|visits|"
    r"opens|keeps|leads|rises?|comes?)\b",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"\ba? ?full refund(?: of (?:the|your) (?:order|booking|purchase|price))?\b(?! of)|\brefund "
    r"(?:it|the order|the meal|the item|the bike) in full\b",
    re.IGNORECASE,
)
_DELIVERY = re.compile(r"\bthe (?:delivery|postage|shipping) (?:charge|cost|fee)s?\b", re.IGNORECASE)
_PART = re.compile(r"\b(\d{1,3}) ?% of (?:the|that|your) (?:[\w']+ )?(?:fare|price|order|total|cost)\b", re.IGNORECASE)
_CHOOSES = re.compile(
    r"\b(?:you choose|you can either|your choice|as you choose|you can choose|you decide|whichever you)\b",
    re.IGNORECASE,
)
_EITHER_WAY = re.compile(
    r"\b(?:replacement|repair|exchange|remake|new \w+|replace|resend|redeliver)\b[^.;,]{0,30} or [^.;,]{0,30}\brefund\b"
    r"|\brefund\b[^.;,]{0,30} or [^.;,]{0,30}\b(?:replacement|repair|exchange|remake|new \w+)\b",
    re.IGNORECASE,
)


def told(one: Provision, title: str, standing: Standing, order: OrderData | None, locale: str) -> str | None:
    """Return the sentence that a provision comes to for this customer; None where it makes none."""
    sentence = _of_some(one) or _joined(one, title, standing)
    if sentence is None:
        return None
    sentence = _summed(money(_second_person(sentence), locale), order, locale)
    if re.search(rf"\b{people()}s?\b(?<!member)(?<!owner)", sentence, re.IGNORECASE) and not re.search(
        r"\byou\b", sentence
    ):
        return None
    if _ODD.search(re.sub(r"\b(?:he|she) (?=[a-z]+s\b)", "", sentence)):
        return None
    return f"{sentence[0].upper()}{sentence[1:]}."


def _of_some(one: Provision) -> str | None:
    """Return what "households with a baby: a visit within a day" comes to."""
    thing = _THING.match(one.then) and not _has_verb(one.then)
    if one.led or not (thing and _PEOPLE.match(one.when)) or re.search(r"\bcustomers\b", one.when, re.IGNORECASE):
        return None
    return f"{one.when} get {one.then[0].lower()}{one.then[1:]}"


def _joined(one: Provision, title: str, standing: Standing) -> str | None:
    then = _granted(one.then, title)
    when = _when(one, standing) if then else ""
    return f"{when}, {then}" if when else then


_ODD = re.compile(
    r"\b(?:you|we|they) (?:phones|rings|calls|replies|writes|goes|looks|gets)\b"
    r"|\b(?:and|or|to) (?:you|we) (?:replies|phones|is|was|has)\b|\byou \w+s (?:you|herself|himself)\b"
    r"|\b(?:send|sent|return|keep) you back\b|\byou you\b|\bthe the\b|\bthe your\b|\ba your\b|\byour your\b"
    r"|\byou (?:whose|who)\b|\b(?:late|other|new|all|these|those|same|some) you\b|^please\b[^.]{0,80}, not [a-z]+"
    r"|\byou (?:be|is|was|has|does)\b|\bfor (?:you|it) is\b|\byou\b[^.;]{0,60}\b(?:herself|himself|themselves)\b",
    re.IGNORECASE,
)
"""What only comes of a sentence badly turned."""


_LIKENED = "in a case like yours"


def is_likened(sentence: str) -> bool:
    """Return whether a sentence tells what holds in a case like this one, in place of its condition."""
    return sentence.lower().startswith(_LIKENED)


def offers_choice(sentence: str) -> bool:
    """Return whether a sentence leaves a choice to the customer."""
    return bool(_CHOOSES.search(sentence) and " or " in sentence) or bool(_EITHER_WAY.search(sentence))


def _granted(then: str, title: str) -> str | None:
    """Return an outcome as a clause of its own."""
    request = instructed(then) or expected(then)
    if request:
        return request[0].lower() + request[1:] if request.startswith("We ") else request
    if re.match(r"^(?:tell|ask|advise|remind)\b", then, re.IGNORECASE):
        return None
    return _filled_in(then, title) or _whole(then)


def _filled_in(then: str, title: str) -> str | None:
    """Return what a clause without a subject comes to: "refund at once" is "we refund at once"."""
    small = then[0].lower() + then[1:]
    head = re.split(r"[,;]", then)[0]
    filled = None
    if re.match(r"^refunds? within\b", then, re.IGNORECASE):
        filled = f"your refund is made {then.partition(' ')[2]}"
    elif _GIVES.match(then) and not re.search(r"\b(?:is|are|will be)\b", head):
        filled = f"we {small}"
    elif title and re.match(r"^free (?:once|for|up to|within|of charge)\b", then, re.IGNORECASE):
        named = title if title.split(maxsplit=1)[0].lower().endswith("ing") else f"your {title}"
        filled = f"{named.lower()} is {small}"
    elif is_past(then.split(maxsplit=1)[0].lower()) and " to " in then:
        filled = f"your report is {small}"
    elif re.match(r"^\d+ (?:working )?(?:days?|weeks?|months?|years?) (?:to|from)\b", then):
        filled = _ACCORDED.sub(", and you get a full refund", _UNWORN.sub(r"return them \1", f"you have {then}"))
    elif not _has_verb(head) and _THING.match(then):
        filled = f"you get {'' if _DETERMINED.match(small) else 'a '}{small}"
    return filled


def _has_verb(head: str) -> bool:
    return bool(_VERB.search(head)) or any(word in _SURE for word in head.lower().split())


_ACCORDED = re.compile(r", (?:a )?full refund\b")
_UNWORN = re.compile(r"\breturn (unworn|unused|unopened|undamaged)\b")
_SURE = frozenset(["needs", "takes", "means", "includes", "applies", "lasts", "depends", "requires", "allows", "gives"])
_DETERMINED = re.compile(r"^(?:a|an|the|your|one|half|no|up to|two|both|either)\b|^[\d£€$]")


def _whole(then: str) -> str | None:
    """Return a clause that has a verb, to stand inside a sentence."""
    if not _VERB.search(then) and not re.search(r"\b[a-z]+(?:s|ed) (?:the|a|an|within|it|on|to|with|you)\b", then):
        return None
    return then if then[:2].isupper() or re.match(r"^[A-Z][a-z]+ [A-Z]", then) else then[0].lower() + then[1:]


def _when(one: Provision, standing: Standing) -> str:
    """Return the condition as the first words of a sentence; one that is met is told as what is so."""
    when = re.sub(r" or (?:if |where )?we (?:made|make|got) [^,]*?(?:mistake|error|wrong)\b", "", one.when)
    if not when:
        return ""
    if standing is Standing.LIKELY:
        return _LIKENED
    met = standing is Standing.MET
    first, so = when.split()[0].lower(), worked_out(when)
    if met and so and (one.led or not is_past(first)):
        return f"as it is {so[0].lower()}{so[1:]}"
    if one.led and not (one.led == "," and first in _COMPARED):
        return _led(when, one.led, met=met)
    return _unled(when, first, met=met)


_COMPARED = frozenset(["more", "less", "over", "later", "longer"])


def _led(when: str, led: str, *, met: bool) -> str:
    if led == ",":
        return when[0].lower() + when[1:]
    if met and when.startswith("we cancel"):
        ours = re.split(r", | or ", when)[0]
        return re.sub(r"\ba\b", "the", f"as we cancelled{ours[9:]}", count=1)
    return f"{led} {when}"


def _unled(when: str, first: str, *, met: bool) -> str:
    """Return a condition that colleagues wrote without its "if": "faulty within 6 months"."""
    small = when[0].lower() + when[1:]
    thing = _THING_THAT.match(small)
    if thing:
        how = thing["how"]
        asked = f" and you {_REPORTED[how.split()[0]]} {how.partition(' ')[2]}" if how else ""
        return f"if {thing['what']} {thing['is']}{asked}"
    if first in _REPORTED:
        return "" if met else f"if you {_REPORTED[first]} {when.partition(' ')[2]}"
    if first in _COMPARED or is_past(first) or first in {"faulty", "outside", "wrong"}:
        return f"{'as' if met else 'if'} it {'was' if is_past(first) and met else 'is'} {small}"
    if first[0].isdigit():
        return small
    return small if first in {"within", "after", "inside", "up", "at", "under"} else f"for {small}"


_THING_THAT = re.compile(
    r"^(?P<what>(?:a|an|any|the) [a-z ]{2,30}?) (?:that|which) (?P<is>(?:is|arrives|comes|was|fails|has)\b[^,]*?)"
    r"(?:, (?P<how>(?:reported|told|claimed|requested)\b[^,]*))?$"
)
"""What "a cake that is wrong, told within 48 hours" is about: the thing, how it is, and when we were told."""
_PEOPLE = re.compile(r"^(?:households|homes|families|members|customers|people|patients|passengers)\b", re.IGNORECASE)
_REPORTED = {"reported": "report it", "told": "tell us", "claimed": "claim it", "requested": "ask for it"}


def _second_person(sentence: str) -> str:
    said = re.sub(rf"\b(?:the |each |every )?{people()} chooses?\b:?", "you choose", sentence, flags=re.IGNORECASE)
    said = re.sub(
        rf"\bas (?:the )?{people()} (?:prefers|wishes|likes|chooses)\b", "as you choose", said, flags=re.IGNORECASE
    )
    said = addressed_in_rule(said)
    said = re.sub(r"\b(did|do|does) not tell you\b", r"\1 not let you know", said)
    said = re.sub(r"\bafter the notice\b", "after your notice", said)
    said = re.sub(r"\b(on a date of|at a time of|a date of|a time of) their choice\b", r"\1 your choice", said)
    said = re.sub(r"\bthe (\w+) of you and (a|one) (\w+)", r"your \1 and those of \2 \3", said)
    said = re.sub(
        r"\byou choose:? (?=(?:cancel|wait|keep|return|have|get|move|stay|rebook|take|send|a |the )\b)(?!a |the )",
        "you can either ",
        said,
    )
    return re.sub(r"\byou choose:? (?=[a-z])", "you can choose ", said)


def _summed(sentence: str, order: OrderData | None, locale: str) -> str:
    """Return a sentence with what "a full refund" and "the delivery charge" come to for this order."""
    if order is None or not order.currency:
        return sentence
    fee = next(
        (item.price for item in order.items if item.name.lower().startswith(("delivery", "postage", "shipping"))), None
    )
    if fee:
        sentence = _DELIVERY.sub(
            lambda match: f"{match[0]} of {format_money(fee, order.currency, locale)}", sentence, count=1
        )
    if order.total:
        total = format_money(order.total, order.currency, locale)
        sentence = _FULL.sub(lambda match: f"{match[0]} ({total})", sentence, count=1)
        goods = [item for item in order.items if item.price != fee]
        if len(goods) == 1:
            sentence = re.sub(r"\brefunded in full\b(?! \()", f"refunded in full ({total})", sentence, count=1)
            sentence = _PART.sub(
                lambda match: f"{match[0]}, {_share(match[1], order.total or Decimal(0), order.currency, locale)}",
                sentence,
                count=1,
            )
    return sentence


def _share(percent: str, total: Decimal, currency: str | None, locale: str) -> str:
    return "which is " + format_money((total * int(percent) / 100).quantize(Decimal("0.01")), currency, locale)
