"""Three curves over θ, one held between two; points run to where they meet; the left is the mirror image."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Trace
from calcanim.blocks.figures.sine_symbols import ANGLE, COSINE, QUOTIENT
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import ITSELF, Drawing, Live, ReadBack, corners
from calcanim.blocks.motion.arrival import arrive
from calcanim.blocks.plots.marks import Point
from calcanim.blocks.plots.plot import Plot, Window, line_drawing
from calcanim.blocks.plots.segment import Place, Segment
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import POINT_RADIUS, STROKE, THIN_STROKE, Role, Size, Theme
from calcanim.blocks.traces import graph_trace
from calcanim.calculus import Function, sample
from calcanim.calculus.unit_circle import Squeeze
from calcanim.tex.typeset import Points

_REACH = 1.25  # how far the curves go, in start angles
_FARTHEST = 1.45  # radians
_HIGHEST = 2.4  # the upper bound may run off a picture of this height
_BAND_OPACITY, _BAND_POINTS = 0.16, 129
_NAME_STRIP, _NAME_GAP = 0.95, 0.15
_DIGITS = 12  # decimal places that a place on the plane can be read with


def window_of(squeeze: Squeeze, start: float) -> Window:
    """The window that shows the curves a little farther than the start angle, and the same to the left."""
    reach = min(_REACH * start, _FARTHEST)
    low, high = float(squeeze.low(reach)), min(float(squeeze.high(reach)), _HIGHEST)
    room = 0.2 * (high - low)
    return Window(-reach, reach, low - room, high + room / 2)


class SqueezePlot(Drawing):
    """The curves, in a box. `tracker` holds the θ of the points; over θ = 0, where all meet, is an open dot.

    Curves, names and points come in the order low, middle, high.
    """

    def __init__(self, box: Box, squeeze: Squeeze, start: float, *, theme: Theme) -> None:
        super().__init__()
        window = window_of(squeeze, start)
        self.plot = Plot(box.inset(right=_NAME_STRIP), window, theme=theme, x_name=r"\theta")
        self.squeeze = squeeze
        self.tracker, self.fold = mn.ValueTracker(start), mn.ValueTracker(-1.0)
        right = self._halves(1)
        self.right, self.left = mn.VGroup(*right), mn.VGroup(*self._halves(-1))
        self.band, self.left_band = _Band(self, side=1), _Band(self, side=-1)
        self.gaps = mn.VGroup(self._gap(1), self._gap(-1))
        self.dots, self.twins = self._dots(1), self._dots(-1)
        self.names = mn.VGroup(*(self._name(curve) for curve in right))
        self.hole = _OpenDot(self.plot, (0.0, squeeze.limit))

    def theta(self) -> float:
        """Where the points are."""
        return float(self.tracker.get_value())

    def value(self, f: Function) -> float:
        """The value of a curve at θ; NaN where it has none."""
        return float(f(self.theta()))

    def drawn_theta(self) -> float | None:
        """θ, read off the point on the lower bound; free of what rounding leaves of 0."""
        x: float | None = self.dots[0].drawn_x()
        return None if x is None else round(x, _DIGITS)

    def drawn_point(self, f: Function) -> Mapping[str, ReadBack]:
        """θ and the value of a curve, read off the point on it; θ off another where it has no value."""
        dot = self.dots[[curve for curve, _ in self._colored()].index(f)]
        return {ITSELF: dot.drawn_y, "theta": self.drawn_theta}

    def unfold(self, **options: Any) -> mn.Animation:
        """The left half, which lay on the right one, turns over like a page."""

        def put(_: mn.Mobject, share: float) -> None:
            self.fold.set_value(2 * share - 1)

        return mn.UpdateFromAlphaFunc(self.fold, put, **options)

    def close(self, *, run_time: float = 6.0) -> mn.Animation:
        """θ goes to 0, slower and slower, and arrives."""
        return arrive(self.tracker, run_time=run_time)

    def _colored(self) -> list[tuple[Function, Role]]:
        return [(self.squeeze.low, COSINE), (self.squeeze.middle, QUOTIENT), (self.squeeze.high, COSINE)]

    def _halves(self, side: int) -> list[_HalfCurve]:
        return [_HalfCurve(self, f, role, side=side) for f, role in self._colored()]

    def _dots(self, side: int) -> mn.VGroup:
        dots = [self._dot(f, role, side) for f, role in self._colored()]
        dots[1].set_z_index(1)
        return mn.VGroup(*dots)

    def _dot(self, f: Function, role: Role, side: int) -> Point:
        place = self._place(f, side)
        return Point(self.plot, place, role=role, true=place, name=f"the point on the graph of {f.text}")

    def _place(self, f: Function, side: int) -> Place:
        return lambda: (side * self.theta(), float(f(side * self.theta())))

    def _gap(self, side: int) -> Segment:
        """What is left between the bounds, over the points."""
        low, high = self._place(self.squeeze.low, side), self._place(self.squeeze.high, side)
        name = "what is left between the bounds"
        return Segment(self.plot, low, high, role=ANGLE, dashed=True, true=lambda: (low(), high()), name=name)

    def _name(self, curve: _HalfCurve) -> Formula:
        """A curve's name right of its end."""
        f, theme = curve.f, self.plot.theme
        name = Formula(f.latex, theme=theme, size=Size.LABEL, role=curve.role, printed=f)
        return name.next_to(curve.end(), mn.RIGHT, buff=_NAME_GAP)


class _HalfCurve(Live):
    """A curve on one side of 0. The left half is drawn at fold times its x: at -1 it lies on the right."""

    def __init__(self, home: SqueezePlot, f: Function, role: Role, *, side: int) -> None:
        super().__init__()
        self.home, self.f, self.role, self.side = home, f, role, side
        plot, window = home.plot, home.plot.window
        self.interval = (0.0, window.x_max) if side > 0 else (window.x_min, 0.0)
        self.strokes = sample(
            f, self.interval, window=(window.y_min, window.y_max), pixels=plot.pixels_per_unit
        )
        self.line = line_drawing(plot.theme, role, width=STROKE)
        self.add(self.line)
        self.follow()

    def end(self) -> Points:
        """Where the curve ends or leaves the window, on the frame."""
        last: Points = self.home.plot.on_frame(self.strokes[-1][-1:])[0]
        return last

    def redraw(self) -> None:
        """Turn the strokes as far as the fold says."""
        turned = [stroke * [_turned(self.home, self.side), 1.0] for stroke in self.strokes]
        self.line.points = corners([self.home.plot.on_frame(stroke) for stroke in turned])

    def traces(self) -> tuple[Trace, ...]:
        """The half as it is drawn, folded or not, and the true one."""
        plot, turned = self.home.plot, _turned(self.home, self.side)
        return (
            graph_trace(
                self.f,
                self.line.points,
                pane=plot.window,
                box=plot.box,
                what=f"the graph of {self.f.text}",
                interval=self.interval,
                turned=turned,
            ),
        )


class _Band(Live):
    """What lies between the bounds on one side of 0, within the window."""

    def __init__(self, home: SqueezePlot, *, side: int) -> None:
        super().__init__()
        self.home, self.side = home, side
        window = home.plot.window
        x = side * np.linspace(0.0, window.x_max, _BAND_POINTS)
        low, high = home.squeeze.low(x), np.minimum(home.squeeze.high(x), window.y_max)
        self.outline: Points = np.vstack([np.column_stack([x, low]), np.column_stack([x, high])[::-1]])
        color = home.plot.theme.color(COSINE)
        self.area = mn.VMobject(fill_color=color, fill_opacity=_BAND_OPACITY, stroke_width=0)
        self.add(self.area)
        self.follow()

    def redraw(self) -> None:
        """Turn the outline as far as the fold says."""
        outline = self.home.plot.on_frame(self.outline * [_turned(self.home, self.side), 1.0])
        self.area.points = corners([np.vstack([outline, outline[:1]])])


def _turned(home: SqueezePlot, side: int) -> float:
    return 1.0 if side > 0 else float(home.fold.get_value())


class _OpenDot(Drawing):
    """A ring where a curve has no value."""

    def __init__(self, plot: Plot, at: tuple[float, float]) -> None:
        super().__init__()
        ring = mn.Circle(
            radius=1.5 * POINT_RADIUS, color=plot.theme.color(QUOTIENT), stroke_width=1.4 * THIN_STROKE
        )
        ring.set_fill(plot.theme.color(Role.BACKGROUND), opacity=1.0)
        self.add(ring.move_to(plot.point(*at)))
        self.set_z_index(2)
