from __future__ import annotations

import pytest

from api.drafting.desk import fingerprint
from api.drafting.privacy import private_stretches, without_secrets
from api.models import Complaint, DraftRequest, ThreadMessage

CARD = "4111 1111 1111 1111"


def request_of(text, *, thread=(), instructions=None):
    lines = [ThreadMessage(text=line) for line in thread]
    return DraftRequest(complaint=Complaint(text=text, thread=lines), instructions=instructions)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"card {CARD}, cvv 123!", "card [card ending 1111], cvv [security code]!"),
        ("my password is Tr0ub4dor", "my password is [password]"),
        ("the one-time code is 884213", "the one-time code is [password]"),
        ("NI number AB123456C", "NI number [national id]"),
        ("refund GB29 NWBK 6016 1331 9268 19", "refund [iban]"),
        ("sort code 12-34-56", "sort code [bank account]"),
        ("passport no 533380006", "passport no [passport number]"),
        ("mail a@b.example, ring 07911 123456", "mail a@b.example, ring 07911 123456"),
        ("order 4111111111111111 is late", "order 4111111111111111 is late"),
    ],
)
def test_what_no_answer_needs_is_taken_out_everywhere(text, kept):
    found = without_secrets(request_of(text, thread=[text], instructions=text))
    assert found.complaint.text == kept
    assert found.complaint.thread[0].text == kept
    assert found.instructions == kept
    assert without_secrets(found) == found


def test_a_request_is_told_apart_by_what_came_not_by_what_is_kept():
    one, other = request_of(f"card {CARD}"), request_of("card 5105 1051 0510 5100")
    assert fingerprint(one) != fingerprint(other)
    assert fingerprint(one) != fingerprint(without_secrets(one))


def test_a_draft_tells_where_the_rest_stands():
    found = without_secrets(request_of(f"💥 {CARD}, mail a@b.example", thread=["hello", "ring 07911 123456"])).complaint
    told = {(one.where, one.kind): (one.start, one.end) for one in private_stretches(found)}
    assert set(told) == {("complaint.text", "email"), ("complaint.thread.1.text", "phone")}
    start, end = told["complaint.text", "email"]
    assert found.text[start:end] == "a@b.example"
