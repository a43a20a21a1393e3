"""How much one request may send, counted as it arrives and not as it says."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import TooLarge
from api.problems import problem_response


class BodyLimit:
    """Refuses bodies over a limit with 413; uploads have a limit of their own."""

    def __init__(self, app: ASGIApp, *, most: int, most_upload: int) -> None:
        """Keep the limits, in bytes."""
        self._app = app
        self._most = most
        self._most_upload = most_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while its body stays within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._most_upload if scope["path"].endswith("/files") else self._most
        if _declared(scope) > most:
            await _refuse(most)(scope, receive, send)
            return
        seen, begun = 0, False

        async def counting() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise _Overrun
            return message

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, counting, noting)
        except _Overrun:
            if not begun:
                await _refuse(most)(scope, receive, send)


class _Overrun(BaseException):
    """The body went over the limit; no framework layer may take it for an application error."""


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0


def _refuse(most: int) -> ASGIApp:
    problem = TooLarge(
        f"the body is larger than {most:,} bytes",
        remedy="send it in parts, or raise AMENDS_MAX_BODY_BYTES or AMENDS_MAX_UPLOAD_BYTES",
    )
    return problem_response(problem.body(), {"Connection": "close"})
