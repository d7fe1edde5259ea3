"""Whether a lesson can show what it is about to write: verified, and large enough to be read."""

from __future__ import annotations

from calcanim.blocks.formula import NOTHING, Formula
from calcanim.blocks.provenance import may_be_believed
from calcanim.blocks.stage import Box
from calcanim.blocks.theme import DARK, EM, Size
from calcanim.blocks.writing.breaking import in_lines, is_legible
from calcanim.calculus.verification.trials import Ground
from calcanim.errors import ParameterError


def require_shown(latex: str, box: Box, *, named: str, on: Ground = NOTHING) -> None:
    """Raise `ParameterError` for a formula that cannot be verified, or be read in a box, in lines or not.

    `named` says which parameter it comes from, as `f = x^2`.
    """
    made = Formula(in_lines(latex, box, theme=DARK), theme=DARK, on=on)
    if not is_legible(made, box, em=EM[Size.BODY]):
        raise too_small(named)
    require_verified(made, named=named)


def require_verified(made: Formula, *, named: str) -> None:
    """Raise `ParameterError` for a formula that is refuted, or that could not be verified."""
    if not may_be_believed(made.source()):
        raise ParameterError(
            f"{named}: a formula of its derivatives could not be verified; choose a simpler function"
        )


def too_small(named: str) -> ParameterError:
    """What to say of a formula that cannot be read."""
    return ParameterError(
        f"{named}: a formula of its derivatives would be too small to be read; choose a shorter function"
    )
