"""The notation in which people write the corpus (GUIDE.md), read into records.

`python -m evals.corpus.notation ash-1.txt ash-2.txt --writer ash --out evals/corpus/train/ash.jsonl`
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from api.models import Channel
from evals.corpus.marks import Mark, MarkError, rules_named, unmarked
from evals.corpus.records import JUDGED, CorpusError, KnownFact, Label, Record, Style, Unit, dump
from guardrails.finding import Audience
from knowledge.facts import FactKind

_STYLES = {"+": Style.SUBTLE, "!": Style.BLUNT, "-": Style.NEAR_MISS, ".": Style.ORDINARY}
_LANGUAGE = re.compile(r"#\s*language:\s*([a-z]{2,3})\s*$")
_LINE_BREAK = re.compile(r"[ \t]*\\n[ \t]*")
_KINDS = ", ".join(FactKind)


class _Problem(ValueError):
    """What is wrong with one line, and what to do."""


@dataclass(slots=True)
class _Block:
    """A complaint, and what is known when it is answered."""

    complaint: str
    audience: Audience
    channel: Channel
    facts: list[KnownFact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Named:
    """The rules before a `|`: those that are broken, and those that might be named instead."""

    rules: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(slots=True)
class Reader:
    """Reads the lines of one writer; ids run through all files. `problems` collects what could not be read."""

    writer: str
    language: str = "en"
    records: list[Record] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _block: _Block | None = None
    _spoken: str = ""
    _seen: dict[str, str] = field(default_factory=dict)

    def read(self, text: str, name: str) -> None:
        """Read a file's text; `name` is how errors call it."""
        self._block, self._spoken = None, self.language
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                self._take(line.rstrip(), f"{name}:{number}")

    def _take(self, line: str, place: str) -> None:
        try:
            record = self._line(line[0], line[1:].strip(), line)
            if record:
                self._keep(record, place)
        except ValidationError as error:
            self.problems += [f"{place}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors()]
        except (_Problem, MarkError) as error:
            self.problems.append(f"{place}: {error}")

    def _line(self, sign: str, rest: str, line: str) -> Record | None:
        if sign == "#":
            named = _LANGUAGE.match(line)
            self._spoken = named[1] if named else self._spoken
        elif sign == "@":
            self._block = _block(rest)
        elif sign not in {*_STYLES, "f", "="}:
            raise _Problem(f"the line begins with {sign!r}; begin it with one of @ f + ! - . = #")
        elif self._block is None:
            raise _Problem("no complaint stands above it; write '@ complaint | public or private | channel' first")
        elif sign == "f":
            self._block.facts.append(_fact(rest, len(self._block.facts) + 1))
        elif sign == "=":
            return self._reply(rest, self._block)
        else:
            return self._sentence(_STYLES[sign], rest, self._block)
        return None

    def _keep(self, record: Record, place: str) -> None:
        key = " ".join(re.findall(r"\w+", record.text.casefold()))
        if key in self._seen:
            raise _Problem(f"the text is that of {self._seen[key]}; take one of them out")
        self._seen[key] = place
        self.records.append(record)

    def _sentence(self, style: Style, rest: str, block: _Block) -> Record:
        named, body = _named(rest) if style is not Style.ORDINARY else (_Named((), ()), rest)
        before, _, after = body.rpartition(">>")
        text, marks = unmarked(after.strip(), named=False)
        if "[[" in before:
            raise _Problem("a mark stands before '>>'; labels concern only what comes after")
        if not text:
            raise _Problem("the line holds no text; write the sentence behind the sign")
        if style in {Style.NEAR_MISS, Style.ORDINARY}:
            if marks:
                raise _Problem("an honest sentence has no marks; take the brackets out or begin the line with +")
            return self._record(Unit.SENTENCE, block, before.strip(), text, style, near=(*named.rules, *named.also))
        stretches = marks or [Mark(0, len(text))]
        labels = [Label(rule=rule, start=one.start, end=one.end) for rule in named.rules for one in stretches]
        return self._record(Unit.SENTENCE, block, before.strip(), text, style, labels=labels, also=named.also)

    def _reply(self, rest: str, block: _Block) -> Record:
        text, marks = unmarked(_LINE_BREAK.sub("\n", rest), named=True)
        if not text:
            raise _Problem("the line holds no text; write the reply behind the sign")
        named = [(_rules(mark.names), mark) for mark in marks]
        labels = [Label(rule=rule, start=mark.start, end=mark.end) for one, mark in named for rule in one.rules]
        broken = {label.rule for label in labels}
        also = dict.fromkeys(rule for one, _ in named for rule in one.also if rule not in broken)
        style = Style.SUBTLE if labels else Style.CLEAN
        return self._record(Unit.REPLY, block, "", text, style, labels=labels, also=tuple(also), facts=block.facts)

    def _record(  # noqa: PLR0913 - the parts of a record
        self,
        unit: Unit,
        block: _Block,
        before: str,
        text: str,
        style: Style,
        *,
        labels: Iterable[Label] = (),
        also: Sequence[str] = (),
        near: Sequence[str] = (),
        facts: Iterable[KnownFact] = (),
    ) -> Record:
        return Record(
            id=f"{self.writer}-{len(self.records) + 1:04}",
            unit=unit,
            language=self._spoken,
            audience=block.audience,
            channel=block.channel,
            complaint=block.complaint,
            before=before,
            text=text,
            labels=tuple(sorted(labels, key=lambda one: (one.start, one.end, one.rule))),
            also=tuple(also),
            near=tuple(near),
            style=style,
            facts=tuple(facts),
            writer=self.writer,
        )


def _block(rest: str) -> _Block:
    parts = [part.strip() for part in rest.rsplit("|", 2)]
    if len(parts) != 3 or not parts[0]:
        raise _Problem(f"{rest[:60]!r} is no complaint; write '@ complaint | public or private | channel'")
    if parts[1] not in set(Audience):
        raise _Problem(f"the audience is {parts[1]!r}; write public or private")
    if parts[2] not in set(Channel):
        raise _Problem(f"the channel is {parts[2]!r}; use one of {', '.join(Channel)}")
    return _Block(parts[0], Audience(parts[1]), Channel(parts[2]))


def _fact(rest: str, number: int) -> KnownFact:
    kind, _, text = (part.strip() for part in rest.partition("|"))
    if kind not in set(FactKind) or not text:
        raise _Problem(f"{rest[:60]!r} is no fact; write 'f kind | text', the kind one of {_KINDS}")
    return KnownFact(id=f"f{number}", kind=FactKind(kind), text=text)


def _named(rest: str) -> tuple[_Named, str]:
    names, bar, body = rest.partition("|")
    if not bar:
        raise _Problem(f"{rest[:60]!r} names no rule; write 'rule | text'")
    return _rules(names), body.strip()


def _rules(names: str) -> _Named:
    rules, also = rules_named(names)
    for name in (*rules, *also):
        if name not in JUDGED:
            raise _Problem(f"there is no rule {name!r}; use one of {', '.join(JUDGED)}")
    return _Named(rules, also)


def read_files(paths: Iterable[Path], writer: str, language: str = "en") -> Reader:
    """Return a reader that has read `paths`, those with numbers in their order.

    Raises:
        CorpusError: a file cannot be read.
    """
    reader = Reader(writer, language)
    for path in sorted(paths, key=_natural):
        try:
            reader.read(path.read_text(encoding="utf-8"), str(path))
        except OSError as error:
            raise CorpusError(f"{path} cannot be read: {error.strerror}; name a file that exists") from error
        except UnicodeDecodeError as error:
            raise CorpusError(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    return reader


def _natural(path: Path) -> tuple[object, ...]:
    return tuple(int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.name))


def _lines(reader: Reader) -> Iterator[str]:
    yield from reader.problems
    yield f"{len(reader.records)} records, {len(reader.problems)} lines that cannot be read"


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert; return 0, or 1 when a line cannot be read (nothing is written then, unless `--lenient`)."""
    parser = argparse.ArgumentParser(prog="python -m evals.corpus.notation", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--writer", required=True, help="whose hand it is, such as ash; ids begin with it")
    parser.add_argument("--out", required=True, type=Path, help="the JSON lines file to write")
    parser.add_argument("--language", default="en", help="where a file does not say '# language: de'")
    parser.add_argument("--lenient", action="store_true", help="leave out lines that cannot be read")
    options = parser.parse_args(arguments)
    try:
        reader = read_files(options.files, options.writer, options.language)
    except CorpusError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.write("".join(f"{line}\n" for line in _lines(reader)))
    if reader.problems and not options.lenient:
        return 1
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_bytes(dump(reader.records))
    return 0


if __name__ == "__main__":
    sys.exit(main())
