"""A running service, asked over HTTP: any that answers `POST /v1/checks` as ours does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any

import httpx
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

from evals.case import Case
from evals.outcome import Outcome, from_report
from guardrails.finding import Report, Verdict

_TIMEOUT = 60.0


class TargetError(Exception):
    """The service cannot be measured; the message says why and what to do."""


class Service:
    """A service at a URL. Its answers are not kept for later runs: nobody can tell whether it is still the same."""

    name = "service"

    def __init__(self, url: str, key: str | None, jobs: int = 1) -> None:
        """Keep the address; `jobs` requests are under way at once."""
        self._jobs = jobs
        self._client = httpx.Client(
            base_url=url.rstrip("/"),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=_TIMEOUT,
            limits=httpx.Limits(max_connections=jobs),
        )

    def version(self) -> str:
        """Return the version that the service tells of itself, or '' where it tells none."""
        try:
            answer = self._client.get("/openapi.json")
            return str(answer.json()["info"]["version"]) if answer.is_success else ""
        except (httpx.HTTPError, ValueError, KeyError):
            return ""

    def fingerprint(self) -> None:
        """Return nothing: a service cannot be told from a later one at the same place."""
        return

    def judge(self, cases: Sequence[Case]) -> Iterator[Outcome]:
        """Yield the outcomes in the order of the cases.

        Raises:
            TargetError: the service cannot be reached, or refuses a case.
        """
        with ThreadPoolExecutor(self._jobs) as pool:
            yield from pool.map(self._judge, cases)

    def _judge(self, case: Case) -> Outcome:
        try:
            return self._reply(case) if case.text else self._complaint(case)
        except httpx.HTTPError as error:
            raise TargetError(
                f"{self._client.base_url} cannot be reached ({error}); is the service running, and the URL right?"
            ) from error

    def _reply(self, case: Case) -> Outcome:
        body: dict[str, Any] = {
            "reply": case.given,
            "audience": case.audience,
            "channel": case.channel,
            "facts": [fact.model_dump(mode="json", exclude_none=True) for fact in case.facts],
            "as_of": str(case.as_of),
        }
        if case.complaint:
            body["complaint"] = _complaint(case)
        answer, took = self._post("/v1/checks", body, case.id)
        return from_report(Report.model_validate(answer), took)

    def _complaint(self, case: Case) -> Outcome:
        answer, took = self._post("/v1/assessments", {"complaint": _complaint(case)}, case.id)
        return from_report(Report(verdict=Verdict.PASS), took, injection=bool(answer["prompt_injection"]))

    @retry(
        retry=retry_if_exception_type(httpx.TransportError),
        stop=stop_after_attempt(3),
        wait=wait_exponential(0.1, max=2),
        reraise=True,
    )
    def _post(self, path: str, body: dict[str, Any], case: str) -> tuple[dict[str, Any], float]:
        started = perf_counter()
        answer = self._client.post(path, json=body)
        took = (perf_counter() - started) * 1000
        if not answer.is_success:
            raise TargetError(f"{path} answers {answer.status_code} to case {case}: {_told(answer)}")
        return answer.json(), took


def _complaint(case: Case) -> dict[str, Any]:
    return {"text": case.complaint, "channel": case.channel or "other", "language": case.language}


def _told(answer: httpx.Response) -> str:
    if answer.status_code in {401, 403}:
        return "give a key with the scope 'draft' by --key"
    try:
        return str(answer.json().get("detail", answer.text))[:300]
    except ValueError:
        return answer.text[:300]
