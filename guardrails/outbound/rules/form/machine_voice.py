"""form: machine-voice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.document import Document
from guardrails.finding import Audience
from guardrails.matchers import Pattern, Regex, finder
from guardrails.phrases import phrases
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation

_LISTS = {
    "draft": "draft|reply|response|message|answer|email|e-mail|version|rewrite|apology|tweet|post|text",
    "kind": """
        public|private|short|possible|suggested|polished|professional|empathetic|improved|updated|revised|rewritten|
            sample|
        proposed|final|warm|polite|concise|drafted|friendly|better|ready-to-send|draft|customer-facing|customer facing
    """,
    "machine": """
        ai|artificial intelligence|ai language model|ai model|ai assistant|language model|large language model|
        virtual assistant|chatbot|llm|automated assistant|automated system
    """,
    "given": "provided|given|supplied|retrieved|available",
    "source": "context|facts|documents|passages|policy excerpts|system message|prompt|knowledge base",
}
_SAID = phrases(
    """
    as (a|an) <machine>
    (i'm|i am|i was|this is) (just|only|merely)? (a|an) (<machine>|bot)
    my (training data|knowledge cutoff|knowledge cut-off|programming|system prompt)
    my instructions (say|tell|require|don't|do not)
    i (am|'m)? (unable|not able) to (browse|access the internet|access real-time|access external)
    i'm (unable|not able) to (browse|access the internet|access real-time|access external)
    i (can't|cannot|can not|won't|am unable to) (assist|fulfil|fulfill|comply) with (that|this|your) request
    chatgpt|openai|gpt-3|gpt-4|gpt-5
    (system prompt|prompt injection)
    (here's|here is|here are|below is|below are) (a|an|one|two|three|some) <kind>? <kind>? (<draft>|drafts|replies|
        responses|versions)
    (here's|here is|below is) (the|your|my) <kind>? (draft|rewrite|revised|polished|suggested|improved|rewritten|
        professional|empathetic) <draft>?
    (i've|i have|i) (drafted|rewritten|revised|composed|generated|crafted) (a|an|the|your|this) <kind>? <draft>
    feel free to (adjust|customise|customize|modify|tweak|adapt|personalise|personalize) (it|this|the|as|any|to)?
    feel free to edit (it|this|the draft|the tone|as)
    let me know if (you'd like|you would like|you want|i should) (me to|any|a|to)? (adjust|make it|tweak|revise|edits|
        another version|different tone|different version|shorten|rewrite|revisions|changes|change the tone)
    (hope|trust) (this|the) <kind>? (draft|version) (helps|works|meets|is)
    (hope|trust) this helps (with|in|you) .. (reply|response|draft|answer|customer|respond|complaint)
    (this|above|following) <kind>? (draft|reply|response) (aims|avoids|acknowledges|does not|includes|follows|
        maintains|keeps|expresses|offers|addresses)
    (per|to|based on|following) (the|my|your) (instructions|guidelines|<source>) (<given>|above|below|you gave)
    based on (the|your) <given> (<source>|information)
    (the) <given> (<source>)
    you are (a|an) (helpful|expert|experienced|professional|customer service|customer support|
        customer care) (assistant|agent|representative|writer|ai)
    (do not|don't|never) (mention|reveal|disclose) (these|this|the|your) (instructions|prompt|system)
    (als) (ki|ai|ki-modell|ki-assistent|ai-assistent|sprachmodell|ai-model|taalmodel)
    (en tant) (qu'ia|qu'intelligence|qu'assistant|que modèle)
    como (una|uma)? (ia|inteligencia artificial|inteligência artificial|modelo de lenguaje|modelo de linguagem)
    come (ia|intelligenza artificiale|modello linguistico)
    hier ist (ein|eine|der|die|ihr) (entwurf|antwortentwurf|vorschlag)
    voici (une|un|la|votre) (proposition|brouillon|projet)
    aquí (tienes|tiene|está|va) (un|una|el|la) (borrador|propuesta)
    ecco (una|la) (bozza|proposta)
    aqui está (um|uma|o|a) (rascunho|proposta)
    hier is (een|het|de) (concept|conceptantwoord|voorstel)
    """,
    _LISTS,
)
_KIND = r"(?:(?:public|private|short|suggested|polished|professional|revised|proposed|final|draft|customer) ){0,3}"
_DRAFT = r"(?:draft|reply|response|message|answer|email|e-mail|version|rewrite)"
_LABEL = re.compile(
    r"\W{0,4}(?:public|private|draft|suggested|proposed|revised|final|internal)[ _-]"
    r"(?:reply|message|response|version|answer|note|draft)\W{0,3}:"
    r"|\W{0,4}(?:assistant|user|system|human|AI|agent reply|output|input|response|answer|instructions?|reasoning|"
    r"analysis|thought|explanation|rationale|tone|word count|audience) ?\W{0,3}:(?= |\n|$)"
    r"|\W{0,4}(?:option|version|variant|draft|alternative) [1-5A-C]\b ?\W{0,3}(?::|-|$)"
    r"|\W{0,3}\(?(?:end of (?:draft|reply|message|response)|word count|character count)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W{0,4}(?:subject|re|betreff|objet|asunto|oggetto|assunto|onderwerp) ?: ?\S[^\n]{0,200}", re.IGNORECASE
)
_OPENING = re.compile(
    r"\W{0,5}(?:sure|certainly|of course|absolutely|okay|ok|great|understood|got it|no problem)\b[ ,.!:-]{1,4}"
    r"(?:here(?:'s| is| are) |here[,:] |I can help you (?:write|draft)|I(?:'ll| will|'d be happy to) (?:draft|"
    r"write|rewrite|"
    r"craft)|let me (?:draft|write)|below)"
    rf"|\W{{0,5}}{_KIND}{_DRAFT} ?(?:(?:to|for) (?:the )?(?:customer|client|review|complaint|\w+) ?)?:",
    re.IGNORECASE,
)
_MARKS = (
    r"```|~~~",
    r"\((?:word|character) count ?: ?\d{1,5}",
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
_RAW = re.compile("|".join(_MARKS), re.IGNORECASE | re.MULTILINE)
_RAW_HINTS = (*"`~<[{\\#【", '":', '" :', "fact_id", "cited_facts", "ount:", "ount :")

_LINE = re.compile(r"^(?=.)", re.MULTILINE)

_MESSAGE = "This shows the machine behind the reply: a preamble, a label, code or a leaked instruction."
_SUGGESTION = "Keep only what is said to the customer."


_MATCHERS = (
    Pattern(_SAID, _MESSAGE, _SUGGESTION),
    Regex(_RAW, _MESSAGE, _SUGGESTION, _RAW_HINTS, original=True),
)
_words_and_marks = finder("machine-voice", _MATCHERS)


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    yield from _words_and_marks(document, reply)
    for start, end in _labels(document.text, public=reply.audience is Audience.PUBLIC):
        yield Violation("machine-voice", *document.span(start, end), _MESSAGE, _SUGGESTION)


def _labels(text: str, *, public: bool) -> Iterator[tuple[int, int]]:
    """Yield what stands at the beginning of the text, or of a line, and tells what the rest is."""
    if opening := _OPENING.match(text):
        yield opening.span()
    for line in _LINE.finditer(text):
        label = _LABEL.match(text, line.start()) or (_SUBJECT.match(text, line.start()) if public else None)
        if label:
            yield label.span()


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
        Example("[[Sure! Here's]] what you could say to Tom."),
        Example("[[Subject: Your complaint]]\n\nHi Tom, sorry for the wait.", Audience.PUBLIC),
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
