"""An identity provider on loopback, as a process of its own; on request it lies, as an attacker would.

The mock provider does the protocol. Before it stands a layer with keys of its own, which signs the ID tokens anew as it
was told to over `/lies`.
"""

from __future__ import annotations

import base64
import hmac
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import httpx

from tests.api.running import free_port

CLIENT, SECRET = "amends-tests", "made-up client secret"


@dataclass
class IdentityProvider:
    """A running provider. Without `lies`, it is honest."""

    url: str
    browser: httpx.Client

    def user(self, sub: str, **claims: Any) -> None:
        self.browser.put(f"{self.url}/users/{sub}", json=claims).raise_for_status()

    def lies(self, **lies: Any) -> None:
        """Lie from now on: `claims`, `header`, `key`, `discovery`, `callback`, `userinfo_only`; see `Liar`."""
        self.browser.post(f"{self.url}/lies", json=lies).raise_for_status()

    def asked(self) -> dict[str, Any]:
        """Return the fields of the last request for a token, and how often keys were asked for."""
        return dict(self.browser.get(f"{self.url}/asked").json())

    def agree(self, url: str, sub: str) -> str:
        """Return where the provider sends a person back to who signs in as `sub`."""
        answer = self.browser.post(url, data={"sub": sub})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def decline(self, url: str) -> str:
        return self.browser.post(url, data={"action": "deny"}).headers["location"]


@contextmanager
def running() -> Iterator[IdentityProvider]:
    port = free_port()
    environment = os.environ | {"AUTHLIB_INSECURE_TRANSPORT": "1", "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "tests.api.identity_provider", str(port)]
    process = subprocess.Popen(command, env=environment, cwd=Path(__file__).parents[2], stderr=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    try:
        _await(f"{url}/asked")
        with httpx.Client() as browser:
            yield IdentityProvider(url, browser)
    finally:
        process.terminate()
        process.wait(20)


def _await(url: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            httpx.get(url)
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


class Liar:
    """The layer before the mock provider, a WSGI application.

    claims: replace those of the ID token; None takes one away. header: the same of its header; with `alg` none or HS256
    the token is signed as that says. key: `other` signs with a key that nobody publishes, `next` changes the published
    one. discovery: replaces members of the discovery document. callback: parameters added to the way back.
    userinfo_only: claims that the ID token lacks.
    """

    def __init__(self, honest: Any) -> None:
        from joserfc.jwk import RSAKey

        self._honest = honest
        self._make = lambda: RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
        self._key, self._other = self._make(), self._make()
        self._lies: dict[str, Any] = {}
        self._asked: dict[str, Any] = {"jwks": 0}

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        if path == "/lies":
            self._lies = json.loads(body)
            if self._lies.get("key") == "next":
                self._key = self._make()
            return _json(start, {})
        if path == "/asked":
            return _json(start, self._asked)
        if path == "/jwks":
            self._asked["jwks"] += 1
            return _json(start, {"keys": [self._key.as_dict(private=False)]})
        if path == "/oauth2/token":
            self._asked |= {name: values[0] for name, values in parse_qs(body.decode()).items()}
            self._asked["authorization"] = environ.get("HTTP_AUTHORIZATION")
        return self._passed_on(environ, start)

    def _passed_on(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        told: list[Any] = []
        content = b"".join(self._honest(environ, lambda *head: told.extend(head)))
        status, headers = told[:2]
        path = environ["PATH_INFO"]
        if path.startswith("/.well-known") and status.startswith("200"):
            return _json(start, json.loads(content) | self._lies.get("discovery", {}))
        if path == "/oauth2/token" and status.startswith("200"):
            token = json.loads(content)
            return _json(start, token | {"id_token": self._signed(token["id_token"])})
        if path == "/oauth2/authorize" and self._lies.get("callback"):
            headers = [(name, self._way(value) if name == "Location" else value) for name, value in headers]
        start(status, headers)
        return [content]

    def _way(self, url: str) -> str:
        parts = urlsplit(url)
        return urlunsplit(parts._replace(query=f"{parts.query}&{urlencode(self._lies['callback'])}"))

    def _signed(self, text: str) -> str:
        from joserfc import jwt

        claims = json.loads(_unpacked(text.split(".")[1])) | self._lies.get("claims", {})
        left_out = self._lies.get("userinfo_only", [])
        claims = {name: value for name, value in claims.items() if value is not None and name not in left_out}
        header = {"alg": "RS256", "kid": self._key.kid} | self._lies.get("header", {})
        if header["alg"] == "none":
            return f"{_packed(json.dumps(header).encode())}.{_packed(json.dumps(claims).encode())}."
        if header["alg"] == "HS256":
            said = f"{_packed(json.dumps(header).encode())}.{_packed(json.dumps(claims).encode())}"
            return f"{said}.{_packed(hmac.digest(self._key.as_pem(private=False), said.encode(), 'sha256'))}"
        key = self._other if self._lies.get("key") == "other" else self._key
        return jwt.encode(header, claims, key)


def _json(start: Any, body: Any) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(body).encode()]


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def main(port: int) -> None:
    from oidc_provider_mock import _app, app
    from werkzeug.serving import make_server

    _app.AuthorizationCodeGrant.TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post", "none"]
    make_server("localhost", port, Liar(app()), threaded=True).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
