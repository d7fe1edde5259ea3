"""The ways in which a curve can fail to have a slope at a point (notebook, after the slope of a curve)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import manim as mn

from calcanim.blocks.figures.demand_table import DemandCell, DemandTable
from calcanim.blocks.plots.emphasis import turn_to
from calcanim.calculus import Verdict
from calcanim.calculus.demands import Demand, failed_demand
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

FAILURES: Mapping[Demand, str] = MappingProxyType(
    {
        Demand.DEFINED: "First it needs a value there. This curve has no point there, so no slope.",
        Demand.CONTINUOUS: "It must be continuous, arrive at its point from both sides. This one does not.",
        Demand.NOT_UPRIGHT: "The secants agree, but they stand up: a vertical line has no slope.",
    }
)
NO_ONE_SLOPE: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.KINK: "Both sides must agree on one slope. Here the secants settle on two: a corner.",
        Verdict.CUSP: "Both sides must agree on one slope. Here one goes up, the other down: a cusp.",
        Verdict.EDGE_OF_DOMAIN: "Both sides must agree on one slope. Here there is only one side.",
        Verdict.OSCILLATING: "The secants must settle on one slope. These swing to and fro for ever.",
    }
)
NO_SLOPE = "Both sides must agree on one slope. Here they do not."
FULFILLED = "This curve fulfils all four: both secants settle on one line, and its slope is a number."


class WhenASlopeExists(Lesson):
    """Four curves without a slope at a point, each for another reason, beside one that has it."""

    title = "When a slope exists"
    code = "A6"
    section = "Defining the slope of a curve"
    undefined = FunctionParameter("1/x", help="a function without a value at the point")
    broken = FunctionParameter("{-1 if x<0; 1 otherwise}", help="one that jumps there")
    bent = FunctionParameter("abs(x)", help="one with a corner there")
    upright = FunctionParameter("cbrt(x)", help="one that is vertical there")
    smooth = FunctionParameter("x^2", help="one that has a slope there")
    at = NumberParameter("0", help="x-coordinate of the point")

    @classmethod
    def check(cls) -> None:
        """Refuse a function that does the opposite of what its place says."""
        for name in ("undefined", "broken", "bent", "upright", "smooth"):
            f = getattr(cls, name)
            found = f.behaviour(cls.at.expr)
            here = f"{name}={f.text!r} at x = {cls.at:g}"
            if found.verdict is Verdict.UNKNOWN:
                raise ParameterError(f"{here}: it could not be worked out what it does; choose another")
            if (failed_demand(found) is None) != (name == "smooth"):
                wanted = "a" if name == "smooth" else "no"
                raise ParameterError(f"{here} is {found.verdict}; give one that has {wanted} slope there")

    def construct(self) -> None:
        functions = (self.undefined, self.broken, self.bent, self.upright, self.smooth)
        self.table = DemandTable(self.stage, functions, self.at, theme=self.theme)
        self.ask()
        for cell in self.table.cells:
            self.examine(cell)
        self.keep()

    def ask(self) -> None:
        caption = "Not every curve has a slope at every point. What does it take? Four things."
        with self.beat("question", caption):
            cells = self.table.cells
            self.heading = self.head("When does a curve have a slope?")
            self.add(*cells, self.heading)
            self.play(*(mn.Create(cell.curve) for cell in cells), run_time=1.5)
            self.play(mn.LaggedStart(*map(mn.FadeIn, self.table.headings), lag_ratio=0.3))

    def examine(self, cell: DemandCell) -> None:
        """Ask one function after the demands, as far as it fulfils them."""
        with self.beat(self.name_of(cell), self.caption_of(cell), pause=1.5):
            self.play(turn_to(self.table.cells, cell))
            sides = cell.sides
            if cell.found.has_value:
                self.play(cell.bring(sides.point, cell.marks[0]))
            self.play(cell.bring(sides.runners), run_time=0.5)
            self.play(sides.arrive(run_time=2))
            if sides.rings:
                self.play(mn.FadeOut(sides.runners), cell.bring(sides.rings))
            if cell.is_continuous:
                self.play(mn.FadeOut(sides.runners), cell.bring(sides.lines, cell.marks[1]))
                self.play(sides.turn(run_time=4))
            shown = 2 if cell.is_continuous else int(cell.found.has_value)
            self.play(cell.bring(*cell.marks[shown:], cell.verdict))

    def keep(self) -> None:
        caption = "A slope is one finite number that the secants from both sides settle on."
        with self.beat("keep", caption, pause=2.5):
            cells = self.table.cells
            self.play(turn_to(cells), mn.FadeOut(self.heading))
            self.play(mn.FadeIn(self.head("One demand that fails is enough: no slope")))
            crosses = [mark.stress() for cell in cells for mark in cell.failing_marks]
            self.play(mn.LaggedStart(*crosses, lag_ratio=0.4))
            good = [cell.sides for cell in cells if cell.failed is None]
            self.play(*(sides.spread(run_time=1) for sides in good))
            self.play(*(sides.turn(run_time=3) for sides in good))

    def name_of(self, cell: DemandCell) -> str:
        """A beat's name: which place, and what was found there."""
        return f"{1 + self.table.cells.index(cell)} {cell.word}"

    def caption_of(self, cell: DemandCell) -> str:
        """What fails first, in words."""
        if cell.failed is None:
            return FULFILLED
        return FAILURES.get(cell.failed) or NO_ONE_SLOPE.get(cell.found.verdict, NO_SLOPE)
