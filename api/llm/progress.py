"""Text as it is written: the messages' words out of a JSON answer that is still arriving."""

from __future__ import annotations

from collections.abc import Callable

_STEP = 24
"""Characters that must have arrived since the last report."""


def readable(answer: str) -> str:
    """Return the messages' text in a partial `answer`; the answer itself when it is no JSON."""
    import jiter  # noqa: PLC0415 - comes with openai, and is imported with it

    begin = answer.find("{")
    if begin < 0:
        return answer.strip()
    try:
        value = jiter.from_json(answer[begin:].encode(), partial_mode="trailing-strings")
    except ValueError:
        return ""
    return "\n\n".join(part for part in value.values() if isinstance(part, str)) if isinstance(value, dict) else ""


def telling(on_text: Callable[[str], None] | None) -> Callable[[str], None] | None:
    """Return a listener for the raw answer so far that tells `on_text` the readable text so far, when it has grown."""
    if on_text is None:
        return None
    reported = 0

    def tell(answer: str) -> None:
        nonlocal reported
        if 0 <= len(answer) - reported < _STEP and answer[-1:] not in {"}", ""}:
            return
        reported = len(answer)
        on_text(readable(answer))

    return tell
