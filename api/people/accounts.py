"""Coming in: signing in with a password or an API key, taking up an invitation, changing a password."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from math import ceil

import structlog

from api.errors import InvalidInput, NotFound, TooManyTries, Unauthenticated
from api.people.passwords import hash_password, is_stale, verify
from api.store.engine import Store
from api.store.people import Invitation, Person, Role
from api.store.throttles import Throttles

log = structlog.get_logger(__name__)
PER_ADDRESS = 50
"""Failures from one address until it has to wait."""
_PER_PAIR, _PER_ACCOUNT = 5, 50


class Accounts:
    """Lets people in. Failures are counted by account and address, and by both together, which has the lowest limit:
    somebody who guesses elsewhere does not lock the owner out."""  # noqa: D205, D209 - one thought

    def __init__(self, store: Store, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Keep the store."""
        self._store = store
        self._clock = clock

    def sign_in(self, email: str, password: str, *, address: str) -> str:
        """Return the token of a new session.

        Raises:
            Unauthenticated: no such account, or another password; which of them is not told.
            TooManyTries: after too many failures.
        """
        now, account = self._clock(), email.strip().lower()[:320]
        limits = _limits(account, address)
        admit(self._store.throttles, limits, now)
        found = self._store.people.by_email(account)
        right = verify(found[1] if found else None, password)
        if found is None or not right or found[0].disabled_at is not None:
            self._store.throttles.failed(limits, now)
            log.info("sign-in refused", known=found is not None)
            raise Unauthenticated("the address or the password is wrong", remedy="try again, or ask an admin")
        person, stored = found
        if stored and is_stale(stored):
            self._store.people.set_password(person.id, hash_password(password))
        self._store.throttles.forgive(f"pair:{account}|{address}")
        return self._store.sessions.begin(person_id=person.id, now=now)

    def sign_in_with_key(self, secret: str, *, address: str) -> str:
        """Return the token of a new session with the scopes of an API key.

        Raises:
            Unauthenticated: the key is not known.
            TooManyTries: after too many failures.
        """
        now, limits = self._clock(), {f"address:{address}": PER_ADDRESS}
        admit(self._store.throttles, limits, now)
        key = self._store.keys.authenticate(secret)
        if key is None:
            self._store.throttles.failed(limits, now)
            raise Unauthenticated("the API key is not known", remedy="make a key with 'amends keys create'")
        return self._store.sessions.begin(key_id=key.id, now=now)

    def invite(self, email: str | None, role: Role, *, invited_by: str) -> tuple[Invitation, str]:
        """Return an invitation and its token, which is shown once; see `PeopleStore.invite`."""
        return self._store.people.invite(email, role, invited_by=invited_by, now=self._clock())

    def invitation(self, token: str) -> Invitation:
        """Return an invitation that can be taken up.

        Raises:
            NotFound: there is none, or it was used or ran out.
        """
        found = self._store.people.invitation(token, self._clock())
        if found is None:
            raise _no_invitation()
        return found

    def accept(self, token: str, *, email: str | None, name: str, password: str) -> str:
        """Take up an invitation: return the token of the new account's first session.

        Raises:
            NotFound: the invitation cannot be taken up.
            InvalidInput: address, name or password cannot be used; the invitation stays open.
            Conflict: the address has an account.
        """
        found = self.invitation(token)
        address = found.email or email
        if not address:
            raise InvalidInput("an e-mail address is needed", remedy="give the address you will sign in with")
        hashed = hash_password(password, about=(name, address))
        person = self._store.people.join(token, address, name, hashed, self._clock())
        if person is None:
            raise _no_invitation()
        return self._store.sessions.begin(person_id=person.id, now=self._clock())

    def change_password(self, person: Person, old: str, new: str, *, address: str) -> str:
        """Return the token of a new session; every other one of the person's is ended.

        Raises:
            Unauthenticated: the old password is wrong.
            TooManyTries: after too many failures.
            InvalidInput: the new one cannot be used.
        """
        now, limits = self._clock(), _limits(person.email, address)
        admit(self._store.throttles, limits, now)
        if not verify(self._store.people.password_of(person.id), old):
            self._store.throttles.failed(limits, now)
            raise Unauthenticated("the old password is wrong", remedy="try again")
        self._store.people.set_password(person.id, hash_password(new, about=(person.name, person.email)))
        return self._store.sessions.begin(person_id=person.id, now=now)


def admit(throttles: Throttles, limits: Mapping[str, int], now: datetime) -> None:
    """Do nothing while none of the names has failed as often as its limit.

    Raises:
        TooManyTries: one has; the detail tells how long to wait.
    """
    left = throttles.wait(limits, now)
    if left is not None:
        minutes = ceil(left.total_seconds() / 60)
        raise TooManyTries(f"too many tries failed; wait {minutes} min", remedy="wait, or ask an admin")


def _limits(account: str, address: str) -> dict[str, int]:
    return {
        f"pair:{account}|{address}": _PER_PAIR,
        f"account:{account}": _PER_ACCOUNT,
        f"address:{address}": PER_ADDRESS,
    }


def _no_invitation() -> NotFound:
    return NotFound("this invitation was used, withdrawn, or ran out", remedy="ask for a new one")
