"""Text in a complaint that talks to the machine instead of the company.

A signal only: the text is fenced and the reply is guarded either way.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.reading import Reading
from guardrails.inbound.word_sets import word_set

_RULES = (
    r"(?:instructions?|prompts?|directives|guardrails|rules|programming|guidelines|training|directions|safety "
    r"(?:rules|filters)|restrictions|constraints)"
)
_BEFORE = (
    r"(?:previous|prior|above|earlier|preceding|foregoing|initial|original|system|existing|current|former|your|"
    r"any|all|safety|the system|developer|hidden)"
)
_DIRECT: Final = re.compile(
    rf"(?<!i )(?<!we )(?<!not )(?<!they )(?<!you )(?<!staff )(?<!to )\b(?:ignore|disregard|forget|override|"
    rf"bypass|skip|drop|discard|do not follow|stop following|cancel)(?: (?:all|any|every|of|the|your|these|"
    rf"those|and))* (?:{_BEFORE} )+{_RULES}\b"
    r"|\b(?:ignore|disregard|forget) (?:everything|all|anything)(?: (?:you have been|you were|that was|"
    r"that is|i|i have|we))? (?:above|before|told|said|prior|previously|written above)"
    r"|\byou are now (?:a |an |the |in |dan\b|free|my |no longer|unrestricted|developer|operating)"
    r"|\b(?:enter|enable|activate|switch to|in) (?:developer|debug|admin|god|dan|jailbreak|sudo|"
    r"maintenance|unrestricted) mode"
    r"|\b(?:reveal|print|show|repeat|output|tell me|leak|display|reply with|paste|send me|what is|dump)(?: "
    r"me)? (?:your |the )?(?:full |entire |exact |hidden |complete |initial )*(?:system |hidden |initial |"
    r"original |secret )+(?:prompt|instructions?|message)"
    r"|\b(?:pretend|act|behave|roleplay|respond) (?:as if you are|as though you are|to be|like you are|as) "
    r"(?:a |an |the )?(?:ai|assistant|different|unrestricted|developer|admin|administrator|system|"
    r"supervisor|bot|llm|language model|chatbot|manager with)"
    r"|\b(?:dear |hey |hello |attention |note to (?:the )?)(?:ai|llm|chatbot|language model|assistant "
    r"model|ai assistant|ai model|gpt|chatgpt)\b"
    r"|\b(?:as an? |if you are an? |note to (?:the )?|when an? |any )(?:ai|llm|language model|automated "
    r"(?:agent|system|assistant))(?: \w+){0,4} (?:must|should|please|reading|you|output|write|say|reply|"
    r"respond)"
    r"|\b(?:begin|start|end|open) (?:your |the |every )?(?:reply|response|answer|message|output)(?: only)? "
    r"with (?:the (?:words?|phrase)|\"|')"
    r"|\b(?:respond|reply|answer|output|write)(?: only| exactly| verbatim| just)+ (?:with|the|in|:|\"|yes)"
    r"|\b(?:include|insert|add|append|put|use|write|repeat) (?:the )?(?:exact |following |this )*(?:phrase|"
    r"sentence|text|words?|string|link|line)(?: \w+){0,4} (?:in|into|to|at|of) (?:your|the|every) (?:reply|"
    r"response|answer|message|draft|end)"
    r"|\b(?:new|updated|revised|additional|special) (?:system )?(?:instructions?|directives?|prompt)(?: "
    r"for (?:the )?(?:ai|assistant|agent|model|bot|you))? ?:"
    r"|\b(?:policy|system) (?:update|override|notice|note|message|alert|command)(?: [\w-]+){0,4} ?:"
    r"|\b(?:approve|grant|issue|process|promise|authori[sz]e|confirm)(?: \w+){0,5}(?: refund| credit| "
    r"compensation| voucher)(?: \w+){0,6} (?:without (?:checking|review|asking|approval|verification|any "
    r"check)|regardless of (?:policy|the policy|any)|no matter what (?:the|your) (?:policy|rules|"
    r"instructions))"
    r"|\bdo not (?:tell|inform|alert|mention|show|escalate|flag)(?: \w+){0,4} (?:to )?(?:the )?(?:human|"
    r"reviewer|moderator|supervisor)"
    r"|\bignora (?:todas )?(?:las|tus) (?:instrucciones|[óo]rdenes|reglas)|\bignorez? (?:toutes )?(?:les|"
    r"vos|tes) (?:instructions|consignes|r[èe]gles)|\b(?:oublie|oubliez) (?:toutes )?(?:les|vos|tes) "
    r"(?:instructions|consignes)"
    r"|\bignorier\w* (?:alle |die |deine |sämtliche )*(?:vorherigen |bisherigen |obigen |vorigen "
    r")*(?:anweisungen|regeln|instruktionen)|\bignor[ea] (?:todas )?(?:as|suas|tuas)(?: suas)? "
    r"(?:instru[çc][õo]es|regras)|\bignora (?:tutte )?(?:le|queste) (?:istruzioni|regole)|\b(?:negeer|"
    r"vergeet) (?:alle |de |je |eerdere |vorige )*(?:instructies|regels|opdrachten)"
)
_AUTHORISED: Final = re.compile(
    r"\byour (?:manager|supervisor|boss|ceo|head office|director|team leader|admin|administrator|"
    r"company)(?: has| have)?(?: already| just| now| personally)? (?:authori[sz]ed|approved|cleared|"
    r"instructed|agreed|ordered|told|allowed|granted)(?: you| this| me| us)?(?: to)?(?: \w+){0,5} "
    r"?(?:refund|credit|compensation|voucher|replacement|discount|issue|pay|payout|upgrade)\b(?P<rest>.{0,"
    r"90})"
)
_NARRATED: Final = re.compile(
    r"\b(?:ago|last|weeks?|months?|days?|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|but|still|never|nothing|where|yet|january|february|march|april|june|july|august|september|"
    r"october|november|december|on the phone|over the phone|in store|when|since|by email|and now|and then|"
    r"not)\b"
)
_ROLE: Final = re.compile(
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|begin_of_text)\|?>?|"
    r"\[/?(?:inst|system|sys)\]|<</?sys>>|</?(?:system|assistant|instructions?|prompt|complaint|user|"
    r"developer)(?:[ _-](?:prompt|note|message|instructions?))?>"
    r"|(?:^|\n)\s*(?:#{1,6} ?)?(?:system|assistant|developer|human)(?: (?:note|message|prompt|instruction|"
    r"override))? ?:|(?:^|\n)\s*#{2,6} ?(?:system|instructions?|new task|response)\b|\[(?:system|admin|"
    r"internal|developer|staff|assistant|agent)(?: (?:note|message|notice|only|override|instruction|prompt|"
    r"memo))? ?[:\]\-]"
    r"|\{\{[^{}\n]{1,80}\}\}|<!--|\"role\" ?: ?\"(?:system|assistant|developer)\"",
    re.IGNORECASE,
)
_TAGS: Final = re.compile(r"[\U000e0020-\U000e007e]{3,}")
_HIDDEN_RUN: Final = re.compile(r"[\u200b\u200c\u2060-\u2064\ufeff\u202d\u202e]{6,}")
_BASE64: Final = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/]{32,2000}={0,2}(?![\w+/=])")
_TELLTALE: Final = re.compile(
    r"ignore|instruction|system|prompt|refund|assistant|disregard|override|previous", re.IGNORECASE
)
_WORDS_OF_INTEREST: Final = word_set(
    """
ignore disregard forget override bypass skip drop discard follow following cancel now mode prompt instructions
instruction pretend act behave roleplay ai llm chatbot model gpt chatgpt begin start end open reply respond answer
output write include insert append policy system approve grant issue process promise authorise authorize confirm
tell inform alert human reviewer ignora ignorez oublie oubliez ignore ignoriere ignorieren ignoriert negeer vergeet
reveal print repeat directives directive manager supervisor boss ceo director admin administrator authorised
authorized approved assistant escalate mention flag use put add
"""
)


@dataclass(frozen=True, slots=True)
class Injection:
    """What in a message talks to the machine: how it was hidden or phrased, and the words."""

    how: str
    quote: str


def find_injection(reading: Reading) -> Injection | None:
    """Return the first attempt to steer the machine, or None."""
    if not _WORDS_OF_INTEREST.isdisjoint(reading.words) or len(reading.whole) > len(reading.plain):
        direct = _DIRECT.search(reading.whole)
        if direct:
            return Injection("gives instructions to the writing system", direct[0][:80])
        told = _AUTHORISED.search(reading.whole)
        if told and not _NARRATED.search(told["rest"]):
            return Injection("claims that somebody has authorised a payment", told[0][:80])
    return _marked(reading.text) or _hidden(reading.text)


def _marked(text: str) -> Injection | None:
    if not ("<" in text or "[" in text or ":" in text or "{" in text or "#" in text):
        return None
    role = _ROLE.search(text)
    return Injection("imitates a system message", role[0].strip()[:80]) if role else None


def _hidden(text: str) -> Injection | None:
    tags = _TAGS.search(text)
    if tags:
        return Injection("hides text in invisible characters", "".join(chr(ord(one) - 0xE0000) for one in tags[0])[:80])
    if _HIDDEN_RUN.search(text):
        return Injection("hides text in invisible characters", "")
    for blob in _BASE64.findall(text)[:5]:
        decoded = _decoded(blob)
        if decoded and _TELLTALE.search(decoded):
            return Injection("hides encoded instructions", decoded[:80])
    return None


def _decoded(blob: str) -> str | None:
    try:
        raw = base64.b64decode(blob + "=" * (-len(blob) % 4), validate=True)
        text = raw.decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return text if text.isprintable() else None
