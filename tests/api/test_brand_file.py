from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from structlog.testing import capture_logs

from api.brand_file import KEPT_BRAND, BrandFile
from api.configuration import configured
from api.errors import InvalidInput
from api.metrics import BRAND
from api.severities import Severities
from guardrails.finding import Audience, Severity
from tests.api.running import Process, await_ready, running

SLOW = "deadlines: {minutes: {medium: 600}}\n"
BROKEN = "name: Lumen\nvoice: loud\n"
COMPLAINT = {"complaint": {"text": "My parcel is late and nobody answers.", "channel": "x"}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "brand.yaml"
    path.write_text("name: Lumen\n", encoding="utf-8")
    return path


def test_a_change_is_taken_once_it_holds_still(path: Path):
    brand = BrandFile(path)
    assert not brand.look()
    path.write_text("name: Lumen & Sons\n", encoding="utf-8")
    assert not brand.look()
    assert brand().name == "Lumen"
    assert brand.look()
    assert brand().name == "Lumen & Sons"
    assert not brand.look()


@pytest.mark.parametrize("spoil", [lambda path: path.write_text(BROKEN, encoding="utf-8"), Path.unlink])
def test_an_error_leaves_the_earlier_one_in_force_and_is_told_once(path: Path, spoil: Callable[[Path], object]):
    brand = BrandFile(path)
    refused = BRAND.labels("refused")._value.get()
    spoil(path)
    with capture_logs() as logs:
        assert [brand.look() for _ in range(4)] == [False, True, False, False]
    assert brand().name == "Lumen"
    assert BRAND.labels("refused")._value.get() == refused + 1
    (entry,) = logs
    assert entry["log_level"] == "error"
    assert entry["problems"][0].startswith("brand.yaml")
    assert brand.refusal is not None
    path.write_text("name: Lumen Ltd\n", encoding="utf-8")
    brand.look()
    assert brand.look()
    assert brand().name == "Lumen Ltd"
    assert brand.refusal is None


def test_without_a_file_the_defaults_hold_until_there_is_one(tmp_path: Path):
    brand = BrandFile(tmp_path / "brand.yaml")
    assert brand.reload()
    assert brand().name == "our team"
    (tmp_path / "brand.yaml").write_text("name: Lumen\n", encoding="utf-8")
    assert brand.reload()
    assert brand().name == "Lumen"


def test_a_worker_that_starts_later_uses_the_last_good_file(path: Path, tmp_path: Path):
    kept = tmp_path / KEPT_BRAND
    BrandFile(path, kept).reload()
    path.write_text(BROKEN, encoding="utf-8")
    late = BrandFile(path, kept)
    assert late().name == "Lumen"
    assert late.refusal is not None
    with pytest.raises(InvalidInput, match=r"brand.yaml:2: 'loud' cannot stand for 'voice'"):
        BrandFile(path)


def test_severities_follow_the_brands_file(path: Path):
    path.write_text("severities: {tone: {hostile: review}}\n", encoding="utf-8")
    brand = BrandFile(path)
    severities = Severities(None, otherwise=brand.severities)
    brand.follow(severities.reload)
    assert severities.guard.policy.of("hostile", Audience.PUBLIC) is Severity.REVIEW
    path.write_text("severities: {tone: {hostile: off}}\n", encoding="utf-8")
    assert brand.reload()
    assert severities.guard.policy.of("hostile", Audience.PUBLIC) is None
    path.write_text("name: Lumen\n", encoding="utf-8")
    assert brand.reload()
    assert severities.guard.policy.of("hostile", Audience.PUBLIC) is Severity.BLOCK


def test_errors_of_both_sorts_are_told_together_by_line(path: Path):
    path.write_text("voice: loud\nseverities:\n  tone:\n    hostil: block\nx: 1\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        configured(path)
    assert [line.split(":")[1] for line in raised.value.detail.splitlines()[1:]] == ["1", "4", "5"]
    assert "did you mean hostile?" in raised.value.detail


def test_severities_in_two_places_are_an_error(path: Path):
    path.write_text("severities: {tone: {hostile: review}}\n", encoding="utf-8")
    assert configured(path).severities is not None
    with pytest.raises(InvalidInput, match="keep them in one of the two"):
        configured(path, severities_elsewhere=True)


def minutes(service: Process) -> int:
    with service.client() as client:
        told = client.post(
            "/v1/assessments", json={"complaint": COMPLAINT["complaint"] | {"received_at": "2026-05-04T10:00:00Z"}}
        )
    return {"11": 60, "20": 600}[told.raise_for_status().json()["respond_by"][11:13]]


def until(check: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_running_service_follows_its_file(tmp_path: Path, workers: str):
    path = tmp_path / "data" / "brand.yaml"
    path.parent.mkdir()
    path.write_text("name: Lumen\n", encoding="utf-8")
    with running(tmp_path, "--workers", workers) as service:

        def ready() -> dict[str, object]:
            return httpx.get(f"http://127.0.0.1:{service.port}/readyz").json()

        def metrics() -> str:
            return httpx.get(f"http://127.0.0.1:{service.port}/metrics").text

        assert minutes(service) == 60
        assert ready() == {"status": "ok", "warnings": []}
        path.write_text(SLOW, encoding="utf-8")
        until(lambda: all(minutes(service) == 600 for _ in range(8)), 15)
        path.write_text(BROKEN, encoding="utf-8")
        until(lambda: f'amends_brand_loads_total{{outcome="refused"}} {workers}.0' in metrics())
        assert all(minutes(service) == 600 for _ in range(8))
        (warning,) = ready()["warnings"]  # type: ignore[misc]
        assert "brand.yaml:2" in warning
        assert "loud" not in warning
        assert "brand.yaml:2: 'loud' cannot stand for 'voice'" in service.log.read_text()
        await_ready(service)
        assert service.stop() in {0, -signal.SIGTERM}


def test_the_service_does_not_start_with_an_error_in_the_file(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "brand.yaml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(AssertionError, match="the service ended"), running(tmp_path):
        pass
    log = (tmp_path / "service.log").read_text()
    assert "brand.yaml:2: 'loud' cannot stand for 'voice': write one of warm, plain, formal" in log
    assert "docs/brand.example.yaml" in log
    assert "Traceback" not in log
