"""The numbers of a descent: the step in figures, which point it is, and its x."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calcanim.blocks.evidence import Reading
from calcanim.blocks.formula import Formula
from calcanim.blocks.glyph_reading import number_in, read_glyphs
from calcanim.blocks.live import Drawing, Readout, read_back
from calcanim.blocks.motion.walker import Walker
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.blocks.writing.equation import decimals
from calcanim.blocks.writing.live_step import LiveStep
from calcanim.calculus import value_of

_FEWEST, _DIGITS = 2, 6  # decimal places at least; digits of the farthest point


class StepNumbers(Drawing):
    """`x ← 0.275 − 0.01·(−0.529)`, `point 6` and `x = 0.27511` in three boxes, for the walker it follows.

    `rate_line` is the formula that says what η is: the rate is read off it.
    """

    def __init__(self, boxes: Sequence[Box], walker: Walker, rate_line: Formula, *, theme: Theme) -> None:
        super().__init__()
        self.walker, self.rate_line = walker, rate_line
        places = max(_FEWEST, decimals(float(np.abs(walker.run.path).max()), digits=_DIGITS))
        self.step = LiveStep(
            lambda: self.walker.x,
            lambda: self.walker.run.rate,
            lambda: self.walker.slope,
            drawn=(self._left, self._rate, self._slope),
            theme=theme,
            places=places - 1,
        )
        self.count = PointCount(self, theme=theme)
        self.place = Readout(
            "x", lambda: self.walker.x, drawn=self._left, theme=theme, places=places, role=Role.TEXT
        )
        self.add(self.step, self.count, self.place)
        for box, row in zip(boxes, self.submobjects, strict=True):
            box.place(row, x=-1)
        self.step.fit(boxes[0].width)

    def turn_to(self, walker: Walker, rate_line: Formula) -> None:
        """Speak of another descent from now on."""
        self.walker, self.rate_line = walker, rate_line
        self.update()

    def _left(self) -> float | None:
        return self.walker.shadow.drawn_x()

    def _slope(self) -> float | None:
        return self.walker.tangent.drawn_slope()

    def _rate(self) -> float | None:
        """What the formula says; like the rest it can be read when the walker has come."""
        written = value_of(self.rate_line.latex, {})
        return None if self.walker.tangent.is_held else next(iter(written), np.nan)


class PointCount(Readout):
    """`point 6`: the number of the point that the walker is at, or hops away from."""

    def __init__(self, numbers: StepNumbers, *, theme: Theme) -> None:
        self.numbers = numbers
        super().__init__(
            r"\text{point}",
            lambda: numbers.walker.index + 1,
            theme=theme,
            places=0,
            relation="",
            role=Role.MUTED,
        )

    def readings(self) -> tuple[Reading, ...]:
        """The number on the screen, beside that of the point that is drawn."""
        shown = number_in(read_glyphs(self.number.submobjects))
        return read_back("the point", self.number, lambda: self.numbers.walker.drawn_number(shown))
