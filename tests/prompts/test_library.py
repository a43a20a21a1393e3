from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from jinja2.sandbox import SecurityError

from prompts import library
from prompts.library import TEMPLATES, UnknownPromptError, load, names, versions

RELEASED = {
    ("judge", "v1"): "636f16f450148bd3644c1fa067bd8d1053cfd7ecda9ee022e59b0ec30374258e",
    ("revise", "v1"): "7beb600484fcb8dc36c6f9a4cc3b1078257326f6c61a9493a5036c28e8b6366d",
    ("write", "v1"): "63a11c32f6ce8e303e3c9498014319bf1e0f0e4d450d8d8e8d327e083a0e1cc5",
}
"""Every released prompt and the SHA-256 of its words. A prompt is never edited: add a version, and its line here."""


def test_no_released_prompt_was_edited_and_every_prompt_is_listed():
    found = {(name, version): load(name, version).sha256 for name in names() for version in versions(name)}
    assert found == RELEASED


def test_the_newest_version_is_what_one_gets(tmp_path, monkeypatch):
    for version in ("v1", "v2", "v10"):
        file = tmp_path / "greet" / f"{version}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            f"---\nname: greet\nversion: {version}\npurpose: p\noutput: o\n---\nHello {{{{ who }}}} {version}\n"
        )
    monkeypatch.setattr(library, "TEMPLATES", tmp_path)
    load.cache_clear()
    try:
        assert versions("greet") == ["v1", "v2", "v10"]
        assert load("greet").render(who="Ada") == [("system", "Hello Ada v10")]
        assert load("greet", "v2").version == "v2"
        assert load("greet", "v1").sha256 != load("greet", "v2").sha256
    finally:
        load.cache_clear()


@pytest.mark.parametrize(
    ("name", "version"), [("nothing", None), ("write", "v999"), ("../write", None), ("parts", None)]
)
def test_an_unknown_prompt_is_told_with_what_there_is(name, version):
    with pytest.raises(UnknownPromptError, match=r"write|v1"):
        load(name, version)


def test_what_is_included_belongs_to_the_digest(tmp_path, monkeypatch):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "v1.md").write_text(
        '---\nname: p\nversion: v1\npurpose: p\noutput: o\n---\n{% include "part.md" %}\n'
    )
    monkeypatch.setattr(library, "TEMPLATES", tmp_path)
    digests = set()
    for words in ("one", "two"):
        (tmp_path / "part.md").write_text(words)
        load.cache_clear()
        digests.add(load("p").sha256)
    load.cache_clear()
    assert len(digests) == 2


def test_a_missing_value_is_an_error_and_no_gap():
    with pytest.raises(UndefinedError):
        load("write").render(brand="x")


def test_values_are_data_and_never_templates():
    words = load("write").parts[0][1].render(brand="{{ 7 * 7 }}", voice="{% for %}", fence="f")
    assert "{{ 7 * 7 }}" in words
    assert "{% for %}" in words


def test_the_sandbox_keeps_templates_from_python(tmp_path, monkeypatch):
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "v1.md").write_text(
        "---\nname: r\nversion: v1\npurpose: p\noutput: o\n---\n{{ ''.__class__.__mro__ }}\n"
    )
    monkeypatch.setattr(library, "TEMPLATES", tmp_path)
    load.cache_clear()
    with pytest.raises(SecurityError):
        load("r").render()
    load.cache_clear()


def test_every_file_says_who_it_is():
    for name in names():
        for version in versions(name):
            prompt = load(name, version)
            assert prompt.purpose.endswith(".")
            assert prompt.output == ("rulings" if name == "judge" else "reply")
            assert [role for role, _ in prompt.parts] == ["system", "user", "assistant", "user"]
    assert all(file.suffix == ".md" for file in TEMPLATES.rglob("*") if file.is_file())


def test_the_front_matter_must_agree_with_the_path(tmp_path, monkeypatch):
    (tmp_path / "q").mkdir()
    (tmp_path / "q" / "v1.md").write_text("---\nname: other\nversion: v1\npurpose: p\noutput: o\n---\nHi\n")
    monkeypatch.setattr(library, "TEMPLATES", tmp_path)
    load.cache_clear()
    with pytest.raises(ValueError, match="calls itself other"):
        load("q")
    load.cache_clear()
