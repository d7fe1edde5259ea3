"""What a formula costs: new, and when it has been set before.

python -m benchmarks.formula
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from calcanim.blocks.formula import Formula
from calcanim.blocks.latex import to_typst
from calcanim.blocks.theme import DARK
from calcanim.tex.typeset import typeset

FORMULAS = (
    r"f(x) = x^2",
    r"\frac{\Delta y}{\Delta x}",
    r"f'(x_A) = \underset{x_B \to x_A}{\lim} \frac{f(x_B) - f(x_A)}{x_B - x_A}",
    r"\frac{\partial f}{\partial x} = \underset{\epsilon \to 0}{\lim} \frac{f(x+\epsilon, y)}{\epsilon}",
    r"\frac{1}{2} \sin(\theta) \cos(\theta) < \frac{\theta}{2} < \frac{1}{2} \tan(\theta)",
    r"\begin{cases} -1 & \text{if } x < 0 \\ 1 & \text{if } x \ge 0 \end{cases}",
)
ROUNDS = 50


def cost(draw: Callable[[str], Formula], latex: str) -> float:
    """Median time of a drawing, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        draw(latex)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def drawn(latex: str) -> Formula:
    """A formula, from the cache if it has been set before."""
    return Formula(latex, theme=DARK)


def forgotten(latex: str) -> Formula:
    """A formula as if it had never been set."""
    to_typst.cache_clear()
    typeset.cache_clear()
    return drawn(latex)


def main() -> None:
    """Print a line a formula: medians, in milliseconds."""
    forgotten("x")
    print(f"{'new':>8} {'again':>8}  ms, medians of {ROUNDS}")
    for latex in FORMULAS:
        print(f"{cost(forgotten, latex):8.2f} {cost(drawn, latex):8.2f}  {latex}")


if __name__ == "__main__":
    main()
