"""Translate a record into JavaScript: `exact`, its derivative, and what the sliders need.

The live figures compute in the browser with what stands here; nobody types a function a third
time. SymPy is imported only to translate: a module that is current is known by its digest.
"""

from __future__ import annotations

import functools
import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activations import Activation
from scripts.figures import letter

if TYPE_CHECKING:
    import sympy

INPUTS = {"elementwise": "x", "random": "x", "pair": "a b", "vector": "x_i x_1 x_2 x_3"}


def module(activation: Activation) -> bytes:
    """Return the JavaScript module of a function."""
    import sympy

    names = INPUTS[activation.kind].split()
    inputs = [sympy.Symbol(name, real=True) for name in names]
    f = parse(activation, activation.exact)
    given = ", ".join([*names, _parameters(activation)])
    lines = [
        f"// Made by scripts/build.py from activations/functions/{activation.id}.py; never edited.",
        f"// digest: {digest(activation)}",
    ]
    if "erf(" in activation.exact:
        lines.append('import { erf } from "../javascripts/special.js";')
    facts = {
        "id": activation.id,
        "kind": "elementwise" if activation.kind == "random" else activation.kind,
        "window": activation.window,
        "parameters": [
            {
                "name": p.name,
                "symbol": letter(p),
                "value": p.default,
                "low": p.between[0],
                "high": p.between[1],
            }
            for p in activation.parameters
        ],
    }
    for name, value in facts.items():
        lines.append(f"export const {name} = {json.dumps(value, ensure_ascii=False)};")
    if activation.kind == "vector":
        # For now: the core does it for any length.
        lines.append(f"const one = ({given}) => {script(f)};")
        lines.append("export const f = (x, p) => x.map((x_i) => one(x_i, ...x, p));")
        lines.append('export const letter = "s";')
        lines.append("export const temperature = true;")
    else:
        lines.append(f"export const f = ({given}) => {script(f)};")
    if activation.kind == "random":
        given_of = [{q.name: p.name for q in activation.parameters} for p in activation.parameters]
        bounds = ", ".join(
            f"(x) => f(x, {{ {', '.join(f'{q}: {p}' for q, p in same.items())} }})"
            for same in given_of
        )
        lines.append(f"export const band = ({_parameters(activation)}) => [{bounds}];")
    if activation.kind == "pair":
        slopes = ", ".join(script(sympy.diff(f, symbol)) for symbol in inputs)
        lines.append(f"export const slopes = ({given}) => [{slopes}];")
    elif activation.kind != "vector":
        lines.append(f"export const slope = ({given}) => {script(sympy.diff(f, inputs[0]))};")
        lines.append(f"export const kinks = ({_parameters(activation)}) => [{_kinks(activation)}];")
    return ("\n".join(lines) + "\n").encode()


def parse(activation: Activation, text: str) -> sympy.Expr:
    """Read an expression of a record; its decimals are Rationals."""
    import sympy
    from sympy.parsing.sympy_parser import parse_expr, rationalize, standard_transformations

    names = [*INPUTS[activation.kind].split(), *(p.name for p in activation.parameters)]
    known: dict[str, Any] = {name: sympy.Symbol(name, real=True) for name in names}
    transformations = (*standard_transformations, rationalize)
    return sympy.sympify(parse_expr(text, local_dict=known, transformations=transformations))


def script(expression: sympy.Expr) -> str:
    """Return an expression in JavaScript."""
    from sympy import jscode

    text: str = jscode(expression, user_functions={"erf": "erf"})
    return " ".join(text.replace("\n", " ").split())


def _parameters(activation: Activation) -> str:
    return (
        f"{{ {', '.join(p.name for p in activation.parameters)} }}"
        if activation.parameters
        else "_"
    )


def _kinks(activation: Activation) -> str:
    """Return the kinks as items of an array: where, what the derivative is there, and whether."""
    items = []
    for kink in activation.kinks:
        at, value = (script(parse(activation, text)) for text in (kink.at, kink.value))
        # Conditions are comparisons, which Python and JavaScript write alike.
        items.append(f"{{ at: {at}, slope: {value}, real: {kink.when or 'true'} }}")
    return ", ".join(items)


@functools.cache
def _common() -> bytes:
    source = Path(__file__).read_bytes().replace(b"\r\n", b"\n")
    return source + version("sympy").encode()


def digest(activation: Activation) -> str:
    """Hash everything that a function's module depends on."""
    source = activation.path.read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(_common() + b"\0" + source).hexdigest()[:16]


def is_current(script: bytes, activation: Activation) -> bool:
    """Tell whether a module was made from what its function is now."""
    return f"// digest: {digest(activation)}\n".encode() in script[:300]
