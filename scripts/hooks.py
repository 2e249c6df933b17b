"""What MkDocs calls while it builds: thin by intent, the work is done in scripts/site.

The site of the main language is the one that is built; it builds the others into itself. So
`mkdocs build`, `mkdocs serve` and `mkdocs gh-deploy` each publish all of them.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "build/site"  # by scripts/build.py
ONCE = ("figures/paper/", "vectors/")  # in the site of the main language alone
FIGURES = (ROOT / "docs/figures", MADE / "shared/figures")

log = logging.getLogger("mkdocs.hooks")
serving = False
within = False  # another language is built into the site of the main one
documents: list[dict[str, str]] = []  # sections of the pages, for the search
names: dict[str, list[str]] = {}  # what pages are also called, by their address
calls: dict[str, list[str]] = {}  # and by frameworks
read_at = 0.0  # when the scripts were, while serving
spoken: dict[str, Any] = {}  # the words that were read last


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether somebody is looking on."""
    global serving
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in words, and addresses."""
    _find_scripts()
    from scripts.site import address
    from scripts.sources import SourceError, words

    language = _language(config)
    # One cache a language (each build empties it of other pages), wherever MkDocs was started.
    config.plugins["mkdocs-jupyter"].config["cache_dir"] = str(ROOT / "build/notebooks" / language)
    try:
        trees = {code: w.tree() for code, w in words.read(ROOT).items()}
        spoken.update(trees)
    except SourceError as error:
        # While serving, an exception would hang every request.
        if not (serving and spoken):
            raise Abort(str(error)) from None
        log.error(str(error))
        trees = spoken
    main = next(iter(trees))
    paths = {code: "" if code == main else f"{code}/" for code in trees}
    up = "" if language == main else "../"
    places = {code: {"path": "" if code == language else up + path} for code, path in paths.items()}
    config.extra["words"] = trees[language]
    config.extra["languages"] = [
        {**tree["language"], **places[code], "code": code, "here": code == language}
        for code, tree in trees.items()
    ]
    config.extra["missing"] = [
        {**tree["missing"], **places[code], "code": code} for code, tree in trees.items()
    ]
    slug = address.repository(ROOT)
    if slug is not None:
        config.repo_name = "/".join(slug)
        config.repo_url = f"https://github.com/{config.repo_name}"
        config.edit_uri = f"edit/main/docs/{language}/"
    if serving:  # the served address is known already
        return config
    if url := (config.site_url or address.published(slug)):
        root = url.rstrip("/") + "/"
        own = paths[language]
        config.extra["root"] = root.removesuffix(own)
        config.site_url = config.extra["root"] + own
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Renew what is generated. MkDocs keeps modules loaded, so the build runs in a new process."""
    if not within:
        command = [sys.executable, str(ROOT / "scripts/build.py")]
        options: Any = {"capture_output": True, "text": True, "encoding": "utf-8", "check": False}
        result = subprocess.run(command, env=os.environ | {"PYTHONUTF8": "1"}, **options)
        if result.returncode:
            # While serving, an exception would hang every request: the last good pages stay up.
            log.error(result.stderr.strip())
            if not serving or not MADE.is_dir():
                raise Abort("the pages cannot be generated")
        else:
            log.info(result.stdout.strip())
    for section in config.nav or []:
        for name, pages in section.items() if isinstance(section, dict) else ():
            if pages == ["functions/index.md"]:
                section[name] = pages + json.loads(_made(config, "navigation.json"))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made, and what both languages share."""
    from scripts.site import styles

    documents.clear()
    names.clear()
    names.update(json.loads(_made(config, "names.json")))
    calls.clear()
    calls.update(json.loads(_made(config, "calls.json")))
    for file in [
        f for f in files if f.src_uri.startswith("styles/") or f.src_uri.endswith(".d.ts")
    ]:
        files.remove(file)
    files.append(
        File.generated(config, "styles/site.css", content=styles.join(ROOT / "docs/theme/styles"))
    )
    shared = [(ROOT / "docs", "references.bib"), (ROOT / "docs", "figures/*.svg")]
    for folder, pattern in [*shared, (MADE / "shared", "**/*.*")]:
        for path in sorted(folder.glob(pattern)):
            name = path.relative_to(folder).as_posix()
            if within and name.startswith(ONCE):
                continue  # the pages link to those of the main language
            files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Compile a template once, and not again in every language and whenever a page is saved."""
    folder = ROOT / "build/templates"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in what all functions share."""
    from scripts.site import page as pages

    main = config.extra["languages"][0]["path"]
    return pages.markdown(markdown, MADE / _language(config), main)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give a notebook the form of the other pages, and each figure its size and its turn."""
    from scripts.site import notebooks, search
    from scripts.site import page as pages

    if page.file.src_uri.endswith(".ipynb"):
        html, page.toc = notebooks.plain(html, config.mdx_configs["toc"])
    # Material's plugin parses as long as Markdown does: its index, which is replaced, stays empty.
    page.meta["search"] = {"exclude": True}
    documents.extend(search.sections(html, page.url, str(page.title)))
    names.setdefault(page.url, page.meta.get("names", []))
    return pages.sized(html, FIGURES)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Say how a page is cited."""
    from scripts.site import citation

    if not page.is_homepage:
        title, site = str(page.title), str(config.site_name)
        context["citation"] = citation.entry(ROOT, title, site, page.url, page.canonical_url)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Render the mathematics. Earlier, it would end up in the search index."""
    from scripts.site import mathematics
    from scripts.site import page as pages

    words = config.extra["words"]["site"]
    output, errors = mathematics.render_page(output, words["formula"], words["formula_link"])
    for error in errors:
        log.error(f"docs/{_language(config)}/{page.file.src_uri}: {error}")
    if errors and not serving:
        raise Abort("a formula cannot be rendered")
    return _with_policy(pages.tables(output, words["table"]))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Give the 404 page its policy as well."""
    return _with_policy(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Publish fonts, the index of the search and pictures; build the other languages into this."""
    from scripts.site import fonts, search
    from scripts.sources import configuration, languages

    site = Path(config.site_dir)
    fonts.publish(site)  # before the other languages are there: they have their own
    search.write(site, documents, names, calls)
    # Nobody asks for it, and a date in its head makes it another file every day.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    main, *others = languages(ROOT)
    if _language(config) != main:
        return
    for language in others:
        _build_into(config, language, configuration(ROOT, language))
    if not serving:  # nobody shares a link to a served page
        from scripts.site import social

        social.publish(ROOT, site)


def _build_into(config: MkDocsConfig, language: str, file: Path) -> None:
    global within
    within = True
    try:
        other = load_config(
            str(file),
            site_dir=str(Path(config.site_dir) / language),
            site_url=f"{config.site_url.rstrip('/')}/{language}/" if config.site_url else None,
            strict=config.strict,
        )
        other.plugins.on_startup(command="serve" if serving else "build", dirty=False)
        build(other)
    finally:
        within = False


def _find_scripts() -> None:
    """Let the scripts be imported from wherever MkDocs was started, and again once edited."""
    global read_at
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    packages = ("activations", "scripts")
    files = (path for package in packages for path in (ROOT / package).rglob("*.py"))
    edited = max(path.stat().st_mtime for path in files)
    if serving and read_at and edited > read_at:
        for name in [n for n in sys.modules if n.partition(".")[0] in packages]:
            del sys.modules[name]
    read_at = edited


def _language(config: MkDocsConfig) -> str:
    return str(config.theme["language"])


def _made(config: MkDocsConfig, name: str) -> str:
    return (MADE / _language(config) / name).read_text(encoding="utf-8")


def _with_policy(html: str) -> str:
    from scripts.site import policy

    return html if serving else policy.with_policy(html)  # live reload must go on working
