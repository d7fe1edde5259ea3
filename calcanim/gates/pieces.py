"""Ink sorted into things: glyphs into writings, the faces of a mesh into one area, dashes into one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import manim as mn

from calcanim.blocks.formula import Imprint
from calcanim.gates.crowds import STRIPS, Bunch
from calcanim.gates.family import Member
from calcanim.gates.forms import INVISIBLE, Form
from calcanim.gates.recording import Area, Array, Line, Thing, Writing

MESH = 50  # filled siblings from which they are the faces of a mesh
MANY = 8  # strokes of one kind beside each other from which they are one line: dashes, ticks


class Piece(NamedTuple):
    """Ink of one mobject, as part of the thing with this key."""

    key: Hashable
    kind: type[Thing]
    member: Member
    form: Form | Bunch

    @property
    def opacity(self) -> float:
        """Of the ink that counts: fill, stroke, or both."""
        return {Area: self.form.fill, Line: self.form.stroke}.get(self.kind, self.form.opacity)

    @property
    def color(self) -> str:
        """Of the ink that counts."""
        return self.form.stroke_color if self.kind is Line else self.form.color

    @property
    def polylines(self) -> tuple[Array, ...]:
        """Its outline; that of a face is connected and has straight sides."""
        if isinstance(self.form, Form) and isinstance(self.member.mobject, mn.ThreeDVMobject):
            return (self.form.corners,)
        return self.form.strokes

    @property
    def mobjects(self) -> tuple[mn.VMobject, ...]:
        """What draws it."""
        return self.form.mobjects if isinstance(self.form, Bunch) else (self.member.mobject,)


class _Census(NamedTuple):
    """How many siblings are alike."""

    fills: Counter[int]
    fills_of_color: Counter[tuple[int, str]]
    strokes: Counter[tuple[int, str, float]]


def pieces_of(inked: Sequence[tuple[Member, Form | Bunch]], /) -> list[Piece]:
    """Every piece of ink, in the order of painting; a filled mobject with a border gives two."""
    census = _counted(inked)
    return [piece for member, form in inked for piece in _pieces(member, form, census)]


def grouped(pieces: Iterable[Piece], /) -> dict[Hashable, list[Piece]]:
    """The pieces of each thing; the thing that is painted last is last."""
    groups: dict[Hashable, list[Piece]] = {}
    for piece in pieces:
        group = groups.pop(piece.key, [])
        group.append(piece)
        groups[piece.key] = group
    return groups


def is_mesh(key: Hashable, /) -> bool:
    """Whether this is the key of the faces of a mesh."""
    return isinstance(key, tuple) and key[0] == "mesh"


def writing_of(member: Member, /) -> Any | None:
    """The piece of writing that a mobject is part of, or was set for."""
    if member.writing is not None:
        return member.writing
    imprint: Imprint | None = getattr(member.mobject, "imprint", None)
    return imprint.writing if imprint else None


def _counted(inked: Sequence[tuple[Member, Form | Bunch]]) -> _Census:
    census = _Census(Counter(), Counter(), Counter())
    for member, form in inked:
        if isinstance(form, Bunch):
            continue
        if member.writing is not None or member.parent is None or len(member.parent.submobjects) < MANY:
            continue
        parent = id(member.parent)
        if form.fill > INVISIBLE:
            census.fills[parent] += 1
            census.fills_of_color[parent, form.fill_color] += 1
        else:
            census.strokes[parent, form.stroke_color, form.width] += 1
    return census


def _pieces(member: Member, form: Form | Bunch, census: _Census) -> Iterator[Piece]:
    if isinstance(form, Bunch):
        yield Piece(("mesh" if form.look.is_mesh else "bunch", id(form)), form.look.kind, member, form)
        return
    writing = writing_of(member)
    if writing is not None and not isinstance(member.mobject, mn.Line):
        yield Piece(_writing_key(member, writing), Writing, member, form)
    elif census.fills[id(member.parent)] >= MESH:
        yield _in_mesh(member, form, census)
    elif form.fill > INVISIBLE:
        yield Piece(("area", id(member.mobject)), Area, member, form)
        if form.has_border:
            yield Piece(("line", id(member.mobject)), Line, member, form)
    else:
        kind = id(member.parent), form.stroke_color, form.width
        key = ("lines", *kind) if census.strokes[kind] >= MANY else ("line", id(member.mobject))
        yield Piece(key, Line, member, form)


def _in_mesh(member: Member, form: Form, census: _Census) -> Piece:
    """A face, one of the strips of a sheet, a mark or a stroke: the mobject that draws it changes."""
    parent = id(member.parent)
    if form.fill <= INVISIBLE:
        return Piece(("lines", parent, form.stroke_color, form.width), Line, member, form)
    if form.has_border:
        return Piece(("mesh", parent), Area, member, form)
    is_strip = census.fills_of_color[parent, form.fill_color] >= STRIPS
    return Piece(("mesh" if is_strip else "area", parent, form.fill_color), Area, member, form)


def _writing_key(member: Member, writing: Any) -> Hashable:
    """A glyph that is carried alone is still its writing's; a copy of it is a writing of its own."""
    if member.writing is None and not any(each is member.mobject for each in writing.submobjects):
        return "copy", id(writing), id(member.parent)
    return "writing", id(writing)
