"""A surface with the plane through both of its tangents at A: what lessons on tangent planes move."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn
import numpy as np

from calcanim.blocks.partial_picture import PartialPicture
from calcanim.blocks.plane_patch import PlanePatch, patch_reach
from calcanim.blocks.space import Thing
from calcanim.blocks.surface import Surface
from calcanim.blocks.world import World
from calcanim.calculus.tangent_planes import spanned_plane


class PlanePicture(PartialPicture):
    """The surface, its slices, and a patch of the plane that both tangents span."""

    def made_world(self, cells: int) -> World:
        """A box that holds the patch as well."""
        world = super().made_world(cells)
        self.plane = spanned_plane(self.f, self.at)
        self.reach = patch_reach(self.f, self.plane, world)
        x, y = np.add.outer(np.array(self.plane.at), [-self.reach, self.reach])
        return world.holding(np.asarray(self.plane(*np.meshgrid(x, y))))

    def made_surface(self) -> Surface:
        """The surface, and the patch that it hides."""
        self.patch = PlanePatch(self.plane, self.world, self.reach, self.surface_height, self.theme)
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
