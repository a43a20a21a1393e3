"""Who looks after a grave matter, by name: read from a contact's data, and from its words where the data is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from knowledge.contacts import details
from knowledge.facts import Fact

_NAME: Final = re.compile(r"^(?:(?:Mr|Mrs|Ms|Mx|Miss|Dr) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}$")
_LEADS: Final = re.compile(r"^(?P<team>[^():,;@\d]{3,60}?)(?: \((?P<who>[^()]{2,60})\))?(?:, for [^:]{3,80})?: ")
_BY: Final = re.compile(r"^([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?: (?:leads|runs|heads|signs|answers)\b.*)?$")
_ROLE: Final = re.compile(
    r"\b(?:lead|head|manager|officer|director|editor|coordinator|chief|counsel|pharmacist|adviser|specialist)\b",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"\b(?:team|desk|department|office|line|enquiries|service|relations|care)$", re.IGNORECASE)
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Desk:
    """Who looks after a matter: the `person`, where one is named, and the `team` or role."""

    team: str | None
    person: str | None

    @property
    def named(self) -> str | None:
        """Return it as it ends a sentence: "Nuno Falcao, our food safety lead"."""
        if self.person and self.team:
            return f"{self.person}, our {self.team}" if _ROLE.search(self.team) else f"{self.person} in our {self.team}"
        return self.person or self.office

    @property
    def office(self) -> str | None:
        """Return it without the person: "our data protection desk"."""
        return f"our {self.team}" if self.team else None


def desk_of(fact: Fact) -> Desk:
    """Return who a contact is."""
    told = details(fact)
    team, person = told.team or _title(fact, told.name), told.name
    lead = _LEADS.match(fact.text)
    if lead:
        team = team or lead["team"].strip()
        person = person or _person_in(lead["who"]) or _person_in(fact.text[lead.end() :].partition(",")[0])
    return Desk(_called(team) if team else None, person)


def _title(fact: Fact, name: str | None) -> str | None:
    title = (fact.title or "").strip()
    return title if title and title != (name or "").strip() else None


def _person_in(words: str | None) -> str | None:
    found = _BY.match((words or "").strip())
    return found[1] if found and (_NAME.match(found[1]) or found[0] != found[1]) else None


def _called(team: str) -> str | None:
    """Return how a team is called within a sentence: small where only its first letter is a capital."""
    name = team.strip()
    if not name or len(name) > _MOST:
        return None
    if not _ROLE.search(name) and not _PLACE.search(name):
        name = f"{name} team"
    rest = name[1:]
    return name[0].lower() + rest if rest == rest.lower() else name
