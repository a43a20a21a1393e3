"""form: wrong-language."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.document import Document
from guardrails.inbound.language import detect_language
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation

_UNSURE = "und"
_ENOUGH_LETTERS = 25
_SAME_SCRIPT = {
    "ru": {"ru", "uk", "bg", "sr", "mk", "be", "kk", "mn", "ky"},
    "ar": {"ar", "fa", "ur", "ps", "ku"},
    "hi": {"hi", "mr", "ne"},
    "zh": {"zh", "ja", "yue"},
    "ja": {"ja", "zh"},
    "he": {"he", "yi", "iw"},
}
"""Languages that the script alone does not tell apart."""
_ALIKE = (
    {"da", "no", "nb", "nn", "sv"},
    {"es", "ca", "gl"},
    {"pt", "gl"},
    {"nl", "af"},
    {"cs", "sk"},
    {"hr", "sr", "bs", "sl"},
)
"""Neighbours that a short text does not tell apart with certainty."""
_CERTAIN_LETTERS = 120


def _code(language: str | None) -> str:
    return (language or "").strip().lower().replace("_", "-").split("-")[0]


def _expected(reply: Reply) -> str:
    """Return the customer's language, empty when nothing tells it."""
    told = _code(reply.language)
    if told and told != _UNSURE:
        return told
    found = detect_language(reply.complaint, _UNSURE) if reply.complaint else _UNSURE
    return "" if found == _UNSURE else found


def _matches(found: str, expected: str, letters: int) -> bool:
    if found in {expected, _UNSURE} or expected in _SAME_SCRIPT.get(found, ()):
        return True
    return letters < _CERTAIN_LETTERS and any({found, expected} <= group for group in _ALIKE)


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    expected = _expected(reply)
    letters = sum(map(str.isalpha, document.text[:4000]))
    if not expected or (letters < _ENOUGH_LETTERS and document.text.isascii()) or not letters:
        return
    found = detect_language(document.text, _UNSURE)
    if letters < _ENOUGH_LETTERS and found not in _SAME_SCRIPT and found not in {"el", "ko", "th"}:
        return
    if not _matches(found, expected, letters) and detect_language(document.text, expected) == found:
        yield Violation(
            "wrong-language",
            0,
            len(document.original),
            f"The reply is in '{found}', the customer writes in '{expected}'.",
            f"Write it in '{expected}'.",
        )


_LATE = "My parcel is still not here and nobody answers me."

RULE = Rule(
    id="wrong-language",
    family="form",
    what="The reply is not in the customer's language.",
    why="A customer who cannot read the answer has not been answered.",
    boundary="Names, brands and a few foreign words; a text too short to tell.",
    serves=("P12",),
    suggestion="Write the reply in the customer's language.",
    find=_find,
    flags=(
        Example("[[We are very sorry that your parcel is still missing.]]", language="fr"),
        Example("[[Wir entschuldigen uns für die lange Wartezeit und melden uns morgen bei Ihnen.]]", complaint=_LATE),
        Example("[[Nous sommes désolés pour ce retard et nous allons vous aider.]]", language="en-GB"),
        Example(
            "[[We're sorry about this and would like to help you with the refund.]]",
            complaint="Mein Paket ist seit zwei Wochen nicht da und niemand antwortet mir.",
        ),
        Example("[[Sentimos mucho lo ocurrido con su pedido y queremos ayudarle.]]", complaint=_LATE),
        Example("[[お待たせして申し訳ございません。]]", language="en"),
        Example("[[Ci dispiace molto per il ritardo del suo ordine, la aiutiamo subito.]]", language="nl"),
        Example("[[Het spijt ons dat uw bestelling nog niet is aangekomen.]]", language="de"),
    ),
    passes=(
        Example("We are very sorry that your parcel is still missing.", language="en"),
        Example("We are very sorry that your parcel is still missing.", complaint=_LATE),
        Example("Sorry!", language="fr"),
        Example("We're sorry about your croque monsieur and the crème brûlée at Chez Élodie.", complaint=_LATE),
        Example("Es tut uns leid, dass Ihr Paket noch fehlt. Wir melden uns morgen.", language="de-AT"),
        Example("We are very sorry that your parcel is still missing."),
        Example("We are very sorry that your parcel is still missing.", complaint="??? 1234"),
        Example("Merci pour votre message, nous sommes désolés.", language="fr_FR"),
        Example("Вибачте за затримку, ми вже шукаємо вашу посилку.", language="uk"),
    ),
)
