from __future__ import annotations

from datetime import date
from random import Random
from time import process_time

from guardrails.claims.support.places import Places
from guardrails.engine import Guard
from guardrails.finding import Audience
from guardrails.reply import Reply


def test_it_tells_what_trying_each_would() -> None:
    dice = Random(7)
    for _ in range(200):
        spans = [(start, start + dice.randrange(6)) for start in dice.choices(range(40), k=12)]
        places = Places(spans)
        for start, end in [(a, a + b) for a in range(40) for b in (0, 1, 5)]:
            tried = [number for number, (low, high) in enumerate(spans) if low < end and start < high]
            assert (places.meeting(start, end), places.meet(start, end)) == (tried, bool(tried))
    assert Places([]).meeting(0, 9) == []


def test_a_reply_full_of_values_is_judged_in_time_that_grows_with_it() -> None:
    def seconds(times: int) -> float:
        started = process_time()
        Guard().check(Reply(text="£10 " * times, audience=Audience.PRIVATE, today=date(2026, 5, 20)))
        return process_time() - started

    seconds(10)
    assert seconds(4000) < 6 * max(seconds(1000), 0.5)
