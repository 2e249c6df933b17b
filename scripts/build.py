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
import re
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
from scripts.files.write import read, write  # noqa: E402
from scripts.sources import SourceError, configuration, languages, shown, text_of  # noqa: E402

if TYPE_CHECKING:
    from activations import Activation
    from scripts.sources.everything import Sources

FIGURES = "docs/figures"
SITE = "build/site"  # what hooks.py puts into the site
SHARED = f"{SITE}/shared"
MARK = b"<!-- made by scripts/build.py -->"  # in every figure: nothing else is ever removed
FRONT = re.compile(rb"\A---\r?\n.*?^---\r?\n", re.DOTALL | re.MULTILINE)
PLACE = re.compile(r"^<!-- filled in: ([a-z-]+) -->$", re.MULTILINE)
FEW = 4  # functions that are drawn before other processes have started
EVERYTHING = ("sources", "kinds", "figures", "blocks", "files", "site")


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
    except KeyboardInterrupt:
        print("build: interrupted; what was written is whole", file=sys.stderr)
    return 1


def build(root: Path, only: str | None = None) -> int:
    """Make again what is no longer current, and write it."""
    started = time.perf_counter()
    known = Stamp(root)
    work = Work(root)
    tasks = list(work.tasks(only))
    stale = [task for task in tasks if not known.is_current(task.name, task.key())]
    made = work.make(stale)
    written = [path for task in stale for path in work.write(made[task.name])]
    for task in stale:
        known.keep(task.name, task.key(), made[task.name])
    if only is None:
        for path in work.obsolete(known.outputs()):
            path.unlink(missing_ok=True)
            if path.is_relative_to(root / FIGURES):
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
    work = Work(root)
    made = work.make(list(work.tasks()))
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
    for path in work.obsolete(expected):
        if path.is_relative_to(root / FIGURES):
            stale = True
            print(f"{shown(path, root)}: belongs to no function")
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
        """Yield the tasks: of every function its drawings and its pages, then what all share."""
        modules = self.root / "activations/functions"
        ids = sorted(p.stem for p in modules.glob("*.py") if p.stem != "__init__")
        if only is not None:
            ids = [self._named(only)]
        else:
            self._check_trees(ids)
        for ident in ids:
            yield Task(f"drawn/{ident}", lambda i=ident: self._drawn_key(i), lambda: {})  # type: ignore[misc]
            yield Task(
                f"pages/{ident}",
                lambda i=ident: self._pages_key(i),  # type: ignore[misc]
                lambda i=ident: self._function_pages(i),  # type: ignore[misc]
            )
        if only is None:
            yield Task("site", lambda: self._site_key(ids), self._site)

    def _named(self, name: str) -> str:
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

    def _shared_key(self) -> tuple[bytes, ...]:
        words = (self.root / "docs" / language / "words.yml" for language in self.languages)
        files = (*words, self.root / "docs/references.bib")
        return (
            stamp.scripts(self.root, *EVERYTHING).encode(),
            *(read(file) or b"" for file in files),
        )

    def _pages_key(self, ident: str) -> str:
        pages = (read(self._page(language, ident)) or b"" for language in self.languages)
        return digest(stamp.module(self.root, ident).encode(), *self._shared_key(), *pages)

    def _site_key(self, ids: Iterable[str]) -> str:
        parts = []
        for ident in ids:
            parts.append(stamp.module(self.root, ident).encode())
            for language in self.languages:
                front = FRONT.match(read(self._page(language, ident)) or b"")
                parts.append(front[0] if front else b"")
        names = ("activations/__init__.py", *(self._configuration(x) for x in self.languages))
        return digest(
            *self._shared_key(), *(read(self.root / name) or b"" for name in names), *parts
        )

    def _configuration(self, language: str) -> str:
        return configuration(self.root, language).name

    def _page(self, language: str, ident: str) -> Path:
        return self.root / "docs" / language / "functions" / f"{ident}.md"

    # --- what is wrong with the trees ---------------------------------------------------------

    def _check_trees(self, ids: list[str]) -> None:
        """Every page has its twins, every page of a function its function, every place its page."""
        trees = {
            language: {
                path.relative_to(self.root / "docs" / language).as_posix()
                for path in (self.root / "docs" / language).rglob("*")
                if path.suffix in {".md", ".ipynb"}
            }
            for language in self.languages
        }
        errors = []
        for language, pages in trees.items():
            for page in sorted(set().union(*trees.values()) - pages):
                name = f"docs/{language}/{page}"
                ident = Path(page).stem
                if page.startswith("functions/") and ident in ids:
                    right = f"write it, or run `make new ID={ident}`"
                    errors.append(f"{name}:1: the page is missing: {right}")
                else:
                    twin = next(other for other in trees if page in trees[other])
                    errors.append(f"docs/{twin}/{page}:1: no twin: write {name} as well")
            for ident in ids:
                if all(f"functions/{ident}.md" not in tree for tree in trees.values()):
                    right = f"write it, or run `make new ID={ident}`"
                    errors.append(
                        f"docs/{language}/functions/{ident}.md:1: the page is missing: {right}"
                    )
            for page in sorted(pages):
                folder, _, name = page.rpartition("/")
                if folder == "functions" and Path(name).stem not in {*ids, "index"}:
                    errors.append(
                        f"docs/{language}/{page}:1: no function has the id {Path(name).stem!r}: "
                        "name the page after a function, or add the function"
                    )
                elif name == "index.md" or (page.endswith(".md") and folder != "functions"):
                    errors += self._check_places(language, page)
            if not configuration(self.root, language).is_file():
                right = "what MkDocs needs in this language, see mkdocs.en.yml"
                errors.append(f"{self._configuration(language)}:1: the file is missing: {right}")
        if errors:
            raise SourceError(*dict.fromkeys(errors))

    def _check_places(self, language: str, page: str) -> list[str]:
        """Every page of the site has the places that are filled in, each once."""
        from scripts.blocks import PLACES

        path = self.root / "docs" / language / page
        name = shown(path, self.root)
        try:
            text = text_of(path, self.root)
        except SourceError as error:
            return [str(error)]
        found = PLACE.findall(text)
        errors = []
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(r"\s*<!--\W*filled\W*in", line, re.IGNORECASE) and not PLACE.match(line):
                right = "`<!-- filled in: NAME -->`, alone on its line"
                errors.append(f"{name}:{number}: malformed place: {right}")
            elif (place := PLACE.match(line)) and place[1] not in PLACES.get(page, ()):
                right = f"one of {', '.join(PLACES.get(page, ())) or 'none'}"
                errors.append(f"{name}:{number}: unknown place {place[1]!r}: {right}")
        for wanted in PLACES.get(page, ()):
            if found.count(wanted) != 1:
                right = f"`<!-- filled in: {wanted} -->`, once"
                errors.append(f"{name}:1: the page lacks the place {wanted!r}: {right}")
        return errors

    # --- how it is made -----------------------------------------------------------------------

    def make(self, tasks: Iterable[Task]) -> dict[str, Mapping[Path, bytes]]:
        """Return what the tasks make. What is wrong is collected, and nothing is written then."""
        tasks = list(tasks)
        errors: list[str] = []
        made: dict[str, Mapping[Path, bytes]] = {}
        if not tasks:
            return made
        records = {
            ident: self._record(ident)
            for ident in (task.name.partition("/")[2] for task in tasks)
            if ident
        }
        drawings = [ident for ident in records if f"drawn/{ident}" in {t.name for t in tasks}]
        for ident, outcome in _drawn(drawings, self.root).items():
            if isinstance(outcome, str):
                errors.append(outcome)
            else:
                made[f"drawn/{ident}"] = outcome
        for task in tasks:
            if task.name.startswith("drawn/"):
                continue
            try:
                made[task.name] = task.make()
            except SourceError as error:
                errors.append(str(error))
            except Exception as error:
                record = records.get(task.name.partition("/")[2])
                errors.append(located(error, self.root, record))
        if errors:
            raise SourceError(*dict.fromkeys(errors))
        return made

    def _function_pages(self, ident: str) -> dict[Path, bytes]:
        from scripts.blocks import function
        from scripts.site.mathematics import MathError, render

        a = self._record(ident)
        for name in ("latex", "latex_derivative", "latex_derivative_from_output"):
            try:
                render(getattr(a, name), display=True)
            except MathError as error:
                raise a.error(f"{name}=", f"KaTeX refuses {error}", "LaTeX that it knows") from None
        outputs = {}
        for language in self.languages:
            path = self._page(language, ident)
            self._pages[path] = read(path) or b""
            text = text_of(path, self.root)
            if todo := re.search(r"\bTODO\b", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
                line = text[: text.index(todo[0])].count("\n") + 1
                raise SourceError(f"{shown(path, self.root)}:{line}: TODO: the words themselves")
            blocks = function.blocks(a, language, self.sources)
            outputs[path] = inject(text, blocks, shown(path, self.root)).encode()
        return outputs

    def _site(self) -> dict[Path, bytes]:
        import json

        from scripts.blocks import places
        from scripts.site.catalogue import PATH, catalogue

        outputs = {self.root / SHARED / PATH: catalogue(self.sources)}
        for language in self.languages:
            for name, content in places.made(language, self.sources).items():
                text = content if isinstance(content, str) else json.dumps(content, indent=1)
                outputs[self.root / SITE / language / name] = f"{text}\n".encode()
        return outputs

    # --- what becomes of it -------------------------------------------------------------------

    def write(self, outputs: Mapping[Path, bytes]) -> list[Path]:
        """Write the files that change. What somebody has saved meanwhile is kept."""
        written = []
        for path, data in outputs.items():
            now = read(path)
            if path in self._pages and now != self._pages[path]:
                ident = path.stem
                data = self._function_pages(ident)[path]
                now = read(path)
            if now != data:
                write(path, data, self.root)
                written.append(path)
        return written

    def obsolete(self, expected: Iterable[Path]) -> list[Path]:
        """Return the files that the build has made and no function has any more."""
        kept = set(expected)
        figures = [
            path
            for path in sorted((self.root / FIGURES).glob("*.svg"))
            if path not in kept and not path.is_symlink() and MARK in (read(path) or b"")[:2000]
        ]
        site = (p for p in (self.root / SITE).rglob("*") if p.is_file() and p not in kept)
        return [*figures, *site]


# --- drawing, on all cores --------------------------------------------------------------------


def _drawn(ids: list[str], root: Path) -> dict[str, dict[Path, bytes] | str]:
    """Return the drawings of functions by id, or what is wrong with one."""
    cores = os.cpu_count() or 1
    if len(ids) <= FEW or cores == 1:
        return {ident: draw(ident, root) for ident in ids}
    with ProcessPoolExecutor(cores) as pool:
        return dict(zip(ids, pool.map(draw, ids, [root] * len(ids), chunksize=2), strict=True))


def draw(ident: str, root: Path) -> dict[Path, bytes] | str:
    """Draw a function and translate it for the browser; or say what is wrong, in one line."""
    from activations import SpecError, get
    from scripts.site.drawings import drawings

    a = get(ident)
    try:
        return drawings(a, root / FIGURES, root / SHARED)
    except SpecError as error:
        return str(error)
    except Exception as error:
        return located(error, root, a)


# --- errors -----------------------------------------------------------------------------------


def _sources(root: Path) -> Sources:
    """Import the catalogue and read everything; what a record raises becomes one line."""
    try:
        from scripts.sources import everything
    except SourceError:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        # By its name: the package that defines the class is what could not be imported.
        if type(error).__name__ == "SpecError":
            raise SourceError(str(error)) from None
        raise SourceError(located(error, root)) from None
    from activations import SpecError

    try:
        return everything.read(root)
    except SpecError as error:
        raise SourceError(str(error)) from None


def located(error: BaseException, root: Path, a: Activation | None = None) -> str:
    """Return an error of a record as one line that says where it is."""
    if type(error).__name__ == "SpecError":
        return str(error)
    if isinstance(error, SyntaxError) and error.filename and error.filename != "<string>":
        return f"{shown(Path(error.filename), root)}:{error.lineno}: {error.msg}: valid Python"
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if Path(f.filename).parent.name == "functions"]
    text = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    if own:
        right = "code and a record that raise nothing, see CONTRIBUTING.md"
        return f"{shown(Path(own[-1].filename), root)}:{own[-1].lineno}: {text}: {right}"
    if a is not None:
        return str(a.error(f"{a.id.upper()} =", text, "a record as CONTRIBUTING.md describes it"))
    near = next((f for f in reversed(frames) if "activations" in f.filename), frames[-1])
    return f"{shown(Path(near.filename), root)}:{near.lineno}: {text}: code that raises nothing"


if __name__ == "__main__":
    sys.exit(main())
