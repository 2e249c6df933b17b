"""Measure what a build and what a first visit cost: medians of several runs.

    python scripts/bench.py [--runs 5] [--only builds|pages]

A measurement, not a test: nothing is asserted. Everything happens in a copy of the tree.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("activations", "scripts", "docs", "mkdocs.yml", "mkdocs.en.yml")
PORT = 8765
FLOOR = """\
import pathlib, markdown
extensions = ["attr_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.arithmatex",
              "pymdownx.highlight", "pymdownx.superfences"]
for page in sorted(pathlib.Path("docs").rglob("*.md")):
    if "theme" not in page.parts:
        markdown.markdown(page.read_text(encoding="utf-8"), extensions=extensions)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what a build and a first visit cost.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=("builds", "pages"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for part in PARTS:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, tree / part)
        if options.only != "pages":
            show(measure(tree, options.runs), options.runs)
        if options.only != "builds":
            sys.path[0] = str(ROOT)  # for `scripts`, from wherever this is started
            from scripts import bench_pages

            bench_pages.main(tree, options.runs)


def show(measurements: dict[str, list[float]], runs: int) -> None:
    """Print what the builds cost, and ratios within this run."""
    floor = statistics.median(measurements["Python-Markdown alone, the floor"])
    print(f"\n{'':44}{'median':>9}{'min':>9}{'max':>9}{'ratio':>8}")
    for name, seconds in measurements.items():
        median = statistics.median(seconds)
        print(
            f"{name:44}{median:8.2f}s{min(seconds):8.2f}s{max(seconds):8.2f}s{median / floor:8.1f}"
        )
    print(f"\nratio: to the floor, in this run; {runs} runs each, one more to warm up")


def measure(tree: Path, runs: int) -> dict[str, list[float]]:
    """Return the seconds of every run of every command, the commands taking turns."""

    def run(*command: str, before: Callable[[], None] = lambda: None) -> Callable[[], float]:
        def once() -> float:
            before()
            started = time.perf_counter()
            subprocess.run([sys.executable, *command], cwd=tree, check=True, capture_output=True)
            return time.perf_counter() - started

        return once

    def remove_figures() -> None:
        for language in ("ko", "en"):
            shutil.rmtree(tree / "docs" / language / "figures", ignore_errors=True)

    commands = {
        "Python-Markdown alone, the floor": run("-c", FLOOR),
        "build.py, nothing to do": run("scripts/build.py"),
        "build.py, every figure": run("scripts/build.py", before=remove_figures),
        "mkdocs build, both languages": run("-m", "mkdocs", "build", "--strict"),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, once in commands.items():
            seconds = once()
            if turn > 0:
                times[name].append(seconds)
            print(f"\r{turn}/{runs} {name:44}", end="", file=sys.stderr)
    with serving(tree):
        times["mkdocs serve, edit to visible page"] = [edit(tree, i) for i in range(runs)]
    print("\r" + " " * 60, end="\r", file=sys.stderr)
    return times


@contextlib.contextmanager
def serving(tree: Path) -> Iterator[None]:
    """Run `mkdocs serve` on the tree."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{PORT}"]
    process = subprocess.Popen(
        command, cwd=tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until_page_holds("<html")
        yield
    finally:
        process.terminate()
        process.wait()


def edit(tree: Path, number: int) -> float:
    """Append a word to a page and wait until it is served."""
    page = tree / "docs/ko/functions/sigmoid.md"
    word = f"edited{number}"
    page.write_text(
        page.read_text(encoding="utf-8") + f"\n{word}\n", encoding="utf-8", newline="\n"
    )
    started = time.perf_counter()
    until_page_holds(word)
    return time.perf_counter() - started


def until_page_holds(word: str) -> None:
    """Ask for the page until it holds the word."""
    address = f"http://127.0.0.1:{PORT}/functions/sigmoid/"
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=60) as answer:
            if word in answer.read().decode():
                return
        time.sleep(0.02)
    raise SystemExit(f"{address} did not show {word!r} within two minutes")


if __name__ == "__main__":
    main()
