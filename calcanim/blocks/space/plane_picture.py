"""A surface with the plane through both of its tangents at A: what lessons on tangent planes move."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn
import numpy as np

from calcanim.blocks.space.directions import Point
from calcanim.blocks.space.partial_picture import PartialPicture
from calcanim.blocks.space.plane_patch import PlanePatch, patch_reach
from calcanim.blocks.space.space import Thing
from calcanim.blocks.space.surface import Surface
from calcanim.blocks.space.world import CELLS, World
from calcanim.calculus import Function, TangentPlane
from calcanim.calculus.tangent_planes import Fit, fit, spanned_plane
from calcanim.errors import ParameterError, UsageError

_TOLD_IN = {
    Fit.NO_VALUE: "choose a point over which it has one",
    Fit.NO_PARTIALS: "the lesson PartialDerivatives tells of that",
    Fit.NO_PLANE: "the lesson PartialsAreNotEnough tells of that",
    Fit.PLANE: "the lesson TangentPlane shows it",
}


def require(wanted: Fit, f: Function, at: Point) -> None:
    """Raise `ParameterError` where f has something else at A, or where its plane could not be seen."""
    here = f"({at[0]:g}, {at[1]:g})"
    found = fit(f, at)
    if found is not wanted:
        raise ParameterError(f"f = {f.text} has {found} at {here}; {_TOLD_IN[found]}")
    try:
        patch_in_box(f, at)
    except UsageError as error:
        raise ParameterError(f"f = {f.text}: {error} at {here}; choose another point") from None


def patch_in_box(f: Function, at: Point, *, cells: int = CELLS) -> tuple[TangentPlane, float, World]:
    """The plane that both tangents span, how far its patch reaches, and the box for both; `UsageError` where
    none fits."""
    world = World.around(f, (float(at[0]), float(at[1])), cells=cells)
    plane = spanned_plane(f, at)
    return plane, patch_reach(f, plane, world), world


class PlanePicture(PartialPicture):
    """The surface, its slices, and a patch of the plane that both tangents span."""

    def made_world(self, cells: int) -> World:
        """The box, and the patch that fits in it."""
        self.plane, self.reach, world = patch_in_box(self.f, self.at, cells=cells)
        return world

    def made_surface(self) -> Surface:
        """The surface, and the patch that it hides."""
        self.patch = PlanePatch(self.plane, self.world, self.reach, self.surface_height, theme=self.theme)
        return super().made_surface()

    def surface_height(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """How high the surface is drawn over places of the box."""
        return self.surface.height(x, y)

    def more_things(self) -> Sequence[Thing]:
        """The patch and its edge."""
        return self.patch, self.patch.edge

    def trace_both(self) -> mn.Animation:
        """Both slices grow from A."""
        return self.space.move(*(way.curve.grown.to(1) for way in self.directions), run_time=1.5)

    def show_tangents(self) -> mn.Animation:
        """The tangents along x and y grow from A."""
        for way in self.directions:
            way.secant.step.value = 0.0
        return self.space.move(*(way.secant.line.grown.to(1) for way in self.directions), run_time=1.5)

    def span(self) -> mn.Animation:
        """The patch grows from A between the tangents; the slices give way."""
        slices = [way.curve.grown.to(0) for way in self.directions]
        return self.space.move(self.patch.grown.to(1), *slices, run_time=2)
