"""Where `make test` takes its browser from: stubs stand for every program that it could call."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts import browser

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stubs are shell scripts")

ANNOUNCED = "No Chromium or Chrome is installed: taking Playwright's"
DOWNLOAD = "playwright install --no-shell --no-remove chromium"
PACKAGE = "apt-get install --yes --no-install-recommends chromium"


class Machine:
    """A PATH of stubs; each notes that it was called, and prints what nobody should see."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.own, self._calls = folder / "bin", folder / "own", folder / "calls"
        self.bin.mkdir()

    def stub(self, name: str, *, does: str = "exit 0") -> Path:
        path = self.bin / name
        note = f'echo "{name} $*" >> {self._calls}; echo noise; echo noise >&2'
        path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{note}\n{does}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def makes(self, path: Path, *, that: str = "exit 0") -> str:
        """Shell that makes an executable."""
        return f"printf '#!/bin/sh\\n{that}\\n' > {path}; chmod +x {path}"

    @property
    def calls(self) -> list[str]:
        return self._calls.read_text(encoding="utf-8").splitlines() if self._calls.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Root on a Debian without a browser, where neither download nor package can be had."""
    machine = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(machine.bin))
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    names = [name for name in browser.NAMES if not Path(name).is_absolute()]
    monkeypatch.setattr(browser, "NAMES", names)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser, "own", lambda: machine.own)
    driver = machine.stub("playwright", does="exit 1")
    monkeypatch.setattr(browser, "compute_driver_executable", lambda: (str(driver),))
    machine.stub("apt-get", does="exit 100")
    return machine


Output = pytest.CaptureFixture[str]


def test_named(machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: Output) -> None:
    named = machine.stub("my-browser")
    machine.stub("chromium")
    monkeypatch.setenv(browser.VARIABLE, str(named))
    assert browser.main() == 0
    assert capfd.readouterr() == (f"{named}\n", "")
    assert machine.calls == []


def test_named_but_missing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browser.VARIABLE, "/no/such/browser")
    with pytest.raises(SystemExit, match="BROWSER_PATH=/no/such/browser: there is no such file"):
        browser.main()
    assert machine.calls == []


@pytest.mark.parametrize("name", ["chromium", "google-chrome"])
def test_installed(machine: Machine, capfd: Output, name: str) -> None:
    installed = machine.stub(name)
    assert browser.main() == 0
    assert capfd.readouterr() == (f"{installed}\n", "")
    assert machine.calls == []


def test_installed_in_a_place(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: Output, tmp_path: Path
) -> None:
    place = machine.stub("browser").rename(tmp_path / "Google Chrome")
    monkeypatch.setattr(browser, "NAMES", (*browser.NAMES, str(place)))
    assert browser.main() == 0
    assert capfd.readouterr() == (f"{place}\n", "")


def test_downloaded_before(machine: Machine, capfd: Output) -> None:
    machine.own = machine.stub("own")
    assert browser.main() == 0
    assert capfd.readouterr() == (f"{machine.own}\n", "")
    assert machine.calls == ["own --version"]


def test_download(machine: Machine, capfd: Output) -> None:
    machine.stub("playwright", does=machine.makes(machine.own))
    assert browser.main() == 0
    assert capfd.readouterr() == (f"{machine.own}\n", f"{ANNOUNCED}, or else Debian's package …\n")
    assert machine.calls == [DOWNLOAD]


DOWNLOADS = {
    "fails": "exit 1",
    "hangs": "exec sleep 600",
    "lacks a library": "printf '#!/bin/sh\\nexit 127\\n' > {own}; chmod +x {own}",
}


@pytest.mark.parametrize("download", DOWNLOADS.values(), ids=DOWNLOADS)
def test_package(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: Output, download: str
) -> None:
    if download == DOWNLOADS["hangs"]:
        monkeypatch.setattr(browser, "PATIENCE", 0.5)
    chromium = machine.bin / "chromium"
    machine.stub("playwright", does=download.format(own=machine.own))
    machine.stub("apt-get", does=machine.makes(chromium))
    assert browser.main() == 0
    assert capfd.readouterr() == (f"{chromium}\n", f"{ANNOUNCED}, or else Debian's package …\n")
    assert machine.calls == [DOWNLOAD, PACKAGE]


def test_package_of_an_outdated_list(machine: Machine, capfd: Output) -> None:
    chromium, lists = machine.bin / "chromium", machine.bin / "lists"
    install = f"if test -e {lists}; then {machine.makes(chromium)}; else exit 100; fi"
    machine.stub("apt-get", does=f"if test $1 = update; then : > {lists}; else {install}; fi")
    assert browser.main() == 0
    assert capfd.readouterr() == (f"{chromium}\n", f"{ANNOUNCED}, or else Debian's package …\n")
    assert machine.calls == [DOWNLOAD, PACKAGE, "apt-get update", PACKAGE]


def test_no_way(machine: Machine, capfd: Output) -> None:
    assert browser.main() == 1
    said = f"{ANNOUNCED}, or else Debian's package …\n{browser.HELP}\n"
    assert capfd.readouterr() == ("", said)
    assert "\n" not in browser.HELP
    assert machine.calls == [DOWNLOAD, PACKAGE, "apt-get update"]


def test_no_way_without_root(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: Output
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert browser.main() == 1
    assert capfd.readouterr() == ("", f"{ANNOUNCED} …\n{browser.HELP}\n")
    assert machine.calls == [DOWNLOAD]
