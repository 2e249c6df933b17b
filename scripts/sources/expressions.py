"""Read the closed forms of a record: as a number, as LaTeX, in SymPy, in JavaScript.

`activations.spec` has refused by then what is not mathematics. SymPy is imported only where it is
needed: that takes longer than all the rest.
"""

from __future__ import annotations

import ast
import math
from typing import TYPE_CHECKING, Any

from activations import Activation
from activations.spec import Elementwise, Parameter

if TYPE_CHECKING:
    import sympy

GREEK = {
    **{r"\alpha": "α", r"\alpha_n": "αₙ", r"\alpha_p": "αₚ", r"\beta": "β", r"\lambda": "λ"},
    **{r"\mu": "μ", r"\theta": "θ", r"\tau": "τ"},
}
FUNCTIONS_TEX = {"sqrt": r"\sqrt{{{}}}", "log": r"\ln\left({}\right)", "exp": "e^{{{}}}"}
SIGNS: dict[type[ast.AST], str] = {
    **{ast.Add: "+", ast.Sub: "-", ast.Mult: r"\,", ast.NotEq: r"\ne", ast.Eq: "="},
    **{ast.Gt: ">", ast.Lt: "<", ast.GtE: r"\ge", ast.LtE: r"\le"},
}


def letter(parameter: Parameter) -> str:
    """Return a parameter's symbol as plain text."""
    return GREEK.get(parameter.symbol, parameter.symbol)


# --- as a number ----------------------------------------------------------------------------


def value(expression: str, a: Activation) -> Any:
    """Return what a closed form is at the default parameters; of a condition, whether it holds."""
    names = {**vars(math), "oo": math.inf, "E": math.e, "Max": max, "Min": min, "Abs": abs}
    return eval(expression, {"__builtins__": {}}, names | {p.name: p.default for p in a.parameters})


def kinks(a: Elementwise) -> list[float]:
    """Return the points where f is not differentiable at the default parameters, in order."""
    real = (k for k in a.kinks if not k.when or value(k.when, a))
    return sorted(float(value(kink.at, a)) for kink in real)


def joints(a: Elementwise) -> list[float]:
    """Return the points that are kinks for some value of the parameters."""
    return sorted({float(value(kink.at, a)) for kink in a.kinks})


# --- as LaTeX -------------------------------------------------------------------------------


def tex(expression: str, a: Activation) -> str:
    """Return a closed form of the record, or a condition in it, as LaTeX."""
    symbols = {p.name: p.symbol for p in a.parameters} | {"oo": r"\infty", "pi": r"\pi", "E": "e"}

    def write(node: ast.AST) -> str:
        match node:
            case ast.Constant():
                return ast.unparse(node)
            case ast.Name(name) if name in symbols:
                return symbols[name]
            case ast.UnaryOp(ast.USub(), operand):
                return f"-{write(operand)}"
            case ast.BinOp(ast.UnaryOp(ast.USub(), left), ast.Div(), right):
                return rf"-\frac{{{write(left)}}}{{{write(right)}}}"
            case ast.BinOp(left, ast.Div(), right):
                return rf"\frac{{{write(left)}}}{{{write(right)}}}"
            case ast.BinOp(left, ast.Pow(), right):
                return f"{write(left)}^{{{write(right)}}}"
            case ast.Call(ast.Name(name), [argument]) if name in FUNCTIONS_TEX:
                return FUNCTIONS_TEX[name].format(write(argument))
            case ast.BinOp(left, sign, right) | ast.Compare(left, [sign], [right]):
                return f"{write(left)} {SIGNS[type(sign)]} {write(right)}"
        wrong = f"{ast.unparse(node)!r} has no form in LaTeX"
        known = f"numbers, parameters, oo, pi, + - * / **, {', '.join(FUNCTIONS_TEX)}"
        raise a.error(f'"{expression}"', wrong, known)

    return write(ast.parse(expression, mode="eval").body) if expression else ""


# --- in SymPy and in JavaScript -------------------------------------------------------------


def parse(a: Activation, text: str) -> Any:
    """Read a closed form in SymPy; its decimals are Rationals, a tuple of forms is a tuple."""
    import sympy
    from sympy.parsing.sympy_parser import parse_expr, rationalize, standard_transformations

    names = [*a.inputs, *(p.name for p in a.parameters)]
    known: dict[str, Any] = {name: sympy.Symbol(name, real=True) for name in names}
    transformations = (*standard_transformations, rationalize)
    try:
        parsed = parse_expr(text, local_dict=known, transformations=transformations)
    except Exception as error:  # SymPy raises whatever it meets
        wrong = " ".join(f"SymPy cannot read {text!r}: {error}".split())
        raise a.error(f'"{text}"', wrong, "SymPy's language") from None
    return sympy.sympify(parsed)


def derivative(a: Activation, expression: Any, name: str) -> Any:
    """Return the derivative with respect to an input or a parameter."""
    import sympy

    return sympy.diff(expression, sympy.Symbol(name, real=True))


def script(expression: sympy.Expr) -> str:
    """Return an expression in JavaScript."""
    from sympy import jscode
    from sympy.codegen.rewriting import log1p_opt, optimize

    # log(1 + u) keeps the digits of a small u.
    kept = optimize(expression, [log1p_opt])
    text: str = jscode(kept, user_functions={"erf": "erf", "log1p": "Math.log1p"})
    return " ".join(text.replace("\n", " ").split())


def arguments(a: Activation) -> str:
    """Return how a JavaScript function takes the parameters: by their names, out of an object."""
    return f"{{ {', '.join(p.name for p in a.parameters)} }}" if a.parameters else "_"
