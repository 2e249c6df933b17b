"""The Markdown pages and notebooks: both languages say the same things in the same places."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS / "ko").as_posix() for path in (DOCS / "ko").rglob("*.md"))
NOTEBOOKS = sorted(path.relative_to(DOCS / "ko").as_posix() for path in DOCS.glob("ko/**/*.ipynb"))
HANGUL = re.compile(r"[가-힣ㄱ-ㆎ]")
BLOCK = re.compile(r"<!-- begin generated: [\w-]+ -->.*?<!-- end generated -->", re.DOTALL)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(language: str, page: str) -> str:
    return (DOCS / language / page).read_text(encoding="utf-8")


def structure(text: str) -> dict[str, list[Any]]:
    """What two pages that say the same must share."""
    prose = FENCE.sub("", text)
    return {
        "headings": re.findall(r"^(#+) .*\{ #([\w-]+) \}$", prose, re.MULTILINE),
        "blocks": re.findall(r"^<!-- begin generated: ([\w-]+) -->$", text, re.MULTILINE),
        "code": FENCE.findall(text),
        "links": sorted(re.findall(r"\]\(([^)\s]+)\)", prose)),
        "tables": [len(re.findall(r"(?<!\\)\|", row)) for row in re.findall(r"^\|.*", prose, re.M)],
    }


def test_the_trees_mirror_each_other() -> None:
    trees = [
        {p.relative_to(DOCS / lang).as_posix() for p in (DOCS / lang).rglob("*") if p.is_file()}
        for lang in ("ko", "en")
    ]
    assert trees[0] == trees[1]


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_structure(page: str) -> None:
    assert structure(read("ko", page)) == structure(read("en", page))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_heading_has_an_id_of_its_own(page: str, language: str) -> None:
    prose = FENCE.sub("", read(language, page))
    prose = prose.split("---\n", 2)[-1] if prose.startswith("---\n") else prose
    headings = re.findall(r"^#+ .*$", prose, re.MULTILINE)
    ids = [re.search(r"\{ #([a-z][\w-]*) \}$", heading) for heading in headings]
    assert headings
    assert None not in ids, headings
    assert len({match[1] for match in ids if match}) == len(ids)


@pytest.mark.parametrize("page", PAGES)
def test_english_prose_is_english_and_korean_prose_is_korean(page: str) -> None:
    english = BLOCK.sub("", read("en", page))
    english = re.sub(r"^---\n.*?^---\n", "", english, flags=re.MULTILINE | re.DOTALL)
    assert not HANGUL.search(english)
    korean = FENCE.sub("", BLOCK.sub("", read("ko", page)))
    for paragraph in re.split(r"\n\s*\n", korean):
        words = re.sub(r"\$[^$]*\$|`[^`]*`|\[.*?\]\(.*?\)|<[^>]*>|---|#.*", "", paragraph)
        assert HANGUL.search(words) or len(re.findall(r"[A-Za-z]{2,}", words)) < 6, paragraph


@pytest.mark.parametrize("page", PAGES)
def test_no_vertical_bar_in_mathematics(page: str) -> None:
    for language in ("ko", "en"):
        for formula in re.findall(r"(?<!\\)\$([^$\n]+)\$", FENCE.sub("", read(language, page))):
            assert "|" not in formula


@pytest.mark.parametrize("page", PAGES)
def test_markup_that_only_some_renderers_read_stays_away(page: str) -> None:
    """Between `)` and a Korean particle, a closing ** makes nothing bold on GitHub."""
    assert not re.search(r"\)\*\*[가-힣]", read("ko", page))


# --- notebooks ------------------------------------------------------------------------------


def load(language: str, name: str) -> Any:
    return nbformat.read(DOCS / language / name, as_version=4)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_hold_the_same_code(name: str) -> None:
    ko, en = (load(language, name) for language in ("ko", "en"))
    assert [c.cell_type for c in ko.cells] == [c.cell_type for c in en.cells]
    assert [c.source for c in ko.cells if c.cell_type == "code"] == [
        c.source for c in en.cells if c.cell_type == "code"
    ]
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
    for language in ("ko", "en"):
        assert [shown(c) for c in load(language, name).cells] == [shown(c) for c in committed.cells]


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
    for language in ("ko", "en"):
        text = read(language, name)
        assert not re.search(r"/(home|Users|root|tmp|work)/", text)
        assert len(text) < 250_000
