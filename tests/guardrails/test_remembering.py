from __future__ import annotations

from guardrails.remembering import Remembered


def test_what_was_made_is_not_made_again() -> None:
    made: list[str] = []
    kept: Remembered[str, int] = Remembered(2)

    def make() -> int:
        made.append("a")
        return len(made)

    assert [kept.get("a", make), kept.get("a", make)] == [1, 1]
    kept.forget()
    assert kept.get("a", make) == 2


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    kept: Remembered[str, int] = Remembered(2)
    kept.get("a", lambda: 1)
    kept.get("b", lambda: 2)
    kept.get("a", lambda: 3)
    kept.get("c", lambda: 4)
    assert kept.get("a", lambda: 5) == 1
    assert kept.get("b", lambda: 6) == 6
