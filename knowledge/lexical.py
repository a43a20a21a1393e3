"""Lexical search: the words as they stand, stemmed and folded, in an index in memory."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from knowledge.identity import fold
from knowledge.passages import Passage

if TYPE_CHECKING:
    import tantivy

MAX_TERMS = 24
"""A long complaint is searched by its most telling words only."""
_MAX_READ = 6_000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FIELD = "words"
_HEADING_COUNTS = 3
"""How often a heading is counted as said: one field with repeats is three times as fast as three fields."""
_STOP_WORDS = frozenset(
    """a about after again all also am an and any are as at be been before being but by can could did do does doing
    don dont down for from further get getting go going got had has have having he her here hers him his how i
    if im in into is it its ive just know like me more most my myself no nor not now of off on once one only or
    other our out over own please really said same say says see she should so some still such than that thats
    the their them then there these they this those through to too under until up us very want was way we were
    what when where which while who whom why will with would you your yours yourself hi hello hey thanks thank
    cheers dear guys im ill id youre theyre cant wont isnt wasnt doesnt didnt havent hasnt ever even much many
    well lol omg wtf ffs pls plz day days
    """.split()  # noqa: SIM905 - reads as a list of words
)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order, without stop-words; never raises, whatever the text."""
    folded = fold(text[:_MAX_READ]) if len(text) < 500 else _fold_long(text[:_MAX_READ])
    words = (word.replace("'", "").replace("’", "") for word in _WORD.findall(folded))
    return [word for word in words if word not in _STOP_WORDS and len(word) <= 40]


def _fold_long(text: str) -> str:
    return fold.__wrapped__(text)  # the cache is for names and short texts


class LexicalIndex:
    """An in-memory index of passages by word. Safe to use from any thread."""

    def __init__(self) -> None:
        import tantivy  # noqa: PLC0415 - loaded when an index is made

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("key", stored=True, tokenizer_name="raw")
        builder.add_text_field(_FIELD, stored=False, tokenizer_name="stemmed", index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        self._analyzer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(40))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.ascii_fold())
            .filter(tantivy.Filter.stemmer("english"))
            .build()
        )
        self._index.register_tokenizer("stemmed", self._analyzer)
        self._writer: tantivy.IndexWriter = self._index.writer(heap_size=64_000_000, num_threads=1)
        self._lock = threading.Lock()
        self._searcher = self._index.searcher()

    @property
    def count(self) -> int:
        """Return how many passages are indexed."""
        return int(self._searcher.num_docs)

    def update(self, added: Iterable[Passage], removed: Iterable[str]) -> None:
        """Index `added` and drop the passages with the keys `removed`; both at once for those who search."""
        with self._lock:
            for key in removed:
                self._writer.delete_documents_by_term("key", key)
            for passage in added:
                key = passage.key
                self._writer.delete_documents_by_term("key", key)
                self._writer.add_document(self._tantivy.Document(key=key, words=_counted(passage)))
            self._writer.commit()
            self._index.reload()
            self._searcher = self._index.searcher()

    def query(self, text: str, k: int, *, also: Mapping[str, float] | None = None) -> list[tuple[str, float]]:
        """Return up to `k` keys with their BM25 score, best first; `also` adds words with a weight each.

        The text is data, never query syntax.
        """
        searcher = self._searcher
        weights = self._weights(searcher, words_of(text), also or {})
        clauses = [(self._tantivy.Occur.Should, self._term(stem, weight)) for stem, weight in weights]
        if not clauses or k < 1:
            return []
        found = searcher.search(self._tantivy.Query.boolean_query(clauses), limit=k, count=False)
        return [(str(searcher.doc(address)["key"][0]), float(score)) for score, address in found.hits]

    def _weights(
        self, searcher: tantivy.Searcher, words: Sequence[str], also: Mapping[str, float]
    ) -> list[tuple[str, float]]:
        """Return the most telling stems with their weights: rare in the index, frequent in the text."""
        counts = Counter(self._stems(words))
        extra = {stem: weight for word, weight in also.items() for stem in self._stems([word])}
        total = searcher.num_docs + 1
        ranked: list[tuple[float, str, float]] = []
        for stem, count in counts.items():
            seen = searcher.doc_freq(_FIELD, stem)
            if seen:
                ranked.append(((1.0 + 0.3 * min(count - 1, 3)) * (1.0 - seen / total), stem, 1.0))
        ranked.sort(reverse=True)
        chosen = [(stem, weight) for _, stem, weight in ranked[:MAX_TERMS]]
        return chosen + [(stem, weight) for stem, weight in extra.items() if stem not in counts][:MAX_TERMS]

    def _stems(self, words: Sequence[str]) -> list[str]:
        return [str(stem) for stem in self._analyzer.analyze(" ".join(words))]

    def _term(self, stem: str, weight: float) -> tantivy.Query:
        query = self._tantivy.Query
        term = query.term_query(self._schema, _FIELD, stem, index_option="freq")
        return term if weight == 1.0 else query.boost_query(term, weight)


def _counted(passage: Passage) -> str:
    return "\n".join((passage.title, *[passage.heading] * _HEADING_COUNTS, passage.text))
