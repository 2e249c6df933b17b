"""Functions of n inputs, from an `exact` that speaks of three.

Of every sum, product, maximum and minimum of one thing of each of the three becomes that of n, and
a maximum over every set of the three one over every set of the n.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import sympy
from flint import arb, arb_series, ctx

from activations.spec import Activation
from scripts.truth.expressions import (
    BITS,
    COMPONENTS,
    OWN,
    Ball,
    Parameters,
    Undecided,
    certain,
    compiled,
    parse,
    power,
    symbols,
    values,
)

EXPONENTIAL = (sympy.tanh, sympy.sinh, sympy.cosh)  # python-flint has no power series of these


def formulas(a: Activation) -> list[sympy.Expr]:
    """What a vector function returns: one formula, or several, each for i = 1, …, n."""
    expression = parse(a, a.exact)
    several = list(expression) if isinstance(expression, sympy.Tuple) else [expression]
    return [f.replace(lambda e: isinstance(e, EXPONENTIAL), lambda e: e.rewrite(sympy.exp))
            for f in several]  # fmt: skip


class Components:
    """The outputs at n inputs, counted from 0, and their slopes in every input."""

    def __init__(self, a: Activation, parameters: Parameters, inputs: Iterable[Any]) -> None:
        self.formulas = formulas(a)
        self.given = dict(zip(symbols(a).values(), values(a, parameters), strict=True))
        self.inputs = [arb(x) for x in inputs]
        self.each = any(f.has(OWN) for f in self.formulas)  # an output beside each input
        self.size = len(self.formulas) * (len(self.inputs) if self.each else 1)
        self.done: dict[tuple[int, sympy.Expr], Any] = {}  # by precision: shared by the outputs

    def value(self, index: int, bits: int = BITS) -> Ball:
        """One of the outputs."""
        return certain(lambda: self._at(index, self.inputs, self.done), bits)

    def slope(self, index: int, j: int, bits: int = BITS) -> Ball:
        """The derivative in input j: everything is a power series of the first order in it."""

        def evaluate() -> Ball:
            moved = [arb_series([x, int(k == j)]) for k, x in enumerate(self.inputs)]
            try:
                value = self._at(index, moved, {})
            except ValueError:  # a divisor that may be 0 as yet: more precision may tell
                return arb("nan")
            return value[1] if isinstance(value, arb_series) else arb(0)

        ctx.cap = 2
        return certain(evaluate, bits)

    def _at(self, index: int, x: Sequence[Any], done: dict[tuple[int, sympy.Expr], Any]) -> Any:
        number, i = divmod(index, len(x)) if self.each else (index, 0)
        return _value(self.formulas[number], {**self.given, OWN: x[i]}, x, done)


def _value(e: sympy.Expr, scope: dict[Any, Any], x: Sequence[Any], done: dict[Any, Any]) -> Any:
    """Evaluate a formula at the inputs; what does not depend on i is done once."""
    key = (ctx.prec, e)
    if key in done:
        return done[key]
    if e in scope:
        return scope[e]
    if e in COMPONENTS:
        if len(x) != len(COMPONENTS):
            raise Undecided(f"{e} alone: the three inputs of the formula are not treated alike")
        return x[COMPONENTS.index(e)]
    if not _letters(e):
        return arb(compiled(e, ())())
    if (constant := _of_sets(e)) is not None:
        result = _largest_mean(_value(constant, scope, x, done), x)
    elif isinstance(e, sympy.Add | sympy.Mul | sympy.Max | sympy.Min):
        alike, others = _alike(e)
        parts = [_value(other, scope, x, done) for other in others]
        if alike is not None:
            local = {k: v for k, v in scope.items() if k is not COMPONENTS[0]}
            parts += [_value(alike, {**local, COMPONENTS[0]: v}, x, {}) for v in x]
        result = parts[0]
        for part in parts[1:]:
            result = _joined(e, result, part)
    elif isinstance(e, sympy.Pow) and e.exp.is_Integer:
        result = power(_value(e.base, scope, x, done), int(e.exp))
    elif isinstance(e, sympy.Pow):
        result = (_value(e.exp, scope, x, done) * _value(e.base, scope, x, done).log()).exp()
    elif isinstance(e, sympy.Piecewise):
        result = _case(e, scope, x, done)
    elif isinstance(e, sympy.Abs):
        inside = _value(e.args[0], scope, x, done)
        result = _larger(inside, -inside)
    else:
        result = getattr(_value(e.args[0], scope, x, done), type(e).__name__)()
    if OWN not in _letters(e) and COMPONENTS[0] not in scope:
        done[key] = result
    return result


@functools.cache
def _letters(e: sympy.Expr) -> set[sympy.Symbol]:
    """Return its symbols; SymPy looks for them anew each time."""
    return e.free_symbols  # type: ignore[no-any-return]


@functools.cache
def _alike(e: sympy.Expr) -> tuple[sympy.Expr | None, list[sympy.Expr]]:
    """Of the terms, the one that comes once with each of the three inputs, and the others."""
    first, second, third = COMPONENTS
    terms = list(e.args)
    for term in terms:
        if term.has(first) and not term.has(second, third):
            three = [term.subs(first, letter) for letter in COMPONENTS]
            if all(t in terms for t in three):
                return term, [t for t in terms if t not in three]
    return None, terms


@functools.cache
def _of_sets(e: sympy.Expr) -> sympy.Expr | None:
    """Of the maximum of (c + sum of S)/|S| over every set S of the three inputs, return c."""
    single = _alike(e)[0] if isinstance(e, sympy.Max) else None
    if single is None:
        return None
    c = single - COMPONENTS[0]
    sets = itertools.chain(*(itertools.combinations(COMPONENTS, size) for size in (1, 2, 3)))
    return c if {*e.args} == {(c + sum(s)) / len(s) for s in sets} else None


def _largest_mean(c: Any, x: Sequence[Any]) -> Any:
    """The same of n inputs: of the sets of one size, that of the largest inputs is the best."""
    ordered = sorted(x, key=_constant, reverse=True)
    sums = itertools.accumulate(ordered, initial=c)
    means = (total / size for size, total in enumerate(sums) if size)
    return functools.reduce(_larger, means)


def _joined(e: sympy.Expr, one: Any, other: Any) -> Any:
    if isinstance(e, sympy.Add):
        return one + other
    if isinstance(e, sympy.Mul):
        return one * other
    return _larger(one, other) if isinstance(e, sympy.Max) else -_larger(-one, -other)


def _constant(value: Any) -> Ball:
    return value[0] if isinstance(value, arb_series) else arb(value)


def _larger(one: Any, other: Any) -> Any:
    """The larger of two; where they are equal, the slope is known only if it is the same."""
    u, v = _constant(one), _constant(other)
    if u > v or u < v:
        return one if u > v else other
    if not isinstance(one, arb_series) and not isinstance(other, arb_series):
        return u.max(v)
    apart = arb_series([0, 0]) + one - other
    if apart[0].is_zero() and apart[1].is_zero():
        return one
    return arb_series([u.max(v), arb("nan")])  # more precision may tell


def _case(e: sympy.Piecewise, scope: dict[Any, Any], x: Sequence[Any], done: Any) -> Any:
    signs = {"<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}
    for value, condition in e.args:
        if condition == sympy.true:
            return _value(value, scope, x, done)
        left = _constant(_value(condition.lhs, scope, x, done))
        right = _constant(_value(condition.rhs, scope, x, done))
        if left.overlaps(right) and not (left - right).is_zero():
            return arb("nan")  # more precision may tell
        if getattr(left, signs[condition.rel_op])(right):
            return _value(value, scope, x, done)
    return arb("nan")
