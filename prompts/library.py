"""The library of prompts: files of words with a version, rendered without logic.

A prompt is a folder under `templates/` with one file a version: YAML front matter (name, version, purpose, output), the
system message, and further messages after lines of `---8<--- role`. What it includes lies in `templates/parts`, with a
version too. A released file is never edited: a new version is added, and the last one is what `load` gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATES = Path(__file__).parent / "templates"
_CUT = re.compile(r"^---8<--- (system|user|assistant)\n", re.MULTILINE)
_INCLUDED = re.compile(r"""\{%-?\s*include\s+["']([^"']+)["']""")
_BLANK_LINES = re.compile(r"\n{3,}")


class UnknownPromptError(LookupError):
    """There is no prompt of that name, or no such version of it."""


@dataclass(frozen=True, slots=True)
class Control:
    """A sentence whose ruling is known: one of `rules` is broken, or nothing where there are none."""

    text: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file. `sha256` covers its words and those of every file it includes.

    `example` holds words of its worked example that a reply has no business to use unless the case has them too;
    `controls` are what a judge is tried with.
    """

    name: str
    version: str
    sha256: str
    purpose: str
    output: str
    example: tuple[str, ...]
    parts: tuple[tuple[str, Template], ...]
    controls: tuple[Control, ...] = ()

    def render(self, **values: Any) -> list[tuple[str, str]]:
        """Return the messages as (role, text).

        Raises:
            jinja2.UndefinedError: a value that the words need is missing.
            jinja2.sandbox.SecurityError: the words reach for something unsafe.
        """
        return [(role, _tidy(template.render(**values))) for role, template in self.parts]


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", text).strip()


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        autoescape=False,  # the reader is a model, not a browser
    )


def _read(relative: str) -> str:
    return (TEMPLATES / relative).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the SHA-256 of `text` and of what it includes, in the order in which it does."""
    digest = sha256(text.encode())
    for included in _INCLUDED.findall(text):
        digest.update(_digest(_read(included)).encode())
    return digest.hexdigest()


def names() -> list[str]:
    """Return the names of all prompts, sorted."""
    return sorted(folder.name for folder in TEMPLATES.iterdir() if folder.is_dir() and any(folder.glob("v*.md")))


def versions(name: str) -> list[str]:
    """Return the versions of a prompt, oldest first; none for an unknown name."""
    if name not in names():
        return []
    found = [file.stem for file in (TEMPLATES / name).glob("v*.md") if file.stem[1:].isdecimal()]
    return sorted(found, key=lambda version: int(version[1:]))


@cache
def load(name: str, version: str | None = None) -> Prompt:
    """Return the prompt `name` in the `version` given ("v1"), else in its newest.

    Raises:
        UnknownPromptError: there is none; the message lists what there is.
        ValueError: the file's front matter does not say what its path says.
    """
    known = versions(name)
    if not known:
        raise UnknownPromptError(f"no prompt is called {name!r}; there are: {', '.join(names())}")
    chosen = version or known[-1]
    if chosen not in known:
        raise UnknownPromptError(f"prompt {name!r} has no version {chosen!r}; it has: {', '.join(known)}")
    return _parse(name, chosen, _read(f"{name}/{chosen}.md"))


def _parse(name: str, version: str, text: str) -> Prompt:
    _, matter, words = text.split("---\n", 2)
    about = yaml.safe_load(matter)
    if (about.get("name"), about.get("version")) != (name, version):
        raise ValueError(f"{name}/{version}.md calls itself {about.get('name')} {about.get('version')}")
    pieces = _CUT.split(words)
    roles = ["system", *pieces[1::2]]
    environment = _environment()
    parts = tuple(
        (role, environment.from_string(piece)) for role, piece in zip(roles, pieces[::2], strict=True) if piece.strip()
    )
    example = tuple(str(word) for word in about.get("example", ()))
    controls = tuple(Control(str(one["text"]), tuple(one["rules"])) for one in about.get("controls", ()))
    return Prompt(name, version, _digest(text), str(about["purpose"]), str(about["output"]), example, parts, controls)
