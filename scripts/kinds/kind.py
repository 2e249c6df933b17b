"""What a kind of function says of itself: pages, gallery and scripts ask, and know no kind."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from activations import Activation
from activations.arrays import FloatArray
from scripts.sources.expressions import arguments, derivative, parse, script, tex, value
from scripts.sources.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from scripts.figures.style import Look
    from scripts.truth.expressions import Parameters

A = TypeVar("A", bound=Activation)
Curve = Callable[..., FloatArray]
INFINITE = (math.inf, -math.inf, math.nan)  # what frameworks are looked at one by one


class Row(NamedTuple):
    """A property: the key of its name in `rows` of words.yml, and its value."""

    key: str
    value: str


class Asked(NamedTuple):
    """What frameworks are asked: inputs, and as balls what is true there; NaN is not asked."""

    inputs: list[FloatArray]
    value: NDArray[Any]
    slopes: list[NDArray[Any]]  # in each of the inputs; of a vector, of its first result


@dataclass(frozen=True)
class Drawing(Generic[A]):
    """A figure of a function: what is drawn, the words that say what it shows, and its numbers."""

    draw: Callable[[A, Look], Figure]
    alt: Callable[[A, Words, str], str]  # of the record, the words, the function's title
    data: Callable[[A], Mapping[str, FloatArray]]  # columns of equal length, by name


class Kind(ABC, Generic[A]):
    """One kind of function. Everything that differs between kinds is asked here."""

    name: str  # of its room in the browser as well, live/<name>.js
    record: type[A]
    readings: bool  # whether the live figure says in words what it shows, above its controls
    output: str = "f(x)"  # LaTeX
    drawings: ClassVar[dict[str, Drawing[Any]]]  # by the suffix of the file's name, first ""
    plate: Callable[[A], Figure]
    key: ClassVar[dict[str, dict[str, Any]]] = {}  # of the picture for links: its lines by name

    @abstractmethod
    def legend(self, a: A, w: Words) -> list[tuple[str, str]]:
        """Return what is said of the inputs below the formula, beside the page's own symbols."""

    @abstractmethod
    def rows(self, a: A, w: Words) -> list[Row]:
        """Return the properties, the range first."""

    @abstractmethod
    def values(self, a: A, w: Words) -> list[tuple[str, ...]]:
        """Return the table of values, its head first."""

    @abstractmethod
    def mark(self, a: A, w: Words) -> str:
        """Return what the function is recognised by, in a few words."""

    @abstractmethod
    def script(self, a: A) -> list[str]:
        """Return what the live figure computes with, as lines of JavaScript."""

    @abstractmethod
    def card(self, figure: Figure, place: tuple[float, float, float, float], a: A) -> None:
        """Draw the function large on the picture for links."""

    @abstractmethod
    def samples(self) -> list[tuple[float, ...]]:
        """Return inputs at which `exact` and the code are compared before anything is written."""

    def controls(self, a: A) -> int:
        """Return how many controls the live figure has below its readings."""
        return len(a.parameters)

    @abstractmethod
    def truths(
        self, a: A, parameters: Parameters, x: NDArray[Any]
    ) -> Iterator[tuple[tuple[Any, ...], list[Any]]]:
        """Yield arguments made of hard inputs and what is true there, to as many bits as asked."""

    @abstractmethod
    def special(self, a: A) -> list[tuple[Any, ...]]:
        """Return arguments at which the outputs are a convention."""

    @abstractmethod
    def probes(self, a: A, parameters: Parameters) -> tuple[list[Any], list[Any]]:
        """Return where frameworks are looked at one by one: at kinks, at infinities and NaN."""

    @abstractmethod
    def asked(self, a: A, parameters: Parameters, dtype: str) -> Asked:
        """Return what frameworks are asked beside that, at hard numbers of a format."""

    def columns(self, a: A) -> list[str]:
        """Return what stands in a row of the test vectors."""
        slopes = [f"df/d{p.name}" for p in a.parameters if p.derivative is not None]
        return ["x", "f", "df/dx", *slopes]

    def notes(self, a: A, w: Words) -> list[str]:
        """Return what is said below the derivative."""
        return []

    def outline(self, a: A) -> tuple[Curve, Curve] | None:
        """Return f and f' where they can be drawn over those of others."""
        return None

    def band(self, a: A) -> list[Curve]:
        """Return what bounds the values of a random function, where that can be drawn."""
        return []

    def ends(self, a: A) -> tuple[float, float]:
        """Return the ends of the range as numbers."""
        low, high = (float(value(end, a)) for end in a.interval[:2])
        return low, high

    def traits(self, a: A) -> set[str]:
        """Return what a reader filters by, as keys of `traits` in words.yml."""
        found = {"smooth"} if math.isinf(a.smoothness) else set()
        found |= {"nonnegative"} if self.ends(a)[0] >= 0 else set()
        found |= {"kink"} if a.smoothness == 0 else {"jump"} if a.smoothness < 0 else set()
        found |= set() if {"-oo", "oo"} & set(a.interval[:2]) else {"bounded"}
        found |= {"parameters"} if a.parameters else set()
        found |= {"learned"} if len(a.derivatives) > 1 else set()
        return found | ({"random"} if a.random else set())

    def claims(self, a: A) -> dict[str, Any]:
        """Return the claims of the record, for machines."""
        own = set(self.record.__annotations__) - {"kinks", "band", "letter", "example"}
        stated = {name: getattr(a, name) for name in self.record.__annotations__ if name in own}
        every = {"range": a.interval._asdict(), "smoothness": a.smoothness}
        return every | {name: None if claim == "" else claim for name, claim in stated.items()}

    def numbers(self, a: A) -> dict[str, Any] | None:
        """Return what the build computes of the function, for machines."""
        return None

    def check(self, a: A) -> None:
        """Refuse a record whose `exact` is not what its code computes, or its slope is not."""
        at = {name: parse(a, name) for name in (*a.inputs, *(p.name for p in a.parameters))}
        fixed = {at[p.name]: p.default for p in a.parameters}
        own = [name for name in a.inputs if name != "x_i"]
        samples = {x: {at[n]: v for n, v in zip(own, x, strict=True)} for x in self.samples()}
        outputs = self._outputs(parse(a, a.exact), at)
        for sample, given in samples.items():
            _compare(a, a.function, self._arguments(sample), outputs, given | fixed)
        slopes = [derivative(a, y, name) for y in outputs for name in own]
        for sample, given in samples.items():
            _compare(a, a.derivative, self._arguments(sample), slopes, given | fixed)

    def _arguments(self, sample: tuple[float, ...]) -> tuple[Any, ...]:
        """Return how the code takes a sample."""
        return sample

    def _outputs(self, exact: Any, at: dict[str, Any]) -> list[Any]:
        """Return the closed form of every output."""
        return [exact]


def _compare(
    a: Activation, f: Curve, arguments: tuple[Any, ...], forms: list[Any], given: dict[Any, float]
) -> None:
    where = f"at {', '.join(f'{float(x):g}' for x in np.ravel(arguments))}"
    try:
        got = [float(y) for y in np.ravel(f(*arguments))]
    except (Exception, SystemExit) as error:  # whatever the code raises
        wrong = f"{f.__name__} {where} ends in {type(error).__name__}, {error}"
        right = "an array of floats, of the shape of the input"
        raise a.error(f"def {f.__name__}", " ".join(wrong.split()), right) from None
    try:
        wanted = [float(form.subs(given).evalf()) for form in forms]
    except Exception:  # whatever SymPy raises
        if f is not a.function:  # of some slopes SymPy has no number
            return
        right = "an expression that is a real number everywhere"
        raise a.error("exact=", f"exact has no value {where}", right) from None
    if len(got) != len(wanted):
        wrong = f"{f.__name__} returns {len(got)} numbers {where}, exact has {len(wanted)}"
        raise a.error(f"def {f.__name__}", wrong, "an output of the shape of the input")
    for one, other in zip(got, wanted, strict=True):
        if not math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9):
            exact = "exact" if f is a.function else "the slope of exact"
            wrong = f"{exact} is {other:.6g} {where}, {f.__name__} returns {one:.6g}"
            raise a.error("exact=", wrong, "the same function in both")


# --- what several rooms say alike -----------------------------------------------------------


def interval(a: Activation, number: Callable[[str], str]) -> str:
    """Return the range, each end written by `number`."""
    low, high, closed_low, closed_high = a.interval
    left, right = "[" if closed_low else "(", "]" if closed_high else ")"
    return f"{left}{number(low)}, {number(high)}{right}"


def range_tex(a: Activation) -> str:
    """Return a range whose ends all have a closed form."""
    return f"${interval(a, lambda end: tex(end, a))}$"


def smoothness(a: Activation, w: Words) -> str:
    """Return the class of a function in words."""
    k = a.smoothness
    if math.isinf(k):
        return w("values.smooth")
    return w("values.jump" if k < 0 else f"values.C{k:g}")


def crossed(a: Activation, x: FloatArray) -> NDArray[np.bool_]:
    """Tell where the derivative has a zero, near which no relative error means anything."""
    between = a.accuracy.crossing
    return (between.low < x) & (x < between.high) if between else np.zeros(len(x), bool)


def yes(claim: bool, w: Words) -> str:
    """Return a claim that holds or does not."""
    return w("values.yes" if claim else "values.no")


def partials(a: Activation, name: str) -> list[str]:
    """Return f in JavaScript, and under a name its derivatives in all inputs."""
    f = parse(a, a.exact)
    given = ", ".join([*a.inputs, arguments(a)])
    slopes = [script(derivative(a, f, x)) for x in a.inputs]
    value = slopes[0] if len(slopes) == 1 else f"[{', '.join(slopes)}]"
    return [
        f"export const f = ({given}) => {script(f)};",
        f"export const {name} = ({given}) => {value};",
    ]


# --- numbers --------------------------------------------------------------------------------


def plain(value: float) -> str:
    """Return a number with at most six digits, which no platform changes, for running text."""
    if math.isinf(value):
        return "∞" if value > 0 else "\N{MINUS SIGN}∞"
    mantissa, _, exponent = f"{value + 0.0:.6g}".partition("e")
    mantissa = mantissa.replace("-", "\N{MINUS SIGN}")
    if not exponent:
        return mantissa
    power = str(int(exponent)).replace("-", "\N{MINUS SIGN}")
    return f"{mantissa} × 10<sup>{power}</sup>"


def typed(value: float) -> str:
    """Return a number as a person would type it: 1/3 and not 0.333333; else with every digit."""
    if float(f"{value:.6g}") == value:
        return plain(value)
    fraction = Fraction(value).limit_denominator(1000)
    return str(fraction) if float(fraction) == value else repr(value)


def number(value: float) -> str:
    """Return a number with at most six digits, as LaTeX."""
    return f"{value + 0.0:.6g}"


def short(value: float) -> str:
    """Return a number with three digits, for a badge or an alt text."""
    text = "∞" if math.isinf(value) else f"{abs(value):.3g}"
    return f"\N{MINUS SIGN}{text}" if value < 0 else text


def listed(values: Iterable[float]) -> str:
    """Return the components of a vector."""
    return ", ".join(plain(float(f"{v:.6f}")) for v in values)
