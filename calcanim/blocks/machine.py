"""Machines that feed each other: what stands on the wires, and how wide a change is on each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import manim as mn
import numpy as np

from calcanim.blocks.flow import Flow
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing, Live, Readout, corners
from calcanim.blocks.plot import line_drawing
from calcanim.blocks.rates import Wire, change_ratio, numeric_rate, places_for
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import POINT_RADIUS, THIN_STROKE, Role, Size, Theme
from calcanim.blocks.typeset import Points
from calcanim.calculus import Function
from calcanim.calculus.composition import Composition

W = TypeVar("W", bound=mn.Mobject)

_TINT = 0.22  # of the axis colour in a machine's face
_FULL = 0.40  # of a machine's breadth that the widest change may take, on either side of the wire
_PADDING = 0.25
_LOOKS = 65  # steps at which the widest change is looked for
_TIP = 0.2
_BAND_OPACITY = 0.75
_ARRIVED = 1e-12
_SWELL, _ENTRY = 1.05, 1.0
_LARGEST = 1e6  # magnification that is written
_LIFT = 0.12  # of a written line's middle above its baseline


class Machine(mn.VGroup):
    """A box with a name and the rule by which it makes its output."""

    def __init__(self, box: Box, name: str, rule: Function, *, theme: Theme) -> None:
        face = mn.interpolate_color(
            mn.ManimColor(theme.color(Role.BACKGROUND)), mn.ManimColor(theme.color(Role.AXIS)), _TINT
        )
        self.case = mn.RoundedRectangle(
            width=box.width,
            height=box.height,
            corner_radius=0.2,
            stroke_color=theme.color(Role.MUTED),
            stroke_width=THIN_STROKE,
            fill_color=face,
            fill_opacity=1,
        ).move_to(box.centre)
        inner = box.inset(left=_PADDING, right=_PADDING, top=_PADDING, bottom=_PADDING)
        letter = Formula(name, theme=theme, size=Size.HEADING)
        formula = Formula.of(rule, theme=theme)
        writing = mn.VGroup(letter, inner.fit(formula)).arrange(mn.DOWN, buff=0.28)
        super().__init__(self.case, inner.place(writing))


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
        if not np.isfinite(width) or abs(width) < 1e-4:
            self.band.points = np.zeros((0, 3))
            return
        start, end = self.ends
        lift = width * self.across
        self.band.points = corners([np.array([start, end, end + lift, start + lift, start])])


class Chain(Drawing):
    """Machines in a row, at input `at`, which can be turned by `step`.

    `spread` is the width, in frame units, at which the input's change is drawn: so a change that shrinks can
    be looked at ever closer. At step 0 the other widths are those of the limit. `reach` is how far the input
    will be turned.
    """

    def __init__(
        self,
        flow: Flow,
        composition: Composition,
        names: Sequence[str],
        wires: Sequence[Wire],
        *,
        at: float,
        reach: float,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.flow, self.composition, self.names, self.theme = flow, composition, tuple(names), theme
        self.at, self.reach = at, reach
        self.rates = composition.rates(at)
        self.places = places_for(self.rates)
        self.step = mn.ValueTracker(0.0)
        self.spread = 0.0
        lane, strip = flow.lane, flow.strip
        rules = zip(lane[1::2], names, composition.functions, strict=True)
        self.machines = mn.VGroup(*(Machine(*each, theme=theme) for each in rules))
        self.wires = tuple(wires)
        self.ends = [flow.ends(box) for box in lane[0::2]]
        self.bands = mn.VGroup(*(self._band(k) for k in range(len(wires))))
        self.values = [self._value(k, box) for k, box in enumerate(strip[0::2])]
        self.changes = [self._change(k, box) for k, box in enumerate(strip[0::2])]
        self.ratios = [self._ratio(k, box) for k, box in enumerate(strip[1::2])]
        self.magnified = self._magnified()
        self.token = mn.Dot(radius=POINT_RADIUS, color=theme.color(Role.POINT))
        self.token.move_to(self.ends[0][0])
        self.everything = mn.VGroup(self.bands, self.machines, *self.values)
        self.add(self.everything)

    @property
    def magnification(self) -> float:
        """Frame units for each unit of change, such that the widest change of a turn by `reach` fits."""
        steps = np.linspace(-self.reach, self.reach, _LOOKS)
        changes = np.abs([self.composition.changes(self.at, step) for step in steps])
        limit = self.reach * np.abs(np.cumprod([1.0, *self.rates]))
        room = _FULL * min(self.flow.breadth(box) for box in self.flow.lane[1::2])
        return float(room / max(changes.max(), limit.max()))

    def change(self, index: int) -> float:
        """How far the number on a wire has moved from where it was."""
        return self.composition.changes(self.at, self.step.get_value())[index]

    def ratio(self, index: int) -> float:
        """Change after a machine for each unit of change before it; at step 0 the machine's rate."""
        step = self.step.get_value()
        return (
            self.rates[index] if abs(step) < _ARRIVED else self.composition.secant_rates(self.at, step)[index]
        )

    def drawn_change(self, index: int) -> float:
        """How wide a wire's change is drawn."""
        step = self.step.get_value()
        if abs(step) < _ARRIVED:
            return self.spread * float(np.prod(self.rates[:index]))
        return self.spread * self.change(index) / step

    def run_along(self, index: int, **options: Any) -> mn.Animation:
        """The token goes along a wire, from one machine to the next."""
        start, end = self.ends[index]
        return mn.UpdateFromAlphaFunc(
            self.token, lambda token, share: token.move_to(start + share * (end - start)), **options
        )

    def work(self, index: int, **options: Any) -> mn.Animation:
        """A machine swells for a moment."""
        machine = self.machines[index]
        return mn.ScaleInPlace(machine, _SWELL, rate_func=mn.there_and_back, **options)

    def sway(self, *, turns: float, **options: Any) -> mn.Animation:
        """Swing the input by `reach`, from where it is to the upper end; `turns` are full swings."""
        scale = self.magnification
        first = float(np.arcsin(np.clip(self.step.get_value() / self.reach, -1, 1)))
        last = 2 * np.pi * turns + np.pi / 2

        def put(_: mn.Mobject, share: float) -> None:
            step = self.reach * float(np.sin(first + share * (last - first)))
            self.step.set_value(step)
            self.spread = scale * step

        return mn.UpdateFromAlphaFunc(self.step, put, **options)

    def close_in(self, **options: Any) -> mn.Animation:
        """Let the change shrink to nothing, slower and slower, and look closer by as much."""
        start = self.step.get_value()

        def put(_: mn.Mobject, share: float) -> None:
            self.step.set_value(start * (1 - share) ** 3)

        return mn.UpdateFromAlphaFunc(self.step, put, rate_func=mn.linear, **options)

    def open_limit(self, **options: Any) -> mn.Animation:
        """Open the bands as they are in the limit."""
        full = self.magnification * self.reach

        def put(_: mn.Mobject, share: float) -> None:
            self.spread = full * share

        return mn.UpdateFromAlphaFunc(self.step, put, **options)

    def take_over(self, before: Chain) -> list[mn.Animation]:
        """Machines of the same name come from the chain before; its wires give way to these."""
        moves: list[mn.Animation] = [
            mn.FadeOut(before.bands, *before.values),
            mn.FadeIn(self.bands, *self.values),
        ]
        for name, machine in zip(self.names, self.machines, strict=True):
            if name in before.names:
                moves.append(mn.ReplacementTransform(before.machines[before.names.index(name)], machine))
            else:
                moves.append(mn.FadeIn(machine, shift=_ENTRY * self.flow.along))
        return moves

    def rate_formulas(self, lefts: Sequence[str]) -> list[Formula]:
        """What each machine's rate is called, and its number, where its ratio stood."""
        boxes = self.flow.strip[1::2]
        formulas = []
        for index, (left, rate, box) in enumerate(zip(lefts, self.rates, boxes, strict=True)):
            latex = numeric_rate(left, rate, index, places=self.places)
            formula = Formula(latex, theme=self.theme, size=Size.LABEL, role=Role.SLOPE)
            formulas.append(self._written(formula, box))
        return formulas

    def differentials(self) -> list[Formula]:
        """dx, du, dy where the changes stood."""
        boxes = (self._half(box, upper=False) for box in self.flow.strip[0::2])
        pairs = zip(self.wires, boxes, strict=True)
        return [
            self._written(Formula(wire.differential, theme=self.theme, size=Size.LABEL), box)
            for wire, box in pairs
        ]

    def _magnified(self) -> Readout:
        """How many times larger than at first the changes are drawn; a dash past what can be told."""
        first = self.magnification

        def value() -> float:
            step = abs(self.step.get_value())
            scale = abs(self.spread) / step / first if step > _ARRIVED else np.inf
            return scale if scale < _LARGEST else np.nan

        words = r"\text{magnified}"
        return Readout(
            words, value, theme=self.theme, places=0, size=Size.LABEL, role=Role.MUTED, relation=r"\times"
        )

    def _band(self, index: int) -> Band:
        role = self.wires[index].role
        return Band(
            self.ends[index], self.flow.across, lambda: self.drawn_change(index), theme=self.theme, role=role
        )

    def _value(self, index: int, box: Box) -> Readout:
        base = self.composition.values(self.at)[index]
        wire = self.wires[index]
        readout = Readout(
            wire.letter, lambda: base + self.change(index), theme=self.theme, size=Size.LABEL, role=Role.TEXT
        )
        return self._written(readout, self._half(box, upper=True))

    def _change(self, index: int, box: Box) -> Readout:
        wire = self.wires[index]
        readout = Readout(
            wire.change,
            lambda: self.change(index),
            theme=self.theme,
            size=Size.LABEL,
            role=wire.role,
            places=3,
        )
        return self._written(readout, self._half(box, upper=False))

    def _ratio(self, index: int, box: Box) -> Readout:
        label = change_ratio(*tuple(pairwise(self.wires))[index])
        readout = Readout(
            label, lambda: self.ratio(index), theme=self.theme, size=Size.LABEL, places=self.places
        )
        return self._written(readout, box)

    def _half(self, box: Box, *, upper: bool) -> Box:
        first, second = box.rows(1, 1, gap=0)
        return first if upper else second

    def _written(self, writing: W, box: Box) -> W:
        """Put something that is written about a piece of the lane to its place, all on one baseline."""
        placed = box.place(writing, x=0 if self.flow.is_wide else -1, y=0)
        if isinstance(placed, Readout):
            if self.flow.is_wide and placed.label.height < 2 * _LIFT * 2:
                placed.label.shift((box.centre[1] - _LIFT - placed.label.baseline) * mn.UP)
            placed.redraw()
        return placed
