from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from api.drafting import repair
from api.drafting.brief import Brief
from api.drafting.checking import Checked, check_messages, feedback
from api.drafting.repair import mend, offer
from api.models import Channel, Complaint, Message
from guardrails.engine import Guard
from guardrails.finding import Audience, Verdict
from guardrails.inbound.assessment import Assessment
from knowledge.brand import Brand

GUARD = Guard()
SORRY = "I'm so sorry that your parcel is late, Ana."
HELP = "Please reply to this message, and we'll look for it with you."


def brief() -> Brief:
    return Brief(
        complaint=Complaint(text="My parcel is two weeks late!", channel=Channel.EMAIL),
        assessment=Assessment(
            kind="complaint",
            legitimacy="genuine",
            severity="medium",
            topic="delivery",
            action="reply_private",
            respond_by=datetime(2026, 5, 20, tzinfo=UTC),
        ),
        brand=Brand(name="Lumen"),
        today=date(2026, 5, 20),
        seed="s",
    )


def checked(text: str) -> Checked:
    return check_messages(GUARD, brief(), [Message(audience=Audience.PRIVATE, channel=Channel.EMAIL, text=text)])


def mended(text: str) -> str | None:
    done = mend(GUARD, brief(), checked(text))
    if done is None:
        return None
    assert done == checked(done.messages[0].text)
    assert done.verdict is not Verdict.BLOCK
    return done.messages[0].text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{SORRY} You should have read the terms. {HELP}", f"{SORRY} {HELP}"),
        (f"Hello Ana,\n\n{SORRY} Delete your review.\n\n{HELP}", f"Hello Ana,\n\n{SORRY}\n\n{HELP}"),
        (f"Sorry if you feel that way. {HELP}", f"We're sorry this happened. {HELP}"),
        (f"{SORRY} {HELP}", f"{SORRY} {HELP}"),
    ],
)
def test_only_the_guilty_words_go(text: str, left: str) -> None:
    assert mended(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "You are wrong.",
        "You should have read the terms. Delete your review. We will sue you.",
    ],
)
def test_where_too_little_would_be_left_the_draft_is_given_up(text: str) -> None:
    assert mended(text) is None


def test_a_fault_in_repair_gives_the_draft_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guardrails.repair.remedies", lambda *_: 1 / 0)
    assert mended("You should have read the terms.") is None
    assert mended(f"{SORRY} {HELP}") is not None


def test_findings_are_offered_with_what_mends_them() -> None:
    before = checked(f"{SORRY} You should have read the terms. {HELP}")
    (finding,) = offer(GUARD, brief(), before).findings
    assert (finding.replacement, finding.audience) == ("", "private")
    assert finding.replaces is not None
    assert before.messages[0].text[slice(*finding.replaces)] == "You should have read the terms. "


def test_nothing_is_asked_of_a_good_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    good = checked(f"{SORRY} {HELP}")
    monkeypatch.setattr(repair, "with_replacements", lambda *_: 1 / 0)
    assert offer(GUARD, brief(), good) == good


def test_the_writer_is_told_the_sentence_the_reason_and_what_to_do() -> None:
    (line,) = feedback(checked(f"{SORRY} You should have read the terms. {HELP}"))
    assert line.startswith("blames-customer: ")
    assert "in: “You should have read the terms.”" in line
    assert "instead: " in line
