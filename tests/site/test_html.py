"""The built HTML: links, mathematics, code that runs, and nothing fetched from elsewhere."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import shutil
import warnings
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import numpy as np
import pytest

import activations
from activations.frameworks import elsewhere
from activations.spec import Activation, Pair
from tests.kinds.records import name

ROOT = Path(__file__).parents[2]
BASE = "https://example.org/guide/"
PREFIXES = ("", "en/")
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
KINDS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


class Reader(HTMLParser):
    """The links, ids, fetched addresses and code blocks of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.code: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._language = ""
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attributes}
        if "id" in have:
            self.ids.append(have["id"])
        if tag == "a" and "href" in have:
            self.links.append(have["href"])
        address = have.get(FETCHED.get(tag, ""))
        if address and (tag != "link" or KINDS & set(have.get("rel", "").split())):
            self.fetched.append(address)
        if match := re.search(r"\blanguage-(\w+)\b", have.get("class", "")):
            self._language = match[1]
        if tag in ("pre", "code", "script", "style", "annotation", "svg"):
            self._inside.append(tag)
            if tag == "pre":
                self.code.append((self._language, ""))
                self._language = ""

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if "pre" in self._inside:
            language, code = self.code[-1]
            self.code[-1] = language, code + data
        elif not self._inside:
            self.text.append(data)


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Reader]:
    """Every page of the site by its address."""
    return {
        BASE + path.relative_to(site).as_posix().removesuffix("index.html"): read(path)
        for path in sorted(site.rglob("*.html"))
    }


def file_of(address: str, site: Path) -> Path:
    path = unquote(urlsplit(address).path).removeprefix(urlsplit(BASE).path)
    return site / path / "index.html" if path.endswith("/") or not path else site / path


def test_every_function_has_its_page_in_both_languages(pages: dict[str, Reader]) -> None:
    for a in activations.catalogue:
        assert all(f"{BASE}{prefix}functions/{a.id}/" in pages for prefix in PREFIXES)


def test_every_link_and_anchor_leads_somewhere(pages: dict[str, Reader], site: Path) -> None:
    broken = []
    for address, page in pages.items():
        for link in page.links:
            target, _, anchor = urljoin(address, link).partition("#")
            if not target.startswith(BASE):
                assert target.startswith(("https://", "http://", "mailto:")), link
                continue
            if not file_of(target, site).is_file() or (
                anchor and target in pages and unquote(anchor) not in pages[target].ids
            ):
                broken.append(f"{address}: {link}")
    assert broken == []


def test_ids_are_unique(pages: dict[str, Reader]) -> None:
    for address, page in pages.items():
        twice = {i for i in page.ids if page.ids.count(i) > 1}
        assert twice == set(), address


def test_everything_fetched_is_on_the_site(pages: dict[str, Reader], site: Path) -> None:
    for address, page in pages.items():
        for link in page.fetched:
            if link.startswith("data:"):  # the figures of a notebook
                continue
            target = urljoin(address, link)
            assert target.startswith(BASE), f"{address}: {link}"
            assert file_of(target.partition("?")[0], site).is_file(), f"{address}: {link}"
    for sheet in site.rglob("*.css"):
        for link in re.findall(r"url\(([^)]+)\)", sheet.read_text(encoding="utf-8")):
            link = link.strip("\"'")
            assert link.startswith(("data:", "#")) or (sheet.parent / link).is_file(), (
                f"{sheet.name}: {link}"
            )
    for script in site.rglob("javascripts/**/*.js"):
        text = script.read_text(encoding="utf-8")
        for link in re.findall(r"^import[^;]*?\"([^\"]+)\";|import\(\"([^\"]+)\"\)", text, re.M):
            assert (script.parent / (link[0] or link[1])).is_file(), f"{script.name}: {link}"


def test_figures_keep_their_room_free_and_only_the_first_is_urgent(
    pages: dict[str, Reader], site: Path
) -> None:
    seen = 0
    for address in pages:
        html = file_of(address, site).read_text(encoding="utf-8")
        figures = re.findall(r'<img alt="[^"]*" src="([^"]*figures/[^"]*)"([^>]*)>', html)
        if "/functions/" not in address:  # the home page sizes its cards itself
            continue
        for i, (source, attributes) in enumerate(figures):
            svg = file_of(urljoin(address, source), site).read_text(encoding="utf-8")
            width, height = re.findall(r'\b(?:width|height)="(\d+)"', svg)[:2]
            assert f'width="{width}" height="{height}"' in attributes
            assert ('fetchpriority="high"' in attributes) == (i == 0)
            assert ('loading="lazy"' in attributes) == (i > 0)
            seen += 1
    assert seen >= 2 * 2 * len(activations.catalogue)  # a figure and a relative, in each language


def test_mathematics_is_rendered(pages: dict[str, Reader], site: Path) -> None:
    for address, page in pages.items():
        text = "".join(page.text)
        assert not re.search(r"\\\(|\\\[|\$[^$\n]*\\[a-z]+|```|arithmatex", text), address
        assert "katex-error" not in file_of(address, site).read_text(encoding="utf-8")
        assert not [link for link in page.fetched if re.search(r"katex.*\.js|mathjax", link)]
    relu = (site / "functions/relu/index.html").read_text(encoding="utf-8")
    assert '<annotation encoding="application/x-tex">' in relu


def test_nothing_of_the_build_is_left_in_a_page(pages: dict[str, Reader], site: Path) -> None:
    """No marker, no place that nothing filled, no path of the machine."""
    for address in pages:
        html = file_of(address, site).read_text(encoding="utf-8")
        assert not re.search(r"filled in:|&lt;!--|TODO|begin generated: \w+ --&gt;", html), address
        assert str(Path(__file__).resolve().parents[2]) not in html


def test_sitemaps_list_every_page_with_its_twin(pages: dict[str, Reader], site: Path) -> None:
    listed = []
    for sitemap in (site / "sitemap.xml", site / "en/sitemap.xml"):
        text = sitemap.read_text(encoding="utf-8")
        listed += re.findall(r"<loc>([^<]+)</loc>", text)
        for entry in text.split("<url>")[1:]:
            twins = re.findall(r'hreflang="([^"]+)" href="([^"]+)"', entry)
            assert {code for code, _ in twins} == {"ko", "en", "x-default"}
            assert all(twin in pages for _, twin in twins)
    assert sorted(listed) == sorted(address for address in pages if "404.html" not in address)


def test_canonical_address(site: Path) -> None:
    for path in ("functions/relu/", "en/functions/relu/"):
        html = (site / path / "index.html").read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{BASE}{path}">' in html


def test_nothing_but_the_site_is_published(site: Path) -> None:
    names = {"katex.min.js", "words.yml", "search_index.json", "stamp.json", "names.md"}
    stray = [
        p for p in site.rglob("*") if p.suffix in (".py", ".ts", ".tmp", ".gz") or p.name in names
    ]
    assert stray == []
    assert not (site / "ko").exists()


# --- the code on the pages ------------------------------------------------------------------


# What needs a framework runs where it is measured, see tests/pages/test_printed.py.
ELSEWHERE = {code for a in activations.catalogue for code in elsewhere(a).copies.values()}


def listings(page: Reader) -> Iterator[tuple[str, str]]:
    for language, code in page.code:
        if language in ("python", "pycon") and code.strip() not in ELSEWHERE:
            yield language, code


WIDEST = 72  # columns: a longer line is cut at the right edge of the page


def test_code_fits_the_column(pages: dict[str, Reader]) -> None:
    long = [
        f"{address}: {line}"
        for address, page in pages.items()
        for language, code in page.code
        if language != "bibtex"
        for line in code.splitlines()
        if len(line) > WIDEST
    ]
    assert long == []


def run(listing: list[tuple[str, str]], namespace: dict[str, Any], where: str) -> int:
    """Run the code of a page from top to bottom; return how many results were compared."""
    compared = 0
    for language, code in listing:
        if language == "python":
            exec(compile(code, where, "exec"), namespace)
            continue
        for example in doctest.DocTestParser().get_examples(code):
            expected = [line for line in example.want.splitlines() if line]
            warned = [line[2:] for line in expected if re.match(r"# \w+Warning: ", line)]
            expected = [line for line in expected if line[2:] not in warned]
            printed = io.StringIO()
            with (
                warnings.catch_warnings(record=True) as caught,
                contextlib.redirect_stdout(printed),
            ):
                warnings.simplefilter("always")
                exec(compile(example.source, where, "single"), namespace)
            seen = dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught)
            assert list(seen) == warned, example.source
            assert printed.getvalue().splitlines() == expected, example.source
            compared += 1
    return compared


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("path", [*(f"functions/{a.id}/" for a in activations.catalogue), "about/"])
def test_code_gives_what_the_page_shows(pages: dict[str, Reader], path: str, prefix: str) -> None:
    page = pages[BASE + prefix + path]
    assert run(list(listings(page)), {}, path) >= 2


@pytest.mark.parametrize("prefix", PREFIXES)
def test_code_that_reads_the_files_for_machines(
    pages: dict[str, Reader],
    site: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    prefix: str,
) -> None:
    for file in ("catalogue.json", "vectors/sigmoid.json"):
        shutil.copy(site / file, tmp_path)
    monkeypatch.chdir(tmp_path)  # where the page says that they are
    assert run(list(listings(pages[f"{BASE}{prefix}data/"])), {}, "data/") >= 4


@pytest.mark.parametrize("a", activations.catalogue, ids=name)
def test_printed_code_needs_numpy_alone_and_is_the_package(
    pages: dict[str, Reader], a: Activation
) -> None:
    """The page's listing, by itself, agrees with the package to the last bit."""
    code = next(c for lang, c in listings(pages[f"{BASE}functions/{a.id}/"]) if lang == "python")
    assert set(re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE)) <= {"numpy", "scipy"}
    namespace: dict[str, Any] = {}
    exec(compile(code, a.id, "exec"), namespace)
    x = np.random.default_rng(0).normal(scale=4, size=(7, 5))
    inputs = (x, x[::-1]) if isinstance(a, Pair) else (x,)
    for function in (a.function, *a.derivatives):
        np.testing.assert_array_equal(namespace[function.__name__](*inputs), function(*inputs))
