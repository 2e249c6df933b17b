"""What a function does from some point on to infinity, for certain.

There it is a sum of terms c·t^a·(ln t)^l·exp(P(t)), with t the distance from 0 and P a polynomial.
What such a sum is put into is expanded to the third order, the remainder a ball; so the sum holds
for every t from `reach` on, and its leading term tells sign and limit.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import sympy
from flint import arb, ctx

from scripts.truth.expressions import Ball, Undecided, X, compiled, constant

Polynomial: TypeAlias = tuple[sympy.Expr, ...]  # coefficients of t, t², …; the last is not 0
S = sympy.Symbol("s", real=True)
MANY = 8  # terms are enough


@dataclass(frozen=True)
class Size:
    """How fast a term grows: t^power (ln t)^logs exp(P(t))."""

    exponent: Polynomial = ()
    power: sympy.Expr = sympy.S.Zero
    logs: sympy.Expr = sympy.S.Zero

    def __mul__(self, other: Size) -> Size:
        p, q = self.exponent, other.exponent
        longest = max(len(p), len(q))
        summed = [
            sympy.expand((p[k] if k < len(p) else 0) + (q[k] if k < len(q) else 0))
            for k in range(longest)
        ]
        while summed and summed[-1] == 0:
            summed.pop()
        return Size(tuple(summed), self.power + other.power, self.logs + other.logs)

    def raised(self, n: sympy.Expr) -> Size:
        exponent = tuple(sympy.expand(c * n) for c in self.exponent)
        return Size(exponent if n else (), self.power * n, self.logs * n)

    def __truediv__(self, other: Size) -> Size:
        return self * other.raised(sympy.S.NegativeOne)

    @property
    def growth(self) -> int:
        """1 when it goes to infinity, -1 when it goes to 0, 0 when it is 1."""
        for c in (*reversed(self.exponent), self.power, self.logs):
            if c != 0:
                return 1 if c.is_positive else -1
        return 0

    def at(self, reach: int) -> Ball:
        """The value at `reach`, from where on it must be monotone."""
        if self.growth == 0:
            return arb(1)
        way = self if self.growth < 0 else self.raised(sympy.S.NegativeOne)
        # t times the slope of the logarithm is t P'(t) + power + logs / ln t, with ln t > 1.
        slopes = [k * c for k, c in enumerate(way.exponent, 1)]
        rise = sum((c * X**k for k, c in enumerate(slopes, 1)), sympy.S.Zero)
        rise += way.power + sympy.Max(way.logs, 0)
        moved = sympy.Poly(sympy.expand(rise.subs(X, X + reach)), X).all_coeffs()
        if not all(c.is_nonpositive for c in moved):
            raise Undecided(f"{self} is not yet monotone from {reach} on")
        exponent = sum((constant(c) * reach**k for k, c in enumerate(self.exponent, 1)), arb(0))
        t = arb(reach)
        return exponent.exp() * t ** constant(self.power) * t.log() ** constant(self.logs)


ONE = Size()


def _ball(c: Any) -> Ball:
    return constant(c) if isinstance(c, sympy.Basic) else arb(c)


class Tail:
    """A sum of terms, for t >= reach. Coefficients are exact (SymPy's) or balls."""

    def __init__(self, reach: int, terms: dict[Size, Any]) -> None:
        self.reach = reach
        self.terms = {size: c for size, c in terms.items() if not _nothing(c)}

    def constant(self, value: Any) -> Tail:
        return Tail(self.reach, {ONE: value})

    def __add__(self, other: Tail) -> Tail:
        terms = dict(self.terms)
        for size, c in other.terms.items():
            terms[size] = _combined(terms[size], c, lambda u, v: u + v) if size in terms else c
        return Tail(self.reach, terms)

    def __mul__(self, other: Tail) -> Tail:
        total = Tail(self.reach, {})
        for size, c in self.terms.items():
            for factor, d in other.terms.items():
                product = _combined(c, d, lambda u, v: u * v)
                total += Tail(self.reach, {size * factor: product})
        return total._trimmed()

    def _trimmed(self) -> Tail:
        """Put the smallest of many terms into the coefficient of one that is larger."""
        if len(self.terms) <= MANY:
            return self

        def order(r: Size, s: Size) -> int:
            return (s / r).growth

        sizes = sorted(self.terms, key=functools.cmp_to_key(order))
        kept = {size: self.terms[size] for size in sizes[:MANY]}
        last = sizes[MANY - 1]
        for size in sizes[MANY:]:
            most = (abs(_ball(self.terms[size])) * (size / last).at(self.reach)).abs_upper()
            kept[last] = _ball(kept[last]) + arb(0, most)
        return Tail(self.reach, kept)

    def times(self, value: Any) -> Tail:
        return self * self.constant(value)

    # --- what it says

    def leading(self) -> tuple[Size, Any, Tail]:
        """The largest term, certainly not 0, and the rest divided by it."""
        sizes = list(self.terms)
        largest = sizes[0]
        for size in sizes[1:]:
            if (size / largest).growth > 0:
                largest = size
        c = self.terms[largest]
        if _ball(c).contains(arb(0)):
            raise Undecided(f"the coefficient {c} of {largest} may be 0")
        rest = {
            size / largest: _combined(d, c, lambda u, v: u / v)
            for size, d in self.terms.items()
            if size != largest
        }
        return largest, c, Tail(self.reach, rest)

    def bound(self) -> Ball:
        """The largest absolute value, of a sum that does not grow."""
        total = arb(0)
        for size, c in self.terms.items():
            if size.growth > 0:
                raise Undecided(f"{size} grows")
            total += abs(_ball(c)) * size.at(self.reach)
        return total.abs_upper()

    def sign(self) -> int:
        """The sign that it has everywhere."""
        if not self.terms:
            return 0
        _, c, rest = self.leading()
        if not rest.bound() < 1:
            raise Undecided("the rest may outweigh the leading term")
        return 1 if _ball(c) > 0 else -1

    def limit(self) -> Any:
        """At infinity: exact, oo or -oo, or the ball in which it stays without one."""
        growing = {size: c for size, c in self.terms.items() if size.growth > 0}
        if growing:
            _, c, _ = Tail(self.reach, growing).leading()
            return sympy.oo if _ball(c) > 0 else -sympy.oo
        return self.terms.get(ONE, sympy.S.Zero)

    # --- what is made of it

    def expanded(self, g: sympy.Expr, at: Any) -> Tail:
        """g(at + self) with g in the letter s, to the third order, for a sum that goes to 0."""
        wide = self.bound()
        if not wide < sympy.Rational(1, 2):
            raise Undecided(f"{wide} is too far from 0 to expand {g}")
        total, power = Tail(self.reach, {}), self.constant(sympy.S.One)
        for k in range(3):
            slope = sympy.diff(g, S, k) / sympy.factorial(k)
            exact = isinstance(at, sympy.Basic)
            value = slope.subs(S, at) if exact else compiled(slope, (S,))(at)
            total += power.times(value)
            power *= self
        around = _ball(at) + arb(0, wide)
        return total + power.times(compiled(sympy.diff(g, S, 3) / 6, (S,))(around))

    def split(self) -> tuple[Tail, Any, Tail]:
        """What grows, the constant, and what goes to 0."""
        by = {k: {s: c for s, c in self.terms.items() if s.growth == k} for k in (1, -1)}
        up, down = (Tail(self.reach, by[k]) for k in (1, -1))
        return up, self.terms.get(ONE, sympy.S.Zero), down

    def power(self, n: sympy.Expr) -> Tail:
        if n.is_Integer and n >= 0:
            result = self.constant(sympy.S.One)
            for _ in range(int(n)):
                result *= self
            return result
        if not self.terms:
            raise Undecided("0 to a negative power")
        size, c, rest = self.leading()
        if not n.is_Integer and not _ball(c) > 0:
            raise Undecided(f"the power {n} of what is negative")
        value = c**n if isinstance(c, sympy.Basic) else c ** constant(n)
        return rest.expanded((1 + S) ** n, sympy.S.Zero) * Tail(self.reach, {size.raised(n): value})

    def exp(self) -> Tail:
        up, c, down = self.split()
        coefficients: dict[int, sympy.Expr] = {}
        for size, d in up.terms.items():
            if size.exponent or size.logs or not size.power.is_Integer or not _exact(d):
                raise Undecided(f"exp of {size}")
            coefficients[int(size.power)] = d
        exponent = tuple(
            coefficients.get(k, sympy.S.Zero) for k in range(1, max(coefficients, default=0) + 1)
        )
        value = sympy.exp(c) if _exact(c) else arb(c).exp()
        return down.expanded(sympy.exp(S), sympy.S.Zero) * Tail(self.reach, {Size(exponent): value})

    def log(self) -> Tail:
        size, c, rest = self.leading()
        if size.logs or not _ball(c) > 0:
            raise Undecided(f"log of {size}")
        terms: dict[Size, Any] = {ONE: sympy.log(c) if _exact(c) else arb(c).log()}
        terms |= {Size(power=sympy.Integer(k)): d for k, d in enumerate(size.exponent, 1)}
        terms |= {Size(logs=sympy.S.One): size.power}
        return rest.expanded(sympy.log(1 + S), sympy.S.Zero) + Tail(self.reach, terms)

    def erfc(self) -> Tail:
        """Of a sum that goes to infinity, by the asymptotic series, which encloses."""
        inverse = self.power(sympy.S.NegativeOne)
        square = inverse * inverse
        series = self.constant(sympy.S.One) + square.times(-sympy.S.Half)
        series += (square * square).times(arb(0.375, 0.375))
        bell = (self * self).times(sympy.S.NegativeOne).exp()
        return bell * inverse * series.times(1 / sympy.sqrt(sympy.pi))

    def function(self, name: str) -> Tail:
        """Apply a function that settles on a limit at infinity, or stays bounded."""
        up, c, down = self.split()
        if not up.terms:
            return down.expanded(getattr(sympy, name)(S), c)
        if name in ("sin", "cos"):
            return self.constant(arb(0, 1))
        sign = up.sign()
        far = self.times(sympy.Integer(sign))
        one = self.constant(sympy.S.One)
        if name == "erfc":
            return (
                far.erfc()
                if sign > 0
                else self.constant(sympy.S(2)) + far.erfc().times(sympy.S(-1))
            )
        if name == "erf":
            settled = one + far.erfc().times(sympy.S.NegativeOne)
        elif name == "tanh":
            z = far.times(sympy.S(-2)).exp()
            settled = (one + z.times(sympy.S(-1))) * (one + z).power(sympy.S.NegativeOne)
        elif name == "atan":
            inverse = far.power(sympy.S.NegativeOne).expanded(sympy.atan(S), sympy.S.Zero)
            settled = self.constant(sympy.pi / 2) + inverse.times(sympy.S.NegativeOne)
        elif name == "asinh":
            settled = (far + (far * far + one).power(sympy.S.Half)).log()
        else:
            raise Undecided(f"{name} at infinity")
        return settled.times(sympy.Integer(sign))


def _exact(c: Any) -> bool:
    return isinstance(c, sympy.Basic)


def _nothing(c: Any) -> bool:
    return bool(sympy.expand(c) == 0) if _exact(c) else bool(c.is_zero())


def _combined(c: Any, d: Any, how: Callable[[Any, Any], Any]) -> Any:
    both = _exact(c) and _exact(d)
    return sympy.expand(how(c, d)) if both else how(_ball(c), _ball(d))


def tail(e: sympy.Expr, side: int, reach: int) -> Tail:
    """A smooth expression in x, for x = side·t and every t >= reach."""
    with ctx.workprec(256):
        return _tail(e, side, reach)


def _tail(e: sympy.Expr, side: int, reach: int) -> Tail:
    if not e.has(X):
        return Tail(reach, {ONE: e})
    if e == X:
        return Tail(reach, {Size(power=sympy.S.One): sympy.Integer(side)})
    if e.func in (sympy.sinh, sympy.cosh):
        return _tail(e.rewrite(sympy.exp), side, reach)
    if e.is_Pow and not e.exp.has(X):
        return _tail(e.base, side, reach).power(e.exp)
    parts = [_tail(argument, side, reach) for argument in e.args]
    if e.is_Add or e.is_Mul:
        total = parts[0]
        for part in parts[1:]:
            total = total + part if e.is_Add else total * part
        return total
    if e.func in (sympy.exp, sympy.log) and len(parts) == 1:
        return parts[0].exp() if e.func is sympy.exp else parts[0].log()
    if e.func.__name__ in ("sin", "cos", "erf", "erfc", "tanh", "atan", "asinh"):
        return parts[0].function(e.func.__name__)
    raise Undecided(f"{e} at infinity")
