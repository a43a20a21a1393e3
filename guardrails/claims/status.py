"""Status claims: what a clause says of the state of an order, a refund or a return, against where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from guardrails.claims import disputes
from guardrails.claims.clauses import Clause, Mood
from guardrails.claims.events import ORDER_RANK, REFUND_RANK, Event
from guardrails.claims.records import Record
from guardrails.claims.ruling import UNVERIFIED, Ruling, contradicted, supported, unsupported
from guardrails.claims.standings import Standing
from guardrails.claims.values import Kind
from guardrails.claims.words import lowered

_SAID: Final = {
    "placed": "placed",
    "confirmed": "confirmed",
    "preparing": "being prepared",
    "shipped": "shipped",
    "transit": "on its way",
    "out": "out for delivery",
    "attempted": "delivery attempted",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "lost": "lost",
    "returned": "returned",
    "delayed": "delayed",
    "refund_requested": "refund requested",
    "refund_approved": "refund approved",
    "refund_issued": "refund issued",
    "refund_received": "refund received",
    "refund_rejected": "refund refused",
}


_SUBSTITUTE: Final = lowered(r"\b(?:replacement|substitute|new (?:one|\w+)|another|second)\b")


def judge(event: Event, clause: Clause, text: str, record: Record, focus: tuple[str, ...]) -> Ruling | None:  # noqa: PLR0911 - one exit a case reads better than a nest
    """Return the ruling on one event told in a clause, or None when nothing is asserted."""
    if event.name == "due" or not event.real or clause.mood in {Mood.ASKS, Mood.REQUESTS, Mood.SUPPOSES, Mood.INTENDS}:
        return None
    if event.name in ORDER_RANK and _SUBSTITUTE.search(text, clause.start, event.start):
        return None
    standings = record.standings(focus)
    verdicts = [(each, _holds(event, each, record)) for each in standings]
    shown = text[event.start : event.end]
    told = record.told(event.name, negated=event.negated)
    agreeing = [each for each, holds in verdicts if holds is True]
    against = [each for each, holds in verdicts if holds is False]
    if agreeing or told:
        facts = [each.fact for each in agreeing] or told
        ruling = supported(
            Kind.STATUS,
            event.start,
            event.end,
            facts,
            f"The record agrees: {_stands(agreeing[0], event) if agreeing else _SAID[event.name]}.",
        )
        return _disputed(ruling, event, agreeing, against, record)
    echoed = _is_echo(event, clause, record)
    if against and len(against) == len(verdicts):
        if echoed and event.name in {"delayed", "lost", "placed"}:
            return None
        if echoed and clause.mood is Mood.ECHOES and _customers_word(event, record):
            return None
        negation = "not " if event.negated else ""
        return contradicted(
            Kind.STATUS,
            event.start,
            event.end,
            [each.fact for each in against],
            f"Says {negation}{_SAID[event.name]}; {_stands(against[0], event)}.",
            f"Say that it is {_state(against[0], event)}.",
        )
    if echoed:
        return None
    return unsupported(Kind.STATUS, event.start, event.end, UNVERIFIED, f'No fact says "{shown}".')


def _disputed(
    ruling: Ruling, event: Event, agreeing: Sequence[Standing], against: Sequence[Standing], record: Record
) -> Ruling:
    """Return the ruling; told with it, where another fact on the same order, or a note on it, says otherwise."""
    sides = [(one, other) for one in agreeing for other in against if disputes.same_order(one, other)]
    told = [(f"order {each.fact}", _state(each, event), each.fact) for each in sides[0]] if sides else []
    deniers = agreeing if event.negated else against
    notes = disputes.notes_on(record.views, event.name, deniers) if event.name in disputes.FINAL else []
    if not told and notes:
        view, standing = notes[0]
        told = [
            (f"note {view.fact}", _SAID[event.name], view.fact),
            (f"order {standing.fact}", _state(standing, event), standing.fact),
        ]
    if told:
        said = f"{'not ' if event.negated else ''}{_SAID[event.name]}"
        ruling.dispute = f"Says {said}; {', '.join(f'{where} says {what}' for where, what, _ in told)}."
        ruling.parties = tuple(fact for _, _, fact in told)
    return ruling


def _state(standing: Standing, event: Event) -> str:
    if event.name.startswith("refund"):
        return f"refund {standing.refund_shown}".strip()
    return standing.shown.replace("_", " ") or "not known"


def _stands(standing: Standing, event: Event) -> str:
    where = f"order {standing.order}" if standing.order else f"fact {standing.fact}"
    return f"{where} says {_state(standing, event)}"


def _is_echo(event: Event, clause: Clause, record: Record) -> bool:
    """Return whether the clause only gives the customer's own account back: their delay, their missing parcel."""
    if event.name.startswith("refund") or event.name == "cancelled":
        return clause.mood is Mood.ECHOES and _customers_word(event, record)
    if clause.mood in {Mood.ECHOES, Mood.FEELS}:
        return event.negated or event.name in {"delayed", "lost", "placed", "attempted", "delivered"}
    return clause.subject == "you" and event.name == "placed"


def _customers_word(event: Event, record: Record) -> bool:
    """Return whether the complaint tells of the matter at all; without a complaint, an apology is taken at its word."""
    if not record.complaint:
        return True
    concept = {
        "delivered": "deliver",
        "lost": "lose",
        "refund_issued": "refund",
        "refund_received": "refund",
        "cancelled": "cancel",
    }.get(event.name, event.name)
    return bool({concept, "come", "show", "turn", "receive", "get", "wait", "parcel"} & record.complaint_stems)


def _holds(event: Event, standing: Standing, record: Record) -> bool | None:
    """Return whether an event holds of an order: True, False, or None when the record does not say."""
    truth = _refund(event, standing) if event.name.startswith("refund") else _order(event, standing, record)
    if truth is None:
        return None
    return truth != event.negated


def _refund(event: Event, standing: Standing) -> bool | None:
    if standing.refund is None:
        return None
    if event.name == "refund_rejected":
        return standing.refund == "refund_rejected"
    if standing.refund == "refund_rejected":
        return event.name == "refund_requested"
    return standing.refund_rank >= REFUND_RANK[event.name]


def _order(event: Event, standing: Standing, record: Record) -> bool | None:  # noqa: PLR0911 - one exit a case reads better than a nest
    name, rank = event.name, standing.rank
    if name in ORDER_RANK:
        return _progress(event, standing)
    if name in standing.flags:
        return True
    if name == "delayed":
        return True if _is_late(standing, record) else None
    if name == "cancelled" and rank:
        return False
    if name in {"lost", "returned"} and rank == ORDER_RANK["delivered"]:
        return False
    if name == "lost" and rank:
        return False
    return None


def _progress(event: Event, standing: Standing) -> bool | None:  # noqa: PLR0911 - one exit a case reads better than a nest
    """Return whether an order has come as far as the event says; a present tense must be where it is now."""
    rank, wanted = standing.rank, ORDER_RANK[event.name]
    if not rank:
        return (event.name == "placed") or (
            None if not standing.flags else False if wanted > 2 and "cancelled" in standing.flags else None
        )
    if event.name == "attempted":
        return standing.state == "attempted" or None
    if event.name == "preparing":
        return rank <= 2 or event.past
    if event.name == "out" and not event.past and not event.negated:
        return standing.state == "out"
    if event.name == "transit" and not event.past and not event.negated:
        return 3 <= rank < 5 and not {"lost", "returned", "cancelled"} & standing.flags
    if {"cancelled"} & standing.flags and wanted > 2:
        return False
    return rank >= wanted


def _is_late(standing: Standing, record: Record) -> bool:
    return any(entry.role == "late" and entry.order == standing.order for entry in record.entries(Kind.DURATION))
