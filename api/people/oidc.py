"""OpenID Connect as its client: where the provider's doors are, the way there, and who comes back.

Authlib and the JOSE library it rests on are known here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from ssl import SSLContext
from threading import Lock
from time import monotonic
from typing import Any, Final

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, ClaimError, InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

from api.errors import Forbidden, Problem, Unavailable
from api.people.provider import Identity, Proofs, Provider
from api.people.urls import is_safe_url

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that are taken: with a private key, never with none or one that both sides share."""
_SECONDS: Final = 10.0
_KEPT: Final = 3600.0
"""Seconds until the provider's doors and keys are asked for anew."""
_AGAIN: Final = 10.0
"""Seconds between two looks for a key that is not known, whoever sends tokens."""
_LEEWAY: Final = 60
_DOORS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_LONGEST_SUBJECT: Final = 255
_VERIFIED: Final = (True, "true", 1, "1")
_OPERATORS: Final = "try again in a minute, or sign in with a password; whoever runs Amends can look into "


@dataclass(slots=True)
class _Known:
    """What the provider said of itself, and when."""

    doors: Mapping[str, Any]
    at: float
    keys: KeySet | None = None
    keys_at: float = 0.0


class OpenIdProvider:
    """A configured provider. Safe to use from any thread; asks nothing of the network until somebody signs in."""

    def __init__(self, provider: Provider, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Keep who the provider is."""
        self._provider = provider
        self._clock = clock
        self._known: _Known | None = None
        self._lock = Lock()

    def way_there(self, redirect_uri: str, proofs: Proofs) -> str:
        """Return the URL of the provider's page, which sends back a code to `redirect_uri`.

        Raises:
            Unavailable: the provider cannot be asked, or is not the one that is configured.
        """
        with closing(self._client()) as client:
            doors = self._doors(client).doors
            url, _ = client.create_authorization_url(
                doors["authorization_endpoint"],
                state=proofs.state,
                code_verifier=proofs.verifier,
                nonce=proofs.nonce,
                redirect_uri=redirect_uri,
            )
        return str(url)

    def check_sender(self, issuer: str | None) -> None:
        """Do nothing if an answer came from this provider: the `iss` that it told, where it tells one (RFC 9207).

        Raises:
            Forbidden: it came from another.
            Unavailable: see `way_there`.
        """
        with closing(self._client()) as client:
            tells = self._doors(client).doors.get("authorization_response_iss_parameter_supported") is True
        if (issuer is None and tells) or (issuer is not None and issuer != self._provider.issuer):
            raise _not_trusted("it came from another provider")

    def who(self, code: str, redirect_uri: str, proofs: Proofs) -> Identity:
        """Return who the code stands for, as the provider signed it.

        Raises:
            Forbidden: the code or the ID token cannot be trusted.
            Unavailable: the provider cannot be asked.
        """
        with closing(self._client()) as client:
            known = self._doors(client)
            token = self._exchange(client, known, code, redirect_uri, proofs.verifier)
            claims = self._claims(client, known, token, proofs.nonce)
            return self._identity(claims | self._more(client, known, claims))

    def _client(self) -> Any:
        secret = self._provider.client_secret
        return OAuth2Client(
            client_id=self._provider.client_id,
            client_secret=secret,
            scope=self._provider.scopes,
            code_challenge_method="S256",
            timeout=_SECONDS,
            verify=_trust(),
            follow_redirects=False,
        )

    def _doors(self, client: Any) -> _Known:
        with self._lock:
            if self._known is None or monotonic() - self._known.at > _KEPT:
                url = self._provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
                self._known = _Known(self._checked(self._get(client, url)), monotonic())
            return self._known

    def _checked(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        issuer = self._provider.issuer
        named = str(told.get("issuer"))
        if named != issuer:
            raise Unavailable(
                f"AMENDS_OIDC_ISSUER is {issuer!r}, but the provider there calls itself {named[:200]!r}",
                remedy="whoever runs Amends sets AMENDS_OIDC_ISSUER to exactly what the provider calls itself; "
                "signing in with a password works meanwhile",
            )
        for door in _DOORS:
            if not is_safe_url(told.get(door)):
                raise Unavailable(
                    f"the identity provider at {issuer} names no safe {door}",
                    remedy=_OPERATORS + "the provider's settings: an https address is needed",
                )
        return told

    def _exchange(self, client: Any, known: _Known, code: str, redirect_uri: str, verifier: str) -> Mapping[str, Any]:
        methods = known.doors.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if self._provider.client_secret and "client_secret_basic" not in methods and "client_secret_post" in methods:
            client.token_endpoint_auth_method = "client_secret_post"  # noqa: S105 - a method's name
        url = known.doors["token_endpoint"]
        try:
            token: Mapping[str, Any] = client.fetch_token(
                url, grant_type="authorization_code", code=code, redirect_uri=redirect_uri, code_verifier=verifier
            )
        except OAuthError as error:
            raise _refused(error.error) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise self._unreachable(error) from None
        return token

    def _claims(self, client: Any, known: _Known, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        text = token.get("id_token")
        if not isinstance(text, str):
            raise Unavailable(
                "the identity provider sent no ID token", remedy=_OPERATORS + "AMENDS_OIDC_SCOPES, which needs openid"
            )
        try:
            signed = self._verified(client, known, text)
            options = {"iss": {"value": self._provider.issuer}, "aud": {"value": self._provider.client_id}}
            bound = {"nonce": nonce, "client_id": self._provider.client_id, "access_token": token.get("access_token")}
            claims = CodeIDToken(signed.claims, signed.header, options, bound)
            claims.validate(now=int(self._clock().timestamp()), leeway=_LEEWAY)
        except ClaimError as error:
            raise _not_trusted(f"{error.error.replace('_', ' ')} {error.claim!r}") from None
        except (JoseError, ValueError, TypeError, AttributeError, KeyError) as error:
            why = error.error if isinstance(error, JoseError) else "malformed"
            raise _not_trusted(why.replace("_", " ")) from None
        return dict(claims)

    def _verified(self, client: Any, known: _Known, text: str) -> jwt.Token:
        """Return the token, its signature verified; a key that is not known is looked for anew, as keys are changed."""
        asked = monotonic()
        try:
            return jwt.decode(text, self._keys(client, known, since=asked - _KEPT), algorithms=ALGORITHMS)
        except (InvalidKeyIdError, BadSignatureError):
            return jwt.decode(text, self._keys(client, known, since=asked - _AGAIN), algorithms=ALGORITHMS)

    def _keys(self, client: Any, known: _Known, *, since: float) -> KeySet:
        with self._lock:
            if known.keys is None or known.keys_at < since:
                told = self._get(client, known.doors["jwks_uri"]).get("keys")
                known.keys, known.keys_at = KeySet(_keys_in(told)), monotonic()
            return known.keys

    def _more(self, client: Any, known: _Known, claims: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the provider tells of its user only when asked, where the ID token lacks what is needed."""
        needed = {"email", *([self._provider.role_claim.split(".")[0]] if self._provider.role_claim else [])}
        url = known.doors.get("userinfo_endpoint")
        if needed <= claims.keys() or not is_safe_url(url) or not client.token:
            return {}
        told = self._get(client, str(url), withhold_token=False)
        if told.get("sub") != claims["sub"]:
            raise _not_trusted("it tells of somebody else")
        return {name: value for name, value in told.items() if name not in claims}

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        subject, email = claims["sub"], claims.get("email")
        if not 0 < len(subject) <= _LONGEST_SUBJECT or not subject.isprintable():
            raise _not_trusted("invalid claim 'sub'")
        names = (claims.get("name"), claims.get("preferred_username"), email)
        return Identity(
            subject=f"{self._provider.issuer}|{subject}",
            email=email if isinstance(email, str) else None,
            # Entra ID has no `email_verified`, but tells with `xms_edov` that the owner of the domain was verified.
            verified=claims.get("email_verified", claims.get("xms_edov")) in _VERIFIED,
            name=next((name for name in names if isinstance(name, str) and name.strip()), None),
            claims=claims,
        )

    def _get(self, client: Any, url: str, *, withhold_token: bool = True) -> Mapping[str, Any]:
        try:
            answer = client.request("GET", url, withhold_token=withhold_token, headers={"Accept": "application/json"})
            answer.raise_for_status()
            told = answer.json()
        except (httpx2.HTTPError, httpx2.InvalidURL, OAuthError, ValueError) as error:
            raise self._unreachable(error) from None
        if not isinstance(told, dict):
            raise self._unreachable(TypeError())
        return told

    def _unreachable(self, error: Exception) -> Unavailable:
        status = error.response.status_code if isinstance(error, httpx2.HTTPStatusError) else type(error).__name__
        return Unavailable(
            f"the identity provider at {self._provider.issuer} does not answer as it should ({status})",
            remedy=_OPERATORS + "AMENDS_OIDC_ISSUER and the way there",
        )


@cache
def _trust() -> SSLContext:
    """Return which certificates are trusted; to read them takes longer than the rest of a sign-in."""
    return httpx2.create_ssl_context()


def _keys_in(told: object) -> list[Key]:
    """Return the public keys for signatures; what cannot be read is left out, as its kind may be known to others."""
    keys: list[Key] = []
    for one in told if isinstance(told, list) else ():
        if isinstance(one, dict) and one.get("kty") in {"RSA", "EC", "OKP"} and one.get("use", "sig") == "sig":
            try:
                keys.append(JWKRegistry.import_key(one))
            except (JoseError, ValueError, TypeError, KeyError):
                continue
    return keys


def _refused(error: object) -> Problem:
    if error in {"invalid_client", "unauthorized_client"}:
        return Unavailable(
            "the identity provider does not take this service for its client",
            remedy=_OPERATORS + "AMENDS_OIDC_CLIENT_ID and AMENDS_OIDC_CLIENT_SECRET",
        )
    return Forbidden("the identity provider no longer knows this sign-in", remedy="sign in again")


def _not_trusted(why: str) -> Forbidden:
    return Forbidden(
        f"the identity provider's answer cannot be trusted: {why}",
        remedy="sign in again; if it stays, whoever runs Amends can look into it",
    )
