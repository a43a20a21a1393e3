from __future__ import annotations

from pathlib import Path

import pytest

from api.bootstrap import model_judge
from api.errors import InvalidInput
from api.settings import Settings
from guardrails.judgement import Scope
from guardrails.policy import SeverityPolicy

POLICY = SeverityPolicy.default()
SERVER = {"model": "openai:some-model", "openai_base_url": "http://127.0.0.1:9/v1"}


def settings(tmp_path: Path, **values: object) -> Settings:
    return Settings(data_dir=tmp_path, **values)  # type: ignore[arg-type]


def test_there_is_a_judge_only_where_a_model_is_and_one_is_wanted(tmp_path: Path) -> None:
    assert model_judge(settings(tmp_path), POLICY) is None
    assert model_judge(settings(tmp_path, **SERVER, judge="off"), POLICY) is None
    judge = model_judge(settings(tmp_path, **SERVER), POLICY)
    assert judge is not None
    assert judge.scope is Scope.UNSURE
    judge.close()


def test_the_environment_sets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("JUDGE", "all"), ("JUDGE_CLEARS", "unsure, missing-next-step"), ("JUDGE_BLOCKS", "hostile")):
        monkeypatch.setenv(f"AMENDS_{name}", value)
    judge = model_judge(settings(tmp_path, **SERVER), POLICY)
    assert judge is not None
    assert judge.scope is Scope.ALL
    assert judge._powers.clears == {"unsure", "missing-next-step"}
    assert judge._powers.blocks == {"hostile"}
    judge.close()


@pytest.mark.parametrize(
    ("name", "value"), [("judge_clears", "unsure, hostle"), ("judge_blocks", "too-long"), ("judge_blocks", "unsure")]
)
def test_a_rule_that_cannot_stand_there_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(InvalidInput, match=name.upper()):
        model_judge(settings(tmp_path, **{name: value}), POLICY)
