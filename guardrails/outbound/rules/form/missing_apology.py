"""form: missing-apology."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.document import Document
from guardrails.finding import Audience
from guardrails.outbound.apologies import acknowledges, apologises
from guardrails.outbound.grievance import answers_grievance
from guardrails.outbound.languages import understood
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    complaint = (reply.complaint or "").strip()
    if not complaint or not reply.first or apologises(document) or acknowledges(document, complaint):
        return
    if not answers_grievance(reply) or not understood(document, reply):
        return
    first = document.sentences[0] if document.sentences else None
    start, end = document.span(first.start, first.end) if first else (0, len(document.original))
    yield Violation(
        "missing-apology",
        start,
        end,
        "The first message to this customer neither apologises nor speaks of their problem.",
        "Begin with the problem they told of, and be sorry for it.",
    )


_LATE = "My parcel is two weeks late and nobody answers my emails."
_COLD = "The soup was cold, the waiter was rude, never again."

RULE = Rule(
    id="missing-apology",
    family="form",
    what="The first message of a complaint holds no apology and no acknowledgement of the actual problem.",
    why="A reply that goes straight to business tells an upset customer that nobody was listening.",
    boundary="An acknowledgement of the actual problem in place of 'sorry'; later messages in the thread.",
    serves=("P10", "P12"),
    suggestion="Begin with the problem they told of, and be sorry for it.",
    find=_find,
    flags=(
        Example("[[Please send us your order number by direct message.]]", complaint=_LATE),
        Example("[[Hi Anna!]] Write to help@shop.example and we'll check.", Audience.PUBLIC, complaint=_LATE),
        Example("[[Thank you for your message.]] We will get back to you.", complaint=_LATE),
        Example("[[We take all feedback seriously.]]", Audience.PUBLIC, complaint=_COLD),
        Example("[[There is nothing to apologise for here.]] Send us the receipt.", complaint=_COLD),
        Example("[[Your parcel will arrive on Monday.]]", complaint=_LATE),
        Example("[[Bitte schicken Sie uns Ihre Bestellnummer.]]", complaint="Mein Paket ist zwei Wochen zu spät!"),
        Example("[[We understand that life is busy.]] Send us a message.", complaint=_COLD),
    ),
    passes=(
        Example("I'm sorry that your parcel is so late, Anna.", complaint=_LATE),
        Example("Two weeks of waiting and no answer: we let you down.", Audience.PUBLIC, complaint=_LATE),
        Example("A cold soup and a rude waiter is not the evening you paid for.", Audience.PUBLIC, complaint=_COLD),
        Example("Please send us your order number by direct message.", complaint=_LATE, first=False),
        Example("Please send us your order number by direct message."),
        Example("Es tut uns sehr leid, dass Ihr Paket so spät kommt.", complaint=_LATE),
        Example("Nous vous présentons nos excuses pour ce retard.", complaint=_LATE),
        Example("We understand how worrying it is when a parcel is late.", complaint=_LATE),
        Example("Mi dispiace molto per il ritardo.", complaint=_LATE),
        Example("Please accept our apologies for the cold soup.", Audience.PUBLIC, complaint=_COLD),
    ),
)
