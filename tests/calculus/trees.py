"""Random expression trees, and their values worked out in another way: by Python's complex numbers."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable

from hypothesis import strategies as st

from calcanim.calculus.language.syntax import Add, Apply, Div, Mul, Name, Neg, Node, Number, Pow, Sub

UNARY = ("abs", "sqrt", "cbrt", "exp", "ln", "sin", "cos", "tan", "arctan", "sinh", "tanh", "floor", "sign")

LEAVES = st.one_of(
    st.integers(0, 9).map(lambda n: Number(str(n))),
    st.sampled_from(["0.5", "2.25", "1e-2"]).map(Number),
    st.sampled_from([Name("x"), Name("y"), Name("pi"), Name("e")]),
)


def _larger(smaller: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pairs = st.sampled_from([Add, Sub, Mul, Div])
    return st.one_of(
        st.builds(lambda kind, a, b: kind(a, b), pairs, smaller, smaller),
        st.builds(Neg, smaller),
        st.builds(Pow, smaller, st.integers(0, 4).map(lambda n: Number(str(n)))),
        st.builds(lambda name, a: Apply(name, (a,)), st.sampled_from(UNARY), smaller),
    )


TREES = st.recursive(LEAVES, _larger, max_leaves=8)


class UndefinedError(Exception):
    """There is no real value."""


def value(node: Node, at: dict[str, float]) -> float:
    """The real value, by Python's own functions; UndefinedError if a part has none."""
    match node:
        case Number(digits):
            return float(digits)
        case Name(letter):
            return {"pi": math.pi, "e": math.e, **at}[letter]
        case Neg(operand):
            return -value(operand, at)
        case Pow(base, exponent):
            return _real(complex(value(base, at)) ** int(value(exponent, at)))
        case Apply(name, (argument,)):
            return _applied(name, value(argument, at))
        case Add(a, b) | Sub(a, b) | Mul(a, b) | Div(a, b):
            return _joined(type(node), value(a, at), value(b, at))
    raise AssertionError(node)


def _joined(kind: type[Node], a: float, b: float) -> float:
    if kind is Div and b == 0:
        raise UndefinedError
    return {Add: a + b, Sub: a - b, Mul: a * b}.get(kind, a / b if b else 0.0)


def _applied(name: str, x: float) -> float:
    if name == "cbrt":
        return math.copysign(abs(x) ** (1 / 3), x)
    if name == "sign":
        return float((x > 0) - (x < 0))
    if name in ("floor", "abs"):
        return float(math.floor(x) if name == "floor" else abs(x))
    if name == "ln" and x == 0:
        raise UndefinedError
    formula: Callable[[float], complex] = getattr(cmath, {"ln": "log", "arctan": "atan"}.get(name, name))
    return _real(formula(x))


def _real(found: complex) -> float:
    if abs(found.imag) > 1e-9 * max(1, abs(found.real)):
        raise UndefinedError
    return found.real
