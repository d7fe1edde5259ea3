"""A mobject with all its parts, listed in a fraction of the time: Manim asks for them hundreds of times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from manim import Mobject

from calcanim.engine.manims import family_of_its_own, is_listed_as_usual

T = TypeVar("T")


def family(mobject: Mobject, recurse: bool = True) -> list[Mobject]:
    """List a mobject and all below it, each once, as Manim does: of one that stands twice, the last."""
    found: list[Mobject] = []
    _collect(mobject, found, set())
    return found if len(set(found)) == len(found) else once(found)


def once(things: Sequence[T]) -> list[T]:
    """List each thing once: of one that stands twice, the last."""
    return list(dict.fromkeys(reversed(things)))[::-1]


def _collect(mobject: Mobject, found: list[Mobject], above: set[Mobject]) -> None:
    kind: Any = type(mobject)
    if not is_listed_as_usual(kind):
        found.extend(family_of_its_own(mobject, above))
        return
    found.append(mobject)
    parts = mobject.submobjects
    if not parts:
        return
    above.add(mobject)
    for part in parts:
        own: Any = type(part)
        if not part.submobjects and (own is kind or is_listed_as_usual(own)):
            found.append(part)
        elif part not in above:  # else it is a part of itself
            _collect(part, found, above)
    above.remove(mobject)
