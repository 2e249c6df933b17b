"""The workflows: everything pinned, nothing published untested."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = sorted((ROOT / ".github").rglob("*.yml"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_it_is_yaml(path: Path) -> None:
    assert read(path)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_and_may_only_read(path: Path) -> None:
    for used in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8")):
        assert used.startswith("./") or PINNED.fullmatch(used), used
    assert read(path)["permissions"] == {"contents": "read"}


def test_a_fork_names_its_address_without_an_edit() -> None:
    steps = read(ROOT / ".github/workflows/pages.yml")["jobs"]["build"]["steps"]
    (site,) = [step for step in steps if step.get("run") == "make site"]
    assert site["env"] == {"SITE_URL": "${{ vars.SITE_URL }}"}
    for readme in ("README.md", "README.ko.md"):
        assert "`SITE_URL`" in (ROOT / readme).read_text(encoding="utf-8")


def test_only_what_is_tested_is_published() -> None:
    jobs = read(ROOT / ".github/workflows/pages.yml")["jobs"]
    assert jobs["tests"] == {"uses": "./.github/workflows/test.yml"}
    assert set(jobs["deploy"]["needs"]) == {"tests", "build"}
    assert [name for name, job in jobs.items() if "permissions" in job] == ["deploy"]
