"""How long a message may be, counted as its channel counts.

X's counting rules are public (its text library, configuration 3): a weighted sum in which most letters of European and
Near Eastern scripts weigh one and all others two, a link weighs 23 however long it is, and an emoji, joined or not,
weighs two. Elsewhere what a reader sees as one character counts once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Limit:
    """The most a channel takes in one message, and where the figure comes from.

    `direct` is the most that it takes in a direct message; None where it has none, or makes no difference.
    """

    most: int
    note: str
    direct: int | None = None


LIMITS: Final[dict[str, Limit]] = {
    "x": Limit(280, "a post without a subscription, in weighted characters", direct=10_000),
    "facebook": Limit(8_000, "a comment; Messenger takes less", direct=2_000),
    "instagram": Limit(2_200, "a comment, as a caption; a direct message is counted in bytes there", direct=1_000),
    "tiktok": Limit(150, "a comment", direct=1_000),
    "linkedin": Limit(1_250, "a comment", direct=8_000),
    "google_review": Limit(4_096, "an owner's reply to a review"),
    "trustpilot": Limit(4_096, "no figure is published; kept at that of the other review sites"),
    "tripadvisor": Limit(4_096, "no figure is published; kept at that of the other review sites"),
    "app_store": Limit(5_970, "a developer's response to a review"),
    "sms": Limit(459, "three joined segments of 153"),
    "chat": Limit(4_000, "what the usual chat widgets take"),
    "email": Limit(20_000, "no technical limit; the longest reply that is checked"),
    "other": Limit(10_000, "unknown; long enough for every usual form"),
}
"""The limits of each channel. A channel that is not named here counts as `other`."""

_LINK_WEIGHT: Final = 23
_LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_GRAPHEME = regex.compile(r"\X")
_EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}]|[0-9#*]\uFE0F?\u20E3")
_EMOJI_PART = regex.compile(r"[\p{Extended_Pictographic}\p{Emoji_Component}]")
_TEXT_SIGNS: Final = frozenset("©®")
_PLAIN: Final = re.compile(r"[\x00-\x0c\x0e-\u02ff\u2010-\u2027\u20a0-\u20bf]*")
"""Characters that no other one joins with: each is read, and counts, by itself."""
_PLAIN_HEAVY: Final = re.compile(r"[\u2020-\u2027\u20a0-\u20bf]")
_DOTTED: Final = re.compile(r"[\w-]\.\w")
"""What every link holds."""
_COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca "
    "cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr "
    "ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm "
    "jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq "
    "mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa "
    "re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn "
    "to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_GENERIC = (
    "academy agency aero africa app arpa art asia auction bank bar berlin best beer bet bid bike biz blog boutique "
    "build business buzz cab cafe camera camp car cards care careers cars casa cash casino cat center chat cheap "
    "church city claims cleaning click clinic clothing cloud club coach codes coffee com community company computer "
    "construction consulting contact cool coop country coupons credit cruises dance date deals delivery dental "
    "design dev diamonds digital direct directory discount doctor dog domains download earth edu education email "
    "energy engineering enterprises equipment estate events exchange expert express fail family fans farm fashion "
    "film finance financial fish fit fitness flights florist flowers fm food football forsale foundation fun fund "
    "furniture gallery game games garden gift gifts gives glass global gmbh gold golf gov green group guide guru "
    "hair haus health healthcare help hiphop holdings holiday homes horse hospital host hosting hotel house icu "
    "immo info ink insurance int international investments jewelry jobs kaufen kitchen kiwi land law lawyer legal "
    "life lighting limited link live loan loans lol london love ltd maison management market marketing mba media "
    "medical menu mil mobi moda mom money mortgage moscow museum name network net news ninja one online ooo org "
    "partners parts party pet pharmacy photo photography photos pics pink pizza place plumbing plus post press pro "
    "productions properties property pub quebec realty recipes red rehab reise reisen rent rentals repair report "
    "republican rest restaurant review reviews rich rip rocks run sale salon school science scot security services "
    "sexy shoes shop shopping show singles site ski social software solar solutions space store stream studio style "
    "sucks supplies supply support surf surgery swiss systems tattoo tax taxi team tech technology tel tennis "
    "theater tienda tips tires today tokyo tools top tours town toys trade trading training travel tube university "
    "vacations ventures vet video villas vin vip vision vodka voyage watch webcam website wedding wiki win wine "
    "work works world wtf xxx xyz yoga zone"
)
_DOMAIN_END = "|".join(sorted({*_COUNTRIES.split(), *_GENERIC.split()}, key=lambda name: (-len(name), name)))
_LINK = re.compile(
    r"(?<![@$#\w/.-])(?:https?://)?"
    rf"(?:[a-z0-9](?:[a-z0-9_-]{{0,62}})\.){{1,10}}(?:{_DOMAIN_END})(?![\w@-]|\.\w)"
    r"(?::\d{1,5})?(?:/[\w\-/.!*';:=+,$%#\[\]~|&@()]{0,4000}(?<![.!*';:,(\[]))?"
    r"(?:\?[\w!?*'();:&=+$/%#\[\]\-.,~|@]{0,4000}[\w&=#/-])?",
    re.IGNORECASE,
)


def limit(channel: str | None, audience: str = "public") -> int:
    """Return the most characters that one message may have on `channel`, counted as `length` counts them.

    A message to a `private` audience is a direct message where the channel has those.
    """
    known = LIMITS.get(channel or "other", LIMITS["other"])
    return known.direct if audience == "private" and known.direct is not None else known.most


def length(text: str, channel: str | None) -> int:
    """Return how long `text` is on `channel`: weighted characters on X, elsewhere what readers see as characters."""
    return _length(text, weighted=channel == "x")


@lru_cache(maxsize=256)
def _length(text: str, *, weighted: bool) -> int:
    if not _PLAIN.fullmatch(text):
        return sum(weight for weight, _ in _weights(text, "x" if weighted else None))
    if not weighted:
        return len(text)
    links = [link.span() for link in _LINK.finditer(text)] if _DOTTED.search(text) else []
    hidden = sum(end - start for start, end in links)
    heavy = len(_PLAIN_HEAVY.findall(_LINK.sub("", text) if links else text))
    return len(text) - hidden + heavy + _LINK_WEIGHT * len(links)


def fitting(text: str, channel: str | None, audience: str = "public") -> int:
    """Return how much of `text` fits on `channel`: the code point at which the limit is passed, or all of them."""
    most, total = limit(channel, audience), 0
    for weight, start in _weights(text, channel):
        total += weight
        if total > most:
            return start
    return len(text)


def _weights(text: str, channel: str | None) -> Iterator[tuple[int, int]]:
    """Yield the weight of each unit of the text and where it begins."""
    if channel != "x":
        yield from ((1, match.start()) for match in _GRAPHEME.finditer(text))
        return
    position = 0
    for link in _LINK.finditer(text):
        yield from _letters(text, position, link.start())
        yield _LINK_WEIGHT, link.start()
        position = link.end()
    yield from _letters(text, position, len(text))


def _letters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _GRAPHEME.finditer(text, start, end):
        yield _weight(match.group()), match.start()


def _weight(grapheme: str) -> int:
    """Return the weight of one grapheme on X: two for an emoji, else the sum over its composed code points.

    What is heaped on an emoji and is no part of one counts beside it.
    """
    if len(grapheme) == 1 and grapheme < "\u1100":
        return 1
    if _EMOJI.match(grapheme) and not (grapheme[0] in _TEXT_SIGNS and "\ufe0f" not in grapheme):
        return 2 + _summed(_EMOJI_PART.sub("", grapheme))
    return _summed(unicodedata.normalize("NFC", grapheme))


def _summed(composed: str) -> int:
    return sum(1 if any(first <= ord(one) <= last for first, last in _LIGHT) else 2 for one in composed)
