"""The form of a record: everything that the project knows about one activation function.

A record is typed by hand and holds no computed number. What can be computed from it (tables,
extreme points, moments) is computed by the build; what it claims is checked by the tests against
its ``exact`` expression.
"""

from __future__ import annotations

import ast
import inspect
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from activations.arrays import Generator

Language: TypeAlias = Literal["ko", "en"]
Kind: TypeAlias = Literal["elementwise", "vector", "pair", "random"]
Status: TypeAlias = Literal["in use", "niche", "historical"]
Function: TypeAlias = Callable[..., Any]  # one array, or of a pair a tuple of partial derivatives


class SpecError(ValueError):
    """A record contradicts itself, its function or another record."""


@dataclass(frozen=True)
class Text:
    """The same thing said in both languages: ``text["ko"]``, ``text["en"]``."""

    ko: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en


FAMILIES: dict[str, Text] = {
    "sigmoidal": Text(ko="S자형과", en="Sigmoidal"),
    "rectifier": Text(ko="정류형과", en="Rectifiers"),
    "gated": Text(ko="게이트형과", en="Gated"),
    "softmax": Text(ko="소프트맥스과", en="Softmax and kin"),
    "threshold": Text(ko="문턱형과", en="Thresholds"),
}
"""The families in the order in which the site shows them."""

STATUSES: dict[Status, Text] = {
    "in use": Text(ko="현역", en="in use"),
    "niche": Text(ko="틈새", en="niche"),
    "historical": Text(ko="역사", en="historical"),
}
"""The verdict on a function in one word."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a function, beside its input."""

    name: str
    symbol: str  # LaTeX
    default: float
    meaning: Text
    between: tuple[float, float]  # what the sliders offer
    others: tuple[float, ...]  # further values at which the tests hold every claim
    shown: tuple[float, ...] = ()  # further values at which the figure shows f
    derivative: Function | None = None  # df/dparameter, of one that is learned
    latex_derivative: str = ""


@dataclass(frozen=True)
class Interval:
    """A range. The ends are expressions; an open end is approached and never reached.

    An end without a closed form is ``"min"`` or ``"max"``, and the build computes it.
    """

    low: str
    high: str
    closed_low: bool = False
    closed_high: bool = False


@dataclass(frozen=True)
class Properties:
    """What is claimed of an elementwise function at the default parameters."""

    range: Interval
    limits: tuple[str, str]  # at minus and plus infinity
    monotonicity: Literal["strictly increasing", "increasing", "none"]
    symmetry: Literal["odd", "even", "point", "none"]  # point: about (0, f(0))
    smoothness: float  # k of the class C^k; -1 with a jump, math.inf when smooth
    convexity: Literal["convex", "none"]


@dataclass(frozen=True)
class VectorProperties:
    """What is claimed of a function that maps a vector to a vector."""

    range: Interval  # of a component
    total: str  # what the components sum to
    shift_invariant: bool  # f(x + c) = f(x)
    order_preserving: bool  # x_i < x_j implies f_i < f_j
    smoothness: float


@dataclass(frozen=True)
class PairProperties:
    """What is claimed of a function of two inputs a and b."""

    range: Interval
    linear_in: tuple[str, ...]  # the inputs in which it is linear
    symmetric: bool  # f(a, b) = f(b, a)
    lipschitz: bool  # its slopes are bounded
    smoothness: float


@dataclass(frozen=True)
class Kink:
    """A point where f is not differentiable, and what the derivative returns there."""

    at: str
    value: str
    note: Text  # whose convention that is
    when: str = ""  # the condition on the parameters without which there is none


@dataclass(frozen=True)
class Crossing:
    """An interval around a zero of the derivative, in which digits cancel.

    Near the zero no bound in ulp of the result can hold; the absolute error has one.
    """

    low: float
    high: float
    absolute: float


@dataclass(frozen=True)
class Accuracy:
    """The largest error, in units in the last place (ulp) of float64, that the tests allow.

    float32 and float16 are held to 1 ulp everywhere. Where the argument of an exponential is a
    rounded product, the error grows by an ulp with every unit of that `exponent`.
    """

    function: float
    derivative: float
    domain: Text | None = None  # where `function` holds, if not everywhere
    elsewhere: float | None = None  # the bound outside the domain
    exponent: str = ""  # in x and the parameters
    crossing: Crossing | None = None


@dataclass(frozen=True)
class Naive:
    """The code that a textbook prints and an input on which it fails."""

    function: Function
    argument: str  # Python, as it stands between the parentheses of the call


@dataclass(frozen=True)
class Reference:
    """A work of the literature."""

    key: str  # BibTeX key
    kind: Literal["article", "inproceedings", "incollection", "misc"]
    authors: tuple[str, ...]  # "Family, Given"
    title: str
    year: int
    venue: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""


@dataclass(frozen=True)
class Related:
    """Another function of the catalogue, and what tells the two apart."""

    id: str
    difference: Text


@dataclass(frozen=True, kw_only=True)
class Activation:
    """One activation function."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    family: str
    kind: Kind = "elementwise"
    status: Status
    summary: Text  # one line: what it is and the verdict on it

    function: Function
    derivative: Function  # f', the Jacobian of a vector function, both partials of a pair
    naive: Naive | None = None
    examples: tuple[str, ...] = ()  # Python expressions; the build prints what they give
    parameters: tuple[Parameter, ...] = ()
    accuracy: Accuracy

    latex: str
    latex_derivative: str
    latex_derivative_from_output: str = ""
    symbols: tuple[tuple[str, Text], ...] = ()  # LaTeX and meaning of what the formulas mention
    # In SymPy's language: f(x), of a pair f(a, b), of a random function its evaluation mode, of a
    # vector function the component x_i of x_1, x_2, x_3.
    exact: str
    exact_derivative_from_output: str = ""  # in y = f(x)

    properties: Properties | VectorProperties | PairProperties
    kinks: tuple[Kink, ...] = ()
    window: tuple[float, float] = (-5.0, 5.0)  # of the figure

    references: tuple[Reference, ...]
    related: tuple[Related, ...] = ()

    @property
    def year(self) -> int:
        """Year of the work that describes the function first, which the record cites first."""
        return self.references[0].year

    @property
    def path(self) -> Path:
        """The module that holds the function and this record."""
        return Path(inspect.unwrap(self.function).__code__.co_filename)

    @property
    def derivatives(self) -> tuple[Function, ...]:
        """Everything that differentiates: the derivative, then those in learned parameters."""
        learned = (p.derivative for p in self.parameters)
        return (self.derivative, *(d for d in learned if d is not None))

    def names(self) -> Iterator[str]:
        """Everything under which :func:`activations.get` finds the record, each once."""
        proper = {normalise(n): n for n in (self.name.en, self.name.ko, self.id)}
        yield from proper.values()
        yield from self.aliases

    def error(self, needle: str, wrong: str, right: str) -> SpecError:
        """Return an error that points at the first line of the module that holds ``needle``."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        line = next((i for i, text in enumerate(lines, 1) if needle in text), 1)
        return SpecError(f"{_shown(self.path)}:{line}: {wrong}: {right}")

    def __post_init__(self) -> None:
        """Refuse a record that contradicts itself or its function."""
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", self.id):
            raise self.error("id=", f"bad id {self.id!r}", "lower snake case, e.g. leaky_relu")
        if self.function.__name__ != self.id:
            wrong = f"the function is called {self.function.__name__!r}"
            raise self.error("function=", wrong, f"the same name as the id, {self.id!r}")
        if self.path.stem != self.id:
            raise self.error("id=", f"the module is {self.path.name}", f"{self.id}.py")
        if self.family not in FAMILIES:
            raise self.error("family=", f"unknown family {self.family!r}", f"one of {[*FAMILIES]}")
        if not self.references:
            raise self.error("references=", "no reference", "at least the work that describes it")
        self._check_names()
        self._check_parameters()
        self._check_formulas()

    def _check_names(self) -> None:
        seen: set[str] = set()
        for name in self.names():
            if normalise(name) in seen:
                raise self.error(f'"{name}"', f"duplicate alias {name!r}", "each name once")
            seen.add(normalise(name))

    def _check_parameters(self) -> None:
        stated = {p.name: p.default for p in self.parameters}
        for function in (self.function, *self.derivatives):
            arguments = inspect.signature(function).parameters.values()
            actual = {
                a.name: a.default
                for a in arguments
                if a.default is not a.empty and a.annotation not in (int, Generator)
            }
            if actual != stated:
                raise self.error(
                    "parameters=" if self.parameters else f"def {function.__name__}",
                    f"the record's parameters are {stated}",
                    f"the defaults of {function.__name__}, {actual}",
                )

    def _check_formulas(self) -> None:
        if (self.kind == "random") != self._is_random():
            wrong = f"the kind is {self.kind!r}"
            raise self.error("def ", wrong, "random, and an argument `rng`, or neither")
        for field in ("latex", "latex_derivative", "latex_derivative_from_output"):
            if "$" in getattr(self, field):
                raise self.error(f"{field}=", f"{field} holds a $", "LaTeX without delimiters")
        for field in ("exact", "exact_derivative_from_output"):
            if text := getattr(self, field):
                try:
                    ast.parse(text, mode="eval")
                except SyntaxError:
                    right = "an expression in SymPy's language"
                    raise self.error(f"{field}=", f"{field} does not parse", right) from None
        low, high = self.window
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise self.error("window=", f"bad window {self.window}", "two finite ends, in order")

    def _is_random(self) -> bool:
        arguments = inspect.signature(self.function).parameters.values()
        return any(a.annotation == Generator for a in arguments)


def normalise(name: str) -> str:
    """Return the form in which names are compared: case and separators do not count."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def _shown(path: Path) -> str:
    """Return the path as a person in the repository would type it."""
    root = Path(__file__).resolve().parent.parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
