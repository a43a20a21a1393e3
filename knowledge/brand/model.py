"""What a brand can settle: the sections of its file, each with its default."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, cast, get_args

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from knowledge.brand.hours import Hours
from knowledge.brand.section import Section
from knowledge.facts import Amount

Channel = Literal[
    "x",
    "facebook",
    "instagram",
    "tiktok",
    "linkedin",
    "google_review",
    "trustpilot",
    "tripadvisor",
    "app_store",
    "email",
    "chat",
    "sms",
    "other",
]
Topic = Literal[
    "delivery", "product", "billing", "service", "staff", "account", "privacy", "safety", "booking", "other"
]
CHANNELS: Final[tuple[str, ...]] = get_args(Channel)
"""Where messages come from, as the contract names them."""
TOPICS: Final[tuple[str, ...]] = get_args(Topic)
"""What messages are about, as the contract names it."""
Severity = Literal["critical", "high", "medium", "low"]
_SLOWER: Final[Mapping[str, float]] = {"email": 4.0}
"""Channels on which an answer may take longer, and how many times as long."""
MOST_MINUTES: Final = 60 * 24 * 366


class Voice(StrEnum):
    """How the brand sounds."""

    WARM = "warm"
    PLAIN = "plain"
    FORMAL = "formal"


class OfferKind(StrEnum):
    """What may be given to make good."""

    REFUND = "refund"
    CREDIT = "credit"
    REPLACEMENT = "replacement"
    DISCOUNT = "discount"
    GIFT = "gift"
    OTHER = "other"


class Counting(StrEnum):
    """Which minutes count towards a deadline."""

    ALWAYS = "always"
    WORKING_HOURS = "working_hours"


def _language(code: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - costs 50 ms, and the defaults need it not

    try:
        return str(Locale.parse(code.replace("_", "-"), sep="-")).replace("_", "-")
    except (UnknownLocaleError, ValueError):
        raise ValueError("no language; write its code, such as en, de or pt-BR") from None


def _locale(name: str) -> str:
    try:
        return _language(name).replace("-", "_")
    except ValueError:
        raise ValueError("no locale; write language and region, such as en_GB") from None


def _currency(code: str) -> str:
    from babel.numbers import list_currencies  # noqa: PLC0415 - as above

    if code.upper() not in list_currencies():
        raise ValueError("no currency; write its three letters, such as GBP")
    return code.upper()


Language = Annotated[str, Field(max_length=35), AfterValidator(_language)]
Currency = Annotated[str, Field(max_length=10), AfterValidator(_currency)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Identifier = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]


class ChannelPolicy(Section):
    """What differs on one channel; what is left out is as everywhere."""

    enabled: bool = Field(default=True, description="false: nothing is drafted, a person answers")
    prefer_offline: bool | None = None
    sign_off: str | None = Field(default=None, max_length=200)
    deadline_factor: float | None = Field(default=None, gt=0, le=1000, allow_inf_nan=False)


class _Minutes(Section):
    """Minutes to the answer, by severity."""

    critical: float = Field(default=15, gt=0, le=MOST_MINUTES, allow_inf_nan=False)
    high: float = Field(default=30, gt=0, le=MOST_MINUTES, allow_inf_nan=False)
    medium: float = Field(default=60, gt=0, le=MOST_MINUTES, allow_inf_nan=False)
    low: float = Field(default=240, gt=0, le=MOST_MINUTES, allow_inf_nan=False)


class _Counts(Section):
    """Which minutes count, by severity."""

    critical: Counting = Counting.ALWAYS
    high: Counting = Counting.ALWAYS
    medium: Counting = Counting.ALWAYS
    low: Counting = Counting.ALWAYS


def _overall(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value not in set(Counting):
        raise ValueError(f"no way to count; write {' or '.join(Counting)}")
    return dict.fromkeys(("critical", "high", "medium", "low"), value)


class DeadlinePolicy(Section):
    """By when a message must be answered: minutes by severity, and which of them count."""

    minutes: _Minutes = _Minutes()
    count: Annotated[_Counts, BeforeValidator(_overall)] = _Counts()

    def minutes_for(self, severity: str) -> float:
        """Return the minutes to the answer of a message so grave."""
        return float(getattr(self.minutes, severity))

    def counts(self, severity: str) -> Counting:
        """Return which minutes count for a message so grave."""
        return Counting(getattr(self.count, severity))


class HouseRule(Section):
    """A rule of the brand's own pages, quoted where somebody is warned or a post is removed."""

    id: Identifier
    title: Name
    text: str = Field(min_length=1, max_length=2000)


class Offer(Section):
    """What an agent may give without asking, and who may give more."""

    kind: OfferKind
    up_to: Amount | None = Field(default=None, description="the most an agent may give; left out: no limit")
    currency: Currency | None = Field(default=None, description="default: the brand's")
    policy: str | None = Field(default=None, max_length=200, description="id of the policy that grants it")
    approver: Name = Field(default="a manager", description="who may grant more, such as: the duty manager")


class Team(Section):
    """Who looks after a topic."""

    team: Name
    department: Name | None = None
    contact: str | None = Field(default=None, max_length=200, description="id of the contact that people are sent to")
    hours: Hours | None = Field(default=None, description="default: the brand's")


class Incidents(Section):
    """When many complaints are one incident: so many within the window, and so many times as many as usual."""

    window_minutes: int = Field(default=120, ge=1, le=MOST_MINUTES)
    at_least: int = Field(default=5, ge=2, le=100_000)
    factor: float = Field(default=3.0, ge=1, le=1000, allow_inf_nan=False)


class FollowUp(Section):
    """Whether and when somebody asks again how it went."""

    enabled: bool = True
    after_days: int = Field(default=3, ge=1, le=365)


class Brand(Section):
    """One brand's settings, read from `brand.yaml` in the data folder."""

    name: str = Field(default="our team", max_length=200)
    voice: Voice = Voice.WARM
    agent_name: str | None = Field(default=None, max_length=100)
    sign_off: str | None = Field(default=None, max_length=200)
    locale: Annotated[str, Field(max_length=20), AfterValidator(_locale)] = Field(
        default="en_GB", description="Babel locale in which values are rendered"
    )
    currency: Currency | None = None
    prefer_offline: bool = Field(default=True, description="A public reply must offer a private route")
    languages: tuple[Language, ...] = Field(
        default=(),
        max_length=100,
        description="languages replies are written in; others are answered in the first. Left out: all that are known",
    )
    channels: dict[Channel, ChannelPolicy] = Field(default_factory=dict)
    hours: Hours = Hours()
    deadlines: DeadlinePolicy = DeadlinePolicy()
    house_rules: tuple[HouseRule, ...] = Field(default=(), max_length=200)
    offers: tuple[Offer, ...] = Field(default=(), max_length=100)
    teams: dict[Topic, Team] = Field(default_factory=dict)
    causes: dict[Identifier, Name] = Field(
        default_factory=dict, max_length=200, description="root cause: the department that has to mend it"
    )
    incidents: Incidents = Incidents()
    follow_up: FollowUp = FollowUp()
    severities: dict[str, Any] = Field(
        default_factory=dict, description="what each rule does, as in a file of severities"
    )

    @field_validator("house_rules")
    @classmethod
    def _told_apart(cls, value: tuple[HouseRule, ...]) -> tuple[HouseRule, ...]:
        ids = [rule.id for rule in value]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice:
            raise ValueError(f"the id '{twice}' stands here twice; give each rule its own")
        return value

    @model_validator(mode="before")
    @classmethod
    def _one_zone(cls, value: Any) -> Any:
        """Let a team's hours be in the brand's time zone where they name none."""
        return _in_one_zone(value) if isinstance(value, dict) else value

    @model_validator(mode="after")
    def _limits_have_currencies(self) -> Brand:
        for place, offer in enumerate(self.offers):
            if offer.up_to is not None and not (offer.currency or self.currency):
                raise At(("offers", place, "up_to"), "no currency is given for it; add currency, here or for the brand")
        return self

    @model_validator(mode="after")
    def _hours_to_count(self) -> Brand:
        counted = any(self.deadlines.counts(severity) is Counting.WORKING_HOURS for severity in get_args(Severity))
        given = self.hours, *(team.hours for team in self.teams.values() if team.hours)
        if counted and not any(hours.open or hours.closed for hours in given):
            raise At(("deadlines", "count"), "working hours are to count, but none are given; add the section hours")
        return self

    def on(self, channel: str | None) -> Brand:
        """Return the brand as it is on `channel`: with that channel's sign-off and habit."""
        policy = self.channel(channel)
        told = {"prefer_offline": policy.prefer_offline, "sign_off": policy.sign_off}
        changes = {key: value for key, value in told.items() if value is not None}
        return self.model_copy(update=changes) if changes else self

    def channel(self, channel: str | None) -> ChannelPolicy:
        """Return what the brand settled for `channel`."""
        return cast("Mapping[str, ChannelPolicy]", self.channels).get(channel or "other", _AS_EVERYWHERE)

    def deadline_factor(self, channel: str) -> float:
        """Return how many times as long as elsewhere an answer on `channel` may take."""
        factor = self.channel(channel).deadline_factor
        return factor if factor is not None else _SLOWER.get(channel, 1.0)

    def team(self, topic: str) -> Team | None:
        """Return who looks after `topic`, if the brand says."""
        return cast("Mapping[str, Team]", self.teams).get(topic)

    def hours_for(self, topic: str) -> Hours:
        """Return when those who look after `topic` are there."""
        team = self.team(topic)
        return (team and team.hours) or self.hours

    def answers_in(self, language: str) -> str:
        """Return the language in which a message in `language` is answered: its own if the brand writes it."""
        spoken = _base(language)
        if not self.languages or any(_base(one) == spoken for one in self.languages):
            return language
        return self.languages[0]

    @property
    def signers(self) -> tuple[str, ...]:
        """Return how those who write call themselves."""
        return tuple(name for name in (self.sign_off, self.agent_name) if name)

    @property
    def limits(self) -> tuple[Offer, ...]:
        """Return the offers, each with the currency that its limit is in."""
        return tuple(one.model_copy(update={"currency": one.currency or self.currency}) for one in self.offers)


class At(ValueError):
    """A problem of the whole that stands in one place of it."""

    def __init__(self, loc: tuple[str | int, ...], problem: str) -> None:
        super().__init__(problem)
        self.loc = loc


_AS_EVERYWHERE: Final = ChannelPolicy()


def _base(code: str) -> str:
    return code.replace("_", "-").partition("-")[0].casefold()


def _in_one_zone(settings: dict[Any, Any]) -> dict[Any, Any]:
    hours, teams = settings.get("hours"), settings.get("teams")
    zone = hours.get("time_zone") if isinstance(hours, dict) else None
    if zone is None or not isinstance(teams, dict):
        return settings
    return settings | {"teams": {topic: _zoned(team, zone) for topic, team in teams.items()}}


def _zoned(team: Any, zone: Any) -> Any:
    own = team.get("hours") if isinstance(team, dict) else None
    return team | {"hours": {"time_zone": zone} | own} if isinstance(own, dict) else team
