"""The built site, served, and a browser that looks at it."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts import browser as finder


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the built files as GitHub Pages would, under a sub-path, its 404 page included."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "guide/404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{site.name}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")  # not longer: test_light.py starts one of its own
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


@pytest.fixture
def problems(page: Page, address: str) -> list[str]:
    """What goes wrong on the page: errors, warnings, violations of the policy, requests off it."""
    found: list[str] = []
    page.on(
        "console",
        lambda message: (
            found.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("dialog", lambda dialog: found.append(dialog.message))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((address, "data:", "blob:"))
            else found.append(f"off the site: {request.url}")
        ),
    )
    return found
