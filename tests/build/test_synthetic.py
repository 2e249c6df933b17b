"""The copies of the tree with more functions, in which `make bench` measures."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import activations
from scripts.measure import synthetic

REAL = len(activations.catalogue)


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("doubled") / "tree"
    synthetic.copy(tree, 2 * REAL)
    return tree


def test_every_kind_is_there_twice(doubled: Path) -> None:
    program = "import activations; print(*(type(a).__name__ for a in activations.catalogue))"
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, cwd=doubled, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.split()) == sorted(
        2 * [type(a).__name__ for a in activations.catalogue]
    )


def test_every_name_is_there_once(doubled: Path) -> None:
    real = {a.id for a in activations.catalogue} | {"index"}
    pages = [p for p in (doubled / "docs/en/functions").glob("*.md") if p.stem not in real]
    assert len(pages) == REAL
    for page in pages:
        ident, _, turn = page.stem.rpartition("_")
        text = page.read_text(encoding="utf-8")
        twin = page.with_stem(ident).read_text(encoding="utf-8")
        (title,) = re.findall(r"^title: (.+)$", twin, re.MULTILINE)
        assert f"\ntitle: {title} copy {int(turn)}\n" in text
        code = "".join(synthetic.FENCE.findall(text))
        assert f"def {page.stem}(" in code
        assert f"def {ident}(" not in code


def test_a_copy_is_always_the_same(doubled: Path, tmp_path: Path) -> None:
    synthetic.copy(tmp_path / "again", REAL + 1)
    real = {f"{a.id}.py" for a in activations.catalogue} | {"__init__.py"}
    modules = tmp_path / "again/activations/functions"
    (new,) = {path.name for path in modules.glob("*.py")} - real
    twin = doubled / "activations/functions" / new
    assert (modules / new).read_bytes() == twin.read_bytes()


def test_fewer_than_there_are_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="already"):
        synthetic.copy(tmp_path / "fewer", 1)
