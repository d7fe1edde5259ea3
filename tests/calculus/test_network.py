"""Dense networks: shapes, and the product of Jacobians against differences and exact partials."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcanim.calculus import Function
from calcanim.calculus.network import Array, Dense, Network, small_network
from calcanim.errors import UnverifiedError, UsageError

NETWORK = small_network()
entries = st.floats(-2, 2)


def test_shapes_follow_the_layers() -> None:
    assert [value.shape for value in NETWORK.values([0.5, -1])] == [(2,), (3,), (2,), (1,)]
    assert [matrix.shape for matrix in NETWORK.jacobians([0.5, -1])] == [(3, 2), (2, 3), (1, 2)]
    assert NETWORK.jacobian([0.5, -1]).shape == (1, 2)


@settings(max_examples=20)
@given(entries, entries)
def test_the_product_of_jacobians_is_the_jacobian_of_the_whole(a: float, b: float) -> None:
    product = NETWORK.jacobian([a, b])

    def output(x: Array) -> Array:
        return NETWORK.values(x)[-1]

    at, step = np.array([a, b]), 1e-6
    for column, move in enumerate(np.eye(2) * step):
        difference = output(at + move) - output(at - move)
        assert product[:, column] == pytest.approx(difference / (2 * step), abs=1e-8)


def test_the_exact_functions_agree_with_the_layers() -> None:
    (whole,) = NETWORK.functions
    assert whole(0.5, -1) == pytest.approx(float(NETWORK.values([0.5, -1])[-1][0]), abs=1e-12)


def test_order_matters_for_matrices() -> None:
    first, second, _ = NETWORK.jacobians([0.5, -1])
    assert not np.allclose(second @ first, (first @ second)[:2, :2])


def test_a_product_that_is_not_the_jacobian_is_never_returned() -> None:
    class Wrong(Dense):
        def jacobian(self, x: object, /) -> Array:
            return np.array(self.weights)

    first, second, third = NETWORK.layers
    bent = Wrong(second.weights, second.biases, second.activation)
    wrong = replace(NETWORK, layers=(first, bent, third))
    with pytest.raises(UnverifiedError):
        wrong.jacobian([0.5, -1])


def test_layers_that_do_not_fit_are_refused() -> None:
    same = Function.parse("z")
    with pytest.raises(UsageError, match="cannot feed"):
        Network((Dense(((1.0,), (2.0,)), (0.0, 0.0), same), Dense(((1.0,),), (0.0,), same)))
    with pytest.raises(UsageError, match="one bias"):
        Dense(((1.0, 2.0),), (0.0, 1.0), same)
    with pytest.raises(UsageError, match="takes 2 numbers"):
        NETWORK.layers[0]([1.0])
