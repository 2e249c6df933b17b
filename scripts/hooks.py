"""What MkDocs calls while it builds: thin by intent, the work is done elsewhere.

The Korean site is the one that is built; it builds the English one into itself. So `mkdocs build`,
`mkdocs serve` and `mkdocs gh-deploy` each publish both.
"""

from __future__ import annotations

import itertools
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal

import yaml
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import (  # noqa: E402  # after the path, wherever MkDocs was started
    fonts,
    mathematics,
    notebook,
    search,
)
from scripts.site import policy, styles  # noqa: E402

log = logging.getLogger("mkdocs.hooks")
serving = False

HEADER = re.compile(r"<th\b.*?</th>", re.DOTALL)
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
FIGURE = re.compile(r'(<img alt="[^"]*" src="(?:\.\./)*figures/([\w-]+\.svg)") ?/>')
SIZE = re.compile(r'<svg [^>]*\b(width="[\d.]+" height="[\d.]+")')


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether somebody is looking on."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in the addresses, so that a fork publishes without an edit."""
    # One cache a language (each build empties it of other pages), wherever MkDocs was started.
    cache = ROOT / "build/notebooks" / _language(config)
    config.plugins["mkdocs-jupyter"].config["cache_dir"] = str(cache)
    _words(config)
    slug = _repository()
    if slug is not None:
        owner, name = slug
        config.repo_url = f"https://github.com/{owner}/{name}"
        config.repo_name = f"{owner}/{name}"
        config.edit_uri = f"edit/main/docs/{_language(config)}/"
    if serving:  # the served address is known already
        return config
    if not config.site_url and slug is not None:
        host = f"{owner}.github.io".lower()
        config.site_url = f"https://{host}/" + ("" if name.lower() == host else f"{name}/")
    if config.site_url:
        config.site_url = config.site_url.rstrip("/") + "/"
        english = _language(config) == "en"
        if english and not config.site_url.endswith("/en/"):
            config.site_url += "en/"  # built alone
        config.extra["root"] = config.site_url.removesuffix("en/") if english else config.site_url
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Renew what is generated. MkDocs keeps modules loaded, so the build runs in a new process."""
    if _language(config) != "ko":
        return
    command = [sys.executable, str(ROOT / "scripts/build.py")]
    environment = os.environ | {"PYTHONUTF8": "1"}
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
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


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep what the pages are also called for the search: only now have they been read."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    config.extra["names"] = {page.url: page.meta.get("names", []) for page in pages}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made for the site: one style sheet, the curves."""
    theme = ROOT / "docs/theme"
    for file in [f for f in files if f.src_uri.startswith("styles/")]:
        files.remove(file)
    made = {"styles/site.css": styles.join(theme / "styles")}
    for path in (ROOT / "build/site/curves").glob("*.js"):
        made[f"curves/{path.name}"] = path.read_text(encoding="utf-8")
    for address, content in made.items():
        files.append(File.generated(config, address, content=content))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a notebook the form of the other pages, and each figure its size and its turn."""
    if page.file.src_uri.endswith(".ipynb"):
        html, page.toc = notebook.plain(html, config.mdx_configs["toc"])
    folder = Path(config.docs_dir) / "figures"
    turns = itertools.chain(['fetchpriority="high"'], itertools.repeat('loading="lazy"'))
    return FIGURE.sub(lambda image: _sized(image[1], folder / image[2], next(turns)), html)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Render the mathematics. Earlier, it would end up in the search index."""
    words = config.extra["words"]["site"]
    output, errors = mathematics.render_page(output, words["formula"], words["formula_link"])
    for error in errors:
        log.error(f"docs/{_language(config)}/{page.file.src_uri}: {error}")
    if errors and not serving:
        raise Abort("a formula cannot be rendered")
    label = words["table"]
    output = TABLE.sub(lambda table: _in_box(HEADER.sub(_readable, table[0]), label), output)
    return output if serving else policy.with_policy(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Give the 404 page its policy as well."""
    is_page = template_name.endswith(".html") and not serving
    return policy.with_policy(output_content) if is_page else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Publish fonts, pictures and the index of the search; build the English site into this one."""
    fonts.publish(Path(config.site_dir))  # before the English pages are there: they have their own
    search.write(Path(config.site_dir), config.extra["names"])
    if _language(config) != "ko":
        return
    _build_english(config)
    if not serving:  # nobody shares a link to a served page
        from scripts import social  # only now: a record that is wrong has been reported before

        social.publish(Path(config.site_dir))


def _words(config: MkDocsConfig) -> None:
    """Read the words of every language (for now: the core does it better)."""
    here = _language(config)
    words = {
        code: yaml.safe_load((ROOT / f"docs/{code}/words.yml").read_text(encoding="utf-8"))
        for code in ("ko", "en")
    }
    paths = {"ko": "", "en": "en/"} if here == "ko" else {"ko": "../", "en": ""}
    config.extra["words"] = words[here]
    config.extra["languages"] = [
        {**words[code]["language"], "code": code, "path": paths[code], "here": code == here}
        for code in words
    ]
    config.extra["missing"] = [
        {**words[code]["missing"], "code": code, "path": paths[code]} for code in words
    ]


def _build_english(config: MkDocsConfig) -> None:
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


def _readable(header: re.Match[str]) -> str:
    """Let a formula in a table's header be read as the letters that are seen.

    It names its column; axe-core, and with it some readers, take MathML for no name.
    """
    html = header[0].replace('class="katex-html" aria-hidden="true"', 'class="katex-html"')
    return html.replace('class="katex-mathml"', 'class="katex-mathml" aria-hidden="true"')


def _in_box(table: str, label: str) -> str:
    """Let a wide table scroll in its own box, and the keyboard reach the box."""
    return f'<div class="table" role="group" aria-label="{label}" tabindex="0">{table}</div>'


def _sized(image: str, file: Path, turn: str) -> str:
    """Let a browser keep the room of a figure free before it has the figure."""
    if not file.is_file():  # MkDocs itself reports a figure that is missing
        return f"{image}>"
    size = SIZE.search(file.read_text(encoding="utf-8"))
    return f"{image} {size[1] if size else ''} {turn}>"


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
