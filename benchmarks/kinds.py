"""Kinds of changes, by name: what a case can do to a lesson that is played.

A *plant* is done once, at the start or the end of a beat. A *patch* holds while the whole lesson is played. A
*telling* changes what a beat says, and how long it rests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

PIXEL = 8 / 1080  # frame units


@dataclass(frozen=True)
class Site:
    """Where something is planted: the lesson that is played, and the thing in it."""

    scene: Any
    what: str

    @property
    def thing(self) -> Any:
        """The thing; a LookupError says that it is not there."""
        return found(self.scene, self.what)


@dataclass(frozen=True)
class Telling:
    """What a beat says, for which caption it makes time, and how long it rests; None for as long as it
    would."""

    said: str
    timed: str
    pause: float | None = None


Plant = Callable[..., None]
Patch = Callable[..., AbstractContextManager[None]]
Tell = Callable[..., Telling]
Kind = TypeVar("Kind", bound=Callable[..., Any])

PLANTS: dict[str, Plant] = {}
PATCHES: dict[str, Patch] = {}
TELLINGS: dict[str, Tell] = {}


def plant(kind: Kind) -> Kind:
    """Take `kind(site, *, numbers…)` into the kinds, under its own name."""
    PLANTS[kind.__name__] = kind
    return kind


def patch(kind: Kind) -> Kind:
    """Take `kind(*, numbers…)`, a context manager, into the kinds."""
    PATCHES[kind.__name__] = kind
    return kind


def telling(kind: Kind) -> Kind:
    """Take `kind(caption, *, numbers…)` into the kinds."""
    TELLINGS[kind.__name__] = kind
    return kind


def found(scene: Any, what: str) -> Any:
    """The thing at the end of a way from the scene, or the first on it of a class and with a text."""
    if ":" not in what:
        thing = scene
        for name in what.split("."):
            thing = thing[int(name)] if name.isdecimal() else getattr(thing, name)
        return thing
    kind, _, text = (part.strip() for part in what.partition(":"))
    for thing in family(scene):
        if kind in {each.__name__ for each in type(thing).__mro__} and text in text_of(thing):
            return thing
    raise LookupError(f"nothing on the scene is a {kind} with {text!r}")


def at(place: Sequence[float]) -> Any:
    """A place of the frame as a point of Manim's."""
    return np.array([place[0], place[1], 0.0])


def family(scene: Any) -> list[Any]:
    """Everything on the scene."""
    return [part for mobject in scene.mobjects for part in mobject.get_family()]


def text_of(thing: Any) -> str:
    """What it says, as LaTeX or words."""
    for name in ("latex", "text"):
        if isinstance(getattr(thing, name, None), str):
            return str(getattr(thing, name))
    inner = getattr(thing, "formula", None) or getattr(thing, "label", None)
    return str(getattr(inner, "latex", ""))


def lasting(thing: Any, change: Callable[[Any], None]) -> None:
    """Change a thing for good, also where it draws itself again before every frame."""
    change(thing)
    changed = ink(thing)
    thing.update(0)
    if not np.array_equal(changed, ink(thing), equal_nan=True):
        thing.add_updater(change)
        change(thing)


def ink(thing: Any) -> Any:
    """Points and colours of a thing and its parts, in a row."""
    parts = [part for part in thing.get_family() if len(part.points)]
    rows = [part.points.ravel() for part in parts]
    shades = [np.asarray(part.fill_rgbas, dtype=float).ravel() for part in parts]
    shades += [np.asarray(part.stroke_rgbas, dtype=float).ravel() for part in parts]
    return np.concatenate([np.zeros(1), *rows, *shades])
