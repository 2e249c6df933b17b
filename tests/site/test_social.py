"""How other sites show a link: the head of every page, and its picture."""

from __future__ import annotations

import io
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image

import activations
from activations.spec import Elementwise
from scripts.figures import curves, style
from scripts.files import cache
from scripts.site import social
from scripts.sources import everything
from tests.kinds.records import name

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://example.org/guide/"
LANGUAGES = {"": "ko", "en/": "en"}
LOCALES = {"": "ko_KR", "en/": "en_GB"}
OTHERS = ("", "about/", "functions/", "compare/", "data/", "first-lesson/")


class Head(HTMLParser):
    """What the elements `meta` and `link` of a page say."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.says: dict[str, list[str]] = {}
        self.feed(page.read_text(encoding="utf-8").partition("</head>")[0])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attributes}
        key = have.get("property") or have.get("name") or have.get("rel")
        if tag in ("meta", "link") and key:
            self.says.setdefault(key, []).append(have.get("content") or have.get("href", ""))

    def __getitem__(self, key: str) -> str:
        (only,) = self.says[key]
        return only


@pytest.fixture(scope="module")
def pictures() -> dict[str, Image.Image]:
    drawn = social.pictures(everything.read(ROOT))
    assert all(len(data) < 40_000 for data in drawn.values())
    return {name: Image.open(io.BytesIO(data)) for name, data in drawn.items()}


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", [*OTHERS, *(f"functions/{a.id}/" for a in activations.catalogue)])
def test_the_head_of_a_page(site: Path, path: str, prefix: str) -> None:
    head = Head(site / prefix / path / "index.html")
    assert head["og:url"] == head["canonical"] == f"{BASE}{prefix}{path}"
    assert head["og:locale"] == LOCALES[prefix]
    assert head["og:description"] == head["description"]
    assert 20 < len(head["description"]) < 250
    assert head["twitter:card"] == "summary_large_image"
    name = "default" if path in OTHERS else path.split("/")[1]
    assert head["og:image"] == f"{BASE}{social.PUBLISHED}/{name}.png"
    assert (site / head["og:image"].removeprefix(BASE)).is_file()
    assert head["og:type"] == ("website" if path in OTHERS else "article")
    if path not in OTHERS:
        text = (ROOT / "docs" / LANGUAGES[prefix] / f"functions/{name}.md").read_text("utf-8")
        front = yaml.safe_load(text.split("---\n")[1])
        assert head["og:title"] == front["title"]
        assert head["description"] == front["description"]


def test_no_two_pages_of_a_language_share_title_or_description(site: Path) -> None:
    """The home page and the notebook, which can have none of its own, aside."""
    for prefix in LANGUAGES:
        heads = [
            Head(path)
            for path in (site / prefix).glob("**/index.html")
            if "first-lesson" not in path.parts and ("en" in path.parts) == bool(prefix)
        ]
        assert len(heads) == len(list((ROOT / "docs/ko").rglob("*.md")))
        for key in ("og:title", "og:description"):
            assert len({head[key] for head in heads}) == len(heads), key


def test_an_error_page_has_no_address(site: Path) -> None:
    says = Head(site / "404.html").says
    assert not {"canonical", "og:url", "og:image"} & says.keys()


def test_pictures_are_small_and_of_the_right_size(pictures: dict[str, Image.Image]) -> None:
    assert set(pictures) == {a.id for a in activations.catalogue} | {"default"}
    assert all(picture.size == (1200, 630) for picture in pictures.values())


@pytest.mark.filterwarnings("error")  # Matplotlib warns when a glyph is missing
def test_pictures_are_drawn_the_same_twice_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = everything.read(ROOT)
    few = replace(sources, records=sources.records[:3])
    runs = []
    for folder in ("a", "b"):
        monkeypatch.setattr(cache, "FOLDER", tmp_path / folder)
        runs.append(social.pictures(few))
    assert runs[0] == runs[1]
    monkeypatch.setattr(social, "_plate", lambda *_, **__: pytest.fail("drawn again"))
    assert social.pictures(few) == runs[0]


def inked(picture: Image.Image, colour: str) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    wanted = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
    found: np.ndarray[tuple[int, int], np.dtype[np.bool_]] = (
        np.abs(np.asarray(picture.convert("RGB")).astype(int) - wanted).max(axis=2) < 12
    )
    return found


GRAPHS = [a for a in activations.catalogue if isinstance(a, Elementwise)]


@pytest.mark.parametrize("a", GRAPHS, ids=name)
def test_the_graph_is_where_the_function_is(
    a: Elementwise, pictures: dict[str, Image.Image]
) -> None:
    """Points of f, in the frame that holds f, its slope and 0, are of the colour of f."""
    ink = inked(pictures[a.id], style.F)
    x = np.linspace(*a.window, 1001)
    y = np.concatenate([a.function(x), a.derivative(x), [0.0]])
    y = np.concatenate([y, *(g(x) for g in (*curves._family(a).values(), *curves.band(a)))])
    room = 0.04 * float(np.ptp(y))
    low, high = float(y.min()) - room, float(y.max()) + room
    left, bottom, width, height = social.PLOT
    for point in np.linspace(*a.window, 13)[1:-1]:
        column = (left + width * (point - a.window[0]) / np.ptp(a.window)) * social.SIZE[0]
        share = (float(a.function(point)) - low) / (high - low)
        row = (1 - bottom - height * share) * social.SIZE[1]
        assert ink[round(row) - 4 : round(row) + 5, round(column) - 4 : round(column) + 5].any()
    if not np.array_equal(a.function(x), a.derivative(x)):  # one hides the other
        assert inked(pictures[a.id], style.SLOPE).sum() > 300


def test_words_do_not_reach_into_the_graph(pictures: dict[str, Image.Image]) -> None:
    for which, picture in pictures.items():
        gap = slice(round((social.LEFT + social.WIDTH + 0.005) * 1200), round(0.475 * 1200))
        assert not inked(picture, style.INK)[:, gap].any(), which
