"""One to three plots above each other that share their x-axis: a function, its derivative, the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.plots.framing import slope_window, window_for, with_room_for_names
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Function

_FIRST = 0.54 / 0.46  # height of the first plot, where that of each other is 1
_LOOKS = 801
_NUMBERS = 0.25  # frame units that an upper plot needs no numbers in, because x is shared


@dataclass(frozen=True)
class Layer:
    """A function on a plot of its own, and what is written at its y-axis."""

    f: Function
    window: Window
    name: str = "f(x)"
    role: Role = Role.CURVE


def derivative_layers(
    f: Function,
    x_range: tuple[float, float],
    *,
    orders: int = 1,
    include: Sequence[tuple[float, float]] = (),
    letter: str = "f",
) -> tuple[Layer, ...]:
    """A function and its derivatives up to this order, each with the window that shows it; zero is seen in
    that of a derivative. The points to `include` are on the function's plot."""
    functions = [f.derivative(order) for order in range(orders + 1)]
    variable = f.variable.name
    return tuple(
        Layer(
            each,
            window_for(each, x_range, include=[(x_range[0], 0.0)] if order else include),
            f"{letter}{order * chr(39)}({variable})",
            Role.DERIVATIVE if order else Role.CURVE,
        )
        for order, each in enumerate(functions)
    )


def turning_layers(f: Function, x_range: tuple[float, float], *, letter: str = "f") -> tuple[Layer, Layer]:
    """A function and its derivative, in windows that show where the function turns, with room for names."""
    upper, lower = derivative_layers(f, x_range, letter=letter)
    return (
        replace(upper, window=with_room_for_names(f, upper.window)),
        replace(lower, window=slope_window(lower.f, x_range)),
    )


class StackedPlots(Drawing):
    """The plots of these layers, the first on top; only the last has numbers and a name at its x-axis.

    `later` are other windows, one for each layer, that there must be room for as well; plots whose windows
    `moves` can go there.
    """

    def __init__(
        self,
        box: Box,
        layers: Sequence[Layer],
        *,
        theme: Theme,
        later: Sequence[Sequence[Window]] = (),
        moves: bool = False,
        x_name: str = "x",
    ) -> None:
        super().__init__()
        self.theme, self.layers = theme, tuple(layers)
        boxes = _shared(box, len(layers))
        views = [[layer.window for layer in layers], *later]
        lefts = [
            Plot(each, window, theme=theme).box.left
            for windows in views
            for each, window in zip(boxes, windows, strict=True)
        ]
        self.plots = tuple(
            _with_left(each, layer, max(lefts), theme=theme, moves=moves, x_name=x_name)
            for each, layer in zip(boxes, layers, strict=True)
        )
        for plot in self.plots[:-1]:
            plot.remove(plot.x_name, plot.ticks)
            plot.add(plot.ticks[1])
        self.curves = tuple(
            plot.curve(layer.f, role=layer.role) for plot, layer in zip(self.plots, layers, strict=True)
        )
        self.add(*self.plots, *self.curves)

    def seen(self, low: float, high: float) -> tuple[float, float]:
        """The first and the last x between these where all of them show their functions; these, if none."""
        xs = np.linspace(low, high, _LOOKS)
        heights = [np.asarray(layer.f(xs), dtype=float) for layer in self.layers]
        windows = [layer.window for layer in self.layers]
        shown = [(w.y_min <= y) & (y <= w.y_max) for w, y in zip(windows, heights, strict=True)]
        both = xs[np.logical_and.reduce(shown)]
        return (float(both[0]), float(both[-1])) if len(both) else (low, high)

    @property
    def x_range(self) -> tuple[float, float]:
        """What all of them show of x."""
        window = self.plots[0].window
        return window.x_min, window.x_max


def _shared(box: Box, count: int) -> tuple[Box, ...]:
    """The box cut into as many, each but the last reaching into the room for numbers below it."""
    if count == 1:
        return (box,)
    shares = np.array([_FIRST, *[1.0] * (count - 1)])
    *upper, last = box.rows(*(shares / shares.sum()), gap=0.0)
    return (*(each.inset(bottom=-_NUMBERS) for each in upper), last)


def _with_left(box: Box, layer: Layer, left: float, *, theme: Theme, moves: bool, x_name: str) -> Plot:
    """A plot whose picture begins at this x of the frame."""
    own = Plot(box, layer.window, theme=theme).box.left
    return Plot(
        box.inset(left=left - own),
        layer.window,
        theme=theme,
        x_name=x_name,
        y_name=layer.name,
        moves=moves,
        least_ticks=1 if moves else 2,
    )
