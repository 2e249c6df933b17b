"""The injector: what it replaces, what it leaves alone, what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.blocks.inject import FORM, inject
from scripts.sources import SourceError

BLOCKS = {"formula": "E = mc", "figure": "a\n\nb"}
PAGE = """\
# Title

before
<!-- begin generated: formula -->
old
<!-- end generated -->
after

<!-- begin generated: figure -->
<!-- end generated -->
"""
FIGURE = "<!-- begin generated: figure -->\n<!-- end generated -->\n"
FORMULA = FIGURE.replace("figure", "formula")


def errors(text: str, blocks: dict[str, str] = BLOCKS) -> list[str]:
    with pytest.raises(SourceError) as caught:
        inject(text, blocks, "page.md")
    return str(caught.value).splitlines()


def test_only_what_stands_between_the_markers_changes() -> None:
    assert inject(PAGE, BLOCKS, "page.md") == (
        "# Title\n\nbefore\n<!-- begin generated: formula -->\n\nE = mc\n\n<!-- end generated -->\n"
        "after\n\n<!-- begin generated: figure -->\n\na\n\nb\n\n<!-- end generated -->\n"
    )


def test_line_ends_and_everything_outside_stay_as_they_are() -> None:
    text = "a\r\nb \t\r\n<!-- begin generated: formula -->\r\n<!-- end generated -->\r\nlast"
    assert inject(text, {"formula": "E = mc"}, "page.md") == (
        "a\r\nb \t\r\n<!-- begin generated: formula -->\r\n\r\nE = mc\r\n\r\n"
        "<!-- end generated -->\r\nlast"
    )


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text(), st.text())
def test_prose_is_never_touched_and_a_second_time_changes_nothing(a: str, b: str, c: str) -> None:
    text = f"{a}\n{FORMULA}{b}\n{FIGURE}{c}"
    try:
        once = inject(text, BLOCKS, "page.md")
    except SourceError:  # the prose has what looks like a marker
        return
    assert inject(once, BLOCKS, "page.md") == once
    outside = once.replace("\n\nE = mc\n\n", "\n").replace("\n\na\n\nb\n\n", "\n")
    assert outside == text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (FORMULA + FIGURE.replace("figure", "figur"),
         ["page.md:3: unknown block 'figur': did you mean 'figure'?"]),
        (FORMULA + FIGURE.replace("figure", "zzz"),
         ["page.md:3: unknown block 'zzz': one of figure, formula"]),
        ("<!-- begin generated: formula -->\n" + FIGURE,
         ["page.md:2: block 'figure' begins inside 'formula': end that one before"]),
        (FORMULA * 2 + FIGURE, ["page.md:3: duplicate block 'formula', first on line 1: keep one"]),
        (FIGURE + "<!-- begin generated: formula -->\n",
         ["page.md:3: block 'formula' is never closed: add `<!-- end generated -->`"]),
        (FORMULA + FIGURE + "<!-- end generated -->\n",
         ["page.md:5: end marker without a begin: remove it, or add the begin marker"]),
        (FORMULA.replace("generated: f", "generated f"),
         [f"page.md:1: malformed marker: {FORM}",
          "page.md:2: end marker without a begin: remove it, or add the begin marker"]),
        (FORMULA + FIGURE + "<!--end generated-->\n", [f"page.md:5: malformed marker: {FORM}"]),
        (FORMULA + FIGURE + "  <!-- end generated -->\n", [f"page.md:5: malformed marker: {FORM}"]),
        (FORMULA + FIGURE + "# begin generated: a\n", [f"page.md:5: malformed marker: {FORM}"]),
        (FORMULA, ["page.md:2: the page lacks the block 'figure': add `<!-- begin generated: figu"
                   "re -->`"]),
        ("nothing\n", [f"page.md:1: the page lacks the block {name!r}: add `<!-- begin generated: "
                       f"{name} -->`" for name in BLOCKS]),
        ("<!-- end generated -->\n<!-- begin generated: nothing -->\n",
         ["page.md:1: end marker without a begin: remove it, or add the begin marker",
          "page.md:2: unknown block 'nothing': one of figure, formula",
          "page.md:2: block 'nothing' is never closed: add `<!-- end generated -->`"]),
    ],
)  # fmt: skip
def test_markers_that_are_wrong(text: str, wrong: list[str]) -> None:
    assert errors(text) == wrong


@pytest.mark.parametrize(
    "row",
    [
        "<!-- end generated -->",
        "    # end generated",
        "<!-- begin generated: figure -->",
        "<!--END generated",
        "text <!-- filled in: gallery -->",
    ],
)
def test_what_would_be_a_marker_the_next_time_is_refused(row: str) -> None:
    """It was written once, and the next build could read the page no more."""
    assert errors(FORMULA, {"formula": f"a\n{row}\nb"}) == [
        f"page.md:1: block 'formula' would hold {row!r}: other words in the record"
    ]
