"""A surface that leaves the plane through its tangents on a diagonal through A."""

from __future__ import annotations

import math
from collections.abc import Sequence

import manim as mn

from calcanim.blocks.space.directions import Direction, Slice, slice_over
from calcanim.blocks.space.dot_in_space import Dot
from calcanim.blocks.space.plane_picture import PlanePicture
from calcanim.blocks.space.space import Thing
from calcanim.blocks.space.surface import Surface
from calcanim.blocks.space.upright_plane import Plane
from calcanim.blocks.space.world import Way, World
from calcanim.calculus.tangent_planes import Diagonal, leaving_diagonal
from calcanim.errors import UsageError

_TURNED, _ELEVATION = 14, 15  # degrees that a slice is seen from the side, and from above
_NEAR = 0.04  # share of its way that B stays short of an A that it never comes to
_GLASSY = 0.6  # opacity of a surface with points below its sheets


class DiagonalPicture(PlanePicture):
    """The slices along x, y and a diagonal, and the plane that is left there."""

    diagonal: Diagonal

    def made_world(self, cells: int) -> World:
        """The box, once there is a diagonal to walk."""
        found = leaving_diagonal(self.f, self.at)
        if found is None:
            raise UsageError(f"{self.f.text} leaves its plane on no diagonal through A")
        self.diagonal = found
        x, y = (float(each) for each in self.at)
        self.way = Way((x, y), found.step, 0.0, "the diagonal")
        self.slanted = (self.way,)
        return super().made_world(cells)

    def made_surface(self) -> Surface:
        """The surface, which can be cut along the diagonal."""
        surface = super().made_surface()
        surface.opacity.value = _GLASSY if self.diagonal.jumps else 1.0
        return surface

    def more_slices(self) -> Sequence[Slice]:
        """The one over the diagonal."""
        walk, number = self.diagonal, len(self.directions)
        self.slant = slice_over(
            self.way, walk.function, walk.behaviour, index=number, space=self.space, a=self.a
        )
        secant = self.slant.secant
        secant.step.value = secant.first_step(walk.side.name)
        return (self.slant,)

    def more_things(self) -> Sequence[Thing]:
        """The patch, and hollow dots where the diagonal comes to a height that is not that of A."""
        plane, found = self.slant.curve.plane, self.diagonal.behaviour
        heights = {float(side) for side in (found.left_value, found.right_value) if side is not None}
        strays = heights - {self.plane.height} if self.diagonal.jumps else set()
        self.ends = tuple(_end(plane, height) for height in strays)
        return (*super().more_things(), *self.ends)

    def walk(self, way: Direction) -> mn.Animation:
        """B goes to A along x or y, with the secant."""
        return self.space.move(way.secant.approach(), run_time=2.5)

    def show_secant(self, cut: Slice) -> mn.Animation:
        """B on a slice, the line through A and B, and on a diagonal how far B is, and how high."""
        secant = cut.secant
        shown = [secant.dot.shown, secant.line.grown]
        shown += [secant.run.grown, secant.rise.grown] if cut is self.slant else []
        return self.space.move(*(dial.to(1) for dial in shown), run_time=1)

    def cut_diagonal(self) -> mn.Animation:
        """Walk to where the diagonal is seen, and take away what is before it."""
        right, up = self.way.step
        azimuth = math.degrees(math.atan2(-right, up)) + _TURNED
        turns = (self.slant.sheet.opacity.to(1), self.surface.cuts[self.slant.index].to(1))
        return self.space.move(*self.space.look(azimuth, _ELEVATION), *turns, run_time=2.5)

    def trace_diagonal(self) -> mn.Animation:
        """The slice over the diagonal grows from A."""
        ends = [dot.shown.to(1) for dot in self.ends]
        return self.space.move(self.slant.curve.grown.to(1), *ends, run_time=1.5)

    def walk_diagonal(self) -> mn.Animation:
        """B goes to A, or as near as one likes where the line would stand up."""
        secant = self.slant.secant
        goal = 0.0 if self.diagonal.settles else _NEAR * secant.step.value
        return self.space.move(secant.step.closing_on(goal), run_time=5)

    def let_b_go(self) -> mn.Animation:
        """B, the run and the rise have done their work."""
        return self.space.move(*self.slant.hide_help(), run_time=1)


def _end(plane: Plane, height: float) -> Dot:
    return Dot(
        plane, lambda: (plane.at, height), name="an end of the slice along the diagonal", is_hollow=True
    )
