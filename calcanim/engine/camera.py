"""Manim's cameras, drawing only what changed, into memory that they hand on without a copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeAlias, cast

import cairo
import numpy as np
import numpy.typing as npt
from manim import Camera, Mobject, PMobject, VMobject

from calcanim.engine.buffers import Buffers
from calcanim.engine.crowds import Crowd, is_crowd, whole_crowds
from calcanim.engine.families import once
from calcanim.engine.looks import (
    MITER_LIMIT,
    Box,
    Canvas,
    Key,
    Look,
    Stroke,
    box_around,
    gradient_source,
    key_of,
    plain_source,
)
from calcanim.engine.manims import CAP_STYLE_MAP, LINE_JOIN_MAP, AbstractImageMobject
from calcanim.engine.outdated import NOWHERE, Outdated, copy, is_nowhere
from calcanim.engine.paths import trace
from calcanim.engine.stream import Frame, Pixels

CHANGES, PICTURES = "only what changed", "by Manim: pictures or clouds of points"
"""Ways to draw a frame."""

Seen: TypeAlias = Look | Crowd
"""What is seen of a mobject: another object as soon as it looks otherwise."""

MOST = 0.6
"""Part of a frame from which on all of it is drawn anew."""


class LendingCamera(Camera):
    """Gives the frame that was drawn away; the next one is drawn into other memory."""

    buffers: Buffers | None = None
    is_lent = False
    covers: npt.NDArray[np.float32] | None = None

    def lend(self, buffers: Buffers, /) -> Frame:
        """Hand the frame on; it will be seen here until the next one is begun, and not be written to."""
        self.buffers, self.is_lent = buffers, True
        return Frame(cast("Pixels", self.pixel_array))

    def set_pixel_array(self, pixel_array: Any, convert_from_floats: bool = False) -> None:
        """Begin a frame with the pixels given."""
        if self.is_lent:
            self._turn_to_other_memory()
        super().set_pixel_array(pixel_array, convert_from_floats)

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Draw over the frame."""
        self._own()
        super().capture_mobjects(mobjects, **kwargs)

    def _own(self) -> None:
        """Make sure that the frame may be drawn over."""
        if self.is_lent:
            drawn = self.pixel_array
            self._turn_to_other_memory()
            self.pixel_array[:] = drawn

    def _covers(self) -> npt.NDArray[np.float32]:
        """Return the memory in which is added up how far pixels are covered."""
        room = self.pixel_height * (self.pixel_width + 2)
        if self.covers is None or self.covers.size != room:
            self.covers = np.zeros(room, np.float32)
        return self.covers

    def _turn_to_other_memory(self) -> None:
        assert self.buffers is not None
        before = self.get_cached_cairo_context(self.pixel_array)
        self.pixel_array = cast("Any", self.buffers.take(self.pixel_array.shape))
        self.is_lent = False
        if before is not None and self.get_cached_cairo_context(self.pixel_array) is None:
            # What a camera sees is settled when it draws for the first time.
            self.get_cairo_context(self.pixel_array).set_matrix(before.get_matrix())


class FlatCamera(LendingCamera):
    """Manim's camera for scenes in the plane.

    A frame is the one before with a box drawn anew: what is in it comes out bit for bit as Manim draws it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.looks: dict[Mobject, Seen] = {}
        self.shown: list[Seen] | None = None
        self.ground: Pixels | None = None
        self.outdated = Outdated()
        self.before: Pixels | None = None
        self.rows = 0, 0
        super().__init__(*args, **kwargs)

    def set_pixel_array(self, pixel_array: Any, convert_from_floats: bool = False) -> None:
        """Begin a frame with the pixels given."""
        self.shown = self.before = None
        super().set_pixel_array(pixel_array, convert_from_floats)

    def lend(self, buffers: Buffers, /) -> Frame:
        """Hand the frame on, and tell which rows of it are not as in the one before."""
        return super().lend(buffers)._replace(before=self.before, rows=self.rows)

    def get_mobjects_to_display(
        self,
        mobjects: Iterable[Mobject],
        include_submobjects: bool = True,
        excluded_mobjects: list[Mobject] | None = None,
    ) -> list[Mobject]:
        """Return what is to be drawn, from below; as Manim does, but looking at each only once."""
        if self._are_all_asked_for(include_submobjects, excluded_mobjects):
            return displayed(mobjects)
        return super().get_mobjects_to_display(mobjects, include_submobjects, excluded_mobjects)

    def _are_all_asked_for(self, include_submobjects: bool = True, excluded_mobjects: Any = None) -> bool:
        return include_submobjects and not excluded_mobjects and self.use_z_index

    def draw(self, ground: Pixels, mobjects: Iterable[Mobject], /, **kwargs: Any) -> str:
        """Draw a frame on a ground, and tell in which way.

        The same array as for the frame before has the same pixels.
        """
        parts = (
            displayed(mobjects, by_crowds=True)
            if self._are_all_asked_for(**kwargs)
            else self.get_mobjects_to_display(mobjects, **kwargs)
        )
        if any(is_picture(each) for each in parts):
            self.set_pixel_array(ground)
            super().capture_mobjects(mobjects, **kwargs)
            return PICTURES
        shown = self._looks(parts)
        box = None
        if self.is_lent and self.shown is not None and self.ground is ground:
            box = changed(self.shown, shown, self.pixel_array.shape)
        if box is None:
            self.set_pixel_array(ground)
            canvas = self._canvas()
            for each in shown:
                each.paint(canvas)
            self.outdated.drew(cast("Pixels", self.pixel_array), None)
        elif not is_nowhere(box):
            self._paint_box(shown, box, ground)
        self.shown, self.ground = shown, ground
        return CHANGES

    def _looks(self, parts: Sequence[Mobject]) -> list[Seen]:
        # A tracker, say, has a point, and nothing to be seen.
        seen = [mobject for mobject in parts if isinstance(mobject, VMobject)]
        before, self.looks = self.looks, {}
        for mobject in seen:
            self.looks[mobject] = self._seen(mobject, before.get(mobject))
        return list(self.looks.values())

    def _seen(self, mobject: VMobject, before: Seen | None) -> Seen:
        if is_crowd(mobject):
            crowd = cast("Crowd | None", before)
            return Crowd.of(mobject, self._canvas(), crowd)
        key, look = key_of(mobject), cast("Look | None", before)
        return look if look and look.key == key else self._look(mobject, key)

    def _canvas(self) -> Canvas:
        context = self.get_cairo_context(self.pixel_array)
        pixels = cast("Pixels", self.pixel_array)
        return Canvas(context, pixels, self._covers(), self.cairo_line_width_multiple)

    def _look(self, mobject: VMobject, key: Key) -> Look:
        context = self.get_cairo_context(self.pixel_array)
        trace(context, mobject.points, mobject.tolerance_for_point_equality)
        behind, stroke = self._stroke(mobject, is_behind=True), self._stroke(mobject, is_behind=False)
        width = max(behind.width if behind else 0.0, stroke.width if stroke else 0.0)
        return Look(
            key,
            context.copy_path(),
            self._box(context, width * MITER_LIMIT / 2),
            behind,
            self._source(mobject, mobject.get_fill_rgbas()),
            stroke,
        )

    def _stroke(self, mobject: VMobject, *, is_behind: bool) -> Stroke | None:
        width = mobject.get_stroke_width(is_behind)
        source = self._source(mobject, mobject.get_stroke_rgbas(is_behind)) if width else None
        if source is None:
            return None
        join, cap = LINE_JOIN_MAP[mobject.joint_type], CAP_STYLE_MAP[mobject.cap_style]
        return Stroke(source, width * self.cairo_line_width_multiple, join, cap)

    def _source(self, mobject: VMobject, rgbas: Any) -> cairo.Pattern | None:
        if len(rgbas) == 1:
            return plain_source(*rgbas[0].tolist())
        ends = cast("Any", mobject.get_gradient_start_and_end_points())
        return gradient_source(rgbas, self.transform_points_pre_display(mobject, ends))

    def _box(self, context: cairo.Context[Any], margin: float) -> Box:
        left, low, right, high = context.path_extents()
        x0, y0 = context.user_to_device(left - margin, high + margin)
        x1, y1 = context.user_to_device(right + margin, low - margin)
        return box_around((x0, y0, x1, y1), 0)

    def _paint_box(self, shown: Iterable[Seen], box: Box, ground: Pixels) -> None:
        """Paint all that is seen in a box, and mend the rest to be as in the frame before.

        It is painted beyond the box as well: where cairo clips, edges come out a little otherwise.
        """
        before = cast("Pixels", self.pixel_array)
        self._turn_to_other_memory()
        drawn = cast("Pixels", self.pixel_array)
        left, top, right, bottom = box
        drawn[top:bottom, left:right] = ground[top:bottom, left:right]
        canvas = self._canvas()
        painted = {look.paint(canvas, box) for look in shown if meet(look.box, box)}
        beyond = {each for each in painted if not is_within(each, box)}
        for spoiled in {self.outdated.where(drawn), *beyond}:
            copy(before, drawn, spoiled, but=box)
        self.outdated.drew(drawn, box)
        self.before, self.rows = before, (top, bottom)


_z_index = attrgetter("z_index")


def displayed(mobjects: Iterable[Mobject], /, *, by_crowds: bool = False) -> list[Mobject]:
    """List all parts of mobjects that have points, each once, from below; `by_crowds`, these for theirs."""
    listed, met, at = list(whole_crowds(mobjects) if by_crowds else mobjects), list[Mobject](), 0
    while at < len(listed):
        start = len(met)
        _walk(listed[at], met, set(), by_crowds)
        # Where Manim has listed its parts after it, they were met just now.
        own = met[start:]
        at += len(own) if listed[at : at + len(own)] == own else 1
    # Where a mobject stands twice, the last place counts.
    seen = [each for each in once(met) if len(each.points) or (by_crowds and is_crowd(each))]
    return sorted(seen, key=_z_index)


def _walk(mobject: Mobject, met: list[Mobject], above: set[Mobject], by_crowds: bool) -> None:
    met.append(mobject)
    if (by_crowds and is_crowd(mobject)) or not mobject.submobjects:
        return
    above.add(mobject)
    for part in mobject.submobjects:
        if part not in above:  # else it is a part of itself
            _walk(part, met, above, by_crowds)
    above.remove(mobject)


def is_picture(mobject: Mobject) -> bool:
    """Tell whether a mobject is drawn by pixels, which only Manim's own way can do."""
    if isinstance(mobject, VMobject):
        return bool(mobject.background_image)
    return isinstance(mobject, PMobject | AbstractImageMobject)


def meet(one: Box, other: Box, /) -> bool:
    """Tell whether two boxes have a pixel in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def is_within(one: Box, other: Box, /) -> bool:
    """Tell whether a box has no pixel beyond another one."""
    return one[0] >= other[0] and one[1] >= other[1] and one[2] <= other[2] and one[3] <= other[3]


def changed(before: Sequence[Seen], now: Sequence[Seen], shape: tuple[int, ...], /) -> Box | None:
    """Return the box of all that differs between two pictures; None where it is most of the frame."""
    was, kept = set(before), set(now)
    crowds: dict[Seen | None, Crowd] = {
        each.before: each for each in kept - was if isinstance(each, Crowd) and each.before in was
    }
    stays = [look for look in now if look in was or look in crowds.values()]
    if stays != [crowds.get(look) or look for look in before if look in kept or look in crowds]:
        return None  # some came to lie above others
    boxes = [look.box for look in (was ^ kept).difference(crowds, crowds.values())]
    boxes += [crowd.change for crowd in crowds.values() if not is_nowhere(crowd.change)]
    if not boxes:
        return NOWHERE
    height, width = shape[:2]
    left, top = (max(0, min(box[i] for box in boxes)) for i in (0, 1))
    right, bottom = (min(size, max(box[i] for box in boxes)) for size, i in ((width, 2), (height, 3)))
    is_most = (right - left) * (bottom - top) > MOST * width * height
    return None if is_most else (left, top, right, bottom)
