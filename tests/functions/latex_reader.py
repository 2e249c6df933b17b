"""Read the LaTeX that a page shows, and evaluate it in ball arithmetic.

The reader knows what the records use and raises :class:`LatexError` on everything else: a formula
that it passes has been understood to its last character. Vectors are lists, counted from 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from flint import arb, arb_mat, fmpq

from activations.spec import Activation
from scripts.truth.expressions import Parameters, power, values

Scope = Mapping[str, Any]
Node = Callable[[Scope], Any]  # what a part of a formula is: its value in a scope


class LatexError(ValueError):
    """The formula holds something that the reader does not understand."""


class UndefinedError(ArithmeticError):
    """No case of a definition by cases applies."""


TOKEN = re.compile(
    r"(?P<space>\s+|\\[,;:! ])|(?P<command>\\alpha_[np]|\\[a-zA-Z]+|\\\\)|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<letter>[a-zA-Z])|(?P<sign>[-+*/=<>(){}\[\],&^_'|])"
)
LETTERS = "alpha alpha_n alpha_p beta gamma lambda mu theta tau"
GREEK = {rf"\{g}" for g in LETTERS.split()}


def _method(name: str) -> Callable[[Any], Any]:
    return lambda x: getattr(arb(x), name)()


def _most(*values: Any) -> Any:
    largest = arb(values[0])
    for value in values[1:]:
        largest = largest.max(arb(value))
    return largest


def _diagonal(values: list[Any]) -> Any:
    n = len(values)
    return arb_mat([[values[i] if i == j else 0 for j in range(n)] for i in range(n)])


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{rf"\{f}": _method(f) for f in ("exp", "log", "tanh", "sinh", "cosh", "sin", "cos")},
    r"\ln": _method("log"),
    r"\arctan": _method("atan"),
    r"\max": _most,
    r"\min": lambda *values: -_most(*(-value for value in values)),
    r"\sigma": lambda x: 1 / (1 + (-arb(x)).exp()),
    r"\Phi": lambda x: (-arb(x) / arb(2).sqrt()).erfc() / 2,
    r"\varphi": lambda x: (-arb(x) * x / 2).exp() / (2 * arb.pi()).sqrt(),
    "erf": _method("erf"),
    "diag": _diagonal,
    "argmax": lambda x: 1 + x.index(max(x)),  # of several, the first
}
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: bool(arb(a).overlaps(arb(b))),
    r"\le": lambda a, b: a <= b,
    r"\leq": lambda a, b: a <= b,
    r"\ge": lambda a, b: a >= b,
    r"\geq": lambda a, b: a >= b,
    r"\ne": lambda a, b: bool(arb(a) != arb(b)),
}
STOPS = {"+", "-", ")", "}", "]", ",", "&", "\\\\", r"\right", r"\end", r"\rvert", "=", r"\qquad"}
STOPS |= COMPARISONS.keys()


@dataclass(frozen=True)
class Statement:
    """`left = right`, with what must hold for it."""

    subject: str  # the name on the left: "\\sigma", "y", "softmax", "J", or "s" of a ∂s_i/∂x_j
    primes: int  # of a partial derivative 1
    argument: str  # "x" of f(x), "" without one
    indices: str  # "i", "ij" or ""
    value: Node
    conditions: list[Node] = field(default_factory=list)

    def holds(self, scope: Scope) -> bool:
        return all(condition(scope) for condition in self.conditions)


def read(latex: str) -> list[Statement]:
    """Return the statements of a displayed formula, which `\\qquad` separates."""
    statements: list[Statement] = []
    for part in re.split(r"\\qquad", latex):
        text = re.sub(r"\\Big[lr]", "", part).strip().removesuffix(",")
        reader = _Reader(text)
        if text.startswith("(") and text.endswith(")") and statements:
            reader.expect("(")
            condition = reader.condition()
            reader.expect(")")
            statements[-1].conditions.append(condition)
        else:
            statements.append(reader.statement())
        reader.finish()
    return statements


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = []
        self.at = 0
        position = 0
        while position < len(text):
            match = TOKEN.match(text, position)
            if match is None:
                raise LatexError(f"unknown character {text[position]!r} in {text!r}")
            if match.lastgroup != "space":
                self.tokens.append(match[0])
            position = match.end()

    # --- tokens

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.next
        if not token:
            raise LatexError(f"{self.text!r} ends too early")
        self.at += 1
        return token

    def expect(self, *wanted: str) -> None:
        for token in wanted:
            if (got := self.take()) != token:
                raise LatexError(f"{token!r} expected, not {got!r}, in {self.text!r}")

    def accept(self, token: str) -> bool:
        if self.next == token:
            self.at += 1
            return True
        return False

    def finish(self) -> None:
        if self.next:
            raise LatexError(f"{self.next!r} is not understood in {self.text!r}")

    def word(self) -> str:
        """`{letters and digits}`, as after \\operatorname, \\mathbf, \\begin."""
        self.expect("{")
        letters = []
        while not self.accept("}"):
            letters.append(self.take())
        if not all(re.fullmatch("[A-Za-z0-9]+", letter) for letter in letters):
            raise LatexError(f"{''.join(letters)!r} is no word in {self.text!r}")
        return "".join(letters)

    # --- statements

    def statement(self) -> Statement:
        subject, primes, argument, indices = self.left()
        self.expect("=")
        value = self.expression()
        while self.accept("="):  # the same thing in another form
            value = _both(value, self.expression())
        return Statement(subject, primes, argument, indices, value)

    def left(self) -> tuple[str, int, str, str]:
        if self.accept(r"\frac"):
            self.expect("{", r"\partial")
            subject = self.take()
            row = self.subscript() if self.next == "_" else ""
            self.expect("}", "{", r"\partial")
            variable = self.take()
            column = self.subscript() if self.next == "_" else ""
            self.expect("}")
            return subject, 1, variable, row + column
        subject = self.take()
        if subject == r"\operatorname":
            subject = self.word()
        elif not (subject.isalpha() or subject in FUNCTIONS):
            raise LatexError(f"{subject!r} cannot be defined, in {self.text!r}")
        primes, argument, indices = 0, "", ""
        while self.accept("'"):
            primes += 1
        if self.accept("("):
            argument = self.word() if self.accept(r"\mathbf") else self.take()
            while self.accept(","):
                argument += self.take()
            self.expect(")")
        if self.next == "_":
            indices = self.subscript()
        return subject, primes, argument, indices

    def subscript(self) -> str:
        self.expect("_")
        if not self.accept("{"):
            return self.take()
        indices = ""
        while not self.accept("}"):
            indices += self.take()
        return indices

    def condition(self) -> Node:
        """`a < b`, or a chain `a < b < c`."""
        sides = [self.expression()]
        signs = []
        while self.next in COMPARISONS:
            signs.append(COMPARISONS[self.take()])
            sides.append(self.expression())
        if not signs:
            raise LatexError(f"a condition is expected in {self.text!r}")
        return lambda s: all(
            sign(a(s), b(s)) for sign, a, b in zip(signs, sides, sides[1:], strict=False)
        )

    # --- expressions

    def expression(self) -> Node:
        negative = self.accept("-")
        value = self.product()
        if negative:
            value = _negated(value)
        while self.next in ("+", "-"):
            value = _sum(value, self.product() if self.take() == "+" else _negated(self.product()))
        return value

    def product(self) -> Node:
        value = self.power()
        while self.next and self.next not in STOPS:
            if self.accept("/"):
                value = _quotient(value, self.power())
            else:
                _ = self.accept(r"\cdot") or self.accept(r"\times")
                value = _product(value, self.power())
        return value

    def power(self) -> Node:
        value = self.atom()
        while self.next in ("^", "_", "'"):
            if self.accept("'"):
                raise LatexError(f"a derivative on the right side of {self.text!r}")
            if self.next == "_":
                value = _entry(value, self.index())
                continue
            self.expect("^")
            if self.tokens[self.at : self.at + 5] == ["{", r"\mathsf", "{", "T", "}"]:
                self.at += 5
                self.expect("}")
                value = _transposed(value)
            else:
                value = _raised(value, self.script())
        return value

    def script(self) -> Node:
        """What `^` takes: a group or a single token, of a number its first digit."""
        if self.next == "{":
            return self.group()
        token = self.take()
        if token.isdigit() and len(token) == 1:
            return _constant(_number(token))
        if token.isalpha() or token in GREEK:
            return _name(token)
        raise LatexError(f"the exponent {token!r} is not understood in {self.text!r}")

    def index(self) -> Node:
        self.expect("_")
        return self.script()

    def group(self) -> Node:
        self.expect("{")
        value = self.expression()
        self.expect("}")
        return value

    def arguments(self) -> list[Node] | None:
        """`(a, b)`, with or without \\left and \\right; None where there is no parenthesis."""
        tall = self.accept(r"\left")
        if not self.accept("("):
            if tall:
                raise LatexError(f"\\left{self.next} is not understood in {self.text!r}")
            return None
        values = [self.expression()]
        while self.accept(","):
            values.append(self.expression())
        if tall:
            self.expect(r"\right")
        self.expect(")")
        return values

    def atom(self) -> Node:
        token = self.next
        if token in ("(", r"\left"):
            values = self.arguments()
            assert values is not None
            if len(values) != 1:
                raise LatexError(f"a pair is not understood in {self.text!r}")
            return values[0]
        if token == "{":
            return self.group()
        self.take()
        if token[0].isdigit():
            return _constant(_number(token))
        if token in (r"\frac", r"\tfrac", r"\dfrac"):
            return _quotient(self.fraction_part(), self.fraction_part())
        if token == r"\sqrt":
            return _call(_method("sqrt"), [self.group()])
        if token == r"\lvert":
            inside = self.expression()
            self.expect(r"\rvert")
            return _call(abs, [inside])
        if token == r"\sum":
            return self.sum()
        if token == r"\max" and self.next == "_":
            return self.largest()
        if token == r"\begin":
            return self.cases()
        if token == r"\pi":
            return lambda s: arb.pi()
        if token == r"\delta":
            row, column = list(self.subscript())
            return lambda s: int(_look(s, row) == _look(s, column))
        if token == r"\mathbf":
            return _name(self.word())
        if token == r"\operatorname":
            return self.function(self.word())
        if token in FUNCTIONS:
            return self.function(token)
        if token == "e":
            return self.exponential()
        if token in GREEK or re.fullmatch("[a-zA-Z]", token):
            return _name(token)
        raise LatexError(f"{token!r} is not understood in {self.text!r}")

    def exponential(self) -> Node:
        if not self.accept("^"):
            return lambda s: arb.const_e()
        exponent = self.script()
        return _call(_method("exp"), [exponent])

    def fraction_part(self) -> Node:
        if self.next == "{":
            return self.group()
        if self.next.isdigit() and len(self.next) > 1:  # \frac12: each takes one digit
            self.tokens[self.at : self.at + 1] = [self.next[0], self.next[1:]]
        return self.script()

    def function(self, name: str) -> Node:
        if name not in FUNCTIONS:
            raise LatexError(f"the function {name!r} is not known, in {self.text!r}")
        power = self.script() if self.accept("^") else None
        values = self.arguments()
        if values is None:  # \tanh x
            values = [self.power()]
        value = _call(FUNCTIONS[name], values)
        return value if power is None else _raised(value, power)

    def sum(self) -> Node:
        self.expect("_", "{")
        index = self.take()
        self.expect("=")
        low = self.expression()
        self.expect("}", "^")
        high = self.script()
        term = self.product()

        def value(s: Scope) -> Any:
            numbers = range(int(low(s)), int(high(s)) + 1)
            return sum((term({**s, index: k}) for k in numbers), arb(0))

        return value

    def largest(self) -> Node:
        self.expect("_", "{")
        low = self.expression()
        self.expect(r"\le")
        index = self.take()
        self.expect(r"\le")
        high = self.expression()
        self.expect("}")
        term = self.product()

        def value(s: Scope) -> Any:
            numbers = range(int(low(s)), int(high(s)) + 1)
            if not numbers:
                raise LatexError(f"the largest of nothing in {self.text!r}")
            return _most(*(term({**s, index: k}) for k in numbers))

        return value

    def cases(self) -> Node:
        if (kind := self.word()) != "cases":
            raise LatexError(f"the environment {kind!r} is not understood in {self.text!r}")
        rows: list[tuple[Node, Node]] = []
        while True:
            value = self.expression()
            self.expect(",", "&")
            rows.append((value, self.condition()))
            if self.accept(r"\end"):
                break
            self.expect("\\\\")
        if self.word() != "cases":
            raise LatexError(f"\\end of something else in {self.text!r}")

        def chosen(s: Scope) -> Any:
            values = [value(s) for value, condition in rows if condition(s)]
            if not values:
                raise UndefinedError(self.text)
            if any(value != values[0] for value in values):
                raise LatexError(f"two cases of {self.text!r} contradict each other")
            return values[0]

        return chosen


def _number(token: str) -> Any:
    whole, _, decimals = token.partition(".")
    return fmpq(int(whole + decimals), 10 ** len(decimals)) if decimals else int(token)


def _look(scope: Scope, name: str) -> Any:
    try:
        return scope[name]
    except KeyError:
        raise LatexError(f"the symbol {name!r} has no meaning here") from None


def _name(name: str) -> Node:
    return lambda s: _look(s, name)


def _constant(value: Any) -> Node:
    return lambda s: value


def _column(value: Any) -> Any:
    return arb_mat(len(value), 1, value) if isinstance(value, list) else value


def _both(left: Node, right: Node) -> Node:
    def value(scope: Scope) -> Any:
        one, other = left(scope), right(scope)
        if not arb(one).overlaps(arb(other)):
            raise LatexError(f"{one} and {other}, said to be equal, at {scope}")
        return one

    return value


def _negated(value: Node) -> Node:
    return lambda s: -_column(value(s))


def _sum(a: Node, b: Node) -> Node:
    return lambda s: _column(a(s)) + _column(b(s))


def _product(a: Node, b: Node) -> Node:
    return lambda s: _column(a(s)) * _column(b(s))


def _quotient(a: Node, b: Node) -> Node:
    def value(s: Scope) -> Any:
        one = _column(a(s))
        return (one if isinstance(one, arb_mat) else arb(one)) / b(s)

    return value


def _raised(base: Node, exponent: Node) -> Node:
    def value(s: Scope) -> Any:
        one, other = arb(base(s)), exponent(s)
        return power(one, other) if isinstance(other, int) else (one.log() * other).exp()

    return value


def _entry(value: Node, index: Node) -> Node:
    def entry(s: Scope) -> Any:
        vector, i = value(s), int(index(s))
        if not isinstance(vector, list) or not 1 <= i <= len(vector):
            raise LatexError(f"no component {i} of {vector!r}")
        return vector[i - 1]

    return entry


def _transposed(value: Node) -> Node:
    return lambda s: _column(value(s)).transpose()


def _call(function: Callable[..., Any], arguments: list[Node]) -> Node:
    return lambda s: function(*(argument(s) for argument in arguments))


# --- the letters of a record ------------------------------------------------------------------

# What the letters of a draw stand for: where nothing is drawn, and with n numbers from a seed.
DRAWN: dict[str, Callable[[dict[str, Any], int, int | None], dict[str, Any]]] = {
    "rrelu": lambda known, n, seed: {"a": (known["l"] + known["u"]) / 2},
    "gumbel_softmax": lambda known, n, seed: {
        "g": [
            arb(0) if seed is None else arb(g) for g in np.random.default_rng(seed).gumbel(size=n)
        ]
    },
}


# What a letter stands for that a condition of the formula defines; the condition is evaluated too.
IMPLIED: dict[str, Callable[[list[Any]], dict[str, Any]]] = {
    "sparsemax": lambda x: {
        r"\tau": _most(
            *((sum(s, arb(-1)) / k) for k in range(1, len(x) + 1) for s in combinations(x, k))
        )
    }
}


def scope(
    a: Activation, parameters: Parameters, n: int = 1, seed: int | None = None
) -> dict[str, Any]:
    """What the letters of the displayed formulas stand for."""
    symbols = [p.symbol for p in a.parameters]
    known = dict(zip(symbols, values(a, parameters), strict=True))
    drawn = DRAWN.get(re.sub(r"_\d+$", "", a.id))  # a copy in a larger tree reads as its original
    return known | drawn(known, n, seed) if drawn else known
