"""Find a Chromium for the browser tests, or install one.

python scripts/browser.py          print the path of the browser, installing one if need be
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import sync_playwright

VARIABLE = "BROWSER_PATH"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
PATIENCE = 300.0  # seconds for a download of 180 MB
HELP = (
    "No Chromium: install Chromium or Google Chrome, or name one in "
    f"{VARIABLE}; `make test-fast` needs none"
)


def find() -> Path | None:
    """Return the browser: the one that is named, else an installed one, else Playwright's own."""
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            raise SystemExit(f"{VARIABLE}={named}: there is no such file")
        return Path(named)
    if installed := next(filter(None, map(shutil.which, NAMES)), None):
        return Path(installed)
    # Playwright's own may lack libraries of the system (on Windows it cannot, and would open).
    path = own()
    works = path.is_file() and (os.name == "nt" or _run([str(path), "--version"]))
    return path if works else None


def own() -> Path:
    """Return where Playwright's own browser is, or would be."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def install() -> Path | None:
    """Download Playwright's into its cache; where that fails, root on Debian takes the package."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    apt = shutil.which("apt-get") if root else None
    package = ", or else Debian's package" if apt else ""
    print(f"No Chromium or Chrome is installed: taking Playwright's{package} …", file=sys.stderr)
    # The driver itself: the Python wrapper around it would leave it running when time is up.
    download = [*compute_driver_executable(), "install", "--no-shell", "--no-remove", "chromium"]
    _run(download, PATIENCE)
    if apt and find() is None:
        # Without recommended packages: with them apt would bring systemd and more along.
        command = [apt, "install", "--yes", "--no-install-recommends", "chromium"]
        if not _run(command) and _run([apt, "update"]):
            _run(command)
    return find()


def _run(command: list[str], patience: float | None = None) -> bool:
    """Run without a word, at most so many seconds; True if that went well."""
    quiet = {
        "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000",  # ms; five tries of 30 s are not quick
        "DEBIAN_FRONTEND": "noninteractive",
        **os.environ,
    }
    null = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, env=quiet, stdin=null, stdout=null, stderr=null, timeout=patience, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> int:
    """Print where the browser is."""
    path = find() or install()
    print(path or HELP, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
