"""What several test files share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once, as `make site` builds it."""
    folder = tmp_path_factory.mktemp("site") / "guide"  # the path of its SITE_URL
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {
        "SITE_URL": "https://example.org/guide/",
        "GITHUB_REPOSITORY": "example/guide",  # as on GitHub: with links to the repository
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,  # a build takes seconds; one that hangs is a failure and not a wait
    )
    assert done.returncode == 0, done.stderr
    return folder
