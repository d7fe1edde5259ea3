"""Kinds of changes to what is written, and to where things stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import manim as mn
import numpy as np

from benchmarks.kinds import PIXEL, Site, at, found, lasting, patch, plant
from calcanim.blocks.formula import Formula, Glyphs, Prose
from calcanim.blocks.plots.plot import line_drawing
from calcanim.blocks.theme import STROKE, Role, Size

Pair = Sequence[float]
Options = dict[str, Any]


@plant
def move(site: Site, *, by: Pair = (0, 0), pixels: Pair = (0, 0)) -> None:
    """Move a thing by frame units, or by pixels."""
    way = np.array([by[0] + PIXEL * pixels[0], by[1] + PIXEL * pixels[1], 0.0])
    lasting(site.thing, lambda thing: thing.shift(way))


@plant
def put(site: Site, *, onto: str = "", share: float = 0.5, place: Pair = (), by: Pair = (0, 0)) -> None:
    """Put the middle of a thing on the point at a share of another's ink, or at a place of the frame."""
    goal = at(place) if len(place) else _point_of(found(site.scene, onto), share)
    goal = goal + at(by)
    lasting(site.thing, lambda thing: thing.move_to(goal))


def _point_of(thing: Any, share: float) -> Any:
    if isinstance(thing, Glyphs):
        return thing.get_center()
    points = np.concatenate([part.points for part in thing.family_members_with_points()])
    return points[int(share * (len(points) - 1))]


@plant
def scale(site: Site, *, times: float) -> None:
    """Make a thing larger or smaller about its middle."""
    middle = site.thing.get_center()
    lasting(site.thing, lambda thing: thing.scale(times, about_point=middle))


@plant
def write(
    site: Site,
    *,
    place: Pair,
    words: str = "",
    latex: str = "",
    high: float | None = None,
    width: float | None = None,
    role: str = "text",
) -> None:
    """Write words or a formula with its middle at a place, `high` pixels to the em."""
    theme, ink = site.scene.theme, Role(role)
    written = (
        Formula(latex, theme=theme, role=ink)
        if latex
        else Prose(words, theme=theme, size=Size.LABEL, role=ink, width=width)
    )
    if high is not None:
        written.scale(high * PIXEL / (0.48 if latex else 0.36 * 0.84))
    site.scene.add(written.move_to(at(place)))


@plant
def write_plainly(site: Site, *, place: Pair, words: str, kind: str = "Text", high: float = 36) -> None:
    """Write with Manim's own `Text` or `MathTypst`, a capital `high` pixels high."""
    written = getattr(mn, kind)(words, color=site.scene.theme.color(Role.TEXT))
    site.scene.add(written.scale_to_fit_height(high * PIXEL).move_to(at(place)))


@plant
def repeat(site: Site, *, by: Pair) -> None:
    """Write the same once more, a little beside it."""
    site.scene.add(site.thing.copy().clear_updaters(recursive=True).shift(at(by)))


@plant
def cross(site: Site, *, role: str = "axis", width: float = STROKE, rise: float = 0.0) -> None:
    """Draw a line through a thing, from one side of it to the other."""
    thing = site.thing
    way = np.array([thing.width / 2 + 0.1, rise, 0])
    drawn = line_drawing(site.scene.theme, Role(role), width=width)
    site.scene.add(drawn.set_points_as_corners([thing.get_center() - way, thing.get_center() + way]))


@plant
def stroke(site: Site, *, start: Pair, end: Pair, role: str = "muted", width: float = STROKE) -> None:
    """Draw a line from one place of the frame to another."""
    drawn = line_drawing(site.scene.theme, Role(role), width=width)
    site.scene.add(drawn.set_points_as_corners([at(start), at(end)]))


@plant
def cover(site: Site, *, share: float = 1.0, opacity: float = 1.0, role: str = "background") -> None:
    """Lay an area over a thing, or over a share of its width."""
    thing = site.thing
    area = mn.Rectangle(width=share * (thing.width + 0.2), height=thing.height + 0.2, stroke_width=0)
    area.set_fill(site.scene.theme.color(Role(role)), opacity)
    site.scene.add(area.move_to(thing).align_to(thing, mn.LEFT))


@patch
@contextmanager
def rewrite(*, old: str, new: str) -> Iterator[None]:
    """Wherever a formula or prose would say `old`, let it say `new`; what printed it stays the same."""
    with _written(old, lambda text, options: (text.replace(old, new), options)):
        yield


@patch
@contextmanager
def disown(*, text: str) -> Iterator[None]:
    """Formulas and prose with this text are written as if nothing had printed or verified them."""
    witnesses = ("on", "after", "printed")
    with _written(
        text, lambda said, options: (said, {k: v for k, v in options.items() if k not in witnesses})
    ):
        yield


@contextmanager
def _written(old: str, change: Callable[[str, Options], tuple[str, Options]]) -> Iterator[None]:
    """Change what is given to formulas and prose that hold a text; a LookupError says that none did."""
    hits: list[str] = []

    def changed(make: Any) -> Any:
        def made(self: Any, text: str, **options: Any) -> None:
            if old in text:
                hits.append(text)
                text, options = change(text, options)
            make(self, text, **options)

        return made

    with (
        mock.patch.object(Formula, "__init__", changed(Formula.__init__)),
        mock.patch.object(Prose, "__init__", changed(Prose.__init__)),
    ):
        yield
    if not hits:
        raise LookupError(f"no formula and no prose holds {old!r}")


@plant
def crowd(site: Site, *, times: int, by: Pair = (0, -0.5), words: str = "as steep as it is there") -> None:
    """Write the same words several times below a thing, as wordy as a page of a book."""
    corner = site.thing.get_corner(mn.DL)
    for number in range(times):
        line = Prose(words, theme=site.scene.theme)
        line.move_to(corner + (number + 1) * at(by), aligned_edge=mn.LEFT)
        site.scene.add(line)


@plant
def clear_but(site: Site, *, kept: str) -> None:
    """Take everything off the frame but what has this class."""
    gone = [
        each for each in site.scene.mobjects if kept not in {kind.__name__ for kind in type(each).__mro__}
    ]
    site.scene.remove(*gone)
