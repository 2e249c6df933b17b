"""What several test files share."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as `make site` builds it, and once for all workers."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "guide"
    # A database that is locked: whoever comes second waits, on every system.
    lock = sqlite3.connect(folder.with_suffix(".lock"), timeout=600, isolation_level=None)
    with contextlib.closing(lock):
        lock.execute("BEGIN EXCLUSIVE")
        if not (folder / "built").is_file():
            _build(folder)
            (folder / "built").touch()
    return folder / "site" / "guide"  # the path of its SITE_URL


def _build(folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = os.environ | {
        "SITE_URL": "https://example.org/guide/",
        "GITHUB_REPOSITORY": "example/guide",  # as on GitHub: with links to the repository
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [*command, "--site-dir", str(folder / "site/guide")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,  # a build takes seconds; one that hangs is a failure and not a wait
    )
    assert done.returncode == 0, done.stderr
