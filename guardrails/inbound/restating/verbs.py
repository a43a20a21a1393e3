"""Verbs as complaints use them: which words are finite, and their participles."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.word_sets import word_set

_IRREGULAR: Final = """
be was been, become became become, begin began begun, bend bent bent, bite bit bitten, bleed bled bled, blow blew
blown, break broke broken, bring brought brought, build built built, burn burnt burnt, burst burst burst, buy bought
bought, catch caught caught, choose chose chosen, come came come, cost cost cost, cut cut cut, deal dealt dealt, die
died died, do did done, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feel
felt felt, fight fought fought, find found found, fly flew flown, forget forgot forgotten, freeze froze frozen, get
got got, give gave given, go went gone, grow grew grown, hang hung hung, have had had, hear heard heard, hide hid
hidden, hit hit hit, hold held held, keep kept kept, know knew known, lay laid laid, lead led led, leave left left,
let let let, lie lay lain, light lit lit, lose lost lost, make made made, mean meant meant, meet met met, mistake
mistook mistaken, overcharge overcharged overcharged, pay paid paid, put put put, quit quit quit, read read read, ride
rode ridden, ring rang rung, rise rose risen, run ran run, say said said, see saw seen, sell sold sold, send sent
sent, set set set, shake shook shaken, shrink shrank shrunk, shut shut shut, sing sang sung, sink sank sunk, sit sat
sat, sleep slept slept, smell smelt smelt, snap snapped snapped, speak spoke spoken, spend spent spent, spill spilt
spilt, split split split, spoil spoilt spoilt, stand stood stood, steal stole stolen, stick stuck stuck, stink stank
stunk, strike struck struck, swear swore sworn, take took taken, teach taught taught, tear tore torn, tell told told,
think thought thought, throw threw thrown, wake woke woken, wear wore worn, win won won, wind wound wound, write wrote
written, double-book double-booked double-booked, hurt hurt hurt, bid bid bid, withdraw withdrew withdrawn, misspell
misspelt misspelt, oversell oversold oversold, undercook undercooked undercooked
"""
_ROWS: Final = [tuple(row.split()) for row in _IRREGULAR.split(",")]
BASES: Final = frozenset(row[0] for row in _ROWS)
PASTS: Final = {row[1]: row[2] for row in _ROWS}
"""Irregular pasts with their participles."""
_ONLY_PARTICIPLES: Final = frozenset(row[2] for row in _ROWS) - PASTS.keys()

_HAVE_NOT: Final = "is are was were has have had do does did can could wo would should might must"
AUXILIARIES: Final = frozenset({one for word in _HAVE_NOT.split() for one in (word, f"{word}n't")} - {"wo"}) | word_set(
    "am can't cannot will won't isn't"
)
BE: Final = word_set("is are was were isn't aren't wasn't weren't am")

_NOT_PAST: Final = word_set(
    "bed red shed need feed speed seed hundred indeed weed reed breed bleed exceed proceed succeed used unused "
    "united red-faced led wed embed naked wicked sacred rugged crooked aged limited unlimited so-called rated kids' "
    "bleeding tired bored excited disappointed annoyed frustrated fed infrared gifted talented supposed disgusted"
)
_THIRD: Final = word_set(
    """
leaks crashes freezes works keeps says shows comes goes makes smells stinks stops needs wants has does gets lets takes
gives tells costs turns cuts drops falls breaks burns runs rings rattles squeaks shakes wobbles creaks buzzes hums
beeps flickers flashes fails refuses rejects charges sends asks opens closes shuts starts finishes ends reads lists
claims logs loads hangs skips plays stutters lags overheats heats drains dies lasts fits sags peels fades flakes rusts
sticks jams slips slides tips leans hurts pinches digs scratches tastes looks sounds feels seems wakes answers replies
calls disappears vanishes resets reboots restarts restores sits stays starts arrives appears arrives clogs drips
floods trips blocks hides eats changes forgets loses doubles duplicates disconnects spins bounces expires cancels
rolls bends snaps thinks burns drowns sloshes grinds clicks clunks whistles screams howls sheds bleeds stains marks
"""
)
_PRESENT: Final = word_set(
    "keep get need have pay want smell leak work fall come go look feel seem taste sound crash freeze stay cost"
)
TELLS_OF_HAVING: Final = word_set("ordered booked bought paid reserved requested chose asked wanted signed")
GETS: Final = word_set("got received")
_REGULAR: Final = re.compile(r"[a-z]{2,}(?:-[a-z]+)?ed")


def is_past(word: str) -> bool:
    """Return whether `word`, in lower case, may be a past tense."""
    return word in PASTS or (bool(_REGULAR.fullmatch(word)) and word not in _NOT_PAST)


def is_participle(word: str) -> bool:
    """Return whether `word` may be a past participle."""
    return word in _ONLY_PARTICIPLES or word in PASTS.values() or is_past(word)


def is_finite(word: str) -> bool:
    """Return whether `word` may be the finite verb of a clause, its subject aside."""
    return word in AUXILIARIES or is_past(word) or word in _THIRD


def is_third(word: str) -> bool:
    """Return whether `word` is a verb after "it"."""
    return word in _THIRD


def is_plain_present(word: str) -> bool:
    """Return whether `word` is a verb after "I", "you" or a plural."""
    return word in _PRESENT


def participle(word: str) -> str | None:
    """Return the participle of a past, else None."""
    if word in PASTS:
        return PASTS[word]
    return word if is_past(word) else None


def participle_of_base(word: str) -> str | None:
    """Return the participle of an infinitive, or None where its spelling is not sure."""
    for row in _ROWS:
        if row[0] == word:
            return row[2]
    if word.endswith("e"):
        return f"{word}d"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ied"
    return f"{word}ed" if not re.search(r"[^aeiou][aeiou][bdgmnprt]$", word) else None


def being(word: str) -> str | None:
    """Return the participle of an "-ing" form ("charging": "charged"), or None where it is not sure."""
    stem = word.removesuffix("ing")
    if stem == word:
        return None
    for base in (stem, f"{stem}e"):
        if base in BASES:
            return participle_of_base(base)
    return f"{stem}ed"
