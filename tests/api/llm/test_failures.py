from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.llm.failures import failure_of, retry_after, scrub

NOW = datetime(2026, 5, 20, 12, 0, 0, tzinfo=UTC)


def response(**headers):
    return SimpleNamespace(headers={name.replace("_", "-"): value for name, value in headers.items()}, status_code=429)


class SdkError(Exception):
    def __init__(self, status, body=None, headers=None):
        super().__init__("it failed")
        self.status_code = status
        self.body = body
        self.response = SimpleNamespace(headers=headers or {}, status_code=status)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after": "0.5"}, 0.5),
        ({"retry_after_ms": "250", "retry_after": "9"}, 0.25),
        ({"retry_after": "Wed, 20 May 2026 12:00:30 GMT"}, 30.0),
        ({"retry_after": "Wed, 20 May 2026 11:00:00 GMT"}, 0.0),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "-5"}, None),
        ({"retry_after": "1e9999"}, None),
        ({"retry_after": "٣"}, None),
        ({}, None),
    ],
)
def test_a_wait_is_read_in_seconds_or_as_a_date(headers, seconds):
    assert retry_after(response(**headers), NOW) == seconds


@given(st.text(max_size=60))
def test_any_header_is_read_without_an_error(value):
    found = retry_after(response(retry_after=value), NOW)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("status", "outcome", "retryable"),
    [
        (400, "refused", False),
        (401, "refused", False),
        (402, "refused", False),
        (403, "refused", False),
        (404, "refused", False),
        (408, "timeout", True),
        (409, "server_error", True),
        (422, "refused", False),
        (429, "rate_limited", True),
        (500, "server_error", True),
        (501, "refused", False),
        (503, "server_error", True),
        (529, "server_error", True),
    ],
)
def test_each_status_has_its_outcome(status, outcome, retryable):
    failure = failure_of(SdkError(status))
    assert (failure.outcome, failure.retryable) == (outcome, retryable)


def test_a_spent_quota_is_not_tried_again():
    failure = failure_of(SdkError(429, {"error": {"code": "insufficient_quota", "message": "pay"}}))
    assert (failure.outcome, failure.retryable) == ("rate_limited", False)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ConnectionRefusedError("no"), "unreachable"),
        (ConnectionResetError("no"), "cut_stream"),
        (TimeoutError(), "timeout"),
        (ImportError("langchain_x"), "refused"),
        (ValueError("what"), "invalid"),
        (KeyError("choices"), "invalid"),
    ],
)
def test_errors_without_a_status_are_known_by_name(error, outcome):
    assert failure_of(error).outcome == outcome


def test_the_cause_says_more_than_its_wrapper():
    error = RuntimeError("request failed")
    error.__cause__ = ConnectionRefusedError("no")
    assert failure_of(error).outcome == "unreachable"


@pytest.mark.parametrize(
    "text",
    [
        "Incorrect API key provided: sk-abcdef1234567890",
        "Authorization: Bearer abc.def-ghi was refused",
        "cannot reach http://user:pa55word@model.internal/v1",
        "unknown customer ada@home.example",
        "called from +44 20 7946 0999",
        "key my-own-secret is wrong",
    ],
)
def test_details_are_scrubbed(text):
    clean = scrub(text, ["my-own-secret"])
    for secret in ("sk-abc", "abc.def", "pa55word", "ada@home", "7946", "my-own-secret"):
        assert secret not in clean


def test_a_detail_never_repeats_the_prompt():
    prompt = "COMPLAINT: My zebra-striped umbrella came broken and I cried"
    body = {"error": {"message": "cannot process 'My zebra-striped umbrella came broken'", "code": "bad"}}
    failure = failure_of(SdkError(400, body), prompt=prompt)
    assert failure.detail == "HTTP 400"


def test_a_prompt_beyond_the_context_is_known():
    body = {
        "error": {"message": "This model's maximum context length is 4096 tokens", "code": "context_length_exceeded"}
    }
    assert failure_of(SdkError(400, body)).overflow
    assert not failure_of(SdkError(400, {"error": {"message": "bad temperature"}})).overflow
