from __future__ import annotations

import re

from tests.api.conftest import Service


def test_the_reference_runs_nothing_and_loads_nothing_from_elsewhere(service: Service) -> None:
    answer = service.client.get("/docs")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert re.findall(r"(?:src|href)=\"(?!/|#)", answer.text) == []
    assert "//" not in re.sub(r"<!doctype[^>]*>", "", answer.text)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_reference_names_every_operation(service: Service) -> None:
    text = service.client.get("/docs").text
    schema = service.client.get("/openapi.json").json()
    for path, methods in schema["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in text
    assert 'href="/openapi.json"' in text


def test_no_other_reference_is_served(service: Service) -> None:
    for path in ("/redoc", "/docs/oauth2-redirect"):
        assert service.client.get(path).status_code == 404
