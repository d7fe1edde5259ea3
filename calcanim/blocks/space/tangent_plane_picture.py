"""A surface and its tangent plane: how the plane is built, and how close they stay when zoomed."""

from __future__ import annotations

from collections.abc import Sequence

import manim as mn

from calcanim.blocks.space.gap_line import GapLine
from calcanim.blocks.space.names_in_space import FlatName
from calcanim.blocks.space.plane_picture import PlanePicture
from calcanim.blocks.space.plane_walk import PlaneWalk
from calcanim.blocks.space.space import Thing, Zoom

_LARGEST = 10
_SIDE_VIEW, _WALK_VIEW, _ZOOM_VIEW = (-25, 40), (-40, 24), (-58, 26)
_GLASSY = 0.75  # of the surface's opacity: the plane below shines through


class TangentPlanePicture(PlanePicture):
    """The patch, a walk on it, and the largest gap between it and the surface."""

    def made_zoom(self) -> Zoom:
        """Around A."""
        return Zoom((*self.world.at, self.plane.height), most=_LARGEST)

    def more_things(self) -> Sequence[Thing]:
        """The patch, the walk and the gap."""
        self.walk = PlaneWalk(
            self.f, self.plane, self.reach, self.world, self.surface_height, theme=self.theme
        )
        self.gap = GapLine(self.f, self.patch, self.space)
        return (*super().more_things(), *self.walk.things, self.gap)

    def more_names(self) -> Sequence[FlatName]:
        """P's name."""
        return self.walk.names

    def bare(self) -> mn.Animation:
        """The surface gives way to the plane alone."""
        return self.space.move(self.surface.opacity.to(0), *self.space.look(*_WALK_VIEW), run_time=1.5)

    def take_leg(self, index: int) -> mn.Animation:
        """Walk along x (0) or along y (1)."""
        return self.space.move(*self.walk.take(index), run_time=2)

    def clothe(self) -> mn.Animation:
        """The walk goes, the surface comes back."""
        turns = (self.surface.opacity.to(_GLASSY), *self.walk.leave())
        return self.space.move(*turns, *self.space.look(*_ZOOM_VIEW), run_time=1.5)

    def show_gap(self) -> mn.Animation:
        """The largest gap."""
        return self.space.move(self.gap.grown.to(1), run_time=1)

    def zoom_to(self, factor: int) -> mn.Animation:
        """Closer to A."""
        return self.space.move(self.space.zoom.to(factor), run_time=2)

    def walk_round(self) -> mn.Animation:
        """Look at the plane from the side."""
        return self.space.move(*self.space.look(*_SIDE_VIEW), run_time=3)
