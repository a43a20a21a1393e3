"""Signing in elsewhere: who comes back from the identity provider, matched with who has an account here."""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from api.errors import Conflict, Forbidden, InvalidInput, Problem
from api.people.accounts import PER_ADDRESS, admit
from api.people.provider import Identity, Join, Proofs, Provider, SignInProvider
from api.store.engine import Store
from api.store.people import Person, Role

log = structlog.get_logger(__name__)
_CODE_LENGTH = 4000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider sent back by way of the browser."""

    code: str | None
    state: str | None
    error: str | None
    issuer: str | None


class Elsewhere:
    """Lets people in whom the identity provider vouches for. The secret in a browser's cookie is all that binds it."""

    def __init__(
        self,
        store: Store,
        provider: Provider,
        client: SignInProvider,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep the store, who the provider is, and what speaks with it."""
        self._store = store
        self._client = client
        self._clock = clock
        self.provider = provider

    def begin(self, redirect_uri: str) -> tuple[str, str]:
        """Return the URL at which one signs in, and the secret that the browser must bring back.

        Raises:
            Unavailable: the provider cannot be asked.
        """
        secret = secrets.token_urlsafe(32)
        url = self._client.way_there(redirect_uri, _proofs(secret))
        self._store.sign_ins.begin(secret, self._clock())
        return url, secret

    def finish(self, answer: Answer, secret: str | None, redirect_uri: str, *, address: str) -> str:
        """Return the token of a new session.

        Raises:
            Forbidden: this browser began no such sign-in, the answer cannot be trusted, or its person may not come in.
            Unavailable: the provider cannot be asked.
            TooManyTries: after too many failures from this address.
        """
        now, limits = self._clock(), {f"address:{address}": PER_ADDRESS}
        admit(self._store.throttles, limits, now)
        try:
            identity = self._identity(answer, secret, redirect_uri, now)
            person = self._welcome(identity, now)
        except Forbidden:
            self._store.throttles.failed(limits, now)
            raise
        return self._store.sessions.begin(person_id=person.id, now=now)

    def _identity(self, answer: Answer, secret: str | None, redirect_uri: str, now: datetime) -> Identity:
        proofs = _proofs(secret or "")
        if not secret or not hmac.compare_digest(
            (answer.state or "").encode("utf-8", "surrogatepass"), proofs.state.encode()
        ):
            raise _not_begun()
        if not self._store.sign_ins.finish(secret, now):
            raise _not_begun()
        try:
            self._client.check_sender(answer.issuer)
            if answer.error or not answer.code or len(answer.code) > _CODE_LENGTH:
                raise _declined(answer.error)
            return self._client.who(answer.code, redirect_uri, proofs)
        except Problem as problem:
            log.warning("sign-in elsewhere failed", why=problem.detail)
            raise

    def _welcome(self, identity: Identity, now: datetime) -> Person:
        """Return whose account it is, with the role that the provider gives; one is linked or made if it may be."""
        person = self._store.people.by_subject(identity.subject) or self._newcomer(identity, now)
        if person.disabled_at is not None:
            raise _refused("this account is shut out", "ask an admin to let you in again", "disabled")
        return self._with_role(person, self.provider.role_of(identity.claims))

    def _newcomer(self, identity: Identity, now: datetime) -> Person:
        if not identity.email:
            raise _refused(
                "the identity provider tells no e-mail address of yours",
                "whoever runs Amends can ask for it with AMENDS_OIDC_SCOPES",
                "no address",
            )
        if not identity.verified:
            raise _refused(
                "the identity provider has not verified your e-mail address",
                "verify it there, then sign in again",
                "address not verified",
            )
        known = self._store.people.by_email(identity.email)
        if known:
            return self._linked(known[0], identity.subject)
        try:
            return self._joined(identity, identity.email, now)
        except Conflict:  # the same person, at the same moment, in another tab
            person = self._store.people.by_subject(identity.subject)
            if person is None:
                raise
            return person

    def _linked(self, person: Person, subject: str) -> Person:
        if person.disabled_at is None and not self._store.people.link(person.id, subject):
            raise _refused(
                "the account with your e-mail address belongs to another sign-in at the identity provider",
                "ask whoever runs Amends to free it with 'amends people unlink'",
                "linked to another",
            )
        return person

    def _joined(self, identity: Identity, email: str, now: datetime) -> Person:
        invitation = self._store.people.invited(email, now)
        name = (identity.name or email)[:200]
        try:
            if invitation:
                joined = self._store.people.take_up(invitation, email, name, subject=identity.subject, now=now)
                if joined:
                    return joined
            if self.provider.join is Join.ANYONE:
                return self._store.people.add(email, name, Role.REVIEWER, password=None, subject=identity.subject)
        except InvalidInput as problem:
            raise _refused(problem.detail, problem.remedy, "address or name cannot be used") from None
        raise _refused("you have no account here and no invitation", "ask an admin to invite your address", "uninvited")

    def _with_role(self, person: Person, role: Role | None) -> Person:
        if role is None or role is person.role:
            return person
        try:
            changed = self._store.people.change(person.id, role=role)
        except Conflict:
            log.warning("role kept", person=person.id, role=person.role, why="the last admin")
            return person
        log.info("role changed", person=person.id, before=person.role, now=role)
        return changed


def _proofs(secret: str) -> Proofs:
    """Return what belongs to the browser's secret: nothing but it has to be kept, and only as a digest."""
    return Proofs(*(_derived(secret, purpose) for purpose in ("state", "nonce", "verifier")))


def _derived(secret: str, purpose: str) -> str:
    digest = hmac.digest(secret.encode("utf-8", "surrogatepass"), f"amends sign-in {purpose}".encode(), "sha256")
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _not_begun() -> Forbidden:
    log.info("sign-in elsewhere refused", why="not under way")
    return Forbidden(
        "this sign-in was not begun in this browser, took longer than 10 minutes, or was finished",
        remedy="begin again at the address at which you use Amends",
    )


def _declined(error: str | None) -> Forbidden:
    code = error if error and error.isascii() and error.replace("_", "").isalnum() and len(error) < 60 else "no code"
    return Forbidden(f"the identity provider did not let you in ({code})", remedy="sign in again, or ask an admin")


def _refused(detail: str, remedy: str, why: str) -> Forbidden:
    log.info("sign-in elsewhere refused", why=why)
    return Forbidden(detail, remedy=remedy)
