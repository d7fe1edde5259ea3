"""Manim's camera for scenes in space, with the small faces of a frame projected, lit and painted at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import cairo
import numpy as np
from manim import Mobject, ThreeDCamera, VMobject

from calcanim.engine.bodies import Body, Numbers, bodies_of, corners_of
from calcanim.engine.camera import PICTURES, LendingCamera, displayed, is_picture
from calcanim.engine.looks import Key, ends_of, gradient_source, own_key_of
from calcanim.engine.raster import Lines, paint_faces
from calcanim.engine.stream import Pixels

FACES = "all faces in space at once"
"""A way to draw a frame."""

CLEAR = cairo.SolidPattern(0, 0, 0, 0)
THIN = 3.0
"""Pixels: a wider line has corners, which are drawn by Manim's own way."""


class SpaceCamera(LendingCamera, ThreeDCamera):
    """Paints shaded faces itself, in Manim's order, and all else as Manim does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.bodies: dict[Mobject, Body] = {}
        self.seen: list[tuple[VMobject, Key]] = []
        self.ground: Pixels | None = None
        self.drawn: tuple[Any, ...] | None = None
        self.covers = np.zeros(0, np.float32)
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
            self.bodies, self.seen = {}, []
            self.capture_mobjects(mobjects, **kwargs)
            return PICTURES
        shown = [part for part in parts if isinstance(part, VMobject)]
        bodies = self._bodies(shown)
        fixed = [mobject in self.fixed_in_frame_mobjects for mobject in shown]
        state = (self._view(), bodies, fixed)
        is_same = self.ground is ground and state == self.drawn and not self.fixed_orientation_mobjects
        if not (self.is_lent and is_same):
            self.reset_rotation_matrix()
            self.set_pixel_array(ground)
            self._paint(shown, bodies)
            self.ground, self.drawn = ground, state
        return FACES

    def modified_rgbas(self, vmobject: VMobject, rgbas: Any) -> Any:
        """Return the colours of a mobject at its first and its last corner, lit."""
        body = self.bodies.get(vmobject)
        if body is None or body.normals is None or not self.should_apply_shading:
            return super().modified_rgbas(vmobject, rgbas)
        lit = np.array(rgbas[:2]) if len(rgbas) > 1 else rgbas.repeat(2, axis=0)
        lit[:, :3] += self._light(corners_of(body.points), body.normals)[:, None]
        return lit

    def set_cairo_context_color(self, ctx: Any, rgbas: Any, vmobject: VMobject) -> Any:
        """Set the colours that are painted with next."""
        body = self.bodies.get(vmobject)
        if body is None or len(rgbas) == 1:
            return super().set_cairo_context_color(ctx, rgbas, vmobject)
        source = gradient_source(rgbas, self.transform_points_pre_display(vmobject, body.ends))
        ctx.set_source(source or CLEAR)
        return self

    def _view(self) -> bytes:
        turned = [tracker.get_value() for tracker in self.get_value_trackers()]
        places = (self.frame_center, self.light_source.points[0])
        asked = [self.should_apply_shading, self.exponential_projection]
        return np.concatenate([turned, *places, asked]).tobytes()

    def _bodies(self, shown: Sequence[VMobject]) -> list[Body]:
        own = [(mobject, own_key_of(mobject)) for mobject in shown]
        if own != self.seen:
            self.seen = own
            keys = [key + ends_of(mobject) for mobject, key in own]
            news = [i for i, mobject in enumerate(shown) if not self._is_known(mobject, keys[i])]
            made = bodies_of([shown[i] for i in news], [keys[i] for i in news])
            fresh = {shown[i]: body for i, body in zip(news, made, strict=True)}
            self.bodies = {mobject: fresh.get(mobject) or self.bodies[mobject] for mobject in shown}
        return list(self.bodies.values())

    def _is_known(self, mobject: VMobject, key: Key) -> bool:
        body = self.bodies.get(mobject)
        return body is not None and body.key == key

    def _paint(self, shown: Sequence[VMobject], bodies: Sequence[Body]) -> None:
        order = self._order(shown, bodies)
        context = self.get_cairo_context(self.pixel_array)
        matrix = context.get_matrix()
        unit = abs(matrix.xx) * self.cairo_line_width_multiple
        for is_face, run in groupby(order, lambda i: self._is_face(shown[i], bodies[i], unit)):
            if is_face:
                self._paint_faces([bodies[i] for i in run], matrix, unit)
            else:
                for i in run:
                    self.display_vectorized(shown[i], context)

    def _order(self, shown: Sequence[VMobject], bodies: Sequence[Body]) -> Iterator[int]:
        """From the farthest to the nearest; what is not shaded comes last, as it lies."""
        places = [
            b.middle if b.middle is not None else m.get_z_index_reference_point()
            for m, b in zip(shown, bodies, strict=True)
        ]
        depths = np.array(places).reshape(-1, 3) @ self.get_rotation_matrix()[2]
        depths[[not getattr(mobject, "shade_in_3d", False) for mobject in shown]] = np.inf
        yield from np.argsort(depths, kind="stable").tolist()

    def _is_face(self, mobject: VMobject, body: Body, unit: float) -> bool:
        if body.colours is None or not self.should_apply_shading or body.width * unit > THIN:
            return False
        return mobject not in self.fixed_in_frame_mobjects and mobject not in self.fixed_orientation_mobjects

    def _paint_faces(self, faces: Sequence[Body], matrix: Any, unit: float) -> None:
        points = np.concatenate([face.points for face in faces])
        seen = self.project_points(np.concatenate([points, *(face.ends for face in faces)]))
        pixels = seen[:, :2] * (matrix.xx, matrix.yy) + (matrix.x0, matrix.y0)
        room = self.pixel_height * (self.pixel_width + 2)
        if self.covers.size < room:
            self.covers = np.zeros(room, np.float32)
        lines = Lines(
            np.concatenate([[0], np.cumsum([len(face.points) for face in faces])]),
            pixels[len(points) :].reshape(-1, 2, 2),
            np.array([face.width for face in faces]) * unit,
        )
        paint_faces(self.pixel_array, self.covers, pixels[: len(points)], self._paints(faces), lines)

    def _paints(self, faces: Sequence[Body]) -> Numbers:
        """Colours times alpha, lit; of each face its filling and its line, at both ends."""
        colours = np.array([face.colours for face in faces])
        light = self._light(
            np.array([face.ends for face in faces]), np.array([face.normals for face in faces])
        )
        colours[..., :3] = np.clip(colours[..., :3] + light[:, None, :, None], 0, 1) * colours[..., 3:]
        return np.asarray(colours)

    def _light(self, places: Numbers, normals: Numbers) -> Numbers:
        """Tell how much lighter it is at places that look to where their normals say, shape (…, 3) each."""
        to_light = self.light_source.points[0] - places
        to_light = to_light / np.maximum(np.linalg.norm(to_light, axis=-1, keepdims=True), 1e-12)
        light = 0.5 * (normals * to_light).sum(axis=-1) ** 3
        return np.asarray(np.where(light < 0, 0.5 * light, light))
