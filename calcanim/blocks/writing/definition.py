"""The definition of the derivative as a formula, with its rise and its run as parts."""

from __future__ import annotations

import sympy

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.blocks.writing.equation import fraction, part
from calcanim.calculus.derivative_forms import DerivativeForm
from calcanim.calculus.language.notation import latex
from calcanim.calculus.verification.statement import Ground

HIGH, LOW = "high", "low"  # the parts of the rise: the value at B, the value at A
QUOTIENT = r"\frac{\Delta y}{\Delta x}"
EPSILON = r"\epsilon"
_WIDER = 1.12  # times the width of its box that a formula may have before it is set in two lines


def coloured(text: str) -> str:
    """The same LaTeX with ε, which is a run, in the run's colour."""
    return text.replace(EPSILON, part(Role.RUN, EPSILON))


def quotient_formula(form: DerivativeForm, *, theme: Theme) -> Formula:
    """Rise over run."""
    return Formula(_quotient(form), theme=theme, printed=form.quotient)


def slope_limit(limit: sympy.Expr | None, *, theme: Theme, on: Ground, side: str = "") -> Formula:
    """What the slope of AB tends to as x_B goes to x_A; the sign of a side stands over the index A, clear of
    it, and away from the quotient, whose sign it would be taken for."""
    target, gap = (rf"x_A^{{\,{side}}}", r"\;") if side else ("x_A", " ")
    quotient = rf"\underset{{x_B \to {target}}}{{\lim}}{gap}{QUOTIENT}"
    return Formula(f"{quotient} = {part(Role.SLOPE, sympy.latex(limit))}", theme=theme, on=on)


def definition_formula(form: DerivativeForm, box: Box, *, theme: Theme) -> Formula:
    """The derivative and the limit that it is: in two lines where one would have to be small."""
    head, limit = part(Role.DERIVATIVE, form.derivative.latex), _limit(form)
    whole = Formula(f"{head} = {limit}", theme=theme)
    if whole.width > _WIDER * box.width:
        return Formula(rf"\begin{{aligned}}& {head} \\ & = {limit}\end{{aligned}}", theme=theme)
    return whole


def definition_in_a_line(form: DerivativeForm, *, theme: Theme) -> Formula:
    """The derivative and the limit that it is, in one line however wide."""
    return Formula(f"{part(Role.DERIVATIVE, form.derivative.latex)} = {_limit(form)}", theme=theme)


def _limit(form: DerivativeForm) -> str:
    under = rf"{coloured(latex(form.moving))} \to {latex(form.target)}"
    return rf"\underset{{{under}}}{{\lim}}\,{_quotient(form)}"


def _quotient(form: DerivativeForm) -> str:
    high, low = part(HIGH, coloured(form.high.latex)), part(LOW, form.low.latex)
    return fraction(part(Role.RISE, f"{high}-{low}"), part(Role.RUN, form.run.latex))
