"""A small model that learns: its data and line, the map of its cost, and the formulas and numbers below."""

from __future__ import annotations

import manim as mn

from calcanim.blocks.figures.fit_picture import FitPicture
from calcanim.blocks.figures.map_descent import PLACES, law_in, position_of, stacked
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import Readout
from calcanim.blocks.stage import GAP, Stage
from calcanim.blocks.theme import Role, Theme
from calcanim.calculus import Constant, Descent, given
from calcanim.calculus.cost import LineCost
from calcanim.calculus.descent_law import descent_law

_WEIGHTS = "w"


class LearningPicture:
    """The picture of a fit, with `model`, `cost_law`, the `rule` of learning and its rate as formulas;
    `results` are the weights and their cost."""

    def __init__(self, stage: Stage, cost: LineCost, run: Descent, *, theme: Theme) -> None:
        plots, below = stage.body.rows(0.72, 0.28)
        left, right = plots.columns(1, 1) if stage.is_wide else plots.rows(1, 1)
        self.fit = FitPicture((left, right), cost, run, theme=theme)
        words, numbers = below.columns(1, 1) if stage.is_wide else below.rows(0.6, 0.4, gap=0.2)
        first, second = words.rows(0.4, 0.6, gap=0.15)
        self.model = law_in(first, cost.model, theme=theme)
        self.cost_law = law_in(second, cost.law, theme=theme)
        self.rule = law_in(first, descent_law(cost.function, run, x=_WEIGHTS, name="L"), theme=theme)
        rate = Constant.parse(f"{run.rate:g}")
        line = Formula(rf"\eta = {rate.latex}", theme=theme, on=given(eta=rate))
        self.rate_line = line.next_to(self.rule, mn.RIGHT, buff=GAP)
        line.shift((self.rule.baseline - line.baseline) * mn.UP)
        first.place(mn.Group(self.rule, line), x=-1)
        walk = self.fit.walk
        ball = walk.ball.drawn_x, walk.ball.drawn_y
        weights = position_of(_WEIGHTS, walk.in_flight, ball, theme=theme)
        fit, role = self.fit, Role.CURVE
        value = Readout("L(w)", fit.value, places=PLACES, role=role, theme=theme, drawn=fit.drawn_cost)
        self.results: mn.VGroup = stacked(numbers.rows(1, 1), (weights, value))
