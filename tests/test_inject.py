"""The injector: what it replaces, what it leaves alone, what it refuses."""

from __future__ import annotations

import pytest

from scripts.inject import InjectionError, inject

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


def errors(text: str, *, every: bool = False) -> list[str]:
    with pytest.raises(InjectionError) as caught:
        inject(text, BLOCKS, "docs/ko/page.md", every=every)
    return caught.value.errors


def test_only_what_stands_between_the_markers_changes() -> None:
    assert inject(PAGE, BLOCKS, "page.md", every=True) == (
        "# Title\n\nbefore\n<!-- begin generated: formula -->\n\nE = mc\n\n<!-- end generated -->\n"
        "after\n\n<!-- begin generated: figure -->\n\na\n\nb\n\n<!-- end generated -->\n"
    )


def test_a_second_time_changes_nothing() -> None:
    once = inject(PAGE, BLOCKS, "page.md", every=True)
    assert inject(once, BLOCKS, "page.md", every=True) == once


def test_yaml_markers_take_their_indentation() -> None:
    text = (
        "nav:\n  - a:\n      # begin generated: figure\n      - old\n      # end generated\nx: 1\n"
    )
    assert inject(text, BLOCKS, "mkdocs.yml", every=False) == (
        "nav:\n  - a:\n      # begin generated: figure\n      a\n\n      b\n"
        "      # end generated\nx: 1\n"
    )


def test_line_ends_and_everything_outside_stay_as_they_are() -> None:
    text = "a\r\nb \t\r\n<!-- begin generated: formula -->\r\n<!-- end generated -->\r\nlast"
    assert inject(text, BLOCKS, "page.md", every=False) == (
        "a\r\nb \t\r\n<!-- begin generated: formula -->\r\n\r\nE = mc\r\n\r\n"
        "<!-- end generated -->\r\nlast"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "\n<!-- begin generated: formla -->\n<!-- end generated -->\n",
            "docs/ko/page.md:2: unknown block 'formla': did you mean 'formula'?",
        ),
        (
            "<!-- begin generated: zzz -->\n<!-- end generated -->\n",
            "docs/ko/page.md:1: unknown block 'zzz': one of figure, formula",
        ),
        (
            "<!-- begin generated: formula -->\n<!-- begin generated: figure -->\n"
            "<!-- end generated -->\n",
            "docs/ko/page.md:2: block 'figure' begins inside 'formula': end that one before",
        ),
        (
            "<!-- begin generated: formula -->\n<!-- end generated -->\n" * 2,
            "docs/ko/page.md:3: duplicate block 'formula', first on line 1: keep one",
        ),
        (
            "x\n<!-- begin generated: formula -->\ntext\n",
            "docs/ko/page.md:2: block 'formula' is never closed: add `<!-- end generated -->`",
        ),
        (
            "x\n\n<!-- end generated -->\n",
            "docs/ko/page.md:3: end marker without a begin: remove it, or add the begin marker",
        ),
        (
            "<!-- begin generated formula -->\n",
            "docs/ko/page.md:1: malformed marker: `<!-- begin generated: NAME -->` … "
            "`<!-- end generated -->`, each alone on its line",
        ),
        (
            "<!--begin generated: formula-->\n",
            "docs/ko/page.md:1: malformed marker: `<!-- begin generated: NAME -->` … "
            "`<!-- end generated -->`, each alone on its line",
        ),
    ],
)
def test_markers_that_are_wrong(text: str, message: str) -> None:
    assert errors(text) == [message]


def test_a_page_must_have_every_block() -> None:
    text = "<!-- begin generated: formula -->\n<!-- end generated -->\n"
    assert errors(text, every=True) == [
        "docs/ko/page.md:2: the page lacks the block 'figure': "
        "add `<!-- begin generated: figure -->`"
    ]


def test_every_error_is_named_at_once() -> None:
    text = "<!-- end generated -->\n<!-- begin generated: nothing -->\n"
    assert [error.split(":")[1] for error in errors(text)] == ["1", "2", "2"]
