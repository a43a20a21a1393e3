from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guardrails.claims.lookup import Lookup
from guardrails.claims.values import Clock, Money, Numeric, Span, Token, Value, When, same

small = st.integers(1, 4)
amounts = small.map(Decimal)
minutes = st.sampled_from([0, 60, 540, 720, 780, 1260])
days = st.builds(lambda month, day: date(2026, month, day), small, small)
values: st.SearchStrategy[Value] = st.one_of(
    st.builds(Money, amounts, st.sampled_from([None, "$", "USD", "GBP", "kr", "SEK"])),
    st.builds(
        When,
        st.none() | st.sampled_from([2025, 2026]),
        st.none() | small,
        st.none() | small,
        st.just(()) | st.tuples(st.tuples(days, days)),
    ),
    st.builds(Span, small.map(float), small.map(float), st.booleans(), st.sampled_from(["", "max", "min"])),
    st.builds(Numeric, amounts, amounts),
    st.builds(Clock, minutes, minutes, st.booleans()),
    st.builds(Token, st.sampled_from(["a", "b"])),
)


@given(st.lists(values, max_size=30), st.lists(values, max_size=6))
def test_it_finds_what_a_walk_over_all_would(known: list[Value], asked: list[Value]):
    lookup = Lookup(known, lambda value: value)
    for value in (*asked, *asked):
        assert list(lookup.same(value)) == [each for each in known if same(value, each)]
