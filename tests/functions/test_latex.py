"""The formulas as the pages show them, read back and evaluated against the code."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from flint import arb, arb_mat, ctx

from activations.spec import Activation, Elementwise, Pair, Parameter, Reduction, Vector
from scripts.truth.expressions import kinks, settings
from tests.functions.latex_reader import IMPLIED, LatexError, Statement, UndefinedError, read, scope
from tests.kinds.records import name, of

POINTS = [*np.linspace(-8.25, 8.25, 67).tolist(), -1e-3, 1e-3, -30.0, 30.0]
BITS = 1400  # 1 + erf(x) loses 650 of them at -30
RECORDS = of(Activation)


class WrongError(AssertionError):
    """A formula says something else than the code."""


def same(shown: Any, computed: Any) -> bool:
    """Equal to ten digits, or below the subnormal numbers; tests/kinds holds the last digit."""
    error = abs(arb(shown) - arb(float(computed)))
    return bool(error <= abs(arb(shown)) / 10**10 or error < arb(2) ** -1080)


def told(given: dict[str, Any]) -> str:
    return ", ".join(f"{k} = {v.str(8) if isinstance(v, arb) else v}" for k, v in given.items())


def hold(statement: Statement, given: dict[str, Any], computed: Any, kink: Any = None) -> None:
    """Raise unless the statement gives what the code gives; at a kink it may give nothing."""
    try:
        shown = statement.value(given)
    except UndefinedError:
        if kink is None:
            raise WrongError(f"no value at {told(given)}") from None
        return
    if not same(shown, computed if kink is None else kink):
        raise WrongError(f"{arb(shown).str(15)} and not {computed} at {told(given)}")


def left_side(statement: Statement, *expected: tuple[int, str, str]) -> None:
    """Raise unless primes, argument and indices are those of one of the forms."""
    if (statement.primes, statement.argument, statement.indices) not in expected:
        raise WrongError(f"the left side, {statement}")


def hold_elementwise(a: Elementwise, latex: str, field: str) -> None:
    statement, *letters = read(latex)
    order, argument = {
        "latex": (0, "x"),
        "latex_derivative": (1, "x"),
        "latex_derivative_from_output": (1, ""),
    }[field]
    left_side(statement, (order, argument, ""))
    if not argument and statement.subject != "y":
        raise WrongError(f"the derivative of {statement.subject!r}")
    for letter in letters:  # `f'(x) = …, \qquad u = …`
        left_side(letter, (0, "", ""))
    (definition,) = read(a.latex)
    held = 0
    together = {p.name: p.others[0] for p in a.parameters}  # a slip may show with none at 0 alone
    for parameters in [*settings(a), together]:
        known = scope(a, parameters)
        at_kinks = kinks(a, parameters) if order else {}
        beside = [k + d for k in kinks(a, parameters) for d in (-0.05, 0, 0.05)]
        x = np.array([*POINTS, *beside])
        y = (a.derivative if order else a.function)(x, **parameters)
        for point, computed in zip(x.tolist(), y, strict=True):
            given = {**known, "x": arb(point)}
            given |= {letter.subject: letter.value(given) for letter in letters}
            if statement.holds(given):
                held += 1
                if not argument:  # the output not rounded: near its limit the slope would be lost
                    given = {**known, "y": definition.value(given)}
                hold(statement, given, computed, at_kinks.get(point))
    if held < len(POINTS) // 2:
        raise WrongError(f"{latex!r} holds for no parameter that the record names")


def vectors() -> Iterator[np.ndarray[Any, np.dtype[np.float64]]]:
    random = np.random.default_rng(1)
    for n in (1, 2, 3, 5):
        yield random.normal(0, 2, n)
    yield np.array([0.25, 0.25, 3.0])


def hold_vector(a: Vector, latex: str, field: str) -> None:
    """Components, entries of the Jacobian, or all of it; of several parts one after the other."""
    seeds = (None, 5) if a.random else (None,)
    for parameters, x, seed in itertools.product(settings(a), vectors(), seeds):
        n, drawn = len(x), {"rng": np.random.default_rng(seed)} if seed else {}
        given = {**scope(a, parameters, n, seed), "n": n, "x": [arb(v) for v in x]}
        given |= IMPLIED[a.id](given["x"]) if a.id in IMPLIED else {}
        definitions, statements = read(a.latex), read(latex)
        if field == "latex":
            y = a.function(x, **parameters, **drawn)
            for part, statement in enumerate(statements):
                left_side(statement, (0, "x", "i"), (0, "", "i" if part == 0 else "n+i"))
                if not statement.holds(given):
                    raise WrongError(f"the condition, at {told(given)}")
                for i in range(n):
                    hold(statement, {**given, "i": i + 1}, y[part * n + i])
            if len(y) != len(statements) * n:
                raise WrongError(f"{len(statements)} statements on {len(y)} outputs")
            continue
        outputs = [d.value({**given, "i": i + 1}) for d in definitions for i in range(n)]
        given[a.letter] = outputs
        jacobian = a.derivative(x, **parameters, **drawn)
        for letter in [s for s in statements if s.subject != "J" and not s.primes]:
            left_side(letter, (0, "", "i"))
            given[letter.subject] = [letter.value({**given, "i": i + 1}) for i in range(n)]
            statements.remove(letter)
        for part, statement in enumerate(statements):
            if statement.subject == "J":
                matrix = statement.value(given)
                if not isinstance(matrix, arb_mat) or (matrix.nrows(), matrix.ncols()) != (n, n):
                    raise WrongError(f"{latex!r} is no matrix of {n} by {n}")
                entries = [same(matrix[i, j], jacobian[i, j]) for i, j in np.ndindex(n, n)]
                if not all(entries):
                    raise WrongError(f"an entry of {matrix}")
                continue
            row = 0 if len(definitions) == 1 else part
            left_side(statement, (1, "x", "ij" if row == 0 else "n+ij"))
            if statement.subject != a.letter:
                raise WrongError(f"the derivative of {statement.subject!r}")
            for i, j in np.ndindex(n, n):
                hold(statement, {**given, "i": i + 1, "j": j + 1}, jacobian[row * n + i, j])


def hold_reduction(a: Reduction, latex: str, field: str) -> None:
    (statement,) = read(latex)
    left_side(statement, {"latex": (0, "x", ""), "latex_derivative": (1, "x", "i")}[field])
    for parameters, x in itertools.product(settings(a), vectors()):
        given = {**scope(a, parameters, len(x)), "n": len(x), "x": [arb(v) for v in x]}
        if field == "latex":
            hold(statement, given, a.function(x, **parameters))
            continue
        if a.smoothness < 1 and len(set(x.tolist())) < len(x):
            continue  # there is no derivative
        given[a.letter] = arb(float(a.function(x, **parameters)))
        for i, slope in enumerate(a.derivative(x, **parameters)):
            hold(statement, {**given, "i": i + 1}, slope)


def hold_pair(a: Pair, latex: str, field: str) -> None:
    """Its value, or both partial derivatives."""
    statements = read(latex)
    expected = {"latex": [(0, "ab")], "latex_derivative": [(1, "a"), (1, "b")]}[field]
    if [(s.primes, s.argument) for s in statements] != expected:
        raise WrongError(f"the left sides of {latex!r}")
    for parameters in settings(a):
        known = scope(a, parameters)
        for x, y in itertools.product(POINTS[::5], POINTS[2::7]):
            slopes = a.derivative(x, y, **parameters)
            computed = slopes if field == "latex_derivative" else [a.function(x, y, **parameters)]
            for statement, value in zip(statements, computed, strict=True):
                kink = value if a.smoothness < 1 else None
                hold(statement, {**known, "a": arb(x), "b": arb(y)}, value, kink)


HOLDERS: dict[type, Callable[[Any, str, str], None]] = {
    Elementwise: hold_elementwise,
    Vector: hold_vector,
    Reduction: hold_reduction,
    Pair: hold_pair,
}


def check(a: Activation, field: str, latex: str) -> None:
    with ctx.workprec(BITS):
        HOLDERS[type(a)](a, latex, field)


FIELDS = [
    (a, field)
    for a in RECORDS
    for field in ("latex", "latex_derivative", "latex_derivative_from_output")
    if getattr(a, field)
]


@pytest.mark.parametrize(("a", "field"), FIELDS, ids=name)
def test_the_formula_is_the_code(a: Activation, field: str) -> None:
    check(a, field, getattr(a, field))


LEARNED = [(a, p) for a in of(Elementwise) for p in a.parameters if p.derivative is not None]


@pytest.mark.parametrize(("a", "p"), LEARNED, ids=name)
def test_the_formula_of_a_learned_parameter(a: Elementwise, p: Parameter) -> None:
    assert p.derivative is not None
    (statement,) = read(p.latex_derivative)
    assert (statement.primes, statement.argument) == (1, p.symbol)
    with ctx.workprec(BITS):
        for parameters in settings(a):
            slopes = p.derivative(np.array(POINTS), **parameters)
            for x, slope in zip(POINTS, slopes, strict=True):
                hold(statement, {**scope(a, parameters), "x": arb(x)}, slope)


# --- that a wrong formula is found ----------------------------------------------------------

SWAPS = {"+": "-", "-": "+", "<": ">", ">": "<", r"\le": r"\ge", "'": "", r"\delta": r"\alpha"}
SWAPS |= {"e^": "2^", r"\sin": r"\cos", r"\cos": r"\sin", r"\max": r"\min", r"\frac": r"\max"}
# The digit of a name, as in ReLU6, is no number.
SLIP = re.compile(
    r"\\(?:le|delta|sin|cos|max|frac)\b|e\^|[-+<>']|(?<![A-Za-z])\d|(?<=[ {,(])[xab](?![_(a-z,])"
)


def slips(latex: str) -> Iterator[str]:
    """The formula with one slip of the pen in each: a sign, a digit, a comparison, a letter."""
    formula = re.split(r"\\qquad\s*\(", latex)[0]  # a narrower condition is not wrong
    for slip in SLIP.finditer(formula):
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


CONDITIONED = [a for a in RECORDS if r"\qquad" in a.latex_derivative_from_output]


@pytest.mark.parametrize("a", CONDITIONED, ids=name)
def test_a_missing_condition_is_found(a: Activation) -> None:
    """Without the condition that it needs, a derivative from the output is wrong somewhere."""
    latex = a.latex_derivative_from_output
    without = re.sub(r"\\qquad\s*\(.*\)$", "", latex)
    assert without != latex
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
    assert statement.value({"x": arb(1)}) == 2
    with pytest.raises(LatexError, match="said to be equal"):
        statement.value({"x": arb(3)})


def test_the_reader_refuses_a_symbol_without_a_meaning() -> None:
    (statement,) = read(r"f(x) = \alpha x")
    with pytest.raises(LatexError, match="alpha"):
        statement.value({"x": arb(1)})


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
    assert float(statement.value({"x": arb(3)})) == pytest.approx(expected, rel=1e-14, abs=1e-14)
