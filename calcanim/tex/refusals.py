"""What cannot be set: what it is, where it stands, and the way out."""

from __future__ import annotations

from calcanim.errors import FormulaError

WAY_OUT = "install LaTeX and render with --tex latex, or write it in another way"


def needs_latex(reason: str, latex: str, /, *, at: int | None = None) -> FormulaError:
    """Tell of what only LaTeX can set; `at` is where it stands, if that is known."""
    return FormulaError(f"without LaTeX, {reason}{_place(at)}: {WAY_OUT}{_shown(latex, at)}")


def mistaken(reason: str, latex: str, /, *, at: int | None = None) -> FormulaError:
    """Tell of what LaTeX would not take either."""
    return FormulaError(f"{reason}{_place(at)}{_shown(latex, at)}")


def _place(at: int | None) -> str:
    return "" if at is None else f", at character {at + 1}"


def _shown(latex: str, at: int | None) -> str:
    """The source, with a mark below the place; in one line, as a command prints it, the place is said too."""
    return f"\n  {latex}" if at is None else f"\n  {latex}\n  {' ' * at}^"
