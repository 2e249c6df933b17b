"""The form of a record: the mathematics that the project knows about one activation function.

A record is typed by hand and holds no computed number and no sentence. What can be computed from
it is computed by the build, what it claims is checked against its ``exact`` expression.
"""

from __future__ import annotations

import ast
import functools
import inspect
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import KW_ONLY, dataclass, is_dataclass, replace
from pathlib import Path
from types import UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    TypeAlias,
    get_args,
    get_origin,
    get_type_hints,
)

from activations.arrays import Axes, Axis, Generator, arguments

Family: TypeAlias = Literal[
    "sigmoidal", "rectifier", "gated", "softmax", "threshold", "shrinkage", "linear"
]
Status: TypeAlias = Literal["in use", "niche", "historical"]
Function: TypeAlias = Callable[..., Any]  # one array, or of a pair a tuple of partial derivatives

FAMILIES: tuple[Family, ...] = get_args(Family)
"""In the order in which the site shows them."""
STATUSES: tuple[Status, ...] = get_args(Status)
LEAST = 1e-12
"""The relative error in float64 that no function of the site may exceed."""
SMOOTH = math.inf
"""The class C^k of a function that has derivatives of every order."""

# What a closed form may be made of, in SymPy's words.
FUNCTIONS = frozenset(
    {
        *("Abs", "Max", "Min", "Piecewise", "asinh", "atan", "ceiling", "cos", "cosh", "erf"),
        *("erfc", "exp", "floor", "log", "sign", "sin", "sinh", "sqrt", "tan", "tanh"),
    }
)
CONSTANTS = frozenset({"oo", "pi", "E"})
ALLOWED = (
    *(ast.Expression, ast.BinOp, ast.UnaryOp, ast.Call, ast.Name, ast.Constant, ast.Compare),
    *(ast.Tuple, ast.operator, ast.USub, ast.cmpop, ast.Load),
)


class SpecError(ValueError):
    """A record contradicts itself, its function or another record."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a function, beside its input."""

    name: str
    symbol: str  # LaTeX
    _: KW_ONLY
    between: tuple[float, float]  # what the sliders offer
    others: tuple[float, ...]  # further values at which the tests hold every claim
    shown: tuple[float, ...] = ()  # further values at which the figure shows f
    derivative: Function | None = None  # df/dparameter, of one that is learned
    latex_derivative: str = ""
    default: float = math.nan  # the signature's: the record fills it in


@dataclass(frozen=True)
class Kink:
    """A point where f is not differentiable, and what the derivative returns there."""

    at: str
    value: str
    when: str = ""  # the condition on the parameters without which there is none


class Crossing(NamedTuple):
    """An interval around a zero of the derivative, in which digits cancel.

    Near the zero no relative bound can hold; the absolute error has one.
    """

    low: float
    high: float
    absolute: float


@dataclass(frozen=True)
class Accuracy:
    """The largest relative error in float64 that the tests allow, where the truth is normal.

    float32 and float16 are held to 1 ulp everywhere.
    """

    function: float
    derivative: float
    _: KW_ONLY
    domain: str = ""  # LaTeX: where both hold, if not everywhere
    crossing: Crossing | None = None


@dataclass(frozen=True)
class Naive:
    """The code that a textbook prints and an input on which it fails."""

    function: Function
    argument: str  # Python, as it stands between the parentheses of the call


class Interval(NamedTuple):
    """A range that has been read. An open end is approached and never reached."""

    low: str
    high: str
    closed_low: bool
    closed_high: bool


@dataclass(frozen=True, eq=False)
class Activation:
    """One activation function; its kinds below add what is claimed of each."""

    function: Function
    derivative: Function
    _: KW_ONLY
    names: tuple[str, ...]  # the first as the literature has it, then in any language
    family: Family
    status: Status
    references: tuple[str, ...]  # keys of docs/references.bib, the describing work first
    latex: str
    latex_derivative: str
    latex_derivative_from_output: str = ""
    exact: str  # the meaning of `latex`, for SymPy
    exact_derivative_from_output: str = ""  # in y and the parameters
    parameters: tuple[Parameter, ...] = ()
    accuracy: Accuracy
    examples: tuple[str, ...]
    naive: Naive | None = None
    window: tuple[float, float] = (-5.0, 5.0)  # what the figure shows of the inputs
    range: str  # "(0, oo)", "[min, oo)": an end without a closed form is computed
    smoothness: float = SMOOTH  # k of the class C^k; -1 with a jump

    inputs: ClassVar[tuple[str, ...]]  # what `exact` calls them

    @property
    def id(self) -> str:
        """The name of the function and of its module."""
        return str(self.function.__name__)

    @property
    def path(self) -> Path:
        """The module that holds the function and this record."""
        return Path(inspect.unwrap(self.function).__code__.co_filename)

    @property
    def derivatives(self) -> tuple[Function, ...]:
        """Everything that differentiates: the derivative, then those in learned parameters."""
        learned = (p.derivative for p in self.parameters)
        return (self.derivative, *(d for d in learned if d is not None))

    @property
    def random(self) -> bool:
        """Whether it draws from a generator when it is given one."""
        return any(a.annotation == Generator for a in arguments(self.function).values())

    @property
    def interval(self) -> Interval:
        """The ends of the range."""
        low, _, high = self.range[1:-1].rpartition(", ")
        return Interval(low, high, self.range[0] == "[", self.range[-1] == "]")

    def error(self, needle: str, wrong: str, right: str) -> SpecError:
        """Return an error at the first line that holds ``needle``; at the record, if none does."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        needles = (needle, f"{self.id.upper()} =")
        places = (i for n in needles for i, text in enumerate(lines, 1) if n in text)
        return SpecError(f"{shown(self.path)}:{next(places, 1)}: {wrong}: {right}")

    def __post_init__(self) -> None:
        """Refuse a record that contradicts itself or its function."""
        self._check_functions()
        self._check_types()
        self._check_words()
        self._check_parameters()
        for name, text in self._expressions():
            self._check_expression(name, text)
        low, high = self.window
        if not -1000 <= low < high <= 1000:  # false for NaN as well
            right = "two ends in order, within 1000 of 0"
            raise self.error("window=", f"bad window {self.window}", right)

    def _check_functions(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", self.id):
            right = "lower snake case, e.g. leaky_relu"
            raise self.error("def ", f"bad id {self.id!r}", right)
        if self.path.stem != self.id:
            wrong = f"the function {self.id!r} stands in {self.path.name}"
            raise self.error(f"def {self.id}", wrong, f"a module of the same name, {self.id}.py")
        for function in (self.function, *self.derivatives):
            name = function.__name__
            if not hasattr(function, "__wrapped__"):
                raise self.error(f"def {name}", f"{name} is not decorated", "@activation above it")
        if "Source: " not in (self.function.__doc__ or ""):
            wrong, right = "the docstring names no source", "a line `Source: …` at its end"
            raise self.error(f"def {self.id}", wrong, right)

    def _check_types(self) -> None:
        for name, given, hint in _misfits(self):
            if get_origin(hint) is Literal:
                right = f"one of {', '.join(get_args(hint))}"
                raise self.error(f"{name}=", f"unknown {name} {given!r}", right)
            kind = re.sub(r"[a-z_]+\.|<class '|'>", "", str(hint))
            raise self.error(f"{name}=", f"bad {name} {given!r}", f"of type {kind}")

    def _check_words(self) -> None:
        for field_name in ("names", "references", "examples"):
            given = getattr(self, field_name)
            if not given or not all(given):
                wrong, right = f"{field_name} holds nothing", 'a tuple: ("…",), none of it empty'
                raise self.error(f"{field_name}=", wrong, right)
            seen: set[str] = set()
            for text in given:
                if re.search(r"\n" if field_name == "examples" else r"[|<\n]", text):
                    right = "one line without | and <"
                    raise self.error(f"{field_name}=", f"bad entry {text!r}", right)
                if normalise(text) in seen:
                    raise self.error(f'"{text}"', f"duplicate entry {text!r}", "each once")
                seen.add(normalise(text))
        for name in ("latex", "latex_derivative", "latex_derivative_from_output"):
            if re.search(r"\$|```|\n", getattr(self, name)):
                right = "one line of LaTeX without delimiters"
                raise self.error(f"{name}=", f"{name} holds a $, a fence or a line break", right)
        calls = [*self.examples, *([f"f({self.naive.argument})"] if self.naive else [])]
        for call in calls:
            try:
                ast.parse(call, mode="eval")
            except (SyntaxError, ValueError) as error:
                needle = call if call in self.examples else "naive="
                raise self.error(needle, f"{call}: {error.args[0]}", "one expression") from None
        for name in ("function", "derivative"):
            if not 0 <= getattr(self.accuracy, name) <= LEAST:
                right = f"a relative error between 0 and {LEAST:g}"
                raise self.error("accuracy=", f"accuracy of the {name} is no bound", right)
        if not (self.smoothness >= -1 and (self.smoothness % 1 == 0 or self.smoothness == SMOOTH)):
            right = "k of C^k: -1, 0, 1, …, or leave it out"
            raise self.error("smoothness=", f"bad smoothness {self.smoothness}", right)

    def _check_parameters(self) -> None:
        stated = [p.name for p in self.parameters]
        for function in (self.function, *self.derivatives):
            actual = {
                a.name: a.default
                for a in arguments(function).values()
                if a.default is not a.empty and a.annotation not in (Axis, Axes, Generator)
            }
            if list(actual) != stated:
                needle = "parameters=" if stated else f"def {function.__name__}"
                wrong = f"the record's parameters are {stated}"
                raise self.error(needle, wrong, f"those of {function.__name__}, {[*actual]}")
            filled = tuple(replace(p, default=float(actual[p.name])) for p in self.parameters)
            if function is not self.function and filled != self.parameters:
                wrong = f"the defaults of {function.__name__} are {actual}"
                raise self.error(f"def {function.__name__}", wrong, f"those of {self.id}")
            object.__setattr__(self, "parameters", filled)  # frozen from here on
        for p in self.parameters:
            low, high = p.between
            if not (low < high and low <= p.default <= high and math.isfinite(high - low)):
                right = f"two numbers in order, the default {p.default:g} between them"
                raise self.error(f'"{p.name}",', f"bad between {p.between}", right)
            if not all(map(math.isfinite, (*p.others, *p.shown))):
                raise self.error(f'"{p.name}",', f"{p.name} holds what is no number", "numbers")

    def _expressions(self) -> Iterable[tuple[str, str]]:
        """Yield every closed form of the record, by the name of its field."""
        yield "exact", self.exact
        yield "exact_derivative_from_output", self.exact_derivative_from_output
        if not re.fullmatch(r"[(\[].+, .+[)\]]", self.range):
            raise self.error("range=", f"bad range {self.range!r}", 'for instance "(-1, oo)"')
        yield from (("range", end) for end in self.interval[:2] if end not in ("min", "max"))

    def _check_expression(self, name: str, text: str) -> None:
        own = ("y",) if name == "exact_derivative_from_output" else self.inputs
        letters = {*own, *(p.name for p in self.parameters)}
        if problem := (text or name == "exact") and expression_error(text, letters):
            right = f"SymPy's language, with {', '.join(sorted(letters))}"
            raise self.error(f"{name}=", f"{name} {text!r}: {problem}", right)


@dataclass(frozen=True, eq=False, kw_only=True)
class Elementwise(Activation):
    """A function of one number, with what is claimed of it at the default parameters."""

    limits: tuple[str, str]  # at minus and plus infinity; "none" where there is none
    monotonicity: Literal[
        "strictly increasing", "increasing", "strictly decreasing", "decreasing", "none"
    ] = "none"
    symmetry: Literal["odd", "even", "point", "none"] = "none"  # point: about (0, f(0))
    convexity: Literal["convex", "concave", "none"] = "none"
    period: str = ""
    lipschitz: bool = True  # its slopes are bounded; what the constant is, the build computes
    kinks: tuple[Kink, ...] = ()
    band: tuple[str, ...] = ()  # what bounds the values of a random function
    pytorch_gain: str = ""  # what torch.nn.init.calculate_gain returns, if it knows the function

    inputs = ("x",)

    def _expressions(self) -> Iterable[tuple[str, str]]:
        yield from super()._expressions()
        yield from (("limits", limit) for limit in self.limits if limit != "none")
        yield "period", self.period
        yield "pytorch_gain", self.pytorch_gain
        yield from (("kinks", t) for kink in self.kinks for t in (kink.at, kink.value, kink.when))
        yield from (("band", text) for text in self.band)

    def __post_init__(self) -> None:
        """Refuse claims that cannot hold together."""
        super().__post_init__()
        for kink in self.kinks:
            if kink.when and not isinstance(ast.parse(kink.when, mode="eval").body, ast.Compare):
                raise self.error("kinks=", f"{kink.when!r} is no condition", "such as alpha != 1")
        if self.random != bool(self.band):
            wrong, right = "a generator without a band, or a band without one", "both, or neither"
            raise self.error("def ", wrong, right)


@dataclass(frozen=True, eq=False, kw_only=True)
class Vector(Activation):
    """A function of a vector along an axis; its derivative is the Jacobian."""

    letter: str = "y"  # of the output
    total: str = ""  # what the components sum to
    shift_invariant: bool = False  # f(x + c) = f(x)
    order_preserving: bool = False  # x_i < x_j implies f_i < f_j
    example: tuple[float, ...] = (1.0, 2.0, 3.0)  # the three inputs that the figures show

    inputs = ("x_i", "x_1", "x_2", "x_3")

    def _expressions(self) -> Iterable[tuple[str, str]]:
        yield from super()._expressions()
        yield "total", self.total


@dataclass(frozen=True, eq=False, kw_only=True)
class Reduction(Activation):
    """A function of a vector that returns one number; its derivative is the gradient."""

    letter: str = "y"
    shift_equivariant: bool = False  # f(x + c) = f(x) + c
    symmetric: bool = False  # the order of the inputs does not matter
    convexity: Literal["convex", "concave", "none"] = "none"
    example: tuple[float, ...] = (1.0, 2.0, 3.0)  # the three inputs that the figures show

    inputs = ("x_1", "x_2", "x_3")


@dataclass(frozen=True, eq=False, kw_only=True)
class Pair(Activation):
    """A function of two numbers a and b; its derivative is the tuple of both partial ones."""

    linear_in: tuple[str, ...] = ()  # the inputs in which it is linear
    symmetric: bool = False  # f(a, b) = f(b, a)
    lipschitz: bool = True  # its slopes are bounded

    inputs = ("a", "b")


_hints = functools.cache(get_type_hints)  # slow, and the same for every record of a kind


def _misfits(part: object) -> Iterator[tuple[str, object, Any]]:
    """Yield the fields of a part of a record that are not of the type that it states."""
    for name, hint in _hints(type(part)).items():  # type: ignore[arg-type]  # a class has a hash
        if name == "_" or get_origin(hint) is ClassVar:
            continue
        given = getattr(part, name)
        if not _fits(given, hint):
            yield name, given, hint
            continue
        for inner in given if isinstance(given, tuple) else (given,):
            if is_dataclass(inner):
                yield from _misfits(inner)


def _fits(given: object, hint: Any) -> bool:
    """Tell whether a value is of a type, whatever its own fields are."""
    options = get_args(hint)
    if get_origin(hint) is Literal:
        return given in options
    if get_origin(hint) is tuple:
        if not isinstance(given, tuple):
            return False
        each = [options[0]] * len(given) if options[-1] is ... else options
        return len(given) == len(each) and all(map(_fits, given, each))
    if get_origin(hint) is UnionType:
        return any(_fits(given, option) for option in options)
    if get_origin(hint) is Callable:
        return callable(given)
    if hint is float:
        return isinstance(given, int | float) and not isinstance(given, bool)
    return isinstance(given, hint)


def normalise(name: str) -> str:
    """Return the form in which names are compared: case and separators do not count."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def shown(path: Path) -> str:
    """Return the path as a person in the repository would type it."""
    root = Path(__file__).resolve().parent.parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def expression_error(text: str, letters: Iterable[str]) -> str:
    """Say what is wrong with a closed form, or nothing: reading one in SymPy would run it."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        return "does not parse"
    known = {*letters, *CONSTANTS}
    calls = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in (
            FUNCTIONS if id(node) in calls else known
        ):
            return f"{node.id} is unknown"
        if isinstance(node, ast.Constant) and type(node.value) not in (int, float, bool):
            return f"{node.value!r} is no number"
        if not isinstance(node, ALLOWED):
            return f"{ast.unparse(node) or type(node).__name__} is no mathematics"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and _large(node, known):
            return f"{ast.unparse(node)} is too large a power"
    return ""


def _large(power: ast.BinOp, known: Iterable[str]) -> bool:
    """Tell whether a power may have more digits than anybody waits for: SymPy multiplies it out."""
    parts = [*ast.walk(power.right)]
    if sum(isinstance(node, ast.Pow) for node in ast.walk(power)) > 3:
        return True
    if any(isinstance(node, ast.Name) and node.id in known for node in parts):
        return False
    numbers = ast.Constant | ast.UnaryOp | ast.USub | ast.BinOp | ast.Div
    try:
        return not all(isinstance(node, numbers) for node in parts) or not (
            -65 < eval(ast.unparse(power.right)) < 65
        )
    except (ArithmeticError, TypeError):
        return True
