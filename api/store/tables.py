"""The tables, alike on SQLite and PostgreSQL.

Moments are integers: microseconds since 1970, UTC (see `api.store.moments`). Documents are JSON text, written and read
whole; what is searched or sorted by has a column of its own beside them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from api.store.words import plain

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# On SQLite a row is its key only when that is exactly INTEGER.
_Serial = BigInteger().with_variant(Integer(), "sqlite")


class Words(TypeDecorator[str]):
    """Text from outside, wherever it is stored or looked up: never refused for a character no column can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Return what the database is given."""
        return None if value is None else plain(value)


class Name(Words):
    """Words that sort by code point everywhere; PostgreSQL would else sort by the rules of its locale."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of the database."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()


def _index(table: str, *columns: str) -> Index:
    """Return an index over the rows that have the first column."""
    known = text(f"{columns[0]} IS NOT NULL")
    return Index(f"ix_{table}_{'_'.join(columns)}", *columns, sqlite_where=known, postgresql_where=known)


_LIVE = text("status = 'pending_review'")
# As queries have to say it, so that they are answered along the index.
DUE = text("status = 'open' AND respond_by IS NOT NULL AND (deadline_told IS NULL OR deadline_told <> respond_by)")
OVERDUE = text("status = 'open' AND overdue_at IS NOT NULL")

counters = Table(
    "counters",
    metadata,
    Column("name", Name, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("id", Name, primary_key=True),
    Column("body", Text, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("source_group", Words),
    # Of orders only, so that a customer's are found: canonical forms (see `knowledge.identity`), ISO date or "".
    Column("handle", Words),
    Column("email", Words),
    Column("phone", Words),
    Column("placed_on", String(10), nullable=False),
    # For those who look through them: `words` is all that is looked for, casefolded. Both moments are unknown of facts
    # that were loaded before they were kept.
    Column("title", Words),
    Column("source", Words),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("loaded_at", BigInteger),
    Column("changed_at", BigInteger),
    Column("words", Words, nullable=False, server_default=""),
    # Holds all that the overview counts: the rows themselves are large.
    Index("ix_facts_kind_valid_from_valid_until_changed_at", "kind", "valid_from", "valid_until", "changed_at"),
    _index("facts", "source_group"),
    _index("facts", "handle"),
    _index("facts", "email"),
    _index("facts", "phone"),
)

passages = Table(
    "passages",
    metadata,
    Column("kind", String(10), primary_key=True),
    Column("fact_id", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("id", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("heading", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("source", Words),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("revision", BigInteger, nullable=False),
    Index("ix_passages_key", "key"),
    Index("ix_passages_revision", "revision"),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("key", Name, primary_key=True),
    Column("revision", BigInteger, nullable=False),
    Index("ix_tombstones_revision", "revision"),
)

sources = Table(
    "sources",
    metadata,
    Column("name", Name, primary_key=True),
    Column("digest", Words, nullable=False),
    Column("read_at", BigInteger),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Name, primary_key=True),
    Column("external_id", Words),
    Column("channel", String(40), nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("complaint", Text, nullable=False),
    Column("url", Words),
    Column("author", Text, nullable=False, server_default="{}"),
    Column("status", String(10), nullable=False, server_default="open"),
    # How many messages it holds, which of them was answered last by a written draft, when the last came in, and when
    # the burst began that it is part of.
    Column("turns", Integer, nullable=False, server_default="0"),
    Column("lead_turn", Integer, nullable=False, server_default="0"),
    Column("last_at", BigInteger, nullable=False, server_default="0"),
    Column("burst_at", BigInteger, nullable=False, server_default="0"),
    # Of the newest draft that was written.
    Column("topic", String(20)),
    Column("severity", String(10)),
    Column("respond_by", BigInteger),
    # The clock: when the first reply was approved and whether in time; the last deadline that was looked at once it had
    # passed, since when the case is overdue, and how many deadlines it missed.
    Column("answered_at", BigInteger),
    Column("in_time", Boolean),
    Column("deadline_told", BigInteger),
    Column("overdue_at", BigInteger),
    Column("breaches", Integer, nullable=False, server_default="0"),
    # Once it is closed.
    Column("outcome", String(20)),
    Column("note", Words),
    Column("closed_at", BigInteger),
    # What went wrong and who has to mend it: as assessed, until a person (`cause_by`) says otherwise.
    Column("root_cause", Words),
    Column("department", Words),
    Column("cause_by", Words),
    # What was improved, and who verified it, when.
    Column("improvement_note", Words),
    Column("improvement_by", Words),
    Column("improvement_at", BigInteger),
    _index("cases", "opened_at", "id"),
    _index("cases", "status", "opened_at", "id"),
    _index("cases", "topic", "opened_at", "id", "status", "severity"),
    _index("cases", "severity", "opened_at", "id", "status"),
    # Holds all that the overview counts: the rows themselves are large.
    Index(
        "ix_cases_figures",
        *("opened_at", "channel", "received_at", "answered_at", "in_time", "breaches", "lead_turn"),
        *("root_cause", "department", "status"),
    ),
    Index("ix_cases_due", "respond_by", sqlite_where=DUE, postgresql_where=DUE),
    Index("ix_cases_overdue", "overdue_at", sqlite_where=OVERDUE, postgresql_where=OVERDUE),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Name, primary_key=True),
    Column("status", String(10), nullable=False),
    # What its cases have in common; `about` is the noun that names the thing.
    Column("topic", String(20), nullable=False),
    Column("cause", String(40)),
    Column("about", Words),
    Column("opened_at", BigInteger, nullable=False),
    Column("opened_by", Words, nullable=False),
    Column("proposed", Words, nullable=False),
    Column("language", String(35), nullable=False),
    # Once a line is approved.
    Column("line", Words),
    Column("approved_at", BigInteger),
    Column("approved_by", Words),
    # Once it is closed.
    Column("closed_at", BigInteger),
    Column("closed_by", Words),
    Index("ix_incidents_status_id", "status", "id"),
)

sightings = Table(
    "sightings",
    metadata,
    # Of each case, what its first complaint was about, so that others like it are found.
    Column("case_id", Name, ForeignKey("cases.id"), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("topic", String(20), nullable=False),
    Column("cause", String(40)),
    Column("about", Words),
    # The words as a vector, half-precision; NULL once they are erased.
    Column("vector", LargeBinary),
    Column("incident_id", Name, ForeignKey("incidents.id")),
    # Whether the case's waiting draft got the incident's line: waiting, done, left; and when it is tried next.
    Column("rewriting", String(10)),
    Column("rewrite_at", BigInteger),
    Index("ix_sightings_topic_at", "topic", "at"),
    Index("ix_sightings_topic_cause_at", "topic", "cause", "at"),
    Index("ix_sightings_topic_about_at", "topic", "about", "at"),
    _index("sightings", "incident_id", "at"),
    _index("sightings", "rewrite_at"),
)

case_keys = Table(
    "case_keys",
    metadata,
    # A digest: what a later message of the same conversation is recognised by (see `api.cases.threads`). Ids of cases
    # sort by time, so that the latest of a key are found along the primary key.
    Column("key", Name, primary_key=True),
    Column("case_id", Name, ForeignKey("cases.id"), primary_key=True),
    Index("ix_case_keys_case_id", "case_id"),
    sqlite_with_rowid=False,
)

case_links = Table(
    "case_links",
    metadata,
    # Each link is two rows, one from either side.
    Column("case_id", Name, ForeignKey("cases.id"), primary_key=True),
    Column("linked_id", Name, ForeignKey("cases.id"), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Index("ix_case_links_linked_id", "linked_id"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Name, primary_key=True),
    Column("case_id", Name, ForeignKey("cases.id"), nullable=False),
    Column("request", Text, nullable=False),
    Column("accepted_at", BigInteger, nullable=False),
    # While it is being written: who writes, until when the others leave it to them (NULL once it is written), how
    # often it was begun, whether it was given up.
    Column("owner", Words),
    Column("lease_until", BigInteger),
    Column("tries", Integer, nullable=False),
    Column("exhausted", Boolean, nullable=False),
    # Once it is written.
    Column("body", Text),
    Column("version", Integer, nullable=False),
    Column("status", String(20)),
    Column("verdict", String(10)),
    Column("severity", String(10)),
    Column("respond_by", BigInteger),
    Column("created_at", BigInteger),
    Column("updated_at", BigInteger),
    # Once it is approved, until it is let out.
    Column("release_at", BigInteger),
    # The how-many-th message of its case it answers, from 1, and the digest of a request that names its message.
    Column("turn", Integer, nullable=False, server_default="0"),
    Column("digest", String(64)),
    # What it is for (`Purpose`), what a person decided about hiding the message, and whether that is a genuine
    # complaint which others can read.
    Column("purpose", String(10), nullable=False, server_default="reply"),
    Column("moderation", String(10)),
    Column("genuine", Boolean),
    CheckConstraint("(lease_until IS NULL) = (body IS NOT NULL)", name="written"),
    Index("ix_drafts_case_id_turn_status_version", "case_id", "turn", "status", "version"),
    # Never two live drafts for one case, whoever writes.
    Index("uq_drafts_live", "case_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
    # Partial, so that accepting a draft does not touch the lists it is not yet on, nor finishing it the leases.
    _index("drafts", "lease_until"),
    _index("drafts", "release_at"),
    _index("drafts", "created_at", "id"),
    _index("drafts", "respond_by", "id"),
    _index("drafts", "status", "created_at", "id"),
    _index("drafts", "status", "respond_by", "id"),
)

queue = Table(
    "queue",
    metadata,
    # What the queue shows and is searched by, one row for each written draft: the drafts themselves are large, and to
    # look through ten thousand of them would be to read them all.
    Column("draft_id", Name, ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("case_id", Name, nullable=False),
    Column("version", Integer, nullable=False),
    Column("status", String(20), nullable=False),
    Column("urgency", BigInteger, nullable=False),
    Column("respond_by", BigInteger, nullable=False),
    Column("severity", String(10), nullable=False),
    Column("verdict", String(10), nullable=False),
    Column("topic", String(20), nullable=False),
    Column("action", String(40), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("language", Words, nullable=False),
    Column("name", Words),
    Column("handle", Words),
    Column("line", Words, nullable=False),
    Column("claimed_by", Words),
    Column("claimed_until", BigInteger),
    Column("held_until", BigInteger),
    Column("release_at", BigInteger),
    Column("updated_at", BigInteger, nullable=False),
    # Last, since it is the longest: everything that a search may find, in small letters.
    Column("words", Words, nullable=False),
    Index("ix_queue_status_urgency_draft_id", "status", "urgency", "draft_id"),
    Index("ix_queue_status_updated_at_draft_id", "status", "updated_at", "draft_id"),
    _index("queue", "held_until"),
)

measures = Table(
    "measures",
    metadata,
    # What is counted of each written draft, none of it anybody's words: to count over the drafts themselves would be to
    # read them all. `verdict` and what stands below it are as of when it was drafted.
    Column("draft_id", Name, ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("language", Words, nullable=False),
    Column("topic", String(20), nullable=False),
    Column("purpose", String(10), nullable=False),
    Column("status", String(20), nullable=False),
    # Of a genuine complaint that others can read, whether hiding it was proposed, and what was decided.
    Column("genuine", Boolean, nullable=False),
    Column("proposed", Boolean, nullable=False),
    Column("moderation", String(10)),
    # Once it is approved: whether in other words than drafted, and by how much (thousandths; NULL where not known).
    Column("edited", Boolean),
    Column("edit_share", Integer),
    Column("verdict", String(10), nullable=False),
    Column("writer", Words),
    Column("prompt", Words),
    Column("incident_line", Boolean, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("input_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    # In billionths of the currency's unit; NULL where no price was known.
    Column("cost", BigInteger),
    Column("currency", String(3)),
    Index("ix_measures_at", "at"),
)

broken_rules = Table(
    "broken_rules",
    metadata,
    # Which rules the guardrails found broken on a draft's way, each once: in an attempt that was not used, in the draft
    # that came up for review, in words that a reviewer would have approved.
    Column("draft_id", Name, ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("stage", String(10), primary_key=True),
    Column("rule", Name, primary_key=True),
    sqlite_with_rowid=False,
)

presence = Table(
    "presence",
    metadata,
    # Who has a draft open: `who` is the id of the account or key, `name` what colleagues see.
    Column("draft_id", Name, ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    Column("who", Name, primary_key=True),
    Column("name", Words, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Index("ix_presence_seen_at", "seen_at"),
)

citations = Table(
    "citations",
    metadata,
    # Which records a draft rests on, as they are told apart in `facts`; what came with its request is not among them.
    Column("kind", String(10), primary_key=True),
    Column("fact_id", Name, primary_key=True),
    Column("draft_id", Name, ForeignKey("drafts.id"), primary_key=True),
    Index("ix_citations_draft_id", "draft_id"),
    sqlite_with_rowid=False,
)

evidence = Table(
    "evidence",
    metadata,
    # A trigger lets nothing change it; erasing a person deletes it.
    Column("id", Name, primary_key=True),
    Column("case_id", Name, ForeignKey("cases.id"), nullable=False),
    Column("draft_id", Name, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    # A digest by which the author's other messages are counted; NULL for an unknown author.
    Column("author_key", String(64)),
    Column("snapshot", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Index("ix_evidence_case_id", "case_id"),
    Index("ix_evidence_author_key", "author_key"),
)

_ACTIVE = text("status IN ('scheduled', 'drafted')")

followups = Table(
    "followups",
    metadata,
    Column("id", Name, primary_key=True),
    Column("case_id", Name, ForeignKey("cases.id"), nullable=False),
    # The draft that was released, and the one that asks how it went, once there is one.
    Column("after_draft", Name, nullable=False),
    Column("draft_id", Name),
    Column("due_at", BigInteger, nullable=False),
    # When it is looked at next; NULL unless it is scheduled.
    Column("next_at", BigInteger),
    Column("status", String(10), nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    _index("followups", "next_at"),
    Index("ix_followups_case_id", "case_id"),
    Index("ix_followups_draft_id", "draft_id"),
    Index("uq_followups_active", "case_id", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("caller", Name, primary_key=True),
    Column("key", Name, primary_key=True),
    Column("body_sha256", String(64), nullable=False),
    # Deferred: the key is taken before the draft is written, so that two at once meet at the key.
    Column("draft_id", Name, ForeignKey("drafts.id", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    # With a reference still open, SQLite looks for those that a new draft settles; without this, through all rows.
    Index("ix_idempotency_draft_id", "draft_id"),
)

events = Table(
    "events",
    metadata,
    # Its place in the chain, from 1 without gaps (see `api.store.chain`).
    Column("id", _Serial, primary_key=True, autoincrement=False),
    Column("case_id", Name, ForeignKey("cases.id"), nullable=False),
    Column("draft_id", Name),
    Column("at", BigInteger, nullable=False),
    Column("actor", Words, nullable=False),
    Column("kind", String(40), nullable=False),
    # Both NULL once they are erased; triggers let nothing else change.
    Column("data", Text),
    Column("salt", String(32)),
    Column("commitment", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_events_case_id_id", "case_id", "id"),
)

chain = Table(
    "chain",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    CheckConstraint("id = 1", name="one"),
)

keys = Table(
    "keys",
    metadata,
    Column("id", Name, primary_key=True),
    Column("name", Words, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("origin", String(20), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Index("uq_keys_digest", "digest", unique=True),
)

people = Table(
    "people",
    metadata,
    Column("id", Name, primary_key=True),
    Column("email", Name, nullable=False),
    Column("name", Words, nullable=False),
    Column("role", String(20), nullable=False),
    # Of those who sign in elsewhere, `subject` is who they are there, and there is no password.
    Column("password", Text),
    Column("subject", Name),
    Column("created_at", BigInteger, nullable=False),
    Column("disabled_at", BigInteger),
    Index("uq_people_email", "email", unique=True),
    Index("uq_people_subject", "subject", unique=True),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Name, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("email", Name),
    Column("role", String(20), nullable=False),
    Column("invited_by", Words, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Index("uq_invitations_digest", "digest", unique=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Name, primary_key=True),
    Column("digest", String(64), nullable=False),
    # The token before the last rotation, taken a little longer: requests may be under way with it.
    Column("before", String(64)),
    Column("before_until", BigInteger),
    Column("csrf", String(64), nullable=False),
    # Of a person, or of an API key that was used to sign in.
    Column("person_id", Name, ForeignKey("people.id")),
    Column("key_id", Name, ForeignKey("keys.id")),
    Column("created_at", BigInteger, nullable=False),
    Column("rotated_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Index("uq_sessions_digest", "digest", unique=True),
    Index("ix_sessions_before", "before"),
    Index("ix_sessions_person_id", "person_id"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("expires_at", BigInteger, nullable=False),
    Index("ix_sign_ins_expires_at", "expires_at"),
)

throttles = Table(
    "throttles",
    metadata,
    Column("name", Name, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("since", BigInteger, nullable=False),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Name, primary_key=True),
    Column("url", Words, nullable=False),
    Column("events", Text, nullable=False),
    # The secret itself: what is signed with must be at hand. The one before is used as well for a while.
    Column("secret", Text, nullable=False),
    Column("secret_before", Text),
    Column("before_until", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    Column("disabled_at", BigInteger),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Name, primary_key=True),
    Column("webhook_id", Name, ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("event", String(40), nullable=False),
    Column("case_id", Name),
    Column("payload", Text, nullable=False),
    Column("status", String(10), nullable=False),
    Column("tries", Integer, nullable=False),
    # When it is tried next; whoever tries moves it on first, so that no two do.
    Column("next_at", BigInteger),
    Column("answer", Words),
    Column("created_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    _index("deliveries", "next_at"),
    Index("ix_deliveries_webhook_id_status_id", "webhook_id", "status", "id"),
)
