"""A function and its derivative as two formulas: below each other where a box is high enough, else side by
side."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.breaking import in_lines
from calcanim.blocks.formula import Formula
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import EM, SMALLEST_X, Role, Size, Theme
from calcanim.calculus.function import Function
from calcanim.calculus.verification.statement import given

_BELOW, _BESIDE = 0.2, 0.7


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
        self.arrange(mn.DOWN, buff=_BELOW, aligned_edge=mn.LEFT)
        if self.height > box.height:
            self.arrange(mn.RIGHT, buff=_BESIDE)
        full = float(self.height)
        box.place(self, x=-1)
        self._scale = float(self.height) / full

    @property
    def is_legible(self) -> bool:
        """Whether both can be read."""
        glyphs = (*self.function.outlines, *self.derivative.outlines)
        return min(glyph.x_height for glyph in glyphs) * EM[Size.BODY] * self._scale >= SMALLEST_X
