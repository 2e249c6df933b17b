"""Mathematics at build time: KaTeX's own output, its errors, and an engine that lets go."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.site import mathematics, notebooks

ROOT = Path(__file__).resolve().parents[2]
TOC = {"permalink": "¶", "permalink_title": "Link"}


def test_a_formula_keeps_its_tex_and_has_mathml() -> None:
    html = mathematics.render(r"\frac{1}{2}", display=False)
    assert r'<annotation encoding="application/x-tex">\frac{1}{2}</annotation>' in html
    assert "<mfrac>" in html
    assert 'class="katex-html" aria-hidden="true"' in html


def test_a_page() -> None:
    page = (
        r'<p><span class="arithmatex">\(a &lt; b\)</span></p>'
        '<div class="arithmatex">\\[\nx^2\n\\]</div><code>\\(not this\\)</code>'
    )
    html, errors = mathematics.render_page(page, "수식", "이 수식의 링크")
    assert errors == []
    assert "a &lt; b</annotation>" in html
    assert '<div class="formula" role="group" aria-label="수식" tabindex="0">' in html
    assert html.endswith(r"<code>\(not this\)</code>")


def test_a_display_formula_links_to_itself_by_its_section() -> None:
    box = '<div class="arithmatex">\\[x\\]</div>'
    page = f'{box}<h2 id="derivative">f</h2>{box}<h3 id="other">g</h3>{box}{box}'
    html, _ = mathematics.render_page(page, "formula", "Link to this formula")
    ids = re.findall(r'class="equation" id="([^"]+)"', html)
    assert ids == ["eq", "eq-derivative", "eq-other", "eq-other-2"]
    assert re.findall(r'<a href="#([^"]+)" title="Link to this formula"', html) == ids
    assert '<h2 id="derivative">f</h2>' in html


def test_what_katex_does_not_understand_is_named_and_the_rest_is_rendered() -> None:
    page = r'<span class="arithmatex">\(\nothing{x}\)</span><span class="arithmatex">\(y\)</span>'
    html, errors = mathematics.render_page(page, "formula", "Link to this formula")
    assert errors == [
        r"\nothing{x}: KaTeX parse error: Undefined control sequence: \nothing at position 1: "
        r"\̲n̲o̲t̲h̲i̲n̲g̲{x}"
    ]
    assert r"<code>\nothing{x}</code>" in html
    assert "y</annotation>" in html


def test_a_process_that_rendered_comes_to_its_end() -> None:
    """V8's thread once kept the interpreter from ending, now and then."""
    code = "from scripts.site import mathematics; print(len(mathematics.render('x', display=True)))"
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True
        )
        assert int(done.stdout) > 100


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<p>$x$ and $y$</p>", [r"\(x\)", r"\(y\)"]),
        ("<p>$$x^2$$</p>", [r"\[x^2\]"]),
        ("<p>costs $5 or $6</p>", []),
        ("<p><code>$x$</code></p>", []),
    ],
)
def test_formulas_of_a_notebook(cell: str, expected: list[str]) -> None:
    html, _ = notebooks.plain(f'<div class="jp-Cell jp-MarkdownCell">{cell}</div>', TOC)
    assert html.count("arithmatex") == len(expected)
    for formula in expected:
        assert formula in html


def test_headings_of_a_notebook_get_ids_and_a_table_of_contents() -> None:
    heading = '<h2 id="">기울기 소실<a class="anchor-link"></a></h2>'
    html, toc = notebooks.plain(f'<div class="jp-Cell jp-MarkdownCell">{heading}</div>', TOC)
    assert '<h2 id="기울기-소실">' in html
    assert [item.title for item in toc] == ["기울기 소실"]


def test_output_and_code_of_a_notebook_keep_their_dollars() -> None:
    cell = '<div class="jp-Cell jp-CodeCell"><div class="highlight"><pre>$x$</pre></div>$y$</div>'
    html, _ = notebooks.plain(cell, TOC)
    assert "arithmatex" not in html
