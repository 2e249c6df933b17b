"""What several test files share."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts import browser as finder

ROOT = Path(__file__).resolve().parent.parent
SUBPATH = "guide"  # the folder into which the fixture builds, and the path of its SITE_URL


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once, as `make site` builds it."""
    folder = tmp_path_factory.mktemp("site") / SUBPATH
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {
        "SITE_URL": "https://example.org/guide/",
        "GITHUB_REPOSITORY": "example/guide",  # as on GitHub: with links to the repository
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,  # a build takes seconds; one that hangs is a failure and not a wait
    )
    assert done.returncode == 0, done.stderr
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the built files as GitHub Pages would, under a sub-path, its 404 page included."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / SUBPATH / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{SUBPATH}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = finder.find()
    assert path is not None, finder.HELP
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=finder.ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of its own, in the scheme that the test asks for by parameter."""
    parameters = getattr(request.node, "callspec", None)
    asked = parameters.params if parameters else {}
    context = chromium.new_context(
        color_scheme=asked.get("scheme", "light"),
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context.new_page()
    context.close()
