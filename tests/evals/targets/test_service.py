from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest

from evals.targets.service import Service, TargetError
from guardrails.finding import Audience, Verdict
from knowledge.facts import Fact, FactKind
from tests.evals.making import case

REPORT = {
    "verdict": "block",
    "findings": [
        {
            "rule": "hostile",
            "family": "tone",
            "severity": "block",
            "message": "m",
            "start": 0,
            "end": 4,
            "quote": "q",
        }
    ],
    "claims": [],
}


class Answering(BaseHTTPRequestHandler):
    """Answers as the service does, and remembers what it was asked."""

    asked: ClassVar[list[tuple[str, str | None, dict[str, Any]]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["Authorization"], body))
        if self.headers["Authorization"] != "Bearer k":
            self.answer(401, {"detail": "no key"})
        elif self.path == "/v1/assessments":
            self.answer(200, {"prompt_injection": True})
        elif body["reply"] == "refuse":
            self.answer(422, {"detail": "reply is odd"})
        else:
            self.answer(200, REPORT)

    def answer(self, status: int, body: dict[str, Any]) -> None:
        sent = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    Answering.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_case_is_asked_as_the_contract_says(url: str):
    fact = Fact(id="f1", kind=FactKind.NOTE, text="It broke.")
    one = case(before="Hi.", channel="x", audience=Audience.PUBLIC, facts=[fact])
    (said,) = Service(url, "k").judge([one])
    assert (said.verdict, said.findings[0].rule) == (Verdict.BLOCK, "hostile")
    assert said.ms > 0
    path, _, body = Answering.asked[0]
    assert path == "/v1/checks"
    assert (body["reply"], body["audience"], body["channel"]) == (one.given, "public", "x")
    assert body["complaint"]["text"] == "It broke."
    assert body["facts"] == [{"id": "f1", "kind": "note", "text": "It broke."}]


def test_outcomes_come_in_the_order_of_the_cases(url: str):
    cases = [case(id=f"c-{n}", text=f"Case {n}.") for n in range(20)]
    assert len(list(Service(url, "k", jobs=4).judge(cases))) == 20
    assert {body["reply"] for _, _, body in Answering.asked} == {one.text for one in cases}


def test_a_complaint_alone_goes_to_the_assessment(url: str):
    (said,) = Service(url, "k").judge([case(text="", labels=None)])
    assert said.injection is True


def test_a_refused_case_is_named(url: str):
    with pytest.raises(TargetError, match="answers 422 to case c-1: reply is odd"):
        list(Service(url, "k").judge([case(text="refuse")]))


def test_a_missing_key_is_told(url: str):
    with pytest.raises(TargetError, match="give a key with the scope 'draft' by --key"):
        list(Service(url, None).judge([case()]))


def test_a_service_that_is_not_there_is_told():
    with pytest.raises(TargetError, match="cannot be reached"):
        list(Service("http://127.0.0.1:9", "k").judge([case()]))


def test_its_answers_are_never_taken_for_those_of_another():
    assert Service("http://127.0.0.1:9", "k").fingerprint() is None
