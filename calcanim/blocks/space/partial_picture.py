"""A surface with a point A, cut along x and along y: what a lesson on partial derivatives moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import manim as mn

from calcanim.blocks.live import ITSELF, ReadBack
from calcanim.blocks.space.directions import Direction, Point, Slice, direction
from calcanim.blocks.space.dot_in_space import Dot
from calcanim.blocks.space.names_in_space import DotName, Drawn, FlatName
from calcanim.blocks.space.space import Space, Thing, Turn, Zoom
from calcanim.blocks.space.surface import Surface
from calcanim.blocks.space.upright_plane import Plane
from calcanim.blocks.space.world import CELLS, Way, World
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Theme
from calcanim.calculus import Function
from calcanim.calculus.section import section

__all__ = ["Direction", "PartialPicture"]

_FIRST_VIEW, _SLICE_VIEWS, _LAST_VIEW = (-75, 30), ((-76, 15), (-14, 15)), (-58, 32)  # degrees: round, up


class PartialPicture:
    """The space of the lesson, and the turns of its dials."""

    slanted: tuple[Way, ...] = ()
    """Ways over which the surface can be cut, besides those along x and y."""

    def __init__(self, box: Box, f: Function, at: Point, *, theme: Theme, cells: int = CELLS) -> None:
        self.f, self.at, self.theme = f, at, theme
        self.world = self.made_world(cells)
        self.zoom = self.made_zoom()
        self.space = Space(box, self.world, theme=theme, view=_FIRST_VIEW, zoom=self.zoom)
        self.surface = self.made_surface()
        self.a = self._point(f, at)
        self.directions = tuple(direction(f, at, axis, self.space, self.a) for axis in (0, 1))
        self.slices: tuple[Slice, ...] = (*self.directions, *self.more_slices())
        lines = [part for each in self.slices for part in each.lines]
        sheets = [each.sheet for each in self.slices]
        things = [self.surface, *sheets, *self.more_things(), *lines, self.a]
        dots = [DotName(self.a, "A"), *(each.name_b for each in self.slices)]
        names: list[FlatName] = [*dots, *(way.name for way in self.directions), *self.more_names()]
        for index, name in enumerate(names):
            name.keep_off(*(thing for thing in things if isinstance(thing, Drawn)), *names[:index])
        self.space.hold(things, names)

    def made_world(self, cells: int) -> World:
        """The box that the picture shows."""
        return World.around(self.f, (float(self.at[0]), float(self.at[1])), cells=cells)

    def made_zoom(self) -> Zoom | None:
        """How it can be zoomed, if it can."""
        return None

    def made_surface(self) -> Surface:
        """The surface, ready for what the picture does with it."""
        return Surface(self.f, self.world, theme=self.theme, ways=self.slanted, zoom=self.zoom)

    def more_slices(self) -> Sequence[Slice]:
        """Slices over other ways than along x and y."""
        return ()

    def more_things(self) -> Sequence[Thing]:
        """What else is in the space, below the lines."""
        return ()

    def more_names(self) -> Sequence[FlatName]:
        """Names of what else there is."""
        return ()

    def _point(self, f: Function, at: Point) -> Dot:
        along_x = section(f, f.variables[0].name, [place.expr for place in at])
        plane = Plane(along_x, self.space.world, 0, theme=self.space.theme)
        return Dot(plane, lambda: (plane.at, float(plane.section(plane.at))), name="A")

    def drawn_quotient(self, way: Direction) -> Mapping[str, ReadBack]:
        """The slope of a line, with the run that it is the quotient of, and where A is."""
        places = {each.variable: each.reading.place for each in self.directions}
        return {ITSELF: way.reading.slope, "epsilon": way.reading.run, **places}

    def rise(self) -> mn.Animation:
        """The surface rises from the floor."""
        self.surface.rise.value = 0.0
        self.space.redraw()
        return self.space.move(self.surface.rise.to(1), *self.space.look(-60, 28), run_time=2.5)

    def show_point(self) -> mn.Animation:
        """A appears."""
        return self.space.move(self.a.shown.to(1), *self.space.look(-50, 28), run_time=1.5)

    def cut(self, way: Direction, *, after: Direction | None = None) -> mn.Animation:
        """Walk to where the slice is seen, put the sheet up, and take away what is before it; `after` another
        one, which is whole again."""
        axis = way.axis
        turns = (
            *self.space.look(*_SLICE_VIEWS[axis]),
            way.sheet.opacity.to(1),
            self.surface.cuts[axis].to(1),
            *([] if after is None else self._mend(after)),
        )
        return self.space.move(*turns, run_time=2.5)

    def trace(self, way: Direction) -> mn.Animation:
        """The slice grows from A."""
        return self.space.move(way.curve.grown.to(1), run_time=1.5)

    def show_second_point(self, way: Direction) -> mn.Animation:
        """B on the slice, with run and rise and the line through A and B."""
        secant = way.secant
        shown = (secant.dot.shown, secant.run.grown, secant.rise.grown, secant.line.grown)
        return self.space.move(*(dial.to(1) for dial in shown), run_time=1.5)

    def start_from(self, way: Direction, side: str) -> mn.Animation:
        """B goes to where it starts on a side."""
        return self.space.move(way.secant.step.to(way.secant.first_step(side)), run_time=1.2)

    def approach(self, way: Direction) -> mn.Animation:
        """B goes to A, and arrives."""
        return self.space.move(way.secant.approach(), run_time=4)

    def close(self, way: Direction) -> mn.Animation:
        """The surface is whole again; the tangent stays, if there is one."""
        return self.space.move(*self._mend(way), *self.space.look(*_LAST_VIEW), run_time=2)

    def _mend(self, way: Direction) -> Sequence[Turn]:
        """Turns after which the surface is whole where it was cut."""
        turns = [way.sheet.opacity.to(0), self.surface.cuts[way.axis].to(0), *way.hide_help()]
        return turns if way.has_slope else [*turns, way.secant.line.grown.to(0)]

    def walk_round(self) -> mn.Animation:
        """Walk a part of the way round, and name the tangents."""
        named = [way.name.shown.to(1) for way in self.directions if way.has_slope]
        azimuth, elevation = _LAST_VIEW
        return self.space.move(*named, *self.space.look(azimuth + 25, elevation), run_time=3)

    def come_back(self) -> mn.Animation:
        """Walk back to where both slopes are seen."""
        return self.space.move(*self.space.look(*_LAST_VIEW), run_time=2)
