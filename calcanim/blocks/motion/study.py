"""The picture of a function with its derivatives: plots, a traveller, a strip with signs, the numbers."""

from __future__ import annotations

from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.sign_strip import SignStrip, with_strip
from calcanim.blocks.motion.stated_rows import TravelRows
from calcanim.blocks.motion.traveller import Traveller
from calcanim.blocks.plots.stacked_plots import StackedPlots, derivative_layers
from calcanim.blocks.stage import Stage
from calcanim.blocks.theme import Theme
from calcanim.calculus import Function, given
from calcanim.calculus.analysis.signs import sign_chart


class Study(Drawing):
    """A function over a range of x, with its derivatives up to an order whose sign is in the strip.

    `box` is what is left of the panel below the numbers; `ground` is what formulas on it stand on.
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
        self.f, self.ground, variable = f, given(**{letter: f}), f.variable.name
        self.chart = sign_chart(f.derivative(orders), x_range)
        plots, strip = with_strip(stage.picture)
        layers = derivative_layers(f, x_range, orders=orders, letter=letter)
        self.plots = StackedPlots(plots, layers, theme=theme, x_name=variable)
        self.strip = SignStrip(self.plots.plots[-1], self.chart, strip, name=layers[-1].name)
        self.traveller = Traveller(self.plots, self.chart.ends[0])
        self.rows = TravelRows(self.traveller, stage.panel, theme=theme, letter=letter, orders=orders)
        self.box = self.rows.rest
        self.add(self.plots, self.strip, self.rows, self.traveller)
