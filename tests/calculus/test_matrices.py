"""Statements on matrices are checked entry by entry."""

from __future__ import annotations

import pytest

from calcanim.calculus import Function
from calcanim.calculus.language.latex_reading import read_latex
from calcanim.calculus.language.latex_tokens import without_breaks
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import Matrix
from calcanim.calculus.partials import hessian_functions, jacobian_functions
from calcanim.calculus.verification.statement import given, stated
from calcanim.calculus.verification.verdicts import Verdict

F1, F2, F = (Function.parse(text, variables="x, y") for text in ("x-y^2/4", "y+x^2/4", "sin(x*y)"))
GROUND = given(f_1=F1, f_2=F2, J=jacobian_functions((F1, F2)), f=F, H=hessian_functions(F))

PARTIALS = (
    r"\begin{pmatrix} \frac{\partial f_1}{\partial x} & \frac{\partial f_1}{\partial y} \\"
    r" \frac{\partial f_2}{\partial x} & \frac{\partial f_2}{\partial y} \end{pmatrix}"
)
TURNED = (
    r"\begin{pmatrix} \frac{\partial f_1}{\partial x} & \frac{\partial f_2}{\partial x} \\"
    r" \frac{\partial f_1}{\partial y} & \frac{\partial f_2}{\partial y} \end{pmatrix}"
)
ENTRIES = r"\begin{pmatrix} 1 & -\frac{y}{2} \\ \frac{x}{2} & 1 \end{pmatrix}"
HESSIAN = (
    r"\begin{pmatrix} -y^2\sin(xy) & \cos(xy)-xy\sin(xy) \\ \cos(xy)-xy\sin(xy) & -x^2\sin(xy) \end{pmatrix}"
)

TRUE = [
    f"J = {PARTIALS} = {ENTRIES}",
    r"J(2, 1) = \begin{pmatrix} 1 & -\frac{1}{2} \\ 1 & 1 \end{pmatrix}",
    r"J(2, 1) \approx \begin{pmatrix} 1.00 & -0.50 \\ 1.00 & 1.00 \end{pmatrix}",
    rf"\begin{{aligned}}J =& {PARTIALS} \\ =& {ENTRIES}\end{{aligned}}",
    f"H = {HESSIAN}",
    r"\frac{\partial^2 f}{\partial y \, \partial x} = \frac{\partial}{\partial y}\left[y\cos(xy)\right]"
    r" = \cos(xy)-xy\sin(xy)",
]
FALSE = [
    f"J = {TURNED}",
    r"J = \begin{pmatrix} 1 & \frac{y}{2} \\ \frac{x}{2} & 1 \end{pmatrix}",
    r"J(2, 1) = \begin{pmatrix} 1 & -\frac{1}{2} \\ 2 & 1 \end{pmatrix}",
    r"J(2, 1) \approx \begin{pmatrix} 1.00 & -0.51 \\ 1.00 & 1.00 \end{pmatrix}",
    "H = " + HESSIAN.replace("-x^2", "x^2"),
    r"\frac{\partial^2 f}{\partial x^2} = \frac{\partial f}{\partial x}\left[y\cos(xy)\right]",
]
NOT_STATED = [
    f"2J = {ENTRIES}",
    r"J = \begin{pmatrix} 1 & 2 \end{pmatrix}",
    r"J = \begin{pmatrix} 1 & 2 \\ 3 \end{pmatrix}",
    rf"J < {ENTRIES}",
    ENTRIES,
    rf"J(2) = {ENTRIES}",
    r"J = 1",
]


@pytest.mark.parametrize("claim", TRUE)
def test_a_true_matrix_holds(claim: str) -> None:
    assert stated(claim, on=GROUND).finding.holds


@pytest.mark.parametrize("claim", FALSE)
def test_one_wrong_entry_refutes_a_matrix(claim: str) -> None:
    assert stated(claim, on=GROUND).verdict is Verdict.REFUTED


@pytest.mark.parametrize("claim", NOT_STATED)
def test_what_is_no_equation_of_matrices_of_one_shape_stays_unchecked(claim: str) -> None:
    assert stated(claim, on=GROUND).verdict is Verdict.UNCHECKED


def test_a_statement_has_a_tree_for_each_entry() -> None:
    assert len(stated(f"J = {ENTRIES}", on=GROUND).nodes) == 4


def test_a_matrix_is_printed_as_it_is_read() -> None:
    matrix = read_latex(ENTRIES)
    assert isinstance(matrix, Matrix)
    assert matrix.columns == 2
    assert read_latex(latex(matrix)) == matrix


def test_a_broken_formula_keeps_the_rows_of_its_matrix() -> None:
    assert without_breaks(rf"\begin{{aligned}}J =& {ENTRIES} \\ &+ 1\end{{aligned}}") == f"J = {ENTRIES}  + 1"
