"""The chain rule's formulas, for any number of functions: LaTeX with parts that can travel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from calcanim.blocks.formula import Printable
from calcanim.blocks.live import decimal
from calcanim.blocks.theme import Role
from calcanim.calculus.composition import Composition
from calcanim.calculus.constant import Constant
from calcanim.calculus.verification.statement import Ground, given

_FEWEST, _MOST = 2, 6  # decimals


@dataclass(frozen=True)
class Wire:
    """A variable between two machines: its letter, and the colour of its change."""

    letter: str
    role: Role

    @property
    def change(self) -> str:
        """Δ and the letter, in its colour."""
        return rf"\part{{{self.role}}}{{\Delta {self.letter}}}"

    @property
    def differential(self) -> str:
        """d and the letter, in its colour."""
        return rf"\part{{{self.role}}}{{\mathrm{{d}}{self.letter}}}"


def factor_part(index: int) -> str:
    """Name of the part that holds the rate of a machine; the first machine is 0."""
    return f"factor {index}"


def number_part(index: int) -> str:
    """Name of the part that holds a machine's rate as a number."""
    return f"number {index}"


def ground_of(
    composition: Composition, names: Sequence[str], wires: Sequence[Wire], *, at: Constant | None = None
) -> Ground:
    """What the chain's formulas stand on: its functions, what stands on its wires, and the input, if it is
    `at` one place."""
    functions = dict(zip(names, composition.functions, strict=True))
    steps = zip(names, pairwise(wires), strict=True)
    between = {after.letter: f"{name}({before.letter})" for name, (before, after) in steps}
    place = {} if at is None else {wires[0].letter: at}
    return given(f=composition.whole, **functions, **between, **place)


def change_ratio(before: Wire, after: Wire) -> str:
    """Δu/Δx."""
    return rf"\frac{{{after.change}}}{{{before.change}}}"


def leibniz_rate(before: Wire, after: Wire) -> str:
    """du/dx."""
    return rf"\frac{{{after.differential}}}{{{before.differential}}}"


def leibniz(wires: Sequence[Wire]) -> str:
    """dy/dx = dy/du · du/dx, the outermost first."""
    return f"{leibniz_rate(wires[0], wires[-1])} = {_product(leibniz_names(wires))}"


def lagrange_names(names: Sequence[str], wires: Sequence[Wire]) -> list[str]:
    """h'(x), g'(u): each machine's rate at what stands on the wire before it."""
    return [_rate_of(name, wire.letter) for name, wire in zip(names, wires, strict=False)]


def leibniz_names(wires: Sequence[Wire]) -> list[str]:
    """du/dx, dy/du: each machine's rate, as parts that can travel into the product."""
    return [_part(k, leibniz_rate(*pair)) for k, pair in enumerate(pairwise(wires))]


def argument(names: Sequence[str]) -> str:
    """What reaches the next machine: x, h(x), g(h(x)), …"""
    inner = "x"
    for name in names:
        inner = f"{name}({inner})"
    return inner


def composition_latex(names: Sequence[str], whole: Printable) -> str:
    """f(x) = g(h(x)) = …"""
    return f"f(x) = {argument(names)} = {whole.latex}"


def lagrange_rate(names: Sequence[str]) -> str:
    """The derivative of the last of these functions at what reaches it: g'(h(x))."""
    return _rate_of(names[-1], argument(names[:-1]))


def lagrange(names: Sequence[str]) -> str:
    """f'(x) = g'(h(x)) · h'(x), the outermost first."""
    factors = [_part(k, lagrange_rate(names[: k + 1])) for k in range(len(names))]
    return rf"f'(x) = {_product(factors)}"


def places_for(rates: Sequence[float]) -> int:
    """Decimals that show at least two digits of every rate that is not 0, within reason."""
    sizes = [abs(rate) for rate in rates if rate]
    wanted = 1 - math.floor(math.log10(min(sizes))) if sizes else _FEWEST
    return min(max(wanted, _FEWEST), _MOST)


def numeric_rate(left: str, rate: float, index: int, *, places: int) -> str:
    """The rate of one machine, in decimals."""
    return rf"{left} {_relation([rate], places)} \part{{{number_part(index)}}}{{{decimal(rate, places)}}}"


def numeric_product(left: str, rates: Sequence[float], total: float, *, places: int) -> str:
    """The rates and what they multiply to, in decimals, the outermost first."""
    factors = [rf"\part{{{number_part(k)}}}{{{_factor(rate, places)}}}" for k, rate in enumerate(rates)]
    sign = _relation([*rates, total], places)
    first = _relation(rates, places)
    return rf"{left} {first} \part{{{Role.SLOPE}}}{{{_product(factors)} {sign} {decimal(total, places)}}}"


def evaluated(name: str, at: str, value: float, *, places: int) -> str:
    """f'(1/2) ≈ 1.76."""
    return rf"{_rate_of(name, at)} {_relation([value], places)} {decimal(value, places)}"


def _relation(numbers: Sequence[float], places: int) -> str:
    return "=" if all(round(number, places) == number for number in numbers) else r"\approx"


def _factor(rate: float, places: int) -> str:
    number = decimal(rate, places)
    return f"({number})" if number.startswith("-") else number


def _rate_of(name: str, at: str) -> str:
    return rf"\part{{{Role.DERIVATIVE}}}{{{name}'}}({at})"


def _part(index: int, latex: str) -> str:
    return rf"\part{{{factor_part(index)}}}{{{latex}}}"


def _product(factors: Sequence[str]) -> str:
    return r" \cdot ".join(reversed(factors))
