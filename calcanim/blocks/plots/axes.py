"""A plot's axes, and the numbers at its edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Places, Reading, Touch
from calcanim.blocks.glyph_reading import number_in, read_glyphs
from calcanim.blocks.live import GlyphSlots, Live, corners
from calcanim.blocks.plots.ticks import DIGIT_HEIGHT, MOST_TICKS, TICK_EM, TickLabel, labels_at, tick_labels
from calcanim.blocks.theme import STROKE, THIN_STROKE, Role, Theme
from calcanim.tex.typeset import Glyph, Points

if TYPE_CHECKING:
    from calcanim.blocks.plots.plot import Plot, Window

_ROOM = 0.35  # frame units right of a plot that a number may reach into
_TIGHT = 0.35  # frame units between the numbers of a low y-axis
_BESIDE = 0.1  # frame units: how far from its stroke a number may stand along the axis


def line_drawing(theme: Theme, role: Role, *, width: float = STROKE) -> mn.VMobject:
    """An empty stroke in a role's colour, with round joins."""
    return mn.VMobject(
        stroke_color=theme.color(role),
        stroke_width=width,
        joint_type=mn.LineJointType.ROUND,
        cap_style=mn.CapStyleType.ROUND,
    )


class OnPlot(Live):
    """Something that depends on a plot's window alone."""

    def draw_on(self, plot: Plot) -> None:
        """Draw once; before every frame only if the plot's window moves."""
        if plot.moves:
            self.follow()
        else:
            self.redraw()


class Axes(OnPlot):
    """The lines x = 0 and y = 0, where the window holds them, and a quiet frame edge where it does not."""

    def __init__(self, plot: Plot) -> None:
        super().__init__()
        self.plot = plot
        self.lines = line_drawing(plot.theme, Role.AXIS, width=THIN_STROKE)
        self.add(self.lines)
        self.draw_on(plot)

    def redraw(self) -> None:
        """Draw both axes; each stays at the nearest edge of the window when zero is outside."""
        w = self.plot.window
        x, y = np.clip(0, w.x_min, w.x_max), np.clip(0, w.y_min, w.y_max)
        across = self.plot.on_frame(np.array([[w.x_min, y], [w.x_max, y]]))
        up = self.plot.on_frame(np.array([[x, w.y_min], [x, w.y_max]]))
        self.lines.points = corners([across, up])


class Ticks(OnPlot):
    """Short strokes and numbers at the box's lower or left edge, where no curve comes."""

    def __init__(self, plot: Plot, *, axis: int) -> None:
        super().__init__()
        self.plot, self.axis = plot, axis
        self.strokes = line_drawing(plot.theme, Role.AXIS, width=THIN_STROKE)
        self.numbers = GlyphSlots(MOST_TICKS * 9, theme=plot.theme, role=Role.MUTED)
        self.drawn_window: Window | None = None
        self._read_from, self._was_read = b"", tuple[_DrawnTick, ...]()
        self.add(self.strokes, self.numbers)
        self.draw_on(plot)

    def redraw(self) -> None:
        """Choose the ticks and set their numbers."""
        window = self.plot.window
        if window == self.drawn_window:
            return
        self.drawn_window = window
        labels = self._labels(window)
        feet = self._feet([label.value for label in labels])
        inward = np.array([0, 0.1, 0.0]) if self.axis == 0 else np.array([0.1, 0, 0.0])
        self.strokes.points = corners([np.array([foot, foot + inward]) for foot in feet])
        placed = zip(feet, labels, strict=True)
        self.numbers.put([each for foot, label in placed for each in self._beside(foot, label)], TICK_EM)

    def _labels(self, window: Window) -> tuple[TickLabel, ...]:
        if self.axis == 0 and self.plot.x_every is not None:
            along = self.plot.box.width
            return labels_at(window.x_min, window.x_max, every=self.plot.x_every, along=along)
        if self.axis == 0:
            labels = tick_labels(window.x_min, window.x_max, along=self.plot.box.width)
            return tuple(label for label in labels if self._fits(label))
        return self._at_least(self.plot.least_ticks, window, most=int(self.plot.box.height / 0.75))

    def _at_least(self, least: int, window: Window, *, most: int) -> tuple[TickLabel, ...]:
        """The numbers of the y-axis; where they would be too few, some of a finer scale."""
        labels = tick_labels(window.y_min, window.y_max, most=most)
        while len(labels) < least and most < MOST_TICKS:
            most += 1
            finer = tick_labels(window.y_min, window.y_max, most=most)
            labels = max((self._thinned(finer, every) for every in (1, 2, 3, 4)), key=len)
        return labels

    def _thinned(self, labels: tuple[TickLabel, ...], every: int) -> tuple[TickLabel, ...]:
        """Every so many of these, counted from 0; none where they would stand too close."""
        if len(labels) < 2:
            return ()
        step = labels[1].value - labels[0].value
        apart = every * step * self.plot.box.height / self.plot.window.height
        if apart < _TIGHT:
            return ()
        return tuple(label for label in labels if round(label.value / step) % every == 0)

    def _fits(self, label: TickLabel) -> bool:
        """Whether a number on the x-axis stays within the room right of the plot."""
        foot = float(self._feet([label.value])[0, 0])
        return foot + label.width / 2 <= self.plot.box.right + _ROOM

    def _feet(self, values: Sequence[float]) -> Points:
        edge = self.plot.window.y_min if self.axis == 0 else self.plot.window.x_min
        plane = [(value, edge) if self.axis == 0 else (edge, value) for value in values]
        return self.plot.on_frame(np.array(plane).reshape(-1, 2))

    def _beside(self, foot: Points, label: TickLabel) -> list[tuple[Glyph, Points]]:
        """The label's glyphs below a foot on the x-axis, left of one on the y-axis."""
        below = np.array([-label.width / 2, -DIGIT_HEIGHT - 0.14, 0])
        beside = np.array([-label.width - 0.16, -DIGIT_HEIGHT / 2, 0])
        return [(glyph, foot + (below if self.axis == 0 else beside)) for glyph in label.glyphs]

    def readings(self) -> Iterator[Reading]:
        """Each number read off its glyphs, beside the coordinate where its stroke stands."""
        for tick in self._drawn():
            at = float(self.plot.plane(tick.foot)[self.axis])
            yield Reading(self._called(tick), tick.text, at, is_whole=not self.is_held)

    def touches(self) -> Iterator[Touch]:
        """Where each number belongs, and its stroke; the number itself, where it stands beside that."""
        for tick in self._drawn():
            place = self.plot.on_frame(np.array([[tick.number, tick.number]]))[0, :2]
            place[1 - self.axis] = tick.foot[1 - self.axis]
            if np.isfinite(place).all():
                yield Touch(self._called(tick), place, (tick.mark(self.axis),), is_whole=not self.is_held)

    def drawn_extent(self) -> float | None:
        """Extent of the window along this axis, as its first and its last number tell; None while they cannot
        be read."""
        drawn = self._drawn()
        if self.is_held or len(drawn) < 2:
            return None
        first, last = drawn[0], drawn[-1]
        scale = (last.number - first.number) / float(last.foot[self.axis] - first.foot[self.axis])
        return scale * (self.plot.box.width if self.axis == 0 else self.plot.box.height)

    def _called(self, tick: _DrawnTick) -> str:
        return f"the number {tick.text} on the {'xy'[self.axis]}-axis"

    def _drawn(self) -> tuple[_DrawnTick, ...]:
        """Every stroke with its number, read again only when something was drawn anew."""
        ink = b"".join(part.points.tobytes() for part in self.family_members_with_points())
        if ink != self._read_from:
            self._read_from, self._was_read = ink, tuple(self._read())
        return self._was_read

    def _read(self) -> Iterator[_DrawnTick]:
        """Every stroke with the glyphs that are nearest to it."""
        feet = self.strokes.points[0::4, :2]
        glyphs = [glyph for glyph in self.numbers.submobjects if len(glyph.points)]
        if not len(feet) or not glyphs:
            return
        middles = np.array([_middle([glyph])[self.axis] for glyph in glyphs])
        nearest = np.argmin(np.abs(middles[:, None] - feet[:, self.axis]), axis=1)
        for index, foot in enumerate(feet):
            own = [glyph for glyph, stroke in zip(glyphs, nearest, strict=True) if stroke == index]
            if own:
                yield _DrawnTick(read_glyphs(own), foot, _middle(own))


@dataclass(frozen=True)
class _DrawnTick:
    """A stroke on the frame, the number that is read beside it, and the middle of that number."""

    text: str
    foot: Places
    middle: Places

    @property
    def number(self) -> float:
        return number_in(self.text)

    def mark(self, axis: int) -> Places:
        """The foot; the number's own place where it does not stand at its foot. Shape (1, 2)."""
        mark = self.foot.copy()
        if abs(self.middle[axis] - self.foot[axis]) > _BESIDE:
            mark[axis] = self.middle[axis]
        return mark[None, :]


def _middle(glyphs: Sequence[mn.VMobject]) -> Places:
    lows = np.array([glyph.points.min(axis=0) for glyph in glyphs])
    highs = np.array([glyph.points.max(axis=0) for glyph in glyphs])
    return np.asarray((lows.min(axis=0) + highs.max(axis=0))[:2] / 2)
