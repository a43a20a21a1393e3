"""Private data of a request: what is not kept of it, and where the rest stands."""

from __future__ import annotations

from collections.abc import Iterator

from api.models import Complaint, DraftRequest, PrivateStretch
from guardrails.inbound.private_data import find_private_data, redact
from guardrails.inbound.redaction import stand_ins


def without_secrets(request: DraftRequest) -> DraftRequest:
    """Return a request without what no answer needs: cards, codes, passwords, bank and national numbers.

    Doing it twice changes nothing more.
    """
    complaint, said = request.complaint, request.instructions
    thread = [line.model_copy(update={"text": redact(line.text).text}) for line in complaint.thread]
    kept = complaint.model_copy(update={"text": redact(complaint.text).text, "thread": thread})
    return request.model_copy(update={"complaint": kept, "instructions": redact(said).text if said else said})


def private_stretches(complaint: Complaint) -> list[PrivateStretch]:
    """Return where a complaint holds private data; what stands in for redacted data is none."""
    return [
        PrivateStretch(where=where, start=span.start, end=span.end, kind=span.kind)
        for where, text in _texts(complaint)
        for standing in [{(one.start, one.end) for one in stand_ins(text)}]
        for span in find_private_data(text)
        if (span.start, span.end) not in standing
    ]


def _texts(complaint: Complaint) -> Iterator[tuple[str, str]]:
    yield "complaint.text", complaint.text
    yield from ((f"complaint.thread.{number}.text", line.text) for number, line in enumerate(complaint.thread))
