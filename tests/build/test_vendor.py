"""The vendored folders: whatever npm does, one is either the old or the new, and whole."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from scripts import vendor

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stub of npm is a shell script")

PACKAGE = """\
for name in d3-axis internmap; do
    mkdir -p node_modules/$name
    echo '{"version": "1.2.3"}' > node_modules/$name/package.json
    echo "licence of $name" > node_modules/$name/LICENSE
done"""
BUNDLE = """for last; do :; done; echo "export {}" > "${last#--outfile=}" """


@pytest.fixture
def vendored(tmp_path: Path) -> Path:
    folder = tmp_path / "vendor/d3"
    folder.mkdir(parents=True)
    (folder / "d3.min.js").write_text("the old one", encoding="utf-8")
    return folder


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stub; what a test writes into it is what npm does."""
    stub = tmp_path / "bin/npm"
    stub.parent.mkdir()
    stub.write_text("", encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stub.parent}:/usr/bin:/bin")
    return stub


def does(npm: Path, *, pack: str = "exit 1", ci: str = "exit 1", bundle: str = "exit 1") -> None:
    cases = f"pack) {pack};;\nci) {ci};;\nexec) {bundle};;"
    npm.write_text(f'#!/bin/sh\ncase "$1" in\n{cases}\nesac\n', encoding="utf-8")


@pytest.mark.parametrize("ci", ["exit 1", PACKAGE], ids=["npm ci", "esbuild"])
def test_failing_npm_loses_nothing(vendored: Path, npm: Path, ci: str) -> None:
    does(npm, ci=ci)
    with pytest.raises(SystemExit, match=r"^npm (ci|exec).*: failed, nothing is lost"):
        vendor.renew(vendored, vendor.d3)
    assert [path.name for path in vendored.iterdir()] == ["d3.min.js"]
    assert (vendored / "d3.min.js").read_text(encoding="utf-8") == "the old one"


def test_another_package_than_the_pinned_loses_nothing(vendored: Path, npm: Path) -> None:
    does(npm, pack="echo forged > katex.tgz")
    with pytest.raises(SystemExit, match=f"^{vendor.KATEX}: not the package that is pinned$"):
        vendor.renew(vendored, vendor.katex)
    assert (vendored / "d3.min.js").read_text(encoding="utf-8") == "the old one"


def test_the_new_one_takes_the_place(vendored: Path, npm: Path) -> None:
    (vendored / "gone.js").write_text("no longer made", encoding="utf-8")
    does(npm, ci=PACKAGE, bundle=BUNDLE)
    vendor.renew(vendored, vendor.d3)
    made = {path.name: path.read_text(encoding="utf-8") for path in vendored.iterdir()}
    assert sorted(made) == ["LICENSE", "README.md", "d3.min.d.ts", "d3.min.js"]
    assert made["d3.min.js"] == "export {}\n"
    assert "d3-axis@1.2.3, internmap@1.2.3" in made["README.md"]
    assert "licence of internmap" in made["LICENSE"]
    assert "export const scaleLinear: any;\n" in made["d3.min.d.ts"]


def test_the_d3_that_is_vendored_is_the_one_that_its_lock_pins() -> None:
    lock = json.loads((vendor.D3_SOURCE / "package-lock.json").read_text(encoding="utf-8"))
    note = (vendor.D3 / "README.md").read_text(encoding="utf-8")
    vendored = dict(re.findall(r"([\w-]+)@([\w.-]+\w)", note))
    pinned = {name: lock["packages"][f"node_modules/{name}"]["version"] for name in vendored}
    assert vendored
    assert vendored == pinned
