"""Time the commands of a tree, and weigh what they make."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

FLOOR = """\
import pathlib, markdown
extensions = ["attr_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.arithmatex",
              "pymdownx.highlight", "pymdownx.superfences"]
for page in sorted(pathlib.Path("docs").rglob("*.md")):
    if "theme" not in page.parts:
        markdown.markdown(page.read_text(encoding="utf-8"), extensions=extensions)
"""
EDITED = "sigmoid"  # the function whose page and record are edited
BUILD = "scripts/build.py"
MKDOCS = ("-m", "mkdocs", "build", "--quiet", "--strict")
Timed = Callable[[], float]


def commands(tree: Path) -> dict[str, Timed]:
    """Return what is timed, by its name; the first is the floor. They take turns in this order."""

    def run(*command: str, before: Callable[[], None] = lambda: None) -> Timed:
        def once() -> float:
            before()
            started = time.perf_counter()
            subprocess.run([sys.executable, *command], cwd=tree, check=True, capture_output=True)
            return time.perf_counter() - started

        return once

    def without(*names: str) -> Callable[[], None]:
        def remove() -> None:
            for name in names:
                shutil.rmtree(tree / name, ignore_errors=True)

        return remove

    page = tree / f"docs/ko/functions/{EDITED}.md"
    record = tree / f"activations/functions/{EDITED}.py"
    build, imports = run(BUILD), run(BUILD, "--help")
    return {
        "Python-Markdown alone": run("-c", FLOOR),
        "import activations": run("-c", "import activations"),
        "build, from nothing": run(BUILD, before=without("build", "docs/figures")),
        "build, nothing to do": build,
        "  … beyond its imports": lambda: build() - imports(),
        "build, a page edited": run(BUILD, before=lambda: _append(page, "\nedited\n")),
        "build, a record edited": run(BUILD, before=lambda: _append(record, "# edited\n")),
        "mkdocs build, cold": run(
            *MKDOCS, before=without("site", "build/fonts", "build/notebooks", "build/social")
        ),
        "mkdocs build, warm": run(*MKDOCS),
    }


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)


def weights(tree: Path) -> dict[str, float]:
    """Return what a built tree weighs: KiB as they are sent, compressed, and a number of files.

    Copies compress better than as many functions of their own would: home and search whole as well.
    """

    def whole(name: str) -> float:
        return (tree / "site" / name).stat().st_size / 1024

    def sent(name: str) -> float:
        return len(gzip.compress((tree / "site" / name).read_bytes())) / 1024

    ours = (p for p in tree.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    kept = sum(p.relative_to(tree).parts[0] not in ("build", "site") for p in ours)
    return {
        "home page, KiB": sent("index.html"),
        "home page, KiB, not compressed": whole("index.html"),
        "list of functions, KiB": sent("functions/index.html"),
        "page of a function, KiB": sent(f"functions/{EDITED}/index.html"),
        "search, names, KiB": sent("search/names.json"),
        "search, texts, KiB": sent("search/texts.json"),
        "search, texts, KiB, not compressed": whole("search/texts.json"),
        "catalogue.json, KiB": sent("catalogue.json"),
        "committed files": kept,
    }


# --- while it is served -----------------------------------------------------------------------


@contextlib.contextmanager
def serving(tree: Path) -> Iterator[Timed]:
    """Run `mkdocs serve`; what is given times an edit of a page until it is seen."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=tree, stdout=quiet, stderr=quiet)
    address = f"http://127.0.0.1:{port}/functions/{EDITED}/"
    page = tree / f"docs/ko/functions/{EDITED}.md"

    def edit() -> float:
        word = f"edited{time.monotonic_ns()}"
        _append(page, f"\n{word}\n")
        started = time.perf_counter()
        _until_it_holds(address, word)
        return time.perf_counter() - started

    try:
        _until_it_holds(address, "<html")
        yield edit
    finally:
        process.terminate()
        process.wait()


def _until_it_holds(address: str, word: str) -> None:
    deadline = time.monotonic() + 900
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=600) as answer:
            if word in answer.read().decode():
                return
        time.sleep(0.02)
    raise SystemExit(f"{address} did not show {word!r} within a quarter of an hour")
