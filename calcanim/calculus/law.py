"""A formula that the language of formulas has no signs for: who makes it has checked it in numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Law:
    """LaTeX with ∇, sums over examples or hats, printed by the object of the core whose law it is."""

    latex: str
