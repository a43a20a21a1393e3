"""In which language a customer writes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Protocol

from guardrails.inbound.word_sets import word_set

_SAMPLE: Final = 1_500
_FEW_WORDS: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_NOISE: Final = re.compile(r"https?://\S{1,500}|[@#]\w{1,60}")
_MARKS: Final[dict[str, frozenset[str]]] = {
    "en": word_set(
        "the is are was were i my you your and not of to for with this that it have has had been never still "
        "no on at but from what when why how do does did can't don't won't i'm it's they we our me so just "
        "would will be a in order please again after all there"
    ),
    "es": word_set(
        "el la los las mi mis que de y no en un una con por para pero está esta este muy desde hace del al ha "
        "he me se lo es son su sus mi ni como más todavía aún nunca pedido cuando dónde porque gracias hola "
        "quiero tengo nadie llevo sin ya les os nos os han habéis sigue sigo fue era estoy tu tus le les esto "
        "eso nada sido siempre después días semanas meses año vez veces cómo qué una uno pero entre hasta "
        "sobre mucho mucha ser tiene tengo"
    ),
    "fr": word_set(
        "le la les mon ma mes je j'ai que de et ne pas en un une avec pour mais est sont très depuis du au des "
        "vous votre vos nous c'est n'est il elle on ce cette qui sur dans toujours jamais plus rien bonjour "
        "merci commande colis suis été où quand personne sans aucune aucun nouvelle nouvelles c'était était on "
        "m'a m'avez m'ont moi leur ils elles tout toute tous fait après avant heure heures jours semaines mois "
        "fois ça cela même encore vol chez comme si nous quelle"
    ),
    "de": word_set(
        "der die das mein meine meinen ich habe nicht und ist ein eine mit für aber sehr seit auf zu von dem "
        "den des wir sie es war noch immer kein keine wie warum wo wann bitte danke hallo bestellung paket ihr "
        "euer nie wieder nach bei schon mir mich uns auch dass wird kann so hat hatte keiner niemand als am im "
        "um ab über meiner meinem einen einem einer eines haben hab diese dieser dieses jetzt heute gestern "
        "tagen wochen monaten tage wochen monate mehr sind worden wurde alles nur doch mal ganz beim zum zur"
    ),
    "pt": word_set(
        "o os as meu minha que de e não nao em um uma com para por mas está esta muito desde do da no na foi "
        "me se eu vocês voce você é são ainda nunca quando onde porque obrigado olá quero tenho pedido há já "
        "ao pra ninguém sem meus minhas todo toda isto isso estou está estive à ao aos me nos minha meus ele "
        "ela eles são ser ter tenho foi fui horas dias semanas meses vezes mês nada tudo mas também depois "
        "antes quero pelo pela num numa sou este esta ontem hoje"
    ),
    "it": word_set(
        "il lo la gli le mio mia che di e non in un una con per ma è sono molto da del della ho hai ha mi si "
        "ancora mai quando dove perché grazie ciao ordine voglio questo questa vostro nessuno anche alla al "
        "dei i sto senza più già dal stato era erano il la una delle degli nella nel sul sulla questo questa "
        "ancora dopo prima ore giorni settimane mesi volte volta niente tutto tutti anche più al ai dalle "
        "riesco vostra vostri siete avete sono stata due tre dieci"
    ),
    "nl": word_set(
        "de het een mijn ik heb niet en is met voor maar heel sinds van op te jullie nog steeds nooit geen wat "
        "waar wanneer waarom hoe bedankt hallo bestelling pakket wij ons was zijn dat dit deze die er al na "
        "bij ook aan niemand word wil al ik me mijn we onze hun ze zo dan nu vandaag gisteren weken dagen "
        "maanden uur keer weer alles na één eens werkt nieuwe weet wacht meer of als worden geworden wel "
        "hebben had hadden kunnen kon"
    ),
    "pl": word_set(
        "nie jest się do że jak już na w z i o od po mi mnie mam moja mój moje ale dla czy co tak tylko przez przy "
        "jeszcze kiedy dlaczego był była było są nic nikt proszę zamówienie paczka od ten ta tego tej dni"
    ),
    "cs": word_set(
        "je se že na jsem jsme byl byla bylo ale už ještě nikdo nic mi mě moje můj jak kdy proč prosím jste"
    ),
    "sv": word_set(
        "och är jag inte det att en ett på för med har min mitt mina ni er vi av om men när var aldrig ingen"
    ),
    "da": word_set("og er jeg ikke det at en et på for med har min mit mine af om men når aldrig ingen hvor hvad blev"),
    "ro": word_set(
        "și nu este am de la cu că în pe mi meu mea sunt fost dar mai niciun nimeni când pentru după din să"
    ),
    "tr": word_set("bir ve bu da de için ama çok değil var yok ben benim bana siz sizin ne neden hiç daha gibi kadar"),
    "hu": word_set("a az és nem hogy egy van meg de már csak mert nekem volt még ez azt is senki mikor miért kérem"),
    "fi": word_set("ja ei on en se että ole olen mutta minun minulle mitään kun vain nyt vielä miksi koska tämä olla"),
}
_SPEAKS_FOR: Final = {
    word: tuple(code for code, marks in _MARKS.items() if word in marks) for word in frozenset().union(*_MARKS.values())
}
_LETTERS: Final = (("es", "ñ¿¡"), ("de", "ßäöü"), ("pt", "ãõ"), ("fr", "çœêèàùîôû"), ("it", "òìè"))
_SCRIPTS: Final = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_OTHERS: Final = ("en", "es", "fr", "de", "pt", "it", "nl", "pl", "sv", "da", "no", "fi", "tr", "cs", "ro", "hu")


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@lru_cache(maxsize=1)
def identifier() -> _Identifier:
    """Return the trained identifier; its model takes most of a second to read, once."""
    from py3langid.langid import (  # type: ignore[import-untyped]  # noqa: PLC0415 - its model takes a second to read
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_OTHERS))  # type: ignore[attr-defined]
    return identifier


def plain_words(text: str) -> tuple[str, list[str]]:
    """Return the beginning of `text` in lower case, without links, handles and hashtags, and the words in it."""
    sample = _NOISE.sub(" ", text[:_SAMPLE]).lower().replace("’", "'")
    return sample, _WORD.findall(sample)


def detect_language(text: str, hint: str | None = None) -> str:
    """Return the ISO 639-1 code of the language of `text`.

    Function words decide, then a trained identifier for longer texts in a language they do not know; `hint` (what the
    channel says) decides what is too short to tell, and English what nothing else does.
    """
    told = (hint or "").strip().lower().replace("_", "-").split("-")[0][:3]
    sample, words = plain_words(text)
    if not words:
        return told or "en"
    script = by_script(sample, len("".join(words)))
    if script:
        return script
    return (
        _by_words(words, sample, told)
        or (told if len(words) < _FEW_WORDS and told else "")
        or _trained(sample, words, told)
    )


def by_function_words(text: str) -> str | None:
    """Return the language that the function words of `text` speak for, or None when they do not tell."""
    sample, words = plain_words(text)
    return _by_words(words, sample, "") if words else None


def by_script(sample: str, letters: int) -> str | None:
    """Return the language that the letters of `sample` speak for, or None for Latin ones; it holds `letters` in all."""
    if sample.isascii():
        return None
    if _SCRIPTS[4][1].search(sample):
        return "ja"
    return next((code for code, script in _SCRIPTS if len(script.findall(sample)) > 0.4 * letters), None)


def _by_words(words: list[str], sample: str, told: str) -> str | None:
    scores = dict.fromkeys(_MARKS, 0.0)
    for word in words:
        for code in _SPEAKS_FOR.get(word, ()):
            scores[code] += 1.0
    for code, letters in () if sample.isascii() else _LETTERS:
        scores[code] += 0.8 * any(letter in sample for letter in letters)
    if told in scores:
        scores[told] += 0.5
    ranked = sorted(scores, key=lambda code: -scores[code])
    best, next_best = scores[ranked[0]], scores[ranked[1]]
    enough = best >= 2.0 or (best >= 1.0 and len(words) <= 3)
    share = best / len(words)
    return ranked[0] if enough and best - next_best >= 0.8 and share >= 0.12 else None


def _trained(sample: str, words: list[str], told: str) -> str:
    if len(words) < _FEW_WORDS:
        return told or "en"
    code, sureness = identifier().rank(sample)[0]
    return code if sureness >= 0.7 else told or "en"
