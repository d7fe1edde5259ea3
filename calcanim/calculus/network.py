"""Small dense networks: functions of vectors that feed each other, and the product of their Jacobians."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from calcanim.calculus.function import Function
from calcanim.calculus.partials import jacobian_functions
from calcanim.errors import UnverifiedError, UsageError

Array = NDArray[np.float64]
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Dense:
    """A layer: `activation(weights · x + biases)`, the activation applied to each entry.

    `weights` has a row for each output and a column for each input.

    >>> layer = Dense(((1.0, 2.0),), (0.5,), Function.parse("z^2"))
    >>> layer([1, 1]).tolist(), layer.jacobian([1, 1]).tolist()
    ([12.25], [[7.0, 14.0]])
    """

    weights: tuple[tuple[float, ...], ...]
    biases: tuple[float, ...]
    activation: Function

    def __post_init__(self) -> None:
        """Hold the shapes together."""
        widths = {len(row) for row in self.weights}
        if len(widths) != 1 or 0 in widths or len(self.biases) != len(self.weights):
            raise UsageError("a layer needs rows of weights of one length, and one bias for each row")
        _ = self.activation.variable

    @property
    def inputs(self) -> int:
        """How many numbers come in."""
        return len(self.weights[0])

    @property
    def outputs(self) -> int:
        """How many numbers go out."""
        return len(self.weights)

    def __call__(self, x: Sequence[float] | Array, /) -> Array:
        """The outputs, shape (outputs,)."""
        return np.asarray(self.activation(self._sums(x)))

    def jacobian(self, x: Sequence[float] | Array, /) -> Array:
        """The rate of each output by each input at x, shape (outputs, inputs)."""
        slopes = np.asarray(self.activation.derivative()(self._sums(x)))
        return np.asarray(slopes[:, None] * np.array(self.weights))

    def exactly(self, x: Sequence[sp.Expr], /) -> list[sp.Expr]:
        """The outputs as SymPy expressions of the inputs, the weights as written decimals."""
        sums = [
            sum((_exact(w) * entry for w, entry in zip(row, x, strict=True)), _exact(bias))
            for row, bias in zip(self.weights, self.biases, strict=True)
        ]
        return [self.activation.expr.subs(self.activation.variable, total) for total in sums]

    def _sums(self, x: Sequence[float] | Array) -> Array:
        entries = np.asarray(x, dtype=float)
        if entries.shape != (self.inputs,):
            raise UsageError(f"this layer takes {self.inputs} numbers, not {entries.size}")
        return np.asarray(np.array(self.weights) @ entries + np.array(self.biases))


@dataclass(frozen=True)
class Network:
    """Layers that feed each other; `layers[0]` is applied first."""

    layers: tuple[Dense, ...]

    def __post_init__(self) -> None:
        """Hold each layer's inputs to the outputs before it."""
        for before, after in zip(self.layers, self.layers[1:], strict=False):
            if before.outputs != after.inputs:
                raise UsageError(
                    f"a layer of {before.outputs} outputs cannot feed one of {after.inputs} inputs"
                )

    @property
    def latex(self) -> str:
        r"""What the network is made of: `f(\mathbf{x}) = …`."""
        inner = r"\mathbf{x}"
        for index, _ in enumerate(self.layers, 1):
            inner = f"{layer_name(index)}({inner})"
        return rf"f(\mathbf{{x}}) = {inner}"

    def values(self, x: Sequence[float] | Array, /) -> tuple[Array, ...]:
        """The input, then what each layer gives on."""
        found = [np.asarray(x, dtype=float)]
        for layer in self.layers:
            found.append(layer(found[-1]))
        return tuple(found)

    def jacobians(self, x: Sequence[float] | Array, /) -> tuple[Array, ...]:
        """Each layer's Jacobian at the vector that reaches it, in the order of the layers."""
        return tuple(layer.jacobian(value) for layer, value in zip(self.layers, self.values(x), strict=False))

    def jacobian(self, x: Sequence[float] | Array, /) -> Array:
        """The product J₃·J₂·J₁ of the layers' Jacobians, compared with the exact partials of the whole.

        `UnverifiedError` if the two disagree.
        """
        product = reduce(lambda inner, outer: outer @ inner, self.jacobians(x))
        entries = np.asarray(x, dtype=float)
        direct = np.array([[partial(*entries) for partial in row] for row in self._partials])
        if not np.allclose(product, direct, rtol=TOLERANCE, atol=TOLERANCE):
            raise UnverifiedError(f"the Jacobians multiply to {product.tolist()}, not to {direct.tolist()}")
        return product

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """Each output of the whole network as one function of `x_1`, `x_2`, …"""
        symbols = [sp.Symbol(f"x_{i + 1}", real=True) for i in range(self.layers[0].inputs)]
        outputs: list[sp.Expr] = list(symbols)
        for layer in self.layers:
            outputs = layer.exactly(outputs)
        return tuple(Function.from_expr(output, symbols) for output in outputs)

    @cached_property
    def _partials(self) -> tuple[tuple[Function, ...], ...]:
        return jacobian_functions(self.functions)


def layer_name(index: int, /) -> str:
    r"""LaTeX of a layer's name; the first layer is 1.

    >>> print(layer_name(2))
    \operatorname{Dense}_{2}
    """
    return rf"\operatorname{{Dense}}_{{{index}}}"


def small_network() -> Network:
    """Three layers, 2 → 3 → 2 → 1: tanh twice, then a plain weighted sum.

    >>> [value.size for value in small_network().values([0.5, -1.0])]
    [2, 3, 2, 1]
    """
    tanh, same = Function.parse("tanh(z)"), Function.parse("z")
    return Network(
        (
            Dense(((0.8, -0.5), (-0.6, 0.9), (0.4, 0.7)), (0.1, -0.2, 0.3), tanh),
            Dense(((0.9, -0.7, 0.5), (-0.4, 0.8, 0.6)), (0.0, 0.2), tanh),
            Dense(((1.2, -0.8),), (0.1,), same),
        )
    )


def _exact(weight: float) -> sp.Rational:
    return sp.Rational(repr(float(weight)))
