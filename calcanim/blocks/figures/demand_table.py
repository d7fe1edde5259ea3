"""Small plots side by side, and for each the demands that its function fulfils at a point, ticked or crossed.

On a wide frame each function has a column, on a tall one a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import manim as mn
import numpy as np

from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.live import Drawing
from calcanim.blocks.motion.both_sides import BothSides
from calcanim.blocks.plots.check_marks import CheckMark
from calcanim.blocks.plots.emphasis import Dimmable
from calcanim.blocks.plots.framing import window_for
from calcanim.blocks.plots.plot import Plot, Window
from calcanim.blocks.plots.segment import Segment
from calcanim.blocks.stage import Box, Stage
from calcanim.blocks.theme import EM, Role, Size, Theme
from calcanim.blocks.writing.breaking import in_lines, is_legible
from calcanim.calculus import Behaviour, Constant, Function, given
from calcanim.calculus.demands import Answer, Demand, answers, failed_demand, in_a_word

_AROUND, _CLOSE, _STEEP = 2.0, 1.0, 6.0  # in x, to both sides of the point; close by, if it is so much lower
_REACH, _OFF = 0.85, 0.22  # of that: where secants start, and where values that run away are still shown
_MARGIN = 0.18  # of the height
_GAP, _FOOT = 0.12, 0.2  # frame units
_EDGE = 0.05  # for the width of lines
_COLUMN = (0.85, 2.5, 0.42, 0.42, 0.42, 0.42, 0.55)  # name, picture, answers, verdict: heights
_ROW_SHARES, _ROW_LINES = (2.0, 4.9), (0.9, 0.6, 0.55)  # picture and the rest; name, answers, verdict


@dataclass(frozen=True)
class Places:
    """The boxes of one function in the table."""

    name: Box
    picture: Box
    marks: tuple[Box, ...]
    verdict: Box


class DemandCell(Dimmable):
    """A function's formula, small plot, both sides of the point, answers, and the verdict in a word."""

    def __init__(self, places: Places, f: Function, at: Constant, *, theme: Theme) -> None:
        self.found = f.behaviour(at.expr)
        self.failed = failed_demand(self.found)
        self.names = mn.VGroup(*(places.name.place(name, y=-1) for name in _names(f, places.name, theme)))
        around = _around(f, float(at))
        self.plot = Plot(places.picture, _window(f, self.found, around), theme=theme, bare=True)
        self.curve = self.plot.curve(f)
        self.sides = BothSides(self.curve, self.found, reach=_REACH * around)
        self.marks = [
            box.place(CheckMark(answer, theme=theme))
            for box, answer in zip(places.marks, answers(self.found), strict=True)
        ]
        self.word = in_a_word(self.found)
        self.verdict = places.verdict.place(Prose(self.word, theme=theme, centred=True))
        self.verdict.shift((places.verdict.bottom + _FOOT - self.verdict.baseline) * mn.UP)
        super().__init__(self.plot, *self._upright(float(at)), self.curve, self.names, theme=theme)

    @property
    def is_continuous(self) -> bool:
        """Whether it fulfils the first two demands, so that secants make sense."""
        return self.failed not in (Demand.DEFINED, Demand.CONTINUOUS)

    @property
    def failing_marks(self) -> list[CheckMark]:
        """The cross, if there is one."""
        return [mark for mark in self.marks if mark.answer is Answer.FAILED]

    def _upright(self, at: float) -> list[mn.VMobject]:
        """A dashed line where the point is, unless the axis is there."""
        w = self.plot.window
        ends = (lambda: (at, w.y_min)), (lambda: (at, w.y_max))
        return [] if at == 0 else [Segment(self.plot, *ends, role=Role.AXIS, dashed=True)]


class DemandTable(Drawing):
    """The cells of some functions, and the demands as headings."""

    def __init__(self, stage: Stage, functions: Sequence[Function], at: Constant, *, theme: Theme) -> None:
        super().__init__()
        split = _columns if stage.is_wide else _rows
        x, width = (-1, lambda _: None) if stage.is_wide else (0, lambda box: box.width)
        body = stage.body.inset(left=_EDGE, right=_EDGE, bottom=_EDGE)
        headings, places = split(body, len(functions), theme)
        self.cells = [DemandCell(each, f, at, theme=theme) for each, f in zip(places, functions, strict=True)]
        self.headings = mn.VGroup(
            *(
                box.place(Prose(demand, theme=theme, centred=True, width=width(box)), x=x)
                for demand, box in zip(Demand, headings, strict=True)
            )
        )
        self.add(*self.cells)


def _around(f: Function, a: float) -> float:
    """How far to both sides of the point is shown: less where the curve farther off hides that."""
    far, close = (window_for(f, (a - half, a + half)).height for half in (_AROUND, _CLOSE))
    return _CLOSE if far > _STEEP * close else _AROUND


def _window(f: Function, found: Behaviour, around: float) -> Window:
    """What is around the point; where the values run away there, what they are some way off."""
    a = float(found.at)
    include = [] if found.value is None else [(a, float(found.value))]
    whole = window_for(f, (a - around, a + around), include=include, margin=_MARGIN)
    if all(side.value.is_finite for side in (found.left, found.right) if side.is_defined):
        return whole
    off = [(x, float(f(x))) for x in (a - around, a - _OFF * around, a + _OFF * around, a + around)]
    heights = [y for _, y in (*include, *off) if np.isfinite(y)]
    if max(heights, default=0.0) <= min(heights, default=0.0):
        return whole
    return Window(whole.x_min, whole.x_max, min(heights), max(heights))


def _names(f: Function, box: Box, theme: Theme) -> Iterator[Formula]:
    """The function's formula, in lines where it is long; none where it could not be read."""
    in_one = Formula(f.latex, theme=theme, size=Size.LABEL, printed=f)
    broken = in_lines(rf"f(x) = {f.latex}", box, theme=theme, size=Size.LABEL)
    in_several = Formula(broken, theme=theme, size=Size.LABEL, on=given(f=f))
    legible = (each for each in (in_one, in_several) if is_legible(each, box, em=EM[Size.LABEL]))
    yield from islice(legible, 1)


def _columns(body: Box, count: int, theme: Theme) -> tuple[list[Box], list[Places]]:
    """A column for each function; the demands stand left of their answers."""
    first, *rest = body.columns(1.4, *[2.0] * count, gap=_GAP)
    headings = first.rows(*_COLUMN, gap=_GAP)[2:-1]
    columns = [column.rows(*_COLUMN, gap=_GAP) for column in rest]
    return list(headings), [Places(c[0], c[1], c[2:-1], c[-1]) for c in columns]


def _rows(body: Box, count: int, theme: Theme) -> tuple[list[Box], list[Places]]:
    """A row for each function; the demands stand above their answers, in columns as wide as they need."""
    head, *rest = body.rows(0.9, *[2.0] * count, gap=2 * _GAP)
    widths = [max(_word_widths(demand, theme)) for demand in Demand]
    places = []
    for row in rest:
        picture, side = row.columns(*_ROW_SHARES, gap=2 * _GAP)
        name, marks, verdict = side.rows(*_ROW_LINES, gap=_GAP)
        places.append(Places(name, picture, marks.columns(*widths, gap=_GAP), verdict))
    return list(head.columns(*_ROW_SHARES, gap=2 * _GAP)[1].columns(*widths, gap=_GAP)), places


def _word_widths(demand: Demand, theme: Theme) -> list[float]:
    return [float(Prose(word, theme=theme).width) for word in str(demand).split()]
