"""The errors of the service, as RFC 9457 problem details.

Problem                     what a caller is told: type, title, status, detail, and the remedy
├── InvalidInput     422    a value that cannot be taken
├── Blocked          422    a text the guardrails do not let out
├── IdempotencyClash 422    the same key with another body
├── Unauthenticated  401    no key, or an unknown one
├── Forbidden        403    a key without the scope
├── NotFound         404
├── Conflict         409    a stale version, or a state that does not allow it
├── TooLarge         413
├── Unsupported      415
├── TooManyTries     429    too many failures; wait
└── Unavailable      503    a part is missing or starting; try again
"""

from __future__ import annotations

from typing import Any, ClassVar


class Problem(Exception):
    """An error with a status, a stable type and advice.

    `detail` names the offending value, `remedy` says what to do; `extra` joins the JSON body as it is.
    """

    status: ClassVar[int] = 500
    kind: ClassVar[str] = "internal"
    title: ClassVar[str] = "Internal error"

    def __init__(self, detail: str, *, remedy: str = "", **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.remedy = remedy
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """Return the problem+json members."""
        members: dict[str, Any] = {
            "type": f"urn:amends:problem:{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.remedy:
            members["remedy"] = self.remedy
        return members | self.extra


class InvalidInput(Problem):
    """A value that cannot be taken."""

    status, kind, title = 422, "invalid-input", "Invalid input"


class Blocked(Problem):
    """A text the guardrails do not let out."""

    status, kind, title = 422, "blocked", "The guardrails block this text"


class IdempotencyClash(Problem):
    """The same Idempotency-Key with another body."""

    status, kind, title = 422, "idempotency-clash", "The Idempotency-Key was used with another body"


class Unauthenticated(Problem):
    """No key, or an unknown one."""

    status, kind, title = 401, "unauthenticated", "A valid API key is needed"


class Forbidden(Problem):
    """A key without the scope."""

    status, kind, title = 403, "forbidden", "The API key lacks the scope"


class NotFound(Problem):
    """Nothing has that id."""

    status, kind, title = 404, "not-found", "Not found"


class Conflict(Problem):
    """A stale version, or a state that does not allow it."""

    status, kind, title = 409, "conflict", "Conflict"


class TooLarge(Problem):
    """More than is taken at once."""

    status, kind, title = 413, "too-large", "Too large"


class Unsupported(Problem):
    """A media type that is not read."""

    status, kind, title = 415, "unsupported-media-type", "Unsupported media type"


class TooManyTries(Problem):
    """Too many failures; wait."""

    status, kind, title = 429, "too-many-tries", "Too many tries"


class Unavailable(Problem):
    """A part is missing or starting; try again."""

    status, kind, title = 503, "unavailable", "Unavailable"
