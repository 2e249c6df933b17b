"""The style sheet of the site, and its sources."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.site import styles

STYLES = Path(__file__).parents[2] / "docs/theme/styles"


def test_one_style_sheet_with_every_rule(site: Path) -> None:
    for folder in (site / "styles", site / "en/styles"):
        assert [path.name for path in folder.iterdir()] == ["site.css"]
        whole = (folder / "site.css").read_text(encoding="utf-8")
        for part in STYLES.glob("*.css"):
            assert part.read_text(encoding="utf-8") in whole
        assert whole.rindex("@media print") > whole.rindex("@media screen")


def test_a_style_sheet_without_a_place_is_an_error(tmp_path: Path) -> None:
    copy = shutil.copytree(STYLES, tmp_path / "styles")
    (copy / "new.css").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"new\.css"):
        styles.join(copy)
    (copy / "new.css").unlink()
    (copy / "take.css").unlink()
    with pytest.raises(ValueError, match=r"take\.css"):
        styles.join(copy)


def test_the_colours_of_the_figures_stand_once_in_each_scheme() -> None:
    colours = (STYLES / "colours.css").read_text(encoding="utf-8")
    for name in ("f", "slope", "ink", "soft", "rule", "plate"):
        assert len(re.findall(rf"^ +--{name}: #[0-9a-f]{{6}};$", colours, re.MULTILINE)) == 2


def test_braces_match() -> None:
    for part in STYLES.glob("*.css"):
        text = part.read_text(encoding="utf-8")
        assert text.count("{") == text.count("}"), part.name


def test_every_custom_property_is_defined() -> None:
    whole = styles.join(STYLES)
    used = set(re.findall(r"var\((--[\w-]+)\)", whole))
    defined = set(re.findall(r"^\s*(--[\w-]+):", whole, re.MULTILINE))
    # Set by templates and scripts on the element itself.
    assert used - defined == {"--rows", "--narrow", "--share", "--colour", "--digits"}
