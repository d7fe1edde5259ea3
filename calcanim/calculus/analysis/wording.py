"""What happens at a point, told to a student."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import sympy as sp

from calcanim.calculus.analysis.behaviour import Verdict
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.reading import to_tree

if TYPE_CHECKING:
    from calcanim.calculus.analysis.behaviour import Behaviour, Side

_DECIMAL = frozenset({5, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500, 1000})  # denominators read as decimals
_SIGNS = tuple(
    (re.compile(typed), written)
    for typed, written in (
        (r"\bpi\b", "π"),
        (r"\bsqrt\((\d+|\w)\)", r"√\1"),
        (r"\bsqrt\(", "√("),
        (r"(?<=\d)\*(?=[π√])", ""),
        (r"\*", "·"),
        ("-", "−"),
    )
)


def sentence(found: Behaviour, /) -> str:
    """One or two plain sentences: the verdict and its reason."""
    here = f"At {found.variable} = {number(found.at)}"
    return f"{here} {_TOLD[found.verdict](found)}"


def number(value: sp.Expr | None, /) -> str:
    """A number as one reads it in a sentence: exact if that is short, with six digits otherwise.

    >>> number(-sp.sqrt(2) / 2), number(2 * sp.pi), number(sp.oo), number(sp.Float("0.33333333333"))
    ('−√2/2', '2π', '∞', '0.333333')
    >>> number(sp.Rational(-21, 10)), number(sp.Rational(1, 2)), number(3 * sp.sqrt(5) + sp.pi)
    ('−2.1', '1/2', 'π + 3√5')
    """
    if value is None:
        return "unknown"
    if value in (sp.oo, -sp.oo):
        return "∞" if value == sp.oo else "−∞"
    if isinstance(value, sp.Rational) and value.q in _DECIMAL:
        return in_signs(f"{float(value):.6g}")
    simple = all(part.p.bit_length() + part.q.bit_length() < 40 for part in value.atoms(sp.Rational))
    text = plain(to_tree(value)) if simple and not value.has(sp.Float) else f"{float(value):.6g}"
    return in_signs(text if len(text) <= 16 else f"{float(value):.6g}")


def in_signs(text: str, /) -> str:
    """What `plain` typed of a number, with the signs that one writes by hand.

    >>> in_signs("-2*sqrt(2)"), in_signs("1/sqrt(pi + 1)"), in_signs("3*ln(2)")
    ('−2√2', '1/√(π + 1)', '3·ln(2)')
    """
    for typed, written in _SIGNS:
        text = typed.sub(written, text)
    return text


def _differentiable(found: Behaviour) -> str:
    return f"the curve has one tangent, of slope {number(found.slope)}: seen close up, it is a straight line."


def _kink(found: Behaviour) -> str:
    left, right = number(found.left_slope), number(found.right_slope)
    return (
        f"the curve has a corner: its slope is {left} on the left, {right} on the right, so no tangent fits."
    )


def _vertical(found: Behaviour) -> str:
    way = "grows beyond" if found.right_slope == sp.oo else "falls below"
    return f"the tangent stands upright: the slope of the secants {way} every number."


def _cusp(found: Behaviour) -> str:
    left, right = number(found.left_slope), number(found.right_slope)
    return f"the curve comes to a point: its slope goes to {left} on the left and to {right} on the right."


def _jump(found: Behaviour) -> str:
    left, right = number(found.left_value), number(found.right_value)
    return f"the function jumps: it arrives at {left} from the left and at {right} from the right."


def _pole(found: Behaviour) -> str:
    ways = [
        f"{_far(side)} on the {side.name}" for side in (found.left, found.right) if not side.value.is_finite
    ]
    return f"the function grows without bound: to {' and to '.join(ways)}."


def _far(side: Side) -> str:
    return number(side.value.value)


def _hole(found: Behaviour) -> str:
    near = number(found.left_value)
    if found.has_value:
        return f"the function is {number(found.value)}, but close by it is near {near}: one point strays."
    return f"the function has no value, but it comes close to {near} from both sides: one point is missing."


def _oscillating(found: Behaviour) -> str:
    swings = [side for side in (found.left, found.right) if side.oscillates]
    if any(side.value.oscillates for side in swings):
        return "the function swings to and fro for ever faster and comes close to no value."
    return "the slope swings to and fro for ever, so the secants close on no tangent."


def _outside(found: Behaviour) -> str:
    return "the function is not defined, nor is it anywhere near."


def _edge(found: Behaviour) -> str:
    sides = [side for side in (found.left, found.right) if side.is_defined]
    if not sides:
        return f"the function is {number(found.value)}, but it is not defined on either side: a single point."
    (side,) = sides
    start = f"the function begins or ends: it is defined only on the {side.name}"
    if not side.value.is_finite:
        arrival = "" if side.value.value is None else f", where it goes to {_far(side)}"
        return f"{start}{arrival}."
    return start + ("." if side.slope.value is None else f", with slope {number(side.slope.value)}.")


def _unknown(found: Behaviour) -> str:
    left, right = found.left_slope, found.right_slope
    if left is not None and right is not None:
        return f"the slope is {number(left)} on the left, {number(right)} on the right: there is no tangent."
    return "it could not be worked out what the function does."


_TOLD: dict[Verdict, Callable[[Behaviour], str]] = {
    Verdict.DIFFERENTIABLE: _differentiable,
    Verdict.KINK: _kink,
    Verdict.VERTICAL_TANGENT: _vertical,
    Verdict.CUSP: _cusp,
    Verdict.JUMP: _jump,
    Verdict.POLE: _pole,
    Verdict.HOLE: _hole,
    Verdict.OSCILLATING: _oscillating,
    Verdict.OUTSIDE_DOMAIN: _outside,
    Verdict.EDGE_OF_DOMAIN: _edge,
    Verdict.UNKNOWN: _unknown,
}
