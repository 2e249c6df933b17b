"""Measure calls of one framework: `python -m scripts.frameworks.worker JOB FRAMEWORK [DONE …]`.

It runs in the framework's environment, reads the job that the command has prepared, and prints a
line of JSON when it begins a row and one with what it has measured. It never stops at a row: what
raises, or gives another shape or dtype, is what was measured.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scripts.frameworks.backends import BACKENDS, Backend, Floats

# The smallest normal and the largest number, and the distance of 1 from the next.
FORMATS = {
    "float32": (2.0**-126, float(np.finfo(np.float32).max), 2.0**-23),
    "float64": (2.0**-1022, float(np.finfo(np.float64).max), 2.0**-52),
    "bfloat16": (2.0**-126, 3.3895313892515355e38, 2.0**-7),
}
OTHER = 1e-5  # the error, relative to 1 + |f|, from which on it is another function
ROUNDING = 2000  # units of rounding up to which it is as exact as its number format
# Relative errors are of results at least so many times the smallest normal number. Below, x·σ(x)
# has lost digits with a σ(x) that is subnormal, in every framework, and nothing follows from it.
ROOM = 1024
Function = Callable[..., Any]
Row = dict[str, Any]


@dataclass(frozen=True)
class Truth:
    """Inputs, and what is true there as a sum of two doubles; NaN where nothing is asked.

    The first inputs are the probes: kinks, infinities and NaN, by their labels.
    """

    inputs: list[Floats]
    value: tuple[Floats, Floats]
    slopes: list[tuple[Floats, Floats]]
    weight: Floats  # what is differentiated is the sum of the results with these weights

    def pieces(self, probes: int) -> list[slice]:
        """Return what is run at once: of vectors the probes alone, for a wrong axis mixes rows."""
        if self.weight.ndim == 1:
            return [slice(None)]
        blocks = probes // self.weight.shape[1]
        return [slice(0, blocks), slice(blocks, None)]


def measure(backend: Backend, function: Function, truths: Mapping[str, Truth], job: Row) -> Row:
    """Return what a call gives in every format, and what that makes of it."""
    row: Row = {}
    scaled = random = None
    for dtype, truth in truths.items():
        pieces = truth.pieces(len(job["kinks"]) + len(job["special"]))
        parts: list[Floats] = []
        try:
            for piece in pieces:
                tensors = [backend.tensor(x[piece], dtype) for x in truth.inputs]
                result = backend.run(function, tensors)
                parts.append(backend.numbers(result))
                if (kind := backend.dtype(result)) != dtype:
                    row[dtype] = {"dtype": kind}
                elif parts[-1].shape != truth.value[0][piece].shape:
                    row[dtype] = {"shape": list(parts[-1].shape)}
                random = random or not same(
                    parts[-1], backend.numbers(backend.run(function, tensors))
                )
        except Exception as error:  # whatever a framework raises is a result
            row[dtype] = {"raises": told(error)}
        if dtype in row:
            continue
        got = np.concatenate(parts)
        slopes = differentiated(backend, function, truth, dtype, pieces)
        row[dtype] = compared(got, slopes, truth, dtype, job)
        if dtype == "float32":
            with np.errstate(all="ignore"):
                off = np.abs(got - truth.value[0]) / (1 + np.abs(truth.value[0]))
            off[np.isinf(got)] = np.nan  # an overflow loses everything, but is no other function
            scaled = float(np.nanmax(off))
    if random and scaled is not None:
        return {"verdict": "random"}  # its numbers are others every time
    return {"verdict": verdict(row, scaled), **row}


def differentiated(
    backend: Backend, function: Function, truth: Truth, dtype: str, pieces: list[slice]
) -> list[Floats] | str:
    """Return the framework's own derivative in every input, or why there is none."""
    parts = []
    try:
        for piece in pieces:
            tensors = [backend.tensor(x[piece], dtype) for x in truth.inputs]
            weight = backend.tensor(truth.weight[piece], dtype)
            slopes = backend.slopes(function, tensors, weight)
            if any(slope is None for slope in slopes):
                return "no gradient"
            parts.append([backend.numbers(slope) for slope in slopes])
    except Exception as error:
        return told(error)
    return [np.concatenate(each) for each in zip(*parts, strict=True)]


def compared(got: Floats, slopes: list[Floats] | str, truth: Truth, dtype: str, job: Row) -> Row:
    """Return the worst errors and where they are, and what the probes give."""
    found: Row = {"value": worst(got, truth.value, truth.inputs, dtype)}
    found["value"]["absolute"] = absolute(got, truth)
    if (zero := lost(got, truth, dtype)) is not None:
        found["zero"] = zero
    if isinstance(slopes, str):
        found["slope"] = {"raises": slopes}
    else:
        pairs = zip(slopes, truth.slopes, strict=True)
        every = [worst(slope, true, truth.inputs, dtype) for slope, true in pairs]
        found["slope"] = max(every, key=lambda w: size(w["error"]))
    for kind in ("kinks", "special"):
        probes: Row = {}
        for label, index in job[kind].items():
            probes[label] = {"value": plain(entry(got, index))}
            if not isinstance(slopes, str):
                every = [plain(entry(slope, index)) for slope in slopes]
                probes[label]["slope"] = every if len(every) > 1 else every[0]
        if probes:
            found[kind] = probes
    return found


def entry(values: Floats, index: int) -> Any:
    """Return one number, or one vector."""
    return values[index] if values.ndim == 1 else values.reshape(-1, *values.shape[2:])[index]


def absolute(got: Floats, truth: Truth) -> Any:
    """Return the largest difference where the figures are drawn, from -12 to 12."""
    near = np.abs(truth.inputs[0]) <= 12
    if near.ndim > 1:  # a result is of a whole vector
        near = near.all(axis=-1).reshape(*near.shape[:2], *[1] * (got.ndim - 2))
    with np.errstate(invalid="ignore"):
        off = np.where(near, np.abs((got - truth.value[0]) - truth.value[1]), 0)
    return plain(np.nanmax(off))


def worst(
    got: Floats, true: tuple[Floats, Floats], inputs: Sequence[Floats], dtype: str
) -> dict[str, Any]:
    """Return the largest error relative to the truth, or to where that is lost in smallness."""
    tiny, most, _ = FORMATS[dtype]
    least = ROOM * tiny
    high, low = true
    with np.errstate(all="ignore"):
        error = np.abs((got - high) - low) / np.maximum(np.abs(high), least)
        error[~np.isfinite(got)] = np.inf
        error[(np.abs(high) < least) & (np.abs(got) <= least)] = 0
        error[~(np.abs(high) <= most)] = 0  # NaN as well: nothing is asked
    index = np.unravel_index(int(error.argmax()), error.shape)
    if error[index] == 0:
        return {"error": 0.0}
    bad = not np.isfinite(got[index])
    return {"error": plain(got[index] if bad else error[index]), "at": place(inputs, index)}


def lost(got: Floats, truth: Truth, dtype: str) -> Any:
    """Return the input nearest to 0 at which the result is 0 and the truth a normal number."""
    high = truth.value[0]
    with np.errstate(invalid="ignore"):
        gone = (got == 0) & (np.abs(high) >= FORMATS[dtype][0]) & np.isfinite(high)
    if not gone.any():
        return None
    where = np.argwhere(gone)
    nearest = min(where, key=lambda i: np.abs(place(truth.inputs, tuple(i))).max())
    return place(truth.inputs, tuple(nearest))


def place(inputs: Sequence[Floats], index: tuple[Any, ...]) -> Any:
    """Return the inputs that belong to a result: a number, several, or the row of a vector."""
    if inputs[0].ndim > 1:
        return [plain(v, 6) for v in inputs[0][index[:2]]]
    at = [plain(x[index], 6) for x in inputs]
    return at if len(at) > 1 else at[0]


def plain(value: Any, digits: int = 3) -> Any:
    """Return a number as JSON has it, rounded; what JSON has not, as a word."""
    if np.ndim(value):
        return [plain(v, digits) for v in value]
    number = float(f"{float(value):.{digits}g}")
    return number if np.isfinite(number) else str(number)


def size(error: Any) -> float:
    """Return how bad an error is that may be a word."""
    return error if isinstance(error, float) else np.inf


def same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Tell whether two results are equal, NaN included."""
    return np.array_equal(one, other, equal_nan=True)


def verdict(row: Row, scaled: float | None) -> str:
    """Say what a row shows, if not random: same, inexact, other or failed."""
    if scaled is None:
        return "failed"
    if scaled > OTHER:
        return "other"
    for dtype in ("float32", "float64"):
        if "value" in row.get(dtype, {}):
            allowed = ROUNDING * FORMATS[dtype][2]
            if size(row[dtype]["value"]["error"]) > allowed:
                return "inexact"
    return "same"


def told(error: BaseException) -> str:
    """Return what an error says, in one line that is the same every time."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = re.sub(r"0x[0-9a-f]+|/[\w./-]+/", "", lines[0] if lines else "")
    return f"{type(error).__name__}: {text}"[:160]


# --- running --------------------------------------------------------------------------------


def compiled(code: str, imports: str, names: Sequence[str], framework: str) -> Function:
    """Make a function of the inputs of an expression, or of lines that assign the result."""
    scope: dict[str, Any] = {}
    exec(imports, scope)
    try:
        program = compile(code, "<call>", "eval")
    except SyntaxError:
        program = compile(code, "<copy>", "exec")
    else:
        return lambda *given: eval(program, scope | dict(zip(names, given, strict=True)))

    def run(*given: Any) -> Any:
        local = scope | dict(zip(names, given, strict=True))
        exec(program, local)
        if framework == "onnx":
            return local["nodes"] if "nodes" in local else local["node"]
        return local["y"]

    return run


def agree(backend: Backend, function: Function, row: Row, truth: Truth) -> Row:
    """Return the other names of a call that do not do exactly the same, with what they do."""
    wrong: Row = {}
    probes = len(row["kinks"]) + len(row["special"])
    piece = truth.pieces(probes)[-1]

    def numbers(f: Function) -> list[Floats]:
        """Return the results, and the derivatives if there are any."""
        tensors = [backend.tensor(x[piece], "float32") for x in truth.inputs]
        slopes = differentiated(backend, f, truth, "float32", [piece])
        value = backend.numbers(backend.run(f, tensors))
        return [value] if isinstance(slopes, str) else [value, *slopes]

    expected = numbers(function)
    scope: dict[str, Any] = {}
    exec(row["imports"], scope)
    for name in row["also"]:
        try:
            code = renamed(row, name, isinstance(eval(name, scope), type))
            call = compiled(code, row["imports"], backend.names, row["framework"])
            got = numbers(call)
            if len(got) != len(expected) or not all(map(same, expected, got)):
                wrong[name] = "gives other numbers"
        except Exception as error:
            wrong[name] = told(error)
    return wrong


def renamed(row: Row, name: str, is_class: bool) -> str:
    """Return the code of a call with another name; a class is made with the options first."""
    code = str(row["code"])
    if is_class and row["options"]:
        code = code.replace(f", {row['options']})", ")")
    return code.replace(row["name"], f"{name}({row['options']})" if is_class else name)


def truths(path: Path, which: str) -> dict[str, Truth]:
    """Read what is true with one setting of the parameters, by format."""
    found: dict[str, Truth] = {}
    with np.load(path) as file:
        for dtype in FORMATS:
            prefix = f"{which}.{dtype}."
            count = sum(key.startswith(f"{prefix}input") for key in file.files)
            high, low = file[f"{prefix}value"]
            found[dtype] = Truth(
                [file[f"{prefix}input{i}"] for i in range(count)],
                (high, low),
                [tuple(file[f"{prefix}slope{i}"]) for i in range(count)],
                file[f"{prefix}weight"],
            )
    return found


def rows(job: Row, framework: str, done: Sequence[str]) -> Iterator[Row]:
    """Measure what a job has of one framework, but for the rows that are done."""
    for function in job["functions"]:
        mine = [row for row in function["rows"] if row["framework"] == framework]
        if not mine:
            continue
        backend = BACKENDS[framework](function["inputs"])
        for row in mine:
            if f"{function['id']}/{row['key']}" in done:
                continue
            yield {"key": row["key"], "id": function["id"]}
            true = truths(Path(function["truth"]), row["truth"])
            probes = {kind: row[kind] for kind in ("kinks", "special")}
            try:
                call = compiled(row["code"], row["imports"], function["inputs"], framework)
                found = measure(backend, call, true, probes)
                if found["verdict"] not in ("failed", "random") and row["also"]:
                    wrong = agree(backend, call, row, true["float32"])
                    found |= {"disagree": wrong} if wrong else {}
            except Exception as error:
                found = {"verdict": "failed", "float32": {"raises": told(error)}}
            found = {"version": backend.version(row["root"]), **found}
            yield {"key": row["key"], "id": function["id"], "row": found}


def main(arguments: Sequence[str]) -> None:
    """Print what is measured, a line at a time; without arguments, what is installed."""
    out, sys.stdout = sys.stdout, sys.stderr  # what a framework prints is no result
    if not arguments:
        print(json.dumps([name for name, b in BACKENDS.items() if b.installed()]), file=out)
        return
    path, framework, *done = arguments
    for line in rows(json.loads(Path(path).read_text(encoding="utf-8")), framework, done):
        print(json.dumps(line), file=out, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
