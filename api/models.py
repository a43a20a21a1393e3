"""The vocabulary: complaint, draft, message, attempt. These are the JSON shapes of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from guardrails.finding import Audience, Claim, Finding, Report, Verdict
from guardrails.inbound.assessment import Assessment
from knowledge.facts import Fact, FactKind, Identifier, Text
from knowledge.standing import Change

MAX_COMPLAINT = 20_000
"""Longest complaint taken, in code points."""
MAX_REPLY = 20_000
"""Longest reply checked, in code points."""


class Channel(StrEnum):
    """Where a message came from and goes to."""

    X = "x"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    TIKTOK = "tiktok"
    LINKEDIN = "linkedin"
    GOOGLE_REVIEW = "google_review"
    TRUSTPILOT = "trustpilot"
    TRIPADVISOR = "tripadvisor"
    APP_STORE = "app_store"
    EMAIL = "email"
    CHAT = "chat"
    SMS = "sms"
    OTHER = "other"


PRIVATE_CHANNELS = frozenset({Channel.EMAIL, Channel.CHAT, Channel.SMS})
"""Channels that only the customer reads; on every other one a message is public unless the caller says otherwise."""


_EARLIEST, _LATEST = 1970, 2200


def _in_utc(value: datetime) -> datetime:
    # A clock gone wrong must not cost the complaint, nor overflow a deadline: such a moment is moved to the bound.
    if value.year < _EARLIEST:
        return datetime(_EARLIEST, 1, 1, tzinfo=UTC)
    if value.year > _LATEST:
        return datetime(_LATEST, 1, 1, tzinfo=UTC)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Instant = Annotated[datetime, AfterValidator(_in_utc)]
"""A moment; one without an offset is taken as UTC."""


def _no_boolean(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("a number is expected, not true or false")  # noqa: TRY004 - pydantic turns it into an error of the field
    return value


# The bounds stand before the validator: only so do they reach the OpenAPI document.
Count = Annotated[int, Field(ge=0, le=10**10), BeforeValidator(_no_boolean)]
"""How many; JSON's true is not taken for 1."""
Version = Annotated[int, Field(ge=1, le=2**31 - 1), BeforeValidator(_no_boolean)]
"""A draft's version, from 1."""


def _truth(value: object) -> object:
    if value is not None and not isinstance(value, bool):
        raise ValueError("true or false is expected")
    return value


Truth = Annotated[bool, BeforeValidator(_truth)]
"""A boolean; neither 1 nor "yes" is taken for true."""


class Strict(BaseModel):
    """A request body: an unknown field is an error, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class Author(Strict):
    """Who wrote the complaint."""

    handle: Text | None = Field(default=None, max_length=200)
    name: Text | None = Field(default=None, max_length=300)
    email: Text | None = Field(default=None, max_length=320)
    phone: Text | None = Field(default=None, max_length=60)
    followers: Count | None = None


class ThreadMessage(Strict):
    """An earlier message in the same thread."""

    role: Literal["customer", "brand", "other"] = "customer"
    author: Text | None = Field(default=None, max_length=300)
    text: Text = Field(max_length=MAX_COMPLAINT)
    at: Instant | None = None


class Complaint(Strict):
    """What arrived. Only `text` is required."""

    text: Text = Field(min_length=1, max_length=MAX_COMPLAINT)
    channel: Channel = Channel.OTHER
    public: Truth | None = Field(default=None, description="default: public, unless the channel is email, chat or sms")
    author: Author = Field(default_factory=Author)
    order_ids: list[Identifier] = Field(default_factory=list, max_length=50)
    thread: list[ThreadMessage] = Field(default_factory=list, max_length=200)
    external_id: Text | None = Field(default=None, max_length=300)
    url: Text | None = Field(default=None, max_length=2000)
    received_at: Instant | None = None
    language: Text | None = Field(default=None, max_length=20)

    @property
    def is_public(self) -> bool:
        """Return whether others can read it."""
        return self.public if self.public is not None else self.channel not in PRIVATE_CHANNELS


class DraftRequest(Strict):
    """Body of `POST /v1/drafts`."""

    complaint: Complaint
    facts: list[Fact] | None = Field(default=None, max_length=1000)
    instructions: Text | None = Field(default=None, max_length=2000)
    as_of: date | None = Field(default=None, description="fixes 'today' for relative dates")


class Message(BaseModel):
    """One message of a draft."""

    audience: Audience
    channel: Channel
    text: str


class Reviewed(Strict):
    """A message in the reviewer's own words; the channel is the draft's."""

    audience: Audience
    text: Text = Field(max_length=MAX_REPLY)
    channel: Channel | None = None


class DraftStatus(StrEnum):
    """Where a draft stands."""

    PENDING_REVIEW = "pending_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    RELEASED = "released"
    NO_REPLY = "no_reply"


class Purpose(StrEnum):
    """What a draft is for."""

    REPLY = "reply"
    WARNING = "warning"
    REMOVAL = "removal"
    FOLLOW_UP = "follow_up"


class Moderation(BaseModel):
    """What is proposed about hiding the message, and what a person decided; nothing is ever hidden by itself."""

    propose: Literal["hide", "none"] = "none"
    why: str = ""
    decision: Literal["hidden", "kept"] | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None


class Usage(BaseModel):
    """Tokens and money spent on model calls for one draft. `cost` is None when the model's prices are not known.

    `estimated` is true when a server did not count its tokens.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    calls: int = 0
    cost: float | None = None
    currency: str | None = None
    estimated: bool = False


class Attempt(BaseModel):
    """One try at writing, kept whether or not it was used.

    `outcome` is `used`, or why it was not: `blocked`, `refused`, `timeout`, `rate_limited`, `server_error`,
    `unreachable`, `circuit_open`, `cut_stream`, `empty`, `refusal`, `not_json`, `wrong_language`, `echo`, `invalid`;
    of the judge also `void`, when it got the sentences wrong whose ruling is known.
    """

    writer: str = Field(description="'composer', 'holding', the model's name, or 'judge' for a second look")
    outcome: str
    detail: str = ""
    messages: list[Message] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    cited: list[str] = Field(default_factory=list)
    ms: float = 0.0


class PromptRef(BaseModel):
    """Which words were sent to the model."""

    name: str
    version: str
    sha256: str


class MessageFinding(Finding):
    """A finding, with the message of the draft it stands in."""

    audience: Audience | None = None


class MessageClaim(Claim):
    """A claim, with the message of the draft it stands in."""

    audience: Audience | None = None


class ChangedFact(BaseModel):
    """A fact that a draft rests on and that no longer stands as it was written on."""

    id: str
    kind: FactKind
    change: Change
    now: Fact | None = Field(default=None, description="what stands in its place, if the draft may tell it")


class MessageEdit(BaseModel):
    """How far the words that a reviewer approved are from those that were drafted."""

    audience: Audience
    distance: int = Field(description="code points put in, taken out or replaced at least (Levenshtein)")
    length: int = Field(description="code points of the longer of the two texts")

    @property
    def share(self) -> float:
        """Return the distance as a share of the length, 0 (as drafted) to 1."""
        return self.distance / self.length if self.length else 0.0


class PrivateStretch(BaseModel):
    """Private data in what a customer wrote, so that it need not be shown to everybody who reads the draft."""

    where: str = Field(description="'complaint.text', or 'complaint.thread.0.text' and on")
    start: int = Field(description="offset in code points")
    end: int
    kind: str = Field(description="card, email, phone, address, birth_date, ...")


def veiled(text: str, stretches: Sequence[PrivateStretch]) -> str:
    """Return a text with what is private in it as "•••• phone"; `stretches` are those of this text."""
    pieces, at = [], 0
    for one in sorted(stretches, key=lambda each: each.start):
        if one.start >= at:
            pieces += [text[at : one.start], f"•••• {one.kind.replace('_', ' ')}"]
            at = one.end
    return "".join([*pieces, text[at:]])


class Draft(BaseModel):
    """A drafted reply before its reviewer."""

    id: str
    case_id: str
    version: int = 1
    status: DraftStatus
    assessment: Assessment
    messages: list[Message] = Field(default_factory=list)
    facts: list[Fact] = Field(default_factory=list)
    given: list[FactKind] = Field(default_factory=list, description="kinds of facts that came with the request")
    cited: list[str] = Field(default_factory=list, description="ids of the facts that its writer used")
    changed_facts: list[ChangedFact] = Field(
        default_factory=list,
        description="facts behind it that changed, went or ran out since it was written; told while it awaits review",
    )
    claims: list[MessageClaim] = Field(default_factory=list)
    findings: list[MessageFinding] = Field(default_factory=list)
    verdict: Verdict
    attempts: list[Attempt] = Field(default_factory=list)
    respond_by: datetime
    model: str | None = None
    prompt: PromptRef | None = None
    usage: Usage = Field(default_factory=Usage)
    timings: dict[str, float] = Field(default_factory=dict, description="milliseconds per step")
    complaint: Complaint
    private_data: list[PrivateStretch] = Field(
        default_factory=list, description="where the complaint and its thread hold private data, to be shown masked"
    )
    created_at: datetime
    updated_at: datetime
    as_of: date | None = Field(default=None, description="the day fixed as 'today' by the request")
    reason: str | None = Field(default=None, description="why it was rejected")
    superseded_by: str | None = Field(default=None, description="the draft that took its place")
    incident_id: str | None = Field(default=None, description="the incident that its case belonged to when written")
    claimed_by: str | None = Field(default=None, description="who holds it for review")
    claimed_until: datetime | None = None
    held_until: datetime | None = Field(default=None, description="set aside by a reviewer until then")
    purpose: Purpose = Purpose.REPLY
    house_rule: str | None = Field(default=None, description="id of the house rule that a warning or a notice names")
    moderation: Moderation = Field(default_factory=Moderation)
    approved_by: str | None = Field(default=None, description="who approved it")
    drafted: list[Message] = Field(
        default_factory=list, description="the messages as they were drafted, where a reviewer approved other words"
    )
    edits: list[MessageEdit] = Field(
        default_factory=list, description="once it was approved: how far each message is from what was drafted"
    )
    release_at: datetime | None = Field(
        default=None, description="when an approved draft is let out; undo works until then"
    )

    def behind(self) -> list[Fact]:
        """Return the facts that it rests on: a claim of it names them, or its writer used them."""
        ids = {*self.cited, *(fact_id for claim in self.claims for fact_id in claim.facts)}
        return [fact for fact in self.facts if fact.id in ids]


class CheckReport(Report):
    """The report on one reply; `judge` and `usage` tell of the second look, where a model was asked for one.

    `facts_left_out` names facts that were not used, or only in part, because they try to steer the writing system.
    """

    judge: Attempt | None = None
    usage: Usage | None = None
    facts_left_out: list[str] = Field(default_factory=list)


class CheckRequest(Strict):
    """Body of `POST /v1/checks`. With `replacements`, findings carry the words that mend them."""

    reply: Text = Field(max_length=MAX_REPLY)
    audience: Audience
    channel: Channel | None = None
    complaint: Complaint | None = None
    facts: list[Fact] | None = Field(default=None, max_length=1000)
    order_ids: list[Identifier] | None = Field(default=None, max_length=50)
    retrieve: Truth = False
    replacements: Truth = True
    as_of: date | None = None
