"""The Content-Security-Policy of a page: its own scripts and nothing from elsewhere.

GitHub Pages sends no headers of ours, so that it stands in the page. KaTeX and the figures' rooms
are set by `style=`, so styles may be inline; scripts only those that were there at the build.
"""

from __future__ import annotations

import base64
import hashlib
import re

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
# A script of data is not run, one with an address is of the site.
NOT_RUN = re.compile(r'\bsrc=|\btype="?application/', re.IGNORECASE)
CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


def with_policy(html: str) -> str:
    """Return a built page with its policy, right after the character set.

    Raises
    ------
    ValueError
        If the page states no character set.
    """
    inline = [code for attributes, code in SCRIPT.findall(html) if not NOT_RUN.search(attributes)]
    policy = "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *dict.fromkeys(map(_hash, inline))]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",  # the figures of a notebook, and an icon of Material's
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    page, found = CHARSET.subn(lambda charset: f"{charset[0]}\n      {meta}", html, count=1)
    if not found:
        raise ValueError('a page without <meta charset="utf-8">: a policy has no place in it')
    return page


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
