"""LaTeX becomes Typst whole, or is refused with its place."""

import re

import pytest

from calcanim.blocks.latex import COMMANDS, ENVIRONMENTS, color_symbols, to_typst
from calcanim.errors import FormulaError
from calcanim.tex.typeset import typeset

SHAPES = {
    "frac": r"\frac{1}{2}",
    "dfrac": r"\dfrac{1}{2}",
    "tfrac": r"\tfrac{1}{2}",
    "sqrt": r"\sqrt[3]{x}",
    "left": r"\left(x\right)",
    "right": r"\left|x\right|",
    "big": r"\big(x",
    "Big": r"\Big(x",
    "bigg": r"\bigg(x",
    "Bigg": r"\Bigg(x",
    "limits": r"\sum\limits_{k=1}^{n} k",
    "begin": r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}",
    "end": r"\begin{cases} 1 & x < 0 \\ 2 & x \ge 0 \end{cases}",
    "underset": r"\underset{a}{\lim}",
    "overset": r"\overset{a}{=}",
    "text": r"\text{if } x",
    "operatorname": r"\operatorname{sgn} x",
    "cdots": r"a \cdots b",
    "infty": r"-\infty",
    "quad": r"a \quad b",
    "qquad": r"a \qquad b",
}
BROKEN = {
    r"\sqrt(x)": 0,
    r"1+\sqrt(x)": 2,
    r"\color{red}x": 0,
    r"x+\foo{y}": 2,
    "x}": 1,
    "{x": 2,
    r"\begin{tikz}\end{tikz}": 0,
    "$x$": 0,
    "a # b": 2,
    r"\frac12": 0,
    r"\href{a}{b}": 0,
    r"\cancel{x}": 0,
    r"\part{a}": 8,
    r"\text x": 0,
    r"a & b": 2,
    r"\input{x}": 0,
    "\\textcolor{red}{x}": 0,
    r"\def\x{1}": 0,
    r"\@": 0,
    '"x"': 0,
}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_known_command_leaves_ink(command: str) -> None:
    latex = SHAPES.get(
        command, rf"\{command}{{x}}{{y}}" if command in {"overbrace", "underbrace"} else rf"\{command} {{x}}"
    )
    with_command = typeset(f"$ {to_typst(latex).typst} baseline $").glyphs
    assert with_command


@pytest.mark.parametrize(("latex", "place"), BROKEN.items())
def test_what_cannot_be_set_is_refused_at_its_place(latex: str, place: int) -> None:
    with pytest.raises(FormulaError) as refusal:
        to_typst(latex)
    _, text, caret = str(refusal.value).split("\n")
    assert latex in text
    assert caret == "  " + " " * place + "^"


def test_a_single_letter_command_is_not_lost() -> None:
    with pytest.raises(FormulaError, match="not known"):
        to_typst(r"\q x")


def test_parts_keep_their_names_and_their_nesting() -> None:
    markup = to_typst(r"\part{whole}{\frac{\part{rise}{a}}{\part{run}{b, c}}}")
    assert [(part.name, part.parent) for part in markup.parts] == [("whole", 0), ("rise", 1), ("run", 1)]


def test_parts_and_words_do_not_make_the_converter_miscount() -> None:
    coloured = r"\part{a}{\cos(\theta)} < \frac{\part{b}{\theta}}{\part{c}{\sin(\theta)}}"
    worded = r"\text{where } \cos(\theta) < \frac{\text{height}}{\text{base}\sin(\theta)}"
    for latex, thetas in ((coloured, 3), (worded, 2)):
        assert re.findall(r"[a-z]*\s?eta", to_typst(latex).typst) == ["theta"] * thetas
        assert typeset(f"$ {to_typst(latex).typst} baseline $").glyphs


def test_words_are_set_as_they_are() -> None:
    assert to_typst(r"\text{a_b [d]}").typst.strip() == '"a_b [d]"'


def test_known_symbols_become_parts_and_words_do_not() -> None:
    names = {r"\Delta x": "run", "x_A": "point", "f'": "derivative"}
    assert color_symbols(r"\frac{1}{\Delta x}", names) == r"\frac{1}{\part{run}{\Delta x}}"
    assert color_symbols(r"f'(x_A) + x_{AB}", names) == r"\part{derivative}{f'}(\part{point}{x_A}) + x_{AB}"
    assert color_symbols(r"\text{f' and x_A}", names) == r"\text{f' and x_A}"


def test_every_environment_is_set() -> None:
    for name in ENVIRONMENTS:
        latex = rf"\begin{{{name}}} a & b \\ c & d \end{{{name}}}"
        assert len(typeset(f"$ {to_typst(latex).typst} baseline $").glyphs) >= 4


def test_a_short_fraction_and_what_follows_stay_apart() -> None:
    assert to_typst(r"\frac{1}{u}\ln(x)").typst == "1/u ln (x)"
    assert to_typst(r"\frac{1}{x}y").typst == "1/x y"


def test_a_symbol_may_hold_spaces() -> None:
    assert color_symbols(r"1+\sin(x \cdot 2)", {r"\sin(x \cdot 2)": "a"}) == r"1+\part{a}{\sin(x \cdot 2)}"
