"""The replies in a file: parted by lines of `===`, each with the front matter that tells its situation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from api.errors import InvalidInput
from api.linter.sources import Source

FIELDS = ("audience", "channel", "complaint", "facts", "language", "as_of")
"""What front matter may tell; each is an option of the command, too."""
_PARTING = re.compile(r"^===[ \t]*\r?$", re.MULTILINE)
_FRONT = re.compile(r"\s*^---[ \t]*\r?\n(?P<told>.*?)^---[ \t]*\r?(?:\n|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """A reply in a file: `text` stands at `offset` of it; `front` is what its front matter tells, word for word."""

    source: Source
    number: int
    text: str
    offset: int
    front: Mapping[str, str] = field(default_factory=dict)


def replies(source: Source) -> list[Written]:
    """Return the replies in a file, in order. Front matter holds until the next one tells otherwise.

    Raises:
        InvalidInput: front matter is no `name: value` lines, or names what there is not.
    """
    found: list[Written] = []
    front: dict[str, str] = {}
    for start, end in _parts(source.text):
        told = _FRONT.match(source.text, start, end)
        if told:
            front = {**front, **_told(source, told["told"], told.start("told"))}
        begin = told.end() if told else start
        text = source.text[begin:end]
        if text.strip():
            offset = begin + len(text) - len(text.lstrip())
            found.append(Written(source, len(found) + 1, text.strip(), offset, front))
    return found or [Written(source, 1, "", len(source.text), front)]


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for parting in _PARTING.finditer(text):
        yield start, parting.start()
        start = parting.end()
    yield start, len(text)


def _told(source: Source, text: str, offset: int) -> dict[str, str]:
    first = source.place(offset).line
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{source.name}:{first + (mark.line if mark else 0)}"
        problem = getattr(error, "problem", None) or "it is no YAML"
        raise InvalidInput(f"{place}: front matter: {problem}", remedy="write 'audience: public' lines") from None
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise InvalidInput(
            f"{source.name}:{first}: front matter is no 'name: value' lines", remedy="write 'audience: public' lines"
        )
    return dict(_pair(source, first, name, value) for name, value in root.value)


def _pair(source: Source, first: int, name: yaml.Node, value: yaml.Node) -> tuple[str, str]:
    place = f"{source.name}:{first + name.start_mark.line}"
    key = str(name.value).replace("-", "_") if isinstance(name, yaml.ScalarNode) else "a list or mapping"
    if key not in FIELDS:
        raise InvalidInput(f"{place}: front matter knows no {key!r}", remedy=f"it may tell {', '.join(FIELDS)}")
    if not isinstance(value, yaml.ScalarNode):
        raise InvalidInput(f"{place}: {key} is a list or mapping", remedy="give it one value")
    return key, str(value.value)
