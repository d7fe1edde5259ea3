"""Paints pieces of surfaces and lines back to front, in a fixed number of slots."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import manim as mn
import numpy as np
import numpy.typing as npt

from calcanim.blocks.typeset import Points

_EMPTY = np.zeros((0, 3))


@dataclass(frozen=True)
class Pieces:
    """Pieces of one kind, ready to paint.

    `outlines` holds n polylines on the frame, shape (n, k, 3); `depths` says how near each is to the viewer;
    of pieces equally near, the one with the higher `layers` is painted later. `fills` and `strokes` are RGBA,
    shape (n, 4).
    """

    outlines: Points
    depths: Points
    layers: Points
    fills: Points
    strokes: Points
    stroke_width: float

    def __len__(self) -> int:
        return len(self.outlines)


class Slot(mn.VMobject):
    """One connected outline of straight sides: its path need not be searched for gaps for every frame."""

    def get_subpath_split_indices_from_points(self, points: Any, n_dims: int = 3) -> npt.NDArray[np.int_]:
        """One path, from the first point to the last.

        That takes the place of `super().get_subpath_split_indices_from_points(…)`.
        """
        return np.array([[0, len(points)]])


class Painter(mn.VGroup):
    """A fixed number of slots; the k-th piece from the back takes slot k, so the order can change."""

    def __init__(self, count: int) -> None:
        super().__init__()
        first = Slot(cap_style=mn.CapStyleType.ROUND, joint_type=mn.LineJointType.ROUND)
        self.add(*(_twin(first) for _ in range(count)))

    def paint(self, kinds: Sequence[Pieces]) -> None:
        """Put every piece into its slot; slots left over are emptied."""
        curves = [_cubic(pieces.outlines) for pieces in kinds]
        owners = _joined([np.full(len(pieces), number) for number, pieces in enumerate(kinds)]).astype(int)
        places = _joined([np.arange(len(pieces)) for pieces in kinds]).astype(int)
        depths = _joined([pieces.depths for pieces in kinds])
        order = np.lexsort((_joined([pieces.layers for pieces in kinds]), depths))
        for slot, owner, place in zip(
            self.submobjects, owners[order].tolist(), places[order].tolist(), strict=False
        ):
            _fill_slot(slot, kinds[owner], curves[owner], place)
        for slot in self.submobjects[len(order) :]:
            slot.points = _EMPTY


def _fill_slot(slot: mn.VMobject, pieces: Pieces, curves: Points, place: int) -> None:
    slot.points = curves[place]
    slot.fill_rgbas = pieces.fills[place : place + 1]
    slot.stroke_rgbas = pieces.strokes[place : place + 1]
    slot.stroke_width = pieces.stroke_width


def _joined(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0), *arrays])


def _cubic(outlines: Points) -> Points:
    """Bézier points of polylines of equal length, shape (n, k, 3) to (n, 4k − 4, 3)."""
    start, end = outlines[:, :-1], outlines[:, 1:]
    sides = np.stack([start, (2 * start + end) / 3, (start + 2 * end) / 3, end], axis=2)
    return sides.reshape(len(outlines), -1, 3)


def _twin(slot: Slot) -> Slot:
    """A copy that shares what painting replaces, never changes: it costs a thirtieth of a new `VMobject`."""
    twin = copy.copy(slot)
    twin.submobjects, twin.updaters = [], []
    return twin
