"""Formulas are printed as they were written."""

from __future__ import annotations

import pytest
import tylax

from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.parse import derivations, parse_expression

AS_WRITTEN = [
    ("2*x^2", "2x^2"),
    ("sin(2*x^2)+1", r"\sin(2x^2)+1"),
    ("1/4*x^4-x^2+1/2", r"\frac{1}{4}x^4-x^2+\frac{1}{2}"),
    ("b+a", "b+a"),
    ("a-(b-c)", "a-(b-c)"),
    ("a+(b+c)", "a+(b+c)"),
    ("a*(b*c)", "a(bc)"),
    ("-x^2", "-x^2"),
    ("(-x)^2", "(-x)^2"),
    ("2*3", r"2 \cdot 3"),
    ("x*2^x", r"x \cdot 2^x"),
    ("2*-x", "2(-x)"),
    ("x^10", "x^{10}"),
    ("x^(1/3)", "x^{1/3}"),
    ("(x^2)^3", "(x^2)^3"),
    ("x^2^3", "x^{2^3}"),
    ("e^(2x)", "e^{2x}"),
    ("(x/2)^2", r"\left(\frac{x}{2}\right)^2"),
    ("x*sin(1/x)", r"x\sin\left(\frac{1}{x}\right)"),
    ("sin(x)*cos(x)", r"\sin(x)\cos(x)"),
    ("sin^2(x)", r"\sin^2(x)"),
    ("sqrt(x)+cbrt(x)", r"\sqrt{x}+\sqrt[3]{x}"),
    ("|x/2|", r"\left|\frac{x}{2}\right|"),
    ("floor(x)", r"\left\lfloor x \right\rfloor"),
    ("theta*x", r"\theta x"),
    ("2pi x", r"2\pi x"),
    ("x_A*x_12", "x_Ax_{12}"),
    ("epsilon", r"\epsilon"),
    ("log(x)", r"\ln(x)"),
    ("log(x,2)", r"\log_{2}(x)"),
    ("max(x,-x)", r"\max(x, -x)"),
    ("arsinh(x)", r"\operatorname{arsinh}(x)"),
    ("1e-3*x", r"1 \cdot 10^{-3}x"),
    (
        "{-1 if x<0; 1 otherwise}",
        r"\begin{cases} -1 & \text{if } x < 0 \\ 1 & \text{otherwise} \end{cases}",
    ),
]
IN_PROOFS = [
    ("lim(x_B -> x_A, f(x_B))", r"\underset{x_B \to x_A}{\lim}\,f(x_B)"),
    ("lim(x -> 0+, 1/x)", r"\underset{x \to 0^+}{\lim}\,\frac{1}{x}"),
    ("lim(x -> k, f(x)+g(x))", r"\underset{x \to k}{\lim}\,(f(x)+g(x))"),
    ("lim(x -> k, f(x)) + 1", r"\underset{x \to k}{\lim}\,f(x)+1"),
    ("lim(x -> k, f(x))*2", r"\left(\underset{x \to k}{\lim}\,f(x)\right) \cdot 2"),
    ("lim(n -> infinity, (1+1/n)^n)", r"\underset{n \to \infty}{\lim}\,\left(1+\frac{1}{n}\right)^n"),
    ("D(x^2, x)", r"\frac{\mathrm{d}}{\mathrm{d}x}\left[x^2\right]"),
    ("D(f, x)", r"\frac{\mathrm{d}f}{\mathrm{d}x}"),
    ("D(f, x, x)", r"\frac{\mathrm{d}^2f}{\mathrm{d}x^2}"),
    ("partial(f, x)", r"\frac{\partial f}{\partial x}"),
    ("partial(sin(x*y), x)", r"\frac{\partial}{\partial x}\left[\sin(xy)\right]"),
    ("partial(f, x, y)", r"\frac{\partial^2f}{\partial y\,\partial x}"),
    ("g'(h(x))*h'(x)", "g'(h(x))h'(x)"),
    ("sin'(x)", r"\sin'(x)"),
    ("Delta_y/Delta_x", r"\frac{\Delta y}{\Delta x}"),
    ("a < b <= c", r"a < b \leq c"),
    ("x != 0", r"x \neq 0"),
    ("f(x) = g(x)^2", "f(x) = g(x)^2"),
]


@pytest.mark.parametrize(("text", "formula"), AS_WRITTEN)
def test_a_function_is_printed_as_written(text: str, formula: str) -> None:
    assert latex(parse_expression(text)) == formula


@pytest.mark.parametrize(("text", "formula"), IN_PROOFS)
def test_a_line_of_a_proof_is_printed_as_written(text: str, formula: str) -> None:
    assert latex(parse_expression(text, dialect=derivations())) == formula


@pytest.mark.parametrize("text", [text for text, _ in AS_WRITTEN + IN_PROOFS])
def test_the_converter_knows_every_command(text: str) -> None:
    formula = latex(parse_expression(text, dialect=derivations()))
    assert tylax.latex_to_typst_diagnostics(formula).warnings == []


def test_brackets_tell_all_small_trees_apart() -> None:
    texts = ["a-b-c", "a-(b-c)", "a/b/c", "a/(b/c)", "a*b/c", "a*(b/c)", "-a*b", "(-a)*b", "a^b^c", "(a^b)^c"]
    texts += [
        "-(a+b)",
        "-a+b",
        "a-(-b)",
        "a+b",
        "(a+b)*c",
        "a+b*c",
        "2*(3*a)",
        "2*3*a",
        "sin(a)*b",
        "sin(a*b)",
    ]
    formulas = [latex(parse_expression(text)) for text in texts]
    assert len(set(formulas)) == len(texts)
