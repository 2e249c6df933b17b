"""Measure the functions of other frameworks: what they are, how exact, what they do at the edges.

    python scripts/conformance.py [ID …]    or: make frameworks ID=gelu

Of the frameworks that are installed beside the given Pythons (--python, else this one) every name
and every snippet of activations/frameworks/*.toml is run and compared with what is true. What was
measured is written at once, a row at a time, into docs/conformance/<id>.json; the rows of a
framework that is not installed stay as they are. At the end it says which rows are not current.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # for `scripts` and `tests`, from wherever this is started

import activations  # noqa: E402
from activations import Activation, SpecError  # noqa: E402
from activations.frameworks import FOLDER as MAPPINGS  # noqa: E402
from activations.frameworks import FRAMEWORKS  # noqa: E402
from scripts.files.write import write  # noqa: E402
from scripts.frameworks.rows import Row, keep, rows  # noqa: E402
from scripts.sources import SourceError, shown  # noqa: E402
from scripts.sources.measured import CONFORMANCE  # noqa: E402

WORKER = "scripts.frameworks.worker"
JOB = "build/conformance/job.json"
Found = dict[str, Any]
OTHER = ("it would need `other = true`", "its mapping says `other = true`")


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Measure what can be measured here."""
    parser = argparse.ArgumentParser(description="Measure other frameworks.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="functions; without any, all")
    parser.add_argument("--python", action="append", help="of an environment with frameworks")
    parser.add_argument("--only", action="append", choices=list(FRAMEWORKS), default=[])
    parser.add_argument("--check", action="store_true", help="write nothing, say what differs")
    options = parser.parse_args(arguments)
    start = time.monotonic()
    try:
        records = [activations.get(name) for name in options.ids] or list(activations.catalogue)
        _check_names(root)
        pythons = options.python or [sys.executable]
        differ = _measured(root, records, pythons, options.only, options.check)
        if not options.check:
            _report(root, records)
    except (SourceError, SpecError, LookupError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: what was measured is kept", file=sys.stderr)
        return 130
    print(f"took {time.monotonic() - start:.0f} s")
    return int(differ)


def _check_names(root: Path) -> None:
    """Refuse mappings and measurements of functions that are not there."""
    ids = {a.id for a in activations.catalogue}
    files = [*MAPPINGS.glob("*.toml"), *(root / CONFORMANCE).glob("*.json")]
    errors = [
        f"{shown(path, root)}:1: no function has the id {path.stem!r}: rename or remove the file"
        for path in sorted(files)
        if path.stem not in ids
    ]
    if errors:
        raise SourceError(*errors)


def _measured(
    root: Path, records: Sequence[Activation], pythons: Sequence[str], only: list[str], check: bool
) -> bool:
    """Measure with each framework that is there; tell whether something differs from before."""
    for a in records:
        if not check:
            keep(root, a, {})  # what no mapping has any more goes
    asked = {a.id: rows(root, a) for a in records}
    write(root / JOB, json.dumps(_job(records, asked)).encode(), root)
    todo = [(python, name) for python in pythons for name in _installed(python, root)]
    todo = [(python, name) for python, name in todo if not only or name in only]
    known = {a.id: a for a in records}
    count = sum(
        row.framework == name for _, name in todo for each in asked.values() for row in each
    )
    done, differ = 0, False
    for python, framework in todo:
        for ident, row, found in _run(python, framework, asked, root):
            done += 1
            state = f"[{done}/{count}] {framework:12} {ident:12} {row.section:6} {row.key:40}"
            print(f"{state} {found['verdict']}", flush=True)
            if check:
                for text in _changes(row, found):
                    differ = True
                    print(f"{ident} {row.key}: {text}", file=sys.stderr)
            else:
                keep(root, known[ident], {(row.section, row.key): found})
    return differ


def _job(records: Sequence[Activation], asked: dict[str, list[Row]]) -> Found:
    """Return everything that the workers need to know, who import nothing of ours."""
    from scripts import kinds
    from scripts.frameworks import grids  # ball arithmetic, which only the project has

    functions = []
    for a in records:
        settings: list[dict[str, float]] = []
        told = []
        for number, row in enumerate(asked[a.id]):
            parameters = dict(row.parameters)
            if parameters not in settings:
                settings.append(parameters)
            probes = kinds.of(a).probes(a, parameters)
            labels = [{grids.label(p): p for p in each} for each in probes]
            kinks = {name: i for i, name in enumerate(labels[0])}
            special = {name: i for i, name in enumerate(labels[1], len(kinks))}
            told.append(
                {
                    **{"key": number, "framework": row.framework, "code": row.code},
                    **{"imports": row.imports, "root": row.root, "name": row.name},
                    **{"also": row.also, "options": row.options},
                    **{"truth": str(settings.index(parameters))},
                    **{"kinks": kinks, "special": special},
                }
            )
        if told:
            file = grids.file(a, settings)
            names = activations.frameworks.inputs(a)
            functions.append({"id": a.id, "inputs": names, "truth": str(file), "rows": told})
    return {"functions": functions}


def _installed(python: str, root: Path) -> list[str]:
    """Return the frameworks that a Python has."""
    command = [python, "-m", WORKER]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        wrong = done.stderr.strip().splitlines()[-1:] or ["it does not start"]
        raise SourceError(f"{python}:1: {wrong[0]}: a Python that has NumPy")
    return list(json.loads(done.stdout))


def _run(
    python: str, framework: str, asked: dict[str, list[Row]], root: Path
) -> Iterator[tuple[str, Row, Found]]:
    """Yield each row as it is measured. One at which the whole process dies is one that failed."""
    skipped: list[str] = []
    log = root / f"build/conformance/{framework}.log"
    log.unlink(missing_ok=True)
    while True:
        command = [python, "-m", WORKER, str(root / JOB), framework, *skipped]
        begun = None
        with (
            log.open("a", encoding="utf-8") as said,
            subprocess.Popen(
                command, cwd=root, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8"
            ) as process,
        ):
            assert process.stdout is not None
            for line in process.stdout:
                told = json.loads(line)
                place = f"{told['id']}/{told['key']}"
                row = asked[told["id"]][told["key"]]
                if "row" not in told:
                    begun = place, told["id"], row
                    continue
                begun = None
                skipped.append(place)
                yield told["id"], row, told["row"]
        if process.returncode == 0:
            return
        ended = f"the process ended with {process.returncode}"
        if begun is None:
            print(f"{framework}: {ended}: see {log}", file=sys.stderr)
            return
        skipped.append(begun[0])
        yield begun[1], begun[2], {"verdict": "failed", "float32": {"raises": ended}}


def _changes(row: Row, found: Found) -> Iterator[str]:
    """Yield what is no longer as it was measured; the last digits may be those of a machine."""
    if row.measured is None:
        yield "not measured before"
        return
    if row.measured["verdict"] != found["verdict"]:
        yield f"{row.measured['verdict']} before, now {found['verdict']}"
    for kind in ("kinks", "special"):
        before, now = (r.get("float32", {}).get(kind) for r in (row.measured, found))
        if before != now:
            yield f"{kind}: {before} before, now {now}"


def _report(root: Path, records: Sequence[Activation]) -> None:
    """Say what is not measured, or of something else, and which names or snippets fail."""
    for a in records:
        found = rows(root, a)
        if not found:
            print(f"{a.id}: activations/frameworks/{a.id}.toml is not written")
        for row in found:
            where = f"{a.id} {row.framework}: {row.key if row.section == 'calls' else 'the copy'}"
            if row.measured is None:
                print(f"{where} is not measured")
            elif not row.current:
                print(f"{where} was measured of another body or call")
            elif row.section == "copies" and row.measured["verdict"] not in ("same", "inexact"):
                print(f"{where} is not this function: {row.measured['verdict']}")
            elif row.other != (row.measured["verdict"] == "other"):
                print(f"{where} is measured as {row.measured['verdict']}: {OTHER[row.other]}")
            elif row.measured.get("disagree"):
                print(f"{where} has other names that differ: {row.measured['disagree']}")


if __name__ == "__main__":
    sys.exit(main())
