"""What a first visit to the page of a function may cost a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

import activations
from scripts import bench_pages, browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("kind", ["elementwise", "vector", "pair", "random"])
def test_first_visit(site: Path, kind: str, prefix: str) -> None:
    a = next(a for a in activations.catalogue if a.kind == kind)
    chromium = browser.find()
    assert chromium is not None, browser.HELP
    with bench_pages.serving(site) as served:
        found = bench_pages.visit(served, f"{prefix}functions/{a.id}/", chromium)
    assert found["shift"] < 0.03
    assert len(served.sent) <= 20, served.sent
    assert sum(size for _, size in served.sent) <= 130 * 1024, served.sent
