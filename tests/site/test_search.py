"""The search without its dialog: the index of the site, and what is found in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from activations import catalogue
from scripts.site import search
from tests.site.javascript import Engine
from tests.site.search_queries import MISSPELLED, NAMES, WORDS

FOLDERS: dict[str, str] = {"ko": "", "en": "en/"}
JAVASCRIPTS = Path(__file__).parents[2] / "docs/theme/javascripts"
COUNT = 500


# --- the index ------------------------------------------------------------------------------


def test_sections_and_names() -> None:
    pages, texts = search.index(
        [
            {"location": "functions/f/", "title": "F", "text": ""},
            {"location": "functions/f/#f", "title": "F", "text": "<p>The F.</p>"},
            {"location": "functions/f/#code", "title": "Code", "text": "<pre><code>1</code></pre>"},
            {"location": "functions/f/#values", "title": "Values", "text": "0 0 1 1"},
            {"location": "functions/", "title": "List", "text": "F The F."},
        ],
        {"functions/f/": ["f", "에프"]},
        {"functions/f/": ["nnf"]},
    )
    assert pages == [
        {
            "url": "functions/f/",
            "title": "F",
            "names": ["f", "에프"],
            "calls": ["nnf"],
            "sections": [("", ""), ("code", "Code"), ("values", "Values")],
        },
        {"url": "functions/", "title": "List", "names": [], "calls": [], "sections": [("", "")]},
    ]
    assert texts == {"functions/f/": ["The F.", "", ""], "functions/": [""]}


def test_a_page_is_cut_at_its_headings() -> None:
    html = (
        '<div class="specimen"><p>Gated</p></div>\n'
        '<h1 id="f">F<a class="headerlink" href="#f">¶</a></h1>\n<p>The <em>F</em>.</p>'
        '<h2 id="use">When <code>f</code></h2><table><tr><th>a</th><th>b</th></tr></table>'
    )
    pages, texts = search.index(search.sections(html, "functions/f/", "F"), {}, {})
    assert pages[0]["sections"] == [("", ""), ("use", "When f")]
    assert texts == {"functions/f/": ["The F.", "a · b"]}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ('<p>F</p><div class="figure-tools"><p>Download <a>SVG</a></p></div>', "F"),
        ("<table><tr><td>a</td> <td>1</td></tr><tr><td>b</td></tr></table>", "a · 1 b"),
        ("<code>nn.Linear</code>, 10<sup>-3</sup>", "nn.Linear, 10^-3"),
        (r"a \[ \frac{1}{2} \] b", "a b"),
        (r"\(e^{-\alpha x} \le 1\)", "e^-α x ≤ 1"),
        (r"\(\frac{C - 1}{e}\), \(\tanh\tfrac x2\)", "(C - 1)/e, tanh x/2"),
        (r"\(\frac{e^{2x}}{\sqrt{\frac1n}}\)", "e^2x/√ 1/n"),
        (r"\(\left\lvert x \right\rvert &lt; 1\)", "| x | < 1"),
    ],
)
def test_plain_text(html: str, text: str) -> None:
    assert search.plain(html) == text


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_the_site_has_this_index_and_no_other(site: Path, folder: str) -> None:
    files = {path.name for path in (site / folder / "search").iterdir()}
    assert files == {"names.json", "texts.json"}
    assert not list((site / folder / "assets").rglob("lunr*"))
    assert not list((site / folder / "assets").rglob("search.*.min.js"))
    pages, texts = index(site / folder)
    for page in pages:
        assert len(page["sections"]) == len(texts[page["url"]])
        # Neither TeX, nor Jupyter's own markup, nor tags, nor downloads are text of a page.
        assert not re.search(r"\\[a-z]|jp-|clipboard|</|\{|SVG PDF", " ".join(texts[page["url"]]))
    assert any(page["names"] for page in pages)


def index(folder: Path) -> tuple[list[search.Page], dict[str, list[str]]]:
    names, texts = (
        json.loads((folder / "search" / name).read_text(encoding="utf-8"))
        for name in ("names.json", "texts.json")
    )
    return names, texts


# --- what is found --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    engine = Engine()
    for module in ("normalise", "find"):
        engine.load(JAVASCRIPTS / f"{module}.js")
    engine.run("() => { globalThis.ask = (q) => search(pages, q).found.map((f) => f.page.url); }")
    yield engine
    engine.close()


def put(engine: Engine, pages: Any, texts: dict[str, list[str]]) -> None:
    whole = [{**page, "texts": texts[page["url"]]} for page in pages]
    engine.run("(all) => { globalThis.pages = all; }", whole)


@pytest.mark.parametrize("language", FOLDERS)
def test_queries(engine: Engine, site: Path, language: str) -> None:
    put(engine, *index(site / FOLDERS[language]))
    wrong = {}
    for queries, first in ((NAMES[language], 1), (WORDS[language], 3)):
        for query, path in queries:
            if path not in (found := engine.run("ask", query)[:first]):
                wrong[query] = found
    assert wrong == {}
    assert len(NAMES[language]) + len(WORDS[language]) >= 22


@pytest.mark.parametrize("language", FOLDERS)
def test_every_name_of_a_function_finds_its_page(engine: Engine, site: Path, language: str) -> None:
    """In whichever language it is."""
    put(engine, *index(site / FOLDERS[language]))
    wrong = {}
    for a in catalogue:
        for name in (a.id, *a.names):
            if engine.run("ask", name)[:1] != [f"functions/{a.id}/"]:
                wrong[a.id, name] = engine.run("ask", name)[:3]
    assert wrong == {}


@pytest.mark.parametrize("language", FOLDERS)
def test_one_letter_may_be_wrong(engine: Engine, site: Path, language: str) -> None:
    """Where nothing is spelled like what was typed, and only there; and it is said."""
    put(engine, *index(site / FOLDERS[language]))
    for query, path, instead in MISSPELLED[language]:
        answer = engine.run("(q) => search(pages, q)", query)
        assert (answer["found"][0]["page"]["url"], answer["instead"]) == (path, instead), query
    for query in ("sigmoid", "tanh", "xyzzy", "sgmd", "qq", "sigmod a b c d e"):
        assert "instead" not in engine.run("(q) => search(pages, q)", query), query


@pytest.mark.parametrize(
    ("language", "query"), [("en", "learned parameter"), ("ko", "학습되는 매개변수")]
)
def test_a_page_is_first_for_what_it_says_of_itself(
    engine: Engine, site: Path, language: str, query: str
) -> None:
    """Before those that only have such a heading."""
    put(engine, *index(site / FOLDERS[language]))
    assert engine.run("ask", query)[0] == "functions/prelu/"


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_texts_are_what_the_page_says(site: Path, folder: str) -> None:
    """Not what surrounds it: the buttons of a figure, the family in its corner, long rows."""
    _, texts = index(site / folder)
    every = " ".join(text for sections in texts.values() for text in sections)
    assert not re.search(r"SVG (?:PDF|PNG|정류형)|(?:Rectifiers|정류형) (?:niche|현역|일부)", every)
    # The comparison is said in words; its rows are those of the pages.
    assert "1.84623" not in " ".join(texts["compare/"])


@pytest.mark.parametrize("language", FOLDERS)
def test_five_hundred_functions(engine: Engine, site: Path, language: str) -> None:
    """With as many pages as the real ones give by copying, a name still finds its page."""
    pages, texts = index(site / FOLDERS[language])
    copied = [entry for entry in pages if entry["names"]]
    for i in range(COUNT - len(copied)):
        source = copied[i % len(copied)]
        url, names = f"functions/copy_{i}/", [f"{name} {i}" for name in source["names"]]
        calls = [f"{call}{i}" for call in source["calls"]]
        pages.append({**source, "url": url, "title": names[1], "names": names, "calls": calls})
        texts[url] = texts[source["url"]]
    put(engine, pages, texts)
    for query, path in NAMES[language]:
        assert engine.run("ask", query)[0] == path, query
    last = pages[-1]
    assert engine.run("ask", last["names"][0])[0] == last["url"]


@pytest.mark.parametrize(
    "query",
    [
        "가" * 5000,
        "ㄱ" * 5000,
        "a b " * 3000,
        " ".join(map(str, range(3000))),
        "(" * 5000 + "[a-z]+$",
        "\\",
        "\ud800",
        "\u0301" * 5000,
    ],
    ids=["syllables", "initials", "two words", "words", "pattern", "slash", "half", "accents"],
)
def test_hostile_queries_cost_no_more_than_others(engine: Engine, site: Path, query: str) -> None:
    put(engine, *index(site))
    words = engine.run("(q) => search(pages, q).words.map((word) => word.typed)", query)
    assert len(" ".join(words)) <= 100
    assert len(words) == len(set(words))
