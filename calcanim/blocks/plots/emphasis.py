"""One of several things is bright while the others are dimmed, never taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import manim as mn
import numpy as np
import numpy.typing as npt

from calcanim.blocks.live import Drawing
from calcanim.blocks.plots.axes import Axes, Ticks
from calcanim.blocks.theme import Role, Theme

Inks = npt.NDArray[np.float64]

_SAME = 1e-3  # of a channel
_DIMMED = {"fill_rgbas": Role.MUTED, "stroke_rgbas": Role.AXIS}  # both still stand out as they must


class Dimmable(Drawing):
    """A group that can lose its colours and have them back; axes keep theirs."""

    def __init__(self, *parts: mn.VMobject, theme: Theme) -> None:
        super().__init__(*parts)
        self.theme = theme
        self.bright: dict[tuple[int, str], Inks] = {}
        self.is_dim = False

    def bring(self, *parts: mn.VMobject, **options: Any) -> mn.Animation:
        """Parts come in, and belong to the group from now on."""
        self.add(*parts)
        return mn.FadeIn(*parts, **options)

    def inks(self, *, dim: bool) -> list[tuple[mn.VMobject, str, Inks, Inks]]:
        """Each thing that has ink, which ink, as it is and as it is to be."""
        found = []
        for thing in _inked(self):
            for ink, role in _DIMMED.items():
                now = np.array(getattr(thing, ink))
                full = self.bright.setdefault((id(thing), ink), now)
                found.append((thing, ink, now, self._dimmed(full, role) if dim else full))
        return found

    def _dimmed(self, full: Inks, role: Role) -> Inks:
        """Ink in a role's colour; what has the background's stays as it is."""
        ground, color = (mn.ManimColor(self.theme.color(each)).to_rgb() for each in (Role.BACKGROUND, role))
        dimmed = full.copy()
        is_ground = np.abs(full[:, :3] - ground).max(axis=1) < _SAME
        dimmed[~is_ground, :3] = color
        return dimmed


def _inked(group: mn.VMobject) -> list[mn.VMobject]:
    if isinstance(group, Axes | Ticks):
        return []
    own = [group] if not group.submobjects else []
    return [*own, *(thing for part in group.submobjects for thing in _inked(part))]


class Relight(mn.Animation):
    """Give a group its colours, or take them; what moves in it goes on moving."""

    is_live_motion = True

    def __init__(self, group: Dimmable, *, dim: bool, **options: Any) -> None:
        self.group, self.dim = group, dim
        super().__init__(group, suspend_mobject_updating=False, **options)

    def begin(self) -> None:
        """Note the colours as they are."""
        self.changes = self.group.inks(dim=self.dim)
        self.group.is_dim = self.dim
        super().begin()

    def create_starting_mobject(self) -> mn.Mobject:
        """Nothing is interpolated between two pictures, so none is kept."""
        return mn.Mobject()

    def interpolate_mobject(self, alpha: float) -> None:
        """Mix the colours as they were and as they will be."""
        share = self.rate_func(alpha)
        for thing, ink, before, after in self.changes:
            setattr(thing, ink, (1 - share) * before + share * after)


def turn_to(groups: Sequence[Dimmable], *bright: Dimmable, **options: Any) -> mn.Animation:
    """Dim all of the groups but some; all are bright where none is named."""
    moves: list[mn.Animation] = [
        Relight(group, dim=bool(bright) and group not in bright, **options)
        for group in groups
        if group.is_dim != (bool(bright) and group not in bright)
    ]
    return mn.AnimationGroup(*(moves or [mn.Wait(run_time=0.1)]), suspend_mobject_updating=False)
