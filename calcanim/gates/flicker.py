"""How bright the frame is, frame by frame, on a coarse grid: areas alone, painted over each other by share.

It is asked for with every frame, so places and sizes are those of the last look; colours, opacities and what
is there at all are read afresh.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.stage import Box
from calcanim.gates.crowds import Bunch
from calcanim.gates.family import present
from calcanim.gates.forms import INVISIBLE
from calcanim.gates.pieces import Piece
from calcanim.gates.recording import Area, Array, Flicker
from calcanim.gates.things import Sighting
from calcanim.gates.vision import luminance

ROWS, COLUMNS = 9, 16
LARGE = 0.02  # of the frame
_SAMPLED = 12  # faces of a mesh that stand for all, where each stays the same mobject


@dataclass(frozen=True)
class _Patch:
    """An area, or all areas of a crowd: what share of each cell they cover, mobjects that have their colour,
    how many had any, and one that is on the scene as long as they are."""

    shares: Array
    mobjects: Sequence[Any]
    filled: int
    holder: Any


class LightMeter:
    """Notes how bright each cell of the frame is. The first row of the grid is on top."""

    def __init__(self, width: float, height: float, background: str) -> None:
        self._width, self._height = width, height
        self._ground = np.full((ROWS, COLUMNS), _luminance(background))
        self._patches: dict[Hashable, _Patch] = {}
        self._shares: dict[int, tuple[Area, Array]] = {}
        self._times: list[float] = []
        self._frames: list[Array] = []

    def aim(self, seen: Sighting, scene: Any, /) -> None:
        """Take the places of areas from a new look. What is still on the scene, and cannot be seen just now,
        is where it was: it may be on the next frame."""
        pieces: dict[Hashable, list[Piece]] = {}
        for piece in seen.pieces:
            if piece.kind is Area:
                pieces.setdefault(_key(piece), []).append(piece)
        patches = {key: self._patch(seen, own) for key, own in pieces.items()}
        self._patches = _merged(self._patches, patches, scene)

    def overlooks(self, scene: Any, /) -> bool:
        """Whether something large is on the scene now that was on it at no look: as what goes on and off as
        often as one looks."""
        known = {id(each) for patch in self._patches.values() for each in patch.mobjects}
        return any(
            id(each) not in known and _is_filled(each) and self._is_large(each) for each in scene.mobjects
        )

    def note(self, time: float, /) -> None:
        """Read how bright the frame is now."""
        frame = self._ground
        for patch in self._patches.values():
            brightness, opacity = _look(patch.mobjects, patch.filled)
            frame = frame + patch.shares * opacity * (brightness - frame)
        self._times.append(time)
        self._frames.append(frame)

    def record(self) -> Flicker:
        """All that was noted."""
        frames = np.array(self._frames).reshape(-1, ROWS, COLUMNS)
        return Flicker(np.array(self._times), frames)

    def _patch(self, seen: Sighting, pieces: Sequence[Piece]) -> _Patch:
        areas = [seen.built[key] for key in dict.fromkeys(piece.key for piece in pieces)]
        covered = [self._covered(area) for area in areas if isinstance(area, Area)]
        shares = np.sum(covered, axis=0).clip(0, 1)
        holder, mobjects = pieces[0].member.mobject, [each for piece in pieces for each in piece.mobjects]
        if isinstance(pieces[0].form, Bunch):
            return _Patch(shares, holder.submobjects, len(mobjects), holder)
        sampled = _sampled(mobjects)
        return _Patch(shares, sampled, len(sampled), holder)

    def _is_large(self, mobject: Any) -> bool:
        """Whether the box around it would matter as a flash."""
        extent = np.ptp(mobject.points, axis=0)
        return bool(extent[0] * extent[1] > LARGE * self._width * self._height)

    def _covered(self, area: Area) -> Array:
        known = self._shares.get(area.key)
        if known is None or known[0].outlines is not area.outlines:
            known = self._shares[area.key] = (area, self._measured(area))
        return known[1]

    def _measured(self, area: Area) -> Array:
        """The share of each cell in the area's box, times the share of the box that its outlines fill."""
        across = _overlaps(area.box.left, area.box.right, -self._width / 2, self._width, COLUMNS)
        down = _overlaps(-area.box.top, -area.box.bottom, -self._height / 2, self._height, ROWS)
        return np.outer(down, across) * min(1.0, _size(area) / max(_extent(area.box), 1e-9))


def _merged(
    before: dict[Hashable, _Patch], now: dict[Hashable, _Patch], scene: Any
) -> dict[Hashable, _Patch]:
    """What there is now, and what was there before and is hidden, after what it came after."""
    missing = before.keys() - now.keys()
    there = present(scene) if missing else set()
    hidden = [key for key in missing if id(before[key].holder) in there]
    order = list(now)
    for key, above in zip(before, [None, *before], strict=False):
        if key in hidden:
            order.insert(order.index(above) + 1 if above in order else 0, key)
    return {key: now.get(key) or before[key] for key in order}


def _overlaps(low: float, high: float, start: float, length: float, count: int) -> Array:
    """The share of each of `count` equal parts of an interval that lies between `low` and `high`."""
    edges = start + length * np.arange(count + 1) / count
    covered = np.minimum(edges[1:], high) - np.maximum(edges[:-1], low)
    return np.asarray(np.clip(covered, 0, None) * count / length)


def _extent(box: Box) -> float:
    return box.width * box.height


def _key(piece: Piece) -> Hashable:
    """A crowd's areas are taken together: which mobject draws which changes from frame to frame."""
    return ("crowd", id(piece.member.mobject)) if isinstance(piece.form, Bunch) else piece.key


def _size(area: Area) -> float:
    """What all its outlines hold together."""
    outlines = [outline for outline in area.outlines if len(outline)]
    if not outlines:
        return 0.0
    ends = np.cumsum([len(outline) for outline in outlines])
    starts = np.append(0, ends[:-1])
    x, y = np.concatenate(outlines).T
    after = np.arange(1, len(x) + 1)
    after[ends - 1] = starts
    return float(np.abs(np.add.reduceat(x * y[after] - x[after] * y, starts)).sum()) / 2


def _is_filled(mobject: Any) -> bool:
    return (
        isinstance(mobject, mn.VMobject)
        and len(mobject.points) > 0
        and float(mobject.fill_rgbas[:, 3].max(initial=0)) > INVISIBLE
    )


def _sampled(mobjects: Sequence[Any]) -> Sequence[Any]:
    return mobjects[:: max(1, len(mobjects) // _SAMPLED)]


def _look(mobjects: Sequence[Any], filled: int) -> tuple[float, float]:
    """Mean luminance and opacity of fills, a gradient being its mean; what has no points is not there."""
    rows = [each.fill_rgbas for each in mobjects if len(each.points)]
    if not rows:
        return 0.0, 0.0
    same = all(len(row) == 1 for row in rows)
    paint = np.concatenate(rows if same else [row.mean(axis=0, keepdims=True) for row in rows])
    weights = paint[:, 3]
    total = float(weights.sum())
    if not total:
        return 0.0, 0.0
    return float(luminance(paint[:, :3].clip(0, 1)) @ weights) / total, min(1.0, total / filled)


def _luminance(color: str) -> float:
    rgb = np.array([int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)])
    return float(luminance(rgb))
