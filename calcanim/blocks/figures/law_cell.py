"""A law of limits in its cell: the picture of x on its way to k, the formula, and what it says in numbers.

On a wide frame the cells stand side by side, on a tall one below each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from calcanim.blocks.figures.approach_plot import ApproachPlot, Shown
from calcanim.blocks.formula import Formula
from calcanim.blocks.plots.emphasis import Dimmable
from calcanim.blocks.stage import GAP, Box, Stage
from calcanim.blocks.theme import EM, Role, Size, Theme
from calcanim.blocks.writing.breaking import is_legible
from calcanim.calculus.limit_laws import Limited, LimitLaw, general_law
from calcanim.calculus.verification.trials import Ground

FIRST, SECOND, WHOLE = Role.CURVE, Role.RUN, Role.TEXT
_PICTURE, _WORDS = 0.59, 0.41  # heights in a column
_EDGE, _NUMBERS = 0.05, 0.5  # frame units: for the width of lines; for the line in numbers
_SINGLE, _DOUBLE = 1.0, 1.4  # widths of columns for laws about one function, and about two
_F, _G = (rf"\part{{{role}}}{{{name}}}" for role, name in ((FIRST, "f(x)"), (SECOND, "g(x)")))
_SIGNS: Mapping[str, str] = MappingProxyType({"sum": "+", "product": r"\cdot"})


class LawCell(Dimmable):
    """A law, its picture and its formulas, which come in later."""

    def __init__(
        self, picture: Box, words: Box, law: LimitLaw, k: float, *, reach: float, theme: Theme, on: Ground
    ) -> None:
        self.law = law
        general_law(law.name).require_verified()
        self.picture = ApproachPlot(picture, _shown(law), k, sides=law.sides, reach=reach, theme=theme)
        above = words.inset(bottom=_NUMBERS)
        self.formula = above.place(_legible_law(law, above, theme=theme), x=-1, y=1)
        self.numbers = Formula(_numbers(law), theme=theme, on=on, after=law_latex(law))
        words.below(self.formula, gap=GAP / 2).place(self.numbers, x=-1, y=1)
        super().__init__(self.picture, theme=theme)


def law_latex(law: LimitLaw, *, lines: int = 1) -> str:
    """The law; one about two functions may stand in up to three lines."""
    lim = rf"\underset{{x \to {law.target}}}{{\lim}}\,"
    if not law.parts:
        name = rf"\part{{{FIRST}}}{{{law.whole.name.latex}}}"
        return f"{lim} {name} = {name if law.name == 'constant' else 'k'}"
    sign = _SIGNS[law.name]
    pieces = [f"{lim} [{_F} {sign} {_G}]", f"= {lim} {_F}", f"{sign} {lim} {_G}"]
    if lines == 1:
        return " ".join(pieces)
    rows = pieces if lines == len(pieces) else [pieces[0], " ".join(pieces[1:])]
    written = r" \\ & ".join(rows)
    return rf"\begin{{aligned}}& {written}\end{{aligned}}"


def _legible_law(law: LimitLaw, box: Box, *, theme: Theme) -> Formula:
    """The law in two lines, or in three where two can't be read in a box."""
    made = [Formula(law_latex(law, lines=lines), theme=theme) for lines in (2, 3)]
    return next((each for each in made if is_legible(each, box, em=EM[Size.BODY])), made[-1])


def law_cells(
    stage: Stage, laws: Sequence[LimitLaw], k: float, *, reach: float, theme: Theme, on: Ground
) -> list[LawCell]:
    """A cell for each law."""
    body = stage.body.inset(left=_EDGE, right=_EDGE, bottom=_EDGE)
    if stage.is_wide:
        widths = [_DOUBLE if law.parts else _SINGLE for law in laws]
        boxes = [column.rows(_PICTURE, _WORDS, gap=GAP / 2) for column in body.columns(*widths)]
    else:
        boxes = [row.columns(1, 1) for row in body.rows(*[1.0] * len(laws))]
    return [
        LawCell(picture, words, law, k, reach=reach, theme=theme, on=on)
        for (picture, words), law in zip(boxes, laws, strict=True)
    ]


def _shown(law: LimitLaw) -> list[Shown]:
    """The parts with their colours, and what is made of them; one function alone has the first colour."""
    if not law.parts:
        return [Shown(law.whole, FIRST)]
    roles: tuple[tuple[Limited, Role], ...] = tuple(zip(law.parts, (FIRST, SECOND), strict=True))
    return [*(Shown(part, role) for part, role in roles), Shown(law.whole, WHOLE)]


def _numbers(law: LimitLaw) -> str:
    """What the law comes to; how, where nothing had to be rounded."""
    if not law.is_exact:
        return rf"{law.whole.value.relation} {law.whole.value.latex}"
    return rf"= {law.joined} = {law.whole.value.latex}" if law.parts else rf"= {law.whole.value.latex}"
