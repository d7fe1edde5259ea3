"""Where a piece of writing comes from: printed by an object of the core, stated and verified, or typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import sympy

from calcanim.blocks.evidence import Content, Source
from calcanim.calculus.language.latex_tokens import without_breaks, without_parts
from calcanim.calculus.verification.derivation import DerivationLine
from calcanim.calculus.verification.statement import Statement, is_name, stated
from calcanim.calculus.verification.trials import Ground
from calcanim.calculus.verification.verdicts import Finding, Verdict, worst
from calcanim.errors import UnverifiedError

TYPED, PRINTED = "typed by hand", "printed by "
_CORE = ("calcanim.calculus.", "sympy.")
_DIGIT = re.compile(r"\d")


def formula_source(latex: str, *, on: Ground, after: str, printed: object | None) -> Source:
    """The source of a formula: of what `printed` it, if that still says the same; else of what it states."""
    bare = without_parts(latex)
    if printed is not None:
        return _printed(bare, printed)
    if is_name(bare):
        return Source(Content.NAME, bare, "a name")
    return _stated(stated(bare, on=on, after=without_parts(after)))


def prose_source(text: str, *, on: Ground, printed: object | None) -> Source:
    """The source of words: those that hold numbers or formulas must come from the core, or be verified."""
    if printed is not None:
        return _said(text, printed)
    words, formulas = text.split("$")[0::2], text.split("$")[1::2]
    claims = [formula_source(each, on=on, after="", printed=None) for each in formulas]
    claims = [claim for claim in claims if claim.content is Content.FORMULA]
    if any(_DIGIT.search(each) for each in words):
        return Source(
            Content.FORMULA, text, TYPED, Verdict.UNCHECKED, "it holds a number that nothing printed"
        )
    if not claims:
        return Source(Content.PROSE, text, "prose")
    weakest = worst(Finding(claim.verdict or Verdict.UNCHECKED, claim.evidence) for claim in claims)
    return Source(Content.FORMULA, text, claims[0].origin, weakest.verdict, weakest.evidence)


def may_be_believed(source: Source, /) -> bool:
    """Whether a piece of writing states nothing, was printed by the core, or is verified."""
    if source.content is not Content.FORMULA:
        return True
    if source.verdict is None:
        return source.origin.startswith(PRINTED)
    return source.verdict in (Verdict.PROVED, Verdict.SUPPORTED)


def refuse_unverified(mobject: Any, /) -> None:
    """Raise `UnverifiedError` for the first formula in the family that is refuted, or that nobody checked."""
    for part in mobject.get_family():
        source = part.source() if callable(getattr(type(part), "source", None)) else None
        if source is not None and not may_be_believed(source):
            verdict = source.verdict or Verdict.UNCHECKED
            raise UnverifiedError(f"{source.text} is {verdict} ({source.origin}): {source.evidence}")


def _printed(bare: str, printed: object) -> Source:
    things = printed if isinstance(printed, tuple) else (printed,)
    expected = " ".join(_latex_of(thing) for thing in things)
    if _spaceless(bare) != _spaceless(without_parts(expected)):
        evidence = f"it says something else than what printed it: {expected}"
        return Source(Content.FORMULA, bare, TYPED, Verdict.REFUTED, evidence)
    origin = "; ".join(dict.fromkeys(_name(thing) for thing in things))
    findings = [finding for finding in map(_finding, things) if finding is not None]
    if not findings:
        return Source(Content.FORMULA, bare, origin)
    weakest = worst(findings)
    return Source(Content.FORMULA, bare, origin, weakest.verdict, weakest.evidence)


def _said(text: str, printed: object) -> Source:
    said = text.replace("\u00a0", " ")
    if not type(printed).__module__.startswith(_CORE) or said not in set(_sentences(printed)):
        evidence = f"{type(printed).__name__} of the core does not say this"
        return Source(Content.FORMULA, text, TYPED, Verdict.REFUTED, evidence)
    return Source(Content.PROSE, text, _name(printed))


def _sentences(printed: object) -> Iterator[str]:
    for name in ("sentence", "reason", "text", "spoken", "latex"):
        said = getattr(printed, name, None)
        if isinstance(said, str):
            yield said


def _finding(thing: object) -> Finding | None:
    """The verdict of an object that prints itself; None for one of the core that states nothing."""
    if isinstance(thing, DerivationLine | Statement):
        return Finding(thing.verdict, thing.evidence)
    if type(thing).__module__.startswith(_CORE):
        return None
    return Finding(Verdict.UNCHECKED, f"{type(thing).__name__} is no object of the math core")


def _latex_of(thing: object) -> str:
    return sympy.latex(thing) if isinstance(thing, sympy.Basic) else str(getattr(thing, "latex", thing))


def _name(thing: object) -> str:
    if isinstance(thing, DerivationLine):
        return f"a line of a derivation ({thing.reason})" if thing.reason else "a line of a derivation"
    return f"{PRINTED}{type(thing).__name__}"


def _stated(statement: Statement) -> Source:
    ground = f"stated on {statement.ground_text}" if statement.ground_text else "stated for all values"
    origin = ground if statement.is_claim else TYPED
    return Source(Content.FORMULA, statement.latex, origin, statement.verdict, statement.evidence)


def _spaceless(latex: str) -> str:
    """Without spaces, however it is broken into lines."""
    return re.sub(r"\s+|\\quad", "", without_breaks(latex))
