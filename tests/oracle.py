"""What the numbers are held against: the record's `exact` expression at high precision.

Nothing here uses the functions of the package. 400 digits carry every cancellation that float64
can provoke (exp(x) - exp(-x) at 5e-324 loses 324 of them); `test_numerics.py` checks that more
digits change nothing.
"""

from __future__ import annotations

import functools
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import sympy
from mpmath import mpf
from sympy.parsing.sympy_parser import parse_expr, rationalize, standard_transformations

import activations
from activations import Activation
from activations.spec import Parameter

ROOT = Path(__file__).resolve().parent.parent
# A random function is elementwise in its evaluation mode.
ELEMENTWISE = [a for a in activations.catalogue if a.kind in ("elementwise", "random")]
PAIR = [a for a in activations.catalogue if a.kind == "pair"]
RANDOM = [a for a in activations.catalogue if a.kind == "random"]
VECTOR = [a for a in activations.catalogue if a.kind == "vector"]
KINKED = [a for a in ELEMENTWISE if a.kinks]
DIGITS = 400
X, Y = sympy.symbols("x y", real=True)
A, B = sympy.symbols("a b", real=True)
COMPONENTS = sympy.symbols("x_1 x_2 x_3", real=True)

Evaluate = Callable[[float], mpf]


def name(thing: object) -> str:
    """How a record, or a set of parameters, is called in the name of a test."""
    if isinstance(thing, Activation):
        return thing.id
    if isinstance(thing, Mapping):
        return "-".join(f"{key}={value:g}" for key, value in thing.items()) or "default"
    if isinstance(thing, Parameter):
        return thing.name
    return getattr(thing, "__name__", str(thing))


def choices(a: Activation) -> list[dict[str, float]]:
    """The parameters at which every claim holds: the defaults, then one changed at a time."""
    return [{}, *({p.name: value} for p in a.parameters for value in p.others)]


def cases(records: Iterable[Activation]) -> list[tuple[Activation, dict[str, float]]]:
    return [(a, parameters) for a in records for parameters in choices(a)]


# --- expressions ----------------------------------------------------------------------------


def symbols(a: Activation) -> dict[str, sympy.Symbol]:
    return {p.name: sympy.Symbol(p.name, real=True) for p in a.parameters}


def parse(a: Activation, text: str) -> sympy.Expr:
    """Read an expression of a record; its decimals are Rationals."""
    names: dict[str, Any] = {"x": X, "y": Y, "a": A, "b": B, **symbols(a)}
    names |= {str(c): c for c in COMPONENTS} | {"x_i": sympy.Symbol("x_i", real=True)}
    return sympy.sympify(
        parse_expr(text, local_dict=names, transformations=(*standard_transformations, rationalize))
    )


def rational(value: float) -> sympy.Rational:
    """The double, exactly."""
    return sympy.Rational(*value.as_integer_ratio())


def at_defaults(a: Activation, expression: sympy.Expr) -> sympy.Expr:
    """Put the defaults as they are typed, 0.01 as 1/100."""
    return expression.subs(
        {symbols(a)[p.name]: sympy.Rational(repr(p.default)) for p in a.parameters}
    )


def exact(a: Activation, order: int = 0) -> sympy.Expr:
    """f, or a derivative of it, with its parameters as symbols."""
    return sympy.diff(parse(a, a.exact), X, order)


def breakpoints(a: Activation) -> list[sympy.Expr]:
    """The finite points, at the default parameters, where a piece of f begins or ends."""
    expression = at_defaults(a, exact(a))
    points: set[sympy.Expr] = set()
    for piecewise in expression.atoms(sympy.Piecewise):
        for _, condition in piecewise.args:
            for relation in condition.atoms(sympy.core.relational.Relational):
                points |= set(sympy.solveset(relation.lhs - relation.rhs, X, sympy.S.Reals))
    for absolute in expression.atoms(sympy.Abs, sympy.sign):
        points |= set(sympy.solveset(absolute.args[0], X, sympy.S.Reals))
    return sorted(points)


def piece(a: Activation, sample: sympy.Rational, order: int = 0) -> sympy.Expr:
    """f, or a derivative, at the defaults, as the one smooth expression that holds around a point.

    SymPy's one-sided limits of a Piecewise are not to be trusted: that of ReLU's slope at 0 from
    the left is 1.
    """
    expression = at_defaults(a, exact(a))

    def chosen(*pairs: Any) -> sympy.Expr:
        return next(value for value, condition in pairs if condition.subs(X, sample) is sympy.true)

    expression = expression.replace(sympy.Piecewise, chosen)
    expression = expression.replace(
        sympy.Abs, lambda inside: inside if inside.subs(X, sample) > 0 else -inside
    )
    expression = expression.replace(sympy.sign, lambda inside: sympy.sign(inside.subs(X, sample)))
    return sympy.diff(expression, X, order)


@functools.cache
def _compiled(a: Activation, text: str, order: int, variable: str) -> Callable[..., mpf]:
    """The derivative in a variable; the first argument is that of f, or y."""
    first = Y if variable == "y" else X
    by = symbols(a).get(variable, first)
    expression = sympy.diff(parse(a, text), by, order)
    return sympy.lambdify([first, *symbols(a).values()], expression, "mpmath", cse=True)


def _values(a: Activation, parameters: Mapping[str, float]) -> list[mpf]:
    return [mpf(parameters.get(p.name, p.default)) for p in a.parameters]


def oracle(
    a: Activation,
    parameters: Mapping[str, float],
    order: int = 0,
    digits: int = DIGITS,
    variable: str = "x",
) -> Evaluate:
    """f (or a derivative) at a double, the parameters being the doubles that the code gets."""
    compiled = _compiled(a, a.exact, order, variable)
    values = _values(a, parameters)

    def evaluate(x: float) -> mpf:
        with mpmath.workdps(digits):
            return mpf(compiled(as_mpf(x), *values))

    return evaluate


def from_output(a: Activation, parameters: Mapping[str, float]) -> Evaluate:
    """f' as a function of y = f(x)."""
    compiled = _compiled(a, a.exact_derivative_from_output, 0, "y")
    values = _values(a, parameters)

    def evaluate(y: float) -> mpf:
        with mpmath.workdps(DIGITS):
            return mpf(compiled(y, *values))

    return evaluate


def kink_value(a: Activation, index: int, parameters: Mapping[str, float]) -> tuple[float, float]:
    """Where a kink is and what the derivative returns there."""
    return _kink(a.id, index, tuple(parameters.items()))


@functools.cache
def _kink(ident: str, index: int, parameters: tuple[tuple[str, float], ...]) -> tuple[float, float]:
    a = activations.get(ident)
    given = dict(parameters)
    values = {symbols(a)[p.name]: rational(given.get(p.name, p.default)) for p in a.parameters}
    at, value = (parse(a, text).subs(values) for text in (a.kinks[index].at, a.kinks[index].value))
    return float(at), float(value)


def kinks(a: Activation, parameters: Mapping[str, float]) -> list[float]:
    """The kinks that there are with these parameters."""
    return [kink_value(a, i, parameters)[0] for i in kinked(a, parameters)]


def kinked(a: Activation, parameters: Mapping[str, float]) -> list[int]:
    values = {p.name: parameters.get(p.name, p.default) for p in a.parameters}
    return [i for i, kink in enumerate(a.kinks) if not kink.when or eval(kink.when, {}, values)]


def scope(a: Activation, parameters: Mapping[str, float]) -> dict[str, Any]:
    """What the letters of the displayed formulas stand for."""
    known = {p.symbol: mpf(parameters.get(p.name, p.default)) for p in a.parameters}
    if a.kind == "random":  # the slope a in evaluation
        known["a"] = (known["l"] + known["u"]) / 2
    return known


def partials(a: Activation, order: int = 0) -> Callable[[float, float], tuple[mpf, ...]]:
    """A function of two inputs, alone in a tuple, or its two partial derivatives."""
    expression = parse(a, a.exact)
    wanted = [sympy.diff(expression, letter) for letter in (A, B)] if order else [expression]
    compiled = sympy.lambdify([A, B], wanted, "mpmath", cse=True)

    def evaluate(x: float, y: float) -> tuple[mpf, ...]:
        with mpmath.workdps(DIGITS):
            return tuple(mpf(v) for v in compiled(as_mpf(x), as_mpf(y)))

    return evaluate


def components(a: Activation, order: int = 0) -> Callable[[Sequence[float]], Any]:
    """The outputs of a vector function at three inputs, or its Jacobian, from `exact`."""
    expression = parse(a, a.exact)
    outputs = [expression.subs({"x_i": c, sympy.Symbol("x_i", real=True): c}) for c in COMPONENTS]
    if order:
        outputs = [[sympy.diff(f, c) for c in COMPONENTS] for f in outputs]
    compiled = sympy.lambdify(COMPONENTS, outputs, "mpmath")

    def evaluate(x: Sequence[float]) -> Any:
        with mpmath.workdps(DIGITS):
            return compiled(*(as_mpf(v) for v in x))

    return evaluate


# --- distances ------------------------------------------------------------------------------


def as_mpf(value: Any) -> mpf:
    """A floating-point number of any NumPy dtype, exactly."""
    if isinstance(value, mpf):
        return value
    if not isinstance(value, np.longdouble) or not np.isfinite(value) or value == 0:
        return mpf(float(value))
    mantissa, exponent = np.frexp(value)  # a longdouble may be beyond the doubles
    high = float(mantissa)
    with mpmath.workdps(60):
        return mpmath.ldexp(mpf(high) + mpf(float(mantissa - np.longdouble(high))), int(exponent))


def spacing(true: mpf, dtype: Any) -> mpf:
    """The distance between neighbours of `true` in a dtype, subnormal numbers included."""
    info = np.finfo(dtype)
    _, mantissa, exponent, bits = true._mpf_
    top = exponent + bits - 1 if mantissa else info.minexp
    return mpmath.ldexp(1, int(max(top, info.minexp)) - int(info.nmant))


def ulps(got: Any, true: mpf, dtype: Any = np.float64) -> float:
    """How far a result is from the truth, in units in the last place of its dtype."""
    value = as_mpf(got)
    if mpmath.isnan(value):
        return math.inf
    unit = spacing(true, dtype)
    with mpmath.workdps(DIGITS):
        if mpmath.isinf(value):
            # Right where rounding overflows: half a unit above the largest number.
            largest = as_mpf(np.finfo(dtype).max)
            beyond = abs(true) >= largest + spacing(largest, dtype) / 2
            return 0.0 if beyond and (true > 0) == (value > 0) else math.inf
        return float(abs(value - true) / unit)


def growth(a: Activation, parameters: Mapping[str, float], x: Any) -> float:
    """What the record allows beyond its bound, because the exponential's argument is rounded."""
    if not a.accuracy.exponent:
        return 0.0
    values = {p.name: Fraction(parameters.get(p.name, p.default)) for p in a.parameters}
    exponent = eval(a.accuracy.exponent, {}, {"x": Fraction(x), **values})
    if abs(exponent) > 800:  # the exponential is 0
        return 800.0
    # Half an ulp of the product is at most |exponent| 2**-53: an ulp of the least mantissa.
    return 0.0 if Fraction(float(exponent)) == exponent else abs(float(exponent))


def crosses(a: Activation, order: int, x: Any) -> bool:
    """Whether x is where the derivative has a zero, and so an absolute bound."""
    crossing = a.accuracy.crossing
    return bool(order and crossing is not None and crossing.low < x < crossing.high)


def excess(
    a: Activation, order: int, parameters: Mapping[str, float], x: Any, got: Any, true: mpf
) -> float:
    """By how many ulp, in units of the bound in a crossing, a result is beyond what is allowed."""
    bound = a.accuracy.derivative if order else a.accuracy.function
    if crosses(a, order, x):
        assert a.accuracy.crossing is not None
        with mpmath.workdps(DIGITS):
            return float(abs(as_mpf(got) - true)) / a.accuracy.crossing.absolute - 1
    return ulps(got, true) - growth(a, parameters, x) - bound


def worst(
    got: Any, inputs: Iterable[Any], truth: Callable[[Any], mpf], dtype: Any = np.float64
) -> tuple[float, Any]:
    """The largest error in ulp, and the input that has it."""
    return max(
        ((ulps(g, truth(x), dtype), x) for g, x in zip(got, inputs, strict=True)),
        key=lambda pair: pair[0],
    )


# --- inputs ---------------------------------------------------------------------------------

# Where exp overflows, underflows to a subnormal number, and to 0; where 1 + exp(-x) becomes 1.
THRESHOLDS = (
    709.782712893384,
    708.3964185322641,
    745.1332191019412,
    36.7368005696771,
    18.714973875,
)


def hard_points() -> list[float]:
    """±0, subnormal, tiny, huge, and the thresholds with their neighbours."""
    positive = [0.0, 5e-324, 1e-323, 2.2e-308, sys.float_info.min, 1e-300, 1e-160, 1e-100, 1e-20]
    positive += [2.0**-53, 2.0**-52, 2.0**-27, 1e-8, 1e-5, 0.5, 1.0, 2.0, 1e3, 1e5, 1e16, 1e100]
    positive += [1e160, 1e300, 8.9e307, 1e308, sys.float_info.max]
    for threshold in THRESHOLDS:
        for scale in (0.5, 1.0, 2.0):
            x = threshold * scale
            positive += [x, math.nextafter(x, 0), math.nextafter(x, math.inf)]
    return [sign * x for x in positive for sign in (1.0, -1.0)]


def points(seed: int = 20, count: int = 800) -> list[float]:
    """A dense grid, random numbers near 0 and over the whole range, and the hard points."""
    random = np.random.default_rng(seed)
    dense = np.linspace(-12.03, 12.07, count)
    tails = random.uniform(-760, 760, count)
    near = random.normal(0, 1, count)
    small = 10.0 ** random.uniform(-323, 6, count // 2) * random.choice([-1.0, 1.0], count // 2)
    huge = 10.0 ** random.uniform(6, 308, 24) * random.choice([-1.0, 1.0], 24)  # slow in mpmath
    return [*hard_points(), *map(float, np.concatenate([dense, tails, near, small, huge]))]
