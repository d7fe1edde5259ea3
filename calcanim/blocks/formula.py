"""Formulas and prose as Manim groups of glyphs, with named parts, and the animation that carries one into the
next."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Protocol, cast

import manim as mn
import sympy

from calcanim.blocks.evidence import Source
from calcanim.blocks.latex import Part, color_symbols, to_latex, to_typst
from calcanim.blocks.provenance import formula_source, prose_source
from calcanim.blocks.theme import EM, SYMBOLS, Role, Size, Theme
from calcanim.calculus.verification.trials import Ground
from calcanim.errors import FormulaError
from calcanim.tex.by_latex import is_asked, typeset_by_latex
from calcanim.tex.characters import quoted
from calcanim.tex.copies import flat_copy
from calcanim.tex.typeset import PROSE_SCALE, Glyph, Typesetting, typeset

PROSE_FONT = "Inter"


class Printable(Protocol):
    """Anything of the math core that prints itself."""

    @property
    def latex(self) -> str:
        """LaTeX math."""


NOTHING = Ground()
_UNBROKEN = 24  # characters of LaTeX: shorter formulas among words are not broken


@dataclass(frozen=True)
class Imprint:
    """Which glyph of which writing a drawn glyph is: an animation may carry it, or a copy, alone."""

    writing: Glyphs
    glyph: Glyph

    def __deepcopy__(self, memo: dict[int, Any]) -> Imprint:
        """A copied glyph is still one of the same writing."""
        return self


class Ink(mn.VMobject):
    """A drawn glyph."""

    imprint: Imprint | None = None


def inked(glyph: Glyph, color: str) -> Ink:
    """One glyph in one colour: a flat copy of a prototype, thirty times cheaper than a new `VMobject`."""
    drawn = flat_copy(_ink(color))
    drawn.points = glyph.points.copy()
    return drawn


@lru_cache(maxsize=64)
def _ink(color: str) -> Ink:
    return Ink(fill_color=color, fill_opacity=1.0, stroke_width=0.0)


class Glyphs(mn.VGroup):
    """A group of set glyphs that knows its baseline and its parts."""

    def __init__(
        self, setting: Typesetting, parts: Sequence[Part], *, theme: Theme, em: float, role: Role
    ) -> None:
        super().__init__()
        self.outlines = setting.glyphs
        self.parts = tuple(parts)
        self._hold(
            [inked(glyph, theme.color(_role_of(glyph.tag, self.parts, role))) for glyph in setting.glyphs]
        )
        self.scale(em, about_point=mn.ORIGIN)

    def _hold(self, drawn: Sequence[Ink]) -> None:
        for ink, glyph in zip(drawn, self.outlines, strict=True):
            ink.imprint = Imprint(self, glyph)
        self.submobjects = list(drawn)

    def __deepcopy__(self, memo: dict[int, Any]) -> Glyphs:
        """Copy what is drawn; outlines and parts never change and are shared."""
        twin = copy.copy(self)
        memo[id(self)] = twin
        twin.updaters = []
        twin._hold([flat_copy(cast(Ink, drawn)) for drawn in self.submobjects])
        return twin

    @property
    def baseline(self) -> float:
        """Height of the baseline, in frame units, wherever the group has been moved."""
        foot, head = (float(value) for value in _span(self.outlines[0]))
        low, high = (float(value) for value in _span(self.submobjects[0]))
        return low - foot * (high - low) / (head - foot)

    def part(self, name: str) -> mn.VGroup:
        """The glyphs of every part of this name, in order; raise `FormulaError` if there is none."""
        wanted = {number for number in range(1, len(self.parts) + 1) if self._lies_in(number, name)}
        chosen = [
            drawn for drawn, glyph in zip(self.submobjects, self.outlines, strict=True) if glyph.tag in wanted
        ]
        if not chosen:
            names = ", ".join(sorted({part.name for part in self.parts})) or "none"
            raise FormulaError(f"the formula has no part {name!r}; its parts: {names}")
        return mn.VGroup(*chosen)

    def _lies_in(self, number: int, name: str) -> bool:
        while number:
            part = self.parts[number - 1]
            if part.name == name:
                return True
            number = part.parent
        return False

    def _keys(self) -> list[tuple[str, str]]:
        """What a glyph must share with another to be carried there: its shape and its innermost part."""
        names = ["", *(part.name for part in self.parts)]
        return [(glyph.shape, names[glyph.tag]) for glyph in self.outlines]


class Formula(Glyphs):
    r"""LaTeX math, set by Typst, or by LaTeX itself where `--tex latex` asks for it. Known symbols have their
    role's colour; `\part{name}{…}` names a part.

    A part whose name is a role (`\part{rise}{3}`) has that role's colour. LaTeX that cannot be set is a
    `FormulaError`.

    What it states is read back from its LaTeX and verified on a ground: `Formula(r"f'(x) = 2x",
    on=given(f=f))`; `after` is what stands before one that begins with its equals sign. One that an object of
    the math core prints, however it is coloured, says so: `printed=line`. A lesson refuses one that is
    refuted or unchecked.
    """

    def __init__(
        self,
        latex: str,
        *,
        theme: Theme,
        size: Size = Size.BODY,
        role: Role = Role.TEXT,
        on: Ground = NOTHING,
        after: str = "",
        printed: object | None = None,
    ) -> None:
        colored = color_symbols(latex, SYMBOLS)
        markup = to_typst(colored)
        typst = f"$ {markup.typst} baseline $"
        setting = typeset_by_latex(to_latex(colored)) if is_asked() else typeset(typst)
        self.latex = latex
        self.on, self.after, self.printed = on, after, printed
        super().__init__(setting, markup.parts, theme=theme, em=EM[size], role=role)

    @classmethod
    def of(cls, thing: Printable | sympy.Basic, *, theme: Theme, size: Size = Size.BODY) -> Formula:
        """The formula that an object of the math core, or of SymPy, prints."""
        latex = sympy.latex(thing) if isinstance(thing, sympy.Basic) else thing.latex
        return cls(latex, theme=theme, size=size, printed=thing)

    def source(self) -> Source:
        """Where it comes from, and how sure it is."""
        return formula_source(self.latex, on=self.on, after=self.after, printed=self.printed)


class Prose(Glyphs):
    """Words, with `$…$` for math among them; broken into lines no longer than `width` frame units.

    What the math states is verified on the ground `on`. Words that hold numbers are `printed` by an object of
    the math core, as its `sentence` or `text`.
    """

    def __init__(
        self,
        text: str,
        *,
        theme: Theme,
        size: Size = Size.LABEL,
        role: Role = Role.TEXT,
        width: float | None = None,
        centred: bool = False,
        bold: bool = False,
        on: Ground = NOTHING,
        printed: object | None = None,
    ) -> None:
        self.text = text
        self.on, self.printed = on, printed
        body, parts = _prose_markup(text)
        weight = ', weight: "semibold"' if bold else ""
        math = f"#show math.equation: set text(size: {1 / PROSE_SCALE}em)\n"
        words = f'#set text(font: "{PROSE_FONT}"{weight})\n{math}'
        limit = "auto" if width is None else f"{width / (EM[size] * PROSE_SCALE)}em"
        shape = f"#set align({'center' if centred else 'left'})\n#set par(leading: 0.7em)\n"
        source = f"{words}{shape}#block(width: {limit})[{body}#baseline]"
        super().__init__(typeset(source), parts, theme=theme, em=EM[size] * PROSE_SCALE, role=role)

    def source(self) -> Source:
        """Where it comes from, and how sure it is."""
        return prose_source(self.text, on=self.on, printed=self.printed)


class Carry(mn.AnimationGroup):
    """One formula becomes the next: what stays travels to its new place, the rest gives way and appears."""

    def __init__(self, before: Glyphs, after: Glyphs, *, run_time: float = 1.2) -> None:
        self.before, self.after = before, after
        pairs = _kept(before, after)
        kept = mn.VGroup(*(before.submobjects[i] for i, _ in pairs))
        goal = mn.VGroup(*(after.submobjects[j] for _, j in pairs))
        gone = [drawn for i, drawn in enumerate(before.submobjects) if i not in {i for i, _ in pairs}]
        new = [drawn for j, drawn in enumerate(after.submobjects) if j not in {j for _, j in pairs}]
        self.passing = mn.VGroup(*kept, *gone)
        moves: list[mn.Animation] = [mn.Transform(kept, goal)] if pairs else []
        if gone:
            moves.append(mn.FadeOut(mn.VGroup(*gone), rate_func=mn.squish_rate_func(mn.smooth, 0.0, 0.4)))
        if new:
            moves.append(mn.FadeIn(mn.VGroup(*new), rate_func=mn.squish_rate_func(mn.smooth, 0.5, 1.0)))
        super().__init__(*moves, run_time=run_time)

    def clean_up_from_scene(self, scene: mn.Scene) -> None:
        """Leave the new formula on the scene, as itself, and nothing else."""
        super().clean_up_from_scene(scene)
        scene.remove(self.before, self.passing, *self.passing.submobjects, *self.after.submobjects)
        scene.add(self.after)


def _kept(before: Glyphs, after: Glyphs) -> list[tuple[int, int]]:
    """Pairs of glyph indices: parts of one name first, whole, wherever they went; then what stands in the
    same order."""
    first, second = before._keys(), after._keys()
    pairs = _moved_parts(first, second)
    left = [i for i in range(len(first)) if i not in {i for i, _ in pairs}]
    right = [j for j in range(len(second)) if j not in {j for _, j in pairs}]
    matcher = SequenceMatcher(a=[first[i][0] for i in left], b=[second[j][0] for j in right], autojunk=False)
    for block in matcher.get_matching_blocks():
        pairs += [(left[block.a + k], right[block.b + k]) for k in range(block.size)]
    return sorted(pairs)


def _moved_parts(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for name in dict.fromkeys(name for _, name in first if name):
        here = [i for i, key in enumerate(first) if key[1] == name]
        there = [j for j, key in enumerate(second) if key[1] == name]
        if [first[i][0] for i in here] == [second[j][0] for j in there]:
            pairs += zip(here, there, strict=True)
    return pairs


def _role_of(tag: int, parts: Sequence[Part], default: Role) -> Role:
    while tag:
        part = parts[tag - 1]
        if part.name in set(Role):
            return Role(part.name)
        tag = part.parent
    return default


def _span(glyph: Glyph | mn.VMobject) -> tuple[Any, Any]:
    return glyph.points[:, 1].min(), glyph.points[:, 1].max()


@lru_cache(maxsize=1024)
def _prose_markup(text: str) -> tuple[str, tuple[Part, ...]]:
    pieces: list[str] = []
    parts: list[Part] = []
    for index, piece in enumerate(text.split("$")):
        if index % 2 == 0:
            pieces += [f"#{quoted(piece)}"] if piece else []
            continue
        markup = to_typst(color_symbols(piece, SYMBOLS))
        formula = f"${_renumbered(markup.typst, len(parts))}$"
        pieces.append(f"#box[{formula}]" if len(piece) <= _UNBROKEN else formula)
        parts += [Part(part.name, part.parent and part.parent + len(parts)) for part in markup.parts]
    return "".join(pieces), tuple(parts)


def _renumbered(typst: str, shift: int) -> str:
    return re.sub(r"part\(#(\d+)", lambda match: f"part(#{int(match[1]) + shift}", typst)
