"""Opening the store."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from api.store import tables
from api.store.auditing import Audit
from api.store.cases import CaseStore
from api.store.citations import Citations
from api.store.clock import Clock
from api.store.database import Database, reachable
from api.store.drafts import DraftStore
from api.store.erasing import Eraser
from api.store.evidence import EvidenceStore
from api.store.fact_lists import FactLists
from api.store.facts import SqlFactRepository
from api.store.figures import Figures
from api.store.followups import FollowUps
from api.store.incident_cases import IncidentCases
from api.store.incidents import IncidentStore
from api.store.keys import KeyStore
from api.store.migrating import migrate_database
from api.store.overview import Overviews
from api.store.people import PeopleStore
from api.store.presence import Presence
from api.store.queue import Queue
from api.store.releases import Releases
from api.store.sessions import SessionStore
from api.store.sightings import Sightings
from api.store.sign_ins import SignIns
from api.store.throttles import Throttles
from api.store.webhooks import Webhooks


class DatabaseUnreachable(RuntimeError):
    """The database does not answer, or is no database; the message says where and why, without its password."""


class Store:
    """Everything the service remembers in one database: facts, drafts, cases, keys, people and their sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.url = database.url.render_as_string(hide_password=False)
        self.facts = SqlFactRepository(database)
        self.fact_lists = FactLists(database)
        self.citations = Citations(database)
        self.drafts = DraftStore(database)
        self.cases = CaseStore(database)
        self.queue = Queue(database)
        self.presence = Presence(database)
        self.releases = Releases(database)
        self.incidents = IncidentStore(database)
        self.incident_cases = IncidentCases(database)
        self.sightings = Sightings(database)
        self.clock = Clock(database)
        self.evidence = EvidenceStore(database)
        self.figures = Figures(database)
        self.follow_ups = FollowUps(database)
        self.webhooks = Webhooks(database)
        self.keys = KeyStore(database)
        self.overviews = Overviews(database)
        self.people = PeopleStore(database)
        self.sessions = SessionStore(database)
        self.sign_ins = SignIns(database)
        self.throttles = Throttles(database)
        self.audit = Audit(database)
        self.eraser = Eraser(database)

    def compact(self) -> bool:
        """Take what was erased out of the files, too; return whether it is out (see `Database.compact`)."""
        touched = (
            tables.cases,
            tables.drafts,
            tables.events,
            tables.idempotency,
            tables.facts,
            tables.citations,
            tables.sightings,
            tables.evidence,
        )
        return self._database.compact(touched)

    def ready(self) -> bool:
        """Return whether the database answers."""
        return reachable(self._database)

    def close(self) -> None:
        """Close every connection; the store cannot be used afterwards."""
        self._database.close()


def open_store(url: str) -> Store:
    """Return the store at `url`, brought to the newest shape first.

    `url` is SQLite in a file (`sqlite:////folder/amends.db`; the folder is made) or PostgreSQL
    (`postgresql://user:password@host:5432/name`).

    Raises:
        BadDatabaseUrl: the URL cannot be used.
        DatabaseTooNew: a newer version of the service has shaped this database.
        DatabaseUnreachable: it does not answer.
    """
    database = Database(url)
    try:
        migrate_database(database)
    except (DBAPIError, OSError) as error:
        database.close()
        raise DatabaseUnreachable(_why(database, error)) from error
    except BaseException:
        database.close()
        raise
    return Store(database)


def _why(database: Database, error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    reason = str(cause).strip().splitlines()
    place = database.url.render_as_string(hide_password=True)
    return f"the database at {place} cannot be used: {reason[0] if reason else type(cause).__name__}"
