"""What the templates make of every page, read from the HTML."""

from __future__ import annotations

import functools
import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml

import activations

ROOT = Path(__file__).parents[2]
BASE = "https://example.org/guide/"
FOLDERS = {"ko": "", "en": "en/"}
in_every_language = pytest.mark.parametrize("code", FOLDERS)
of_every_function = pytest.mark.parametrize("a", activations.catalogue, ids=lambda a: a.id)


@functools.cache
def words(code: str) -> Any:
    return yaml.safe_load((ROOT / f"docs/{code}/words.yml").read_text(encoding="utf-8"))


def html(site: Path, path: str) -> str:
    name = path if path.endswith(".html") else f"{path}index.html"
    return (site / name).read_text(encoding="utf-8")


def paths(site: Path) -> list[str]:
    """Every page of the main language but its 404 page, by its address."""
    found = (p.relative_to(site).as_posix() for p in sorted(site.rglob("index.html")))
    return [path.removesuffix("index.html") for path in found if not path.startswith("en/")]


def test_the_language_switch_stays_on_the_page(site: Path) -> None:
    assert len(paths(site)) > len(activations.catalogue)
    switch = re.compile(r'<a class="language" href="([^"]*)" hreflang="(\w+)" lang="(\w+)">([^<]*)')
    for path in paths(site):
        for code, folder in FOLDERS.items():
            page = html(site, folder + path)
            assert f'<html lang="{code}"' in page
            address = urljoin(BASE, folder + path)
            found = [(urljoin(address, href), *rest) for href, *rest in switch.findall(page)]
            others = [(c, f) for c, f in FOLDERS.items() if c != code]
            assert found == [
                (urljoin(BASE, f + path), c, c, words(c)["language"]["name"]) for c, f in others
            ]


def test_the_missing_page_speaks_every_language(site: Path) -> None:
    page = html(site, "404.html")
    article = page[page.index("<article") : page.index("</article>")]
    for code, folder in FOLDERS.items():
        said = words(code)["missing"]
        part = re.search(rf'<div lang="{code}">(.*?)</div>', article, re.DOTALL)
        assert part is not None
        assert said["title"] in part[1]
        assert f'<a href="/guide/{folder}">{said["home"]}</a>' in part[1]
        assert f'<a href="/guide/{folder}functions/">{said["list"]}</a>' in part[1]
        assert "{" not in part[1]
    assert article.count("<h1") == 1


@in_every_language
def test_scripts_get_the_words_that_they_need_and_no_others(site: Path, code: str) -> None:
    groups = {
        "": {"found"},
        "about/": {"found"},
        "compare/": {"found", "compare"},
        **{f"functions/{a.id}/": {"found", "live", "take"} for a in activations.catalogue},
    }
    every = words(code)
    for path, wanted in groups.items():
        printed = re.findall(
            r'<script type="application/json" id="words">(.*?)</script>',
            html(site, FOLDERS[code] + path),
        )
        assert len(printed) == 1
        said = json.loads(printed[0])
        assert set(said) == wanted
        assert said.pop("found") == every["search"]["found"]
        assert said == {group: every[group] for group in said}


def test_every_word_that_a_script_says_is_there() -> None:
    """The keys that the scripts ask for, in every language."""
    asked = {"live": r"\b(?:words\.live|said)\.(\w+)", "compare": r"\bwords\.(\w+)"}
    asked["take"] = asked["compare"]
    for group, pattern in asked.items():
        folder = ROOT / "docs/theme/javascripts"
        files = folder.glob("live/*.js") if group == "live" else [folder / f"{group}.js"]
        texts = [path.read_text(encoding="utf-8") for path in (*files, folder / "live.js")]
        keys = set(re.findall(pattern, "\n".join(texts[: None if group == "live" else 1])))
        assert keys
        for code in FOLDERS:
            assert keys - {"js"} <= set(words(code)[group]), (group, code)


def test_templates_and_scripts_have_no_words_and_name_no_language() -> None:
    """Nor do they ask for a kind, or use Python's methods of strings, which its successor lacks."""
    hangul = {"normalise.js", "find.js"}  # the letters themselves are what these work with
    theme = ROOT / "docs/theme"
    for path in (*theme.rglob("*.html"), *theme.rglob("*.xml"), *theme.glob("javascripts/**/*.js")):
        text = re.sub(r"\{#.*?#\}|/\*.*?\*/|^ *//.*$", "", path.read_text(encoding="utf-8"),
                      flags=re.DOTALL | re.MULTILINE)  # fmt: skip
        text = re.sub(r" // .*", "", text)
        assert path.name in hangul or not re.search("[가-힣]", text), path
        assert not re.search(r"""["']/?(?:ko|en)/?["']""", text), path
        assert not re.search(r"kind\s*[!=]==?", text), path
        if path.suffix != ".js":
            methods = r"\.(?:r?strip|r?split|startswith|endswith|items|format|join|replace)\("
            assert not re.search(methods, text.replace("classList.replace(", "")), path


def test_only_a_choice_that_the_gallery_knows_hides_the_wall(site: Path) -> None:
    pages = [html(site, ""), html(site, "functions/")]
    known = {re.findall(r"/\[\?&\]\(([\w|]+)\)=/", page)[0] for page in pages}
    groups = {key for page in pages for key in re.findall(r'data-filter="(\w+)"', page)}
    assert [set(keys.split("|")) for keys in known] == [groups | {"name", "sort", "slope"}]


# --- what is taken away ---------------------------------------------------------------------


@in_every_language
@of_every_function
def test_every_formula_has_its_link_and_its_tex(
    site: Path, a: activations.Activation, code: str
) -> None:
    page = html(site, f"{FOLDERS[code]}functions/{a.id}/")
    source = (ROOT / f"docs/{code}/functions/{a.id}.md").read_text(encoding="utf-8")
    fences = [tex.strip() for tex in re.findall(r"```math\n(.*?)```", source, re.DOTALL)]
    equations = page.split('<div class="equation" id="')[1:]
    ids = [equation.partition('"')[0] for equation in equations]
    assert ids[0] == "eq-formula"
    assert "eq-derivative" in ids
    assert len(ids) == len(set(ids)) == len(fences)
    said = words(code)["site"]
    for ident, equation, tex in zip(ids, equations, fences, strict=True):
        found = re.search(r'<annotation encoding="application/x-tex">(.*?)</annotation>', equation)
        assert found is not None or "\n" in tex
        annotation = re.search(r"<annotation[^>]*>(.*?)</annotation>", equation, re.DOTALL)
        assert annotation is not None
        assert unescape(annotation[1]) == tex
        link = f'<a href="#{ident}" title="{said["formula_link"]}"'
        assert link in equation
        assert f'role="group" aria-label="{said["formula"]}"' in equation


@in_every_language
@of_every_function
def test_every_figure_has_its_text_its_room_and_its_file(
    site: Path, a: activations.Activation, code: str
) -> None:
    page = html(site, f"{FOLDERS[code]}functions/{a.id}/")
    address = urljoin(BASE, f"{FOLDERS[code]}functions/{a.id}/")
    live = re.findall(rf'<figure class="live" data-live="{a.id}">(.*?)</figure>', page, re.DOTALL)
    assert len(live) == 1
    assert '<div class="live-panel" style="--rows:' in live[0]
    file = re.search(rf'<a download="{a.id}.svg" href="([^"]*)"|href="([^"]*)" download', page)
    assert file is not None
    target = urljoin(address, file[1] or file[2]).removeprefix(BASE)
    assert (site / target).is_file()
    related = page.find('class="relatives"')
    for alt in re.findall(r'<img alt="([^"]*)"', page[: related if related > 0 else None]):
        assert len(alt) > 40


def test_english_is_marked_as_such_on_other_pages(site: Path) -> None:
    marked = 0
    for a in activations.catalogue:
        for code, folder in FOLDERS.items():
            facts = re.search(
                r'<div class="facts">(.*?)</div>', html(site, f"{folder}functions/{a.id}/"), re.S
            )
            assert facts is not None
            spans = re.findall(r'<span lang="en">([^<]*)</span>', facts[1])
            rest = re.sub(r"<span.*?</span>", "", facts[1].rpartition("<br")[2])
            names = [name for name in a.names if re.fullmatch(r"[\w ²'’-]+", name, re.ASCII)]
            if code == "en":
                assert spans == []
                continue
            assert set(spans) <= set(names)
            assert not [name for name in names if re.search(rf": {name}[,<]|, {name}[,<]", rest)]
            marked += len(spans)
    assert marked > len(activations.catalogue)


@in_every_language
def test_every_picture_of_the_wall_is_told_apart(site: Path, code: str) -> None:
    page = html(site, FOLDERS[code])
    told = re.findall(r'<img src="[^"]*-plate\.svg" alt="([^"]*)"', page)
    assert len(told) == len(set(told)) == len(activations.catalogue)
