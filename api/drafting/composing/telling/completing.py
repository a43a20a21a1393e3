"""From a note's short form to a sentence: "refund of £36 issued today" is "a refund of £36 was issued today"."""

from __future__ import annotations

import re

from api.drafting.composing.telling.lexicon import AUXILIARIES, is_past, is_verb, words

_WORD = re.compile(r"[^\s,]+")
_NOT = frozenset(["not", "never", "also", "already", "now", "only", "still", "just", "then", "wrongly", "twice"])
_TIMED = re.compile(
    r"^(?:on|by|since|until|from|between|at|in|as of|this|last|after|before|during) [^,]{1,40}, ", re.IGNORECASE
)
_OBJECT = re.compile(
    r"^(?:(?:a|an|the|your|our|this|that|these|those|you|it|them|its|their|no|one|two|both)\b|£|€|\$)", re.IGNORECASE
)
_SINGULAR_S = ("ss", "us", "is", "news")


def completed(clause: str) -> str | None:
    """Return the sentence that a clause stands for, without its full stop; None where that is not certain."""
    lead = _TIMED.match(clause)
    head, body = (clause[: lead.end()], clause[lead.end() :]) if lead else ("", clause)
    told = _told(body)
    if told is None:
        return None
    return (
        (head + (told[0].lower() + told[1:] if head and not told.startswith(("I ", "I'")) else told)) if head else told
    )


def _told(clause: str) -> str | None:
    if re.match(r"^(?:last|first|next|second) [a-z]+ed\b", clause, re.IGNORECASE):
        return None
    if re.match(r"^not (?:a|an|the) ", clause, re.IGNORECASE):
        return f"It was n{clause[1:]}"
    special = _shorthand(clause)
    if special:
        return special
    tokens = [match.group().strip("\"'“”().:") for match in _WORD.finditer(clause)]
    lows = [token.lower() for token in tokens]
    if not lows:
        return None
    if re.match(r"(?:we|you|they|it|there|that)['’](?:re|ve|ll|s|d)$", lows[0]):
        return clause
    return _negative(clause, tokens, lows) if lows[0] in {"no", "nobody", "nothing"} else _by_verb(clause, tokens, lows)


_ON_ORDER = re.compile(
    r"^(?:an? |the )?((?:new |spare |replacement )?(?:parts?|items?|replacements?)) on order$", re.IGNORECASE
)
_ANYBODYS = re.compile(r"^(?:the )?([a-z]+)['’]s (error|mistake|fault)$", re.IGNORECASE)
_NOW = re.compile(r"^((?:[\w-]+ ){1,4}?)now ((?:on|with|at|in|back) .+)$", re.IGNORECASE)


def _shorthand(clause: str) -> str | None:
    """Return the sentence that a turn of colleagues stands for: "part on order", "coming off the road tomorrow"."""
    if found := _ON_ORDER.match(clause):
        return f"The {found[1].lower()} {'are' if found[1].endswith('s') else 'is'} on order"
    if found := _ANYBODYS.match(clause):
        return f"That was the {found[1].lower()}'s {found[2]}"
    if re.match(r"^(?:coming|going|due) (?:off|back|out|in|to|on|for|home)\b", clause, re.IGNORECASE):
        return f"It is {clause[0].lower()}{clause[1:]}"
    found = _NOW.match(clause)
    if found and not any(is_verb(word) or is_past(word) for word in found[1].lower().split()):
        subject = found[1].strip()
        if subject.split()[0].lower() in words("determiner") | {"it", "you"}:
            return None
        return f"The {_lower_first(subject)} {'are' if _is_plural(subject.split()) else 'is'} now {found[2]}"
    return None


def _negative(clause: str, tokens: list[str], lows: list[str]) -> str | None:
    if lows[0] == "no" and len(lows) > 2 and not any(map(is_verb, lows)):
        return _nothing(clause, lows)
    return _with_article(clause, tokens) if any(is_verb(low) or is_past(low) for low in lows) else None


def _by_verb(clause: str, tokens: list[str], lows: list[str]) -> str | None:
    at, state = _verb_at(lows), _state_at(lows)
    if at is None or (state and at and state < at):
        return _without_verb(clause, lows)
    if at == 0:
        return _without_subject(clause, lows)
    return _with_article(clause, tokens) if is_verb(lows[at]) else _past(clause, tokens, at)


def _verb_at(lows: list[str]) -> int | None:
    """Return the place of the first verb: a participle that stands before a noun is none."""
    for at, low in enumerate(lows):
        if low in _NOT and at + 1 < len(lows) and is_past(lows[at + 1]):
            return at
        if is_verb(low) and (at or low in AUXILIARIES):
            return at
        if is_past(low) and not _describes(lows, at):
            return at
    return None


def _describes(lows: list[str], at: int) -> bool:
    """Return whether a participle belongs to the noun behind it: "a failed payment", "the promised date"."""
    before = lows[at - 1] if at else ""
    if before in words("determiner") and before not in {
        "you",
        "we",
        "it",
        "they",
        "there",
        "this",
        "that",
        "nobody",
        "nothing",
        "she",
        "he",
        "both",
        "all",
        "one",
    }:
        return True
    return bool(at) and before in {"of", "for", "with", "by", "to", "in", "on", "a", "an", "the"}


_OF_ITSELF = frozenset(
    ["left", "arrived", "came", "went", "fell", "stood", "ran", "stayed", "became", "happened", "failed"]
)
"""Verbs that nobody does to a thing: "left late" is not "it was left late"."""


def _without_subject(clause: str, lows: list[str]) -> str | None:
    """Return what "reported by you on Friday" and "called you twice" stand for."""
    first = 1 if lows[0] in _NOT and len(lows) > 1 else 0
    if lows[0] in AUXILIARIES or lows[0] in _OF_ITSELF:
        return None
    rest = " ".join(clause.split()[first + 1 :])
    by_you = re.match(r"by you\b ?(.*)", rest)
    if by_you and first == 0:
        return f"You {lows[0]} it {by_you[1]}".strip()
    if _OBJECT.match(rest) and first == 0:
        return f"We {clause[0].lower()}{clause[1:]}"
    if not rest or (re.match(r"[a-z]+", rest) and rest.split()[0].lower().strip(",") in words("after_passive")):
        return f"It was {clause[0].lower()}{clause[1:]}"
    return None


def _past(clause: str, tokens: list[str], at: int) -> str | None:
    """Return a clause whose verb is a past: told as it is, or as done by somebody unnamed."""
    low = tokens[at].lower()
    verb = at + 1 if low in _NOT and at + 1 < len(tokens) else at
    word, after = tokens[verb].lower(), tokens[verb + 1].lower() if verb + 1 < len(tokens) else ""
    subject = tokens[at - 1].lower()
    if subject == "being":
        return _inserted(clause, tokens, at, verb)
    if subject in {"you", "we", "it", "they", "i", "she", "he", "who", "which"} and low not in _NOT:
        return _with_article(clause, tokens)
    alone = (word in words("by_itself") and word not in words("either")) or (
        word == "called" and after in {"in", "back"}
    )
    if at == verb and (
        alone
        or (
            word in words("either")
            and (after in words("after_passive") | {""} or after[0].isdigit())
            and not _was_done(tokens, verb)
        )
    ):
        return _with_article(clause, tokens)
    cut = clause.rstrip(".").find(",") >= 0 and re.search(rf"\b{re.escape(tokens[verb])},", clause) is not None
    passive = cut or not after or after in words("after_passive") or after[0].isdigit() or at != verb
    if passive or re.match(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$", after) or after.endswith("ly"):
        return _inserted(clause, tokens, at, verb)
    return (
        _with_article(clause, tokens)
        if _OBJECT.match(" ".join(tokens[verb + 1 :])) or after in words("person") or at == verb
        else None
    )


def _was_done(tokens: list[str], verb: int) -> bool:
    """Return whether a verb that can go either way was done by somebody: what is given back does not return itself."""
    subject = " ".join(tokens[:verb]).lower()
    return tokens[verb].lower() in {"returned", "opened", "passed", "moved", "matched", "stopped", "finished"} and bool(
        re.search(
            r"\b(?:credit|refund|money|payment|deposit|case|ticket|complaint|claim|booking|account|order|points?|fee)s?$",
            subject,
        )
    )


def _inserted(clause: str, tokens: list[str], at: int, verb: int) -> str:
    """Return a clause with the "was" that a note leaves out."""
    ahead = tokens[verb].lower() in words("ahead") and (at == verb or tokens[at].lower() != "not")
    plural = _is_plural(tokens[:at])
    plural = plural or (at == 1 and tokens[0].lower() in {"you", "we", "they"})
    going = tokens[at - 1].lower() == "being"
    at = at - 1 if going else at
    be = ("are" if plural or _is_plural(tokens[:at]) else "is") if ahead or going else ("were" if plural else "was")
    spans = list(_WORD.finditer(clause))
    place = spans[at].start()
    told = re.sub(r"\band ([£€$][\d.,]*\d) (?=[a-z]+ed\b)", r"and \1 was ", clause[place:])
    return _with_article(f"{clause[:place]}{be} {told}", tokens)


def _is_plural(subject: list[str]) -> bool:
    """Return whether a subject is more than one, by its head: the noun before "of", "for" and the like."""
    head = subject
    for number, word in enumerate(subject):
        if number and word.lower() in {"of", "for", "on", "in", "to", "from", "with", "at", "about"}:
            head = subject[:number]
            break
    last = head[-1].lower() if head else ""
    joined = "and" in [word.lower() for word in subject]
    return (
        joined or (last.endswith("s") and not last.endswith(_SINGULAR_S)) or last in {"people", "staff", "both", "all"}
    )


def _is_bare_plural(subject: list[str]) -> bool:
    """Return whether a subject is more than one by its first noun: "crates", not "the call and the visit"."""
    lows = [word.lower() for word in subject]
    return _is_plural(subject[: lows.index("and")] if "and" in lows[1:] else subject)


def _nothing(clause: str, lows: list[str]) -> str | None:
    at = next((at for at, low in enumerate(lows) if at > 1 and is_past(low)), None)
    if at is None:
        return f"There was {clause[0].lower()}{clause[1:]}"
    spans = list(_WORD.finditer(clause))
    be = "were" if _is_plural(lows[:at]) else "was"
    return f"{clause[0].upper()}{clause[1 : spans[at].start()]}{be} {clause[spans[at].start() :]}"


def _state_at(lows: list[str]) -> int | None:
    """Return the place of what something is said to be: "ready", "out of stock"."""
    for at, low in enumerate(lows[1:5], 1):
        if low in words("state") and (at + 1 == len(lows) or lows[at + 1] in words("after_passive") | {"of"}):
            return None if lows[at - 1] in AUXILIARIES or lows[at - 1] in words("after_passive") else at
    return None


def _without_verb(clause: str, lows: list[str]) -> str | None:
    """Return what "teacher ill" and "boiler fault on floor 3" stand for."""
    if lows[0] in _NOT:
        return None
    if lows[0] in words("state") and (len(lows) < 2 or lows[1] in words("after_passive")):
        return f"It {'has been' if 'since' in lows else 'is'} {_lower_first(clause)}"
    for at, low in enumerate(lows[1:5], 1):
        if low in words("state") and (at + 1 == len(lows) or lows[at + 1] in words("after_passive") | {"of"}):
            be = "are" if _is_plural(lows[:at]) else "is"
            if low in {
                "ill",
                "sick",
                "missing",
                "wrong",
                "empty",
                "late",
                "off",
                "faulty",
                "incorrect",
                "short",
                "down",
            }:
                be = "were" if be == "are" else "was"
            before = at - 1 if at > 1 and lows[at - 1] in _NOT else at
            place = list(_WORD.finditer(clause))[before].start()
            return _with_article(f"{clause[:place]}{be} {clause[place:]}", clause.split())
    head = lows[
        : next(
            (
                n
                for n, low in enumerate(lows)
                if low in {"on", "in", "at", "of", "with", "between", "from", "for", "by", "to", "during"}
            ),
            len(lows),
        )
    ]
    if head and head[-1].rstrip("s") in words("happening") | {one.rstrip("s") for one in words("happening")}:
        if lows[0] in words("determiner"):
            return f"There was {clause[0].lower()}{clause[1:]}"
        plural = _is_plural(head)
        article = "" if plural else ("an " if lows[0][0] in "aeio" else "a ")
        return f"There {'were' if plural else 'was'} {article}{_lower_first(clause)}"
    return None


def _lower_first(clause: str) -> str:
    first = clause.split(maxsplit=1)[0]
    return clause if first.isupper() or (first[0].isupper() and not first.isalpha()) else clause[0].lower() + clause[1:]


def _with_article(clause: str, tokens: list[str]) -> str:
    """Return a clause whose bare first noun has an article, and its capital."""
    first = tokens[0]
    low = first.lower()
    named = first[0].isupper() and (not first[1:].islower() or not _is_noun(tokens))
    plain = low in words("determiner") or low in words("bare") or first[0].isdigit() or not first[0].isalpha()
    numbered = len(tokens) > 1 and tokens[1].isdigit()
    if (
        plain
        or named
        or numbered
        or low in words("opener")
        or _is_bare_plural(_subject(tokens))
        or (len(tokens) > 1 and low.endswith("ing") and low not in words("noun"))
    ):
        return clause[0].upper() + clause[1:]
    if low in words("a_thing"):
        return f"{'An' if low[0] in 'aeiou' else 'A'} {clause[0].lower()}{clause[1:]}"
    return f"The {clause[0].lower()}{clause[1:]}"


def _is_noun(tokens: list[str]) -> bool:
    """Return whether the capital of the first word is only that of a beginning."""
    known = words("noun") | words("a_thing") | words("happening") | words("person")
    if len(tokens) > 1 and tokens[1][0].isupper() and tokens[1].isalpha() and not tokens[1].isupper():
        return False
    return tokens[0].lower() in known or (len(_subject(tokens)) > 1 and tokens[1].lower() in known)


def _subject(tokens: list[str]) -> list[str]:
    """Return the tokens before the verb."""
    lows = [token.lower() for token in tokens]
    at = _verb_at(lows)
    return tokens[:at] if at else tokens[:1]
