"""How limits combine: of a constant, of x, of a sum, of a product (notebook, after the square)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import manim as mn

from calcanim.blocks.figures.law_cell import LawCell, law_cells
from calcanim.blocks.plots.emphasis import turn_to
from calcanim.calculus.limit_laws import NoLimitError, limit_laws
from calcanim.calculus.verification.statement import given
from calcanim.errors import ParameterError
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter, NumberParameter

TOLD: Mapping[str, str] = MappingProxyType(
    {
        "constant": "A constant does not care where x goes: its limit is the constant itself.",
        "identity": "x itself comes to k, from either side: its limit is k.",
        "sum": "Where f comes to one number and g to another, f + g comes to the sum of the two.",
        "product": "And the product comes to the product of the two.",
    }
)


class LimitProperties(Lesson):
    """Limits of a constant, of x, of a sum and of a product, each beside a picture of x on its way to k."""

    title = "Properties of limits"
    code = "B3"
    section = "Differentiating a function"
    c = NumberParameter("1.5", help="the constant")
    k = NumberParameter("2", help="where x goes")
    f = FunctionParameter("x/2+1", help="one function with a limit at k")
    g = FunctionParameter("x^2/4+2", help="another one")
    reach = NumberParameter("1", help="how far from k x starts", above=0)

    @classmethod
    def check(cls) -> None:
        """Refuse functions that have no limit at k: the laws say nothing of them."""
        try:
            limit_laws(cls.c, cls.k, cls.f, cls.g)
        except NoLimitError as error:
            raise ParameterError(f"{error}; choose another function, or another k") from error

    def construct(self) -> None:
        laws = limit_laws(self.c, self.k, self.f, self.g)
        self.cells = law_cells(
            self.stage,
            laws,
            self.k,
            reach=self.reach,
            theme=self.theme,
            on=given(c=self.c, k=self.k, f=self.f, g=self.g),
        )
        self.ask()
        for cell in self.cells:
            self.approach(cell)
        self.keep()

    def ask(self) -> None:
        caption = "As x comes closer to k, a function may settle on a number: its limit."
        with self.beat("question", caption):
            self.heading = self.head("How do limits combine?")
            self.add(*self.cells, self.heading)
            self.play(
                *(mn.Create(curve) for cell in self.cells for curve in cell.picture.curves), run_time=1.5
            )
            self.play(*(cell.bring(cell.picture.names) for cell in self.cells))

    def approach(self, cell: LawCell) -> None:
        """x comes to k from the left and from the right, and the law says where that leads."""
        picture = cell.picture
        with self.beat(cell.law.name, TOLD[cell.law.name], pause=1.5):
            self.play(turn_to(self.cells, cell))
            self.play(cell.bring(picture.moving))
            self.play(picture.approach())
            for side in picture.sides[1:]:
                self.play(picture.start_from(side))
                self.play(picture.approach())
            self.play(cell.bring(cell.formula))
            self.play(cell.bring(cell.numbers))

    def keep(self) -> None:
        caption = "Where both limits exist, the limit of a sum or product is that of the limits."
        with self.beat("keep", caption, pause=2.5):
            self.play(turn_to(self.cells), mn.FadeOut(self.heading))
            self.play(mn.FadeIn(self.head("Limits go through sums and products")))
