"""MkDocs by itself, from another folder: all sites, also one in a language that nobody foresaw."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import urljoin

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.build.conftest import IDS, ROOT, Tree
from tests.build.test_merges import git

URL = "https://example.org/guide/"


def with_japanese(tree: Tree) -> None:
    """Add a language: a tree with its words, and what MkDocs itself must know. No Python."""
    shutil.copytree(tree / "docs/en", tree / "docs/ja")
    tree.edit("docs/ja/words.yml", "name: English", "name: 日本語")
    tree.edit("docs/ja/words.yml", "locale: en_GB", "locale: ja_JP")
    tree.edit("docs/ja/words.yml", "missing:", "missing: # in Japanese")
    text = re.sub(
        r"(?m)^  title: .*$", "  title: ページがありません", tree.read("docs/ja/words.yml")
    )
    tree.write("docs/ja/words.yml", text)
    tree.edit("docs/ja/functions/elu.md", "title: ELU", "title: 指数線形ユニット")
    text = tree.read("mkdocs.en.yml").replace("docs/en", "docs/ja").replace("site/en", "site/ja")
    tree.write("mkdocs.ja.yml", text.replace("language: en", "language: ja"))


@pytest.fixture(scope="module")
def repository(built: Tree, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A repository with an `origin`, in which everything is that MkDocs needs."""
    folder = tmp_path_factory.mktemp("a folder with spaces")
    tree = Tree(shutil.copytree(built.path, folder / "tree"))
    shutil.copytree(ROOT / "docs/theme", tree / "docs/theme", dirs_exist_ok=True)
    shutil.copytree(ROOT / "scripts/vendor", tree / "scripts/vendor", dirs_exist_ok=True)
    shutil.copy2(ROOT / ".gitignore", tree / ".gitignore")
    with_japanese(tree)
    for arguments in (
        "init --quiet --initial-branch main",
        "init --quiet --bare ../origin",
        "remote add origin ../origin",
        "add .",
        "commit --quiet -m Begin",
    ):
        git(tree, *arguments.split())  # fmt: skip
    return tree


@pytest.fixture(scope="module")
def published(repository: Tree) -> Path:
    """What `mkdocs gh-deploy` has published, by the program itself and from another folder."""
    program = Path(sys.executable).parent / ("mkdocs.exe" if os.name == "nt" else "mkdocs")
    done = subprocess.run(
        [program, "gh-deploy", "--config-file", "../../mkdocs.yml"],
        cwd=repository / "docs/theme",
        env=os.environ | {"SITE_URL": URL, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    folder = repository.path.parent / "published"
    git(repository, "clone", "--quiet", "--branch", "gh-pages", "../origin", str(folder))
    return folder


def test_all_sites_are_published_and_nothing_in_the_tree_has_changed(
    repository: Tree, published: Path
) -> None:
    for prefix in ("", "en/", "ja/"):
        for page in ("", "about/", *(f"functions/{ident}/" for ident in IDS)):
            assert (published / prefix / page / "index.html").is_file()
    assert (published / "assets/social/elu.png").is_file()
    assert (published / "references.bib").read_bytes() == (
        repository / "docs/references.bib"
    ).read_bytes()
    # The build wrote the pages of the new language, and nothing of the others.
    changed = git(repository, "status", "--porcelain", "--untracked-files=all").split("\n")
    assert all(
        "docs/ja/functions/" in line or "functions/elu.md" in line for line in changed if line
    )


def test_no_file_changes_with_the_day(published: Path) -> None:
    assert not list(published.rglob("*.gz"))
    assert not list(published.rglob("words.yml"))


def test_every_page_leads_to_its_twins(published: Path) -> None:
    names = {"": "한국어", "en/": "English", "ja/": "日本語"}
    for prefix in names:
        html = (published / prefix / "functions/elu/index.html").read_text(encoding="utf-8")
        links = re.findall(r'<a class="language" href="([^"]+)"[^>]*>([^<]+)</a>', html)
        here = f"{URL}{prefix}functions/elu/"
        assert [(urljoin(here, link), name) for link, name in links] == [
            (f"{URL}{other}functions/elu/", name)
            for other, name in names.items()
            if other != prefix
        ]
    assert '<html lang="ja"' in html
    assert 'content="ja_JP"' in html
    assert "<title>指数線形ユニット" in html


def test_sitemaps_name_every_language(published: Path) -> None:
    for prefix in ("", "en/", "ja/"):
        sitemap = (published / prefix / "sitemap.xml").read_text(encoding="utf-8")
        assert f"<loc>{URL}{prefix}functions/elu/</loc>" in sitemap
        entry = sitemap.split(f"<loc>{URL}{prefix}functions/elu/</loc>")[1].split("</url>")[0]
        assert dict(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', entry)) == {
            "x-default": f"{URL}functions/elu/",
            "ko": f"{URL}functions/elu/",
            "en": f"{URL}en/functions/elu/",
            "ja": f"{URL}ja/functions/elu/",
        }


def test_the_page_that_is_missing_speaks_every_language(published: Path) -> None:
    html = (published / "404.html").read_text(encoding="utf-8")
    assert re.findall(r'<div lang="(\w+)">', html) == ["ko", "en", "ja"]
    assert "ページがありません" in html
    assert re.search(r'<a href="/guide/ja/">', html)


# --- while serving ----------------------------------------------------------------------------


@pytest.fixture
def hooks(tree: Tree) -> Iterator[ModuleType]:
    """The hooks of a tree, as MkDocs loads them."""
    with tree.build():
        spec = importlib.util.spec_from_file_location(
            "hooks_of_the_tree", tree / "scripts/hooks.py"
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module


def test_a_mistake_in_the_words_leaves_the_last_good_ones_while_serving(
    tree: Tree, hooks: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    def words() -> str:
        config = hooks.on_config(load_config(str(tree / "mkdocs.yml"), hooks=[]))
        return str(config.extra["words"]["page"]["where"])

    hooks.on_startup("serve", dirty=False)
    assert words() == "여기서"
    tree.edit("docs/ko/words.yml", "  where: 여기서", "  where: [")
    assert words() == "여기서"
    assert re.search(r"docs/ko/words\.yml:\d+: did not find expected", caplog.text)
    hooks.on_startup("build", dirty=False)
    with pytest.raises(Abort, match=r"docs/ko/words\.yml:\d+: did not find expected"):
        words()
    tree.edit("docs/ko/words.yml", "  where: [", "  where: 이때")
    assert words() == "이때"


def test_an_edit_of_a_script_shows_while_serving(tree: Tree, hooks: ModuleType) -> None:
    hooks.on_startup("serve", dirty=False)
    hooks._find_scripts()
    from scripts.site import page

    name = "scripts/site/page.py"
    tree.write(name, tree.read(name) + "\nMARK = 1\n")
    os.utime(tree / name, (hooks.read_at + 10, hooks.read_at + 10))
    hooks._find_scripts()
    from scripts.site import page as again

    assert again is not page
    assert again.MARK == 1  # type: ignore[attr-defined]


def test_a_build_that_fails_leaves_the_last_good_pages_while_serving(
    tree: Tree, hooks: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    tree.edit("docs/en/functions/elu.md", "title: ELU", "title:")
    config = load_config(str(tree / "mkdocs.yml"), hooks=[])
    hooks.on_startup("serve", dirty=False)
    hooks.on_pre_build(config)
    assert "docs/en/functions/elu.md:2: title is empty: a text" in caplog.text
    assert "Traceback" not in caplog.text
    hooks.on_startup("build", dirty=False)
    with pytest.raises(Abort, match="the pages cannot be generated"):
        hooks.on_pre_build(config)
