"""Break the code on purpose, one small thing at a time, and see whether somebody notices.

    python scripts/mutants.py            every mutant of tests/mutants.toml
    python scripts/mutants.py NAME …     those whose name holds one of these words

Each is built and tested in a copy of the tree. The build may refuse it, or a test must fail.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parent.parent
LIST = "tests/mutants.toml"


class Mutant(TypedDict):
    """A text that stands once in a file, what takes its place, and which tests may notice."""

    name: str
    file: str
    old: str
    new: str
    tests: list[str]


def main(words: list[str]) -> int:
    """Try the mutants, and return 1 if one is not noticed."""
    every: list[Mutant] = tomllib.loads((ROOT / LIST).read_text(encoding="utf-8"))["mutant"]
    chosen = [m for m in every if not words or any(word in m["name"] for word in words)]
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        _copy(tree)
        sound = sorted({test for mutant in chosen for test in mutant["tests"]})
        if failed := _noticed(tree, sound):
            print(f"without a mutant already: {failed}", file=sys.stderr)
            return 1
        for mutant in chosen:
            path = tree / mutant["file"]
            text = path.read_text(encoding="utf-8")
            if text.count(mutant["old"]) != 1:
                print(f"{LIST}: {mutant['name']}: stands {text.count(mutant['old'])} times: once")
                survived += 1
                continue
            path.write_text(text.replace(mutant["old"], mutant["new"]), encoding="utf-8")
            by = _noticed(tree, mutant["tests"])
            path.write_text(text, encoding="utf-8")
            survived += not by
            print(f"{'noticed ' if by else 'SURVIVED'}  {mutant['name']}: {by}", flush=True)
    print(f"{len(chosen) - survived} passed, {survived} failed")
    return int(survived > 0)


def _copy(tree: Path) -> None:
    """Copy what git knows, as it is in the working tree."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        source, target = ROOT / name, tree / name
        if source.is_file() and not source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def _noticed(tree: Path, tests: list[str]) -> str:
    """Return who notices something in the tree: the build, or the first test that fails."""
    build = _run(tree, "scripts/build.py")
    if build.returncode:
        return f"the build: {build.stderr.strip().splitlines()[-1][:120]}"
    done = _run(tree, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests)
    if done.returncode == 0:
        return ""
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    if failed is None:
        raise SystemExit(f"pytest ended {done.returncode}:\n{done.stdout[-2000:]}{done.stderr}")
    return failed[1]


def _run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Break the code on purpose; half an hour or more.")
    parser.add_argument("words", nargs="*", help="mutants whose name holds one of them; or all")
    sys.exit(main(parser.parse_args().words))
