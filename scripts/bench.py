"""Measure what builds, first visits and calls cost, with the functions there are and many more.

    python scripts/bench.py [--functions 60 484] [--runs 3] [--only builds|visits|calls]
    python scripts/bench.py --tree DIR --functions 60
                                       leave such a tree, built; in it: python -m pytest

A measurement, not a test: nothing is asserted. Everything happens in copies of the tree, whose
further functions are the real ones again, under other names.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # for `scripts`, from wherever this is started

from scripts.measure import builds, calls, synthetic  # noqa: E402
from scripts.site import visits  # noqa: E402

SIZES = [60, 484]
SERVED = "mkdocs serve, edit to visible"
Measured = dict[str, list[float]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description="Measure what builds and first visits cost; a quarter of an hour and more."
    )
    parser.add_argument("--runs", type=int, default=3, help="of everything; medians are printed")
    parser.add_argument("--only", choices=("builds", "visits", "calls"))
    parser.add_argument("--functions", type=int, nargs="*", default=SIZES, metavar="N",
                        help="sizes beside that of the tree")  # fmt: skip
    parser.add_argument("--tree", type=Path, metavar="DIR",
                        help="leave a tree of that size, built, to run the tests in")  # fmt: skip
    options = parser.parse_args()
    if options.tree is not None:
        leave(options.tree.resolve(), options.functions[0] if options.functions else None)
        return
    if options.only in (None, "calls"):
        calls.show()
    if options.only == "calls":
        return
    times: dict[str, Measured] = {}
    weights: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in (None, *options.functions):
            tree = Path(folder) / str(size or "own")
            synthetic.copy(tree, size)
            number = len([*(tree / "activations/functions").glob("[!_]*.py")])
            if options.only != "visits":
                times[f"{number}"] = timed(tree, options.runs, number)
                weights[f"{number}"] = builds.weights(tree)
            if options.only != "builds":
                print(f"\n--- {number} functions")
                visits.main(tree, options.runs, compare=size is None)
    if times:
        show_times(times, options.runs)
        show_weights(weights)


def leave(tree: Path, size: int | None) -> None:
    """Leave a tree, built, as if it had been committed."""
    synthetic.copy(tree, size)
    subprocess.run([sys.executable, builds.BUILD], cwd=tree, check=True)
    print(f"in {tree}: {sys.executable} -m pytest")


def timed(tree: Path, runs: int, number: int) -> Measured:
    """Return the seconds of every run of every command, the commands taking turns."""
    commands = builds.commands(tree)
    times: Measured = {name: [] for name in commands}
    for turn in range(runs):
        for name, once in commands.items():
            print(f"\r{number} functions, {turn + 1}/{runs} {name:40}", end="", file=sys.stderr)
            times[name].append(once())
    with builds.serving(tree) as edit:
        times[SERVED] = [edit() for _ in range(runs)]
    print("\r" + " " * 70, end="\r", file=sys.stderr)
    return times


def show_times(sizes: dict[str, Measured], runs: int) -> None:
    """Print medians, and how they compare with the floor at the same size."""
    print(f"\n{'median seconds (times the floor)':34}" + "".join(f"{s:>20}" for s in sizes))
    for name in next(iter(sizes.values())):
        cells = []
        for times in sizes.values():
            seconds = statistics.median(times[name])
            floor = statistics.median(next(iter(times.values())))
            cells.append(f"{seconds:11.2f} ({seconds / floor:5.2f})")
        print(f"{name:34}" + "".join(f"{cell:>20}" for cell in cells))
    print(f"\nthe floor: Python-Markdown alone, on the same pages; {runs} runs each")


def show_weights(sizes: dict[str, dict[str, float]]) -> None:
    """Print what the sites weigh."""
    print(f"\n{'what is sent':34}" + "".join(f"{size:>20}" for size in sizes))
    for name in next(iter(sizes.values())):
        print(f"{name:34}" + "".join(f"{w[name]:20.4g}" for w in sizes.values()))


if __name__ == "__main__":
    main()
