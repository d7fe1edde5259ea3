"""How bright the frame is, frame by frame, on a coarse grid: areas alone, painted over each other by share.

It is asked for with every frame, so places and sizes are those of the last look; colours, opacities and what
is there at all are read afresh.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcanim.blocks.stage import Box
from calcanim.gates.family import present
from calcanim.gates.forms import shade
from calcanim.gates.pieces import Piece
from calcanim.gates.recording import Area, Array, Flicker, Thing
from calcanim.gates.things import Sighting
from calcanim.gates.vision import luminance

ROWS, COLUMNS = 9, 16
_SAMPLED = 12  # faces of a mesh that stand for all


@dataclass(frozen=True)
class _Patch:
    """An area: what share of each cell it covers, mobjects that have its colour, and one that is on the scene
    as long as it is."""

    shares: Array
    mobjects: Sequence[Any]
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
                pieces.setdefault(piece.key, []).append(piece)
        patches = {key: self._patch(seen.built[key], own) for key, own in pieces.items()}
        self._patches = _merged(self._patches, patches, scene)

    def note(self, time: float, /) -> None:
        """Read how bright the frame is now."""
        frame = self._ground
        for patch in self._patches.values():
            brightness, opacity = _look(patch.mobjects)
            frame = frame + patch.shares * opacity * (brightness - frame)
        self._times.append(time)
        self._frames.append(frame)

    def record(self) -> Flicker:
        """All that was noted."""
        frames = np.array(self._frames).reshape(-1, ROWS, COLUMNS)
        return Flicker(np.array(self._times), frames)

    def _patch(self, area: Thing, pieces: Sequence[Piece]) -> _Patch:
        assert isinstance(area, Area)
        mobjects = [mobject for piece in _sampled(pieces) for mobject in piece.mobjects]
        return _Patch(self._covered(area), _sampled(mobjects), pieces[0].member.mobject)

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


def _size(area: Area) -> float:
    """Of a mesh, estimated from some of its faces."""
    outlines, total = _sampled(area.outlines), 0.0
    for outline in outlines:
        x, y = outline[:, 0], outline[:, 1]
        total += abs(float(x[:-1] @ y[1:] - x[1:] @ y[:-1] + x[-1] * y[0] - x[0] * y[-1])) / 2
    return total * len(area.outlines) / max(len(outlines), 1)


def _sampled(mobjects: Sequence[Any]) -> Sequence[Any]:
    return mobjects[:: max(1, len(mobjects) // _SAMPLED)]


def _look(mobjects: Sequence[Any]) -> tuple[float, float]:
    """Mean luminance and opacity of fills; what has no points is not there."""
    looks = [
        shade(each.fill_rgbas.tobytes(), each.fill_rgbas.dtype.str) for each in mobjects if len(each.points)
    ]
    if not looks:
        return 0.0, 0.0
    brightness = sum(_luminance(color) for color, _ in looks) / len(looks)
    return brightness, sum(opacity for _, opacity in looks) / len(mobjects)


def _luminance(color: str) -> float:
    rgb = np.array([int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)])
    return float(luminance(rgb))
