from __future__ import annotations

import json
import logging

import pytest
import structlog

from api.store.ids import new_id
from api.telemetry import MaskedRecords, configure_logging, masked

PRIVATE = "card 4111 1111 1111 1111, mail jane@post.example, ring 07911 123456, my password is Tr0ub4dor"
VALUES = ("4111", "jane@post", "07911", "Tr0ub4dor")


def broken():
    """Return an error that was raised and quotes what is private."""
    try:
        int(PRIVATE)
    except ValueError as error:
        return error


def shows(text):
    return [value for value in VALUES if value in text]


def test_private_data_is_masked_in_every_value_however_deep():
    told = masked(None, "info", {"event": PRIVATE, "a": {"b": [PRIVATE, {PRIVATE: ValueError(PRIVATE)}]}, "n": 3})
    assert shows(json.dumps(told)) == []
    assert told["n"] == 3
    assert "[card-1]" in told["event"]


def test_what_is_ours_stays_as_it_is():
    event = {"event": "draft written", "draft_id": new_id("drf"), "case_id": new_id("cas"), "ms": 12.5, "n": None}
    assert masked(None, "info", dict(event)) == event
    assert all(masked(None, "info", {"id": one}) == {"id": one} for one in (new_id("drf") for _ in range(300)))


def test_an_exception_is_logged_without_what_it_quotes(capsys: pytest.CaptureFixture[str]):
    configure_logging("INFO")
    try:
        structlog.get_logger("x").error("broke", note=PRIVATE, exc_info=broken())
    finally:
        structlog.reset_defaults()
    line = capsys.readouterr().err
    assert "ValueError" in line
    assert shows(line) == []


def test_what_libraries_log_is_masked_with_their_exceptions():
    error = broken()
    trouble = (type(error), error, error.__traceback__)
    record = logging.LogRecord("lib", logging.ERROR, "f", 1, "failed: %s", (PRIVATE,), trouble)
    assert MaskedRecords().filter(record)
    assert shows(logging.Formatter().format(record)) == []
