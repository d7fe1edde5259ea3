"""Ways to walk from A on a surface: what is seen over each of them, and what the slice does at A."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calcanim.blocks.space.dot_in_space import Dot
from calcanim.blocks.space.names_in_space import DotName, EndName
from calcanim.blocks.space.slice_reading import SliceReading
from calcanim.blocks.space.slice_secant import SliceSecant
from calcanim.blocks.space.slices import SliceCurve, StraightLine
from calcanim.blocks.space.space import Space, Turn
from calcanim.blocks.space.surface import Sheet
from calcanim.blocks.space.upright_plane import Plane
from calcanim.blocks.space.world import Way
from calcanim.calculus import Constant, Function
from calcanim.calculus.analysis.behaviour import Behaviour, Verdict
from calcanim.calculus.analysis.wording import in_signs, number
from calcanim.calculus.section import section

Point = tuple[Constant, Constant]


@dataclass(frozen=True)
class Slice:
    """The upright cut over a way through A: its sheet, the curve, the secant on it, and its numbers.

    `index` is the number of the surface's cut that lays it open.
    """

    index: int
    function: Function
    behaviour: Behaviour
    sheet: Sheet
    curve: SliceCurve
    secant: SliceSecant
    reading: SliceReading
    name_b: DotName

    @property
    def has_slope(self) -> bool:
        """Whether the slice has a tangent slope at A."""
        return self.behaviour.verdict is Verdict.DIFFERENTIABLE

    @property
    def lines(self) -> tuple[SliceCurve | StraightLine | Dot, ...]:
        """What is drawn of it but for the sheet, the last on top."""
        return self.curve, *self.secant.things

    def hide_help(self) -> Iterator[Turn]:
        """Take away B, the run and the rise."""
        yield from (part.grown.to(0) for part in (self.secant.run, self.secant.rise))
        yield self.secant.dot.shown.to(0)


@dataclass(frozen=True)
class Direction(Slice):
    """The slice along one of the variables; its slope is a partial derivative."""

    variable: str
    other: str
    at: Point
    partial: Function
    name: EndName

    @property
    def axis(self) -> int:
        """0 along x, 1 along y."""
        return self.index

    @property
    def held_text(self) -> str:
        """The variable that holds still, and its value, in words."""
        written = self._held.latex
        value = number(self._held.expr) if "\\" in written else in_signs(written)
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


def direction(f: Function, at: Point, axis: int, space: Space, a: Dot) -> Direction:
    """The slice through A along x (0) or y (1)."""
    variable, other = f.variables[axis].name, f.variables[1 - axis].name
    function = section(f, variable, [place.expr for place in at])
    way = Way.along(axis, space.world.at)
    cut = slice_over(way, function, function.behaviour(at[axis].expr), index=axis, space=space, a=a)
    name = EndName(cut.secant.line, rf"\frac{{\partial f}}{{\partial {variable}}}")
    return Direction(
        **vars(cut), variable=variable, other=other, at=at, partial=f.partial(variable), name=name
    )


def slice_over(
    way: Way, function: Function, behaviour: Behaviour, *, index: int, space: Space, a: Dot
) -> Slice:
    """What is seen over a way: f there is a `function` of t, with a `behaviour` at A."""
    world, theme = space.world, space.theme
    plane = Plane(function, world, way, theme=theme)
    secant = SliceSecant(plane, behaviour)
    return Slice(
        index=index,
        function=function,
        behaviour=behaviour,
        sheet=Sheet(function, world, way, theme=theme),
        curve=SliceCurve(plane),
        secant=secant,
        reading=SliceReading(space, secant, a),
        name_b=DotName(secant.dot, "B", beside=a),
    )
