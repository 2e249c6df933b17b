"""What a first visit to a page may cost a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import browser
from scripts.site import visits
from tests.browser.kinds import EVERY_KIND

pytestmark = pytest.mark.browser

PATHS = [f"functions/{ident}/" for ident in EVERY_KIND]


@pytest.mark.parametrize("path", [*PATHS, f"en/{PATHS[0]}"])
def test_first_visit(site: Path, path: str) -> None:
    chromium = browser.find()
    assert chromium is not None, browser.HELP
    with visits.serving(site) as served:
        found = visits.visit(served, path, chromium)
    assert found["shift"] < 0.03
    assert len(served.sent) <= 21, served.sent  # of them up to seven fonts of the mathematics
    # The longest page, softmax with its derivations and exercises, takes 138 KiB; 33 are its HTML.
    assert sum(size for _, size in served.sent) <= 144 * 1024, served.sent
