"""What a lesson on Jacobians writes: two outputs, a row of partials for each, and the rows as one matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import GAP, USUAL_STAGES, Box, Stage
from calcanim.blocks.theme import DARK, EM, Role, Size, Theme
from calcanim.blocks.writing.breaking import are_legible, in_lines, is_legible
from calcanim.blocks.writing.gather import Gather
from calcanim.blocks.writing.matrices import entry_part, named_entries, partial_names
from calcanim.blocks.writing.showable import require_shown, require_verified, too_small
from calcanim.calculus import Constant
from calcanim.calculus.planar_map import PlanarMap, exact_entries
from calcanim.calculus.verification.statement import given

NAMES = ("f_1", "f_2")
_NARROW = 1.5  # times as wide as high: what is no wider holds two formulas below each other


class JacobianBoxes(NamedTuple):
    """The frame of a lesson on Jacobians: two planes, what stands beside them, and a strip for matrices."""

    planes: tuple[Box, Box]
    side: Box
    strip: Box

    @classmethod
    def of(cls, stage: Stage) -> JacobianBoxes:
        """The planes side by side with the strip below them, or all below each other."""
        if stage.is_wide:
            top, strip = stage.body.rows(0.73, 0.27, gap=GAP / 2)
            planes, side = top.columns(0.7, 0.3)
            first, second = planes.columns(1, 1)
        else:
            planes, strip, side = stage.body.rows(0.74, 0.16, 0.1)
            first, second = planes.inset(right=GAP).rows(1, 1)
        return cls((first, second), side, strip)


class JacobianBoard:
    """The formulas of a map and its Jacobian, each stated of it."""

    def __init__(self, boxes: JacobianBoxes, f: PlanarMap, at: Sequence[Constant], *, theme: Theme) -> None:
        self.map, self.at, self.theme, self.boxes = f, at, theme, boxes
        self.ground = given(f_1=f.outputs[0], f_2=f.outputs[1], J=f.rows)
        self.outputs = self._placed(self.outputs_latex(), _halves(boxes.side), y=1, role=Role.CURVE)
        self.rows = self._placed(self.rows_latex(), self.row_boxes(), y=0)
        self.matrix, self.here = self._matrices()

    def gather(self, **options: float) -> mn.Animation:
        """The entries of both rows travel into the matrix; their names, where it holds these."""
        names = [(i, entry_part(i, j, self._kind)) for i in (0, 1) for j in (0, 1)]
        return Gather([(self.rows[i].part(name), name) for i, name in names], self.matrix, **options)

    def spread(self, things: Sequence[mn.VMobject]) -> None:
        """Put numbers where the outputs were."""
        for thing, box in zip(things, _halves(self.boxes.side), strict=True):
            box.place(thing, x=-1, y=0)

    def outputs_latex(self) -> tuple[str, ...]:
        """What the two outputs are."""
        return tuple(rf"{name}(x, y) = {f.latex}" for name, f in zip(NAMES, self.map.outputs, strict=True))

    def rows_latex(self) -> tuple[str, ...]:
        """Each output's partial derivatives, by name and as functions."""
        return tuple(
            f"{named_entries(partial_names((name,)), first=i, kind='name')} = "
            f"{named_entries((entries,), first=i)}"
            for i, (name, entries) in enumerate(zip(NAMES, self.map.entries_latex(), strict=True))
        )

    def row_boxes(self) -> tuple[Box, ...]:
        """Side by side where both rows can be read so, and are no smaller than below each other."""
        beside, below = self.boxes.strip.columns(1, 1), self.boxes.strip.rows(1, 1, gap=GAP / 2)
        made = [self._formula(latex) for latex in self.rows_latex()]
        fits = all(is_legible(row, box, em=EM[Size.BODY]) for row, box in zip(made, beside, strict=True))
        return max((beside, below), key=lambda boxes: _scale_in(made, boxes)) if fits else below

    def here_latex(self) -> str:
        """The matrix at the point, in numbers."""
        x, y = self.at
        sign, numbers = exact_entries(self.map.rows, self.map.at, (x.expr, y.expr))
        return f"J({x.latex}, {y.latex}) {sign} {named_entries(numbers)}"

    def _matrices(self) -> tuple[Formula, Formula]:
        """The matrix, and with it what it is at the point: of functions, or of names where these would be
        too small to be read."""
        strip, here = self.boxes.strip, self._formula(self.here_latex())
        for kind, entries in (("entry", self.map.entries_latex()), ("name", partial_names(NAMES))):
            made = self._formula(f"J = {named_entries(entries, kind=kind)}")
            both = _arranged(made, here, strip)
            self._kind, self.is_legible = kind, are_legible([made, here], both, strip, em=EM[Size.BODY])
            if self.is_legible:
                break
        strip.place(both, x=-1)
        return made, here

    def _placed(
        self, written: Sequence[str], boxes: Sequence[Box], *, y: float, role: Role = Role.TEXT
    ) -> list[Formula]:
        made = [
            self._formula(in_lines(latex, box, theme=self.theme), role=role)
            for latex, box in zip(written, boxes, strict=True)
        ]
        return [box.place(each, x=-1, y=y) for each, box in zip(made, boxes, strict=True)]

    def _formula(self, latex: str, role: Role = Role.TEXT) -> Formula:
        return Formula(latex, role=role, theme=self.theme, on=self.ground)


def require_board(f: PlanarMap, at: Sequence[Constant]) -> None:
    """Raise `ParameterError` for what could not be verified, or read on the usual frames."""
    names = [f"f{i} = {output.text}" for i, output in enumerate(f.outputs, 1)]
    for stage in USUAL_STAGES:
        board = JacobianBoard(JacobianBoxes.of(stage), f, at, theme=DARK)
        for written, boxes in (
            (board.outputs_latex(), _halves(board.boxes.side)),
            (board.rows_latex(), board.row_boxes()),
        ):
            for latex, box, named in zip(written, boxes, names, strict=True):
                require_shown(latex, box, named=named, on=board.ground)
        both = " and ".join(names)
        if not board.is_legible:
            raise too_small(both)
        for made in (board.matrix, board.here):
            require_verified(made, named=both)


def _halves(box: Box) -> tuple[Box, Box]:
    """Below each other in a narrow box, else side by side."""
    is_narrow = box.width < _NARROW * box.height
    first, second = box.rows(1, 1, gap=GAP / 2) if is_narrow else box.columns(1, 1)
    return first, second


def _scale_in(made: Sequence[Formula], boxes: Sequence[Box]) -> float:
    """By how much the largest of them must be scaled down for its box."""
    return min(box.scale_for(each) for each, box in zip(made, boxes, strict=True))


def _arranged(first: Formula, second: Formula, box: Box) -> mn.VGroup:
    """Two formulas side by side, or below each other where they can be larger so."""
    pair = mn.VGroup(first, second)
    beside = min(1.0, box.width / (first.width + second.width + 2 * GAP))
    below = min(1.0, box.height / (first.height + second.height + GAP))
    if beside >= below:
        return pair.arrange(mn.RIGHT, buff=2 * GAP)
    return pair.arrange(mn.DOWN, buff=GAP, aligned_edge=mn.LEFT)
