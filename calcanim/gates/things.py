"""What stands on a scene's frame: every mobject with ink becomes part of a writing, a line or an area."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from typing import Any

import manim as mn
import numpy as np

from calcanim.blocks.evidence import Source
from calcanim.blocks.space.painter import Painter
from calcanim.blocks.stage import Box
from calcanim.gates import writings
from calcanim.gates.crowds import Bunch, Crowd
from calcanim.gates.family import (
    Member,
    Projection,
    blind_spot,
    gliding,
    magnification,
    members,
    name,
    passing,
    projection,
)
from calcanim.gates.forms import Form
from calcanim.gates.pieces import Piece, grouped, is_mesh, pieces_of, writing_of
from calcanim.gates.recording import PIXEL, Area, Array, Line, Thing, Writing

Mobjects = tuple[mn.VMobject, ...]
Ink = Form | Bunch


@dataclass(frozen=True)
class Drawn:
    """A thing and the mobjects that draw it, in the order of painting.

    Of an area's mobjects it is the fill, of a line's the stroke, of a writing's both. A thing whose pieces do
    not follow each other is drawn more than once.
    """

    thing: Thing
    mobjects: Mobjects


@dataclass(frozen=True)
class Sighting:
    """What stands on the frame at one time.

    `state` changes when something visible does. `witnesses` are blocks with ink that can say something of
    themselves, and whether an animation is bringing them in, taking them out, or carrying them. `gliding` are
    the keys of what goes elsewhere by itself.
    """

    built: Mapping[Hashable, Thing]
    pieces: tuple[Piece, ...]
    crowds: Mapping[int, Crowd]
    state: int
    witnesses: tuple[tuple[Any, bool], ...]
    blind_spots: tuple[str, ...]
    gliding: frozenset[int]

    @property
    def things(self) -> tuple[Thing, ...]:
        """In the order of painting."""
        return tuple(self.built.values())

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The same, with the mobjects that draw them."""
        runs = groupby(self._painted(), key=lambda painted: painted[0])
        return tuple(Drawn(self.built[key], tuple(chain(*(part for _, part in run)))) for key, run in runs)

    def _painted(self) -> Iterator[tuple[Hashable, Mobjects]]:
        """The pieces of a crowd lie among each other; of those its last bunch stands for all."""
        keys = {id(piece.form): piece.key for piece in self.pieces}
        last = {id(piece.member.mobject): piece for piece in self.pieces}
        for piece in self.pieces:
            if not isinstance(piece.form, Bunch):
                yield piece.key, piece.mobjects
            elif last[id(piece.member.mobject)] is piece:
                crowd = self.crowds[id(piece.member.mobject)]
                yield from ((keys[id(bunch)], mobjects) for bunch, mobjects in crowd.runs())


def things(scene: Any, /) -> tuple[Drawn, ...]:
    """What stands on a scene's frame now, in the order of painting."""
    return Eye((scene.camera.frame_width, scene.camera.frame_height)).look(scene).drawn


@dataclass(eq=False)
class _Memory:
    """What is kept from look to look, so that what has not changed costs next to nothing."""

    forms: dict[int, Form] = field(default_factory=dict)
    crowds: dict[int, Crowd] = field(default_factory=dict)
    keys: dict[Hashable, int] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)  # keeps identities from being given away
    built: dict[Hashable, tuple[Any, Any, Thing]] = field(default_factory=dict)
    sources: dict[Hashable, Source] = field(default_factory=dict)


class Eye:
    """Looks at a scene again and again, and knows a thing again when it sees it.

    `frame` is its width and height. Asking formulas where they come from takes time: `asks` says whether to.
    """

    def __init__(self, frame: tuple[float, float], *, asks: bool = True) -> None:
        self._frame, self._asks = frame, asks
        self._memory = _Memory()
        self._state, self._seen = 0, frozenset[int]()
        self._magnification = 1.0
        self._passing: set[int] = set()

    def look(self, scene: Any, /, *, animations: Iterable[Any] = ()) -> Sighting:
        """What stands on the frame now, while these animations run."""
        self._passing = passing(list(animations))
        self._magnification = magnification(scene.camera, self._frame)
        everything = members(scene)
        blind = dict.fromkeys(spot for each in everything if (spot := blind_spot(each.mobject)))
        inked = self._inked(everything, projection(scene.camera, self._frame))
        pieces = pieces_of(inked)
        built = {key: self._thing(key, group) for key, group in grouped(pieces).items()}
        self._compare([form for _, form in inked])
        for key in _hidden(built):
            del built[key]
        pieces = [piece for piece in pieces if piece.key in built]
        crowds = self._memory.crowds
        witnesses, on_their_way = self._witnesses(inked), gliding(scene)
        glides = {built[each.key].key for each in pieces if id(each.member.mobject) in on_their_way}
        return Sighting(built, tuple(pieces), crowds, self._state, witnesses, tuple(blind), frozenset(glides))

    def _witnesses(self, inked: list[tuple[Member, Ink]]) -> tuple[tuple[Any, bool], ...]:
        found: dict[int, tuple[Any, bool]] = {}
        for member, _ in inked:
            is_passing = bool(member.witnesses) and id(member.mobject) in self._passing
            for each in member.witnesses:
                if is_passing or id(each) not in found:
                    found[id(each)] = each, is_passing
        return tuple(found.values())

    def _inked(self, everything: list[Member], project: Projection | None) -> list[tuple[Member, Ink]]:
        memory, found = self._memory, list[tuple[Member, Ink]]()
        for member in everything:
            mobject = member.mobject
            if isinstance(mobject, Painter):
                crowd = memory.crowds.get(id(mobject)) or memory.crowds.setdefault(
                    id(mobject), Crowd(mobject)
                )
                found += [(member, bunch) for bunch in crowd.look(project, self._magnification)]
            elif isinstance(mobject, mn.VMobject):
                form = memory.forms.get(id(mobject)) or memory.forms.setdefault(id(mobject), Form(mobject))
                if form.look(project, self._magnification):
                    found.append((member, form))
        return found

    def _compare(self, forms: list[Ink]) -> None:
        seen = frozenset(map(id, forms))
        if seen != self._seen or any(form.has_changed for form in forms):
            self._state, self._seen = self._state + 1, seen
            for form in forms:
                form.settle()

    def _thing(self, key: Hashable, pieces: list[Piece]) -> Thing:
        """The thing as it was, if it looks the same; with the same arrays, if it is where it was."""
        places = tuple((id(piece.form), piece.form.places, piece.form.width) for piece in pieces)
        is_passing = any(id(piece.member.mobject) in self._passing for piece in pieces)
        looks = tuple(piece.form.looks for piece in pieces), is_passing
        before = self._memory.built.get(key)
        if before and before[:2] == (places, looks):
            return before[2]
        color, opacity = _color(pieces), max(piece.opacity for piece in pieces)
        if before and before[0] == places:
            thing = replace(before[2], color=color, opacity=opacity, is_passing=is_passing)
        else:
            thing = self._new(key, pieces, (color, opacity, is_passing))
        self._memory.built[key] = places, looks, thing
        return thing

    def _new(self, key: Hashable, pieces: list[Piece], look: tuple[str, float, bool]) -> Thing:
        first, number = pieces[0], self._number(key, pieces[0].member)
        if first.kind is Writing:
            return self._writing(number, pieces, look)
        polylines, what = _polylines(pieces), name(first.member)
        if first.kind is Area:
            return Area(number, f"area '{what}'", _around(polylines), *look, polylines, is_mesh(key))
        width = max(piece.form.width for piece in pieces)
        area = ("area", id(first.member.mobject))
        border = self._number(area, first.member) if first.form.has_border else None
        box = _around(polylines, margin=width / 2)
        return Line(number, f"line '{what}'", box, *look, polylines, width, border)

    def _writing(self, number: int, pieces: list[Piece], look: tuple[str, float, bool]) -> Writing:
        glyphs = [piece.member.mobject for piece in pieces]
        boxes = np.array([piece.form.box for piece in pieces if isinstance(piece.form, Form)])
        writing = writing_of(pieces[0].member)
        source = self._source(writing)
        heights = writings.x_heights(writing, glyphs, boxes, magnification=self._magnification)
        labels = frozenset(self._labelled(pieces[0].member))
        box = Box(*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())
        return Writing(number, writings.name(source), box, *look, source, boxes, heights, labels)

    def _source(self, writing: Any) -> Source:
        known, text = self._memory.sources, writings.identity(writing)
        if text is None:
            return writings.number_source(writing)
        if text not in known:
            self._memory.kept.append(writing)
            known[text] = writings.source_of(writing) if self._asks else writings.unasked(writing)
        return known[text]

    def _labelled(self, member: Member) -> Iterable[int]:
        """The keys of the lines that a label says it names."""
        lines = getattr(member.label, "labels_lines", ())
        for line in lines() if callable(lines) else lines:
            for part in line.get_family():
                yield self._number(("line", id(part)), Member(part))

    def _number(self, key: Hashable, member: Member) -> int:
        numbers = self._memory.keys
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            self._memory.kept.append(member)
        return numbers[key]


def _color(pieces: list[Piece]) -> str:
    """The most frequent one."""
    colors = [piece.color for piece in pieces]
    return colors[0] if len(colors) == 1 else max(set(colors), key=colors.count)


def _polylines(pieces: list[Piece]) -> tuple[Array, ...]:
    if len(pieces) == 1:
        return pieces[0].form.strokes
    return tuple(line for piece in pieces for line in piece.polylines)


def _around(polylines: tuple[Array, ...], *, margin: float = 0.0) -> Box:
    places = np.concatenate([np.zeros((0, 2)), *polylines])
    low, high = places.min(axis=0) - margin, places.max(axis=0) + margin
    return Box(*low.tolist(), *high.tolist())


def _hidden(built: Mapping[Hashable, Thing]) -> list[Hashable]:
    """Copies that stand right upon what they are copies of, ready to leave: they are not seen yet."""
    alike: dict[str, list[tuple[Hashable, Writing]]] = {}
    for key, thing in built.items():
        if isinstance(thing, Writing):
            alike.setdefault(thing.source.text, []).append((key, thing))
    return [
        key
        for same in alike.values()
        for index, (key, thing) in enumerate(same)
        if any(_covers(other, thing) for _, other in same[:index])
    ]


def _covers(below: Writing, above: Writing) -> bool:
    places = {tuple(box) for box in (below.glyphs / PIXEL).round().tolist()}
    return all(tuple(box) in places for box in (above.glyphs / PIXEL).round().tolist())
