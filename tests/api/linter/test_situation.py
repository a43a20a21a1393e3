from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from api.errors import InvalidInput
from api.linter.replies import replies
from api.linter.situation import Situation, reply_of
from api.linter.sources import sources
from guardrails.finding import Audience
from guardrails.reply import Reply
from knowledge.brand import Brand

Write = Callable[[str, str], str]
TODAY = date(2026, 5, 4)
FACTS = '[{"id": "order-1", "kind": "order", "data": {"order_id": "1"}}]'


def situated(name: str, options: Situation | None = None, brand: Brand | None = None) -> Reply:
    return reply_of(replies(sources([name])[0])[0], options or Situation(), brand or Brand(), TODAY)


def test_with_nothing_told_a_reply_is_public_and_of_today(write: Write):
    reply = situated(write("a.txt", "Sorry."))
    assert (reply.audience, reply.today, reply.complaint, reply.facts) == (Audience.PUBLIC, TODAY, None, ())
    assert not reply.first
    assert not reply.needs_private_route


def test_front_matter_goes_before_the_options(write: Write):
    name = write("a.txt", "---\naudience: private\nlanguage: de\n---\nSorry.")
    reply = situated(name, Situation(audience="public", channel="email", language="en", as_of="2026-01-02"))
    assert (reply.audience, reply.channel, reply.language) == (Audience.PRIVATE, "email", "de")
    assert reply.today == date(2026, 1, 2)


@pytest.mark.parametrize("told", ["late.txt", "My parcel is late!", "Late", "x" * 5_000, "Is it\x00 late?"])
def test_a_complaint_is_a_file_or_a_text(write: Write, told: str):
    write("late.txt", "It never came!")
    reply = situated(write("a.txt", "Sorry."), Situation(complaint=told))
    assert reply.complaint == ("It never came!" if told == "late.txt" else told)
    assert reply.first
    assert reply.needs_private_route


def test_a_brand_may_solve_things_in_public(write: Write):
    reply = situated(write("a.txt", "Sorry."), Situation(complaint="Late!"), Brand(prefer_offline=False))
    assert not reply.needs_private_route


def test_files_named_in_front_matter_stand_beside_the_reply(write: Write):
    write("case/late.txt", "It never came!")
    write("case/facts.json", FACTS)
    reply = situated(write("case/a.txt", "---\ncomplaint: late.txt\nfacts: facts.json\n---\nSorry."))
    assert reply.complaint == "It never came!"
    assert [fact.id for fact in reply.facts] == ["order-1"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (Situation(audience="everyone"), "audience is 'everyone'"),
        (Situation(channel="fax"), "channel is 'fax'"),
        (Situation(as_of="yesterday"), "as-of is 'yesterday'"),
        (Situation(complaint="missing.txt"), "the complaint 'missing.txt' is no file"),
        (Situation(facts="missing.json"), "missing.json cannot be read"),
        (Situation(facts="broken.json"), "broken.json is not JSON"),
        (Situation(facts="odd.json"), "odd.json: 0.kind"),
    ],
)
def test_says_what_cannot_be_used(write: Write, options: Situation, told: str):
    write("broken.json", "{")
    write("odd.json", '[{"id": "a", "kind": "rumour", "text": "b"}]')
    with pytest.raises(InvalidInput) as raised:
        situated(write("a.txt", "Sorry."), options)
    assert told in raised.value.detail
    assert raised.value.remedy
