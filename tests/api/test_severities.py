from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from api.configuration import policy_from
from api.errors import InvalidInput
from api.metrics import SEVERITIES
from api.settings import Settings
from api.severities import KEPT, Severities
from guardrails.finding import Audience, Severity
from guardrails.policy import SeverityPolicy
from tests.api.running import Process, await_ready, running

SOFT = "tone:\n  hostile: review\n"
BROKEN = "tone:\n  hostile: softly\n"
RUDE = {"reply": "You're being ridiculous.", "audience": "private"}
EXAMPLE = Path(__file__).parents[2] / "docs" / "severities.example.yaml"


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(SOFT, encoding="utf-8")
    return path


def hostile(severities: Severities) -> Severity | None:
    return severities.guard.policy.of("hostile", Audience.PUBLIC)


def loads(outcome: str) -> float:
    return SEVERITIES.labels(outcome)._value.get()


def test_without_a_file_the_defaults_hold():
    assert policy_from(None) is SeverityPolicy.default()
    assert Severities(None).reload()


def test_a_changed_file_is_taken_on_request(ours: Path):
    severities = Severities(ours)
    assert hostile(severities) is Severity.REVIEW
    ours.write_text("tone:\n  hostile: off\n", encoding="utf-8")
    assert hostile(severities) is Severity.REVIEW
    assert severities.reload()
    assert hostile(severities) is None


@pytest.mark.parametrize("spoil", [lambda path: path.write_text(BROKEN, encoding="utf-8"), Path.unlink])
def test_an_error_leaves_the_earlier_one_in_force_and_is_told(ours: Path, spoil: Any):
    severities = Severities(ours)
    spoil(ours)
    refused = loads("refused")
    with capture_logs() as logs:
        assert not severities.reload()
    assert hostile(severities) is Severity.REVIEW
    assert loads("refused") == refused + 1
    (entry,) = logs
    assert entry["log_level"] == "error"
    assert entry["problems"][0].startswith("ours.yaml")


def test_an_error_at_the_start_is_refused_with_its_line(ours: Path):
    ours.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(InvalidInput) as raised:
        Severities(ours)
    assert "ours.yaml:2: 'softly' is no severity for 'hostile'; write block, review or off" in raised.value.detail


def test_a_worker_that_starts_later_uses_the_last_good_file(ours: Path, tmp_path: Path):
    kept = tmp_path / KEPT
    Severities(ours, kept)
    ours.write_text(BROKEN, encoding="utf-8")
    assert hostile(Severities(ours, kept)) is Severity.REVIEW
    with pytest.raises(InvalidInput):
        Severities(ours, tmp_path / "nothing.yaml")


def test_a_blank_setting_names_no_file(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AMENDS_SEVERITIES", "")
    assert Settings().severities is None


def test_the_example_is_a_file_that_can_be_used():
    policy = SeverityPolicy.load(EXAMPLE)
    assert policy.of("minimises", Audience.PRIVATE) is Severity.REVIEW
    assert policy.of("missing-offline-route", Audience.PUBLIC) is None
    assert policy.covers("de")
    assert not policy.covers("pl")


def verdict(service: Process) -> str:
    with service.client() as client:
        return str(client.post("/v1/checks", json=RUDE).raise_for_status().json()["verdict"])


def until(service: Process, expected: str, answers: int = 8) -> None:
    """Wait until so many answers in a row, by whichever worker, are as expected."""
    row, end = 0, time.monotonic() + 30
    while row < answers:
        assert time.monotonic() < end, f"the verdict never became {expected}"
        row = row + 1 if verdict(service) == expected else 0
        time.sleep(0.02)


def workers_of(service: Process) -> set[int]:
    """Return the processes that the first one started to work."""
    found: set[int] = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # one that ends while it is looked at
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == service.process.pid and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.add(int(folder.name))
    return found


def replace_a_worker(service: Process) -> None:
    """Kill a worker, and wait until another has taken its place and answers."""
    before = workers_of(service)
    os.kill(before.pop(), signal.SIGKILL)
    end = time.monotonic() + 60
    while 'outcome="refused"} 3.0' not in metrics(service):
        assert time.monotonic() < end, service.log.read_text()[-2000:]
        time.sleep(0.2)
    assert len(workers_of(service) - before) == 1
    assert service.process.poll() is None


def metrics(service: Process) -> str:
    return httpx.get(f"http://127.0.0.1:{service.port}/metrics").text


@pytest.mark.timeout(240)
@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_running_service_follows_its_file(ours: Path, tmp_path: Path, workers: str):
    env = {"AMENDS_SEVERITIES": str(ours)}
    with running(tmp_path, "--workers", workers, env=env) as service:
        until(service, "review")
        ours.write_text("tone:\n  hostile: off\n", encoding="utf-8")
        assert verdict(service) == "review"
        service.process.send_signal(signal.SIGHUP)
        until(service, "pass")
        ours.write_text(BROKEN, encoding="utf-8")
        service.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 20
        while f'amends_severities_loads_total{{outcome="refused"}} {workers}.0' not in metrics(service):
            assert time.monotonic() < end, metrics(service)
            time.sleep(0.05)
        until(service, "pass")
        if workers == "2" and Path("/proc").exists():
            replace_a_worker(service)
            until(service, "pass")
        assert "ours.yaml:2: 'softly' is no severity" in service.log.read_text()
        await_ready(service)
        assert service.stop() in {0, -signal.SIGTERM}


def test_the_service_does_not_start_with_an_error_in_the_file(ours: Path, tmp_path: Path):
    ours.write_text(BROKEN, encoding="utf-8")
    with (
        pytest.raises(AssertionError, match="the service ended"),
        running(tmp_path, env={"AMENDS_SEVERITIES": str(ours)}),
    ):
        pass
    log = (tmp_path / "service.log").read_text()
    assert "ours.yaml:2: 'softly' is no severity for 'hostile'; write block, review or off" in log
    assert "docs/severities.example.yaml" in log
    assert "Traceback" not in log
