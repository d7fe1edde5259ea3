"""A map of a function of two variables: contours at round levels, with numbers, and one scale for x and y."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import manim as mn
import numpy as np

from calcanim.blocks.live import Drawing
from calcanim.blocks.live_math import math_glyphs
from calcanim.blocks.plots.contour import Contour, LevelNumber, free_place, half_size
from calcanim.blocks.plots.framing import main_range
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.plots.ticks import ticks
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import STROKE, Role, Theme
from calcanim.calculus import Function
from calcanim.tex.typeset import Glyph, Points

Place = tuple[float, float]

MOST_LEVELS = 11
_LOOKS = 161  # along each side of the map, to see which values there are
_CROWDED = 0.3  # share of the range below which half of the map lies: then levels grow farther apart upwards
_WIDE = 0.95  # share of the map that lies below the highest of these
_FINEST = 100.0  # the range, in steps between the lowest of these
_RARE = (0.01, 0.99)  # shares of the map between which values have contours, if they are evenly apart
_STEEP_FLOOR = 0.35  # of the lower half of the values, within which the lowest few are
_ROOM = 0.01  # of the range, at both ends, that has no levels
_LEVEL = 0.02  # share of the map from which on a value is that of an area, which has no contour
_AXIS_STEP = 0.1  # frame units between places along the axes, that numbers keep off
_SETTLING = 3  # plots, until the numbers beside the axes leave the room that their plot was made for


@dataclass(frozen=True)
class Level:
    """A value, and the glyphs that write it."""

    value: float
    glyphs: tuple[Glyph, ...]


class ContourMap(Drawing):
    """Contours of f on a plot. Numbers keep off the places to `avoid`, which are places of the plane.

    `lines` and `numbers` are what stands on the plot, from the lowest level to the highest; `marked` are
    contours through given places, drawn thicker, without numbers, and not part of it. `closer_below` says
    whether levels are closer to each other towards the lowest value.
    """

    def __init__(
        self,
        plot: Plot,
        f: Function,
        *,
        through: Sequence[Place] = (),
        avoid: Sequence[Place] = (),
        closer_below: bool | None = None,
    ) -> None:
        super().__init__()
        self.plot, self.f = plot, f
        self.marked = [Contour(plot, f, float(f(*place)), width=STROKE) for place in through]
        levels = levels_of(f, plot.window, closer_below=closer_below)
        found = [(level, Contour(plot, f, level.value)) for level in levels]
        seen = [(level, contour) for level, contour in found if contour.is_seen]
        self.lines = [contour for _, contour in seen]
        self.numbers = self._numbered(seen, avoid)
        self.add(*self.lines, *self.numbers)

    def draw(self, *, run_time: float = 2.0) -> mn.Animation:
        """Draw the contours, if there are any."""
        if not self.lines:
            return mn.Wait(run_time)
        return mn.AnimationGroup(*map(mn.Create, self.lines), run_time=run_time)

    def write(self) -> mn.Animation:
        """Write the numbers on them, as far as there is room."""
        return mn.FadeIn(*self.numbers) if self.numbers else mn.Wait()

    def _numbered(self, seen: Sequence[tuple[Level, Contour]], avoid: Sequence[Place]) -> list[LevelNumber]:
        """A number on each contour, as far from the other contours as from what is to be avoided."""
        kept_off = [_axes_of(self.plot), self.plot.on_frame(np.array(avoid).reshape(-1, 2))[:, :2]]
        kept_off += [stroke[::3, :2] for contour in self.marked for stroke in contour.strokes]
        numbers: list[LevelNumber] = []
        for level, contour in seen:
            others = [line.strokes for line in self.lines if line is not contour]
            drawn = [stroke[::4, :2] for strokes in others for stroke in strokes]
            half, hard = half_size(level.glyphs), np.concatenate(kept_off)
            at = free_place(contour, half, hard, np.concatenate([np.zeros((0, 2)), *drawn]))
            if at is not None:
                numbers.append(LevelNumber(contour, level.glyphs, at, role=Role.MUTED))
                kept_off.append(at[None, :2] + half * np.array([[-1, -1], [-1, 1], [1, -1], [1, 1], [0, 0]]))
        return numbers


def map_plot(
    box: Box, centre: Place, reach: float, *, theme: Theme, names: tuple[str, str] = ("x", "y")
) -> Plot:
    """A plot with one scale for both axes that shows all within `reach` of a centre, up and across."""
    plot = Plot(box, Window(0, 1, 0, 1), theme=theme, x_name=names[0], y_name=names[1])
    inner = box.inset(right=max(0.0, float(plot.x_name.get_right()[0]) - box.right))
    for _ in range(_SETTLING):
        unit = 2 * reach / min(plot.box.width, plot.box.height)
        across, up = unit * plot.box.width / 2, unit * plot.box.height / 2
        window = Window(centre[0] - across, centre[0] + across, centre[1] - up, centre[1] + up)
        plot = Plot(inner, window, theme=theme, x_name=names[0], y_name=names[1])
    return plot


def levels_of(f: Function, window: Window, /, *, closer_below: bool | None = None) -> tuple[Level, ...]:
    """Round values for the contours of f in a window, in order.

    They are evenly apart, so that lines are dense where f is steep; or closer to each other towards the
    lowest value, if there is one, where most of the map lies near that, or if it is asked for.
    """
    x, y = np.linspace(window.x_min, window.x_max, _LOOKS), np.linspace(window.y_min, window.y_max, _LOOKS)
    with np.errstate(all="ignore"):
        values = np.asarray(f(*np.meshgrid(x, y)), dtype=float) + np.zeros((_LOOKS, _LOOKS))
    known = values[np.isfinite(values)]
    if not len(known) or np.ptp(known) <= 1e-9 * np.abs(known).max():
        return ()
    low, high = main_range(known)
    wide = float(np.quantile(known, _WIDE))
    if closer_below is None:
        closer_below = float(np.median(known)) - low < _CROWDED * (min(high, wide) - low)
    rare, common = np.quantile(known, _RARE).tolist()
    levels = _spread(low, high) if closer_below and _has_floor(known) else _even(rare, common)
    return tuple(level for level in levels if np.mean(known == level.value) < _LEVEL)


def _has_floor(known: Points) -> bool:
    """Whether values near the lowest one are met as often as near a minimum: f does not fall without end."""
    low, few, half = np.quantile(known, (0.0, _LEVEL, 0.5)).tolist()
    return bool(few - low <= _STEEP_FLOOR * (half - low))


def _even(low: float, high: float) -> list[Level]:
    room = _ROOM * (high - low)
    values, exponent = ticks(low + room, high - room, most=MOST_LEVELS)
    return [_level(f"{value:.{max(0, -exponent)}f}") for value in values.tolist()]


def _level(text: str) -> Level:
    shown = text if float(text) else "0"
    return Level(float(text), math_glyphs(shown))


def _spread(low: float, high: float) -> list[Level]:
    """Above the lowest value by 1, 2, 5, 10, … times a power of ten, as round as that."""
    top = int(np.floor(np.log10(high - low)))
    steps = [digit * 10.0**power for power in range(top - 2, top + 1) for digit in (1, 2, 5)]
    chosen = [step for step in steps if (high - low) / _FINEST <= step <= high - low][-MOST_LEVELS:]
    levels = dict.fromkeys(_rounded(low + step, step) for step in chosen)
    return [_level(text) for text in levels]


def _rounded(value: float, step: float) -> str:
    places = max(0, -int(np.floor(np.log10(step) + 1e-9)))
    return f"{value:.{places}f}" if abs(value) < 1e6 else f"{value:.0f}"


def _axes_of(plot: Plot) -> Points:
    """Places along the axes on the frame, shape (n, 2)."""
    ends = plot.axes.lines.points[:, :2].reshape(-1, 4, 2)[:, [0, 3]]
    lines = [start + np.arange(0, 1, _AXIS_STEP / 8)[:, None] * (end - start) for start, end in ends]
    return np.concatenate(lines)
