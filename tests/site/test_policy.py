"""The Content-Security-Policy in the pages."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from scripts.site.policy import with_policy

HEAD = '<meta charset="utf-8">'
POLICY = re.compile(
    r'<head>\s*<meta charset="utf-8">\s*'
    r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)


def sha(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def scripts(html: str) -> str:
    policy = re.search(r"script-src ([^;]*)", with_policy(HEAD + html))
    assert policy is not None
    return policy[1]


@pytest.mark.parametrize(
    ("html", "allowed"),
    [
        ("<p>", "'self'"),
        ("<script>a()</script>", f"'self' {sha('a()')}"),
        ("<SCRIPT type=module>\n가()\n</SCRIPT>", f"'self' {sha(chr(10) + '가()' + chr(10))}"),
        ("<script>a()</script><script>a()</script>", f"'self' {sha('a()')}"),
        ('<script src="a.js"></script>', "'self'"),
        ('<script type="module" src="a.js"></script>', "'self'"),
        ('<script type="application/json" id="words">{}</script>', "'self'"),
        ("<script>a()</script>\n<script>b()</script>", f"'self' {sha('a()')} {sha('b()')}"),
    ],
)
def test_only_inline_scripts_that_run_are_allowed(html: str, allowed: str) -> None:
    assert scripts(html) == allowed


def test_a_page_without_a_character_set_is_an_error() -> None:
    with pytest.raises(ValueError, match="charset"):
        with_policy("<html></html>")


def test_every_page_has_it_before_anything_that_it_governs(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert {site / "404.html", site / "first-lesson/index.html"} <= set(pages)
    for path in pages:
        html = path.read_text(encoding="utf-8")
        policy = POLICY.search(html)
        assert policy is not None, path
        assert html.count("Content-Security-Policy") == 1
        # Whatever an element asks for by attribute would be refused.
        assert not re.search(r"<[^>]+\son[a-z]+=[\"']", html), path
        assert "unsafe-inline" not in policy[1].split("style-src")[0]
        assert "unsafe-eval" not in policy[1]
