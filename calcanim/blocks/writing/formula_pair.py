"""A function and its derivative as two formulas: below each other, or beside each other where
they are clearly larger then."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, SMALLEST_X, Role, Size, Theme
from calcanim.blocks.writing.breaking import in_lines
from calcanim.calculus.function import Function
from calcanim.calculus.verification.statement import given

_BELOW, _BESIDE, _NEARLY = 0.2, 0.7, 0.85


class FormulaPair(mn.VGroup):
    """f(x) and f′(x) at the left of a box, as large as the box allows."""

    def __init__(self, f: Function, box: Box, *, theme: Theme) -> None:
        on = given(f=f)
        texts = (rf"f(x) = {f.latex}", rf"f'(x) = {f.derivative().latex}")
        roles = (Role.CURVE, Role.TEXT)
        self.function, self.derivative = (
            Formula(in_lines(text, box, theme=theme), theme=theme, role=role, on=on)
            for text, role in zip(texts, roles, strict=True)
        )
        super().__init__(self.function, self.derivative)
        below = self._arranged(mn.DOWN, box)
        beside = self._arranged(mn.RIGHT, box)
        self._scale = beside
        if below >= _NEARLY * beside:
            self._scale = self._arranged(mn.DOWN, box)
        box.place(self, x=-1)

    def _arranged(self, direction: mn.typing.Vector3D, box: Box) -> float:
        """Put them below or beside each other; the scale in which they then fit."""
        edge, gap = (mn.LEFT, _BELOW) if direction is mn.DOWN else (mn.ORIGIN, _BESIDE)
        self.arrange(direction, buff=gap, aligned_edge=edge)
        return box.scale_for(self)

    @property
    def is_legible(self) -> bool:
        """Whether both can be read."""
        glyphs = (*self.function.outlines, *self.derivative.outlines)
        return min(glyph.x_height for glyph in glyphs) * EM[Size.BODY] * self._scale >= SMALLEST_X
