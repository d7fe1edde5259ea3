"""A law of limits in its cell: the picture of x on its way to k, the formula, and what it says in numbers.

On a wide frame the cells stand two by two, on a tall one below each other.
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
_ABREAST = 2  # cells beside each other on a wide frame
_PICTURE, _WORDS = 0.48, 0.52  # widths in a cell
_TWO_PARTS = 1.3  # height of a cell about two functions, whose law is longer
_EDGE = 0.05  # frame units: for the width of lines
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
        self.formula, self.numbers = _legible(law, words, theme=theme, on=on)
        words.stack([self.formula, self.numbers], gap=GAP / 2, y=0)
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


def law_cells(
    stage: Stage, laws: Sequence[LimitLaw], k: float, *, reach: float, theme: Theme, on: Ground
) -> list[LawCell]:
    """A cell for each law."""
    body = stage.body.inset(left=_EDGE, right=_EDGE, bottom=_EDGE)
    abreast = _ABREAST if stage.is_wide else 1
    shares = [_TWO_PARTS if law.parts else 1.0 for law in laws]
    rows = body.rows(*(max(shares[i : i + abreast]) for i in range(0, len(laws), abreast)))
    boxes = [box.columns(_PICTURE, _WORDS) for row in rows for box in row.columns(*[1.0] * abreast)]
    return [
        LawCell(picture, words, law, k, reach=reach, theme=theme, on=on)
        for (picture, words), law in zip(boxes, laws, strict=False)
    ]


def _shown(law: LimitLaw) -> list[Shown]:
    """The parts with their colours, and what is made of them; one function alone has the first colour."""
    if not law.parts:
        return [Shown(law.whole, FIRST)]
    roles: tuple[tuple[Limited, Role], ...] = tuple(zip(law.parts, (FIRST, SECOND), strict=True))
    return [*(Shown(part, role) for part, role in roles), Shown(law.whole, WHOLE)]


def _legible(law: LimitLaw, box: Box, *, theme: Theme, on: Ground) -> tuple[Formula, Formula]:
    """The law and what it comes to, in as few lines as can be read; wide numbers rather go on below."""
    made = [Formula(law_latex(law, lines=lines), theme=theme) for lines in (2, 3)]
    written = [Formula(latex, theme=theme, on=on, after=law_latex(law)) for latex in _numbers(law)]
    first, *others = written
    for numbers in written if first.width <= box.width else (*others[:1], first, *others[1:]):
        is_readable = is_legible(numbers, box, em=EM[Size.BODY])
        above = box.inset(bottom=float(box.fit(numbers).height) + GAP / 2)
        for formula in made:
            if is_readable and is_legible(formula, above, em=EM[Size.BODY]):
                return above.fit(formula), numbers
    return above.fit(formula), numbers


def _numbers(law: LimitLaw) -> list[str]:
    """What the law comes to; how, where nothing had to be rounded: in one line, in two, or not at all."""
    end = rf"{law.whole.value.relation} {law.whole.value.latex}"
    if not (law.is_exact and law.parts):
        return [end]
    way = rf"= {law.joined}"
    return [rf"{way} {end}", rf"\begin{{aligned}}& {way} \\ & {end}\end{{aligned}}", end]
