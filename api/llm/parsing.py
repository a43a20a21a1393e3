"""Reading a model's answer: JSON where it kept to the form, and whatever can be made of it where it did not."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guardrails.finding import Audience

MAX_ANSWER = 60_000
"""Longest answer that is read, in code points."""
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCED = re.compile(r"```[a-zA-Z]*[ \t]*\n(.*?)(?:\n[ \t]*```|\Z)", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_CURLY = str.maketrans({"“": '"', "”": '"', "„": '"'})
_HEADED = re.compile(
    r"^[ \t>#*_-]{0,6}(?:the[ \t])?(?P<audience>public|private|direct|dm)"
    r"(?:[ \t]+(?:reply|message|response|answer|post))?"
    r"[ \t]*[*_]{0,3}[ \t]*(?:\([^)\n]{0,60}\))?[ \t]*:[ \t]*[*_]{0,3}[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_FACTS_LINE = re.compile(
    r"^[ \t>#*_-]{0,6}(?:facts?|fact ids|cited|citations|sources)[ \t*_]{0,4}:(?P<ids>[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_JSON_START = re.compile(r"\s*(?:```\w*\s*)?[{\[](?!\{)")
_LOOSE_KEY = re.compile(
    r"""(?:(?<=[{,])|(?<=[{,]\s))\s{0,8}["'“](?P<name>public|private|facts)["'”]\s{0,4}:\s{0,4}""", re.IGNORECASE
)
_JSON_KEY = re.compile(r"[\"'](?:public|private|facts)[\"']\s*:")
_PREAMBLE = re.compile(
    r"\A\W{0,3}(?:(?:sure|certainly|of course|absolutely|okay|ok)\b[^\n:]{0,120}:"
    r"|(?:here(?:'s|’s| is| are)|below (?:is|are))\b[^\n:]{0,120}:)\s*",
    re.IGNORECASE,
)
_PUBLIC = frozenset({"public", "publicreply", "publicmessage", "publicresponse", "publictext", "post", "tweet"})
_PRIVATE = frozenset(
    {"private", "privatereply", "privatemessage", "privateresponse", "privatetext", "dm", "directmessage", "email"}
)
_EITHER = frozenset({"reply", "message", "response", "text", "answer", "content", "body", "draft"})
_FACTS = frozenset({"facts", "factids", "fact", "cited", "citations", "sources", "factsused", "evidence", "citedfacts"})
_SAYS_AUDIENCE = frozenset({"audience", "type", "visibility", "role"})
_WRAPPERS = frozenset({"replies", "messages", "output", "result", "data", "drafts", "responses"})


@dataclass(slots=True)
class Parsed:
    """The messages found, the fact ids named, and whether the answer kept to the form asked for."""

    messages: dict[Audience, str] = field(default_factory=dict)
    facts: list[str] = field(default_factory=list)
    structured: bool = True


def _key(name: object) -> str:
    return re.sub(r"[\W_]+", "", str(name)).casefold()


def _loads(text: str) -> Any:
    """Return the first JSON value at the start of `text`, forgiving what models get wrong, or None."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        pass
    whole = text[: _closing(text)]
    for candidate in (_TRAILING_COMMA.sub("", whole), _TRAILING_COMMA.sub("", whole.translate(_CURLY))):
        try:
            return json.JSONDecoder(strict=False).raw_decode(candidate)[0]
        except (ValueError, RecursionError):
            continue
    try:
        return ast.literal_eval(whole)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _closing(text: str) -> int:
    """Return the index past the last closing brace; the text's length when there is none."""
    return text.rfind("}") + 1 or len(text)


def objects(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON objects found in `text`: in code fences first, then from each of the first braces."""
    places = [match.group(1).strip() for match in _FENCED.finditer(text)]
    braces = [match.start() for match in re.finditer(r"\{(?!\{)", text)][:4]
    for piece in (*places, *(text[at:] for at in braces)):
        value = _loads(piece) if piece[:1] in "{[" and piece else None
        if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
            value = {"messages": value}
        if isinstance(value, dict):
            yield value


def _text(value: object) -> str:
    """Return the words in `value`, a string or an object around one."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next((_text(value[key]) for key in value if _key(key) in _EITHER), "")
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return ""


def _ids(value: object) -> list[str]:
    if isinstance(value, str):
        value = re.split(r"[,;\s]+", value)
    if isinstance(value, list):
        entries = [entry.get("id") if isinstance(entry, dict) else entry for entry in value]
        named = [str(entry).strip("[]<>*\"' ") for entry in entries if isinstance(entry, str | int)]
        return [entry for entry in named if entry]
    return []


def _listed(entries: object) -> Iterator[tuple[str, object]]:
    """Yield (key, value) of a list of messages that say their audience."""
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            audience = next(
                (entry[key] for key in entry if _key(key) in {"audience", "type", "visibility", "role"}), None
            )
            yield str(audience), entry


def _members(value: Mapping[str, Any], depth: int = 0) -> Iterator[tuple[str, object]]:
    for name, inner in value.items():
        key = _key(name)
        if key in _WRAPPERS and isinstance(inner, list):
            yield from _listed(inner)
        elif key in _WRAPPERS and isinstance(inner, dict) and depth < 3:
            yield from _members(inner, depth + 1)
        else:
            yield key, inner


def _from_object(value: Mapping[str, Any], wanted: Sequence[Audience]) -> Parsed | None:
    parsed, either = Parsed(), ""
    for name, inner in _members(value):
        key = _key(name)
        if key in _PUBLIC:
            parsed.messages.setdefault(Audience.PUBLIC, _text(inner))
        elif key in _PRIVATE:
            parsed.messages.setdefault(Audience.PRIVATE, _text(inner))
        elif key in _FACTS:
            parsed.facts += _ids(inner)
        elif key in _EITHER:
            either = either or _text(inner)
    if either and not any(text.strip() for text in parsed.messages.values()):
        parsed.messages[wanted[-1]] = either
    return parsed if parsed.messages else None


def _from_broken(text: str) -> Parsed | None:
    """Return what stands behind the known keys of an object that is no JSON, for a quotation mark too many or too few.

    Each value reaches to the next key; the last one must be closed, or it may have been cut.
    """
    keys = list(_LOOSE_KEY.finditer(text))
    body = text[: _closing(text)].rstrip("} \n,")
    if not keys or len(keys) > 6 or not body.endswith(('"', "'", "]", "”")):
        return None
    parsed = Parsed(structured=False)
    ends = [key.start() for key in keys[1:]] + [len(body)]
    for key, end in zip(keys, ends, strict=True):
        value = body[key.end() : end].strip().rstrip(",").strip()
        if key["name"].casefold() == "facts":
            parsed.facts += _ids(value)
        elif value[:1] in {'"', "'", "“"}:
            audience = Audience(key["name"].casefold())
            parsed.messages.setdefault(audience, value[1:-1].replace("\\n", "\n").replace('\\"', '"'))
    return parsed if parsed.messages else None


def _from_headings(text: str) -> Parsed | None:
    heads = list(_HEADED.finditer(text))
    if not heads:
        return None
    parsed = Parsed(structured=False)
    if cited := _FACTS_LINE.search(text):
        parsed.facts = _ids(cited["ids"])
        text = text[: cited.start()] + "\n" * (cited.end() - cited.start()) + text[cited.end() :]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        audience = Audience.PUBLIC if head["audience"].casefold() == "public" else Audience.PRIVATE
        parsed.messages.setdefault(audience, text[head.end() : end])
    return parsed


def _tidy(text: str) -> str:
    """Return a message without a preamble, markdown's quotes or the quotation marks around the whole."""
    text = _PREAMBLE.sub("", text.strip()).strip()
    text = re.sub(r"^(?:-{3,}|\*{3,})$", "", text, flags=re.MULTILINE).strip()
    for left, right in (('"', '"'), ("“", "”"), ("**", "**")):
        inner = text[len(left) : -len(right)]
        if (
            len(text) > 4
            and text.startswith(left)
            and text.endswith(right)
            and left not in inner
            and right not in inner
        ):
            text = inner.strip()
    return text


def _blank(text: str) -> bool:
    """Return whether a message holds nothing, or the form's own words instead of some."""
    return not re.search(r"\w", text) or bool(re.fullmatch(r"<[^<>]{0,200}>|(?i:null|none|n/?a|string|\.\.\.)", text))


def _kept(parsed: Parsed, wanted: Iterable[Audience]) -> Parsed:
    tidy = {audience: _tidy(parsed.messages.get(audience, "")) for audience in wanted}
    messages = {audience: text for audience, text in tidy.items() if not _blank(text)}
    return Parsed(messages, list(dict.fromkeys(parsed.facts)), parsed.structured)


def without_thoughts(text: str) -> str:
    """Return `text` without what a reasoning model thought aloud."""
    return _THOUGHT.sub("", text).strip() if "<think" in text.casefold() else text.strip()


def parse(text: str, wanted: Sequence[Audience]) -> Parsed | None:
    """Return what `text` holds for the audiences `wanted` (in order), or None when no message can be made of it.

    JSON is read from code fences, before and after other words, with trailing commas, single quotes and other names
    for its keys; then "Public: … Private: …"; last, running prose, which becomes the last audience's message.
    """
    text = without_thoughts(text)[:MAX_ANSWER]
    values = list(objects(text))
    for value in values:
        if found := _from_object(value, wanted):
            return _kept(found, wanted)
    if _looks_like_json(text):
        found = _from_broken(text)
    elif not values:
        found = _from_headings(text) or Parsed({wanted[-1]: _FACTS_LINE.sub("", text)}, structured=False)
    else:
        found = None
    kept = _kept(found, wanted) if found else None
    return kept if kept and kept.messages and all(_is_prose(message) for message in kept.messages.values()) else None


def _looks_like_json(text: str) -> bool:
    return bool(re.match(r"\s*(?:```\w*\s*)?[{\[](?!\{)", text)) or bool(
        re.search(r'"(?:public|private|facts)"\s*:', text)
    )


def _is_prose(text: str) -> bool:
    """Return whether `text` reads like a message: several words, few of them marks."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    letters = sum(character.isalpha() or character.isspace() for character in text)
    return (len(words) >= 5 or (len(text) >= 12 and not text.isascii())) and letters >= 0.7 * len(text)
