"""Paints pieces of surfaces and lines back to front, in a fixed number of slots."""

from __future__ import annotations

import copy
from collections.abc import Iterator, MutableSet, Sequence
from dataclasses import dataclass
from typing import Any

import manim as mn
import numpy as np
import numpy.typing as npt

from calcanim.tex.typeset import Points

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
    halo: Pieces | None = None
    """What clears the way for them: it is painted first."""

    def __len__(self) -> int:
        return len(self.outlines)


class Slot(mn.VMobject):
    """One connected outline of straight sides: its path need not be searched for gaps for every frame."""

    is_simple_outline = True
    """Says to the engine that it can paint many of them at once."""

    def get_subpath_split_indices_from_points(self, points: Any, n_dims: int = 3) -> npt.NDArray[np.int_]:
        """One path, from the first point to the last.

        That takes the place of `super().get_subpath_split_indices_from_points(…)`.
        """
        return np.array([[0, len(points)]])


class Painter(mn.VGroup):
    """A fixed number of slots; the k-th piece from the back takes slot k, so the order can change."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._slots: dict[int, list[int]] = {}
        self._painted: tuple[Pieces, ...] = ()
        self._full = 0
        first = Slot(cap_style=mn.CapStyleType.ROUND, joint_type=mn.LineJointType.ROUND)
        self.add(*(_twin(first) for _ in range(count)))

    def _iter_family(self, active_path: MutableSet[mn.Mobject]) -> Iterator[mn.Mobject]:
        """Itself and its slots, which have no parts: Manim asks for them many times, and would look."""
        yield self
        yield from self.submobjects

    def paint(self, pieces: Sequence[Pieces]) -> None:
        """Put every piece into its slot, halos too; slots left over are emptied."""
        kinds = [each for one in pieces for each in (one.halo, one) if each is not None]
        curves = [_cubic(pieces.outlines) for pieces in kinds]
        owners = _joined([np.full(len(pieces), number) for number, pieces in enumerate(kinds)]).astype(int)
        places = _joined([np.arange(len(pieces)) for pieces in kinds]).astype(int)
        depths = _joined([pieces.depths for pieces in kinds])
        order = np.lexsort((_joined([pieces.layers for pieces in kinds]), depths))
        for slot, owner, place in zip(
            self.submobjects, owners[order].tolist(), places[order].tolist(), strict=False
        ):
            _fill_slot(slot, kinds[owner], curves[owner], place)
        for slot in self.submobjects[len(order) : self._full]:
            slot.points = _EMPTY
        self._full = len(order)
        self._note(kinds, order)

    def outlines(self, pieces: Pieces) -> Points:
        """The outlines of pieces that were painted last, read back from their slots; shape (n, k, 3)."""
        drawn = [self.submobjects[slot].points for slot in self._slots.get(id(pieces), ())]
        return np.array([np.concatenate([points[::4], points[-1:]]) for points in drawn])

    def _note(self, kinds: Sequence[Pieces], order: npt.NDArray[np.int_]) -> None:
        """Remember which slots have which pieces, and keep these, so that their identities stay theirs."""
        slots = np.empty(len(order), dtype=int)
        slots[order] = np.arange(len(order))
        ends = np.cumsum([len(pieces) for pieces in kinds])[:-1]
        runs = np.split(slots, ends) if kinds else []
        self._painted = tuple(kinds)
        self._slots = {id(pieces): run.tolist() for pieces, run in zip(kinds, runs, strict=True)}


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
