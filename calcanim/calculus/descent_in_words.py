"""A descent in words: which way is down at its start, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calcanim.calculus.analysis.wording import in_signs, number
from calcanim.calculus.constant import Constant
from calcanim.calculus.descent import Descent, Outcome
from calcanim.calculus.function import Function
from calcanim.calculus.large_rates import has_run_away, has_stopped_short, jumps_to_and_fro
from calcanim.calculus.partials import hessian
from calcanim.calculus.slopes import NoSlopeError


@dataclass(frozen=True, eq=False)
class Downhill:
    """The slope of a function at a place, and which way is down.

    >>> Downhill(Function.parse("x^2"), Constant.parse("-1/2")).sentence
    'At x = −1/2 it is −1: downhill is to the right.'
    """

    f: Function
    at: Constant

    @property
    def slope(self) -> float:
        """The slope there."""
        return float(self.f.derivative()(float(self.at)))

    @property
    def sentence(self) -> str:
        """What the derivative tells there; "it" is the slope."""
        side = "right" if self.slope < 0 else "left"
        way = f"downhill is to the {side}" if self.slope else "level, no way is down"
        return f"At x = {number(self.at.expr)} it is {in_signs(f'{self.slope:.4g}')}: {way}."


@dataclass(frozen=True, eq=False)
class Ending:
    """How a descent on a function ended.

    >>> from calcanim.calculus.descent import descend
    >>> well = Function.parse("1/4*x^4 - x^2 + 1/2")
    >>> end = Ending(well, descend(well, 0.25, rate=0.01, steps=199))
    >>> end.text, end.sentence
    ('near a minimum', 'Point 200 is x = 1.40704: all but at a minimum.')
    """

    f: Function
    run: Descent

    @property
    def text(self) -> str:
        """In a few words."""
        if has_stopped_short(self.f, self.run):
            return "stopped: no slope ahead"
        if has_run_away(self.run):
            return "ran away"
        if self.is_at_saddle:
            return "stuck at a saddle"
        return "jumps to and fro" if jumps_to_and_fro(self.f, self.run) else str(self.run.outcome)

    @property
    def is_at_saddle(self) -> bool:
        """Whether it is stuck where f bends up one way and down another."""
        if self.run.outcome is not Outcome.PLATEAU or self.run.path.ndim == 1:
            return False
        try:
            bends = np.linalg.eigvalsh(hessian(self.f, self.run.end))
        except NoSlopeError:
            return False
        return bool(bends[0] < 0 < bends[-1])

    @property
    def sentence(self) -> str:
        """In a sentence."""
        taken = len(self.run.path) - 1
        name = f"Point {taken + 1}" if self.run.path.ndim == 1 else f"After {taken} steps it"
        return f"{name} is {_place(self.run)}: {self._fate}."

    @property
    def _fate(self) -> str:
        if has_stopped_short(self.f, self.run):
            return "it stops, for ahead f has no slope"
        if has_run_away(self.run):
            return "it runs away, no minimum holds it"
        if jumps_to_and_fro(self.f, self.run):
            return "it jumps to and fro"
        if self.is_at_saddle:
            return "a saddle, level but no minimum"
        return {
            Outcome.CONVERGED: "all but at a minimum",
            Outcome.PLATEAU: f"{'nearly level' if np.any(self.run.slopes[-1]) else 'level'}, but no minimum",
            Outcome.STILL_MOVING: "it is still on its way",
            Outcome.DIVERGED: "higher than where it began",
        }[self.run.outcome]


def _place(run: Descent) -> str:
    """`x = 1.40704`, or `at (1.414, 0.000)`: with fewer digits where there are more numbers."""
    if run.path.ndim == 1:
        return f"x = {_short(float(run.end))}"
    end = (np.round(run.end, 3) + 0.0).tolist()
    return in_signs(f"at ({', '.join(f'{x:.3f}' if abs(x) < 1000 else f'{x:.3g}' for x in end)})")


def _short(value: float) -> str:
    """Five decimals, or three digits of what they would not show well."""
    return in_signs(f"{value:.5f}" if value == 0 or 1e-2 <= abs(value) < 1000 else f"{value:.3g}")
