"""Machines that feed each other: what stands on the wires, and how wide a change is on each of them."""

from __future__ import annotations

from collections.abc import Callable

import manim as mn
import numpy as np

from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Live, corners
from calcanim.blocks.plots.plot import line_drawing
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, THIN_STROKE, Role, Size, Theme
from calcanim.blocks.writing.breaking import in_lines, is_legible
from calcanim.calculus import Function
from calcanim.tex.typeset import Points

_TINT = 0.22  # of the axis colour in a machine's face
_PADDING = 0.25
_EDGE = 0.025  # frame units: the width of the stroke around a machine
_FLAT = 2.0  # width over height from which name and rule stand side by side
_BESIDE, _UNDER = 0.5, 0.28
_TIP = 0.2
_BAND_OPACITY = 0.75
THINNEST = 1e-9  # frame units: nothing is drawn of a band that is thinner


def face_color(theme: Theme) -> mn.ManimColor:
    """What the faces of machines are filled with."""
    dark, light = (mn.ManimColor(theme.color(role)) for role in (Role.BACKGROUND, Role.AXIS))
    return mn.interpolate_color(dark, light, _TINT)


class Machine(mn.VGroup):
    """A box with a name and the rule by which it makes its output."""

    def __init__(self, box: Box, name: str, rule: Function, *, theme: Theme) -> None:
        self.case = mn.RoundedRectangle(
            width=box.width - _EDGE,
            height=box.height - _EDGE,
            corner_radius=0.2,
            stroke_color=theme.color(Role.MUTED),
            stroke_width=THIN_STROKE,
            fill_color=face_color(theme),
            fill_opacity=1,
        ).move_to(box.centre)
        inner = box.inset(left=_PADDING, right=_PADDING, top=_PADDING, bottom=_PADDING)
        super().__init__(self.case, inner.place(_inscription(inner, name, rule, theme=theme)))


def _inscription(box: Box, name: str, rule: Function, *, theme: Theme) -> mn.VGroup:
    """The name, and the rule in as many lines as it takes; the name alone if the rule can't be read."""
    letter = Formula(name, theme=theme, size=Size.HEADING)
    direction, gap = (mn.RIGHT, _BESIDE) if box.width > _FLAT * box.height else (mn.DOWN, _UNDER)
    beside, below = np.array([float(letter.width), float(letter.height)]) + gap
    room = box.inset(left=beside) if direction is mn.RIGHT else box.inset(top=below)
    formula = Formula(in_lines(rule.latex, room, theme=theme), theme=theme, printed=rule)
    if not is_legible(formula, room, em=EM[Size.BODY]):
        return mn.VGroup(letter)
    return mn.VGroup(letter, box.fit(formula)).arrange(direction, buff=gap)


class Band(Live):
    """A wire, and on it the change that it carries: `width` wide, on the other side where it is negative."""

    def __init__(
        self,
        ends: tuple[Points, Points],
        across: Points,
        width: Callable[[], float],
        *,
        theme: Theme,
        role: Role,
    ) -> None:
        super().__init__()
        self.ends, self.across, self.measure = ends, across, width
        along = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
        self.wire = line_drawing(theme, Role.TEXT, width=THIN_STROKE)
        self.wire.points = corners([np.array([ends[0], ends[1] - 0.5 * _TIP * along])])
        self.tip = mn.Polygon(
            ends[1],
            ends[1] - _TIP * along + 0.45 * _TIP * across,
            ends[1] - _TIP * along - 0.45 * _TIP * across,
            stroke_width=0,
            fill_opacity=1,
            fill_color=theme.color(Role.TEXT),
        )
        self.band = mn.VMobject(stroke_width=0, fill_color=theme.color(role), fill_opacity=_BAND_OPACITY)
        self.add(self.band, self.wire, self.tip)
        self.follow()

    def redraw(self) -> None:
        """Draw the band between the wire and the wire moved by the change."""
        width = self.measure()
        if not np.isfinite(width) or abs(width) < THINNEST:
            self.band.points = np.zeros((0, 3))
            return
        start, end = self.ends
        lift = width * self.across
        self.band.points = corners([np.array([start, end, end + lift, start + lift, start])])

    def drawn_width(self) -> float | None:
        """How wide the band is, read off its outline; None while it is held."""
        if self.is_held:
            return None
        heights = (self.band.points - self.wire.points[0]) @ self.across
        return float(heights[np.argmax(np.abs(heights))]) if len(heights) else 0.0
