"""What a theorem says, and what its derivation stands on: what is given, the conditions, the remarks."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.formula import Carry, Formula, Prose
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import Role, Size, Theme
from calcanim.blocks.writing.breaking import in_lines
from calcanim.calculus import latex
from calcanim.calculus.proofs.theorem import Part, Theorem
from calcanim.calculus.verification.trials import Ground

_GAP, _LEADING = 0.8, 0.25


def claim_of(theorem: Theorem, *, theme: Theme, size: Size = Size.BODY) -> Formula:
    """What is proved, as one formula."""
    subject, last = theorem.result
    return Formula(f"{subject.latex} {last.latex}", theme=theme, size=size, printed=theorem.result)


def opening(box: Box, theorem: Theorem, *, theme: Theme) -> tuple[mn.VGroup, Formula]:
    """What is given first with what is supposed, and what is claimed, in the middle of a box."""
    main = theorem.parts[theorem.main]
    given = [
        Formula(text, theme=theme, size=Size.HEADING, role=Role.CURVE, on=theorem.ground)
        for text in main.given_latex[:1]
        if theorem.body is not None
    ]
    claim = claim_of(theorem, theme=theme, size=Size.HEADING)
    words = theorem.supposed
    supposed = [Prose(words, theme=theme, role=Role.MUTED, width=box.width)] if words else []
    box.stack([*given, claim, *supposed], gap=0.6, x=0, y=0)
    return mn.VGroup(*given, *supposed), claim


def remarks_in(box: Box, part: Part, *, theme: Theme) -> list[Prose]:
    """What has to be said of a derivation, at the top of a box."""
    remarks = [
        Prose(each.sentence, theme=theme, size=Size.BODY, width=box.width, printed=each)
        for each in part.remarks
    ]
    box.inset(top=0.3).stack(remarks, gap=0.5)
    return remarks


class StatementStrip:
    """The formulas that are given, and the conditions, beside each other where there is room; at the top of a
    box, of which `below` is what is left."""

    def __init__(self, box: Box, part: Part, *, theme: Theme) -> None:
        self.theme, self.ground = theme, part.ground_of(0)
        self.given = [
            Formula(in_lines(given, box, theme=theme), theme=theme, role=Role.CURVE, on=self.ground)
            for given in part.given_latex
        ]
        self.condition = self._condition(self.ground)
        everything = mn.VGroup(*self.shown).arrange(mn.RIGHT, buff=_GAP)
        for each in self.shown:
            each.shift((self.shown[0].baseline - each.baseline) * mn.UP)
        if everything.width > box.width:
            everything.arrange(mn.DOWN, buff=_LEADING, aligned_edge=mn.LEFT)
        self.below = box.below(box.place(everything, x=-1, y=1), gap=_LEADING) if self.shown else box

    @property
    def shown(self) -> list[Formula]:
        """All that stands in it now."""
        return [*self.given, *([self.condition] if self.condition else [])]

    def follow(self, ground: Ground) -> list[mn.Animation]:
        """The conditions become those of another ground; nothing, where they are the same."""
        before, self.ground = self.ground, ground
        old, new = self.condition, self._condition(ground)
        if old is None or new is None or before.conditions == ground.conditions:
            return []
        new.scale(min(1.0, old.height / new.height)).next_to(old.get_left(), mn.RIGHT, buff=0)
        self.condition = new
        return [Carry(old, new)]

    def _condition(self, ground: Ground) -> Formula | None:
        conditions = ", ".join(latex(each) for each in ground.conditions)
        if not conditions:
            return None
        return Formula(rf"\text{{for }} {conditions}", theme=self.theme, on=ground)
