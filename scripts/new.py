"""Scaffold a new function: its module and its two pages.

    python scripts/new.py ID           or: make new ID=…

Nothing that exists is overwritten. The scaffold runs; what it says is yours to replace.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

MODULE = '''\
"""The @id@ function."""

import math

import numpy as np

from activations import references
from activations.arrays import FloatArray, activation
from activations.spec import Accuracy, Activation, Interval, Properties, Text

__all__ = ["@ID@", "@id@", "@id@_derivative"]


@activation
def @id@(x: FloatArray) -> FloatArray:
    """Say in one line what it is, with the formula.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    Examples
    --------
    >>> float(@id@(0.0))
    0.0
    """
    return np.tanh(x)


@activation
def @id@_derivative(x: FloatArray) -> FloatArray:
    """Derivative of @id@.

    Parameters
    ----------
    x : array_like of real numbers
        Any shape. Floating dtypes are kept; integers and booleans become float64.

    Returns
    -------
    numpy.ndarray or numpy scalar
        Of the shape and dtype of `x`.

    Raises
    ------
    TypeError
        If `x` holds anything but real numbers.

    Examples
    --------
    >>> float(@id@_derivative(0.0))
    1.0
    """
    z = np.exp(-2 * np.minimum(np.abs(x), 1e4))
    return 4 * z / (1 + z) ** 2


@ID@ = Activation(
    id="@id@",
    name=Text(ko="@id@", en="@id@"),
    family="sigmoidal",
    status="niche",
    summary=Text(ko="한 줄 요약을 씁니다.", en="Write the one-line summary."),
    function=@id@,
    derivative=@id@_derivative,
    accuracy=Accuracy(function=3, derivative=5),
    latex=r"f(x) = \\tanh(x)",
    latex_derivative=r"f'(x) = 1 - \\tanh(x)^2",
    exact="tanh(x)",
    properties=Properties(
        range=Interval("-1", "1"),
        limits=("-1", "1"),
        monotonicity="strictly increasing",
        symmetry="odd",
        smoothness=math.inf,
        convexity="none",
    ),
    references=(references.LECUN_1998,),
)
'''

SECTIONS = {
    "formula": ("수식", "Formula"),
    "derivative": ("도함수", "Derivative"),
    "properties": ("성질", "Properties"),
    "code": ("NumPy 코드", "NumPy code"),
    "use": ("언제 쓰나", "When to use it"),
    "mistakes": ("흔한 실수", "Common mistakes"),
    "values": ("값", "Values"),
    "references": ("참고 문헌", "References"),
    "related": ("관련 함수", "Related functions"),
}
PROSE = {"use": ("언제 쓰는지 씁니다.", "Write when to use it."),
         "mistakes": ("흔한 실수를 씁니다.", "Write the common mistakes.")}  # fmt: skip


def page(language: int) -> str:
    """Return an empty page with every heading and every block."""
    parts = ["---\n# begin generated: meta\n# end generated\n---"]
    parts += [_block("title"), _block("figure")]
    for ident, titles in SECTIONS.items():
        parts.append(f"## {titles[language]} {{ #{ident} }}")
        parts.append(PROSE[ident][language] if ident in PROSE else _block(ident))
    return "\n\n".join(parts) + "\n"


def _block(name: str) -> str:
    return f"<!-- begin generated: {name} -->\n<!-- end generated -->"


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Write the three files, or none."""
    parser = argparse.ArgumentParser(description="Scaffold a new function.")
    parser.add_argument("id", help="lower snake case, e.g. leaky_relu")
    ident = parser.parse_args(arguments).id
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", ident):
        print(f"{ident!r} is not an id: lower snake case, e.g. leaky_relu", file=sys.stderr)
        return 1
    module = MODULE.replace("@id@", ident).replace("@ID@", ident.upper())
    files = {
        root / f"activations/functions/{ident}.py": module,
        root / f"docs/ko/functions/{ident}.md": page(0),
        root / f"docs/en/functions/{ident}.md": page(1),
    }
    if present := [path for path in files if path.exists()]:
        for path in present:
            name = path.relative_to(root).as_posix()
            print(f"{name}: exists already, nothing was written", file=sys.stderr)
        return 1
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(root).as_posix()}")
    print(
        f"now add to activations/__init__.py:  from activations.functions.{ident} import *\n"
        "and run:                             python scripts/build.py"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
