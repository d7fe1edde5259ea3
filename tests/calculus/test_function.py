"""Functions from text: values, derivatives, composition, and their formulas."""

from __future__ import annotations

import math
import time
import warnings

import numpy as np
import pytest
import sympy as sp
from hypothesis import assume, given
from hypothesis import strategies as st

from calcanim.calculus.function import Function
from calcanim.calculus.language.meaning import to_sympy
from calcanim.calculus.language.numeric import evaluate
from calcanim.calculus.language.parse import parse_expression
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import Node
from calcanim.calculus.language.tokens import ParseError
from calcanim.errors import UsageError
from tests.calculus.trees import TREES, UndefinedError, value

NAN = math.nan
X = sp.Symbol("x", real=True)

VALUES = [
    ("cbrt(x)", -8, -2),
    ("sqrt(x)", -1, NAN),
    ("x^(1/3)", -8, NAN),
    ("x^(1/3)", 8, 2),
    ("x^2", -3, 9),
    ("0^x", 0, 1),
    ("1/x", 0, NAN),
    ("arctan(1/x)", 0, NAN),
    ("1/(1/x)", 0, NAN),
    ("ln(x)", 0, NAN),
    ("ln(x)", -1, NAN),
    ("exp(x)", 1000, NAN),
    ("exp(-exp(x))", 10, 0),
    ("log(x)", math.e, 1),
    ("log(x, 2)", 8, 3),
    ("log2(x)+log10(x)", 1, 0),
    ("cot(x)", 0, NAN),
    ("artanh(x)", 1, NAN),
    ("floor(x)", -0.5, -1),
    ("ceil(x)", -0.5, 0),
    ("sign(x)", 0, 0),
    ("min(x, 2, 1)", 3, 1),
    ("max(x, ln(x))", -1, NAN),
    ("{1 if x<0}", 1, NAN),
    ("{1 if ln(x)<0; 2 otherwise}", -1, NAN),
    ("{1 if x<0; 2 if 0<=x<=1; 3 otherwise}", 1, 2),
    ("5", 1, 5),
    ("|x-1|", 0, 1),
]


@pytest.mark.parametrize(("text", "x", "expected"), VALUES)
def test_values_are_real_or_nan_and_never_warn(text: str, x: float, expected: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        f = Function.parse(text, variables="x")
        single, several = f(x), f(np.array([x, x]))
    assert isinstance(single, float)
    assert single == pytest.approx(expected, abs=1e-12, nan_ok=True)
    np.testing.assert_array_equal(several, [single, single])


@given(TREES, st.floats(-3, 3), st.floats(-3, 3))
def test_values_agree_with_python_s_own_arithmetic(tree: Node, x: float, y: float) -> None:
    try:
        expected = value(tree, {"x": x, "y": y})
    except (UndefinedError, OverflowError, ZeroDivisionError, ValueError):
        return
    assume(abs(expected) < 1e12)
    found = float(evaluate(tree, {"x": np.asarray(x), "y": np.asarray(y)}))
    near = [_shaken(tree, x, y, d) for d in (-1e-9, 1e-9)]
    assume(all(abs(n - expected) < 1e-3 * max(1, abs(expected)) for n in near))
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-6)


def _shaken(tree: Node, x: float, y: float, d: float) -> float:
    """The value close by: where it is far away, rounding decides and there is nothing to compare."""
    try:
        return value(tree, {"x": x + d, "y": y + d})
    except (UndefinedError, OverflowError, ZeroDivisionError, ValueError):
        return math.inf


@given(TREES)
def test_a_tree_s_text_reads_back(tree: Node) -> None:
    try:
        found = parse_expression(plain(tree))
    except ParseError as refusal:
        assert any(
            word in refusal.reason for word in ("zero", "value", "large", "exponent", "digits", "degree")
        )
    else:
        assert found == tree


@given(TREES, st.floats(0.1, 2), st.floats(0.1, 2))
def test_a_result_of_sympy_keeps_its_value_as_a_tree(tree: Node, x: float, y: float) -> None:
    at = {"x": np.asarray(x), "y": np.asarray(y)}
    try:
        f = Function.parse(plain(tree), variables="x y")
    except ParseError:
        return
    before, after = float(evaluate(tree, at)), float(evaluate(to_tree(f.expr), at))
    assume(math.isfinite(before) and abs(before) < 1e9)
    nudged = {name: v + 1e-9 for name, v in at.items()}
    assume(abs(float(evaluate(tree, nudged)) - before) < 1e-3 * max(1, abs(before)))
    assert after == pytest.approx(before, rel=1e-6, abs=1e-6)


SLOPES = [
    ("sin(2x^2)+1", "4*x*cos(2*x^2)"),
    ("x^3+cos(x)", "3*x^2 - sin(x)"),
    ("1/4*x^4-x^2+1/2", "x^3 - 2*x"),
    ("tan(x)", "1/cos(x)^2"),
    ("ln(x)", "1/x"),
    ("cbrt(x)", "1/(3*cbrt(x)^2)"),
    ("|x|", "sign(x)"),
    ("e^x", "e^x"),
]


@pytest.mark.parametrize(("text", "slope"), SLOPES)
def test_derivatives_are_written_as_in_a_textbook(text: str, slope: str) -> None:
    assert Function.parse(text).derivative().text == slope


CORNERS = [
    ("|x|", [-1, NAN, 1]),
    ("sign(x)", [0, NAN, 0]),
    ("floor(x)", [NAN, NAN, NAN]),
    ("cbrt(x)", [1 / 3, NAN, 1 / 3]),
    ("ln(x)", [NAN, NAN, 1]),
    ("sqrt(x)", [NAN, NAN, 0.5]),
    ("{x^2 if x<0; x otherwise}", [-2, NAN, 1]),
    ("max(x, -x)", [-1, NAN, 1]),
    ("min(x, x^2, 3)", [1, NAN, NAN]),
    ("x|x|", [2, 0, 2]),
    ("{x^2 if x<0; x^3 otherwise}", [-2, 0, 3]),
    ("|x|^3", [-3, 0, 3]),
]


@pytest.mark.parametrize(("text", "slopes"), CORNERS)
def test_a_derivative_has_values_where_the_slope_exists(text: str, slopes: list[float]) -> None:
    found = Function.parse(text).derivative()(np.array([-1.0, 0.0, 1.0]))
    np.testing.assert_allclose(found, slopes, equal_nan=True)


def test_a_second_derivative_keeps_the_corner_of_the_function() -> None:
    second = Function.parse("|x|").derivative(2)
    np.testing.assert_array_equal(second(np.array([-1.0, 0.0, 1.0])), [0, NAN, 0])


def test_partials_of_the_syllabus() -> None:
    f = Function.parse("sin(x*y)")
    assert f.variables == sp.symbols("x y", real=True)
    assert f.partial("x")(0.1, -1) == pytest.approx(-0.99500, abs=5e-6)
    assert f.partial(f.variables[1])(0.1, -1) == pytest.approx(0.09950, abs=5e-6)
    assert (f.partial("x").latex, f.partial("y").latex) == (r"y\cos(xy)", r"x\cos(xy)")


def test_a_grid_of_two_variables_broadcasts() -> None:
    x, y = np.meshgrid(np.linspace(0, 1, 3), np.linspace(0, 1, 4))
    assert Function.parse("5", variables=("x", "y"))(x, y).shape == (4, 3)


def test_composition_replaces_the_variable() -> None:
    composed = Function.parse("x^2+x").of(Function.parse("sin(t)"))
    assert (composed.text, composed.variables) == ("sin(t)^2 + sin(t)", (sp.Symbol("t", real=True),))
    assert composed(0.3) == pytest.approx(math.sin(0.3) ** 2 + math.sin(0.3))


def test_a_function_from_sympy_is_real_and_nicely_written() -> None:
    x = sp.Symbol("x")
    f = Function.from_expr(4 * x * sp.cos(2 * x**2) - sp.log(x) / 2 + sp.sqrt(x))
    assert f(4.0) == pytest.approx(16 * math.cos(32) - math.log(4) / 2 + 2)
    assert r"4x\cos(2x^2)" in f.latex and r"\ln(x)" in f.latex and r"\sqrt{x}" in f.latex
    with pytest.raises(UsageError, match="cannot be written"):
        Function.from_expr(sp.Integral(x, (x, 0, x)))


def test_equal_texts_make_equal_functions() -> None:
    assert Function.parse("2x") == Function.parse("2*x")
    assert Function.parse("|x|").derivative() != Function.parse("sign(x)")


@pytest.mark.parametrize("order", [-1, 21])
def test_the_order_of_a_derivative_is_bounded(order: int) -> None:
    with pytest.raises(UsageError, match="order"):
        Function.parse("x").derivative(order)


def test_misuse_is_said_plainly() -> None:
    f = Function.parse("x*y")
    with pytest.raises(UsageError, match="takes 2"):
        f(1)
    with pytest.raises(UsageError, match="not a variable"):
        f.partial("z")
    with pytest.raises(UsageError, match="one variable"):
        f.derivative()


def test_a_long_derivative_ends_in_time() -> None:
    started = time.perf_counter()
    with pytest.raises(UsageError, match=r"involved|too long"):
        f = Function.parse("*".join(f"sin(x^{n})^x" for n in range(2, 26)))
        f.derivative(20)
    assert time.perf_counter() - started < 45


def test_the_cube_root_is_real_for_sympy_too() -> None:
    expr = to_sympy(parse_expression("cbrt(x)"))
    assert expr.subs(X, -8) == -2
    assert float(expr.subs(X, -2).evalf()) == pytest.approx(-(2 ** (1 / 3)))
    assert expr.diff(X).subs(X, -8) == sp.Rational(1, 12)
