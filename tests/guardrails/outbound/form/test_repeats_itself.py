from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.finding import Audience, Severity

SAID = (
    "Hi Maya, we're really sorry that your parcel is late. Please send us a direct message with your order number "
    "and we'll find out where it is."
)
RULE = "repeats-itself"


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        SAID.replace("Maya", "Tom"),
        SAID.replace("Hi Maya", "@tom_b Hi Tom"),
        SAID.upper(),
        SAID.replace("'", "’").replace(". ", "!\n\n"),
        SAID.replace("really", "so") + " 💙",
        SAID + " Best, Sam",
    ],
)
def test_the_same_words_again(found, text):
    (finding,) = found(RULE, text, Audience.PUBLIC, earlier=("Thank you!", SAID))
    assert finding.severity is Severity.REVIEW


@pytest.mark.parametrize(
    "text",
    [
        "Tom, five days without your parcel is too long, and I'm sorry. Message me here and I'll trace it today.",
        "Maya, thank you for the details. It's at the depot; it should be with you tomorrow.",
        "Please send us a direct message.",
    ],
)
def test_other_words_for_the_same(found, text):
    assert not found(RULE, text, Audience.PUBLIC, earlier=(SAID,))


def test_only_public_replies_are_seen_side_by_side(found):
    assert not found(RULE, SAID, Audience.PRIVATE, earlier=(SAID,))
    assert not found(RULE, SAID, Audience.PUBLIC, earlier=())
    assert not found(RULE, SAID, Audience.PUBLIC, earlier=("", "   "))


@given(
    st.lists(
        st.sampled_from(["we", "are", "sorry", "that", "your", "lamp", "came", "late", "and", "broken", "today"]),
        min_size=5,
        max_size=30,
    )
)
def test_a_reply_always_repeats_itself(found, words):
    text = " ".join(words)
    assert found(RULE, text, Audience.PUBLIC, earlier=(text,))
