"""A record's closed forms in ball arithmetic: what comes out holds the true value for certain.

SymPy reads an expression and differentiates it; it is then one line of Python that runs on
python-flint's balls, real (`arb`) or complex (`acb`). Nothing here uses the package's functions.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import sympy
from flint import acb, arb, ctx, fmpq
from sympy.core.relational import Relational
from sympy.parsing.sympy_parser import parse_expr, rationalize, standard_transformations

from activations.spec import Activation, Elementwise

Parameters: TypeAlias = Mapping[str, float]
Ball: TypeAlias = Any  # an arb; python-flint is not typed
Truth: TypeAlias = Callable[..., Ball]  # a function of numbers that are exact

X, Y, A, B = sympy.symbols("x y a b", real=True)
COMPONENTS = sympy.symbols("x_1 x_2 x_3", real=True)
OWN = sympy.Symbol("x_i", real=True)  # the input beside which a vector's output stands
LETTERS = {str(s): s for s in (X, Y, A, B, OWN, *COMPONENTS)}

BITS = 70  # of relative accuracy, where float64 has 53 and the x86 longdouble 64
TINY = -1150  # the exponent of what is 0 for the tests: float64 ends at 2**-1074
MOST = 1 << 16  # bits of precision
ctx.prec = 256  # for what is made of balls afterwards, sums and differences


class Undecided(ArithmeticError):  # noqa: N818  (the mathematics is not wrong, only not decided)
    """Balls alone do not decide this."""


# --- reading --------------------------------------------------------------------------------


def symbols(a: Activation) -> dict[str, sympy.Symbol]:
    """The parameters as letters."""
    return {p.name: sympy.Symbol(p.name, real=True) for p in a.parameters}


@functools.cache
def parse(a: Activation, text: str) -> Any:
    """Read an expression of a record; its decimals are Rationals."""
    names: dict[str, Any] = {**LETTERS, **symbols(a)}
    transformations = (*standard_transformations, rationalize)
    return sympy.sympify(parse_expr(text, local_dict=names, transformations=transformations))


def as_typed(a: Activation, text: str, parameters: Parameters | None = None) -> Any:
    """Read an expression and put the parameters as they are typed, 0.01 as 1/100."""
    given = {symbols(a)[n]: sympy.Rational(repr(v)) for n, v in _given(a, parameters or {})}
    return parse(a, text).subs(given)


def settings(a: Activation) -> list[dict[str, float]]:
    """The parameters at which every value holds: the defaults, then one changed at a time."""
    return [{}, *({p.name: value} for p in a.parameters for value in p.others)]


def values(a: Activation, parameters: Parameters) -> list[Ball]:
    """The parameters as the doubles that the code gets."""
    return [arb(value) for _, value in _given(a, parameters)]


def in_cases(expression: sympy.Expr) -> sympy.Expr:
    """Write what has a joint as cases, so that it can be differentiated on either side."""

    def largest(*arguments: sympy.Expr, sign: int = 1) -> sympy.Expr:
        cases = []
        for k, one in enumerate(arguments):  # those before it are not the largest
            others = (sign * (one - other) >= 0 for other in arguments[k + 1 :])
            cases.append((one, sympy.And(*others)))
        return sympy.Piecewise(*cases)

    def absolute(inside: sympy.Expr) -> sympy.Expr:
        return sympy.Piecewise((inside, inside >= 0), (-inside, True))

    def signum(inside: sympy.Expr) -> sympy.Expr:
        return sympy.Piecewise((1, inside > 0), (-1, inside < 0), (0, True))

    expression = expression.replace(sympy.Max, largest)
    expression = expression.replace(sympy.Min, lambda *a: largest(*a, sign=-1))
    return expression.replace(sympy.Abs, absolute).replace(sympy.sign, signum)


def derivative(expression: sympy.Expr, *by: sympy.Symbol) -> sympy.Expr:
    """Differentiate, once by each letter; on a joint what one of its sides has."""
    return sympy.diff(in_cases(expression), *by) if by else expression


# --- running --------------------------------------------------------------------------------

METHODS = {
    **{n: n for n in ("exp", "log", "erf", "erfc", "sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{n: n for n in ("atan", "asinh", "floor")},
    **{"Complement": "erfc", "ceiling": "ceil", "sign": "sgn", "Abs": "__abs__"},
}


def _source(e: Any) -> str:
    """Print an expression as Python for balls."""
    if e.is_Symbol:
        return str(e)
    if e.is_Integer:
        return f"({e})"
    if e.is_Rational:
        return f"fmpq({e.p}, {e.q})"
    if e in (sympy.true, sympy.false):
        return str(bool(e))
    constants = {sympy.pi: "arb.pi()", sympy.E: "arb.const_e()"}
    if e in constants:
        return constants[e]
    if e.is_Piecewise:
        cases = (f"({_source(condition)}, lambda: {_source(value)})" for value, condition in e.args)
        return f"_choose({', '.join(cases)})"
    if isinstance(e, Relational):
        return f"_compare({e.rel_op!r}, {_source(e.lhs)}, {_source(e.rhs)})"
    parts = [_source(argument) for argument in e.args]
    if e.is_Add or e.is_Mul:
        return f"({(' + ' if e.is_Add else '*').join(parts)})"
    base = f"arb({parts[0]})" if e.args[0].is_number else parts[0]
    if e.is_Pow:
        power = e.args[1]
        if power.is_Integer:
            return f"power({base}, {power})"
        if abs(power) == sympy.S.Half:
            root = f"_real({base}, 'sqrt')"
            return root if power > 0 else f"(1/{root})"
        return f"(_real({base}, 'log')*{parts[1]}).exp()"
    name = type(e).__name__
    joined = {"Max": "_largest", "Min": "_smallest", "And": "_all", "Or": "_any", "Not": "_not"}
    if name in joined:
        return f"{joined[name]}({', '.join(parts)})"
    if name == "Log1p":
        return f"_log1p({base})"
    if name not in METHODS:
        raise NotImplementedError(f"the oracle has no rule for {e}")
    return f"_real({base}, 'log')" if name == "log" else f"{base}.{METHODS[name]}()"


def _real(value: Any, method: str) -> Any:
    """Apply what has a branch cut; an integral must not cross it (`analytic` of acb)."""
    return getattr(value, method)(True) if isinstance(value, acb) else getattr(value, method)()


def _log1p(value: Any) -> Any:
    """The logarithm of 1 + value; only a real one needs its digits kept."""
    return _real(1 + value, "log") if isinstance(value, acb) else value.log1p()


def power(base: Any, n: int) -> Any:
    """An integer power; arb's own is NaN for a ball that holds 0."""
    if n < 0:
        return 1 / power(base, -n)
    if n < 2:
        return base if n else arb(1)
    half = power(base, n // 2)
    return half * half if n % 2 == 0 else half * half * base


def _largest(first: Any, *others: Any) -> Any:
    for other in others:
        first = arb(first).max(arb(other))
    return first


def _smallest(first: Any, *others: Any) -> Any:
    for other in others:
        first = arb(first).min(arb(other))
    return first


def _compare(sign: str, left: Any, right: Any) -> bool | None:
    """True and False are certain; None is neither."""
    left = arb(left)
    if sign in ("<", "<="):
        yes, no = (left < right, left >= right) if sign == "<" else (left <= right, left > right)
    elif sign in (">", ">="):
        yes, no = (left > right, left <= right) if sign == ">" else (left >= right, left < right)
    else:
        same, other = (left - right).is_zero(), left < right or left > right
        yes, no = (same, other) if sign == "==" else (other, same)
    return True if yes else False if no else None


def _all(*conditions: bool | None) -> bool | None:
    return False if False in conditions else None if None in conditions else True


def _any(*conditions: bool | None) -> bool | None:
    return True if True in conditions else None if None in conditions else False


def _not(condition: bool | None) -> bool | None:
    return None if condition is None else not condition


def _choose(*cases: tuple[bool | None, Callable[[], Any]]) -> Any:
    """The value of the case that applies; the union of those of which it is not certain."""
    union: Any = None
    for condition, value in cases:
        if condition is False:
            continue
        here = arb(value())
        union = here if union is None else union.union(here)
        if condition is True:
            return union
    return arb("nan")


RUNNING = {
    **{
        "arb": arb,
        "fmpq": fmpq,
        "_real": _real,
        "_log1p": _log1p,
        "power": power,
        "_largest": _largest,
        "_smallest": _smallest,
    },
    **{"_compare": _compare, "_all": _all, "_any": _any, "_not": _not, "_choose": _choose},
}


class Complement(sympy.Function):  # type: ignore[misc]  # SymPy is not typed
    """erfc; SymPy's own makes 2 - erfc(u) of erfc(-u)."""


class Log1p(sympy.Function):  # type: ignore[misc]
    """The logarithm of 1 + u: whatever the precision, 1 + exp(-1e300) is 1."""


def _without_loss(e: sympy.Add) -> sympy.Expr:
    """Write c + c erf(u) as c erfc(-u), of which no precision is lost where erf is -1."""
    c = e.as_coeff_Add()[0]
    for term in e.args:
        factor, other = term.as_coeff_Mul()
        if c != 0 and factor == c and isinstance(other, sympy.erf):
            return e - c - term + c * Complement(-other.args[0])
    return e


@functools.cache
def compiled(expression: sympy.Expr, letters: tuple[sympy.Symbol, ...]) -> Callable[..., Ball]:
    """A function of balls; what stands several times in the expression is computed once."""
    stable = sympy.sympify(expression).replace(
        lambda e: e.is_Add and e.has(sympy.erf), _without_loss
    )
    stable = stable.replace(
        lambda e: isinstance(e, sympy.log) and e.args[0].is_Add and 1 in e.args[0].args,
        lambda e: Log1p(e.args[0] - 1),
    )
    shared, (result,) = sympy.cse([stable], sympy.numbered_symbols("shared_"))
    lines = [f"def function({', '.join(map(str, letters))}):"]
    lines += [f"    {name} = {_source(part)}" for name, part in shared]
    lines += [f"    return {_source(result)}"]
    scope = dict(RUNNING)
    exec("\n".join(lines), scope)
    return scope["function"]  # type: ignore[return-value]


def certain(evaluate: Callable[[], Ball], bits: int = BITS) -> Ball:
    """Double the precision until so many are certain, or that the value is 0 for every dtype."""
    before = ctx.prec
    ctx.prec = 128
    try:
        while ctx.prec <= MOST:
            value = arb(evaluate())
            if value.rel_accuracy_bits() >= bits or value.is_zero():
                return value
            if value.is_finite() and value.abs_upper() < arb(2) ** TINY:
                return value
            ctx.prec *= 2
    finally:
        ctx.prec = before
    raise Undecided(f"{value} even with {MOST} bits")


def truth(a: Activation, parameters: Parameters, order: int = 0, by: str = "x") -> Truth:
    """The function or a derivative at a number; by a parameter's name, the derivative in that."""
    letters = (X, *symbols(a).values())
    return _truth(
        a, parameters, parse(a, a.exact), letters, [{**LETTERS, **symbols(a)}[by]] * order
    )


def from_output(a: Activation, parameters: Parameters) -> Truth:
    """The slope f' as a function of y = f(x)."""
    letters = (Y, *symbols(a).values())
    return _truth(a, parameters, parse(a, a.exact_derivative_from_output), letters, [])


def partial(a: Activation, parameters: Parameters, *by: sympy.Symbol) -> Truth:
    """A function of two inputs, or a partial derivative of it."""
    return _truth(a, parameters, parse(a, a.exact), (A, B, *symbols(a).values()), by)


def _truth(
    a: Activation,
    parameters: Parameters,
    expression: sympy.Expr,
    letters: tuple[sympy.Symbol, ...],
    by: Iterable[sympy.Symbol],
) -> Truth:
    function = compiled(derivative(expression, *by), letters)
    given = values(a, parameters)
    return lambda *numbers, bits=BITS: certain(lambda: function(*map(arb, numbers), *given), bits)


def constant(expression: sympy.Expr, bits: int = 400) -> Ball:
    """A number without letters, as a ball."""
    if expression.is_infinite:
        return arb.pos_inf() if expression > 0 else arb.neg_inf()
    with ctx.workprec(bits):
        return arb(compiled(expression, ())())


def claimed(a: Activation, text: str, parameters: Parameters) -> float:
    """A record's closed form, as the double that the code may compute."""
    given = {symbols(a)[n]: sympy.Rational(*v.as_integer_ratio()) for n, v in _given(a, parameters)}
    return float(parse(a, text).subs(given))


def kinks(a: Elementwise, parameters: Parameters) -> dict[float, float]:
    """The kinks that there are with these parameters: where, and what the derivative returns."""
    return {
        claimed(a, kink.at, parameters): claimed(a, kink.value, parameters)
        for kink in a.kinks
        if not kink.when or eval(kink.when, {}, dict(_given(a, parameters)))
    }


def _given(a: Activation, parameters: Parameters) -> list[tuple[str, float]]:
    return [(p.name, float(parameters.get(p.name, p.default))) for p in a.parameters]
