"""The list of mutants: each has something to break."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_what_a_mutant_breaks_stands_once() -> None:
    listed = tomllib.loads((ROOT / "tests/mutants.toml").read_text(encoding="utf-8"))["mutant"]
    for mutant in listed:
        text = (ROOT / mutant["file"]).read_text(encoding="utf-8")
        assert text.count(mutant["old"]) == 1, mutant["name"]
        assert all((ROOT / test).exists() for test in mutant["tests"]), mutant["name"]
