"""The notebooks: the same code in both languages, and what it prints is what is shown."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("ko", "en")
NOTEBOOKS = sorted(path.relative_to(DOCS / "ko").as_posix() for path in DOCS.glob("ko/**/*.ipynb"))
HANGUL = re.compile(r"[가-힣ㄱ-ㆎ]")


def load(language: str, name: str) -> Any:
    return nbformat.read(DOCS / language / name, as_version=4)  # type: ignore[no-untyped-call]


def program(source: str) -> tuple[list[str], str]:
    """The code of a cell, its magics aside, without comments: they speak the page's language."""
    lines = source.splitlines()
    magics = [line for line in lines if line.startswith("%")]
    return magics, ast.dump(ast.parse("\n".join(line for line in lines if line not in magics)))


def comments(cells: list[Any]) -> list[str]:
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    return re.findall(r"(?:^|\s)# (.*)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_hold_the_same_code(name: str) -> None:
    ko, en = (load(language, name) for language in LANGUAGES)
    assert [c.cell_type for c in ko.cells] == [c.cell_type for c in en.cells]
    assert [program(c.source) for c in ko.cells if c.cell_type == "code"] == [
        program(c.source) for c in en.cells if c.cell_type == "code"
    ]
    assert len(comments(ko.cells)) == len(comments(en.cells)) > 0
    assert all(HANGUL.search(comment) for comment in comments(ko.cells))
    assert not any(HANGUL.search(cell.source) for cell in en.cells)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_show_what_they_give(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    committed = load("ko", name)
    fresh = load("ko", name)
    NotebookClient(fresh, timeout=120, kernel_name="python3").execute()
    for old, new in zip(committed.cells, fresh.cells, strict=True):
        if old.cell_type == "code":
            assert shown(old) == shown(new)
    for language in LANGUAGES:
        assert [shown(c) for c in load(language, name).cells] == [shown(c) for c in committed.cells]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_figures_carry_mathematics_and_no_words(name: str) -> None:
    """Both languages show the same figures, so what stands in them belongs to neither."""
    mathematics = {"tanh", "ReLU", "LeakyReLU", "yₙ"}
    outputs = [output for cell in load("ko", name).cells for output in cell.get("outputs", [])]
    figures = "".join(o.data["image/svg+xml"] for o in outputs if "data" in o)
    labels = re.findall(r"<text[^>]*>([^<]+)</text>", figures)
    assert labels
    assert set(re.findall(r"[^\W\d_]{2,}", " ".join(labels))) <= mathematics


def shown(cell: Any) -> tuple[str, list[str]]:
    """What a cell prints, its pieces joined (the kernel cuts them anywhere), and its figures."""
    outputs = cell.get("outputs", [])
    assert not [o for o in outputs if o.output_type == "error"]
    text = "".join(o.text for o in outputs if o.output_type == "stream")
    figures = [o.data for o in outputs if o.output_type in ("display_data", "execute_result")]
    assert all("image/svg+xml" in data for data in figures)
    return text, [re.sub(r"<[^>]*>", "", str(data["image/svg+xml"])) for data in figures]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_say_nothing_of_the_machine(name: str) -> None:
    for language in LANGUAGES:
        text = (DOCS / language / name).read_text(encoding="utf-8")
        assert not re.search(r"/(home|Users|root|tmp|work)/", text)
        assert len(text) < 250_000
