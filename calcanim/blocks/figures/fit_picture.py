"""Data with a line through them, beside the map of the line's cost over its weights: they move together."""

from __future__ import annotations

import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.map_walk import MapWalk, map_extent
from calcanim.blocks.plots.contour_map import ContourMap, map_plot
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, StraightLine, Window
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Descent, Line
from calcanim.calculus.cost import LineCost, mean_square

Place = tuple[float, float]

_MARGIN = 0.25  # of the data's extent, around them


class FitPicture(Drawing):
    """The data on one plot, the weights on another; `walk` moves both.

    `data` are the dots, `line` is the model's line, `errors` are the dashed ways from the data to it.
    """

    def __init__(self, boxes: tuple[Box, Box], cost: LineCost, run: Descent, *, theme: Theme) -> None:
        super().__init__()
        self.cost = cost
        self.plot = Plot(boxes[0], _window(cost, run), theme=theme)
        self.weights = map_plot(boxes[1], *map_extent([run]), theme=theme, names=("w_1", "w_2"))
        self.walk = MapWalk(self.weights, cost.function, run)
        self.map = ContourMap(self.weights, cost.function, avoid=self.walk.places, closer_below=True)
        self.line = StraightLine(self.plot, self.as_line, through=self.true_places, name="the model's line")
        self.data = [self._dot(place) for place in cost.points]
        self.errors = [self._error(place) for place in cost.points]

    def as_line(self) -> Line:
        """The line with the weights of the ball."""
        slope, intercept = self.walk.in_flight()
        return Line.passing((0.0, intercept), slope=slope)

    def true_places(self) -> list[Place]:
        """Where the model puts the line, over each of the data."""
        w_1, w_2 = self.walk.in_flight()
        return [(x, w_1 * x + w_2) for x, _ in self.cost.points]

    def value(self) -> float:
        """The cost of the weights of the ball."""
        return self.walk.value()

    def drawn_cost(self) -> float | None:
        """The mean of the squares of the errors that are drawn."""
        rises = [error.drawn_rise() for error in self.errors]
        known = [rise for rise in rises if rise is not None]
        return mean_square(np.array(known)) if len(known) == len(rises) else None

    def _dot(self, place: Place) -> Point:
        return Point(self.plot, lambda: place, true=lambda: place, name="an example")

    def _error(self, place: Place) -> Segment:
        x, _ = place

        def on_line() -> Place:
            return x, self.as_line().at(x)

        return Segment(
            self.plot,
            lambda: place,
            on_line,
            role=Role.RISE,
            dashed=True,
            width=4.0,
            true=lambda: (place, on_line()),
            name="an error",
        )


def _window(cost: LineCost, run: Descent) -> Window:
    """Around the data, and what the first line and the last one say there."""
    x, y = np.array(cost.points).T
    lines = [w_1 * x + w_2 for w_1, w_2 in (run.path[0], run.path[-1])]
    heights = np.concatenate([y, *lines])
    across, up = _MARGIN * np.ptp(x), _MARGIN * np.ptp(heights)
    return Window(
        float(x.min() - across), float(x.max() + across), float(heights.min() - up), float(heights.max() + up)
    )
