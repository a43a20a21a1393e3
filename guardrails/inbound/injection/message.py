"""Where in a whole message words steer the writing system: the complaint, the thread, the author's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.inbound.assessment import Inbound
from guardrails.inbound.injection.scan import Injection, Place, scan

THREAD_LINES = 8
"""The last lines of a thread; a writer is shown no more."""


@dataclass(frozen=True, slots=True)
class Steering:
    """What was found and where it stands."""

    where: str
    injection: Injection

    @property
    def reason(self) -> str:
        """Return what a reviewer reads."""
        quote = f": “{self.injection.quote}”" if self.injection.quote else ""
        return f"Part of {self.where} {self.injection.how}{quote}"


def steering_of(message: Inbound) -> list[Steering]:
    """Return every attempt in `message` to steer the writing system, those of the complaint first."""
    return list(_found(message))


def _found(message: Inbound) -> Iterator[Steering]:
    for injection in scan(message.text):
        yield Steering("the complaint", injection)
    for line in message.thread[-THREAD_LINES:]:
        for injection in scan(line.text):
            yield Steering("an earlier message in the thread", injection)
    names = (message.name, message.handle, *(line.author for line in message.thread[-THREAD_LINES:]))
    for name in filter(None, names):
        for injection in scan(name, Place.NAME):
            yield Steering("a name", injection)
