"""All that a scene shows, one mobject after the other in the order of painting, and what each belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import manim as mn
import numpy as np
from manim.mobject.types.image_mobject import AbstractImageMobject

from calcanim.blocks.formula import Ink
from calcanim.blocks.live import GlyphSlots
from calcanim.blocks.space.painter import Painter, Slot
from calcanim.gates.recording import Array

_PLAIN_WRITINGS = (
    mn.Text,
    mn.MarkupText,
    mn.Paragraph,
    mn.SingleStringMathTex,
    mn.Typst,
    mn.DecimalNumber,
)
TESTIMONIES = ("readings", "touches", "traces")
Projection = Callable[[Any, Array], Array]


class Member(NamedTuple):
    """A mobject with points, or a crowd of them.

    `writing` is the piece of writing that it is part of, `block` the nearest thing with a telling name that
    it is part of, `label` the nearest that says which lines it names. `witnesses` are all that it is part of
    and that can say something of themselves.
    """

    mobject: Any
    parent: Any = None
    writing: Any = None
    block: Any = None
    label: Any = None
    witnesses: tuple[Any, ...] = ()


class _Traits(NamedTuple):
    is_writing: bool
    is_block: bool
    is_label: bool
    is_witness: bool
    is_crowd: bool


def members(scene: Any, /) -> list[Member]:
    """Everything with points, in the order of painting."""
    found: dict[int, Member] = {}
    for mobject in _shown(scene):
        _descend(mobject, Member(None), found)
    camera = scene.camera
    if isinstance(camera, mn.ThreeDCamera):
        camera.reset_rotation_matrix()
        shown = camera.get_mobjects_to_display(_shown(scene))
        flat = [member for member in found.values() if isinstance(member.mobject, Painter)]
        return [*(found[id(each)] for each in shown if id(each) in found), *flat]
    return sorted(found.values(), key=lambda member: member.mobject.z_index)


def present(scene: Any, /) -> set[int]:
    """The identities of all that is on a scene, be it visible or not; a crowd counts as one."""
    found: set[int] = set()
    left = _shown(scene)
    while left:
        mobject = left.pop()
        found.add(id(mobject))
        if not isinstance(mobject, Painter):
            left.extend(mobject.submobjects)
    return found


def _shown(scene: Any) -> list[Any]:
    return [*scene.mobjects, *scene.foreground_mobjects]


def _descend(mobject: Any, above: Member, found: dict[int, Member]) -> None:
    kind: Any = type(mobject)
    traits = _traits(kind)
    _, parent, writing, block, label, witnesses = above
    if traits.is_writing and writing is None:
        writing = mobject
    if traits.is_block:
        block = mobject
    if traits.is_label:
        label = mobject
    if traits.is_witness:
        witnesses = (*witnesses, mobject)
    if len(mobject.points) or traits.is_crowd:
        found.pop(id(mobject), None)
        found[id(mobject)] = Member(mobject, parent, writing, block, label, witnesses)
    if mobject.submobjects and not traits.is_crowd:
        inside = Member(None, mobject, writing, block, label, witnesses)
        for part in mobject.submobjects:
            _descend(part, inside, found)


@lru_cache(maxsize=1024)
def _traits(kind: type[Any]) -> _Traits:
    source = callable(getattr(kind, "source", None))
    return _Traits(
        is_writing=source or issubclass(kind, (*_PLAIN_WRITINGS, GlyphSlots)),
        is_block=not kind.__module__.startswith("manim.") and kind not in (GlyphSlots, Ink, Painter, Slot),
        is_crowd=issubclass(kind, Painter),
        is_label=hasattr(kind, "labels_lines"),
        is_witness=issubclass(kind, mn.ParametricFunction)
        or any(callable(getattr(kind, said, None)) for said in TESTIMONIES),
    )


def name(member: Member, /) -> str:
    """What a thing is called in a message: by the block that it is part of, or else by its kind.

    >>> import manim as mn
    >>> name(Member(mn.DashedLine()))
    'dashed line'
    """
    kind = type(member.block if member.block is not None else member.mobject)
    if kind in (mn.VMobject, mn.VGroup, mn.ThreeDVMobject) and member.parent is not None:
        kind = type(member.parent)
    return _in_words(kind.__name__)


def _in_words(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.strip("_")).lower()


def blind_spot(mobject: Any, /) -> str:
    """One line on what cannot be looked into; empty for all that can."""
    kind = type(mobject).__name__
    if isinstance(mobject, AbstractImageMobject):
        return f"{kind}: an image"
    if isinstance(mobject, mn.PMobject):
        return f"{kind}: a cloud of points"
    if isinstance(mobject, mn.VMobject) and mobject.background_image is not None:
        return f"{kind}: coloured by an image"
    return ""


def projection(camera: Any, frame: tuple[float, float], /) -> Projection | None:
    """Where a camera shows points, on a frame of this size around (0, 0); None where it leaves them."""
    if isinstance(camera, mn.ThreeDCamera):
        return lambda mobject, points: np.asarray(camera.transform_points_pre_display(mobject, points))
    scale, centre = magnification(camera, frame), np.array(camera.frame_center, dtype=float)
    if abs(scale - 1) < 1e-9 and not centre.any():
        return None
    return lambda _, points: np.asarray((points - centre) * scale)


def magnification(camera: Any, frame: tuple[float, float], /) -> float:
    """How much larger than life a camera shows things."""
    return 1.0 if isinstance(camera, mn.ThreeDCamera) else float(frame[0] / camera.frame_width)


def passing(animations: Sequence[Any] | None, /) -> set[int]:
    """The identities of all mobjects that a running animation brings in, takes out, or carries elsewhere."""
    found: set[int] = set()
    for animation in animations or ():
        for each in _running(animation):
            if not _is_live(each) and each.mobject is not None:
                found.update(map(id, each.mobject.get_family()))
    return found


def gliding(scene: Any, /) -> set[int]:
    """The identities of all that goes elsewhere by itself: names on their way to another side."""
    found: set[int] = set()
    left = _shown(scene)
    while left:
        mobject = left.pop()
        if getattr(mobject, "is_gliding", False):
            found.update(map(id, mobject.get_family()))
        elif not isinstance(mobject, Painter):
            left.extend(mobject.submobjects)
    return found


def _running(animation: Any) -> Iterator[Any]:
    """The animations of a group that have begun and have not ended."""
    if isinstance(animation, mn.Succession):
        if animation.active_animation is not None:
            yield from _running(animation.active_animation)
    elif isinstance(animation, mn.AnimationGroup):
        time = animation.anim_group_time
        for part, start, end in animation.anims_with_timings:
            if start <= time < end or (time == end == start):
                yield from _running(part)
    else:
        yield animation


def _is_live(animation: Any) -> bool:
    """Whether it only moves a picture that is live."""
    driving = (mn.UpdateFromFunc, mn.UpdateFromAlphaFunc, mn.Wait, mn.ChangingDecimal)
    return (
        getattr(type(animation), "is_live_motion", False)
        or isinstance(animation, driving)
        or isinstance(animation.mobject, mn.ValueTracker)
    )
