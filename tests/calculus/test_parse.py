"""What a text means, what is refused, and what the refusal says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcanim.calculus.language.cursor import Dialect
from calcanim.calculus.language.meaning import MEANINGS
from calcanim.calculus.language.numeric import FORMULAS
from calcanim.calculus.language.parse import derivations, parse_expression
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.syntax import Call, Limit, Name, Partial, Relation, children
from calcanim.calculus.language.tokens import ParseError
from calcanim.calculus.language.vocabulary import ALIASES, KNOWN

ALIKE = [
    ("2x", "2*x"),
    ("2 x", "2*x"),
    ("3x^2 y", "3*x^2*y"),
    ("2sin(x)", "2*sin(x)"),
    ("x(x+1)", "x*(x+1)"),
    ("(x+1)(x-1)", "(x+1)*(x-1)"),
    ("xy", "x*y"),
    ("2πx", "2*pi*x"),
    ("x²", "x^2"),
    ("x²y", "x^2*y"),
    ("x¹²", "x^12"),
    ("x**2", "x^2"),
    ("2·x−1", "2*x-1"),
    ("6÷2×x", "6/2*x"),
    ("|x|", "abs(x)"),
    ("||x|-1|", "abs(abs(x)-1)"),
    ("|x||y|", "abs(x)*abs(y)"),
    ("2|x|", "2*abs(x)"),
    ("|(2|x|)|", "abs(2*abs(x))"),
    ("sin^2(x)", "sin(x)^2"),
    ("sin²(x)", "sin(x)^2"),
    ("-x^2", "-(x^2)"),
    ("-2*x", "-(2*x)"),
    ("2^-x", "2^(-x)"),
    ("2^3^2", "2^(3^2)"),
    ("1-2-3", "(1-2)-3"),
    ("8/4/2", "(8/4)/2"),
    ("asin(x)+atan(x)", "arcsin(x)+arctan(x)"),
    ("{-1 if x<0; 1 otherwise}", "-1 if x<0 else 1"),
    ("-1 if x<0 else 0 if x=0 else 1", "{-1 if x<0; 0 if x==0; 1 otherwise}"),
    ("x if 0 < x ≤ 1 else 0", "{x if 0<x<=1; 0 otherwise}"),
    ("2e", "2*e"),
    ("pi(x+1)", "pi*(x+1)"),
    ("+x", "x"),
]


@pytest.mark.parametrize(("text", "same"), ALIKE)
def test_two_ways_to_write_one_thing(text: str, same: str) -> None:
    assert parse_expression(text) == parse_expression(same)


REFUSALS = [
    ("2x + banana", 5, "unknown name 'banana'", ""),
    ("sinn(x)", 0, "unknown function 'sinn'", "did you mean sin?"),
    ("Sqrt(x)", 0, "unknown function 'Sqrt'", "did you mean sqrt?"),
    ("1 + sin x", 4, "'sin' needs brackets", "sin(x)"),
    ("1/2x", 3, "above or below the stroke", "1/(2*x)"),
    ("x^2y", 3, "belongs to the exponent", "x^2*y"),
    ("xsin(x)", 0, "unknown function", "x*sin"),
    ("x2", 0, "unknown name", "x_2"),
    ("sin^-1(x)", 4, "only a whole number", "arcsin(x)"),
    ("f(x)", 0, "not a known function", ""),
    ("e(x)", 0, "e is a number", "e^"),
    ("(x+1", 0, "never closed", "add ')'"),
    ("x+1)", 3, "not expected", ""),
    ("y = x^2", 2, "not expected", "right-hand side"),
    ("1,5", 1, "not expected", "point"),
    ("1/0", 1, "divides by zero", ""),
    ("x + 9^9^9^9", 7, "too many digits", ""),
    ("x^99999999", 1, "degree", ""),
    ("i*x", 0, "real functions", ""),
    ("{x}", 2, "'if' is missing", "otherwise"),
]


@pytest.mark.parametrize(("text", "place", "reason", "suggestion"), REFUSALS)
def test_a_refusal_marks_the_place_and_suggests(text: str, place: int, reason: str, suggestion: str) -> None:
    with pytest.raises(ParseError) as refusal:
        parse_expression(text)
    found = refusal.value
    assert (found.place, reason in found.reason, suggestion in found.suggestion) == (place, True, True)
    _, shown, mark, *_ = str(found).splitlines()
    assert shown[mark.index("^")] == text[place]


def test_the_mark_stays_under_its_place_in_a_long_text() -> None:
    text = "x+" * 100 + "@" + "+x" * 40
    with pytest.raises(ParseError) as refusal:
        parse_expression(text)
    _, shown, mark = str(refusal.value).splitlines()
    assert shown[mark.index("^")] == "@" and len(shown) < 80


def test_declared_variables_are_the_only_ones() -> None:
    assert parse_expression("ab", dialect=Dialect(variables=frozenset("ab"))) == parse_expression("a*b")
    with pytest.raises(ParseError, match="not a variable of this function"):
        parse_expression("x+y", dialect=Dialect(variables=frozenset("x")))


def test_every_word_has_a_meaning_and_a_value() -> None:
    assert set(KNOWN) == set(MEANINGS) == set(FORMULAS)
    assert set(ALIASES.values()) <= set(KNOWN)


def test_proofs_have_functions_limits_and_relations() -> None:
    dialect = derivations()
    found = parse_expression("f''(x_A) = lim(h -> 0+, g(h(x)))", dialect=dialect)
    assert isinstance(found, Relation)
    call, limit = found.operands
    assert isinstance(call, Call) and (call.function, call.primes) == ("f", 2)
    assert isinstance(limit, Limit) and (limit.variable, limit.side) == (Name("h"), "right")
    assert isinstance(parse_expression("partial(f, x, y)", dialect=dialect), Partial)


@pytest.mark.parametrize("text", ["f(x)", "lim(x -> 0, x)", "D(x, x)", "x' + 1", "x < 1", "infinity"])
def test_what_belongs_to_proofs_is_refused_from_users(text: str) -> None:
    parse_expression(text.replace("x' ", "g'(x) "), dialect=derivations())
    with pytest.raises(ParseError):
        parse_expression(text)


def test_a_tree_knows_its_places() -> None:
    found = parse_expression("1 + x/y")
    assert [child.place for child in children(found)] == [0, 5]


@given(st.text(alphabet="0123456789.xyze+-*/^()|{}<>=, if'_;πsincobelq", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for dialect in (Dialect(), derivations()):
        try:
            tree = parse_expression(text, dialect=dialect)
        except ParseError as refusal:
            assert refusal.text == text
        else:
            assert parse_expression(plain(tree), dialect=dialect) == tree
