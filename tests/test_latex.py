"""The formulas as the pages show them, read back and evaluated against the code."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import mpmath
import numpy as np
import pytest
from mpmath import mpf

from activations import Activation
from tests.latex_reader import LatexError, Statement, UndefinedError, read
from tests.oracle import ELEMENTWISE, PAIR, VECTOR, choices, kink_value, kinked, kinks, name, scope

POINTS = [*np.linspace(-8.25, 8.25, 67).tolist(), -1e-3, 1e-3, -30.0, 30.0]
WITH_OUTPUT = [a for a in ELEMENTWISE if a.latex_derivative_from_output]


class WrongError(AssertionError):
    """A formula says something else than the code."""


def same(shown: Any, computed: Any) -> bool:
    """Equal to ten digits; the code itself is held to the last one in test_numerics.py."""
    return bool(abs(mpf(shown) - mpf(float(computed))) <= mpf(10) ** -10 * abs(mpf(shown)))


def hold(statement: Statement, given: dict[str, Any], computed: Any, kink: Any = None) -> None:
    """Raise unless the statement gives what the code gives; at a kink it may give nothing."""
    try:
        shown = statement.value(given)
    except UndefinedError:
        if kink is None:
            raise WrongError(f"no value at {given}") from None
        return
    if not same(shown, computed if kink is None else kink):
        raise WrongError(f"{shown} and not {computed} at {given}")


def hold_elementwise(a: Activation, latex: str, field: str) -> None:
    """Read one formula of an elementwise function and hold it against the code."""
    (statement,) = read(latex)
    expected = {
        "latex": (0, "x"),
        "latex_derivative": (1, "x"),
        "latex_derivative_from_output": (1, ""),
    }[field]
    if (statement.primes, statement.argument) != expected or statement.indices:
        raise WrongError(f"the left side of {latex!r}")
    if not expected[1] and statement.subject != "y":
        raise WrongError(f"the derivative of {statement.subject!r}")
    held = 0
    for parameters in choices(a):
        known = scope(a, parameters)
        at_kinks = dict(kink_value(a, i, parameters) for i in kinked(a, parameters))
        for x in [*POINTS, *kinks(a, parameters)]:
            if not statement.holds({**known, "x": mpf(x)}):
                continue
            held += 1
            y = a.function(x, **parameters)
            slope = a.derivative(x, **parameters)
            if field == "latex":
                hold(statement, {**known, "x": mpf(x)}, y)
            elif field == "latex_derivative":
                hold(statement, {**known, "x": mpf(x)}, slope, at_kinks.get(x))
            else:
                # In y the slope is lost where y is rounded to its limit: y at 60 digits instead.
                (definition,) = read(a.latex)
                exact = definition.value({**known, "x": mpf(x)})
                hold(statement, {**known, "y": exact}, slope, at_kinks.get(x))
    if held < len(POINTS) // 2:
        raise WrongError(f"{latex!r} holds for no parameter that the record names")


def hold_vector(a: Activation, latex: str, field: str) -> None:
    """The same for a function of a vector: components, entries of the Jacobian, or all of it."""
    random = np.random.default_rng(1)
    vectors = [random.normal(0, 2, n) for n in (1, 2, 3, 5)] + [np.array([0.0, 0.0, 3.0])]
    for statement, x in itertools.product(read(latex), vectors):
        n = len(x)
        given: dict[str, Any] = {"n": n, "x": [mpf(v) for v in x]}
        if field == "latex":
            if (statement.primes, statement.argument, statement.indices) != (0, "x", "i"):
                raise WrongError(f"the left side of {latex!r}")
            for i, y in enumerate(a.function(x)):
                hold(statement, {**given, "i": i + 1}, y)
            continue
        (definition,) = read(a.latex)
        outputs = [definition.value({**given, "i": i + 1}) for i in range(n)]
        given = {"n": n, "s": outputs}
        jacobian = a.derivative(x)
        if statement.indices == "ij" and statement.primes == 1 and statement.subject == "s":
            for i, j in np.ndindex(n, n):
                hold(statement, {**given, "i": i + 1, "j": j + 1}, jacobian[i, j])
        elif statement.subject == "J":
            matrix = statement.value(given)
            if not isinstance(matrix, mpmath.matrix) or (matrix.rows, matrix.cols) != (n, n):
                raise WrongError(f"{latex!r} is no matrix of {n} by {n}")
            for i, j in np.ndindex(n, n):
                if not same(matrix[i, j], jacobian[i, j]):
                    raise WrongError(f"entry {i, j} of {matrix}")
        else:
            raise WrongError(f"the left side of {latex!r}")


def hold_pair(a: Activation, latex: str, field: str) -> None:
    """The same for a function of two inputs: its value, or both partial derivatives."""
    statements = read(latex)
    expected = {"latex": [(0, "ab")], "latex_derivative": [(1, "a"), (1, "b")]}[field]
    if [(s.primes, s.argument) for s in statements] != expected:
        raise WrongError(f"the left sides of {latex!r}")
    for x, y in itertools.product(POINTS[::5], POINTS[2::7]):
        values = a.derivative(x, y) if field == "latex_derivative" else (a.function(x, y),)
        for statement, value in zip(statements, values, strict=True):
            hold(statement, {"a": mpf(x), "b": mpf(y)}, value)


def check(a: Activation, field: str, latex: str) -> None:
    holders = {"vector": hold_vector, "pair": hold_pair}
    with mpmath.workdps(400):  # 1 + erf(x) and 1 + exp(x) lose 200 of them at -30
        holders.get(a.kind, hold_elementwise)(a, latex, field)


FIELDS = [
    (a, field)
    for a in (*ELEMENTWISE, *VECTOR, *PAIR)
    for field in ("latex", "latex_derivative", "latex_derivative_from_output")
    if getattr(a, field)
]


@pytest.mark.parametrize(("a", "field"), FIELDS, ids=name)
def test_the_formula_is_the_code(a: Activation, field: str) -> None:
    check(a, field, getattr(a, field))


LEARNED = [(a, p) for a in ELEMENTWISE for p in a.parameters if p.derivative is not None]


@pytest.mark.parametrize(("a", "p"), LEARNED, ids=name)
def test_the_formula_of_a_learned_parameter(a: Activation, p: Any) -> None:
    (statement,) = read(p.latex_derivative)
    assert (statement.primes, statement.argument) == (1, p.symbol)
    with mpmath.workdps(60):
        for parameters in choices(a):
            for x in POINTS:
                given = {**scope(a, parameters), "x": mpf(x)}
                hold(statement, given, p.derivative(x, **parameters))


# --- that a wrong formula is found ----------------------------------------------------------

SWAPS = {"+": "-", "-": "+", "<": ">", ">": "<", r"\le": r"\ge", "'": "", r"\delta": r"\alpha"}


def slips(latex: str) -> Iterator[str]:
    """The formula with one slip of the pen in each: a sign, a digit, a comparison, a letter."""
    formula = re.split(r"\\qquad\s*\(", latex)[0]  # a narrower condition is not wrong
    for slip in re.finditer(r"\\le\b|\\delta|[-+<>']|\d|(?<=[ {,])[xab](?![_(a-z,])", formula):
        old = slip[0]
        new = str((int(old) + 1) % 10) if old.isdigit() else SWAPS.get(old, "(x + 1)")
        yield latex[: slip.start()] + new + latex[slip.end() :]


@pytest.mark.parametrize(("a", "field"), FIELDS, ids=name)
def test_a_slip_is_found(a: Activation, field: str) -> None:
    wrong = list(slips(getattr(a, field)))
    assert len(wrong) >= 2
    assert [latex for latex in wrong if not found(a, field, latex)] == []


def found(a: Activation, field: str, latex: str) -> bool:
    try:
        check(a, field, latex)
    except (WrongError, LatexError, ArithmeticError):
        return True
    return False


@pytest.mark.parametrize("a", WITH_OUTPUT, ids=name)
def test_a_missing_condition_is_found(a: Activation) -> None:
    """Without the condition that it needs, a derivative from the output is wrong somewhere."""
    latex = a.latex_derivative_from_output
    without = re.sub(r"\\qquad\s*\(.*\)$", "", latex)
    if without != latex:
        with pytest.raises(WrongError):
            check(a, "latex_derivative_from_output", without)


@pytest.mark.parametrize(
    "latex",
    [
        "f(x) = x +",
        "f(x) = x^10",
        "f(x) = x) ",
        "f(x) = (x",
        "f(x) = [x]",
        "f(x)",
        "f(x) = \\unknown x",
        "f(x) = \\operatorname{unknown}(x)",
        "f(x) = f'(x)",
        "f(x) = \\left[x\\right]",
        "f(x) = \\frac{x}",
        "f(x) = x?",
        "f(x) = \\begin{cases} x & x > 0 \\end{cases}",
        "f(x) = \\begin{cases} x, & x \\end{cases}",
        "f(x) = \\begin{matrix} x \\end{matrix}",
        "2 = x",
        "f(x) = x \\qquad (x)",
    ],
)
def test_the_reader_refuses_what_it_does_not_understand(latex: str) -> None:
    with pytest.raises(LatexError):
        read(latex)


def test_the_reader_refuses_two_sides_that_differ() -> None:
    (statement,) = read(r"f(x) = 2x = x + 1")
    assert statement.value({"x": mpf(1)}) == 2
    with pytest.raises(LatexError, match="said to be equal"):
        statement.value({"x": mpf(3)})


def test_the_reader_refuses_a_symbol_without_a_meaning() -> None:
    (statement,) = read(r"f(x) = \alpha x")
    with pytest.raises(LatexError, match="alpha"):
        statement.value({"x": mpf(1)})


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"f(x) = -x^2", -9),
        (r"f(x) = 2x - 1 + x", 8),
        (r"f(x) = x - 1 - 1", 1),
        (r"f(x) = \frac12 x", 1.5),
        (r"f(x) = \tfrac{x}{2}\,x", 4.5),
        (r"f(x) = x/2x", 4.5),
        (r"f(x) = \tanh(x)^2 - \tanh^2 x", 0),
        (r"f(x) = \left(1 + x\right)^{2 - 1}", 4),
        (r"f(x) = \lvert -x \rvert x", 9),
        (r"f(x) = \max(0, x) \cdot \min(x, 2)", 6),
        (r"f(x) = \sum_{k=1}^{3} k x - 1", 17),
        (r"f(x) = \begin{cases} 1, & x < 0 \\ 2, & 0 \le x < 4 \\ 3, & x \ge 4 \end{cases}", 2),
        (r"f(x) = \sqrt{x + 1}", 2),
    ],
)
def test_the_reader_calculates(latex: str, expected: float) -> None:
    (statement,) = read(latex)
    assert float(statement.value({"x": mpf(3)})) == pytest.approx(expected, rel=1e-14, abs=1e-14)
