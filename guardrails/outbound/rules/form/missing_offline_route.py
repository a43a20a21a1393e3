"""form: missing-offline-route."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.document import Document
from guardrails.finding import Audience
from guardrails.outbound.grievance import answers_grievance
from guardrails.outbound.languages import understood
from guardrails.outbound.routes import offers_private_route
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    wanted = reply.audience is Audience.PUBLIC and reply.needs_private_route and (reply.complaint or "").strip()
    if not wanted or offers_private_route(document):
        return
    if not answers_grievance(reply) or not understood(document, reply):
        return
    last = document.sentences[-1] if document.sentences else None
    start, end = document.span(last.start, last.end) if last else (0, len(document.original))
    yield Violation(
        "missing-offline-route",
        start,
        end,
        "This public reply does not lead the customer to a private conversation.",
        "Offer a private route that is on record: a direct message, an e-mail address, a phone number.",
    )


_COLD = "The soup was cold and the waiter was rude."

RULE = Rule(
    id="missing-offline-route",
    family="form",
    what="A public reply without a private route, where policy wants one.",
    why="The rest of the conversation, order numbers and all, would take place in front of everybody.",
    boundary="Any real private route, by whatever name; brands whose policy is to solve it in public.",
    serves=("P13",),
    suggestion="Offer a private route that is on record: a direct message, an e-mail address, a phone number.",
    find=_find,
    flags=(
        Example("[[We're sorry about the cold soup.]]", Audience.PUBLIC, complaint=_COLD),
        Example("We're sorry. [[We will speak to the team.]]", Audience.PUBLIC, complaint=_COLD),
        Example("[[Sorry, that's not how an evening with us should be!]]", Audience.PUBLIC, complaint=_COLD),
        Example("Sorry! [[Please tell us more here.]]", Audience.PUBLIC, complaint=_COLD),
        Example("Sorry! [[Please get in touch.]]", Audience.PUBLIC, complaint=_COLD),
        Example("[[Wir bitten um Entschuldigung für die kalte Suppe.]]", Audience.PUBLIC, complaint=_COLD),
        Example("[[Nous sommes désolés pour cette soirée.]]", Audience.PUBLIC, complaint=_COLD),
        Example("Sorry. [[We hope to see you again soon.]]", Audience.PUBLIC, complaint=_COLD),
    ),
    passes=(
        Example("Sorry about the soup. Please send us a direct message.", Audience.PUBLIC, complaint=_COLD),
        Example("Sorry about the soup. Could you DM us the evening?", Audience.PUBLIC, complaint=_COLD),
        Example("Sorry! Write to hello@bistro.example, attention Ana.", Audience.PUBLIC, complaint=_COLD),
        Example("Sorry! Call us on 020 7946 0123, we'd like to hear more.", Audience.PUBLIC, complaint=_COLD),
        Example("We're sorry about the cold soup.", Audience.PUBLIC, complaint=_COLD, needs_private_route=False),
        Example("We're sorry about the cold soup.", Audience.PRIVATE, complaint=_COLD),
        Example("We're sorry about the cold soup.", Audience.PUBLIC),
        Example("Es tut uns leid. Schreiben Sie uns bitte eine Direktnachricht.", Audience.PUBLIC, complaint=_COLD),
        Example("Nous sommes désolés. Écrivez-nous en message privé.", Audience.PUBLIC, complaint=_COLD),
        Example("Sorry! We've just sent you a private message.", Audience.PUBLIC, complaint=_COLD),
    ),
)
