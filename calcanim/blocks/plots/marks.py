"""Marks on a plot: points with labels that find a free side, segments, rise and run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Self

import manim as mn
import numpy as np
import numpy.typing as npt

from calcanim.blocks.evidence import Touch
from calcanim.blocks.formula import NOTHING, Formula
from calcanim.blocks.live import Live, corners
from calcanim.blocks.plots.glide import Glide
from calcanim.blocks.plots.marked import Marked
from calcanim.blocks.plots.plot import Plot, StraightLine
from calcanim.blocks.plots.room import points_near, room_beside
from calcanim.blocks.plots.segment import Place, Segment
from calcanim.blocks.theme import POINT_RADIUS, Role, Size
from calcanim.calculus.verification.trials import Ground
from calcanim.tex.typeset import Points

_DIRECTIONS = 16
_RINGS = (0.0, 0.18, 0.36, 0.54)  # added to the gap
_SIDES = np.array([(ring, 2 * np.pi * k / _DIRECTIONS) for ring in _RINGS for k in range(_DIRECTIONS)])
_TOUCHING = 4.0  # what a line costs for each unit that it comes too near; as much as 1, where it hits
_CLEAR = 0.07  # frame units between a label's corner and a line
_FARTHER = 1.2  # what a greater distance from the point costs, against room
_LOOK_AROUND = 0.75  # radius, in frame units, within which a line is in a label's way; more for a wide one
_KEEP = 0.12  # how much better another side must be before a label leaves its own
_RETURN = 0.05  # the same, if there it is nearer to its point
_AROUND = 0.6  # what half a turn around its point costs a label that is seen, against room
_EVERY = 1 / 15  # of a second, after which a label looks around again: as often at any frame rate


class Point(Live):
    """A dot at a place of the plane that may move; hidden while the place is undefined or outside the
    window.

    `true` says where the core puts it; `name` is what it is called where it is not there.
    """

    def __init__(
        self,
        plot: Plot,
        place: Place,
        *,
        role: Role = Role.POINT,
        radius: float = POINT_RADIUS,
        true: Place | None = None,
        name: str = "a point",
    ) -> None:
        super().__init__()
        self.plot, self.place, self.true, self.called = plot, place, true, name
        self.dot = mn.Dot(radius=radius, color=plot.theme.color(role))
        self._disc = self.dot.points.copy()
        self.add(self.dot)
        self.follow()

    @property
    def at(self) -> Points | None:
        """Where the dot is on the frame, or None while it is hidden."""
        x, y = self.place()
        w = self.plot.window
        inside = w.x_min <= x <= w.x_max and w.y_min <= y <= w.y_max
        return self.plot.point(x, y) if inside else None

    def redraw(self) -> None:
        """Move the dot."""
        at = self.at
        self.dot.points = np.zeros((0, 3)) if at is None else self._disc + at

    @property
    def is_drawn(self) -> bool:
        """Whether there is a dot."""
        return len(self.dot.points) > 0

    def drawn_at(self) -> tuple[float, float] | None:
        """Where the dot's centre is on the plane: NaN while it is hidden, None while it cannot be read."""
        if self.is_held:
            return None
        if not self.is_drawn:
            return np.nan, np.nan
        x, y = self.plot.plane(self._centre())
        return float(x), float(y)

    def drawn_x(self) -> float | None:
        """The first coordinate of the dot."""
        at = self.drawn_at()
        return None if at is None else at[0]

    def drawn_y(self) -> float | None:
        """The second coordinate of the dot."""
        at = self.drawn_at()
        return None if at is None else at[1]

    def touches(self) -> tuple[Touch, ...]:
        """Where the core puts it, and the dot's centre."""
        if self.true is None or not self.is_drawn:
            return ()
        place, centre = self.plot.point(*self.true())[:2], self._centre()[None, :2]
        return (Touch(self.called, place, (centre,), is_whole=not self.is_held),)

    def _centre(self) -> Points:
        points = self.dot.points
        return np.asarray((points.min(axis=0) + points.max(axis=0)) / 2)


class PointLabel(Live):
    """A name beside a point, on the side where lines are farthest away; it moves with the point, and glides
    around it to another side. It fades as its point comes to lie on the one `beside` it.

    A name with coordinates is verified on the ground `on`.
    """

    def __init__(
        self,
        point: Marked,
        name: str,
        *,
        avoid: Sequence[mn.VMobject],
        role: Role = Role.POINT,
        gap: float = 0.12,
        on: Ground = NOTHING,
        beside: Marked | None = None,
    ) -> None:
        super().__init__()
        self.point, self.avoid, self.gap = point, tuple(avoid), gap
        self.beside, self._visible = beside, 1.0
        self.formula = Formula(name, theme=point.plot.theme, size=Size.LABEL, role=role, on=on)
        self._shapes = [glyph.points - self.formula.get_center() for glyph in self.formula.submobjects]
        self._half = np.array([self.formula.width, self.formula.height]) / 2
        self._sides = self._beside(_SIDES)
        self._reach = float(np.linalg.norm(self._half)) + _CLEAR
        self._look = max(_LOOK_AROUND, self._reach)
        self._side = _DIRECTIONS // 8
        self._lines = self._seen = np.zeros((0, 3))
        self._glide = Glide(_SIDES[self._side])
        self._since, self._looks_around = 0.0, True
        self.add(self.formula)
        self.follow()

    def keep_off(self, line: mn.VMobject) -> None:
        """Keep clear of one more line."""
        self.avoid = (*self.avoid, line)

    @property
    def is_gliding(self) -> bool:
        """Whether it is on its way to another side."""
        return self._glide.is_running

    def update(self, dt: float = 0, recursive: bool = True) -> Self:
        """Let time pass, redraw, and set out for another side if one was chosen."""
        if self.is_held:
            return self
        self._glide.let_pass(dt)
        self._since += dt
        # Manim divides an animation into equal frames: they may be a little shorter than the rate says.
        self._looks_around = dt == 0 or self._since > 0.9 * _EVERY
        if self._looks_around:
            self._since = 0.0
        super().update(dt, recursive)
        self._glide.set_out()
        self._glide.is_live = self._glide.is_live or (dt > 0 and self.is_drawn)
        return self

    def suspend_updating(self, recursive: bool = True) -> Self:
        """An animation takes it in hand, and brings it in, or out: afterwards it is at once where it
        belongs."""
        self._glide.is_live = False
        return super().suspend_updating(recursive)

    def has_time_based_updater(self) -> bool:
        """Whether the picture changes though nothing else moves; while it does not, Manim need not draw it
        again."""
        return self.is_gliding

    @property
    def is_drawn(self) -> bool:
        """Whether there is a name."""
        return any(len(glyph.points) for glyph in self.formula.submobjects)

    def redraw(self) -> None:
        """Choose the side and put the name there, once what is in the way is where it now belongs."""
        for line in self.avoid:
            if isinstance(line, Segment | StraightLine | PointLabel) and not line.is_held:
                line.redraw()
        at = self.point.at
        centre = None if at is None else self._centre(at)
        self._glide.is_live = self._glide.is_live and at is not None
        for glyph, shape in zip(self.formula.submobjects, self._shapes, strict=True):
            glyph.points = np.zeros((0, 3)) if centre is None else shape + centre
        if (visible := self._apart()) != self._visible:
            self._visible = visible
            self.formula.set_fill(opacity=visible)

    def _apart(self) -> float:
        """From 0 where both points touch to 1 where there is room for another one between them."""
        here, there = (point.at if point else None for point in (self.point, self.beside))
        if here is None or there is None:
            return self._visible
        return float(np.clip(np.linalg.norm(here - there) / (2 * POINT_RADIUS) - 1, 0, 1))

    def _centre(self, at: Points) -> Points:
        if not self._glide.is_live or (self._looks_around and not self._glide.is_running):
            self._choose(at)
        return np.asarray(at + self._beside(self._glide.side[None])[0])

    def _choose(self, at: Points) -> None:
        """Stay on its side until another one is clearly better."""
        lines = np.concatenate([at[None], self._outlines()])
        if not np.array_equal(lines, self._lines):
            self._lines = lines
            obstacles = self._near(at, lines[1:])
            near = np.concatenate([at[None], obstacles])
            if not np.array_equal(near, self._seen):
                self._seen = near
                self._side = self._best(at, obstacles)
        self._glide.send(_SIDES[self._side])

    def _best(self, at: Points, obstacles: Points) -> int:
        """Choose among `_SIDES`."""
        candidates = np.asarray(at + self._sides)
        aside, up = (np.abs(np.subtract.outer(candidates[:, k], obstacles[:, k])) for k in (0, 1))
        room = room_beside(aside, up, candidates, self.point.plot, farthest=self._look)
        touching = np.maximum(0.0, self._reach - room) + self._is_hit(aside, up, candidates)
        room = room - _TOUCHING * touching - _FARTHER * _SIDES[:, 0] - self._turning()
        best = int(np.argmax(room))
        is_nearer = _SIDES[best, 0] < _SIDES[self._side, 0]
        is_better = room[best] > room[self._side] + (_RETURN if is_nearer else _KEEP)
        return best if is_better else self._side

    def _turning(self) -> Points | float:
        """What it costs to go to each side from where it is."""
        return _AROUND * self._glide.turns(_SIDES) / np.pi if self._glide.is_live else 0.0

    def _beside(self, sides: Points) -> Points:
        """From the point to the name's middle, shape (n, 3), for distances and angles, shape (n, 2)."""
        rays = np.column_stack([np.cos(sides[:, 1]), np.sin(sides[:, 1])])
        reach = POINT_RADIUS + self.gap + sides[:, :1] + np.abs(rays) @ self._half[:, None]
        return np.pad(reach * rays, ((0, 0), (0, 1)))

    def _is_hit(self, aside: Points, up: Points, candidates: Points) -> npt.NDArray[np.bool_]:
        """Whether the label's own box would meet a line, or leave the picture, for each candidate."""
        centres, picture = candidates[:, :2], self.point.plot.whole_box
        wide, high = self._half + _CLEAR / 2
        meets = ((aside < wide) & (up < high)).any(axis=-1)
        low, high = centres - self._half, centres + self._half
        leaves = (low < (picture.left, picture.bottom)) | (high > (picture.right, picture.top))
        return np.asarray(meets | leaves.any(axis=-1))

    def _outlines(self) -> Points:
        """Bézier points of all that is to be avoided, shape (4n, 3)."""
        return np.concatenate(
            [np.zeros((0, 3)), *(points for thing in self.avoid for points in _outlines_of(thing))]
        )

    def _near(self, at: Points, outlines: Points) -> Points:
        """Points along these outlines that lie near; shape (n, 3)."""
        return points_near(at, outlines, radius=2 * self._look - _LOOK_AROUND + 0.5)


def _outlines_of(thing: mn.VMobject) -> list[Points]:
    """Bézier points of its lines, each of shape (4n, 3); of the box around a writing."""
    drawn = list(_strokes(thing))
    if not drawn or not isinstance(thing, PointLabel | Formula):
        return drawn
    every = np.concatenate(drawn)
    (left, bottom, _), (right, top, _) = every.min(axis=0), every.max(axis=0)
    ring = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
    return [corners([np.array([(*corner, 0.0) for corner in ring])])]


def _strokes(thing: Any) -> Iterator[Points]:
    """The points of all that it is made of; asking Manim for its family takes twice as long."""
    if len(thing.points):
        yield thing.points
    for part in thing.submobjects:
        yield from _strokes(part)
