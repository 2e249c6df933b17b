"""Measure what a first visit to a page costs a reader, beside a stock build of the same text.

The stock build is Material as it comes, with KaTeX run by the browser; without Google's fonts,
which would make it heavier still. Both are served compressed, as GitHub Pages does.
"""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import logging
import mimetypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scripts import browser
from scripts.vendor import KATEX

ROOT = Path(__file__).resolve().parents[2]
NPM = ROOT / "build/npm"
LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs on Node 20
PAGES = ("", "functions/relu/", "functions/softmax/")
SUBPATH = "guide"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".xml"}
SLOW = {  # what Lighthouse calls slow 4G
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
SHIFTS = """\
window.shift = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
RENDER = """\
document$.subscribe(({ body }) => renderMathInElement(body, {
    delimiters: [
        { left: "\\\\(", right: "\\\\)", display: false },
        { left: "\\\\[", right: "\\\\]", display: true },
    ],
}));"""


@dataclass
class Served:
    """A site that is being served."""

    folder: Path
    address: str
    sent: list[tuple[str, int]] = field(default_factory=list)  # addresses and bytes of the answers


def main(tree: Path, runs: int, *, compare: bool) -> None:
    """Build the site of a tree, and to compare a stock one; measure and print."""
    chromium, npm = browser.find(), shutil.which("npm") if compare else None
    if chromium is None:
        print("\nno Chromium: first visits are not measured")
        return
    builds = {"this site": _build}
    titles = ["requests", "KiB", "shift"]
    if npm is None and compare:
        print("\nno npm: no stock build to compare with, and no Lighthouse")
    elif npm is not None:
        quiet = ["--silent", "--no-audit", "--no-fund", "--prefix", str(NPM)]
        subprocess.run([npm, "install", *quiet, KATEX, LIGHTHOUSE], check=True)
        builds["stock Material, KaTeX in the browser"] = _build_stock
        titles += CATEGORIES
    print(f"\n{'first visit, medians':44}" + "".join(f"{title:>16}" for title in titles))
    for name, build in builds.items():
        print(name)
        with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as served:
            build(tree, served)
            for page in PAGES:
                found = []
                for turn in range(runs):
                    print(f"\r{turn}/{runs} {page:40}", end="", file=sys.stderr)
                    one = visit(served, page, chromium)
                    if npm is not None:
                        one |= lighthouse(served.address + page, chromium)
                    found.append(one)
                row = (statistics.median(one[title] for one in found) for title in titles)
                print("\r" + " " * 50, end="\r", file=sys.stderr)
                print(f"  {page or 'home':42}" + "".join(f"{value:16.4g}" for value in row))
    print(f"\n{runs} runs each; KiB as sent, compressed; 390 px wide, on Lighthouse's slow 4G")


def visit(served: Served, page: str, chromium: Path) -> dict[str, float]:
    """Load a page with nothing in the cache."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=browser.ARGUMENTS)
        tab = started.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2)
        tab.add_init_script(SHIFTS)
        wire = tab.context.new_cdp_session(tab)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", SLOW)
        served.sent.clear()
        tab.goto(served.address + page)
        tab.evaluate("document.fonts.ready")
        tab.wait_for_timeout(1000)  # what comes late counts, and shifts, as well
        shift = float(tab.evaluate("window.shift"))
        started.close()
    kilobytes = sum(size for _, size in served.sent) / 1024
    return {"requests": len(served.sent), "KiB": kilobytes, "shift": shift}


def lighthouse(address: str, chromium: Path) -> dict[str, float]:
    """Return the scores of a page, of 100 each."""
    command = [
        str(NPM / "node_modules/.bin" / ("lighthouse.cmd" if os.name == "nt" else "lighthouse")),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(['--headless=new', *browser.ARGUMENTS])}",
    ]
    environment = os.environ | {"CHROME_PATH": str(chromium)}
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    categories = json.loads(done.stdout)["categories"]
    return {name: 100 * categories[name]["score"] for name in CATEGORIES}


# --- the two sites --------------------------------------------------------------------------


def _build(tree: Path, served: Served) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(served.folder)]
    environment = os.environ | {"SITE_URL": served.address}
    subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True)


def _build_stock(tree: Path, served: Served) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    docs = tree / "stock"
    shutil.copytree(tree / "docs/ko", docs, ignore=shutil.ignore_patterns("*.ipynb"))
    shutil.copytree(NPM / "node_modules/katex/dist", docs / "katex")
    (docs / "katex/render.js").write_text(RENDER, encoding="utf-8")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # the lesson is missing on purpose
    config = load_config(
        str(tree / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(served.folder),
        site_url=served.address,
        theme={"name": "material", "language": "ko", "font": False},
        plugins=["search"],
        hooks=[],
        extra_css=["katex/katex.min.css"],
        extra_javascript=[
            f"katex/{script}.js" for script in ("katex.min", "contrib/auto-render.min", "render")
        ],
    )
    build(config)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve a folder, compressed, at an address with a path."""
    served = Served(folder, "")

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:  # the name that the base class looks for
            path = folder / unquote(urlsplit(self.path).path).removeprefix(f"/{SUBPATH}/")
            path = path / "index.html" if path.is_dir() else path
            data = path.read_bytes() if path.is_file() else b""
            self.send_response(200 if path.is_file() else 404)
            if path.suffix in COMPRESSED:
                data = gzip.compress(data)
                self.send_header("Content-Encoding", "gzip")
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            served.sent.append((self.path, len(data)))
            self.wfile.write(data)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.address = f"http://127.0.0.1:{server.server_address[1]}/{SUBPATH}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
