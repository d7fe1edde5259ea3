"""What a formula stands on: functions, numbers, and conditions, given by name."""

from __future__ import annotations

import math
from collections.abc import Iterable
from numbers import Real
from typing import TypeAlias

import sympy as sp

from calcanim.calculus.constant import Constant
from calcanim.calculus.function import Function
from calcanim.calculus.language.latex_reading import FUNCTIONS
from calcanim.calculus.language.parse import derivations, parse_expression
from calcanim.calculus.language.plain import plain
from calcanim.calculus.language.reading import to_tree
from calcanim.calculus.language.syntax import Call, Div, Matrix, Name, Neg, Node, Number, Relation
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.trials import Ground
from calcanim.errors import UsageError

Known: TypeAlias = "Function | Rows | Constant | Node | float | str | sp.Expr"
Rows: TypeAlias = "tuple[tuple[Function, ...], ...]"

LONGEST_TEXT = 80


def given(*conditions: str, **known: Known) -> Ground:
    """What formulas stand on: names with what they stand for, and conditions such as `0 < theta < pi/2`.

    A name is spelled as in a tree: `x_A`, `Delta_x`, `theta`, `slope`. What it stands for is a `Function`, a
    number, an expression of SymPy, a tree, or text in the dialect of derivations, which may use the other
    names; rows of functions are a matrix. A condition `f(x) = g(x)/h(x)` on a function that is not known
    defines it. A name that is given nothing stays free: a formula must hold for all its values. `next_x` is
    what x becomes (`x \\leftarrow`).

    >>> ground = given("theta > 0", f=Function.parse("x^2"), x_A=1, Delta_y="f(x_B) - f(x_A)")
    >>> ground_text(ground)
    'f(x) = x^2, x_A = 1, Delta_y = f(x_B) - f(x_A), theta > 0'
    """
    functions = [*FUNCTIONS, *(name for name, value in known.items() if isinstance(value, Function | tuple))]
    definitions = [
        _definition(name, value) for name, value in known.items() if isinstance(value, Function | tuple)
    ]
    values = {
        name: _tree(value, functions)
        for name, value in known.items()
        if not isinstance(value, Function | tuple)
    }
    letters = [letter for letter in functions if letter not in values]
    relations: list[Relation] = []
    for text in conditions:
        relation = _relation(text, letters)
        defined = _defined(relation)
        if defined is None or defined.function in known:
            relations.append(relation)
        else:
            definitions.append(defined)
    return Ground(tuple(definitions), tuple(relations), values=tuple(values.items()))


def ground_text(ground: Ground, /) -> str:
    """The ground in words, for a report."""
    known = [f"{d.function}({', '.join(d.parameters)}) = {plain(d.body)}" for d in ground.definitions]
    known += [f"{name} = {plain(value)}" for name, value in ground.values]
    known += [plain(condition) for condition in ground.conditions]
    return ", ".join(text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…" for text in known)


def letters_for_functions(ground: Ground, /) -> frozenset[str]:
    """The names that are functions in formulas on this ground: the known ones, and f, g, h … unless they
    have a value."""
    return (frozenset(FUNCTIONS) - {name for name, _ in ground.values}) | ground.defined.keys()


def _definition(name: str, function: Function | Rows) -> Definition:
    if isinstance(function, tuple):
        entries = [entry for row in function for entry in row]
        body = Matrix(tuple(entry.tree for entry in entries), len(function[0]))
        return Definition(name, tuple(symbol.name for symbol in entries[0].variables), body)
    return Definition(name, tuple(symbol.name for symbol in function.variables), function.tree)


def _tree(value: Known, functions: Iterable[str]) -> Node:
    if isinstance(value, Node):
        return value
    if isinstance(value, Constant):
        return value.tree
    if isinstance(value, str):
        return parse_expression(value, dialect=derivations(functions))
    if isinstance(value, sp.Expr):
        return to_tree(value)
    if isinstance(value, Real):
        return _number(float(value))
    raise UsageError(f"{value!r} is nothing that a name can stand for: give a function, a number or a text")


def _number(value: float) -> Node:
    """A number as it was meant: 0.1 is one tenth."""
    if not math.isfinite(value):
        return Name("infinity") if value > 0 else _without_value(value)
    digits = str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(abs(value))
    return Neg(Number(digits.lstrip("-"))) if value < 0 else Number(digits)


def _without_value(value: float) -> Node:
    return Neg(Name("infinity")) if value < 0 else Div(Number("0"), Number("0"))


def _relation(text: str, functions: Iterable[str]) -> Relation:
    found = parse_expression(text, dialect=derivations(functions))
    if not isinstance(found, Relation):
        raise UsageError(f"'{text}' is not a condition; write 0 < x, or x != 0")
    return found


def _defined(relation: Relation) -> Definition | None:
    match relation:
        case Relation((Call(function, parameters, 0), body), ("=",)):
            names = [parameter.spelling for parameter in parameters if isinstance(parameter, Name)]
            if len(set(names)) == len(parameters):
                return Definition(function, tuple(names), body)
    return None
