"""A function of one number on its whole line: signs, extremes, range, slopes, moments.

Each piece between joints is smooth. There the sign of a derivative is certain on an interval where
its ball excludes 0, or where it is monotone (the next derivative has a sign) with ends of one
sign; what is neither is halved, down to a root. From some point on, `tails` tells. So nothing is
sampled: an extreme that is not found does not exist. What cannot be decided raises `Undecided`.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from flint import acb, arb, ctx
from sympy.core.relational import Relational

from activations.spec import Activation
from scripts.truth.expressions import (
    Ball,
    Parameters,
    Undecided,
    X,
    as_typed,
    compiled,
    constant,
    in_cases,
)
from tests.oracle.tails import Tail, tail

PRECISION = 384  # bits, in which 1 + erf(x) keeps digits where an interval ends
HALVINGS = 4000  # of intervals
REACHES = tuple(2**k for k in range(3, 13))
INFINITIES = (arb.neg_inf(), arb.pos_inf())
ROOTS: dict[sympy.Expr, Ball] = {}  # the joints without a closed form, by a fraction inside


def place(joint: sympy.Expr) -> Ball:
    """Where a joint, or an infinity, is."""
    return ROOTS[joint] if joint in ROOTS else constant(joint)


def precise(method: Any) -> Any:
    @functools.wraps(method)
    def inner(*arguments: Any) -> Any:
        with ctx.workprec(PRECISION):
            return method(*arguments)

    return functools.cache(inner)


@dataclass(frozen=True)
class Piece:
    """An interval on which the function is one smooth expression."""

    low: sympy.Expr
    high: sympy.Expr
    expression: sympy.Expr

    def derivative(self, order: int) -> sympy.Expr:
        return _derivative(self.expression, order)

    def value(self, order: int, x: Ball) -> Ball:
        """A derivative at a point of the piece, at one of its ends from inside, or at infinity."""
        if x.is_finite():
            exact = self.exact_ends(order)
            at_end = (zero for end, zero in zip(self.ends, exact, strict=True) if x is end)
            return arb(0) if any(at_end) else arb(compiled(self.derivative(order), (X,))(x))
        limit = self.tail(order, 1 if x > 0 else -1).limit()
        return constant(limit) if isinstance(limit, sympy.Basic) else limit

    @functools.cached_property
    def ends(self) -> tuple[Ball, Ball]:
        return place(self.low), place(self.high)

    @functools.cache  # noqa: B019  (pieces live as long as the tests)
    def exact_ends(self, order: int) -> tuple[bool, ...]:
        """Whether a derivative is 0 at either end, which no ball around a joint can tell."""
        ends = (self.low, self.high)
        return tuple(e.is_finite and self.derivative(order).subs(X, e) == 0 for e in ends)

    def tail(self, order: int, side: int) -> Tail:
        """What a derivative does far out; from where on, is found."""
        end = self.low if side > 0 else self.high
        least = 0 if end.is_infinite else abs(end)
        problem = None
        for reach in REACHES:
            if reach > least:
                try:
                    found = tail(sympy.diff(self.expression, X, order), side, reach)
                    found.limit()
                    return found
                except Undecided as error:
                    problem = error
        raise Undecided(f"{self.expression} at infinity: {problem}")


@functools.cache
def _derivative(expression: sympy.Expr, order: int) -> sympy.Expr:
    """A derivative in factors: on an interval a sum would lose what cancels in it."""
    below = _derivative(expression, order - 1) if order else expression
    return factored(sympy.diff(below, X) if order else below)


def factored(expression: sympy.Expr) -> sympy.Expr:
    """Factor an expression; an exponential of 1.7 x is a letter of its own and no 17th power."""
    expression = expression.expand(power_base=False, mul=False, multinomial=False, log=False)
    rates: dict[sympy.Expr, list[sympy.Expr]] = {}
    for exponential in expression.atoms(sympy.exp):
        rate, power = exponential.args[0].as_coeff_Mul()
        rates.setdefault(power, []).append(rate)
    names: dict[sympy.Expr, sympy.Expr] = {}
    meant: dict[sympy.Expr, sympy.Expr] = {}
    for power, several in rates.items():
        unit = functools.reduce(sympy.gcd, several)
        letter = sympy.Dummy(positive=True)
        if unit and max(abs(rate / unit) for rate in several) <= 24:
            meant[letter] = sympy.exp(unit * power)
            names |= {sympy.exp(rate * power): letter ** (rate / unit) for rate in several}
    return sympy.factor(sympy.together(expression.xreplace(names))).xreplace(meant)


@dataclass(frozen=True)
class Segment:
    """Where a derivative has one sign, but for single points."""

    sign: int
    low: Ball
    high: Ball
    piece: Piece


@dataclass(frozen=True)
class Extreme:
    x: Ball
    y: Ball
    kind: str  # "min" or "max"


@dataclass(frozen=True)
class Bounds:
    """The least and the greatest value, and whether the function takes them."""

    low: Ball
    high: Ball
    closed_low: bool
    closed_high: bool


def between(low: Ball, high: Ball) -> Ball:
    """The interval, as a ball; of a joint that is no dyadic number with a hair beyond it."""
    middle = ((low + high) / 2).mid()
    return arb(middle, ((high - low) / 2).abs_upper() + ((low + high) / 2).rad())


class Curve:
    """One expression in x. Of a periodic one, a period is looked at."""

    def __init__(self, expression: sympy.Expr, period: sympy.Expr | None = None) -> None:
        self.expression = in_cases(expression)
        self.period = period
        if period is not None:
            difference = sympy.simplify(expression.subs(X, X + period) - expression)
            if difference != 0:
                raise Undecided(f"{period} is no period of {expression}")
        self.joints = self._joints()
        edges = [-sympy.oo, *self.joints, sympy.oo]
        if period is not None:
            inside = [j for j in self.joints if 0 < j < period]
            edges = [sympy.S.Zero, *inside, period]
        self.pieces = [Piece(u, v, self._piece(u, v)) for u, v in itertools.pairwise(edges)]

    def _joints(self) -> list[sympy.Expr]:
        points: set[sympy.Expr] = set()
        for piecewise in self.expression.atoms(sympy.Piecewise):
            for _, condition in piecewise.args:
                for relation in condition.atoms(Relational):
                    difference = relation.lhs - relation.rhs
                    found = sympy.solveset(difference, X, sympy.S.Reals)
                    if found != sympy.S.EmptySet and not isinstance(found, sympy.FiniteSet):
                        found = _roots(difference)
                    points |= set(found)
        return sorted(points)

    def _piece(self, low: sympy.Expr, high: sympy.Expr) -> sympy.Expr:
        """The expression that holds between two joints."""
        ends = [e for e in (low, high) if not e.is_infinite]
        sample = {0: sympy.S.Zero, 2: sum(ends, sympy.S.Zero) / 2}.get(len(ends))
        if sample is None:
            sample = low + 1 if high.is_infinite else high - 1

        def chosen(*cases: Any) -> sympy.Expr:
            holds = (value for value, condition in cases if condition.subs(X, sample) == sympy.true)
            return next(holds)

        return self.expression.replace(sympy.Piecewise, chosen)

    # --- signs

    @precise
    def segments(self, order: int) -> tuple[Segment, ...]:
        """The signs of a derivative from left to right, neighbours of one piece differing."""
        found: list[Segment] = []
        self.halvings = 0
        for piece in self.pieces:
            for segment in self._signs(piece, order):
                before = found[-1] if found else None
                if before and before.piece is piece and before.sign == segment.sign:
                    found[-1] = Segment(before.sign, before.low, segment.high, piece)
                else:
                    found.append(segment)
        return tuple(found)

    def _signs(self, piece: Piece, order: int) -> Iterator[Segment]:
        """The signs on a piece: its infinite ends first, then what lies between."""
        ends = [*piece.ends]
        if piece.derivative(order) == 0:
            yield Segment(0, ends[0], ends[1], piece)
            return
        signs: list[int | None] = [None, None]
        for k, side in enumerate((-1, 1)):
            if not ends[k].is_finite():
                signs[k], reach = self._far(piece, order, side)
                ends[k] = arb(side * reach)
        low, high = ends
        if signs[0] is not None:
            yield Segment(signs[0], INFINITIES[0], low, piece)
        if low < high:
            yield from self._halved(piece, order, low, high)
        if signs[1] is not None:
            yield Segment(signs[1], high, INFINITIES[1], piece)

    def _far(self, piece: Piece, order: int, side: int) -> tuple[int, int]:
        problem = None
        for reach in REACHES:
            if all(reach > abs(j) for j in self.joints):
                try:
                    return tail(piece.derivative(order), side, reach).sign(), reach
                except Undecided as error:
                    problem = error
        raise Undecided(f"the sign of derivative {order} of {piece.expression} far out: {problem}")

    def _halved(self, piece: Piece, order: int, low: Ball, high: Ball) -> Iterator[Segment]:
        sign = self._sign(piece, order, low, high)
        if sign is not None:
            yield Segment(sign, low, high, piece)
            return
        left, right = piece.value(order, low), piece.value(order, high)
        opposite = (left > 0 and right < 0) or (left < 0 and right > 0)
        if opposite and self._sign(piece, order + 1, low, high):
            root = self._root(piece, order, low, high)
            yield Segment(1 if left > 0 else -1, low, root, piece)
            yield Segment(1 if right > 0 else -1, root, high, piece)
            return
        self.halvings += 1
        if self.halvings > HALVINGS or high - low < arb(2) ** -60:
            raise Undecided(f"derivative {order} of {piece.expression} between {low} and {high}")
        middle = ((low + high) / 2).mid()
        yield from self._halved(piece, order, low, middle)
        yield from self._halved(piece, order, middle, high)

    def _sign(self, piece: Piece, order: int, low: Ball, high: Ball, deeper: int = 3) -> int | None:
        """The sign on the open interval, but for single points; None where it is not certain."""
        value = piece.value(order, between(low, high))
        if value > 0 or value < 0 or value.is_zero():
            return 1 if value > 0 else -1 if value < 0 else 0
        if not deeper or self._sign(piece, order + 1, low, high, deeper - 1) is None:
            return None
        left, right = piece.value(order, low), piece.value(order, high)  # monotone between them
        if left >= 0 and right >= 0:
            return 1 if left > 0 or right > 0 else 0
        if left <= 0 and right <= 0:
            return -1
        return None

    def _root(self, piece: Piece, order: int, low: Ball, high: Ball) -> Ball:
        """The one root of what is monotone, in a ball of 2**-120."""
        rising = piece.value(order, high) > 0
        while (high - low) > arb(2) ** -120:
            middle = ((low + high) / 2).mid()
            value = piece.value(order, middle)
            if value.is_zero():
                return middle
            if not (value > 0 or value < 0):
                break
            low, high = (low, middle) if (value > 0) == rising else (middle, high)
        return between(low, high)

    # --- what follows

    @precise
    def limit(self, order: int, side: float) -> sympy.Expr | None:
        """The limit of a derivative at an infinity; None where there is none."""
        piece = self.pieces[0 if side < 0 else -1]
        if self.period is not None and piece.derivative(order).has(X):
            return None
        limit = piece.tail(order, 1 if side > 0 else -1).limit()
        if not isinstance(limit, sympy.Basic):
            raise Undecided(f"the limit of {self.expression}: it stays in {limit}")
        return limit

    @precise
    def jumps(self, order: int = 0) -> tuple[Ball, ...]:
        """By how much a derivative rises at each joint."""
        return tuple(
            right.value(order, place(joint)) - left.value(order, place(joint))
            for joint, (left, right) in self._meetings()
        )

    def _meetings(self) -> list[tuple[sympy.Expr, tuple[Piece, Piece]]]:
        inner = [(p.high, (p, q)) for p, q in itertools.pairwise(self.pieces)]
        if self.period is None:
            return inner
        around = (self.pieces[-1], self.pieces[0])
        return inner if 0 not in self.joints else [*inner, (sympy.S.Zero, around)]

    def meets(self, order: int) -> list[tuple[sympy.Expr, bool]]:
        """The joints, and whether a derivative has one limit there from both sides."""
        return [
            (joint, _equal(left.derivative(order), right.derivative(order), joint))
            for joint, (left, right) in self._meetings()
        ]

    def sides(self, order: int, at: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
        """A derivative at a joint, from the left and from the right."""
        left, right = dict(self._meetings())[at]
        return left.derivative(order).subs(X, at), right.derivative(order).subs(X, at)

    @precise
    def smoothness(self, most: int = 6) -> float:
        """k of the class C^k; infinity where nothing differs up to the order `most`."""
        for order in range(most):
            if not all(same for _, same in self.meets(order)):
                return order - 1
        return float("inf")

    @precise
    def extremes(self) -> tuple[Extreme, ...]:
        """Where the slope changes its sign, and the function does not jump."""
        found = []
        for before, after in itertools.pairwise(self.segments(1)):
            if before.sign * after.sign < 0:
                y, other = before.piece.value(0, before.high), after.piece.value(0, before.high)
                if y.overlaps(other):
                    found.append(Extreme(before.high, y, "max" if before.sign > 0 else "min"))
        return tuple(found)

    @precise
    def bounds(self, order: int = 0) -> Bounds:
        """The range: between the ends of its monotone segments nothing is lower or higher."""
        ends: list[tuple[Ball, bool]] = []
        for segment in self.segments(order + 1):
            for x in (segment.low, segment.high):
                value = segment.piece.value(order, x)
                ends.append((value, segment.sign == 0 or self._taken(order, x, value)))
        least, greatest = ends[0][0], ends[0][0]
        for value, _ in ends:
            least = value if value < least else least
            greatest = value if value > greatest else greatest
        closed = [any(t for v, t in ends if v.overlaps(end)) for end in (least, greatest)]
        return Bounds(least, greatest, *closed)

    def _taken(self, order: int, x: Ball, value: Ball) -> bool:
        """Whether the function itself is there what it is from one side."""
        if not x.is_finite():
            return False
        if not any(place(joint).overlaps(x) for joint in self.joints):
            return True
        joint = next(j for j in self.joints if place(j).overlaps(x))
        at = constant(sympy.diff(self.expression, X, order).subs(X, joint))
        return bool(at.overlaps(value))

    @precise
    def monotonicity(self) -> str:
        signs = {s.sign for s in self.segments(1)}
        signs |= {1 if j > 0 else -1 for j in self.jumps() if j > 0 or j < 0}
        if {1, -1} <= signs:
            return "none"
        flat = any(s.sign == 0 for s in self.segments(1))
        way = "increasing" if 1 in signs else "decreasing" if -1 in signs else "constant"
        return way if flat else f"strictly {way}"

    @precise
    def convexity(self) -> set[str]:
        """What it is of "convex" and "concave": a line is both, a function with a jump none."""
        if any(j > 0 or j < 0 for j in self.jumps()):
            return set()
        signs = {s.sign for s in self.segments(2)}
        signs |= {1 if j > 0 else -1 for j in self.jumps(1) if j > 0 or j < 0}
        return {name for name, sign in (("convex", 1), ("concave", -1)) if -sign not in signs}

    @precise
    def lipschitz(self) -> Ball:
        """The least constant; infinite where there is none."""
        if any(j > 0 or j < 0 for j in self.jumps()):
            return arb.pos_inf()
        slopes = self.bounds(1)
        return abs(slopes.low).max(abs(slopes.high))

    @precise
    def moment(self, power: int) -> Ball:
        """The mean of f(z)^power for z of the standard normal distribution."""
        far = 24
        joints = [place(j) for j in self.joints if abs(j) < far]
        edges = [arb(-far), *joints, arb(far)]
        pieces = [p for p in self.pieces if not (p.high < -far or p.low > far)]
        if self.period is not None:
            if self.joints:
                raise Undecided("the moments of a periodic function with joints")
            pieces = self.pieces[:1]
        total = arb(0)
        with ctx.workprec(128):
            for piece, (low, high) in zip(pieces, itertools.pairwise(edges), strict=True):
                f = compiled(piece.expression, (X,))

                def weighed(z: Any, analytic: bool, f: Any = f) -> Any:
                    return power_of(f(z), power) * (-z * z / 2).exp()

                part = acb.integral(
                    weighed, low, high, rel_tol=arb(2) ** -90, abs_tol=arb(2) ** -90
                )
                total += part.real / (2 * arb.pi()).sqrt()
        return total + arb(0, self._beyond(pieces, power, far))

    def _beyond(self, pieces: list[Piece], power: int, far: int) -> Ball:
        """What the integral misses: |f|^power exp(-t²/4) is bounded, exp(-t²/4) is integrated."""
        total = arb(0)
        for side, piece in ((-1, pieces[0]), (1, pieces[-1])):
            weighed = tail(piece.expression**power * sympy.exp(-(X**2) / 4), side, far)
            total += weighed.bound() * (arb(-far * far) / 4).exp()
        return total


@functools.cache
def _roots(expression: sympy.Expr) -> tuple[sympy.Expr, ...]:
    """Where an expression without joints is 0: fractions that stand for the balls around it."""
    found = []
    for segment in Curve(expression).segments(0)[1:]:
        mantissa, exponent = segment.low.mid().man_exp()
        found.append(sympy.Integer(int(mantissa)) * sympy.Integer(2) ** int(exponent))
        ROOTS[found[-1]] = segment.low
    return tuple(found)


def power_of(value: Any, n: int) -> Any:
    return value if n == 1 else value * value


def _equal(left: sympy.Expr, right: sympy.Expr, at: sympy.Expr) -> bool:
    """Whether two expressions agree at a point: told by balls where they do not.

    At a joint without a closed form they agree where a ball of 2**-120 cannot tell them apart.
    """
    if at in ROOTS:
        u, v = (arb(compiled(sympy.sympify(e), (X,))(ROOTS[at])) for e in (left, right))
        return bool(u.overlaps(v))
    u, v = (sympy.sympify(e).subs(X, at) for e in (left, right))
    if u == v:
        return True
    if not (u.is_finite and v.is_finite):
        raise Undecided(f"{left} or {right} at {at}")
    if not constant(u).overlaps(constant(v)):
        return False
    if sympy.simplify(u - v) == 0:
        return True
    raise Undecided(f"whether {left} and {right} agree at {at}")


@functools.cache
def _curve(expression: sympy.Expr, period: sympy.Expr | None) -> Curve:
    return Curve(expression, period)


def curve(
    a: Activation,
    parameters: Parameters | None = None,
    along: Mapping[sympy.Symbol, sympy.Expr] | None = None,
    formula: int = 0,
) -> Curve:
    """A record's function, the parameters as they are typed: 0.01 is 1/100.

    One of several inputs along a line in x; of several formulas the one that is asked for.
    """
    expressions = as_typed(a, a.exact, parameters)
    several = expressions if isinstance(expressions, sympy.Tuple) else [expressions]
    period = getattr(a, "period", "")
    return _curve(
        several[formula].subs(along or {}), as_typed(a, period, parameters) if period else None
    )
