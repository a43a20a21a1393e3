"""Grouping: one unlucky customer, or many? Before a draft is written, and after.

Before: whether its case belongs to an open incident, whose approved line the draft is then given, and whether others
told of the same lately. After: whether it made too many, so that an incident is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from api.cases.incidents import RECURRING, History, Key, Sighting, belongs, is_spike, keys_of, packed, similar
from api.drafting.incident_lines import LANGUAGE, proposed_line
from api.models import Complaint, Draft, DraftStatus
from api.store.incidents import IncidentStore, Opening
from api.store.sightings import Sightings
from api.telemetry import where
from guardrails.inbound.assessment import Assessment, Kind, Legitimacy, Scope
from guardrails.inbound.matter import head_of
from knowledge.brand import Brand
from knowledge.embeddings import Embedder
from knowledge.facts import Fact

log = structlog.get_logger(__name__)
_KEPT = timedelta(minutes=5)
"""How long what is usual is kept at hand: it comes from 28 days and changes slowly."""
_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a complaint stands among others: its assessment with the scope, its incident, and that one's line."""

    assessment: Assessment
    incident_id: str | None = None
    lines: list[Fact] = field(default_factory=list)


class Groups:
    """Groups complaints; safe to call from many threads and processes."""

    def __init__(
        self, sightings: Sightings, incidents: IncidentStore, embedder: Embedder, brand: Callable[[], Brand]
    ) -> None:
        """Keep the parts."""
        self._histories: dict[tuple[Key, timedelta], tuple[datetime, History]] = {}
        self._sightings = sightings
        self._incidents = incidents
        self._embedder = embedder
        self._brand = brand

    def placed(self, case_id: str, assessment: Assessment, complaint: Complaint, now: datetime) -> Placed:
        """Return where a complaint stands. What is no complaint, or no genuine one, stands alone."""
        sighting = self._sighting(case_id, assessment, complaint, now)
        if sighting is None:
            return Placed(assessment)
        around = self._sightings.around(sighting, RECURRING)
        incident_id = around.incident_id or self._incident_for(sighting, around.open)
        line = self._incidents.open_line(incident_id) if incident_id else None
        if incident_id and line is not None:
            told = [f"One of many: its case belongs to the open incident {incident_id}", *_told(line.fact)]
            facts = [line.fact] if line.fact else []
            return Placed(_scoped(assessment, Scope.WIDESPREAD, told), incident_id, facts)
        if around.recent < RECURRING:
            return Placed(assessment)
        told = [f"Not the only one: {RECURRING} or more like it in the last 7 days"]
        return Placed(_scoped(assessment, Scope.RECURRING, told))

    def sighting(self, draft: Draft) -> Sighting | None:
        """Return what is put on record of a written draft's complaint; None where nothing is."""
        if draft.status is not DraftStatus.PENDING_REVIEW:
            return None
        return self._sighting(draft.case_id, draft.assessment, draft.complaint, draft.updated_at)

    def look(self, sighting: Sighting, now: datetime) -> str | None:
        """Open an incident if the complaint is one too many; return its id. What goes wrong here harms no draft."""
        try:
            return self._look(sighting, now)
        except Exception as error:  # noqa: BLE001 - the draft is written; the next complaint is looked at again
            log.warning("incidents not looked for", error=type(error).__name__, where=where(error))
            return None

    def _look(self, sighting: Sighting, now: datetime) -> str | None:
        brand = self._brand()
        rule, window = brand.incidents, timedelta(minutes=brand.incidents.window_minutes)
        for key in keys_of(sighting):

            def chosen(found: list[Sighting], key: Key = key) -> list[Sighting]:
                alike = [one for one in found if one.case_id == sighting.case_id or similar(sighting, one)]
                if len(alike) < rule.at_least:
                    return []
                return alike if is_spike(len(alike), self._history(key, sighting.at, window), rule) else []

            if not chosen(self._sightings.window(key, sighting.at, window)):
                continue
            opening = Opening(key, proposed_line(key, brand), LANGUAGE)
            opened = self._incidents.open_spike(opening, sighting.at, window, chosen, now=now)
            if opened:
                log.info("incident opened", incident_id=opened, topic=key.topic, cause=key.cause)
                return opened
        return None

    def _history(self, key: Key, at: datetime, window: timedelta) -> History:
        """Return what is usual, as it was read at most `_KEPT` ago."""
        kept = self._histories.get((key, window))
        if kept is None or abs(at - kept[0]) > _KEPT:
            if len(self._histories) >= _MOST_KEPT:
                self._histories.clear()
            kept = self._histories[key, window] = (at, self._sightings.history(key, at, window))
        return kept[1]

    def _incident_for(self, sighting: Sighting, open_ones: Sequence[tuple[str, Key]]) -> str | None:
        for incident_id, key in open_ones:
            plain = belongs(sighting, key)
            if plain or belongs(sighting, key, self._sightings.members(incident_id)):
                return incident_id
        return None

    def _sighting(self, case_id: str, assessment: Assessment, complaint: Complaint, now: datetime) -> Sighting | None:
        if assessment.kind is not Kind.COMPLAINT or assessment.legitimacy is Legitimacy.NOT_GENUINE:
            return None
        return Sighting(
            case_id=case_id,
            at=min(complaint.received_at or now, now),
            topic=assessment.topic,
            cause=assessment.cause,
            about=head_of(assessment.about),
            vector=packed(self._embedder.embed([complaint.text])[0]),
        )


def _told(line: Fact | None) -> list[str]:
    return [] if line else ["No line has been approved for that incident yet"]


def _scoped(assessment: Assessment, scope: Scope, told: list[str]) -> Assessment:
    wider = Scope.WIDESPREAD if Scope.WIDESPREAD in (scope, assessment.scope) else scope
    return assessment.model_copy(update={"scope": wider, "reasons": [*assessment.reasons, *told]})
