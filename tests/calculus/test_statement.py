"""What a formula states is read back from its LaTeX and verified: true ones hold, false ones do not."""

from __future__ import annotations

import math
from time import perf_counter

import pytest
import sympy as sp

from calcanim.calculus import Constant, Function, Ground, given, is_name, stated, value_of
from calcanim.calculus.language.syntax import Number
from calcanim.calculus.verification.verdicts import Verdict
from tests.calculus.statement_cases import CHAIN, ERRATA, FALSE, SECANT, SQUARE, SURFACE, TRUE, Case

UNREADABLE = [
    r"\sqrt(x) = 2",
    r"\sin 2x = 1",
    "x = ",
    "= 3",
    r"x \mapsto 2",
    r"\Delta x = 0: \text{ no slope}",
    r"\frac{1}{",
    "{" * 80 + "x" + "}" * 80 + "= 1",
    "x = 9^{9^{9^9}}",
    r"\begin{pmatrix} 1 & 2 \end{pmatrix} = J",
    r"f' = 2x",
    r"x \approx 2",
    r"\sin(x) \approx x",
    r"\text{for } x",
    r"x \neq 70",
    r"\text{nothing} 3",
    "1" * 4000 + " = 1",
]
SLOW = [
    r"\underset{x \to 0}{\lim}\,\frac{\sin(\tan(x))-\tan(\sin(x))}{x^7} = -\frac{1}{30}",
    r"\sin(\sin(\sin(\sin(\sin(x)))))^{12} = \cos(\cos(\cos(\cos(x))))^{11}",
    r"\left((x+1)^{40}-x^{40}\right)^{20} = \left((1+x)^{40}-x^{40}\right)^{20}",
    r"\underset{x \to \infty}{\lim}\,\frac{\ln(\ln(x))}{\ln(x)} = 0",
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case.latex)
def test_a_true_formula_holds(case: Case) -> None:
    found = stated(case.latex, on=case.ground, after=case.after)
    assert found.finding.holds, found.evidence
    assert found.is_claim


@pytest.mark.parametrize("condition", ["x < -2", "x > 2", "x >= 4"])
def test_what_holds_beside_a_bound_alone_is_refuted_farther_on(condition: str) -> None:
    sine = given(f=Function.parse("sin(x)"))
    slope = "f'(x) > 0" if ">=" in condition else "f'(x) < 0"
    assert (
        stated(rf"{slope} \text{{ for }} {condition.replace('>=', chr(92) + 'geq')}", on=sine).verdict
        is Verdict.REFUTED
    )


@pytest.mark.parametrize("case", FALSE + ERRATA, ids=lambda case: case.latex)
def test_a_false_formula_is_refuted(case: Case) -> None:
    found = stated(case.latex, on=case.ground, after=case.after)
    assert found.verdict is Verdict.REFUTED, found.evidence


@pytest.mark.parametrize("latex", UNREADABLE, ids=lambda latex: latex[:40])
def test_what_cannot_be_checked_is_left_unchecked_and_says_why(latex: str) -> None:
    found = stated(latex)
    assert found.verdict is Verdict.UNCHECKED
    assert found.evidence
    assert "\n" not in found.evidence


BARE = [r"\frac{\mathrm{d}y}{\mathrm{d}x}", "f'(x)", "x^2+1", "A(1, 1)", "x =", "=", r"\part{is}{=}", "", " "]


@pytest.mark.parametrize("latex", BARE)
def test_a_bare_expression_states_nothing(latex: str) -> None:
    found = stated(latex)
    assert (found.verdict, found.is_claim, found.evidence) == (Verdict.UNCHECKED, False, "it states nothing")


def test_parts_are_no_part_of_what_is_stated() -> None:
    found = stated(r"f'(x) \part{is}{=} \part{slope}{2\part{run}{x}}", on=given(f=SQUARE))
    assert found.latex == "f'(x) = 2x"
    assert found.verdict is Verdict.PROVED
    assert found.ground_text == "f(x) = x^2"


def test_conditions_that_stand_alone_must_be_those_of_the_ground() -> None:
    on = given("-pi/2 < theta < pi/2", "theta != 0")
    same = [r"\text{for } 0 \neq \theta, -\frac{\pi}{2} < \theta < \frac{\pi}{2}"]
    other = [
        r"\theta \neq 0",
        r"-\frac{\pi}{2} < \theta < \frac{\pi}{2}, x \neq 0",
        r"\theta < \frac{\pi}{2}",
    ]
    assert all(stated(text, on=on).finding.holds for text in same)
    assert not any(stated(rf"\text{{for }} {text}", on=on).finding.holds for text in other)


def test_a_name_with_no_value_stands_for_all_of_them() -> None:
    assert stated("x^2 = 4").verdict is Verdict.REFUTED
    assert stated("x^2 = 4", on=given(x=2)).verdict is Verdict.PROVED
    assert stated("(x+1)^2 = x^2+2x+1").verdict is Verdict.PROVED


def test_a_decimal_is_exact_after_equals_and_rounded_after_approximately_equals() -> None:
    on = given(x=Constant.parse("1/3"))
    verdicts = [
        str(stated(text, on=on).verdict) for text in ("x = 0.33", r"x \approx 0.33", r"x \approx 0.34")
    ]
    assert verdicts == ["refuted", "proved", "refuted"]
    assert stated(r"0.5\pi \approx 1.58").verdict is Verdict.REFUTED


def test_what_is_worked_out_from_rounded_numbers_is_compared_with_the_exact_value() -> None:
    on = given(x=Constant.parse("0.5"), **CHAIN)
    assert stated(r"f'(x) \approx 0.88 \cdot 2.00 \approx 1.76", on=on).verdict is Verdict.PROVED
    assert stated(r"f'(x) \approx 0.88 \cdot 2.00 \approx 1.77", on=on).verdict is Verdict.REFUTED


def test_a_ground_takes_numbers_text_trees_and_expressions() -> None:
    x = sp.Symbol("x", real=True)
    on = given(a=0.1, b="a + 1", c=Number("2"), d=sp.sin(x), n=-3)
    for text in ("a = 0.1", "b = 1.1", "c = 2", r"d = \sin(x)", "n = -3"):
        assert stated(text, on=on).finding.holds, text


def test_equal_grounds_are_one() -> None:
    def ground() -> Ground:
        return given("x > 0", f=Function.parse("x^2"), x_A=1)

    assert ground() == ground()
    assert hash(ground()) == hash(ground())
    assert stated("f(x) = x^2", on=ground()) is stated("f(x) = x^2", on=ground())


def test_a_function_that_cannot_be_evaluated_leaves_a_formula_unchecked() -> None:
    assert not stated("f(x) = 1", on=given(f=Function.parse("x"), x=math.nan)).finding.holds
    assert stated(r"f(x) = \ln(-x^2-1)", on=given("f(x) = ln(-x^2-2)")).verdict is Verdict.UNCHECKED


@pytest.mark.parametrize("latex", SLOW)
def test_no_formula_takes_long(latex: str) -> None:
    start = perf_counter()
    stated(latex)
    assert perf_counter() - start < 2.5


def test_names_state_nothing_and_formulas_are_more_than_names() -> None:
    names = (
        r"x|x_A|{x_A}^+|\theta|\Delta x|\mathrm{d}x|\mathbf{x}|\operatorname{Dense}_{1}|f'|f'(x_A)|f(x, y)"
    )
    words = r"\text{rise}|\text{no slope}|\part{run}{\Delta x}|\frac{\mathrm{d}y}{\mathrm{d}x}"
    more = r"1|2x|x+1|x^2|f(2)|\sin(x)|x =|x = 1|\text{slope 2}|\text{a = b}|A(1, 2)|\frac{a}{b}|\pi|xy|"
    assert all(is_name(text) for text in f"{names}|{words}".split("|"))
    assert not any(is_name(text) for text in more.split("|"))


def test_the_value_of_a_formula_is_that_of_the_state() -> None:
    on = given(f=SQUARE, x_A=-1, **SECANT)
    assert value_of(r"\frac{\Delta y}{\Delta x} =", {"x_B": 0.5}, on=on) == (-0.5,)
    assert value_of(r"\Delta x", {"Delta_x": 0.25}, on=on) == (0.25,)
    assert value_of("f'(x) =", {"x": 3.0}, on=on) == (6.0,)
    assert value_of(r"\frac{\mathrm{d}f}{\mathrm{d}x}(x_A)", {}, on=on) == (-2.0,)
    assert value_of(r"A = \part{rise}{\frac{x}{2}} =", {"x": 3.0}) == (1.5,)


def test_the_value_of_a_partial_derivative_is_that_at_its_place() -> None:
    (found,) = value_of(r"\frac{\partial f}{\partial x}(0.1, -1) =", {}, on=given(f=SURFACE))
    assert found == pytest.approx(-math.cos(0.1))


def test_behind_a_bar_stands_where_a_derivative_is_taken() -> None:
    for on in (given(f=SQUARE, y="f(x)"), given(f=SQUARE, y="f(x)", x=-1)):
        for derivative in (
            r"\dot{y}",
            r"\frac{\mathrm{d}}{\mathrm{d}x}f(x)",
            r"\frac{\mathrm{d}f}{\mathrm{d}x}",
        ):
            assert str(stated(rf"{derivative}\rvert_{{x = -1}} = -2", on=on).verdict) == "proved"
            assert str(stated(rf"{derivative}\rvert_{{x = -1}} = 2", on=on).verdict) == "refuted"
            assert str(stated(rf"{derivative}\rvert_{{t = -1}} = -2", on=on).verdict) == "unchecked"


def test_what_has_no_value_gives_none_and_what_is_undefined_is_no_number() -> None:
    assert value_of("x", {}) == value_of(r"\text{zoom} \times", {}) == value_of("=", {"x": 1.0}) == ()
    assert math.isnan(value_of(r"\frac{1}{x}", {"x": 0.0})[0])
    assert math.isnan(value_of("f'(x)", {"x": 0.0}, on=given(f=Function.parse("abs(x)")))[0])


def test_a_value_is_found_in_a_tenth_of_a_millisecond() -> None:
    on = given(f=SQUARE, x_A=-1, **SECANT)
    value_of(r"\frac{\Delta y}{\Delta x} =", {"x_B": 0.5}, on=on)
    start = perf_counter()
    for k in range(200):
        value_of(r"\frac{\Delta y}{\Delta x} =", {"x_B": k / 200}, on=on)
    assert (perf_counter() - start) / 200 < 5e-4
