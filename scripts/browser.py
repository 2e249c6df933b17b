"""Find a Chromium for the browser tests, or install one.

python scripts/browser.py          print the path of the browser, installing one if need be
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "BROWSER_PATH"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
HELP = f"""\
No Chromium was found and none could be installed. One of these helps:
  - install Chromium or Google Chrome with your system's package manager
  - python -m playwright install chromium
  - set {VARIABLE} to the path of a Chromium
  - `make test-fast` runs the tests that need no browser"""


def find() -> Path | None:
    """Return the browser: the one that is named, else an installed one, else Playwright's own."""
    if named := os.environ.get(VARIABLE):
        if not Path(named).is_file():
            raise SystemExit(f"{VARIABLE}={named}: there is no such file")
        return Path(named)
    for command in COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    for place in PLACES:
        if Path(place).is_file():
            return Path(place)
    return _playwright()


def _playwright() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def install() -> None:
    """Download Playwright's Chromium; where that is out of reach, take Debian's package."""
    print("no Chromium found: installing one", file=sys.stderr)
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        commands += [["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]]
    for command in commands:
        try:
            # To the terminal, not into the path that this script prints.
            subprocess.run(command, check=False, timeout=600, stdout=sys.stderr)
        except subprocess.TimeoutExpired:
            print(f"{' '.join(command)}: gave up after ten minutes", file=sys.stderr)
        if find() is not None:
            return


def main() -> int:
    """Print where the browser is."""
    if find() is None:
        install()
    path = find()
    print(path if path is not None else HELP, file=sys.stderr if path is None else sys.stdout)
    return 0 if path is not None else 1


if __name__ == "__main__":
    sys.exit(main())
