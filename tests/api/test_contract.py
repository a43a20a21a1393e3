"""The contract, tried by a fuzzer that reads the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.generation import GenerationMode

from api.jobs.delivering import Deliverer
from tests.api.conftest import Service

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def operations(service: Service) -> Iterator[list[Any]]:
    schema = schemathesis.openapi.from_asgi("/openapi.json", service.client.app)
    with pytest.MonkeyPatch.context() as patched:
        # The fuzzer makes webhooks of whatever address it thinks of; nothing may be sent there.
        patched.setattr(Deliverer, "_posted", lambda *_: (None, "not sent"))
        yield [operation.ok() for operation in schema.exclude(path="/metrics").get_all_operations()]


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_operation_keeps_its_word(service: Service, operations: list[Any], mode: GenerationMode) -> None:
    assert len(operations) > 15
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @seed(7)
        def keeps_its_word(case: schemathesis.Case) -> None:
            answer = case.call(headers={**service.headers(), "Idempotency-Key": uuid4().hex})
            case.validate_response(answer, excluded_checks=_beyond_the_schema(case, answer))

        with suppress(Unsatisfiable):  # an operation without input has no wrong input
            keeps_its_word()


def _beyond_the_schema(case: schemathesis.Case, answer: schemathesis.Response) -> list[Any]:
    """Return the checks that cannot judge this answer, because the schema does not tell all.

    A cursor of ours, an empty search, a file of another kind and a body over the size limit are refused though the
    schema allows them; the headers that this test sends replace those that the fuzzer spoilt; and names in a query that
    nobody knows are passed over.
    """
    excluded: list[Any] = []
    if answer.status_code == 415 or (answer.status_code == 422 and "errors" not in answer.json()):
        excluded.append(positive_data_acceptance)
    spoilt = {place.value for place, part in case.meta.components.items() if part.mode is GenerationMode.NEGATIVE}
    known = {parameter.name for parameter in case.operation.query}
    sent = {name for name, value in (case.query or {}).items() if value not in (None, [])}
    unheard = spoilt <= {"header", "query"} and not known & sent
    if answer.status_code == 413 or spoilt == {"header"} or unheard:
        excluded.append(negative_data_rejection)
    return excluded
