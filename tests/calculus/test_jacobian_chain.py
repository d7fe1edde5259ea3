"""Jacobians as they are shown: the numbers are those of the network, and a wrong one is never written."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from calcanim.calculus import Function
from calcanim.calculus.jacobian_chain import JacobianChain, WrittenMatrix
from calcanim.calculus.network import Array, Dense, Network, small_network
from calcanim.errors import UnverifiedError

AT = (0.5, -1.0)


def numbers(matrix: WrittenMatrix) -> list[list[float]]:
    body = matrix.latex.split(r"\begin{pmatrix}")[1].split(r"\end{pmatrix}")[0].replace(r"\;", "")
    return [[float(entry) for entry in row.split("&")] for row in body.split(r"\\")]


def test_every_matrix_is_written_with_the_networks_numbers() -> None:
    chain, network = JacobianChain(small_network(), AT), small_network()
    for matrix, truth in zip(chain.factors, network.jacobians(AT), strict=True):
        assert np.abs(np.array(numbers(matrix)) - truth).max() <= 0.005
    assert np.abs(np.array(numbers(chain.result)) - network.jacobian(AT)).max() <= 0.005


def test_they_multiply_in_the_order_in_which_they_are_written() -> None:
    chain = JacobianChain(small_network(), AT)
    assert [matrix.name for matrix in chain.product] == ["J_{3}", "J_{2}", "J_{1}"]
    third, second, first = (np.array(numbers(matrix)) for matrix in chain.product)
    assert third @ second @ first == pytest.approx(np.array(numbers(chain.result)), abs=0.03)


def test_rounded_numbers_are_not_called_equal() -> None:
    assert JacobianChain(small_network(), AT).result.latex.startswith(r"\approx ")
    same = Function.parse("z")
    doubling = Network((Dense(((2.0,),), (0.0,), same), Dense(((0.5,),), (1.0,), same)))
    assert JacobianChain(doubling, (3.0,)).result.latex.startswith("= ")


def test_a_matrix_that_is_no_jacobian_is_never_written() -> None:
    class Wrong(Dense):
        def jacobian(self, x: object, /) -> Array:
            return np.array(self.weights)

    first, *rest = small_network().layers
    wrong = replace(small_network(), layers=(Wrong(first.weights, first.biases, first.activation), *rest))
    with pytest.raises(UnverifiedError, match="the Jacobian"):
        JacobianChain(wrong, AT)
