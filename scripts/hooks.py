"""What MkDocs calls while it builds: thin by intent, the work is done elsewhere.

The Korean site is the one that is built; it builds the English one into itself. So `mkdocs build`,
`mkdocs serve` and `mkdocs gh-deploy` each publish both.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import mathematics  # noqa: E402  # after the path, wherever MkDocs was started

log = logging.getLogger("mkdocs.hooks")
serving = False


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether somebody is looking on."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in the addresses, so that a fork publishes without an edit."""
    slug = _repository()
    if slug is not None:
        owner, name = slug
        config.repo_url = f"https://github.com/{owner}/{name}"
        config.repo_name = f"{owner}/{name}"
        config.edit_uri = f"edit/main/docs/{_language(config)}/"
    if not config.site_url and slug is not None and not serving:
        host = f"https://{owner.lower()}.github.io/"
        config.site_url = host if name.lower() == f"{owner}.github.io".lower() else f"{host}{name}/"
        if _language(config) == "en":
            config.site_url += "en/"
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Renew what is generated. MkDocs keeps modules loaded, so the build runs in a new process."""
    if _language(config) != "ko":
        return
    command = [sys.executable, str(ROOT / "scripts/build.py")]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if result.returncode == 0:
        log.info(result.stdout.strip())
        # A function that is new is new in the navigation, which MkDocs has read already.
        source = Path(config.config_file_path).read_text(encoding="utf-8")
        config.nav = yaml_load(source)["nav"]
        return
    # While serving, an exception here would hang every request: the last good pages stay up.
    log.error(result.stderr.strip())
    if not serving:
        raise Abort("the pages cannot be generated")


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Render the mathematics. Earlier, it would end up in the search index."""
    notebook = page.file.src_uri.endswith(".ipynb")
    if notebook:
        output = _without_notebook_styles(output)
    try:
        return mathematics.render_page(output, _language(config), notebook=notebook)
    except mathematics.MathError as error:
        log.error(f"docs/{_language(config)}/{page.file.src_uri}: {error}")
        if not serving:
            raise Abort("a formula cannot be rendered") from None
        return output


def on_post_build(config: MkDocsConfig) -> None:
    """Build the English site into the Korean one."""
    if _language(config) != "ko":
        return
    english = load_config(
        str(ROOT / "mkdocs.en.yml"),
        site_dir=str(Path(config.site_dir) / "en"),
        site_url=f"{config.site_url.rstrip('/')}/en/" if config.site_url else None,
        strict=config.strict,
    )
    english.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    build(english)


def _language(config: MkDocsConfig) -> str:
    return str(config.theme["language"])


def _repository() -> tuple[str, str] | None:
    """Return owner and name of the GitHub repository that `origin` points at, if it does."""
    if (slug := os.environ.get("GITHUB_REPOSITORY")) and "/" in slug:
        owner, name = slug.split("/", 1)
        return owner, name
    command = ["git", "-C", str(ROOT), "config", "--get", "remote.origin.url"]
    try:
        url = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:  # no git: a downloaded archive
        return None
    match = re.fullmatch(r"(?:.*@|https?://)github\.com[:/]([^/]+)/(.+?)(?:\.git)?/?", url)
    return (match[1], match[2]) if match else None


def _without_notebook_styles(html: str) -> str:
    """Drop what Jupyter puts into its pages: 100 KB of styles, and scripts from elsewhere."""
    start, end = html.find("<article"), html.find("</article>")
    body = re.sub(r"<(style|script)\b.*?</\1>", "", html[start:end], flags=re.DOTALL)
    return html[:start] + body + html[end:]
