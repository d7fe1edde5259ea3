"""What the house prints can be read back, to the same tree."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import sympy as sp
from hypothesis import given

from calcanim.calculus import (
    Derivation,
    Function,
    ParseError,
    derivations,
    latex,
    parse_expression,
    proofs,
    read_latex,
)
from calcanim.calculus.language.latex_tokens import without_parts
from calcanim.calculus.language.numeric import evaluate
from calcanim.calculus.language.syntax import Node
from tests.calculus.test_notation import AS_WRITTEN, IN_PROOFS
from tests.calculus.trees import TREES

f = Function.parse
PROOFS: tuple[Callable[[], Derivation], ...] = (
    proofs.square_with_two_points,
    proofs.square_with_difference,
    proofs.inequalities,
    proofs.inequalities_for_negative_angles,
    proofs.inequalities_for_both_signs,
    proofs.limit_of_the_quotient,
    proofs.chain_rule,
    proofs.chain_rule_by_division,
    lambda: proofs.partial_by_limit("x"),
    lambda: proofs.partial_by_rules("y"),
    lambda: proofs.partial_from_rules(f("x^2*y+exp(x*y)/y"), "x"),
    lambda: proofs.derivative_from_definition(f("x^3-x"), 2),
    lambda: proofs.difference_quotient(f("cbrt(x)"), sp.Integer(0)),
)
SAME = [
    (r"\dot{y}", r"\frac{\mathrm{d}y}{\mathrm{d}x}"),
    (r"\ddot y", r"\frac{\mathrm{d}^2y}{\mathrm{d}x^2}"),
    (r"\mathrm{D}f(x)", "f'(x)"),
    (r"\mathrm{D}^2 f(2x)g(x)", "f''(2x)g(x)"),
    (r"\mathrm{D}+1", "D+1"),
    (r"\frac12x", r"\frac{1}{2}x"),
    (r"\sin\theta\cos\theta", r"\sin(\theta)\cos(\theta)"),
    (r"\lim_{x \to 0^{+}} \frac{1}{x}", r"\underset{x \to 0^+}{\lim}\,\frac{1}{x}"),
    (r"|x|+|{-y}|", r"\left|x\right|+\left|-y\right|"),
    (r"{x_A}^2 \times 3", r"x_A^2 \cdot 3"),
    (r"\part{rise}{\Delta\part{x}{y}}", r"\Delta y"),
    ("x^\\part{n}{12}", "x^{12}"),
    (r"a \le b \ge c \ne d", r"a \leq b \geq c \neq d"),
    (r"f^{\prime}(x)", "f'(x)"),
    (r"\operatorname{sign}\left(x\right)", r"\operatorname{sign}(x)"),
    (r"\dfrac{\mathrm{d}^{2} f}{\mathrm{d} x^{2}}", r"\frac{\mathrm{d}^2f}{\mathrm{d}x^2}"),
    (r"x_{t-1}", r"x_{t-1}"),
    (r"\tan^{2}{\left(\frac{1}{2} \right)}", r"\tan^2\left(\frac{1}{2}\right)"),
    (r"1.2 \cdot 10^{6}", r"1.2 \cdot 10^{6}"),
    (r"\text{average slope}", r"\text{average slope}"),
    (r"\frac{\partial f}{\partial x}\left(0.1, -1\right)", r"\frac{\partial f}{\partial x}(0.1, -1)"),
    (r"x \leftarrow x \approx 2", r"x \leftarrow x \approx 2"),
    ("(x^2)'", r"\frac{\mathrm{d}}{\mathrm{d}x}\left[x^2\right]"),
]
REFUSED = [
    "",
    "x 2",
    r"\sqrt(x)",
    r"\sin 2x",
    r"\sin\theta^2",
    r"\sin^{-1}(x)",
    r"\sqrt[5]{x}",
    "f'",
    "= x",
    "x =",
    r"\left(x",
    "x)",
    r"\color{red}{x}",
    r"\frac{\mathrm{d}^2y}{\mathrm{d}x}",
    r"\underset{x}{y}",
    r"\begin{cases} 1 & \text{otherwise} \end{cases}",
    "x^2^3",
    "1/0",
    "x; y",
]


@pytest.mark.parametrize("text", [text for text, _ in AS_WRITTEN + IN_PROOFS])
def test_what_is_printed_reads_back_to_the_same_tree(text: str) -> None:
    tree = parse_expression(text, dialect=derivations())
    read = read_latex(latex(tree))
    assert read == tree or latex(read) == latex(tree)


@pytest.mark.parametrize("number", range(len(PROOFS)))
def test_every_line_of_every_proof_reads_back(number: int) -> None:
    proof = PROOFS[number]()
    for node in (*(line.node for line in proof.lines), *proof.where.conditions):
        assert read_latex(latex(node)) == node, latex(node)


@given(TREES)
def test_any_tree_reads_back_to_what_has_the_same_values(tree: Node) -> None:
    try:
        read = read_latex(latex(tree))
    except ParseError as error:
        assert error.reason.startswith(
            ("this divides by zero", "this has no finite", "this number is too large")
        )
        return
    for x, y in ((0.3, 0.7), (-1.2, 2.1)):
        at = {"x": np.float64(x), "y": np.float64(y)}
        np.testing.assert_allclose(evaluate(read, at), evaluate(tree, at), rtol=1e-9)  # type: ignore[arg-type]


@pytest.mark.parametrize(("written", "printed"), SAME)
def test_other_ways_of_writing_mean_the_same(written: str, printed: str) -> None:
    assert latex(read_latex(written)) == printed


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_latex(text)
    assert "\n" not in str(caught.value)


def test_letters_are_functions_only_if_said_so() -> None:
    assert latex(read_latex("k(x+1)", functions="k")) == "k(x+1)"
    assert read_latex("k(x+1)", functions="k") != read_latex("k(x+1)")


def test_parts_are_taken_out_wherever_they_stand() -> None:
    assert without_parts(r"\part{is}{=}\frac{\part{above}{\part{y}{4}-1}}{6}") == r"=\frac{4-1}{6}"
    assert without_parts(r"\part{a}{\eta}x") == r"\eta x"
