"""The picture of a function with its derivatives: plots, a traveller, a strip with signs, the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import manim as mn

from calcanim.blocks.formula import Carry, Formula
from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.sign_strip import SignStrip, with_strip
from calcanim.blocks.motion.stated_rows import TravelRows, first_stated
from calcanim.blocks.motion.traveller import Traveller, across, to_and_fro
from calcanim.blocks.plots.stacked_plots import StackedPlots, derivative_layers, turning_layers
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import Role, Size, Theme
from calcanim.calculus import Function, given
from calcanim.calculus.analysis.signs import sign_chart

_GAPS: Mapping[Size, float] = MappingProxyType({Size.BODY: 0.25, Size.LABEL: 0.2})  # above a written row
_NOTHING_NEW = 0.2  # seconds, where no row could be written


class Study(Drawing):
    """A function over a range of x, with its derivatives up to an order whose sign is in the strip.

    `ends` are the first and the last x where the traveller is seen on all plots. `ground` is what formulas on
    it stand on; `written` are those that came in below the numbers, and `box` is what is left of the panel
    below them.
    """

    def __init__(
        self,
        stage: Stage,
        f: Function,
        x_range: tuple[float, float],
        *,
        theme: Theme,
        orders: int = 1,
        letter: str = "f",
    ) -> None:
        super().__init__()
        self.stage, self.theme, self.written = stage, theme, list[Formula]()
        self.f, self.ground, variable = f, given(**{letter: f}), f.variable.name
        self.chart = sign_chart(f.derivative(orders), x_range)
        plots, strip = with_strip(stage.picture)
        layers = (
            derivative_layers(f, x_range, orders=orders, letter=letter)
            if orders > 1
            else turning_layers(f, x_range, letter=letter)
        )
        self.plots = StackedPlots(plots, layers, theme=theme, x_name=variable)
        self.ends = self.plots.seen(*self.chart.ends)
        self.strip = SignStrip(self.plots.plots[-1], self.chart, strip, name=layers[-1].name)
        self.traveller = Traveller(self.plots, self.ends[0])
        self.rows = TravelRows(self.traveller, stage.panel, theme=theme, letter=letter, orders=orders)
        self.box = self.rows.rest
        self.add(self.plots, self.strip, self.rows, self.traveller)

    def bare(self) -> mn.Animation:
        """Numbers, traveller and written rows go: the functions have the panel to themselves."""
        self.box, gone = self.stage.panel.below(self.rows.functions[-1]), self.written
        self.written = []
        return mn.FadeOut(self.traveller, *self.rows.numbers, *gone)

    def withdraw(self) -> mn.Animation:
        """Numbers, traveller and rows go for a while; what is written next stands below the numbers."""
        gone = self.bare()
        self.box = self.rows.rest
        return gone

    def cross(self, *, run_time: float) -> mn.Animation:
        """The traveller goes along all that is seen."""
        return self.traveller.travel(across(self.traveller.x, self.ends[1]), run_time=run_time)

    def sway(self, *, run_time: float) -> mn.Animation:
        """The traveller goes as far to the right and to the left as both are seen, and comes back."""
        x, (low, high) = self.traveller.x, self.ends
        return self.traveller.travel(to_and_fro(x, min(x - low, high - x)), run_time=run_time)

    def write(self, *candidates: str, role: Role = Role.TEXT, size: Size = Size.BODY) -> mn.Animation:
        """The first of these formulas that is verified comes in below what stands in the panel."""
        row = first_stated(candidates, self.box, on=self.ground, theme=self.theme, role=role, size=size)
        return mn.Wait(_NOTHING_NEW) if row is None else mn.FadeIn(self._placed(row, _GAPS[size]))

    def factor(self, latex: str) -> mn.Animation:
        """The derivative becomes a product, if that can be read."""
        before, box = self.rows.functions[-1], self.stage.panel.below(self.rows.functions[0])
        row = first_stated([latex], box, on=self.ground, theme=self.theme, role=Role.DERIVATIVE)
        if row is None:
            return mn.Wait(_NOTHING_NEW)
        row.align_to(before, mn.UL)
        self.box = self.stage.panel.below(row)
        return Carry(before, row)

    def _placed(self, row: Formula, gap: float) -> Formula:
        """A row at the top of what is left of the panel, which is then less."""
        self.box.place(row, x=-1, y=1)
        self.box = self.box.below(row, gap=gap)
        self.written.append(row)
        return row
