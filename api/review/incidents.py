"""What people do with incidents: open one, approve its line, take cases in and out, close it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from api.cases.incidents import Incident, IncidentWithCases, Key, Spike
from api.checks import Checks
from api.drafting.incident_lines import LANGUAGE, matter, proposed_line
from api.errors import Blocked
from api.models import CheckRequest
from api.store.engine import Store
from api.store.incidents import Opening
from guardrails.finding import Audience, Verdict
from guardrails.inbound.language import detect_language
from guardrails.inbound.matter import head_of
from knowledge.brand import Brand
from knowledge.facts import Fact, FactKind


class Incidents:
    """Incidents as people handle them. The one line is checked like any reply that is read in public."""

    def __init__(
        self,
        store: Store,
        checks: Checks,
        brand: Callable[[], Brand],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep the parts."""
        self._store = store.incidents
        self._cases = store.incident_cases
        self._sightings = store.sightings
        self._checks = checks
        self._brand = brand
        self._clock = clock

    def open(self, key: Key, case_ids: Sequence[str], *, actor: str) -> IncidentWithCases:
        """Return a new incident with these cases and a proposed line.

        Raises:
            NotFound: there is no such case.
        """
        named = Key(key.topic, key.cause, head_of(key.about))
        opening = Opening(named, proposed_line(named, self._brand()), LANGUAGE)
        return self._store.get(self._store.open(opening, case_ids, actor=actor, now=self._clock()))

    def read(self, incident_id: str) -> IncidentWithCases:
        """Return an incident with its cases and its spike.

        Raises:
            NotFound: there is no such incident.
        """
        incident = self._store.get(incident_id)
        return incident.model_copy(update={"spike": self.spike(incident)})

    def spike(self, incident: Incident) -> Spike:
        """Return how many of its cases came in within the window before it was opened, and how many are usual."""
        minutes = self._brand().incidents.window_minutes
        window, opened = timedelta(minutes=minutes), incident.opened_at
        counted = self._cases.counted(incident.id, opened - window, opened)
        history = self._sightings.history(Key(incident.topic, incident.cause, incident.about), opened, window)
        usual = round(history.expected, 2) if history.windows >= 1 else None
        return Spike(window_minutes=minutes, cases=counted.within, usual=usual, latest_at=counted.latest)

    def matter(self, incident: Incident) -> str:
        """Return what its complaints are about, in a few words of the brand's."""
        return matter(Key(incident.topic, incident.cause, incident.about), self._brand())

    def approve(self, incident_id: str, line: str, *, actor: str) -> IncidentWithCases:
        """Return the incident with its approved line, which drafts of the group use from now on.

        Raises:
            NotFound, Conflict: there is no such incident, or it is closed.
            Blocked: the guardrails do not let the line out, or doubt its tone: it will be said many times, and unread.
                Carries the findings.
        """
        incident = self._store.get(incident_id)
        report = self._checks.check(
            CheckRequest(reply=line, audience=Audience.PUBLIC, facts=self._known(incident, line), replacements=True)
        )
        hostile = {one.rule for one in report.findings if one.family == "tone"}
        if report.verdict is Verdict.BLOCK or hostile:
            raise Blocked(
                f"the line of incident '{incident_id}' cannot be approved: "
                + ", ".join(sorted(hostile | {one.rule for one in report.findings if one.severity == "block"})),
                remedy="mend the marked words; what is verified can be put on record with PUT /v1/notes first",
                findings=[one.model_dump(mode="json") for one in report.findings],
                claims=[one.model_dump(mode="json") for one in report.claims],
            )
        language = detect_language(line, None)
        self._store.approve(incident_id, line, language, actor=actor, now=self._clock())
        return self._store.get(incident_id)

    def close(self, incident_id: str, *, actor: str) -> IncidentWithCases:
        """Return the closed incident.

        Raises:
            NotFound, Conflict: there is no such incident, or it is closed already.
        """
        self._store.close(incident_id, actor=actor, now=self._clock())
        return self._store.get(incident_id)

    def move(self, incident_id: str, add: Sequence[str], remove: Sequence[str], *, actor: str) -> IncidentWithCases:
        """Return the incident after cases were taken in and out.

        Raises:
            NotFound: there is no such incident or case.
            Conflict: the incident is closed.
        """
        self._store.move(incident_id, add, remove, actor=actor, now=self._clock())
        return self._store.get(incident_id)

    def _known(self, incident: IncidentWithCases, line: str) -> list[Fact]:
        """Return what a line may rest on: what is on record, and that so many people wrote."""
        about = self.matter(incident)
        text = f"Several people have told us about {about}: whoever does is not the only one. We are looking into it."
        told = Fact(id=f"told-{incident.id}", kind=FactKind.NOTE, title="What customers wrote", text=text)
        return [told, *self._checks.on_record(line)]
