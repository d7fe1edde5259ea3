"""What is new in a line of a derivation, compared with the line above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from calcanim.blocks.formula import Glyphs
from calcanim.blocks.writing.equation import SIGN
from calcanim.calculus import latex
from calcanim.calculus.language.syntax import Add, Apply, Call, Name, Node, Number, Sub, children
from calcanim.calculus.verification.derivation import DerivationLine
from calcanim.tex.typeset import typeset

_THING = "thing"  # how the names of parts begin that are one thing
_PLAIN = (Name, Number, Add, Sub, Call)  # arguments that stand in a line without a fraction


def new_glyphs(before: Glyphs, after: Glyphs, /) -> tuple[int, ...]:
    """Which glyphs of a line were not in the line before; a function with its argument counts as one thing.

    The sign that every line begins with is never new, nor what stands before it.
    """
    ours, theirs = _things(before), _things(after)
    names = [name for name, _ in theirs]
    matcher = SequenceMatcher(a=[name for name, _ in ours], b=names, autojunk=False)
    found: list[int] = []
    for kind, _, _, low, high in matcher.get_opcodes():
        if kind in ("insert", "replace"):
            first, last = _slid(names, low, high) if kind == "insert" else (low, high)
            found += [index for _, glyphs in theirs[first:last] for index in glyphs]
    return tuple(sorted(found))


def _slid(names: Sequence[str], low: int, high: int) -> tuple[int, int]:
    """The same insertion a little to the left, if it then begins with a sign: `a [- b + c] - d`."""
    signs = {glyph.shape for glyph in typeset("$ + - baseline $").glyphs}
    first, last = low, high
    while first > 0 and names[first - 1] == names[last - 1] and names[first] not in signs:
        first, last = first - 1, last - 1
    return (first, last) if names[first] in signs else (low, high)


def _things(formula: Glyphs) -> list[tuple[str, list[int]]]:
    """What a line is made of, behind its first sign: things with a name of their own, and loose glyphs."""
    found: list[tuple[str, list[int]]] = []
    last = 0
    for index, glyph in enumerate(formula.outlines):
        number = _named_thing(formula, glyph.tag)
        if number and formula.parts[number - 1].name == SIGN:
            found.clear()
            continue
        if number and number == last:
            found[-1][1].append(index)
        else:
            found.append((formula.parts[number - 1].name if number else glyph.shape, [index]))
        last = number
    return found


def _named_thing(formula: Glyphs, tag: int) -> int:
    """The number of the part around a glyph that is a thing, or the sign; 0 if there is none."""
    while tag:
        part_of = formula.parts[tag - 1]
        if part_of.name == SIGN or part_of.name.startswith(_THING):
            return tag
        tag = part_of.parent
    return 0


def named_things(lines: Sequence[DerivationLine], /) -> dict[str, str]:
    """LaTeX of each function with its argument, as `g(x+\\epsilon)`, and a name for it."""
    found = {latex(call) for line in lines for call in _calls(line.node)}
    return {text: f"{_THING}{number}" for number, text in enumerate(sorted(found))}


def _calls(node: Node) -> Iterator[Node]:
    if isinstance(node, Apply | Call) and all(isinstance(a, _PLAIN) for a in node.arguments):
        yield node
    for child in children(node):
        yield from _calls(child)
