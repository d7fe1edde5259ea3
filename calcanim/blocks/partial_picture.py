"""A surface with a point A, cut along x and along y: what a lesson on partial derivatives moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import manim as mn

from calcanim.blocks.dot_in_space import Dot
from calcanim.blocks.live import ITSELF, ReadBack
from calcanim.blocks.names_in_space import DotName, EndName, FlatName
from calcanim.blocks.slice_reading import SliceReading
from calcanim.blocks.slice_secant import SliceSecant
from calcanim.blocks.slices import SliceCurve, StraightLine
from calcanim.blocks.space import Space, Turn
from calcanim.blocks.stage import Box
from calcanim.blocks.surface import Sheet, Surface
from calcanim.blocks.theme import Theme
from calcanim.blocks.upright_plane import Plane
from calcanim.blocks.world import CELLS, World
from calcanim.calculus import Constant, Function
from calcanim.calculus.analysis.behaviour import Behaviour, Verdict
from calcanim.calculus.analysis.wording import number
from calcanim.calculus.section import section

_FIRST_VIEW, _SLICE_VIEWS, _LAST_VIEW = (-75, 30), ((-76, 15), (-14, 15)), (-58, 32)  # degrees: round, up


Point = tuple[Constant, Constant]


@dataclass(frozen=True)
class Direction:
    """One way to walk from A: the sheet, the slice, the secant on it, and what the slice does at A."""

    variable: str
    other: str
    at: Point
    function: Function
    partial: Function
    behaviour: Behaviour
    sheet: Sheet
    curve: SliceCurve
    secant: SliceSecant
    reading: SliceReading
    name_b: DotName
    name: EndName

    @property
    def axis(self) -> int:
        """0 along x, 1 along y."""
        return self.sheet.axis

    @property
    def has_slope(self) -> bool:
        """Whether the partial derivative exists at A."""
        return self.behaviour.verdict is Verdict.DIFFERENTIABLE

    @property
    def held_text(self) -> str:
        """The variable that holds still, and its value, in words."""
        written = self._held.latex
        value = number(self._held.expr) if "\\" in written else written.replace("-", "−")
        return f"{self.other} = {value}"

    @property
    def symbol(self) -> str:
        """LaTeX of the partial derivative."""
        return rf"\frac{{\partial f}}{{\partial {self.variable}}}"

    @property
    def name_at(self) -> str:
        """LaTeX of the partial derivative at A."""
        return f"{self.symbol}({self.at[0].latex}, {self.at[1].latex})"

    @property
    def formula(self) -> str:
        """LaTeX of the partial derivative as a function."""
        return f"{self.symbol} = {self.partial.latex}"

    @property
    def latex(self) -> str:
        """LaTeX of the slice: f with one place filled in."""
        places = [self.variable, self._held.latex]
        return f"f({', '.join(places if self.axis == 0 else places[::-1])}) = {self.function.latex}"

    @property
    def quotient(self) -> str:
        """LaTeX of rise over run along this variable."""
        moved = [rf"{self.variable}+\part{{run}}{{\epsilon}}", self.other]
        high = ", ".join(moved if self.axis == 0 else moved[::-1])
        return rf"\frac{{\part{{rise}}{{f({high})-f(x, y)}}}}{{\part{{run}}{{\epsilon}}}}"

    @property
    def definition(self) -> str:
        """LaTeX of the partial derivative as a limit."""
        return rf"{self.symbol} = \underset{{\epsilon \to 0}}{{\lim}} {self.quotient}"

    @property
    def definition_in_lines(self) -> str:
        """LaTeX of the same, for where there is no room beside the equals sign."""
        limit = rf"\underset{{\epsilon \to 0}}{{\lim}} {self.quotient}"
        return rf"\begin{{aligned}}& {self.symbol} = \\ & {limit}\end{{aligned}}"

    @property
    def _held(self) -> Constant:
        return self.at[1 - self.axis]

    @property
    def lines(self) -> tuple[SliceCurve | StraightLine | Dot, ...]:
        """What is drawn of it but for the sheet, the last on top."""
        return self.curve, *self.secant.things

    def hide_help(self) -> Iterator[Turn]:
        """Take away B, the run and the rise."""
        yield from (part.grown.to(0) for part in (self.secant.run, self.secant.rise))
        yield self.secant.dot.shown.to(0)


class PartialPicture:
    """The space of the lesson, and the turns of its dials."""

    def __init__(self, box: Box, f: Function, at: Point, *, theme: Theme, cells: int = CELLS) -> None:
        world = World.around(f, (float(at[0]), float(at[1])), cells=cells)
        self.space = Space(box, world, theme=theme, view=_FIRST_VIEW)
        self.surface = Surface(f, world, theme=theme)
        self.a = self._point(f, at)
        self.directions = tuple(_direction(f, at, axis, self.space, self.a) for axis in (0, 1))
        lines = [part for way in self.directions for part in way.lines]
        things = [self.surface, *(way.sheet for way in self.directions), *lines, self.a]
        dots = [DotName(self.a, "A"), *(way.name_b for way in self.directions)]
        names: list[FlatName] = [*dots, *(way.name for way in self.directions)]
        for index, name in enumerate(names):
            name.keep_off(*lines, self.a, *names[:index])
        self.space.hold(things, names)

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

    def cut(self, way: Direction) -> mn.Animation:
        """Walk to where the slice is seen, put the sheet up, and take away what is before it."""
        axis = way.axis
        turns = (
            *self.space.look(*_SLICE_VIEWS[axis]),
            way.sheet.opacity.to(1),
            self.surface.cuts[axis].to(1),
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
        turns = [way.sheet.opacity.to(0), self.surface.cuts[way.axis].to(0), *way.hide_help()]
        turns += [] if way.has_slope else [way.secant.line.grown.to(0)]
        return self.space.move(*turns, *self.space.look(*_LAST_VIEW), run_time=2)

    def walk_round(self) -> mn.Animation:
        """Walk a part of the way round, and name the tangents."""
        named = [way.name.shown.to(1) for way in self.directions if way.has_slope]
        azimuth, elevation = _LAST_VIEW
        return self.space.move(*named, *self.space.look(azimuth + 25, elevation), run_time=3)

    def come_back(self) -> mn.Animation:
        """Walk back to where both slopes are seen."""
        return self.space.move(*self.space.look(*_LAST_VIEW), run_time=2)


def _direction(f: Function, at: Point, axis: int, space: Space, a: Dot) -> Direction:
    world, theme = space.world, space.theme
    variable = f.variables[axis].name
    function = section(f, variable, [place.expr for place in at])
    behaviour = function.behaviour(at[axis].expr)
    plane = Plane(function, world, axis, theme=theme)
    curve, secant = SliceCurve(plane), SliceSecant(plane, behaviour)
    name_b, reading = DotName(secant.dot, "B"), SliceReading(space, secant, a)
    name = EndName(secant.line, rf"\frac{{\partial f}}{{\partial {variable}}}")
    sheet = Sheet(function, world, axis, theme=theme)
    other = f.variables[1 - axis].name
    partial = f.partial(variable)
    return Direction(
        *(variable, other, at, function, partial, behaviour),
        *(sheet, curve, secant, reading, name_b, name),
    )
