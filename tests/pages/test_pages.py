"""The pages: both languages say the same things in the same places, each in its own words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import activations

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("ko", "en")
PAGES = sorted(path.relative_to(DOCS / "ko").as_posix() for path in (DOCS / "ko").rglob("*.md"))
FUNCTIONS = [page for page in PAGES if re.fullmatch(r"functions/(?!index)\w+\.md", page)]
HANGUL = re.compile(r"[가-힣ㄱ-ㆎ]")
BLOCK = re.compile(r"<!-- begin generated: [\w-]+ -->.*?<!-- end generated -->", re.DOTALL)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Of every page of a function; one may have more.
SECTIONS = ["formula", "derivative", "code", "properties", "use", "elsewhere", "mistakes",
            "numbers", "references", "related"]  # fmt: skip


def read(language: str, page: str) -> str:
    return (DOCS / language / page).read_text(encoding="utf-8")


def parted(language: str, page: str) -> tuple[dict[str, Any], str]:
    """The front matter of a page, and what follows."""
    _, front, text = read(language, page).split("---\n", 2)
    return yaml.safe_load(front), text


def structure(text: str) -> dict[str, list[Any]]:
    """What two pages that say the same must share."""
    prose = FENCE.sub("", text)
    return {
        "headings": re.findall(r"^(#+) .*\{ #([\w-]+) \}$", prose, re.MULTILINE),
        "blocks": re.findall(r"^<!-- begin generated: ([\w-]+) -->$", text, re.MULTILINE),
        "places": re.findall(r"^<!-- filled in: ([\w-]+) -->$", text, re.MULTILINE),
        "code": FENCE.findall(text),
        "links": sorted(re.findall(r"\]\(([^)\s]+)\)", prose)),
        "related": re.findall(r"^- \[[^\]]+\]\((\w+)\.md\)", prose.partition("#related")[2], re.M),
        "lists": re.findall(r"^( *)(?:-|\d+\.) ", prose, re.MULTILINE),
        "tables": [len(re.findall(r"(?<!\\)\|", row)) for row in re.findall(r"^\|.*", prose, re.M)],
        "notes": re.findall(r"^(!!! \w+|\[\^\w+\]:)", prose, re.MULTILINE),
    }


def test_the_trees_mirror_each_other() -> None:
    trees = [
        {p.relative_to(DOCS / lang).as_posix() for p in (DOCS / lang).rglob("*") if p.is_file()}
        for lang in LANGUAGES
    ]
    assert trees[0] == trees[1]


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_structure(page: str) -> None:
    (korean, ko), (english, en) = (parted(language, page) for language in LANGUAGES)
    assert structure(ko) == structure(en)
    assert list(korean) == list(english)
    assert list(korean.get("symbols", {})) == list(english.get("symbols", {}))
    assert korean.get("hide") == english.get("hide")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_heading_has_an_id_of_its_own(page: str, language: str) -> None:
    headings = re.findall(r"^#+ .*$", FENCE.sub("", parted(language, page)[1]), re.MULTILINE)
    ids = [re.search(r"\{ #([a-z][\w-]*) \}$", heading) for heading in headings]
    assert headings
    assert None not in ids, headings
    assert len({match[1] for match in ids if match}) == len(ids)


@pytest.mark.parametrize("page", FUNCTIONS)
def test_the_sections_of_a_function_stand_in_their_order(page: str) -> None:
    found = structure(parted("ko", page)[1])
    assert [ident for _, ident in found["headings"] if ident in SECTIONS] == SECTIONS
    ident = Path(page).stem
    assert found["headings"][0] == ("#", ident)
    # Its relatives are other functions of the site, each once.
    assert len(set(found["related"])) == len(found["related"]) >= 2
    assert set(found["related"]) <= {a.id for a in activations.catalogue} - {ident}


def test_no_space_stands_between_korean_and_its_parenthesis() -> None:
    """Coordinates keep theirs: 극값은 (-1.28, -0.278)."""
    for path in (*(DOCS / "ko").rglob("*.md"), DOCS / "ko/words.yml"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r".*[가-힣] \([A-Za-z가-힣$].*", text) == [], path


@pytest.mark.parametrize("page", PAGES)
def test_english_prose_is_english_and_korean_prose_is_korean(page: str) -> None:
    front, english = parted("en", page)
    english = BLOCK.sub("", english)
    front.pop("names", None)  # what the search knows a page by, in any language
    assert not HANGUL.search(english)
    assert not HANGUL.search(str(front))
    front, korean = parted("ko", page)
    assert HANGUL.search(front.get("description", "가"))
    for paragraph in re.split(r"\n\s*\n", FENCE.sub("", BLOCK.sub("", korean))):
        words = re.sub(r"\$[^$]*\$|`[^`]*`|\[.*?\]\(.*?\)|<[^>]*>|#.*", "", paragraph)
        assert HANGUL.search(words) or len(re.findall(r"[A-Za-z]{2,}", words)) < 6, paragraph


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_some_renderers_read_otherwise_stays_away(page: str, language: str) -> None:
    text = FENCE.sub("", read(language, page))
    # A table takes a vertical bar for the end of a cell.
    assert not [f for f in re.findall(r"(?<!\\)\$([^$\n]+)\$", text) if "|" in f]
    # Between ) and a Korean particle, a closing ** makes nothing bold on GitHub.
    assert not re.search(r"\)\*\*[가-힣]", text)
    # A figure lies two folders further up on GitHub, where the page is read as it is.
    for target in re.findall(r"\]\(((?:\.\./)+figures/[^)]+)\)", text):
        assert (DOCS / language / page).parent.joinpath(target).is_file()
