"""What the functions are called elsewhere: one TOML file a function, read when first asked for.

A file holds two things, and `make frameworks` runs both. `[copy]` has for each framework of the
tabs a few lines that compute `y` from the inputs: this function, with its own defaults. Each
`[[call]]` is a name in a framework: how it is called there with what that framework takes for
granted, and which of our parameters that implies.
"""

from __future__ import annotations

import ast
import difflib
import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from activations.arrays import FloatArray, Operand, arguments
from activations.spec import Activation, SpecError, shown

FOLDER = Path(__file__).resolve().parent


class Framework(NamedTuple):
    """One framework: how it is written, what its calls import, how people shorten its names."""

    title: str
    imports: str
    short: Mapping[str, str]  # the beginning of a name, and what may stand for it


FRAMEWORKS: dict[str, Framework] = {
    "pytorch": Framework(
        "PyTorch", "import torch", {"torch.nn.functional.": "F.", "torch.nn.": "nn."}
    ),
    "keras": Framework("Keras", "import keras, tf_keras", {"keras.": "tf.keras."}),
    "tensorflow": Framework("TensorFlow", "import tensorflow as tf", {"tf.": "tensorflow."}),
    "jax": Framework("JAX", "import jax", {"jax.nn.": "nn."}),
    "flax": Framework(
        "Flax", "import flax.linen, flax.nnx, jax", {"flax.linen.": "nn.", "flax.nnx.": "nnx."}
    ),
    "onnx": Framework("ONNX", "from onnx import helper", {}),
    "mlx": Framework("MLX", "import mlx.core, mlx.nn", {"mlx.nn.": "nn.", "mlx.core.": "mx."}),
    "paddle": Framework(
        "Paddle", "import paddle", {"paddle.nn.functional.": "F.", "paddle.nn.": "nn."}
    ),
    "transformers": Framework(
        "transformers", "import torch\nfrom transformers.activations import ACT2FN", {}
    ),
    "timm": Framework("timm", "import timm.layers, timm.layers.activations_me, torch", {}),
}
"""In the order in which the site shows them."""
COPIED = tuple(FRAMEWORKS)[:8]
"""Those that have a tab: the last two are collections of models for PyTorch."""


@dataclass(frozen=True)
class Call:
    """A name in a framework."""

    framework: str
    name: str  # qualified
    options: str = ""  # what tells it from the same name without: "approximate=False"
    code: str = ""  # one expression in the inputs; empty in a file where it is name(inputs)
    also: tuple[str, ...] = ()  # further callables of the framework that do exactly the same
    parameters: Mapping[str, float] = field(default_factory=dict)  # ours, where not our default
    other: bool = False  # it bears the name of the function, and is another one

    @property
    def title(self) -> str:
        """Return the name with what must be said beside it."""
        return f"{self.name}({self.options})" if self.options else self.name


class Elsewhere(NamedTuple):
    """What one file says: lines to copy by framework, and the names."""

    copies: Mapping[str, str]
    calls: tuple[Call, ...]


def inputs(a: Activation) -> list[str]:
    """Return the names of the array arguments: calls and copies compute with them."""
    given = arguments(a.function).items()
    return [name for name, p in given if p.annotation in (FloatArray, Operand)]


@functools.cache
def elsewhere(a: Activation, folder: Path = FOLDER) -> Elsewhere:
    """Return what a function is called elsewhere; nothing, where its file is not written yet."""
    path = folder / f"{a.id}.toml"
    if not path.exists():
        return Elsewhere({}, ())
    return _Reader(a, path).read()


class _Reader:
    """One file, and where in it something is wrong."""

    def __init__(self, a: Activation, path: Path) -> None:
        self.a, self.path = a, path
        self.text = path.read_text(encoding="utf-8")

    def error(self, wrong: str, right: str, needle: str = "", call: int = 0) -> SpecError:
        """Return an error at the first line that holds the needle, of the nth call."""
        lines = self.text.splitlines()
        starts = [0, *(i for i, line in enumerate(lines) if line.strip() == "[[call]]")]
        start = starts[min(call, len(starts) - 1)]
        found = (i for i, line in enumerate(lines[start:], start) if needle in line)
        return SpecError(f"{shown(self.path)}:{next(found, start) + 1}: {wrong}: {right}")

    def read(self) -> Elsewhere:
        try:
            content = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            where = re.search(r"\(at line (\d+), column \d+\)", str(error))
            line = int(where[1]) if where else len(self.text.splitlines())
            wrong = re.sub(r" *\(at .*\)", "", str(error))
            raise SpecError(f"{shown(self.path)}:{line}: {wrong}: valid TOML") from None
        for key in content.keys() - {"copy", "call"}:
            raise self.error(f"unknown key {key!r}", "[copy] or [[call]]", key)
        calls = content.get("call", [])
        if not isinstance(calls, list) or not all(isinstance(call, dict) for call in calls):
            raise self.error("call is no list of tables", "[[call]] above each", "call")
        copies = self._copies(content.get("copy", {}))
        return Elsewhere(copies, tuple(self._call(c, i) for i, c in enumerate(calls, 1)))

    def _copies(self, found: Any) -> dict[str, str]:
        right = f"[copy] with a text for each of {', '.join(COPIED)}"
        if not isinstance(found, dict):
            raise self.error("copy is no table", right, "copy")
        for key, text in found.items():
            if key not in COPIED or not isinstance(text, str):
                raise self.error(f"bad entry {key!r}", right, key)
            result = "node" if key == "onnx" else "y"
            wanted = f"Python that assigns {result}"
            try:
                tree = ast.parse(text)
            except SyntaxError as error:
                raise self.error(f"{key}: {error.msg}", wanted, f"{key} =") from None
            names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
            if not {result, f"{result}s"} & names:
                raise self.error(f"{key} assigns no {result}", wanted, f"{key} =")
        if missing := [name for name in COPIED if name not in found]:
            raise self.error(f"no copy for {', '.join(missing)}", right, "[copy]")
        return {name: found[name].strip() for name in COPIED}

    def _call(self, found: dict[str, Any], number: int) -> Call:
        def error(wrong: str, right: str, needle: str = "") -> SpecError:
            return self.error(wrong, right, needle, number)

        texts = ("framework", "name", "options", "code")
        for key, value in found.items():
            if key not in (*texts, "also", "parameters", "other"):
                known = "framework, name, options, code, also, parameters or other"
                raise error(f"unknown key {key!r}", known, key)
            if key in texts and not (isinstance(value, str) and value.strip()):
                raise error(f"{key} is no text", "a text that is not empty", key)
        for key in ("framework", "name"):
            if key not in found:
                raise error(f"a call without {key}", f'{key} = "…"')
        if found["framework"] not in FRAMEWORKS:
            right = f"one of {', '.join(FRAMEWORKS)}"
            raise error(f"unknown framework {found['framework']!r}", right, "framework")
        also = found.get("also", [])
        if not isinstance(also, list) or not all(isinstance(a, str) and a for a in also):
            raise error("also is no list of names", 'also = ["…"]', "also")
        if found.get("other", True) is not True:
            raise error("other is not true", "other = true, or leave it out", "other")
        parameters = found.get("parameters", {})
        ours = {p.name: p.default for p in self.a.parameters}
        if not isinstance(parameters, dict):
            raise error("parameters is no table", "{ name = number }", "parameters")
        for name, value in parameters.items():
            if name not in ours or isinstance(value, bool) or not isinstance(value, int | float):
                right = f"a number for one of {', '.join(ours) or 'none: it has no parameters'}"
                raise error(f"bad parameter {name!r}", right, "parameters")
            if value == ours[name]:
                right = "leave it out: only what differs is said"
                raise error(f"{name} = {value} is our default", right, "parameters")
        words = {**found, "also": tuple(also), "parameters": parameters}
        call = Call(**{**words, "code": found.get("code") or self._code(found)})
        for code in (call.code, *call.also):
            try:
                ast.parse(code, mode="eval")
            except SyntaxError as problem:
                raise error(f"{code}: {problem.msg}", "one expression", code) from None
        return call

    def _code(self, found: dict[str, Any]) -> str:
        """Return the plain call of a name."""
        name = found["name"]
        options = f", {found['options']}" if "options" in found else ""
        if found["framework"] == "onnx":
            given = ", ".join(f'"{i}"' for i in inputs(self.a))
            return f'helper.make_node("{name.removeprefix("onnx.")}", [{given}], ["y"]{options})'
        return f"{name}({', '.join(inputs(self.a))}{options})"


# --- names ----------------------------------------------------------------------------------

Target = tuple[Activation, Call]


def spellings(call: Call) -> Iterator[str]:
    """Yield what people write for a call: its names, what may stand for them, keys alone."""
    options = f"({call.options})" if call.options else ""
    for name in (call.name, *call.also):
        yield name + options
        for long, short in FRAMEWORKS[call.framework].short.items():
            if name.startswith(long):
                yield name.replace(long, short, 1) + options
        if key := re.fullmatch(r'\w+\["(\w+)"\]', name):  # ACT2FN["gelu_new"]
            yield key[1]
        if call.framework == "onnx":
            yield name.removeprefix("onnx.") + options


def resolver(read: Iterable[tuple[Activation, tuple[Call, ...]]]) -> dict[str, list[Target]]:
    """Return every spelling with what it may mean; refuse a full name that means two things."""
    found: dict[str, list[Target]] = {}
    full: dict[str, Target] = {}
    for a, calls in read:
        for call in calls:
            for name in (call.name, *call.also):
                key = name + (f"({call.options})" if call.options else "")
                other, before = full.setdefault(key, (a, call))
                if (other, before.parameters) != (a, call.parameters):
                    wrong = f"{key} is {other.id} already"
                    right = "one of them, or options that tell them apart"
                    raise SpecError(f"{shown(FOLDER / f'{a.id}.toml')}:1: {wrong}: {right}")
            for name in spellings(call):
                found.setdefault(name, []).append((a, call))
    return found


def _plain(name: str) -> str:
    """Return the form in which spellings are compared, if not as they stand."""
    return re.sub(r"[\s_-]+|\(\)$", "", name.strip().casefold().replace("'", '"'))


@functools.cache
def _known() -> tuple[dict[str, list[Target]], dict[str, list[Target]]]:
    from activations import catalogue

    exact = resolver((a, elsewhere(a).calls) for a in catalogue)
    plain: dict[str, list[Target]] = {}
    for name, targets in exact.items():
        plain.setdefault(_plain(name), []).extend(targets)
    return exact, plain


def from_framework(name: str) -> tuple[Activation, dict[str, float]]:
    """Find what a framework's name means here.

    Parameters
    ----------
    name
        As it is written there, for instance ``"jax.nn.gelu"``, ``"F.silu"``, ``"nn.LeakyReLU"``,
        ``'ACT2FN["gelu"]'``, ``"tf.nn.leaky_relu"``; case, separators and quotes do not count
        where that leaves no doubt.

    Returns
    -------
    tuple of Activation and dict
        The record, and the parameters with which its function does what that name does.

    Raises
    ------
    TypeError
        If `name` is not a string.
    LookupError
        If no framework is known to have that name, if it means different things in several, or
        if it is a function that only shares its name with one here. The message says which, or
        suggests names that are close.

    Examples
    --------
    >>> record, parameters = from_framework("tf.nn.leaky_relu")
    >>> record.id, parameters
    ('leaky_relu', {'negative_slope': 0.2})
    """
    if not isinstance(name, str):
        raise TypeError(f"the name of a function is a string, not {type(name).__name__}")
    exact, plain = _known()
    targets = exact.get(name) or plain.get(_plain(name))
    if not targets:
        close = difflib.get_close_matches(_plain(name), plain, n=3)
        hint = " or ".join(repr(plain[c][0][1].title) for c in close)
        advice = f"did you mean {hint}?" if close else "activations.frameworks has those known"
        raise LookupError(f"no framework is known to call a function {name!r}: {advice}")
    (a, call), *others = targets
    if any((b, c.parameters, c.other) != (a, call.parameters, call.other) for b, c in others):
        meant = " or ".join(sorted({repr(c.title) for _, c in targets}))
        raise LookupError(f"{name!r} is not the same in every framework: write {meant}")
    if call.other:
        wrong = f"{call.title!r} bears the name of {a.id!r} and is another function"
        raise LookupError(f"{wrong}: activations.frameworks.elsewhere lists those that are not")
    return a, dict(call.parameters)
