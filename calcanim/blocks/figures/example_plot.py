"""A theorem tried out: a curve, a point on it, and the secants there that settle on its slope."""

from __future__ import annotations

from dataclasses import replace

import manim as mn
import numpy as np
import sympy
from numpy.typing import ArrayLike

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing, Readout, decimal
from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.plots.framing import window_for, x_range_near
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Theme
from calcanim.blocks.writing.breaking import in_lines
from calcanim.calculus import Constant, Function, latex
from calcanim.calculus.clear_step import clear_step
from calcanim.calculus.language.syntax import Name
from calcanim.calculus.proofs.example import Example

PLACES = 3
_REACH = 1.2  # how far B starts from A, in x, where there is room
_SAMPLES = 60
_BETWEEN = 0.5  # frame units between what is given
_FLAT, _AROUND = 16.0, 2.0  # rises of B's way: so high a window is cut, to so many above and below


class ExamplePlot(Drawing):
    """The graph of f near x = a, and a secant from there whose second point can come closer.

    That point starts at x = a + reach; without a reach, where the whole way to A has values.
    """

    def __init__(
        self,
        box: Box,
        f: Function,
        a: Constant | float,
        *,
        theme: Theme,
        y_name: str = "f(x)",
        reach: float | None = None,
    ) -> None:
        super().__init__()
        self.f, self.a, self.exact = f, float(a), a.expr if isinstance(a, Constant) else a
        step = clear_step(f, self.a, _REACH) if reach is None else float(reach)
        ends = [(x, float(f(x))) for x in (self.a, self.a + step)]
        window = window_for(f, x_range_near(f, self.a, abs(step)), include=ends)
        if reach is None:
            window = _near_the_way(window, f(np.linspace(self.a, self.a + step, _SAMPLES)))
        x_name = latex(Name(f.variable.name))
        self.plot = Plot(box, window, theme=theme, x_name=x_name, y_name=y_name)
        self.curve = self.plot.curve(f)
        self.secant = Secant(self.curve, self.a, step=step)
        self.add(self.plot, self.curve, self.secant)

    @property
    def limit(self) -> sympy.Expr:
        """What the secants' slope goes to, exactly if that can be told."""
        return self.f.behaviour(self.exact).slope

    @property
    def slope(self) -> float:
        """The derivative at A."""
        return float(self.f.derivative()(self.a))

    def slope_of_line(self, *, places: int = PLACES) -> Readout:
        """The slope of the line: of the secant, and of the tangent in the end."""
        s = self.secant
        return Readout(r"\text{slope}", s.slope, drawn=s.drawn_slope, theme=self.plot.theme, places=places)

    def as_quotient(self, latex: str, variable: str, *, width: float) -> Readout:
        """The same as a quotient in the run, which has the name of a variable; undefined where B is at A,
        and never wider than this."""
        s = self.secant
        drawn = {**s.drawn_terms, variable: s.drawn_run}
        made = Readout(latex, s.quotient, drawn=drawn, theme=self.plot.theme, places=PLACES)
        return made.fit_in(width, (np.nan, *s.slopes_on_the_way()))

    def approach(self, *, run_time: float = 3.0) -> mn.Animation:
        """B goes to A."""
        return self.secant.approach(self.limit, run_time=run_time)


def chosen_in(box: Box, example: Example, *, theme: Theme) -> mn.Group:
    """The functions and numbers of an example, beside each other where there is room; at the top of a box."""
    made = (in_lines(text, box, theme=theme) for text in example.given_latex)
    formulas = [Formula(text, theme=theme, on=example.ground) for text in made]
    beside = mn.Group(*formulas).arrange(mn.RIGHT, buff=_BETWEEN)
    for each in formulas:
        each.shift((formulas[0].baseline - each.baseline) * mn.UP)
    return box.place(beside, x=-1, y=1) if beside.width <= box.width else box.stack(formulas, gap=0.2)


def slope_latex(at: str, slope: float) -> str:
    """LaTeX of f'(a) as a number.

    >>> slope_latex("1", 0.25), slope_latex("2", 1 / 3)
    ("f'(1) = 0.25", "f'(2) \\\\approx 0.333")
    """
    rounded = decimal(slope, PLACES)
    exact = f"{slope:.{PLACES}f}".rstrip("0").rstrip(".")
    is_exact = abs(round(slope, PLACES) - slope) < 1e-12
    return rf"f'({at}) = {exact}" if is_exact else rf"f'({at}) \approx {rounded}"


def _near_the_way(window: Window, values: ArrayLike) -> Window:
    """The window, cut to the surroundings of B's way where that would be flat in it, as beside a pole."""
    low, high = float(np.min(values)), float(np.max(values))
    rise = high - low
    if not 0 < _FLAT * rise < window.y_max - window.y_min:
        return window
    y_min, y_max = max(window.y_min, low - _AROUND * rise), min(window.y_max, high + _AROUND * rise)
    return replace(window, y_min=y_min, y_max=y_max)
