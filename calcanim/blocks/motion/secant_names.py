"""The names around a secant: of its run, of its rise, and of A and B at the foot of the plot; and their
change."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn
import numpy as np

from calcanim.blocks.formula import Carry, Formula, Printable
from calcanim.blocks.live import Drawing, Live
from calcanim.blocks.motion.secant import Secant
from calcanim.blocks.plots.marks import Point, PointLabel
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Size, Theme
from calcanim.blocks.writing.definition import HIGH, LOW
from calcanim.calculus.derivative_forms import FORMS, DerivativeForm
from calcanim.tex.typeset import Points

_SHORT, _SHORTER = 1.05, 0.8  # times its name's width: the lengths of a run between which that fades
_LEAST = 0.4  # frame units: a shorter run has no name, however short that is
_NEAR, _NEARER = 0.1, 0.05  # frame units between a name and a line, between which it fades
_CLEAR = 0.99  # how much of a name must be seen to be read
_ABOVE = 0.12  # frame units between a run and its name
_STANDS = tuple((along, side) for along in (0.5, 0.6, 0.7, 0.4, 0.3) for side in (-1.0, 1.0))
"""Where a name may stand: its middle, from the start of the run to its end; and below or above."""
_APART, _FADE = 0.1, 0.15  # frame units between two names at an edge, and over which the second one fades
_SHARES = (1.0, 0.95, 1.05, 0.9, 1.1, 0.85, 1.15, 0.8, 1.2, 0.7, 1.3, 0.6, 1.4)  # of a step that is wished
_NUMBERS = 0.6  # frame units that a plot leaves for numbers anyway
_AWAY = 0.16  # frame units from the edge of the plot to a name


class RunLabel(PointLabel):
    """A name above or below a level segment: where there is most room when it is made, and there it stays.

    It fades while a line comes too near, and where the segment is too short to have a name; where there is no
    room at all it is not shown.
    """

    def __init__(self, run: Segment, term: Printable, *, avoid: Sequence[mn.VMobject]) -> None:
        self.run, self.stand, self.near = run, _STANDS[0], _NEAR
        super().__init__(Point(run.plot, self._middle), term.latex, avoid=avoid, role=Role.RUN)
        self.formula.printed = term
        self.stand = max(_STANDS, key=self._gap)
        room = self._gap(self.stand)
        self.near = min(_NEAR, room) if room > _NEARER else np.inf
        self.redraw()

    @property
    def is_clear(self) -> bool:
        """Whether it can be read now."""
        return self.clarity > _CLEAR

    def redraw(self) -> None:
        """Move the name, and let it fade or come."""
        super().redraw()
        _show(self.formula, self.clarity)

    @property
    def clarity(self) -> float:
        """From 0, gone, to 1."""
        wide = max(_LEAST, 2 * float(self._half[0]))
        start, end = self._ends()
        length = float(np.linalg.norm(end - start))
        long_enough = np.interp(length, (_SHORTER * wide, _SHORT * wide), (0.0, 1.0))
        if np.isinf(self.near):
            return 0.0
        return float(long_enough * np.interp(self._gap(self.stand), (_NEARER, self.near), (0.0, 1.0)))

    def _centre(self, at: Points) -> Points:
        return self._place(self.stand)

    def _place(self, stand: tuple[float, float]) -> Points:
        (start, end), (along, side) = self._ends(), stand
        return np.asarray(start + along * (end - start) + side * (self._half[1] + _ABOVE) * mn.UP)

    def _gap(self, stand: tuple[float, float]) -> float:
        """How far the nearest line is from the name there."""
        place = self._place(stand)
        obstacles = self._near(place, self._outlines())
        if not len(obstacles):
            return np.inf
        return float((np.abs(obstacles[:, :2] - place[:2]) - self._half).max(axis=1).min())

    def _ends(self) -> Points:
        return self.run.plot.on_frame(np.array([self.run.start(), self.run.end()], dtype=float))

    def _middle(self) -> tuple[float, float]:
        (x, y), (last_x, last_y) = self.run.start(), self.run.end()
        return (x + last_x) / 2, (y + last_y) / 2


class EdgeLabel(Live):
    """A name under the plot (axis 0) or left of it (axis 1), level with a point that moves; it fades where it
    comes too near to another one."""

    def __init__(self, point: Point, term: Printable, *, axis: int, beside: EdgeLabel | None = None) -> None:
        super().__init__()
        self.point, self.axis, self.beside = point, axis, beside
        self.formula = Formula(term.latex, theme=point.plot.theme, size=Size.LABEL, printed=term)
        self._shapes = [glyph.points - self.formula.get_center() for glyph in self.formula.submobjects]
        self._half = np.array([self.formula.width, self.formula.height, 0.0]) / 2
        self.add(self.formula)
        self.follow()

    @property
    def is_clear(self) -> bool:
        """Whether it can be read now."""
        return self.clarity > _CLEAR

    def redraw(self) -> None:
        """Move the name, and let it fade or come."""
        place = self._place()
        for glyph, shape in zip(self.formula.submobjects, self._shapes, strict=True):
            glyph.points = shape + place
        _show(self.formula, self.clarity)

    def _place(self) -> Points:
        box, place = self.point.plot.box, self.point.plot.point(*self.point.place())
        edge = box.bottom if self.axis == 0 else box.left
        place[1 - self.axis] = edge - _AWAY - self._half[1 - self.axis]
        return place

    @property
    def clarity(self) -> float:
        """From 0, gone, to 1."""
        if not self.point.is_drawn:
            return 0.0
        if self.beside is None:
            return 1.0
        apart = abs(self._place() - self.beside._place()) - self._half - self.beside._half
        return float(np.interp(apart[self.axis] - _APART, (0.0, _FADE), (0.0, 1.0)))


class Rename(Carry):
    """The name of a thing becomes another one, and the new label takes over."""

    def __init__(self, old: RunLabel | EdgeLabel, new: RunLabel | EdgeLabel) -> None:
        self.old, self.new = old, new
        new.redraw()
        super().__init__(old.formula.copy(), new.formula)

    def begin(self) -> None:
        """Begin with the old name out of sight: what moves is a copy."""
        _show(self.old.formula, 0.0)
        self.old.suspend_updating()
        self.new.suspend_updating()
        super().begin()

    def clean_up_from_scene(self, scene: mn.Scene) -> None:
        """Leave the new label on the scene, as itself."""
        super().clean_up_from_scene(scene)
        scene.remove(self.after, self.old)
        scene.add(self.new.resume_updating())


class SecantNames(Drawing):
    """The names around a secant, in one spelling of the definition of the derivative."""

    def __init__(self, secant: Secant, form: DerivativeForm) -> None:
        super().__init__()
        self.secant = secant
        self.guides_a, self.guides_b = self._guides(secant.point_a), self._guides(secant.point_b)
        for guide in (*self.guides_a, *self.guides_b):
            secant.label_a.keep_off(guide)
            secant.label_b.keep_off(guide)
        self._spell(form)

    def turn_to(self, form: DerivativeForm) -> list[mn.Animation]:
        """From now on in another spelling."""
        before = self.labels
        self._spell(form)
        return [
            Rename(old, new) if old.is_clear and new.is_clear else mn.FadeTransform(old, new)
            for old, new in zip(before, self.labels, strict=True)
        ]

    def clear_step(self, wish: float) -> float:
        """The step nearest to this one at which every name can be read; if there is none, at which each can
        be read or is gone: none rests half faded."""
        steps = [wish * share for share in _SHARES]
        found = {step: self._clarities(step) for step in steps}
        settled = [step for step in steps if all(each <= 0 or each > _CLEAR for each in found[step])]
        return next((step for step in settled if min(found[step]) > _CLEAR), (*settled, wish)[0])

    @property
    def labels(self) -> tuple[RunLabel | EdgeLabel, ...]:
        """All the names."""
        return (self.run, *self.of_a, *self.of_b)

    def pieces(self) -> list[tuple[Formula, str]]:
        """The names that can be read, each with the part that it has in the quotient."""
        labels: tuple[RunLabel | EdgeLabel, ...] = (self.of_b[1], self.of_a[1], self.run)
        names = (HIGH, LOW, str(Role.RUN))
        return [(label.formula, name) for label, name in zip(labels, names, strict=True) if label.is_clear]

    def _clarities(self, step: float) -> list[float]:
        """How clear each name would be if B were there."""
        before = float(self.secant.step.get_value())
        self._put(step)
        clarities = [label.clarity for label in self.labels]
        self._put(before)
        return clarities

    def _put(self, step: float) -> None:
        self.secant.step.set_value(step)
        self.secant.update()
        for label in self.labels:
            label.redraw()

    def _spell(self, form: DerivativeForm) -> None:
        s = self.secant
        lines = (s.curve, s.line, s.rise, *self.guides_a, *self.guides_b, s.plot.axes)
        self.run = RunLabel(s.run, form.run, avoid=lines)
        for label in (s.label_a, s.label_b):
            label.avoid = (*(line for line in label.avoid if not isinstance(line, RunLabel)), self.run)
        self.of_a = EdgeLabel(s.point_a, form.at, axis=0), EdgeLabel(s.point_a, form.low, axis=1)
        self.of_b = (
            EdgeLabel(s.point_b, form.second, axis=0, beside=self.of_a[0]),
            EdgeLabel(s.point_b, form.high, axis=1, beside=self.of_a[1]),
        )

    def _guides(self, point: Point) -> tuple[Segment, Segment]:
        """From a point down to the foot of the plot, and across to its left edge."""
        plot, place = self.secant.plot, point.place
        down = Segment(plot, place, lambda: (place()[0], plot.window.y_min), role=Role.AXIS, dashed=True)
        across = Segment(plot, place, lambda: (plot.window.x_min, place()[1]), role=Role.AXIS, dashed=True)
        return down, across


def plot_with_names(box: Box, window: Window, *, theme: Theme) -> Plot:
    """A plot that has names at its edges instead of numbers, and room for the longest one."""
    longest = max((form.high.latex for form in FORMS), key=len)
    width = float(Formula(longest, theme=theme, size=Size.LABEL).width)
    plot = Plot(box.inset(left=max(0.0, width - _NUMBERS)), window, theme=theme)
    plot.remove(plot.ticks)
    plot.ticks = mn.VGroup()
    return plot


def _show(formula: Formula, clarity: float) -> None:
    for glyph in formula.submobjects:
        if clarity <= 0:
            glyph.points = np.zeros((0, 3))
        glyph.set_fill(opacity=clarity)
