"""Paints a still thing by thing, and measures how well each stands out against what is behind it.

Contrast is that of a thing's nominal colour, laid over what is behind it as transparent as it is. It is taken
where the thing inks at least half as much as it does anywhere, because thin strokes are blurred; what counts
is the worst twentieth. What is *behind* depends on the thing:

- A writing stands before all that was painted until then. A line that crosses it is in its way.
- A line stands before the ground: the background, and areas of more than half a unit. Other lines, writings
  and dots below it are left out: a line that crosses or follows another is still seen from its other side. So
  is one on the edge of an area: what counts is the best of what is below it and right beside it.
- A filled, opaque area without a border, such as a dot, stands before the ground right around it, and there
  the median counts: a dot at the edge of an area is seen from its other side. A large one on which something
  else is painted is a backdrop, and has no sight.
- The border of an area stands before the ground outside or before the area; or the area itself stands out,
  whichever is better.
- All other areas, translucent ones and faces of a mesh, are shading, and have no sight.

What is off the frame, or covered by something opaque, is not measured; nor is what a veil does that is laid
over a thing later. Hiding is a matter of layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

import manim as mn
import numpy as np
import numpy.typing as npt

from calcanim.blocks.stage import Box
from calcanim.gates.easel import Easel, Ink, Part, Pixels
from calcanim.gates.recording import Area, Array, Line, Sight, Thing, Writing
from calcanim.gates.vision import contrast, luminance, pixel_luminance

if TYPE_CHECKING:
    from calcanim.gates.things import Drawn

SOLID = 0.9  # opacity from which an area is no shading
MARK = 0.5  # frame units: what is smaller, as a dot, is no ground that lines are seen against
WORST = 5  # percent
BESIDE = 2  # pixels from the edge of a line

Indices = npt.NDArray[np.int64]
RGBA = tuple[float, float, float, float]


def paint(
    camera: Any, drawn: Sequence[Drawn], /, *, size: tuple[int, int]
) -> tuple[Pixels, tuple[Sight, ...]]:
    """What is drawn, in painting order, as a scene's camera sees it: pixels, shape (height, width, 3), and a
    sight of each thing, one per colour of it. `size` is width and height in pixels."""
    picture = _Picture.before(camera, [each.thing for each in drawn], size)
    seen: dict[tuple[int, str], list[_Glimpse]] = {}
    for each in drawn:
        for glimpse in picture.add(each.thing, each.mobjects):
            seen.setdefault((each.thing.key, glimpse.color), []).append(glimpse)
    things = {each.thing.key: each.thing for each in drawn}
    sights = (picture.sight(things[key], color, glimpses) for (key, color), glimpses in seen.items())
    return picture.easel.picture.pixels[..., :3].copy(), tuple(sight for sight in sights if sight)


@dataclass(frozen=True)
class _Glimpse:
    """The contrasts that count of what is drawn in one colour; where it is, as flat indices, and what had
    covered these places when it was drawn."""

    color: str
    ratios: Array
    places: Indices
    covers: Indices


@dataclass(frozen=True)
class _Below:
    """The ground below an area with a border, its colour, and how well the area itself stands out."""

    ground: Pixels
    fill: RGBA
    contrast: float


@dataclass(frozen=True)
class _Picture:
    """A picture in the making. Things are known by their keys; `covers` is what lies on top at each pixel and
    lets nothing through."""

    easel: Easel
    bordered: frozenset[int | None]
    shading: frozenset[int | None]
    covers: Indices
    below: dict[int | None, _Below] = field(default_factory=dict)

    @classmethod
    def before(cls, camera: Any, things: Sequence[Thing], size: tuple[int, int]) -> _Picture:
        """Nothing is painted yet, but all is known."""
        bordered = frozenset(map(_area_of, things)) - {None}
        shading = frozenset(
            thing.key
            for index, thing in enumerate(things)
            if isinstance(thing, Area) and _is_shading(thing, islice(things, index + 1, None), bordered)
        )
        return cls(Easel.before(camera, size=size), bordered, shading, np.zeros(size[::-1], dtype=np.int64))

    def add(self, thing: Thing, mobjects: Sequence[mn.VMobject]) -> Iterator[_Glimpse]:
        """Paint a thing, and look at it."""
        inked = [mobject for mobject in mobjects if len(mobject.points)]
        if not self.shading.isdisjoint({thing.key, _area_of(thing)}):
            self.easel.paint(inked, self._part(thing), on_ground=_is_ground(thing))
        elif inked and thing.key in self.bordered:
            ground, fill = self.easel.ground.pixels.copy(), _color(self.easel.camera, thing, inked[0])
            own = [_worst(thing, glimpse.ratios) for glimpse in self._inked(thing, inked)]
            self.below[thing.key] = _Below(ground, fill, max(own, default=1.0))
        else:
            yield from self._inked(thing, inked)

    def sight(self, thing: Thing, color: str, glimpses: Sequence[_Glimpse]) -> Sight | None:
        """How well a thing stands out, or the area that it is the border of; None if all is covered."""
        ratios = np.concatenate([self._uncovered(thing, glimpse) for glimpse in glimpses])
        if not ratios.size:
            return None
        below = self.below.get(_area_of(thing))
        worst = max(_worst(thing, ratios), below.contrast if below else 1.0)
        return Sight(_kind(thing), thing.what, thing.box, color, worst)

    def _uncovered(self, thing: Thing, glimpse: _Glimpse) -> Array:
        if isinstance(thing, Area):
            return glimpse.ratios
        now = self.covers.ravel()[glimpse.places]
        return np.asarray(glimpse.ratios[(now == glimpse.covers) | (now == thing.key)])

    def _inked(self, thing: Thing, mobjects: Sequence[mn.VMobject]) -> Iterator[_Glimpse]:
        for rgba, run in groupby(mobjects, lambda mobject: _color(self.easel.camera, thing, mobject)):
            ink = self.easel.ink(list(run), self._part(thing))
            if ink is None:
                continue
            ratios, places = self._ratios(thing, rgba, ink), ink.places(self.covers.shape[1])
            self.easel.lay(ink, on_ground=_is_ground(thing))
            self.covers[ink.rows, ink.columns][ink.density >= 255 * SOLID] = thing.key
            yield _Glimpse(_hexadecimal(rgba), ratios, places, self.covers.ravel()[places])

    def _ratios(self, thing: Thing, rgba: RGBA, ink: Ink) -> Array:
        """Contrast with what is behind the thing, wherever that counts."""
        if isinstance(thing, Area):
            return _contrasts(rgba, ink.of(self.easel.ground.pixels, ink.ring))
        if isinstance(thing, Writing):
            return _contrasts(rgba, ink.of(self.easel.picture.pixels, ink.marked))
        below = self.below.get(_area_of(thing))
        ground = below.ground if below else self.easel.ground.pixels
        behind = ink.of(ground, ink.marked)
        beside = ink.beside(ground, reach=self.easel.in_pixels(_width(thing)) // 2 + BESIDE)
        sides: list[npt.NDArray[Any]] = [pixel_luminance(pixels) for pixels in (behind, *beside)]
        if below:
            sides.append(_laid(below.fill, behind))
        return np.asarray(contrast(_laid(rgba, behind), np.stack(sides)).max(axis=0))

    def _part(self, thing: Thing) -> Part:
        """An area that has a border, and its border, are one mobject: each paints its part."""
        if isinstance(thing, Area):
            return Part.FILL if thing.key in self.bordered else Part.WHOLE
        return Part.WHOLE if _area_of(thing) is None else Part.STROKE


def _is_shading(area: Area, later: Iterable[Thing], bordered: frozenset[int | None]) -> bool:
    if area.is_face or area.key in bordered:
        return area.is_face
    return area.opacity < SOLID or (_is_large(area) and any(_holds(area.box, each.box) for each in later))


def _is_large(area: Area) -> bool:
    """Whether it is more than dots, few or many."""
    return any(float(np.ptp(outline, axis=0).max()) > MARK for outline in area.outlines)


def _is_ground(thing: Thing) -> bool:
    if isinstance(thing, Area):
        return thing.is_face or _is_large(thing)
    return isinstance(thing, Line) and thing.width > MARK


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.left <= inner.left <= inner.right <= outer.right
        and outer.bottom <= inner.bottom <= inner.top <= outer.top
    )


def _area_of(thing: Thing) -> int | None:
    """The key of the area that this is the border of."""
    return thing.borders if isinstance(thing, Line) else None


def _width(thing: Thing) -> float:
    return thing.width if isinstance(thing, Line) else 0.0


def _kind(thing: Thing) -> str:
    return "writing" if isinstance(thing, Writing) else "line" if isinstance(thing, Line) else "area"


def _color(camera: Any, thing: Thing, mobject: mn.VMobject) -> RGBA:
    """The colour that a mobject is known by: a gradient's mean."""
    fill = np.mean(camera.get_fill_rgbas(mobject), axis=0)
    stroke = np.mean(camera.get_stroke_rgbas(mobject), axis=0) * (mobject.get_stroke_width() > 0)
    first, second = (stroke, fill) if isinstance(thing, Line) else (fill, stroke)
    red, green, blue, opacity = (first if first[3] > 0 else second).round(4).tolist()
    return red, green, blue, opacity


def _hexadecimal(rgba: RGBA) -> str:
    return "#" + "".join(f"{round(255 * value):02X}" for value in rgba[:3])


def _contrasts(rgba: RGBA, behind: Pixels) -> Array:
    """Contrast of a colour, laid over pixels, with these."""
    return contrast(_laid(rgba, behind), pixel_luminance(behind))


def _laid(rgba: RGBA, behind: Pixels) -> Array:
    """The luminance of a colour laid over pixels."""
    return luminance(rgba[3] * np.array(rgba[:3]) + (1 - rgba[3]) * (behind / 255))


def _worst(thing: Thing, ratios: Array) -> float:
    return float(np.percentile(ratios, 50 if isinstance(thing, Area) else WORST))
