"""Paints pieces of surfaces and lines back to front, in a fixed number of slots."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import manim as mn
import numpy as np
import numpy.typing as npt

from calcanim.tex.typeset import Points

_EMPTY, _NO_INK = np.zeros((0, 3)), np.zeros((0, 4))


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


class Outlines(NamedTuple):
    """Outlines that lie one over the other, from below.

    `points` has those of all, one after another: cubic curves, four points each, shape (n, 3); `lengths` says
    how many each outline has. `fills` and `strokes` are RGBA, shape (outlines, 4); `widths` are of the
    strokes, as Manim counts them.
    """

    points: Points
    lengths: npt.NDArray[np.int_]
    fills: Points
    strokes: Points
    widths: Points


class Slot(mn.VMobject):
    """One connected outline of straight sides: its path need not be searched for gaps for every frame."""

    crowd: mn.VGroup | None = None
    """Tells the engine to whom it belongs, which must have a method `simple_outlines`."""

    def __deepcopy__(self, copies: dict[int, Any]) -> Self:
        """A copy belongs to the copy of its crowd; to none, if it is copied alone."""
        crowd, self.crowd = self.crowd, None
        twin = super().__deepcopy__(copies)
        twin.crowd, self.crowd = copies.get(id(crowd)), crowd
        return twin

    def get_subpath_split_indices_from_points(self, points: Any, n_dims: int = 3) -> npt.NDArray[np.int_]:
        """One path, from the first point to the last.

        That takes the place of `super().get_subpath_split_indices_from_points(…)`.
        """
        return np.array([[0, len(points)]])


class Painter(mn.VGroup):
    """A fixed number of slots; the k-th piece from the back takes slot k, so the order can change.

    Slots are filled when somebody asks for them: the engine does not, it takes `simple_outlines`.
    """

    def __init__(self, count: int) -> None:
        self._painted: tuple[Pieces, ...] = ()
        self._places: dict[int, list[int]] = {}
        self._full = 0
        self._news: Outlines | None = None
        super().__init__()
        first = Slot(cap_style=mn.CapStyleType.ROUND, joint_type=mn.LineJointType.ROUND)
        first.crowd = self
        self.add(*(_twin(first) for _ in range(count)))

    @property
    def submobjects(self) -> list[Any]:
        """The slots, filled with what was painted last; those left over are empty."""
        if self._news is not None:
            news, self._news = self._news, None
            self._fill(news)
        return self._slots

    @submobjects.setter
    def submobjects(self, slots: list[Any]) -> None:
        self._slots = slots

    def simple_outlines(self) -> Outlines:
        """What is to be seen: what was painted, or what has become of it in the slots.

        An engine that finds this method need not ask for the slots. It promises that each is one path in one
        colour, whose line has round ends and corners, with nothing behind it.
        """
        if self._news is not None:
            return self._news
        return gathered(self._slots)

    def paint(self, pieces: Sequence[Pieces]) -> None:
        """Put every piece into its slot, halos too; slots left over are emptied."""
        kinds = [each for one in pieces for each in (one.halo, one) if each is not None]
        depths = _joined([pieces.depths for pieces in kinds])
        order = np.lexsort((_joined([pieces.layers for pieces in kinds]), depths))
        slots = np.empty(len(order), dtype=int)
        slots[order] = np.arange(len(order))
        runs = np.split(slots, np.cumsum([len(pieces) for pieces in kinds])[:-1]) if kinds else []
        self._painted = tuple(kinds)  # kept, so that their identities stay theirs
        self._places = {id(pieces): run.tolist() for pieces, run in zip(kinds, runs, strict=True)}
        self._news = _sorted(kinds, runs, order)

    def outlines(self, pieces: Pieces) -> Points:
        """The outlines of pieces that were painted last, read back from their slots; shape (n, k, 3)."""
        slots = self.submobjects
        drawn = [slots[place].points for place in self._places.get(id(pieces), ())]
        return np.array([np.concatenate([points[::4], points[-1:]]) for points in drawn])

    def _fill(self, news: Outlines) -> None:
        ends = np.cumsum(news.lengths).tolist()
        starts, widths = [0, *ends], news.widths.tolist()
        for row, (slot, start, end) in enumerate(zip(self._slots, starts, ends, strict=False)):
            slot.points = news.points[start:end]
            slot.fill_rgbas = news.fills[row : row + 1]
            slot.stroke_rgbas = news.strokes[row : row + 1]
            slot.stroke_width = widths[row]
        for slot in self._slots[len(ends) : self._full]:
            slot.points = _EMPTY
        self._full = len(ends)


def gathered(slots: Sequence[Any], /) -> Outlines:
    """What slots show as they are now, but for those that are empty."""
    full = [slot for slot in slots if len(slot.points)]
    return Outlines(
        np.concatenate([_EMPTY, *(slot.points for slot in full)]),
        np.array([len(slot.points) for slot in full], dtype=int),
        np.concatenate([_NO_INK, *(slot.fill_rgbas[:1] for slot in full)]),
        np.concatenate([_NO_INK, *(slot.stroke_rgbas[:1] for slot in full)]),
        np.array([slot.stroke_width for slot in full], dtype=float),
    )


def _sorted(kinds: Sequence[Pieces], slots: Sequence[Any], order: npt.NDArray[np.int_]) -> Outlines:
    """Pieces of several kinds, in the order of their slots."""
    curves = [_cubic(pieces.outlines) for pieces in kinds]
    lengths = _joined([np.full(len(each), each.shape[1]) for each in curves]).astype(int)[order]
    starts = np.cumsum(lengths) - lengths
    points = np.empty((int(lengths.sum()), 3))
    for each, own in zip(curves, slots, strict=True):
        points[starts[own][:, None] + np.arange(each.shape[1])] = each
    return Outlines(
        points,
        lengths,
        np.concatenate([_NO_INK, *(pieces.fills for pieces in kinds)])[order],
        np.concatenate([_NO_INK, *(pieces.strokes for pieces in kinds)])[order],
        _joined([np.full(len(pieces), pieces.stroke_width) for pieces in kinds])[order],
    )


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
