"""A chain of machines with live numbers on its wires, whose input can be turned."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.figures.flow import Flow
from calcanim.blocks.figures.knob import Knob
from calcanim.blocks.figures.machine import THINNEST, Band, Machine
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Drawing, Readout
from calcanim.blocks.motion.arrival import arrive
from calcanim.blocks.theme import POINT_RADIUS, Role, Size, Theme
from calcanim.blocks.writing.rates import Wire, change_ratio, ground_of, numeric_rate, places_for
from calcanim.calculus.composition import Composition
from calcanim.calculus.constant import Constant
from calcanim.calculus.function import Function
from calcanim.tex.typeset import Points

_FULL = 0.45  # of a machine's breadth that the widest change may take, on either side of the wire
_LOOKS = 65  # steps at which the widest change is looked for
_ARRIVED = 1e-12
_SWELL, _ENTRY = 1.05, 1.0
_LARGEST = 1e6  # magnification that is written


class Chain(Drawing):
    """Machines in a row, at input `at`, which can be turned by `step`: a knob shows how far. The rule of each
    is written with the letter of the wire that feeds it.

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
        at: Constant,
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
        self.wires = tuple(wires)
        self.ground = ground_of(composition, names, wires)
        self.ground_here = ground_of(composition, names, wires, at=at)
        fed = [
            f.of(Function.parse(wire.letter)) for f, wire in zip(composition.functions, wires, strict=False)
        ]
        rules = zip(flow.lane[1::2], names, fed, strict=True)
        self.machines = mn.VGroup(*(Machine(*each, theme=theme) for each in rules))
        self.knob = self._knob()
        self.ends = self._ends()
        every = range(len(wires))
        self.bands = mn.VGroup(*(self._band(k) for k in every))
        self.values = flow.write([self._value(k) for k in every], flow.above, on_line=True)
        self.changes = flow.write([self._change(k) for k in every], flow.below, on_line=True)
        self.ratios = flow.write([self._ratio(k) for k in every[1:]], flow.strip[1::2])
        self.magnified = self._magnified()
        self.token = mn.Dot(radius=POINT_RADIUS, color=theme.color(Role.POINT))
        self.token.move_to(self.ends[0][0])
        self.everything = mn.VGroup(self.bands, self.knob, self.machines, *self.values)
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
        """Change after a machine for each unit of change before it; at step 0 the machine's rate.

        NaN where the change before it is nothing beside that of the input.
        """
        step = self.step.get_value()
        if abs(self.drawn_change(index)) < THINNEST <= abs(self.spread):
            return np.nan
        return (
            self.rates[index] if abs(step) < _ARRIVED else self.composition.secant_rates(self.at, step)[index]
        )

    def drawn_change(self, index: int) -> float:
        """How wide a wire's change is drawn."""
        step = self.step.get_value()
        if abs(step) < _ARRIVED:
            return self.spread * float(np.prod(self.rates[:index]))
        return self.spread * self.change(index) / step

    def turned(self) -> float | None:
        """How far the input has been turned, read off the knob."""
        turn = self.knob.drawn_turn()
        return None if turn is None else turn * self.reach

    def read_width(self, index: int) -> float | None:
        """How wide a wire's change is, read off its band; None where no change of the input is drawn."""
        return self.bands[index].drawn_width() if self.bands[0].drawn_width() else None

    def read_change(self, index: int) -> float | None:
        """A wire's change: the input's, as the knob tells, times what the widths of their bands tell."""
        turned, width, first = self.turned(), self.read_width(index), self.read_width(0)
        if width is None or first is None or turned is None:
            return turned if turned == 0 else None
        return turned * width / first

    def read_value(self, index: int) -> float | None:
        """What the core gives for the number on a wire, with the input as the knob tells."""
        turned = self.turned()
        return None if turned is None else self.composition.values(self.at + turned)[index]

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
        return arrive(self.step, **options)

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
            mn.ReplacementTransform(before.knob, self.knob),
        ]
        for name, machine in zip(self.names, self.machines, strict=True):
            if name in before.names:
                moves.append(mn.ReplacementTransform(before.machines[before.names.index(name)], machine))
            else:
                moves.append(mn.FadeIn(machine, shift=_ENTRY * self.flow.along))
        return moves

    def rate_formulas(self, lefts: Sequence[str]) -> list[Formula]:
        """What each machine's rate is called, and its number, where its ratio stood."""
        rows = [
            numeric_rate(left, rate, index, places=self.places)
            for index, (left, rate) in enumerate(zip(lefts, self.rates, strict=True))
        ]
        formulas = [
            Formula(row, theme=self.theme, size=Size.LABEL, role=Role.SLOPE, on=self.ground_here)
            for row in rows
        ]
        return self.flow.write(formulas, self.flow.strip[1::2])

    def differentials(self) -> list[Formula]:
        """dx, du, dy where the changes stood."""
        formulas = [Formula(wire.differential, theme=self.theme, size=Size.LABEL) for wire in self.wires]
        return self.flow.write(formulas, self.flow.below, on_line=True)

    def _magnified(self) -> Readout:
        """How many times larger than at first the changes are drawn; a dash past what can be told."""
        first = self.magnification

        def times(width: float | None, change: float | None) -> float | None:
            if width is None or change is None:
                return None
            scale = abs(width) / abs(change) / first if abs(change) > _ARRIVED else np.inf
            return scale if scale < _LARGEST else np.nan

        return Readout(
            r"\text{magnified}",
            lambda: times(self.spread, self.step.get_value()) or np.nan,
            theme=self.theme,
            places=0,
            size=Size.LABEL,
            role=Role.MUTED,
            relation=r"\times",
            missing="–",
            drawn=lambda: times(self.read_width(0), self.turned()),
        )

    def _knob(self) -> Knob:
        """The knob at the beginning of the first wire."""
        start, _ = self.flow.ends(self.flow.lane[0])
        centre = start + Knob.extent / 2 * self.flow.along
        role = self.wires[0].role
        return Knob(centre, lambda: self.step.get_value() / self.reach, theme=self.theme, role=role)

    def _ends(self) -> list[tuple[Points, Points]]:
        """Where each wire begins and ends: the first behind the knob, the last where the token can stop."""
        ends = [self.flow.ends(box) for box in self.flow.lane[0::2]]
        (start, first), (last, stop) = ends[0], ends[-1]
        ends[0] = start + (Knob.extent / 2 + Knob.radius) * self.flow.along, first
        ends[-1] = last, stop - POINT_RADIUS * self.flow.along
        return ends

    def _band(self, index: int) -> Band:
        role = self.wires[index].role
        return Band(
            self.ends[index], self.flow.across, lambda: self.drawn_change(index), theme=self.theme, role=role
        )

    def _value(self, index: int) -> Readout:
        base = self.composition.values(self.at)[index]
        letter = self.wires[index].letter
        return Readout(
            letter,
            lambda: base + self.change(index),
            theme=self.theme,
            size=Size.LABEL,
            role=Role.TEXT,
            drawn=partial(self.read_value, index),
        )

    def _change(self, index: int) -> Readout:
        wire = self.wires[index]
        value, drawn = partial(self.change, index), partial(self.read_change, index)
        return Readout(
            wire.change, value, theme=self.theme, size=Size.LABEL, role=wire.role, places=3, drawn=drawn
        )

    def _ratio(self, index: int) -> Readout:
        """The ratio of the machine that feeds a wire."""
        pair = self.wires[index - 1 : index + 1]
        widths = {
            f"Delta_{wire.letter}": partial(self.read_width, place)
            for place, wire in enumerate(pair, index - 1)
        }
        value = partial(self.ratio, index - 1)
        return Readout(
            change_ratio(*pair), value, theme=self.theme, size=Size.LABEL, places=self.places, drawn=widths
        )
