"""One reading of a message, shared by all detectors: plain lower-case text with its contractions spelt out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_BEGINNING = 3_000
_END = 1_000
_LONG_ENOUGH = _BEGINNING + _END
MAX_READ = 20_000
"""Code points that are read; the rest of a longer message is left unread."""

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
)
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "…": "...", "–": "-", "—": "-"}
)
_LINK = re.compile(r"(?:https?://|www\.)\S{1,2000}")
_HANDLE = re.compile(r"(?<![\w.])@\w{1,50}")
_LONG = re.compile(r"([a-z!?.])\1{2,}")
_SPACES = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_CONTRACTED = re.compile(
    r"\b(?:(can|won|shan|ain)'?t|([a-z]{2,7})n't|([a-z]+)'(ve|re|m|ll)|(it|that|what|there|here|he|she|who|"
    r"where|when|why|how|nobody|everything|nothing|something|one|someone|somebody|anyone|anybody|everyone|"
    r"no-one)'s(?! (?:else|name|details|data|account|order|address|house)))\b"
)
_LETTERS = re.compile(r"[^\W\d_]")

_SPELT = {"can": "cannot", "won": "will not", "shan": "shall not", "ain": "is not"}
_TAILS = {"ve": " have", "re": " are", "m": " am", "ll": " will"}

_SLIPS = {
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "hasnt": "has not",
    "havent": "have not",
    "hadnt": "had not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "wouldnt": "would not",
    "couldnt": "could not",
    "shouldnt": "should not",
    "wont": "will not",
    "cant": "cannot",
    "im": "i am",
    "ive": "i have",
    "u": "you",
    "ur": "your",
    "r": "are",
    "thats": "that is",
    "whats": "what is",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "cos": "because",
    "cuz": "because",
    "coz": "because",
    "bcos": "because",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "tho": "though",
    "b4": "before",
    "wks": "weeks",
    "wk": "week",
    "hrs": "hours",
    "hr": "hour",
    "mins": "minutes",
    "min": "minute",
    "mths": "months",
    "recieved": "received",
    "recived": "received",
    "receieved": "received",
    "recieve": "receive",
    "delievery": "delivery",
    "delivary": "delivery",
    "delivry": "delivery",
    "delievered": "delivered",
    "deliverd": "delivered",
    "refudn": "refund",
    "refuned": "refunded",
    "definately": "definitely",
    "definatly": "definitely",
    "arived": "arrived",
    "arrivd": "arrived",
    "arrvied": "arrived",
    "damged": "damaged",
    "dammaged": "damaged",
    "borken": "broken",
    "brocken": "broken",
    "pacakge": "package",
    "pakage": "package",
    "parcle": "parcel",
    "pacel": "parcel",
    "custumer": "customer",
    "costumer": "customer",
    "cusotmer": "customer",
    "servise": "service",
    "sevice": "service",
    "acount": "account",
    "accout": "account",
    "passwrod": "password",
    "cancled": "cancelled",
    "canceled": "cancelled",
    "cancell": "cancel",
    "cancelation": "cancellation",
    "wiating": "waiting",
    "waitng": "waiting",
    "waitin": "waiting",
    "stil": "still",
    "strill": "still",
    "nver": "never",
    "neva": "never",
    "woking": "working",
    "wrking": "working",
    "workin": "working",
    "wrok": "work",
    "teh": "the",
    "yoru": "your",
    "charegd": "charged",
    "chraged": "charged",
    "chargd": "charged",
    "twise": "twice",
    "disgusing": "disgusting",
    "disapointed": "disappointed",
    "dissapointed": "disappointed",
    "disappointd": "disappointed",
    "dissappointed": "disappointed",
    "terible": "terrible",
    "terrable": "terrible",
    "horible": "horrible",
    "aweful": "awful",
    "apalling": "appalling",
    "appauling": "appalling",
    "luggae": "luggage",
    "lugage": "luggage",
    "fligth": "flight",
    "filght": "flight",
    "rude.": "rude",
    "answerd": "answered",
    "anwser": "answer",
    "awnser": "answer",
    "anser": "answer",
    "responce": "response",
    "replys": "replies",
    "yall": "you",
    "ya": "you",
    "nope": "no",
    "no-one": "nobody",
    "noone": "nobody",
    "cust": "customer",
    "doa": "dead on arrival",
    "cancelling": "cancelling",
    "broadbnad": "broadband",
    "internt": "internet",
    "wi-fi": "wifi",
    "webpage": "website",
    "fone": "phone",
    "fb": "facebook",
    "dr": "doctor",
    "appt": "appointment",
    "tmrw": "tomorrow",
    "tmw": "tomorrow",
    "2moro": "tomorrow",
    "2day": "today",
    "yday": "yesterday",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` as given; `plain` for matching; its `words`; how loud it is.

    `whole` is all of it in plain reading; `plain` the same, but of a very long message only its beginning and end.
    It is in compatibility form and lower case, has straight quotes, spelt-out contractions and mended common
    slips, and no links, handles or invisible characters. Its offsets are not those of `text`.
    """

    text: str
    plain: str
    whole: str
    words: tuple[str, ...]
    shouting: bool


def _contraction(match: re.Match[str]) -> str:
    odd, negated, word, tail, owner = match.groups()
    if odd:
        return _SPELT[odd]
    if negated:
        return f"{negated} not"
    return f"{word}{_TAILS[tail]}" if tail else f"{owner} is"


def _mend(match: re.Match[str]) -> str:
    word = match[0]
    return _SLIPS.get(word, word)


def visible(text: str) -> str:
    """Return `text` without characters that nobody sees, in compatibility form, with straight quotes."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_QUOTES)


@lru_cache(maxsize=16)  # a message is read by who assesses it and again by who answers it
def read(text: str) -> Reading:
    """Return the reading of a message; only its first `MAX_READ` code points count."""
    shown = visible(text[:MAX_READ])
    bare = _HANDLE.sub(" ", _LINK.sub(" ", shown))
    lowered = _LONG.sub(r"\1\1", bare.lower())
    whole = _SPACES.sub(" ", _WORD.sub(_mend, _CONTRACTED.sub(_contraction, lowered))).strip()
    plain = whole if len(whole) <= _LONG_ENOUGH else f"{whole[:_BEGINNING]}\n{whole[-_END:]}"
    return Reading(text, plain, whole, tuple(_WORD.findall(plain)), _shouts(bare))


def _shouts(text: str) -> bool:
    letters = [letter for letter in _LETTERS.findall(text[:600]) if letter.lower() != letter.upper()]
    return len(letters) >= 12 and sum(letter.isupper() for letter in letters) > 0.7 * len(letters)
