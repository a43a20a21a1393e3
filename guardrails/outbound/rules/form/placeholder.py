"""form: placeholder."""

from __future__ import annotations

import re

from guardrails.finding import Audience
from guardrails.matchers import Regex, finder
from guardrails.rule import Example, Rule

_SLOT = (
    r"(?:(?:your|the|customer(?:'s)?|client(?:'s)?|guest(?:'s)?|agent(?:'s)?|first|last|full|brand|company|"
    r"business|product|"
    r"order|booking|refund|delivery|tracking|contact|support|phone|manager(?:'s)?|team|store|date|time|item|"
    r"ticket|case|"
    r"reference|ihr|ihre|votre|su|tu|seu|sua|uw|il suo)[ _-]){0,3}"
    r"(?:name|names|firstname|surname|customer|client|guest|agent|brand|company|business|product|item|number|"
    r"order|id|date|"
    r"time|day|amount|price|link|url|website|address|email|e-mail|phone|telephone|signature|title|reason|issue|"
    r"problem|"
    r"details|reference|tracking|store|location|city|team|manager|position|role|handle|username|channel|hours|"
    r"voucher|code|"
    r"policy|deadline|timeframe|department|nombre|nom|prénom|kundenname|vorname|bestellnummer|datum|betrag|nome|"
    r"naam|"
    r"bestelnummer|fecha|importe|montant|data|valor|importo|número de pedido|numéro de commande|"
    r"specific [a-z ]{1,30})"
)
_INSTRUCTION = (
    r"(?:insert|add|enter|fill|include|specify|mention|describe|your|placeholder|replace|put|write|customi[sz]e|"
    r"personali[sz]e|"
    r"optional|e\.g\.|if applicable|einfügen|insérer|insertar|inserire|inserir|invullen)\b"
)
_PATTERNS = (
    rf"\[(?i:{_INSTRUCTION})[^\[\]\n]{{0,80}}\](?!\()",
    rf"\[ ?(?i:{_SLOT})(?: ?(?:/|or|and|,) ?(?i:{_SLOT}))?(?: here)? ?\](?!\()",
    r"\[(?!SIC\])[A-Z][A-Z0-9 _/-]{1,40}\](?!\()",
    r"\[[a-z_]{3,20}(?:-[a-z]{2,12})?[-_]\d{1,3}\](?!\()",
    r"\[(?:card ending \d{4}|iban|bank account|security code|password|national id|passport number)\](?!\()",
    r"\[_{2,}\]|\[\.{3,} ?\w[^\]\n]{0,40}\]|\[ {1,5}\](?!\()",
    (
        r"\{\{[^{}\n]{0,120}\}\}|\{%[^%\n]{0,120}%\}|\$\{[^{}\n]{1,80}\}|"
        r"(?<![\w{])\{[A-Za-z_][\w .:-]{0,40}\}(?!\})|(?<![\w{])\{\d?\}"
    ),
    r"%\([a-z_]{1,30}\)s|%%?[A-Z][A-Z_]{2,30}%%?|(?<=\s)%[sd](?!\w)|\$[A-Z][A-Z_]{3,30}\b|@@\w{2,30}@@",
    rf"<(?i:{_INSTRUCTION})[^<>\n]{{0,80}}>|<(?i:{_SLOT})>|<<[^<>\n]{{1,80}}>>|<[A-Z][A-Z_ ]{{2,40}}>",
    (
        r"\((?i:insert|customer name|customer's name|your name|agent name|agent's name|name|signature|"
        r"brand name)(?i: here)?\)"
    ),
    (
        r"(?<![\w*])X{4,}(?![\w*]|[ -]?\d{2,4})|(?<![\w*])XXX(?=[.,;:?)/-]| [a-z])|"
        r"(?<=[£$€#])X{1,6}(?:[.,]X{1,2})?(?!\w)|(?<!\w)XX(?=%|:XX|/XX|"
        r" (?:days|hours|minutes|weeks|pounds|euros)\b)"
    ),
    r"(?<![\w-])(?:TBC|TBD|TBA|TODO|FIXME|T\.B\.C\.)(?![\w-])|(?i:lorem ipsum)|\[object Object\]",
    (
        r"(?i:(?<=hi )|(?<=hello )|(?<=dear )|(?<=hey ))(?:undefined|null|None|NaN|nan|N/A|Customer Name|"
        r"Firstname|First Name|Name)(?![\w'])"
    ),
    r"(?<=[£$€#])(?:None|NaN|null|undefined)\b|\bundefined\b(?=[,.!]| undefined)",
    r"(?<!\w)(?!^_{3,}[ \t]*$)(?<!_)_{3,}(?!\w)",
    r"(?i:^(?:hi|hello|dear|hey)) ?(?=,)(?<= )",
    (
        r"\b(?:first|last|customer|order|agent|company|brand|product|tracking|refund|user)_(?:name|id|number|no|"
        r"date|amount|status|email|code|total)\b"
    ),
    r"(?i:\b(?:insert|add) (?:the |your |customer'?s? )?(?:name|date|link|order number|amount|details) here\b)",
)
_PLACEHOLDER = re.compile("|".join(_PATTERNS), re.MULTILINE)

_GREETINGS = ("hi", "hello", "dear", "hey")
_EMPTY = ("none", "nan", "null")
_HINTS = (
    *"[{<%$",
    *("__", "_name", "_id", "_no", "_number", "_date", "_amount", "_status", "_email", "_code", "_total", "@@"),
    *("(insert", "(customer", "(your name", "(agent", "(name", "(signature", "(brand"),
    *("xx", "£x", "€x", "#x", "tbc", "tbd", "tba", "todo", "fixme", "t.b.", "lorem", "undefined"),
    *(sign + word for sign in "£€#" for word in _EMPTY),
    *(f"{greeting} {word}" for greeting in _GREETINGS for word in (*_EMPTY, "n/a", "customer n", "first", "name", ",")),
    *(f"{what} here" for what in ("name", "date", "link", "order number", "amount", "details")),
)
"""What stands, in lower case, in every text that the expression finds something in."""

_MESSAGE = "This is template text that nobody filled in."
_SUGGESTION = "Fill it in from the facts, or write the sentence without it."

RULE = Rule(
    id="placeholder",
    family="form",
    what="Unfilled template text: '[Name]', '{{order}}', '<insert date>', 'XXXX', 'TBC'.",
    why="It shows that nobody read the reply before it went out.",
    boundary="'[sic]', Markdown links, masked digits such as 'XXXX 1234'.",
    serves=("P12",),
    suggestion=_SUGGESTION,
    find=finder("placeholder", [Regex(_PLACEHOLDER, _MESSAGE, _SUGGESTION, _HINTS, original=True)]),
    flags=(
        Example("Hi [[[Name]]], sorry for the wait."),
        Example("Your order [[{{order.id}}]] is on its way."),
        Example("Please call us on [[<insert phone number>]]."),
        Example("The refund of [[£XX]] will follow."),
        Example("We'll be back by [[TBC]]."),
        Example("Kind regards, [[[Your Name]]]"),
        Example("We will send it to [[[address-7]]] again."),
        Example("The refund went to your [[[card ending 1111]]]."),
        Example("Dear [[{first_name}]], we are sorry."),
        Example("It left on [[[DATE]]]."),
        Example("Hello [[undefined]], thank you for your message."),
        Example("Your reference is [[XXXXX]]."),
        Example("Sehr geehrte Frau [[[Kundenname]]]"),
        Example("Please write to [[[insert support e-mail]]]."),
        Example("We reached you at [[[email-1]]]."),
    ),
    passes=(
        Example("You wrote that the waiter was 'very rood' [sic], and we have told him."),
        Example("See [our returns page](https://shop.example/returns) for the form."),
        Example("The card ending XXXX 1234 was refunded."),
        Example("We've got the jumper in XXL and XXXL."),
        Example("Love from all of us xxx"),
        Example("You said '[...] nobody came', and you were right.", Audience.PUBLIC),
        Example("The set {1, 2} of screws is missing, and we've sent it again."),
        Example("The note [1] in the manual is wrong, and we'll print it anew."),
        Example("Your name and order number, by direct message, are all we need."),
        Example("Hi Anna, thank you. 100% of the price comes back to you."),
    ),
)
