"""Look-alike letters: Cyrillic and Greek that pretend to be Latin, folded back so that no word can hide."""

from __future__ import annotations

import re

_CYRILLIC_SAME = dict(zip("аеорсухіјѕһԁԛԝӏАВЕКМНОРСТХУЅІЈԌԚԜ", "aeopcyxijshdqwlABEKMHOPCTXYSIJGQW", strict=True))
_CYRILLIC_NEAR = dict(zip("ктмвнгьзпиёїЁЇЬ", "ktmbhrb3nueiEIb", strict=True))
_GREEK_SAME = dict(zip("οαρνιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oapviABEZHIKMNOPTYX", strict=True))
_GREEK_NEAR = dict(zip("εκτυχηωγάόίέή", "ektuxnwyaoien", strict=True))
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ", "abcdefghijklmnoprstuvwyzag", strict=True))

_SAME = str.maketrans(_CYRILLIC_SAME | _GREEK_SAME)
_ANY = str.maketrans(_CYRILLIC_SAME | _GREEK_SAME | _CYRILLIC_NEAR | _GREEK_NEAR)
_CAPITALS = str.maketrans(_SMALL_CAPITALS)

_FOREIGN = re.compile(r"[Ͱ-Ͽἀ-῿Ѐ-ԯ]")
_WORD = re.compile(r"[^\W_]*[Ͱ-Ͽἀ-῿Ѐ-ԯ][^\W_]*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SMALL_CAPITAL = re.compile("[" + "".join(_SMALL_CAPITALS) + "]")


def _genuine(word: str) -> bool:
    """Return whether the word is really Cyrillic or Greek: unmixed, with a letter that no Latin one resembles."""
    return not _LATIN.search(word) and bool(_FOREIGN.search(word.translate(_SAME)))


def fold_lookalikes(text: str) -> str:
    """Return `text` with look-alike letters made Latin, code point for code point.

    A word that mixes scripts is folded; so is one made of look-alikes only, unless the text holds real words of that
    script, because then it is most likely one of them.
    """
    if text.isascii():
        return text
    if _SMALL_CAPITAL.search(text):
        text = text.translate(_CAPITALS)
    if not _FOREIGN.search(text):
        return text
    words = _WORD.findall(text)
    foreign = any(_genuine(word) for word in words)

    def fold(match: re.Match[str]) -> str:
        word = match.group()
        if _LATIN.search(word):
            return word.translate(_ANY)
        return word if foreign else word.translate(_SAME)

    return _WORD.sub(fold, text)
