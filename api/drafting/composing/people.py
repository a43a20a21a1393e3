"""Who is spoken to, and who speaks."""

from __future__ import annotations

import re

from knowledge.brand import Brand, Voice
from prompts.phrasebook import words
from prompts.slots import first_name

_NAME = re.compile(r"[^\W\d_]{2,20}(?:[-'’][^\W\d_]{1,20})?")
_LONGEST_GIVEN = 13
"""Letters beyond which a word that stands alone is a handle."""
_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|prof)\b\.?\s", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"(?:Mc|Mac|De|Le|La|Di|Van)[A-Z]|[^\W\d_]+[-'’]")
_CLOSES = re.compile(
    r"^(?:(?:with )?(?:warm|kind|best|yours|many)\b|with\b|all the best|sincerely|regards|thanks|cheers|love)",
    re.IGNORECASE,
)


def given_name(name: str | None) -> str | None:
    """Return the first name to address somebody by, or None where `name` is no person's name."""
    first = first_name(name)
    if name and _is_no_person(name):
        return None
    if not name or not first or not _NAME.fullmatch(first) or first.casefold() in words("no_names"):
        return None
    if any(letter.isupper() for letter in first[1:]) and not (first.isupper() or _INNER_CAPITAL.match(first)):
        return None
    if _TITLE.match(name.strip()) and len(name.split()) < 3:
        return None
    return first.capitalize() if first.islower() or (first.isupper() and len(first) > 2) else first


def _is_no_person(name: str) -> bool:
    """Return whether a name is a business's, or a handle of words run together."""
    parts = name.partition("(")[0].casefold().split()
    trades = len(parts) > 1 and parts[-1].strip(".") in words("businesses")
    return trades or (len(parts) == 1 and len(name.strip()) > _LONGEST_GIVEN)


def full_name(name: str | None) -> str | None:
    """Return first name and surname, as a formal letter addresses somebody; the first name where that is all."""
    first = given_name(name)
    words = [word for word in (name or "").split() if _NAME.fullmatch(word)]
    return f"{first} {words[-1]}" if first and len(words) == 2 and words[0].casefold() == first.casefold() else first


def titled_name(name: str | None) -> str | None:
    """Return "Mr Okafor" where that is all that is known of a name, for a private letter."""
    words = (name or "").split()
    if len(words) == 2 and _TITLE.match(words[0] + " ") and _NAME.fullmatch(words[1]):
        return f"{words[0].rstrip('.').capitalize()} {words[1]}"
    return None


def team_name(brand: Brand, *, english: bool) -> str:
    """Return who signs where no person does."""
    if brand.sign_off:
        return brand.sign_off.strip()
    name = brand.name.strip()
    if not name or name.casefold() == "our team":
        return "The customer care team" if english else ""
    if not english:
        return name
    return name if name.casefold().endswith("team") else f"The {name} team"


def signature(brand: Brand, closing: str, *, english: bool, signer: str | None = None, team: str | None = None) -> str:
    """Return the lines that end a letter: a closing phrase, who writes, for whom.

    Where the brand names neither, `signer` signs for the `team` that the contacts on record give.
    """
    if signer and not brand.agent_name:
        own = brand.sign_off or brand.name.strip().casefold() not in {"", "our team"}
        return "\n".join(line for line in (closing, signer, team_name(brand, english=english) if own else team) if line)
    lines = [] if brand.sign_off and _CLOSES.match(brand.sign_off.strip()) else [closing]
    team = team_name(brand, english=english)
    if brand.agent_name and brand.agent_name.casefold() not in team.casefold():
        lines.append(brand.agent_name.strip())
        if lines[0] != closing:
            return f"{team}\n{brand.agent_name.strip()}"
    return "\n".join(line for line in (*lines, team) if line)


def speaks_as_one(brand: Brand, voice: str, signer: object = None) -> bool:
    """Return whether the writer says "I": a named person in a voice that is not formal."""
    return bool(brand.agent_name or signer) and voice != Voice.FORMAL
