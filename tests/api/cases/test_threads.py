from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from api.cases.threads import SAME_CONVERSATION, Belonging, Met, belonging, person, place, said, traces_of
from api.models import Complaint

FIRST = "My blue lamp never arrived and nobody answers."
ANA, BEN = {"handle": "@ana"}, {"handle": "@ben"}


def complaint(text: str = FIRST, **more: Any) -> Complaint:
    return Complaint(text=text, **({"channel": "x"} | more))


def where(before: Complaint, after: Complaint, *, seconds: float = 10.0, burst: float = 45.0) -> Belonging:
    """Return where `after` belongs when `before` is the only case on record."""
    traces = traces_of(after)
    met = [
        Met(key, "cas_1", person(before.author), timedelta(seconds=seconds), before.url)
        for key in traces_of(before).left
        if key in {look.key for look in traces.looks}
    ]
    return belonging(person(after.author), after.url, traces.looks, met, burst)


JOINS = {
    "the same external id": (complaint(external_id="m-1"), complaint("Hello?", external_id="m-1")),
    "the same author at the same address": (
        complaint(author=ANA, url="https://x.example/t/1"),
        complaint("Hello?", author={"handle": "x.com/Ana"}, url="http://www.x.example/t/1/?utm_source=mail#top"),
    ),
    "the same author, the earlier text in the thread": (
        complaint(author=ANA),
        complaint("Hello?", author=ANA, thread=[{"text": f"  {FIRST.upper()}"}]),
    ),
    "nobody known, the earlier text in the thread": (complaint(), complaint("Hello?", thread=[{"text": FIRST}])),
    "the same author, an earlier message in both threads": (
        complaint("Hello?", author=ANA, thread=[{"text": FIRST}]),
        complaint("Anybody?", author=ANA, thread=[{"text": FIRST}]),
    ),
    "the earlier message comes in later": (
        complaint("Hello?", author=ANA, thread=[{"text": FIRST}]),
        complaint(FIRST, author=ANA),
    ),
    "the same person in private, within a burst": (
        complaint(author={"email": "Ana@post.example"}, channel="email"),
        complaint("Hello?", author={"email": "ana@post.example"}, channel="email"),
    ),
    "the same full name at the same address, where nothing else is known": (
        complaint(author={"name": "Ana Ruiz"}, channel="google_review", url="https://g.example/1"),
        complaint("Hello?", author={"name": "Ruiz, Ana"}, channel="google_review", url="https://g.example/1"),
    ),
}
LINKS = {
    "another author at the same address": (
        complaint(author=ANA, url="https://x.example/t/1"),
        complaint("Mine too!", author=BEN, url="https://x.example/t/1"),
    ),
    "another author under the same external id": (
        complaint(author=ANA, external_id="m-1"),
        complaint("Mine too!", author=BEN, external_id="m-1"),
    ),
    "another author, the first one's text in the thread": (
        complaint(author=ANA),
        complaint("Mine too!", author=BEN, thread=[{"role": "other", "author": "@ana", "text": FIRST}]),
    ),
    "another's line told as the customer's": (
        complaint(author=ANA),
        complaint("Mine too!", author=BEN, thread=[{"role": "customer", "author": "@ana", "text": FIRST}]),
    ),
}
APART = {
    "the same author without any other sign": (complaint(author=ANA), complaint("Hello?", author=ANA)),
    "the same text twice": (complaint(author=ANA), complaint(author=ANA)),
    "another channel": (complaint(external_id="m-1"), complaint("Hello?", channel="email", external_id="m-1")),
    "nobody known at the same address": (complaint(url="https://x/1"), complaint("Hello?", url="https://x/1")),
    "nobody known, a few words in common": (complaint("Hello?"), complaint("Late!", thread=[{"text": "Hello?"}])),
    "in private at two addresses": (
        complaint(author=ANA, channel="chat", url="https://c/1"),
        complaint("Hello?", author=ANA, channel="chat", url="https://c/2"),
    ),
    "the same name in private, and nothing else": (
        complaint(author={"name": "Sam Reed"}, channel="email"),
        complaint("Broken mug", author={"name": "Sam Reed"}, channel="email"),
    ),
    "what the brand said": (
        complaint(author=ANA),
        complaint("Hello?", author=ANA, thread=[{"role": "brand", "text": FIRST}]),
    ),
    "no external id": (complaint(external_id=""), complaint("Hello?", external_id="")),
}


@pytest.mark.parametrize(("before", "after"), JOINS.values(), ids=JOINS)
def test_the_same_person_goes_on_with_their_case(before: Complaint, after: Complaint) -> None:
    found = where(before, after)
    assert (found.case_id, found.linked) == ("cas_1", [])


@pytest.mark.parametrize(("before", "after"), LINKS.values(), ids=LINKS)
def test_another_person_gets_a_linked_case(before: Complaint, after: Complaint) -> None:
    found = where(before, after)
    assert (found.case_id, found.linked) == (None, ["cas_1"])


@pytest.mark.parametrize(("before", "after"), APART.values(), ids=APART)
def test_what_has_nothing_in_common_stays_apart(before: Complaint, after: Complaint) -> None:
    assert where(before, after) == Belonging()


@pytest.mark.parametrize(("name", "joins"), [(name, name == "the same external id") for name in JOINS])
def test_after_two_weeks_only_an_external_id_still_counts(name: str, *, joins: bool) -> None:
    found = where(*JOINS[name], seconds=SAME_CONVERSATION.total_seconds() + 1)
    assert (found.case_id is not None) is joins


def test_in_private_the_person_alone_counts_within_a_burst_only() -> None:
    pair = JOINS["the same person in private, within a burst"]
    assert where(*pair, seconds=44).case_id
    assert where(*pair, seconds=46).case_id is None
    assert where(*pair, seconds=1, burst=0).case_id is None


def test_keys_hold_nothing_that_was_said() -> None:
    traces = traces_of(complaint(author=ANA, external_id="m-1", url="https://x.example/ana"))
    assert all(len(key) == 32 and set(key) <= set("0123456789abcdef") for key in traces.keys)


@pytest.mark.parametrize("odd", ["\x00", "🙂🙂", "http://[", "https://x/?a=%zz", " " * 50])
def test_odd_words_and_addresses_leave_traces_all_the_same(odd: str) -> None:
    assert traces_of(complaint(odd, url=odd, external_id=odd, author={"handle": odd}, thread=[{"text": odd}])).left
    assert traces_of(complaint(url=f"https://x/?a={odd}\ud800", external_id="\ud800", author={"handle": "\ud800"})).left
    assert place(odd) == place(odd)
    assert said(f" {odd} ") == said(odd)
