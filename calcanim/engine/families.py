"""A mobject with all its parts, listed in a fraction of the time: Manim asks for them hundreds of times."""

from __future__ import annotations

from typing import Any, cast

from manim import Mobject
from manim.utils.iterables import remove_list_redundancies

from calcanim.engine.manims import family_of_its_own, is_listed_as_usual


def family(mobject: Mobject, recurse: bool = True) -> list[Mobject]:
    """List a mobject and all below it, each once, as Manim does: of one that stands twice, the last."""
    found: list[Mobject] = []
    _collect(mobject, found, set())
    return found if len(set(found)) == len(found) else cast("Any", remove_list_redundancies(found))


def _collect(mobject: Mobject, found: list[Mobject], above: set[Mobject]) -> None:
    if not is_listed_as_usual(cast("Any", type(mobject))):
        found.extend(family_of_its_own(mobject, above))
        return
    found.append(mobject)
    parts = mobject.submobjects
    if not parts:
        return
    above.add(mobject)
    for part in parts:
        if not part.submobjects and is_listed_as_usual(cast("Any", type(part))):
            found.append(part)
        elif part not in above:  # else it is a part of itself
            _collect(part, found, above)
    above.remove(mobject)
