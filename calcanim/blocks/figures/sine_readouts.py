"""The live numbers of the squeeze: each reads its angle, its areas or its point off the drawing."""

from __future__ import annotations

from functools import partial

import manim as mn

from calcanim.blocks.figures.sine_symbols import ANGLE, COSINE, QUOTIENT, SINE, TANGENT, tinted
from calcanim.blocks.figures.squeeze_plot import SqueezePlot
from calcanim.blocks.figures.unit_circle import UnitCircle
from calcanim.blocks.live import ITSELF, Drawn, Readout, Value
from calcanim.blocks.theme import Role, Theme
from calcanim.blocks.writing.measure import Quantity, measures
from calcanim.calculus import Function
from calcanim.calculus.unit_circle import areas_from_corners, sector_areas, sides, sine_squeeze

PLACES = 5


def quotient_readouts(figure: UnitCircle) -> list[Readout]:
    """The angle, its sine and their quotient."""
    sine, quotient, angle = sides().sine, sine_squeeze().middle, {"theta": figure.drawn_theta}
    height: Drawn = {ITSELF: partial(figure.drawn_in_radii, figure.sine), "theta": figure.drawn_theta}
    return [
        _readout(r"\theta", figure.theta, figure.theme, ANGLE, angle),
        _readout(sine.latex, lambda: sine(figure.theta()), figure.theme, SINE, height),
        _readout(quotient.latex, lambda: quotient(figure.theta()), figure.theme, QUOTIENT, angle),
    ]


def area_readouts(figure: UnitCircle, *, width: float) -> list[mn.VMobject]:
    """The three areas, and how far the picture is zoomed."""
    areas = sector_areas()
    quantities = (
        _area(figure, areas.inner, SINE, "A"),
        _area(figure, areas.sector, ANGLE, "A", "B"),
        _area(figure, areas.outer, TANGENT, "A", "B", "C"),
    )
    zoom = Readout(
        r"\text{zoom}",
        figure.magnification,
        theme=figure.theme,
        role=Role.MUTED,
        drawn=figure.drawn_magnification,
        places=1,
        relation=r"\times",
    )
    return [*measures(quantities, width, theme=figure.theme, places=PLACES), zoom]


def value_readouts(graph: SqueezePlot) -> list[Readout]:
    """The values at the points, from the highest to the lowest, and their angle."""
    s, theme = graph.squeeze, graph.plot.theme
    colored = ((s.high, COSINE), (s.middle, QUOTIENT), (s.low, COSINE))
    values = [
        _readout(f.latex, partial(graph.value, f), theme, role, graph.drawn_point(f)) for f, role in colored
    ]
    return [*values, _readout(r"\theta", graph.theta, theme, ANGLE, {"theta": graph.drawn_theta})]


def _area(figure: UnitCircle, f: Function, role: Role, *names: str) -> Quantity:
    return Quantity(
        tinted(f"{'+'.join(names)} = {f.latex}"),
        lambda: f(figure.theta()),
        role,
        figure.drawn_areas(*names),
        areas_from_corners(),
    )


def _readout(label: str, value: Value, theme: Theme, role: Role, drawn: Drawn) -> Readout:
    return Readout(tinted(label), value, theme=theme, places=PLACES, role=role, drawn=drawn)
