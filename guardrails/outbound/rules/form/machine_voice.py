"""form: machine-voice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.document import Document
from guardrails.finding import Audience
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation

_DRAFT = r"(?:draft|reply|response|message|answer|email|e-mail|version|rewrite|apology|tweet|post|text)"
_KIND = (
    r"(?:(?:public|private|short|possible|suggested|polished|professional|empathetic|improved|updated|revised|"
    r"rewritten|"
    r"sample|proposed|final|warm|polite|concise|first|second|new|drafted|friendly|better|ready-to-send|draft|"
    r"customer[- ]facing) ){0,3}"
)
_WORDS = (
    (
        r"\bas an? (?:AI (?:language )?(?:model|assistant)|AI|artificial intelligence|(?:large )?language model|"
        r"virtual assistant|chatbot|LLM)\b"
    ),
    (
        r"\b(?:I'm|I am|I was|this is) (?:just |only |merely )?an? (?:AI\b|(?:large )?language model|LLM\b|"
        r"chatbot|bot\b|automated (?:system|assistant))"
    ),
    r"\bmy (?:training data|knowledge cut-?off|programming|system prompt|instructions (?:say|tell|require|don't))",
    r"\bI(?:'m| am) (?:unable|not able) to (?:browse|access the internet|access real-time|access external)",
    (
        r"\bI (?:can't|cannot|can not|won't|am unable to) (?:assist|fulfil|fulfill|comply) with (?:that|this|"
        r"your) request"
    ),
    r"\b(?:ChatGPT|OpenAI|GPT-?[345]\w*|system prompt|prompt injection)\b",
    (
        rf"\bhere(?:'s| is| are) (?:a|an|the|your|my|one|two|three|some) {_KIND}{_DRAFT}s?\b(?! (?:number|from|"
        rf"we (?:got|received)))"
    ),
    (
        rf"\b(?:I've|I have|I) (?:drafted|rewritten|revised|composed|generated|crafted) (?:a|an|the|your|"
        rf"this) {_KIND}{_DRAFT}\b"
    ),
    (
        r"\b(?:feel free|please feel free) to (?:adjust|edit|customi[sz]e|modify|tweak|adapt|"
        r"personali[sz]e)\b(?! your (?:order|booking|review|preferences))"
    ),
    (
        r"\blet me know if (?:you(?:'d| would) like|you want|I should) (?:me to |any |a |to )?(?:adjust|change|"
        r"make it|tweak|revise|edits|another version|"
        r"different tone|different version|shorten|rewrite|revisions)"
    ),
    rf"\b(?:hope|trust) (?:this|the) {_KIND}(?:draft|reply|response|version) (?:helps|works|meets|is)",
    (
        r"\b(?:this|the above|the following) (?:draft|reply|response) (?:is|was|has been|aims|avoids|acknowledges|"
        r"does not|includes|follows|maintains|keeps)\b"
    ),
    (
        r"\b(?:per|according to|based on|following|as per) (?:the|my|your) (?:instructions|guidelines|context|"
        r"system message|prompt|facts) (?:provided|given|above|below|you gave)"
    ),
    (
        r"\bbased on the (?:provided|given|supplied|retrieved|available) (?:context|facts|information|documents|"
        r"policy|passages)"
    ),
    r"\b(?:the|from the) (?:provided|supplied|retrieved) (?:context|facts|passages|documents)\b",
    (
        r"\byou are (?:a|an) (?:helpful|expert|experienced|professional|customer (?:service|support|"
        r"care)) (?:assistant|agent|representative|writer|AI)"
    ),
    (
        r"\b(?:word count|character count|tone|audience|language) ?: ?(?:\d|warm|empathetic|professional|public|"
        r"private|apologetic|formal|friendly|english)"
    ),
    r"\b(?:do not|don't|never) (?:mention|reveal|disclose) (?:these|this|the|your) (?:instructions|prompt|system)",
    (
        r"\bals (?:KI|AI)(?:-\w+)?\b|\ben tant qu'(?:IA|intelligence artificielle|assistant virtuel)|"
        r"\bcomo (?:una |uma )?(?:IA|inteligencia artificial|"
        r"inteligência artificial|modelo de lengua(?:je|gem))|\bcome (?:IA|intelligenza artificiale|"
        r"modello linguistico)"
    ),
    (
        r"\bhier ist (?:ein|eine|der|die|Ihr|dein) (?:Entwurf|Antwort|Antwortentwurf|Vorschlag)|\bvoici (?:une|un|"
        r"la|votre) (?:proposition|brouillon|réponse|"
        r"projet)|\baquí (?:tienes|tiene|está|va) (?:un|una|el|la) (?:borrador|respuesta|propuesta)|\becco (?:una|"
        r"la) (?:bozza|risposta|proposta)|"
        r"\baqui está (?:um|uma|o|a) (?:rascunho|resposta)|\bhier is (?:een|het|de) (?:concept|antwoord|"
        r"conceptantwoord)"
    ),
)
_OPENINGS = (
    (
        r"\A\W{0,5}(?:sure|certainly|of course|absolutely|okay|ok|great|understood|got it|"
        r"no problem)\b[ ,.!:-]{1,4}(?:here|I can help you (?:write|draft)|"
        r"I(?:'ll| will|'d be happy to) (?:draft|write|rewrite|craft)|let me (?:draft|write)|below)"
    ),
    rf"\A\W{{0,5}}{_KIND}{_DRAFT} ?(?:to (?:the )?(?:customer|client|review|complaint|\w+))? ?:",
    (
        r"^\W{0,4}(?:public|private|draft|suggested|proposed|revised|final|internal)[ _-](?:reply|message|"
        r"response|version|answer|note|draft)\W{0,3}:"
    ),
    (
        r"^\W{0,4}(?:assistant|user|system|human|AI|agent reply|output|input|response|answer|instruction|"
        r"instructions|reasoning|analysis|thought|"
        r"explanation|rationale) ?\W{0,3}:(?= |\n|$)"
    ),
    r"^\W{0,4}(?:option|version|variant|draft|alternative) (?:[1-5A-C])\b ?\W{0,3}(?::|-|$)",
    r"^\W{0,3}\(?(?:end of (?:draft|reply|message|response)|word count|character count)\b",
)
_SUBJECT = r"^\W{0,4}(?:subject|re|betreff|objet|asunto|oggetto|assunto|onderwerp) ?: ?\S"
_MARKS = (
    r"```|~~~",
    r"<\|[^|<>\n]{1,40}\|>|\[/?INST\]|<</?SYS>>|</?s>|\[/?(?:SYSTEM|ASSISTANT|USER)\]",
    (
        r"</?(?:system|assistant|user|think|thinking|response|output|reply|draft|answer|instructions?|context|"
        r"facts?|complaint|public|private|message|"
        r"tool_call|function_call|json)>"
    ),
    (
        r"\A\s{0,20}[\[{]\s{0,20}[\"{]|\"(?:public|private|message|reply|text|response|messages|cited|facts|"
        r"audience|content|role)\"\s?:|"
        r"[{,]\s{0,10}\"\w{1,40}\"\s?:\s?[\"\[{\dtfn]"
    ),
    r"^#{2,4} (?:instruction|response|system|user|assistant|input|output|reply|draft|public|private)\b",
    r"(?<![\\\w:])\\n(?=\\n|[A-Z\s]|$)|\\u[0-9a-fA-F]{4}|(?<!\w)\\t(?=\w)",
    (
        r"\[\^?(?:fact|source|policy|doc|passage|order|contact|note)s?[-_ :#]{0,2}[\w#.-]{0,30}\d\]|\b(?:fact_id|"
        r"fact_ids|cited_facts)\b|【\d[^】\n]{0,30}】"
    ),
)
_ANYWHERE = re.compile("|".join(_WORDS), re.IGNORECASE)
_OPENING = re.compile("|".join(_OPENINGS), re.IGNORECASE | re.MULTILINE)
_SUBJECT_LINE = re.compile(_SUBJECT, re.IGNORECASE | re.MULTILINE)
_RAW = re.compile("|".join(_MARKS), re.IGNORECASE | re.MULTILINE)

_MESSAGE = "This shows the machine behind the reply: a preamble, a label, code or a leaked instruction."
_SUGGESTION = "Keep only what is said to the customer."


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    words = [_ANYWHERE, _OPENING]
    if reply.audience is Audience.PUBLIC:
        words.append(_SUBJECT_LINE)
    for pattern in words:
        for match in pattern.finditer(document.text):
            yield Violation("machine-voice", *document.span(*match.span()), _MESSAGE, _SUGGESTION)
    for match in _RAW.finditer(document.original):
        yield Violation("machine-voice", *match.span(), _MESSAGE, _SUGGESTION)


RULE = Rule(
    id="machine-voice",
    family="form",
    what="Leaked prompt, JSON, code or role marks; 'as an AI'; preambles such as 'Here is a draft'.",
    why="It tells the customer that no person looked, and may leak instructions.",
    boundary="Speaking of a message, an answer or an agent in plain words: 'here is your new tracking link'.",
    serves=("P12",),
    suggestion=_SUGGESTION,
    find=_find,
    flags=(
        Example("[[As an AI language model]], I understand your frustration."),
        Example("[[Here is a draft]] for the customer. Hi Tom, sorry for the wait."),
        Example("[[Sure! Here]]'s what you could say to Tom."),
        Example("[[Subject: Y]]our complaint\n\nHi Tom, sorry for the wait.", Audience.PUBLIC),
        Example("[[<|im_start|>]]Hi Tom, sorry."),
        Example('[[{"]]public": "Sorry, Tom."}'),
        Example("[[```]]\nSorry, Tom.\n[[```]]"),
        Example("Hi Tom, sorry. [[Feel free to adjust]] the tone."),
        Example("[[Public reply:]] Sorry, Tom."),
        Example("Hi Tom,[[\\n]]\\nSorry for the wait."),
        Example("[[Based on the provided context]], your parcel is late."),
        Example("We refund within 14 days [[[policy-2]]]."),
        Example("[[Hier ist ein Entwurf]]: Es tut uns leid."),
    ),
    passes=(
        Example("Here is your new tracking link, Tom."),
        Example("We got your message, and here is the answer from our kitchen."),
        Example("Our chat assistant gave you a wrong answer, and we're sorry for that."),
        Example("Sure, we can call you tomorrow."),
        Example("Subject to the airline's answer, we will write again by Friday."),
        Example("Of course you can send it back."),
        Example("I'm an agent in the support team, and my name is Sam."),
        Example("Here is the reply we got from the courier, word for word."),
        Example("Subject: Your lost suitcase\n\nDear Mr Ito, we are sorry.", channel="email"),
        Example("The user manual is wrong in chapter 3, and the answer is in the new one."),
        Example("Please note: the shop opens at 9."),
    ),
)
