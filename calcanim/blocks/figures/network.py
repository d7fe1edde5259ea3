"""A small dense network as columns of nodes with live numbers, and its layers' Jacobians as matrices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Reading
from calcanim.blocks.figures.flow import Flow
from calcanim.blocks.figures.knob import angle_of, ray
from calcanim.blocks.formula import Formula
from calcanim.blocks.glyph_reading import read_glyphs
from calcanim.blocks.live import GlyphSlots, Live, decimal, number_glyphs
from calcanim.blocks.plots.plot import line_drawing
from calcanim.blocks.stage import GAP, Box
from calcanim.blocks.theme import EM, STROKE, THIN_STROKE, Role, Size, Theme
from calcanim.blocks.writing.breaking import are_legible
from calcanim.calculus.jacobian_chain import JacobianChain, WrittenMatrix
from calcanim.calculus.network import Array, Network, layer_name
from calcanim.tex.typeset import Points

_RADIUS, _APART = 0.5, 1.15  # of a node; between the centres of two
_GLOW = 0.5  # how far a node whose number is 1 or more goes towards its full colour
_DIGITS, _NUMBER = 6, 0.3  # of a number, at most; em: with a minus it keeps off the edge of its node
_MARK = (0.72, 0.97)  # of the radius: where the mark of an input begins and ends
_TURN = np.pi / 6  # angle of that mark, to the right of upright, at input 1
_NAME = 0.45  # height that a layer's name takes above its matrix
_ALIKE = 0.95  # of its height: so high are the other pieces of a bracket
_EQUALS = 0.25  # before what a product is equal to
_EDGE_WIDTH, _THINNEST_EDGE = 4.0, 1.2  # of the largest weight, and of the smallest


class NetworkPicture(Live):
    """Nodes layer by layer, along the flow; `inputs` is what comes in, and every number follows.

    The nodes of the inputs are knobs: a mark turns with each number.
    """

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
        self.marks = mn.VGroup(*(line_drawing(theme, Role.TEXT, width=STROKE) for _ in self.places[0]))
        self.names = self._names()
        self.add(self.edges, self.layers, self.marks)
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
        begin, end = (_RADIUS * share for share in _MARK)
        for mark, at, number in zip(self.marks, self.places[0], self.inputs, strict=True):
            mark.points = ray(at, _TURN * float(number), begin, end)

    def drawn_inputs(self) -> Array:
        """The inputs, read off their marks."""
        return np.array([angle_of(mark) / _TURN for mark in self.marks])

    def readings(self) -> Iterator[Reading]:
        """Each node's number, beside what the core gives on from the inputs as their marks tell."""
        values = self.network.values(self.drawn_inputs())
        for layer, (numbers, value) in enumerate(zip(self.numbers, values, strict=True)):
            for node, (slots, number) in enumerate(zip(numbers, value, strict=True), 1):
                shown, drawn = read_glyphs(slots.submobjects), float(number)
                yield Reading(f"node {node} of layer {layer}", shown, drawn, is_whole=not self.is_held)

    def circle(self, radius: float, **options: Any) -> mn.Animation:
        """Move the first two inputs once round a circle that begins and ends where they are."""
        start = self.inputs

        def put(_: mn.Mobject, share: float) -> None:
            angle = 2 * np.pi * share
            move = np.zeros(len(start))
            move[:2] = radius * (np.cos(angle) - 1), radius * np.sin(angle)
            self.inputs = start + move

        return mn.UpdateFromAlphaFunc(mn.Mobject(), put, **options)

    def chain(self) -> JacobianChain:
        """The layers' Jacobians at these inputs; tight where their product could not be read otherwise."""
        chain = JacobianChain(self.network, tuple(float(number) for number in self.inputs))
        if not self.flow.is_wide:
            return chain
        written = self._product_of(chain)
        is_read = are_legible(written, mn.Group(*written), self.flow.strip_box, em=EM[Size.BODY])
        return chain if is_read else replace(chain, is_tight=True)

    def jacobians(self) -> list[Formula]:
        """Each layer's Jacobian under, or beside, its layer, all in one size; part `matrix k` is the k-th."""
        matrices = self.chain().factors
        formulas = [
            Formula(with_part(k, matrix), theme=self.theme, printed=matrix)
            for k, matrix in enumerate(matrices, 1)
        ]
        top = 0.0 if self.flow.is_wide else _NAME
        boxes = [self._around(index).inset(top=top) for index in range(len(matrices))]
        if self.flow.is_wide and any(f.width > box.width for f, box in zip(formulas, boxes, strict=True)):
            boxes = list(self.flow.strip_box.columns(*(formula.width for formula in formulas)))
        pairs = list(zip(formulas, boxes, strict=True))
        scale = min(min(1, box.width / each.width, box.height / each.height) for each, box in pairs)
        return [box.place(each.scale(scale), x=0 if self.flow.is_wide else -1) for each, box in pairs]

    def product(self) -> tuple[Formula, Formula]:
        """The layers' Jacobians as they multiply, the last layer's first, and what they multiply to; on a
        tall frame the first layer's begins a line of its own."""
        return self._product_of(self.chain())

    def _product_of(self, chain: JacobianChain) -> tuple[Formula, Formula]:
        first, *later = (with_part(k, matrix) for k, matrix in enumerate(chain.factors, 1))
        above = " ".join(reversed(later))
        is_broken = bool(later) and not self.flow.is_wide
        lines = (
            rf"\begin{{aligned}}& {above} \\ & {first}\end{{aligned}}" if is_broken else f"{above} {first}"
        )
        product = Formula(lines, theme=self.theme, printed=chain.product)
        last, whole = product.part(matrix_part(1)), Formula.of(chain.result, theme=self.theme)
        whole.next_to(last, mn.RIGHT, buff=_EQUALS)
        return product, whole.shift((_middle(last) - _middle(whole)) * mn.UP)

    def _around(self, layer: int) -> Box:
        """The piece of the strip at a layer, with half of the pieces before and after it, less a gap; on a
        tall frame it begins below the nodes that go into the layer: the name is no name of theirs."""
        before, own, after = self.flow.strip[2 * layer : 2 * layer + 3]
        if self.flow.is_wide:
            return Box(before.centre[0] + GAP / 4, own.bottom, after.centre[0] - GAP / 4, own.top)
        low = max(after.bottom, after.centre[1] - (before.centre[1] - own.top))
        return Box(own.left, low + GAP / 4, own.right, own.top - GAP / 4)

    def _names(self) -> mn.VGroup:
        """Dense₁, Dense₂, … above the layers; on a tall frame, above their matrices."""
        names = mn.VGroup()
        for index, box in enumerate(self.flow.lane[1::2]):
            name = Formula(layer_name(index + 1), theme=self.theme, size=Size.LABEL, role=Role.MUTED)
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
                edge = line_drawing(self.theme, Role.AXIS, width=max(_THINNEST_EDGE, _EDGE_WIDTH * share))
                edges.add(edge.set_points_as_corners([start, end]))
        return edges

    def _disc(self, at: Points) -> mn.Circle:
        disc: mn.Circle = mn.Circle(
            radius=_RADIUS,
            stroke_color=self.theme.color(Role.CURVE),
            stroke_width=THIN_STROKE,
            fill_opacity=1,
        )
        return disc.move_to(at)


def matrix_part(index: int) -> str:
    """Name of the part that holds a layer's Jacobian; the first layer is 1."""
    return f"matrix {index}"


def with_part(index: int, matrix: WrittenMatrix) -> str:
    """The Jacobian of a layer as a part that can travel into the product."""
    return rf"\part{{{matrix_part(index)}}}{{{matrix.latex}}}"


def _middle(matrix: mn.VGroup) -> float:
    """Height of a matrix' middle, which is that of its brackets: nothing is higher than a piece of one."""
    most = max(float(glyph.height) for glyph in matrix)
    return float(mn.VGroup(*(each for each in matrix if each.height > _ALIKE * most)).get_center()[1])


def _write(slots: GlyphSlots, number: float, at: Points) -> None:
    """Write a number with its middle in the middle of a node."""
    glyphs = number_glyphs(decimal(number, 2))
    every = np.concatenate([glyph.points for glyph in glyphs])
    middle = _NUMBER * (every.min(axis=0) + every.max(axis=0)) / 2
    slots.put([(glyph, at - middle) for glyph in glyphs], _NUMBER)
