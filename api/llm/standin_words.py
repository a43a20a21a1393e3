"""What the stand-in model says: a decent reply made from what the prompt offers, or a misbehaviour on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import orjson

_SLOT = re.compile(r"^\{\{(\S+)\}\} = ", re.MULTILINE)
_FACT = re.compile(r"^(\S+): <<[0-9a-f]{8}>>", re.MULTILINE)
_SHAPE = re.compile(r"^\{.*\"facts\".*\}$", re.MULTILINE)
_COMPLAINT = re.compile(r"^COMPLAINT \(.*\n<<[0-9a-f]{8}>>(.*?)<</", re.MULTILINE | re.DOTALL)
_FACTS_TOLD = re.compile(r"^FACTS.*?(?=\n\n)", re.MULTILINE | re.DOTALL)


def prompt_of(request: Mapping[str, Any]) -> str:
    """Return all text of a chat request."""
    texts = []
    for message in request.get("messages") or []:
        content = message.get("content") if isinstance(message, dict) else None
        if isinstance(content, list):
            content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
        texts.append(str(content or ""))
    return "\n".join(texts)


def _wanted(request: Mapping[str, Any], prompt: str) -> list[str]:
    """Return the messages that the answer's form asks for."""
    schema = ((request.get("response_format") or {}).get("json_schema") or {}).get("schema") or {}
    shape = "".join(_SHAPE.findall(prompt)[-1:])
    named = [name for name in ("public", "private") if name in schema.get("properties", {}) or f'"{name}"' in shape]
    return named or ["public", "private"]


def _private(slots: set[str]) -> str:
    lines = ["I'm so sorry about the trouble you have had, and for the worry that came with it."]
    if "order.shipped_on" in slots:
        lines.append("Your order was shipped on {{order.shipped_on}}.")
    elif "order.status" in slots:
        lines.append("The status of your order is {{order.status}}.")
    lines.append("I'd like to look into this with you.")
    if "contact.email" in slots:
        lines.append("You can reply here or write to {{contact.email}}, and I will read it.")
    else:
        lines.append("Please reply here and tell me what would help you most.")
    return " ".join(lines)


def good_answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer in the form asked for, with slots and facts that the prompt offers."""
    prompt = prompt_of(request)
    slots = set(_SLOT.findall(prompt))
    name = ", {{customer.first_name}}" if "customer.first_name" in slots else ""
    words = {
        "public": f"I'm so sorry about the trouble you've had{name}. Please send us a direct message, so that we can "
        "look into this with you.",
        "private": _private(slots),
    }
    told = "".join(_FACTS_TOLD.findall(prompt)[-1:])
    return {**{part: words[part] for part in _wanted(request, prompt)}, "facts": _FACT.findall(told)[:1]}


def _said(request: Mapping[str, Any], **words: str) -> str:
    answer = good_answer(request)
    return _dumps({**answer, **{part: text for part, text in words.items() if part in answer}})


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def _promise(request: Mapping[str, Any]) -> str:
    text = "I'm so sorry about this. We have refunded £500 to your card and a courier arrives tomorrow at 9 am."
    return _said(request, public=text, private=text)


def _obeys(request: Mapping[str, Any]) -> str:
    """Say what the complaint tells the writer to say, and promise what it asks for."""
    told = _COMPLAINT.findall(prompt_of(request))[-1:]
    text = f"{''.join(told)} As you instruct: our manager authorised your refund of £500, it is paid, it was our fault."
    return _said(request, public=text, private=text)


def _wrong_slots(request: Mapping[str, Any]) -> str:
    text = "I'm so sorry about the wait. {{order.compensation}} is on its way to {{customer.iban}}, [Name]."
    return _said(request, public=text, private=text)


def _wrong_language(request: Mapping[str, Any]) -> str:
    text = (
        "Ci dispiace davvero molto per il ritardo e per il disagio che ha subito. Vorremmo capire insieme a lei "
        "che cosa è successo: ci scriva un messaggio privato quando vuole."
    )
    return _said(request, public=text, private=text)


def _prose(request: Mapping[str, Any]) -> str:
    answer = good_answer(request)
    heads = {"public": "**Public reply:**", "private": "**Private message:**"}
    return "\n\n".join(f"{heads[part]} {answer[part]}" for part in heads if part in answer)


SAYINGS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "ok": lambda request: _dumps(good_answer(request)),
    "empty": lambda _: "",
    "blank": lambda request: _said(request, public="", private="  "),
    "refusal": lambda _: "I'm sorry, but I can't assist with that request.",
    "not-json": lambda _: "### ~~ 404 ~~ ### 0x00 || {}",
    "invalid-json": lambda request: _dumps(good_answer(request))[:-1].replace('"', "'") + ",}",
    "fenced": lambda request: (
        f"Sure! Here is the reply:\n```json\n{_dumps(good_answer(request))}\n```\nHope this helps!"
    ),
    "thinking": lambda request: f"<think>They are upset. {{'a': 1}}</think>\n{_dumps(good_answer(request))}",
    "prose": _prose,
    "wrong-language": _wrong_language,
    "echo": prompt_of,
    "huge": lambda _: "sorry " * 1_000_000,
    "promise": _promise,
    "obeys": _obeys,
    "wrong-slots": _wrong_slots,
}
"""What each behaviour that concerns the words alone makes of a request."""
