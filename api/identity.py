"""The settings of signing in elsewhere, checked as a whole: each error names the setting, its value and the remedy."""

from __future__ import annotations

from urllib.parse import urlsplit

from api.errors import InvalidInput
from api.people.provider import Join, Provider, roles_from
from api.people.urls import is_safe_url
from api.settings import Settings
from api.store.people import Role


def provider_of(settings: Settings) -> Provider | None:
    """Return the identity provider that is configured; None when there is none.

    Raises:
        InvalidInput: a setting cannot be used, or needs another that is not set.
    """
    _check_public_url(settings.public_url)
    if settings.oidc_issuer is None:
        _nothing_without_issuer(settings)
        return None
    secret = settings.oidc_client_secret
    return Provider(
        issuer=_issuer(settings.oidc_issuer),
        client_id=_client_id(settings.oidc_client_id),
        client_secret=secret.get_secret_value() if secret else None,
        scopes=_scopes(settings.oidc_scopes),
        name=settings.oidc_name,
        join=Join(settings.oidc_join),
        role_claim=settings.oidc_role_claim,
        roles=_roles(settings),
    )


def _check_public_url(url: str | None) -> None:
    if url is not None and not _is_origin(url):
        raise InvalidInput(
            f"AMENDS_PUBLIC_URL is {url!r}", remedy="give scheme and host alone, such as https://amends.example.com"
        )


def _is_origin(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    rest = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not rest


def _nothing_without_issuer(settings: Settings) -> None:
    for name in ("oidc_client_id", "oidc_client_secret", "oidc_role_claim", "oidc_roles"):
        if getattr(settings, name):
            raise InvalidInput(
                f"AMENDS_{name.upper()} is set, but AMENDS_OIDC_ISSUER is not",
                remedy="set AMENDS_OIDC_ISSUER to the identity provider's address, or take the other away",
            )


def _issuer(issuer: str) -> str:
    if not is_safe_url(issuer) or "?" in issuer:
        raise InvalidInput(
            f"AMENDS_OIDC_ISSUER is {issuer!r}",
            remedy="give the provider's https address as its discovery document tells it, without ?query or #fragment",
        )
    return issuer


def _client_id(client_id: str | None) -> str:
    if client_id is None:
        raise InvalidInput(
            "AMENDS_OIDC_ISSUER is set, but AMENDS_OIDC_CLIENT_ID is not",
            remedy="register this service at the provider and give the client id it gets there",
        )
    return client_id


def _scopes(scopes: str) -> str:
    asked = scopes.replace(",", " ").split()
    if "openid" not in asked:
        raise InvalidInput(f"AMENDS_OIDC_SCOPES is {scopes!r}", remedy="begin with openid: openid email profile")
    return " ".join(asked)


def _roles(settings: Settings) -> dict[str, Role]:
    try:
        roles = roles_from(settings.oidc_roles)
    except ValueError as error:
        raise InvalidInput(
            f"AMENDS_OIDC_ROLES has {str(error)!r}", remedy=f"write value=role; roles are {', '.join(Role)}"
        ) from None
    if bool(roles) != bool(settings.oidc_role_claim):
        raise InvalidInput(
            "of AMENDS_OIDC_ROLE_CLAIM and AMENDS_OIDC_ROLES only one is set",
            remedy="set both, or neither for roles that admins give here",
        )
    return roles
