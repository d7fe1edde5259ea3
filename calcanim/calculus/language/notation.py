"""The tree as LaTeX, as written: order and grouping are kept, brackets stand only where they are needed."""

from __future__ import annotations

from calcanim.calculus.language.syntax import (
    Add,
    Apply,
    Call,
    Derivative,
    Div,
    Evaluated,
    Limit,
    Matrix,
    Mul,
    Name,
    Neg,
    Node,
    Number,
    Partial,
    Piecewise,
    Pow,
    Relation,
    Sub,
    children,
)
from calcanim.calculus.language.vocabulary import CONSTANTS, GREEK, KNOWN

_SIGNS = {
    "=": "=",
    "!=": r"\neq",
    "<": "<",
    "<=": r"\leq",
    ">": ">",
    ">=": r"\geq",
    "~": r"\approx",
    "<-": r"\leftarrow",
}
_FENCES = {
    "abs": (r"\left|", r"\right|"),
    "floor": (r"\left\lfloor ", r" \right\rfloor"),
    "ceil": (r"\left\lceil ", r" \right\rceil"),
}
_SIDES = {"left": "^-", "right": "^+", "both": ""}
_OPEN_ENDED = Limit | Derivative | Partial

CHAIN, SUM, PRODUCT, POWER, ATOM = range(5)


def latex(node: Node, /) -> str:  # noqa: PLR0911 - one case for each kind of node
    """LaTeX for a formula.

    >>> from calcanim.calculus.language.parse import parse_expression
    >>> latex(parse_expression("sin(2*x^2)/3 + 1"))
    '\\\\frac{\\\\sin(2x^2)}{3}+1'
    """
    match node:
        case Number(digits):
            return _number(digits)
        case Name():
            return _name(node)
        case Neg(operand):
            return "-" + _bind(operand, PRODUCT, after_sign=True)
        case Add(left, right):
            return f"{_bind(left, SUM)}+{_bind(right, SUM, after_sign=True)}"
        case Sub(left, right):
            return f"{_bind(left, SUM)}-{_bind(right, PRODUCT, after_sign=True)}"
        case Mul(left, right):
            return _product(left, right)
        case Div(left, right):
            return rf"\frac{{{latex(left)}}}{{{latex(right)}}}"
        case Pow(base, exponent):
            return _power(base, exponent)
    return _worded(node)


def _worded(node: Node) -> str:  # noqa: PLR0911 - one case for each kind of node
    """What is written with a word or a large sign."""
    match node:
        case Apply() | Call():
            return _application(node)
        case Relation(operands, operators):
            first, *others = (latex(operand) for operand in operands)
            return first + "".join(f" {_SIGNS[o]} {text}" for o, text in zip(operators, others, strict=True))
        case Piecewise():
            return _pieces(node)
        case Limit():
            return _limit(node)
        case Derivative(operand, variables):
            return _operator(r"\mathrm{d}", operand, variables)
        case Partial(operand, variables):
            return _operator(r"\partial ", operand, variables)
        case Matrix(entries, columns):
            return _matrix(entries, columns)
        case Evaluated(derivative, (place,), is_behind_bar=True):
            return rf"{latex(derivative)}\rvert_{{{latex(derivative.variables[0])} = {latex(place)}}}"
        case Evaluated(derivative, arguments):
            return _applied(latex(derivative), arguments)
    raise TypeError(f"{type(node).__name__} has no notation")


def _matrix(entries: tuple[Node, ...], columns: int) -> str:
    rows = (entries[k : k + columns] for k in range(0, len(entries), columns))
    lines = (" & ".join(map(latex, row)) for row in rows)
    return r"\begin{pmatrix} " + r" \\ ".join(lines) + r" \end{pmatrix}"


def _level(node: Node) -> int:
    """How tightly a node holds together."""
    match node:
        case Relation() | Piecewise():
            return CHAIN
        case Add() | Sub() | Neg():
            return SUM
        case Mul() | Limit() | Derivative() | Partial():
            return PRODUCT
        case Number(digits) if "e" in digits.lower():
            return PRODUCT
        case Pow():
            return POWER
    return ATOM


def _bind(node: Node, level: int, *, after_sign: bool = False) -> str:
    """The node, in brackets if it holds together less than its place needs."""
    loose = _level(node) < level or (after_sign and (isinstance(node, Neg) or _level(node) <= SUM))
    return _bracket(node) if loose else latex(node)


def _bracket(node: Node) -> str:
    return _round(latex(node), tall=_is_tall(node))


def _round(text: str, *, tall: bool) -> str:
    return rf"\left({text}\right)" if tall else f"({text})"


def _is_tall(node: Node) -> bool:
    """Whether the brackets round it must grow."""
    if isinstance(node, Div | Limit | Derivative | Partial | Piecewise | Matrix):
        return True
    if isinstance(node, Pow):
        return _is_tall(node.base) or isinstance(node.exponent, Pow)
    if isinstance(node, Apply) and node.function in ("sqrt", "cbrt", "abs", "floor", "ceil"):
        return node.function == "cbrt" or any(_is_tall(argument) for argument in node.arguments)
    return any(_is_tall(child) for child in children(node))


def _number(digits: str) -> str:
    mantissa, _, exponent = digits.lower().partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _name(name: Name) -> str:
    if name.letter == "infinity":
        return r"\infty"
    letter = name.letter
    if len(letter) > 1:
        is_command = letter in GREEK | CONSTANTS
        letter = f"\\{letter}" if is_command else rf"\text{{{letter.replace('_', ' ')}}}"
    if not name.subscript:
        return letter
    if name.letter == "Delta":
        return rf"\Delta {name.subscript}"
    return f"{letter}_{name.subscript}" if len(name.subscript) == 1 else f"{letter}_{{{name.subscript}}}"


def _product(left: Node, right: Node) -> str:
    before = _bracket(left) if isinstance(left, _OPEN_ENDED) or _ends_open(left) else _bind(left, PRODUCT)
    after = _bracket(right) if isinstance(right, Mul) else _bind(right, PRODUCT)
    if after[0].isdigit() or (isinstance(right, Pow) and isinstance(right.base, Number)):
        return rf"{before} \cdot {after}"
    if before[-1].isdigit() and isinstance(right, Div) and isinstance(right.left, Number):
        return rf"{before} \cdot {after}"  # lest it be read as a mixed number
    if _ends_in_fraction(left) and isinstance(right, Div):
        return rf"{before} \cdot {after}"  # lest their bars be read as one
    return before + _gap(before, after) + after


def _ends_open(node: Node) -> bool:
    """Whether a product ends with a limit, which would take what follows it into its body."""
    return isinstance(node, Mul) and isinstance(node.right, _OPEN_ENDED)


def _ends_in_fraction(node: Node) -> bool:
    return isinstance(node, Div) or (isinstance(node, Mul) and isinstance(node.right, Div))


def _gap(before: str, after: str) -> str:
    """A blank where a command would swallow the letter after it."""
    command = before.rpartition("\\")[2]
    return " " if "\\" in before and command.isalpha() and after[0].isalpha() else ""


def _power(base: Node, exponent: Node) -> str:
    raised = _inline(exponent)
    raised = raised if len(raised) == 1 else f"{{{raised}}}"
    if isinstance(base, Apply) and _takes_power(base, exponent):
        return _applied(f"{KNOWN[base.function].latex}^{raised}", base.arguments)
    plain = isinstance(base, Number | Name | Call) and _level(base) == ATOM
    plain = plain and not (isinstance(base, Name) and base.letter == "Delta")
    fenced = isinstance(base, Apply) and base.function in _FENCES
    return f"{latex(base) if plain or fenced else _bracket(base)}^{raised}"


def _inline(small: Node) -> str:
    """What is set small, as an exponent; a quotient of two short parts on one line: 1/3, 3/2-1."""
    if isinstance(small, Neg) and isinstance(small.operand, Div):
        return "-" + _inline(small.operand)
    if isinstance(small, Div) and all(_level(p) == ATOM for p in (small.left, small.right)):
        return f"{latex(small.left)}/{latex(small.right)}"
    if isinstance(small, Add | Sub) and all(
        isinstance(p, Number | Name | Div) for p in (small.left, small.right)
    ):
        return f"{_inline(small.left)}{'+' if isinstance(small, Add) else '-'}{_inline(small.right)}"
    return latex(small)


def _takes_power(base: Apply, exponent: Node) -> bool:
    """Whether the power stands at the function's name: sin²(x)."""
    whole = isinstance(exponent, Number) and exponent.digits.isdigit() and int(exponent.digits) > 0
    return (
        whole and base.primes == 0 and base.function not in (*_FENCES, "sqrt", "cbrt", "exp", "log2", "log10")
    )


def _application(node: Apply | Call) -> str:
    if isinstance(node, Call):
        return _applied(node.function + "'" * node.primes, node.arguments)
    if node.primes == 0 and node.function in _FENCES:
        opening, closing = _FENCES[node.function]
        return f"{opening}{latex(node.arguments[0])}{closing}"
    if node.primes == 0 and node.function in ("sqrt", "cbrt"):
        return f"{KNOWN[node.function].latex}{{{latex(node.arguments[0])}}}"
    if node.function == "log":
        return _logarithm(node)
    command = KNOWN[node.function].latex or rf"\operatorname{{{node.function}}}"
    return _applied(command + "'" * node.primes, node.arguments)


def _logarithm(node: Apply) -> str:
    """`log` of one argument is printed as ln, which is what it means here."""
    argument, *base = node.arguments
    command = rf"\log_{{{latex(base[0])}}}" if base else r"\ln"
    return _applied(command + "'" * node.primes, (argument,))


def _applied(command: str, arguments: tuple[Node, ...]) -> str:
    tall = any(_is_tall(argument) for argument in arguments)
    return command + _round(", ".join(latex(argument) for argument in arguments), tall=tall)


def _pieces(node: Piecewise) -> str:
    lines = [rf"{latex(b.value)} & \text{{if }} {latex(b.condition)}" for b in node.branches]
    if node.otherwise is not None:
        lines.append(rf"{latex(node.otherwise)} & \text{{otherwise}}")
    return r"\begin{cases} " + r" \\ ".join(lines) + r" \end{cases}"


def _limit(node: Limit) -> str:
    target = _inline(node.target)
    target = f"{{{target}}}" if node.side != "both" and len(target) > 1 else target
    under = rf"{latex(node.variable)} \to {target}{_SIDES[node.side]}"
    return rf"\underset{{{under}}}{{\lim}}\,{_bind(node.body, PRODUCT)}"


def _operator(sign: str, operand: Node, variables: tuple[Name, ...]) -> str:
    """Leibniz's notation; what is derived last stands first below the stroke."""
    order = f"^{len(variables)}" if len(variables) > 1 else ""
    above = f"{sign.strip()}{order}" + ("" if sign.startswith(r"\m") or order else " ")
    below = r"\,".join(f"{sign}{_name(v)}{p}" for v, p in _powers(variables))
    if isinstance(operand, Name):
        return rf"\frac{{{above}{_name(operand)}}}{{{below}}}"
    return rf"\frac{{{above.strip()}}}{{{below}}}\left[{latex(operand)}\right]"


def _powers(variables: tuple[Name, ...]) -> list[tuple[Name, str]]:
    found: list[tuple[Name, int]] = []
    for variable in reversed(variables):
        if found and found[-1][0] == variable:
            found[-1] = (variable, found[-1][1] + 1)
        else:
            found.append((variable, 1))
    return [(variable, f"^{count}" if count > 1 else "") for variable, count in found]
