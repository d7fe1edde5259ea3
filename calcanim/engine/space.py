"""Manim's camera for scenes in space, with the small faces of a frame projected, lit and painted at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import cairo
import numpy as np
import numpy.typing as npt
from manim import Mobject, ThreeDCamera, VMobject

from calcanim.engine.bodies import Body, bodies_of, corners_of
from calcanim.engine.camera import PICTURES, LendingCamera, displayed, is_picture
from calcanim.engine.depth import Layer, paint_by_depth, planes_of
from calcanim.engine.faces import NO_FACES, Faces, View, faces_of, light_at, points_seen_from, seen_from
from calcanim.engine.looks import gradient_source
from calcanim.engine.raster import THIN, paint_faces
from calcanim.engine.stream import Pixels
from calcanim.engine.values import Values

FACES, DEPTH = "all faces in space at once", "all that lies in space, pixel by pixel"
"""Ways to draw a frame."""

Order: TypeAlias = "npt.NDArray[np.int64]"
CLEAR = cairo.SolidPattern(0, 0, 0, 0)


class SpaceCamera(LendingCamera, ThreeDCamera):
    """Paints shaded faces itself, in Manim's order or pixel by pixel, and all else as Manim does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.bodies: dict[Mobject, Body] = {}
        self.values: Values | None = None
        self.faces: Faces | None = None
        self.rows = np.zeros(0, np.int64)
        self.ground: Pixels | None = None
        self.drawn: tuple[Any, ...] | None = None
        self.is_by_depth = False
        super().__init__(*args, **kwargs)

    def set_pixel_array(self, pixel_array: Any, convert_from_floats: bool = False) -> None:
        """Begin a frame with the pixels given."""
        self.drawn = None
        super().set_pixel_array(pixel_array, convert_from_floats)

    def draw(self, ground: Pixels, mobjects: Iterable[Mobject], /, **kwargs: Any) -> str:
        """Draw a frame on a ground, and tell in which way.

        The same array as for the frame before has the same pixels.
        """
        parts = displayed(mobjects)
        if kwargs.get("include_submobjects") is False or any(map(is_picture, parts)):
            self.set_pixel_array(ground)
            self.bodies, self.values = {}, None
            self.capture_mobjects(mobjects, **kwargs)
            return PICTURES
        shown = [part for part in parts if isinstance(part, VMobject)]
        is_new = self._look_at(shown)
        state = (self._place(), [mobject in self.fixed_in_frame_mobjects for mobject in shown])
        is_same = self.ground is ground and state == self.drawn and not is_new
        if not (self.is_lent and is_same and not self.fixed_orientation_mobjects):
            self.reset_rotation_matrix()
            self.set_pixel_array(ground)
            self._paint(shown)
            self.ground, self.drawn = ground, state
        return DEPTH if self.is_by_depth else FACES

    def modified_rgbas(self, vmobject: VMobject, rgbas: Any) -> Any:
        """Return the colours of a mobject at its first and its last corner, lit."""
        body = self.bodies.get(vmobject)
        if body is None or body.normals is None or not self.should_apply_shading:
            return super().modified_rgbas(vmobject, rgbas)
        lit = np.array(rgbas[:2]) if len(rgbas) > 1 else rgbas.repeat(2, axis=0)
        light = np.asarray(self.light_source.points[0], np.float64)
        for colour, place, normal in zip(lit, corners_of(body.points), body.normals, strict=True):
            colour[:3] += light_at(place, normal, light)
        return lit

    def set_cairo_context_color(self, ctx: Any, rgbas: Any, vmobject: VMobject) -> Any:
        """Set the colours that are painted with next."""
        body = self.bodies.get(vmobject)
        if body is None or len(rgbas) == 1:
            return super().set_cairo_context_color(ctx, rgbas, vmobject)
        source = gradient_source(rgbas, self.transform_points_pre_display(vmobject, body.ends))
        ctx.set_source(source or CLEAR)
        return self

    def _place(self) -> bytes:
        turned = [tracker.get_value() for tracker in self.get_value_trackers()]
        places = (self.frame_center, self.light_source.points[0])
        asked = [self.should_apply_shading, self.exponential_projection]
        return np.concatenate([turned, *places, asked]).tobytes()

    def _look_at(self, shown: Sequence[VMobject]) -> bool:
        """Take note of what changed; False where nothing did."""
        before, self.values = self.values, Values.of(shown)
        news = self.values.differing(before)
        if not news.any() and len(self.bodies) == len(shown):
            return False
        # In several colours, and in the order of depth, the parts of a mobject count as well.
        news |= np.array([bool(mobject.submobjects) for mobject in shown], np.bool_)
        made = iter(bodies_of([mobject for mobject, is_new in zip(shown, news, strict=True) if is_new]))
        self.bodies = {
            mobject: next(made) if is_new else self.bodies[mobject]
            for mobject, is_new in zip(shown, news, strict=True)
        }
        faces = [body for body in self.bodies.values() if body.colours is not None]
        self.faces = faces_of(faces) if faces else None
        self.rows = np.cumsum([body.colours is not None for body in self.bodies.values()], dtype=np.int64) - 1
        return True

    def _paint(self, shown: Sequence[VMobject]) -> None:
        bodies = list(self.bodies.values())
        context = self.get_cairo_context(self.pixel_array)
        view = self._view(context.get_matrix())
        order = self._order(shown, bodies)
        asked = (self._is_face(*each, view.unit) for each in zip(shown, bodies, strict=True))
        is_face = np.fromiter(asked, np.bool_, len(shown))
        if self.is_by_depth:
            order = self._paint_by_depth(shown, order, is_face, view)
        changes = np.flatnonzero(np.diff(is_face[order])) + 1
        for run in np.split(order, changes):
            if len(run) and is_face[run[0]]:
                self._paint_faces(self.rows[run], view)
            else:
                for i in run:
                    self.display_vectorized(shown[i], context)

    def _view(self, matrix: Any) -> View:
        return View(
            np.ascontiguousarray(self.get_rotation_matrix(), np.float64),
            np.array(self.frame_center, np.float64),
            float(self.get_focal_distance()),
            float(self.get_zoom()),
            bool(self.exponential_projection),
            np.array(self.light_source.points[0], np.float64),
            np.array([matrix.xx, matrix.yy]),
            np.array([matrix.x0, matrix.y0]),
            float(abs(matrix.xx) * self.cairo_line_width_multiple),
        )

    def _order(self, shown: Sequence[VMobject], bodies: Sequence[Body]) -> Order:
        """From the farthest to the nearest; what is not shaded comes last, as it lies."""
        places = [
            b.middle if b.middle is not None else m.get_z_index_reference_point()
            for m, b in zip(shown, bodies, strict=True)
        ]
        depths = np.array(places).reshape(-1, 3) @ self.get_rotation_matrix()[2]
        depths[[not getattr(mobject, "shade_in_3d", False) for mobject in shown]] = np.inf
        return np.argsort(depths, kind="stable")

    def _is_face(self, mobject: VMobject, body: Body, unit: float) -> bool:
        if body.colours is None or not self.should_apply_shading or body.width * unit > THIN:
            return False
        return mobject not in self.fixed_in_frame_mobjects and mobject not in self.fixed_orientation_mobjects

    def _paint_by_depth(
        self, shown: Sequence[VMobject], order: Order, is_face: npt.NDArray[np.bool_], view: View
    ) -> Order:
        """Paint what has a place in space; return what has none, and is painted over it."""
        has_depth = np.array([self._has_depth(mobject) for mobject in shown], np.bool_)
        things = [shown[i] for i in order if has_depth[i] and not is_face[i]]
        pixels: Any = self.pixel_array
        seen = seen_from(self.faces or NO_FACES, self.rows[order[is_face[order]]], view)
        paint_by_depth(pixels, self._covers(), seen, [*self._layers(things, view)])
        return order[~has_depth[order]]

    def _has_depth(self, mobject: VMobject) -> bool:
        return getattr(mobject, "shade_in_3d", False) and mobject not in self.fixed_in_frame_mobjects

    def _layers(self, things: Iterable[VMobject], view: View) -> Iterator[Layer]:
        """Draw things as Manim does, each on nothing."""
        drawn: Any = np.zeros_like(self.pixel_array)
        context = self.get_cairo_context(drawn)
        for thing in things:
            self.display_vectorized(thing, context)
            rows, columns = (np.flatnonzero(drawn[..., 3].any(axis=axis)) for axis in (1, 0))
            if len(rows):
                box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
                points, nears = points_seen_from(thing.points, view)
                (plane,) = planes_of(points, nears, np.array([0, len(points)]))
                yield Layer(drawn[box].copy(), (int(rows[0]), int(columns[0])), plane)
                drawn[box] = 0

    def _paint_faces(self, rows: Order, view: View) -> None:
        assert self.faces is not None
        seen = seen_from(self.faces, rows, view)
        paint_faces(self.pixel_array, self._covers(), seen, np.arange(len(rows)))
