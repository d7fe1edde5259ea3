"""The frame, divided: heading, picture and panel, side by side on a wide frame and stacked on a tall one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import manim as mn
import numpy as np

M = TypeVar("M", bound=mn.Mobject)

SAFE_MARGIN = 0.05  # of each side of the frame, kept free
HEADING_HEIGHT = 0.75
GAP = 0.35
_WIDE = 1.2  # aspect ratio from which the panel stands beside the picture
_PICTURE_SHARE = {"wide": 0.58, "tall": 0.54}


@dataclass(frozen=True)
class Box:
    """A rectangle of the frame, in frame units."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Extent in x."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent in y."""
        return self.top - self.bottom

    @property
    def centre(self) -> mn.typing.Point3D:
        """Middle of the box."""
        return np.array([(self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0])

    def inset(self, *, left: float = 0, bottom: float = 0, right: float = 0, top: float = 0) -> Box:
        """The box less a strip at each side."""
        return Box(self.left + left, self.bottom + bottom, self.right - right, self.top - top)

    def rows(self, *weights: float, gap: float = GAP) -> tuple[Box, ...]:
        """Boxes below each other, the first on top, with heights in these proportions."""
        edges = _edges(self.top, self.bottom, weights, gap)
        return tuple(Box(self.left, low, self.right, high) for high, low in edges)

    def columns(self, *weights: float, gap: float = GAP) -> tuple[Box, ...]:
        """Boxes beside each other, the first on the left, with widths in these proportions."""
        edges = _edges(self.left, self.right, weights, gap)
        return tuple(Box(low, self.bottom, high, self.top) for low, high in edges)

    def below(self, mobject: mn.Mobject, *, gap: float = GAP) -> Box:
        """What is left of the box under a mobject."""
        return Box(self.left, self.bottom, self.right, float(mobject.get_bottom()[1]) - gap)

    def above(self, mobject: mn.Mobject, *, gap: float = GAP) -> Box:
        """What is left of the box over a mobject."""
        return Box(self.left, float(mobject.get_top()[1]) + gap, self.right, self.top)

    def scale_for(self, mobject: mn.Mobject) -> float:
        """By how much the mobject must be scaled, never up, to fit."""
        return min(1.0, self.width / max(mobject.width, 1e-9), self.height / max(mobject.height, 1e-9))

    def fit(self, mobject: M) -> M:
        """Scale the mobject down, never up, until it fits."""
        mobject.scale(self.scale_for(mobject))
        return mobject

    def fit_alike(self, mobjects: Sequence[mn.Mobject]) -> None:
        """Scale mobjects down, all by one factor, until each of them alone fits."""
        scale = min(map(self.scale_for, mobjects))
        for mobject in mobjects:
            mobject.scale(scale)

    def place(self, mobject: M, *, x: float = 0.0, y: float = 0.0) -> M:
        """Fit the mobject and put it at a relative place: -1 is left or bottom, 0 the middle, 1 right or
        top."""
        self.fit(mobject)
        free = np.array([self.width - mobject.width, self.height - mobject.height, 0.0]) / 2
        mobject.move_to(self.centre + free * np.array([x, y, 0.0]))
        return mobject

    def stack(
        self, mobjects: Sequence[mn.Mobject], *, gap: float = GAP, x: float = -1.0, y: float = 1.0
    ) -> mn.Group:
        """Put mobjects below each other, at one edge, and fit the lot."""
        group = mn.Group(*mobjects)
        edge = {-1.0: mn.LEFT, 0.0: mn.ORIGIN, 1.0: mn.RIGHT}[x]
        group.arrange(mn.DOWN, buff=gap, aligned_edge=edge)
        return self.place(group, x=x, y=y)


def _edges(start: float, end: float, weights: Sequence[float], gap: float) -> list[tuple[float, float]]:
    direction = 1.0 if end > start else -1.0
    usable = abs(end - start) - gap * (len(weights) - 1)
    edges, at = [], start
    for weight in weights:
        reach = at + direction * usable * weight / sum(weights)
        edges.append((at, reach))
        at = reach + direction * gap
    return edges


@dataclass(frozen=True)
class Stage:
    """The boxes of a frame of this width and height, in frame units."""

    width: float
    height: float

    @property
    def is_wide(self) -> bool:
        """Whether picture and panel stand side by side."""
        return self.width / self.height >= _WIDE

    @property
    def safe(self) -> Box:
        """The frame less its margin."""
        x, y = self.width * (0.5 - SAFE_MARGIN), self.height * (0.5 - SAFE_MARGIN)
        return Box(-x, -y, x, y)

    @property
    def heading(self) -> Box:
        """A strip at the top."""
        safe = self.safe
        return Box(safe.left, safe.top - HEADING_HEIGHT, safe.right, safe.top)

    @property
    def body(self) -> Box:
        """All below the heading."""
        return self.safe.inset(top=HEADING_HEIGHT + GAP / 2)

    @property
    def picture(self) -> Box:
        """Where the graph is."""
        return self._halves()[0]

    @property
    def panel(self) -> Box:
        """Where formulas and read-outs are."""
        return self._halves()[1]

    def panel_split(self, *weights: float) -> tuple[Box, ...]:
        """The panel in parts: below each other with these weights beside a picture, side by side below
        one."""
        return self.panel.rows(*weights) if self.is_wide else self.panel.columns(*([1.0] * len(weights)))

    def _halves(self) -> tuple[Box, ...]:
        share = _PICTURE_SHARE["wide" if self.is_wide else "tall"]
        split = self.body.columns if self.is_wide else self.body.rows
        return split(share, 1 - share)


USUAL_STAGES = (Stage(128 / 9, 8.0), Stage(8.0, 128 / 9))
"""Those of 16:9 and 9:16: what must be read on both of them is tried on each."""
