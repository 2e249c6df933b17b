"""Compute every function, draw its figures, and put what is generated into the pages.

    python scripts/build.py            write what has changed
    python scripts/build.py --check    write nothing; show what would change, and end 1 if it does
    python scripts/build.py --only ID  one function's figures and pages

Everything is computed in memory first. Only files whose bytes change are written, each at once.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # for `activations` and `scripts`, from wherever this is started

from scripts.blocks.inject import inject  # noqa: E402
from scripts.files import stamp  # noqa: E402
from scripts.files.stamp import Stamp, digest  # noqa: E402
from scripts.files.write import read, refused, write  # noqa: E402
from scripts.sources import SourceError, configuration, languages, measured, shown, text_of, trees  # noqa: E402

if TYPE_CHECKING:
    from activations import Activation
    from scripts.sources.everything import Sources

FIGURES = "docs/figures"
SITE = "build/site"  # what hooks.py puts into the site
SHARED = f"{SITE}/shared"
# Tasks of one function alone, done on all cores: what its pages show, what they offer for papers,
# and the test vectors.
ROOMS = ("drawn", "paper", "vectors")
NOT_COMMITTED = ("paper", "vectors")
FEW = 4  # of these tasks are done before other processes have started
EVERYTHING = ("sources", "kinds", "figures", "blocks", "files", "frameworks", "site")


class Task(NamedTuple):
    """Something that is made: from what, and how. It returns what its files should hold."""

    name: str
    key: Callable[[], str]
    make: Callable[[], Mapping[Path, bytes]]


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Build, and return the exit status."""
    parser = argparse.ArgumentParser(description="Compute the functions and renew the pages.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, show what would change"
    )
    parser.add_argument("--only", metavar="ID", help="build one function only")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            return check(root)
        return build(root, options.only)
    except SourceError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        name = shown(Path(error.filename), root) if error.filename else "build"
        print(f"{name}:1: {error.strerror or error}: a file that can be read", file=sys.stderr)
    except KeyboardInterrupt:
        print("build: interrupted; what was written is whole", file=sys.stderr)
    return 1


def build(root: Path, only: str | None = None) -> int:
    """Make again what is no longer current, and write it."""
    started = time.perf_counter()
    known = Stamp(root)
    work = Work(root)
    tasks = list(work.tasks(only))
    # The keys are those of now: what is saved from here on is noticed by the next build.
    keys = {task.name: task.key() for task in tasks}
    stale = [task for task in tasks if not known.is_current(task.name, keys[task.name])]
    made = work.make(stale)
    written = work.write(made)
    for task in stale:
        known.keep(task.name, keys[task.name], made[task.name])
    for path in work.obsolete(known, tasks) if only is None else ():
        path.unlink(missing_ok=True)
        print(f"removed {shown(path, root)}: no function has it")
    known.save([task.name for task in tasks] if only is None else known.tasks)
    committed = [shown(p, root) for p in written if not p.is_relative_to(root / SITE)]
    for name in committed:
        print(f"wrote {name}")
    drawn = sum(task.name.startswith("drawn/") for task in stale)
    spent = time.perf_counter() - started
    print(f"build: {drawn} functions drawn, {len(committed)} files written, {spent:.2f} s")
    return 0


def check(root: Path) -> int:
    """Make everything, and compare it with what is committed."""
    from scripts.figures.style import MARK

    work = Work(root)
    made = work.make([task for task in work.tasks() if _room(task.name) not in NOT_COMMITTED])
    expected = {path: data for outputs in made.values() for path, data in outputs.items()}
    committed = {p: data for p, data in expected.items() if not p.is_relative_to(root / SITE)}
    stale = False
    for path, new in committed.items():
        old = read(path)
        if old == new:
            continue
        stale, name = True, shown(path, root)
        if path.suffix != ".md":
            print(f"{name}: out of date")
            continue
        lines = ((old or b"").decode().splitlines(True), new.decode().splitlines(True))
        sys.stdout.writelines(difflib.unified_diff(*lines, name, f"{name} (built)"))
    for path in sorted((root / FIGURES).glob("*.svg")):
        if path not in expected and MARK.encode() in path.read_bytes():
            stale = True
            print(f"{shown(path, root)}: belongs to no function: remove it")
    print("out of date: run `python scripts/build.py`" if stale else "build: up to date")
    return int(stale)


class Work:
    """The tasks of a build. What they read is read once, and only if one of them is to be made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.languages = languages(root)
        self._sources: Sources | None = None
        self._pages: dict[Path, bytes] = {}

    @property
    def sources(self) -> Sources:
        """All that is read; what is wrong in it is said in one line each."""
        if self._sources is None:
            self._sources = _sources(self.root)
        return self._sources

    # --- what there is to make ---------------------------------------------------------------

    def tasks(self, only: str | None = None) -> Iterator[Task]:
        """Yield the tasks: of every function its rooms and its pages, then what all share."""
        modules = self.root / "activations/functions"
        ids = sorted(p.stem for p in modules.glob("*.py") if p.stem != "__init__")
        if only is not None:
            ids = [self._named(only)]
        else:
            trees.check(self.root, ids)
        for ident in ids:
            for room in ROOMS:
                key = self._vectors_key if room == "vectors" else self._drawn_key
                yield Task(f"{room}/{ident}", lambda i=ident, k=key: k(i), lambda: {})  # type: ignore[misc]
            yield Task(
                f"pages/{ident}",
                lambda i=ident: self._pages_key(i),  # type: ignore[misc]
                lambda i=ident: self._function_pages(i),  # type: ignore[misc]
            )
        if only is None:
            yield Task("together", lambda: self._together_key(ids), self._together)
            yield Task("site", lambda: self._site_key(ids), lambda: self._site(ids))

    def _named(self, name: str) -> str:
        _ = self.sources  # says in a line what is wrong in a record
        import activations

        try:
            return activations.get(name).id
        except LookupError as error:
            raise SourceError(f"--only {name}: {error}") from None

    def _record(self, ident: str) -> Activation:
        for a in self.sources.records:
            if a.id == ident:
                return a
        module = f"activations/functions/{ident}.py"
        line = f"from activations.functions.{ident} import {ident.upper()} as {ident.upper()}, …"
        raise SourceError(
            f"{module}:1: no record of this name is imported: in activations/__init__.py, {line}"
        )

    def _drawn_key(self, ident: str) -> str:
        colours = read(self.root / "docs/theme/styles/colours.css") or b""
        meant = stamp.scripts(self.root, "sources", "kinds", "figures")
        return digest(meant.encode(), stamp.module(self.root, ident).encode(), colours)

    def _vectors_key(self, ident: str) -> str:
        meant = stamp.scripts(self.root, "sources", "kinds", "truth")
        return digest(meant.encode(), stamp.module(self.root, ident).encode())

    def _shared_key(self) -> tuple[bytes, ...]:
        words = (self.root / "docs" / language / "words.yml" for language in self.languages)
        files = (*words, self.root / "docs/references.bib")
        return (
            stamp.scripts(self.root, *EVERYTHING).encode(),
            *(read(file) or b"" for file in files),
        )

    def _pages_key(self, ident: str) -> str:
        # Not the pages themselves: they are what is made, and their bytes are compared as such.
        module = stamp.module(self.root, ident).encode()
        return digest(module, *self._elsewhere(ident), *self._shared_key())

    def _elsewhere(self, ident: str) -> list[bytes]:
        """Return what is said of a function in other frameworks, and what was measured there."""
        files = (f"{measured.CONFORMANCE}/{ident}.json", f"activations/frameworks/{ident}.toml")
        return [read(self.root / file) or b"" for file in files]

    def _together_key(self, ids: Iterable[str]) -> str:
        parts = [read(self.root / "docs/theme/styles/colours.css") or b""]
        parts.append(stamp.scripts(self.root, *EVERYTHING).encode())
        for ident in ids:
            parts += [stamp.module(self.root, ident).encode(), *self._elsewhere(ident)]
        return digest(*parts)

    def _site_key(self, ids: Iterable[str]) -> str:
        parts = []
        for ident in ids:
            parts.append(stamp.module(self.root, ident).encode())
            parts.append(read(self.root / f"{measured.EXACTNESS}/{ident}.json") or b"")
            parts += self._elsewhere(ident)
            for language in self.languages:
                page = read(self._page(language, ident)) or b""
                parts.append(page.partition(b"\n---")[0])  # its front matter
        names = ("activations/__init__.py", *(self._configuration(x) for x in self.languages))
        return digest(
            *self._shared_key(), *(read(self.root / name) or b"" for name in names), *parts
        )

    def _configuration(self, language: str) -> str:
        return configuration(self.root, language).name

    def _page(self, language: str, ident: str) -> Path:
        return self.root / "docs" / language / "functions" / f"{ident}.md"

    # --- how it is made -----------------------------------------------------------------------

    def make(self, tasks: Iterable[Task]) -> dict[str, Mapping[Path, bytes]]:
        """Return what the tasks make. What is wrong is collected, and nothing is written then."""
        tasks = list(tasks)
        made: dict[str, Mapping[Path, bytes]] = {}
        wrong: dict[str, str] = {}
        idents = dict.fromkeys(task.name.partition("/")[2] for task in tasks)
        records = {ident: self._record(ident) for ident in idents if ident}
        drawings = [task.name for task in tasks if _room(task.name) in ROOMS]
        for name, outcome in _drawn(drawings, self.root).items():
            if isinstance(outcome, str):
                # A record that is wrong fails wherever it is drawn: the first place says it best.
                wrong.setdefault(name.partition("/")[2], outcome)
            else:
                made[name] = outcome
        for task in tasks:
            _, _, ident = task.name.partition("/")
            # What cannot be drawn has said what is wrong with it; what all share needs all.
            if task.name in drawings or ident in wrong or (wrong and not ident):
                continue
            try:
                made[task.name] = task.make()
            except SourceError as error:
                wrong[task.name] = str(error)
            except (Exception, SystemExit) as error:
                wrong[task.name] = located(error, self.root, records.get(ident))
        if wrong:
            raise SourceError(*dict.fromkeys(wrong.values()))
        return made

    def _function_pages(self, ident: str) -> dict[Path, bytes]:
        from scripts.blocks import function

        a = self._record(ident)
        _check_latex(a)
        outputs = {}
        for language in self.languages:
            path = self._page(language, ident)
            self._pages[path] = read(path) or b""
            text = text_of(path, self.root)
            if errors := trees.misplaced(text, shown(path, self.root)):
                raise SourceError(*errors)
            blocks = function.blocks(a, language, self.sources)
            outputs[path] = inject(text, blocks, shown(path, self.root)).encode()
        return outputs

    def _together(self) -> dict[Path, bytes]:
        """Draw the functions that bear one name: apart from the pages, which change more often."""
        from scripts.blocks import discrepancies

        folder = self.root / SHARED / "figures"
        return {folder / name: drawn for name, drawn in discrepancies.figures(self.sources).items()}

    def _site(self, ids: Iterable[str]) -> dict[Path, bytes]:
        import json

        from scripts.blocks import places
        from scripts.site.catalogue import PATH, catalogue

        for ident in ids:
            self._record(ident)  # or say that nothing imports it
        outputs = {self.root / SHARED / PATH: catalogue(self.sources)}
        for language in self.languages:
            for name, content in places.made(language, self.sources).items():
                text = content if isinstance(content, str) else json.dumps(content, indent=1)
                outputs[self.root / SITE / language / name] = f"{text}\n".encode()
        return outputs

    # --- what becomes of it -------------------------------------------------------------------

    def write(self, made: Mapping[str, Mapping[Path, bytes]]) -> list[Path]:
        """Write the files that change. What somebody has saved meanwhile is kept."""
        everything = {path: data for outputs in made.values() for path, data in outputs.items()}
        changed = [path for path, data in everything.items() if read(path) != data]
        if errors := [wrong for path in changed if (wrong := refused(path, self.root))]:
            raise SourceError(*errors)
        pages = dict(self._pages)  # as they were when what is to be written was made of them
        for path in changed:
            data = everything[path]
            if path in pages and read(path) != pages[path]:
                data = self._function_pages(path.stem)[path]
            write(path, data, self.root)
        return changed

    def obsolete(self, known: Stamp, tasks: Iterable[Task]) -> list[Path]:
        """Return what no function has any more; in docs only what a build has made, as it was."""
        kept = known.outputs(task.name for task in tasks)
        figures = [path for path in known.left(kept) if path.parent == self.root / FIGURES]
        site = (p for p in (self.root / SITE).rglob("*") if p.is_file() and p not in kept)
        return [*figures, *site]


# --- drawing, on all cores --------------------------------------------------------------------


def _room(task: str) -> str:
    return task.partition("/")[0]


def _drawn(names: list[str], root: Path) -> dict[str, dict[Path, bytes] | str]:
    """Return the drawings of functions by the name of the task, or what is wrong with one."""
    cores = os.cpu_count() or 1
    if len(names) <= FEW or cores == 1:
        return {name: draw(name, root) for name in names}
    with ProcessPoolExecutor(cores) as pool:
        drawn = pool.map(draw, names, [root] * len(names), chunksize=2)
        return dict(zip(names, drawn, strict=True))


def draw(task: str, root: Path) -> dict[Path, bytes] | str:
    """Make what stands in one of the rooms of a function; or say what is wrong, in one line."""
    from activations import get
    from scripts.kinds.drawings import drawings, papers

    room, _, ident = task.partition("/")
    a = get(ident)
    try:
        if room == "paper":
            return papers(a, root / SHARED)
        if room == "vectors":
            from scripts.truth.vectors import PATH, vectors

            return {root / SHARED / PATH / f"{ident}.json": vectors(a)}
        return drawings(a, root / FIGURES, root / SHARED)
    except (Exception, SystemExit) as error:
        return located(error, root, a)


# --- errors -----------------------------------------------------------------------------------


def _sources(root: Path) -> Sources:
    """Import the catalogue and read everything; what a record raises becomes one line."""
    wrong = []
    for module in sorted((root / "activations").rglob("*.py")):
        try:
            text_of(module, root)
        except SourceError as error:
            wrong.append(str(error))
    if wrong:
        raise SourceError(*wrong)
    try:
        from scripts.sources import everything

        return everything.read(root)
    except SourceError:
        raise
    except (Exception, SystemExit) as error:
        raise SourceError(located(error, root)) from None


def located(error: BaseException, root: Path, a: Activation | None = None) -> str:
    """Return an error of a record as one line that says where it is."""
    # By its name: the package that defines the class may be what could not be imported.
    if type(error).__name__ == "SpecError":
        return str(error)
    if isinstance(error, SyntaxError) and error.filename and error.filename != "<string>":
        return f"{shown(Path(error.filename), root)}:{error.lineno}: {error.msg}: valid Python"
    frames = traceback.extract_tb(error.__traceback__)
    text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    if own := [f for f in frames if Path(f.filename).parent.name == "functions"]:
        right = "code and a record that raise nothing, see CONTRIBUTING.md"
        return f"{shown(Path(own[-1].filename), root)}:{own[-1].lineno}: {text}: {right}"
    if a is not None:
        return str(a.error(f"{a.id.upper()} =", text, "a record as CONTRIBUTING.md describes it"))
    near = next((f for f in reversed(frames) if root in Path(f.filename).parents), frames[-1])
    return f"{shown(Path(near.filename), root)}:{near.lineno}: {text}: code that raises nothing"


def _check_latex(a: Activation) -> None:
    """Refuse what KaTeX does not understand: MkDocs would find it after half of the site."""
    from scripts.site.mathematics import MathError, render

    fields = ("latex", "latex_derivative", "latex_derivative_from_output")
    texts = [(f"{field}=", getattr(a, field)) for field in fields]
    for p in a.parameters:
        texts += [(f'"{p.name}",', p.symbol), ("latex_derivative=", p.latex_derivative)]
    for needle, text in [*texts, ("domain=", a.accuracy.domain)]:
        try:
            render(text, display=True)
        except MathError as error:
            wrong = " ".join(f"KaTeX refuses {error}".split())
            raise a.error(needle, wrong, "LaTeX that it knows") from None


if __name__ == "__main__":
    sys.exit(main())
