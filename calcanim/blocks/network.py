"""A small dense network as columns of nodes with live numbers, and its layers' Jacobians as matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.flow import Flow
from calcanim.blocks.formula import Formula
from calcanim.blocks.live import GlyphSlots, Live, decimal, number_glyphs
from calcanim.blocks.plot import line_drawing
from calcanim.blocks.stage import GAP, Box
from calcanim.blocks.theme import EM, THIN_STROKE, Role, Size, Theme
from calcanim.blocks.typeset import Points
from calcanim.calculus.network import Array, Network

_RADIUS, _APART = 0.5, 1.15  # of a node; between the centres of two
_GLOW = 0.5  # how far a node whose number is 1 or more goes towards its full colour
_DIGITS = 6
_NAME = 0.45  # height that a layer's name takes above its matrix
_EDGE_WIDTH = 4.0  # of the largest weight


class NetworkPicture(Live):
    """Nodes layer by layer, along the flow; `inputs` is what comes in, and every number follows."""

    def __init__(self, flow: Flow, network: Network, inputs: Sequence[float], *, theme: Theme) -> None:
        super().__init__()
        self.flow, self.network, self.theme = flow, network, theme
        self.inputs: Array = np.asarray(inputs, dtype=float)
        self.dark, self.bright = (mn.ManimColor(theme.color(role)) for role in (Role.BACKGROUND, Role.CURVE))
        self.places = [
            self._layer(box, value.size) for box, value in zip(flow.lane[0::2], self.values, strict=True)
        ]
        self.edges = mn.VGroup(*(self._edges(k) for k in range(len(network.layers))))
        self.discs = [mn.VGroup(*(self._disc(at) for at in layer)) for layer in self.places]
        self.numbers = [
            [GlyphSlots(_DIGITS, theme=theme, role=Role.TEXT) for _ in layer] for layer in self.places
        ]
        self.layers = mn.VGroup(
            *(mn.VGroup(discs, *slots) for discs, slots in zip(self.discs, self.numbers, strict=True))
        )
        self.names = self._names()
        self.add(self.edges, self.layers)
        self.follow()

    @property
    def values(self) -> tuple[Array, ...]:
        """The numbers in the nodes."""
        return self.network.values(self.inputs)

    def redraw(self) -> None:
        """Write every number in its node, and let the node glow by it."""
        for layer, value in enumerate(self.values):
            for disc, slots, at, number in zip(
                self.discs[layer], self.numbers[layer], self.places[layer], value, strict=True
            ):
                glow = _GLOW * min(1.0, abs(float(number)))
                disc.set_fill(mn.interpolate_color(self.dark, self.bright, glow))
                _write(slots, float(number), at)

    def circle(self, radius: float, **options: Any) -> mn.Animation:
        """Move the first two inputs once round a circle that begins and ends where they are."""
        start = self.inputs

        def put(_: mn.Mobject, share: float) -> None:
            angle = 2 * np.pi * share
            move = np.zeros(len(start))
            move[:2] = radius * (np.cos(angle) - 1), radius * np.sin(angle)
            self.inputs = start + move

        return mn.UpdateFromAlphaFunc(mn.Mobject(), put, **options)

    def jacobians(self) -> list[Formula]:
        """Each layer's Jacobian under, or beside, its layer, all in one size; part `matrix k` is the k-th."""
        matrices = self.network.jacobians(self.inputs)
        formulas = [
            Formula(named_matrix(k, matrix), theme=self.theme) for k, matrix in enumerate(matrices, 1)
        ]
        top = 0.0 if self.flow.is_wide else _NAME
        boxes = [self._around(index).inset(top=top) for index in range(len(matrices))]
        pairs = list(zip(formulas, boxes, strict=True))
        scale = min(min(1, box.width / each.width, box.height / each.height) for each, box in pairs)
        return [box.place(each.scale(scale), x=0 if self.flow.is_wide else -1) for each, box in pairs]

    def _around(self, layer: int) -> Box:
        """The piece of the strip at a layer, with half of the pieces before and after it, less a gap."""
        before, own, after = self.flow.strip[2 * layer : 2 * layer + 3]
        if self.flow.is_wide:
            return Box(before.centre[0] + GAP / 4, own.bottom, after.centre[0] - GAP / 4, own.top)
        return Box(own.left, after.centre[1] + GAP / 4, own.right, before.centre[1] - GAP / 4)

    def _names(self) -> mn.VGroup:
        """Dense₁, Dense₂, … above the layers; on a tall frame, above their matrices."""
        names = mn.VGroup()
        for index, box in enumerate(self.flow.lane[1::2]):
            name = Formula(dense_name(index + 1), theme=self.theme, size=Size.LABEL, role=Role.MUTED)
            place = box if self.flow.is_wide else self._around(index)
            names.add(place.place(name, x=0 if self.flow.is_wide else -1, y=1))
        return names

    def _layer(self, box: Box, count: int) -> list[Points]:
        apart = min(_APART, self.flow.breadth(box) / max(count, 3))
        offsets = apart * ((count - 1) / 2 - np.arange(count))
        direction = self.flow.across if self.flow.is_wide else -self.flow.across
        return [np.asarray(box.centre + offset * direction) for offset in offsets]

    def _edges(self, layer: int) -> mn.VGroup:
        weights = np.array(self.network.layers[layer].weights)
        edges = mn.VGroup()
        for row, end in enumerate(self.places[layer + 1]):
            for column, start in enumerate(self.places[layer]):
                share = abs(weights[row, column]) / np.abs(weights).max()
                edge = line_drawing(self.theme, Role.AXIS, width=max(0.8, _EDGE_WIDTH * share))
                edges.add(edge.set_points_as_corners([start, end]).set_stroke(opacity=0.7))
        return edges

    def _disc(self, at: Points) -> mn.Circle:
        disc: mn.Circle = mn.Circle(
            radius=_RADIUS,
            stroke_color=self.theme.color(Role.CURVE),
            stroke_width=THIN_STROKE,
            fill_opacity=1,
        )
        return disc.move_to(at)


def dense_name(index: int) -> str:
    """Dense₁."""
    return rf"\operatorname{{Dense}}_{{{index}}}"


def dense_composition(count: int) -> str:
    """Dense₃(Dense₂(Dense₁(x)))."""
    inner = r"\mathbf{x}"
    for index in range(1, count + 1):
        inner = f"{dense_name(index)}({inner})"
    return inner


def matrix_latex(matrix: Array, *, places: int = 2) -> str:
    """A matrix in decimals."""
    rows = (" & ".join(decimal(float(entry), places) for entry in row) for row in matrix)
    body = r" \\ ".join(rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def matrix_part(index: int) -> str:
    """Name of the part that holds a layer's Jacobian; the first layer is 1."""
    return f"matrix {index}"


def named_matrix(index: int, matrix: Array) -> str:
    """A layer's Jacobian over its name and shape."""
    return rf"\part{{{matrix_part(index)}}}{{{_captioned(f'J_{{{index}}}', matrix)}}}"


def product_latex(matrices: Sequence[Array]) -> str:
    """The layers' Jacobians in the order in which they multiply: the last layer first."""
    named = [named_matrix(index, matrix) for index, matrix in enumerate(matrices, start=1)]
    return " ".join(reversed(named))


def result_latex(matrix: Array) -> str:
    """The Jacobian of the whole network."""
    return f"= {_captioned('J', matrix)}"


def _captioned(name: str, matrix: Array) -> str:
    rows, columns = matrix.shape
    return rf"\underset{{{name}: \, {rows} \times {columns}}}{{{matrix_latex(matrix)}}}"


def _write(slots: GlyphSlots, number: float, at: Points) -> None:
    """Write a number with its middle in the middle of a node."""
    glyphs = number_glyphs(decimal(number, 2))
    em = EM[Size.LABEL]
    every = np.concatenate([glyph.points for glyph in glyphs])
    middle = em * (every.min(axis=0) + every.max(axis=0)) / 2
    slots.put([(glyph, at - middle) for glyph in glyphs], em)
