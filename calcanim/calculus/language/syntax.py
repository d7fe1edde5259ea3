"""The expression tree: what was written, kept as it was written. Nothing in it is ever simplified.

Every node knows the column of the text it came from (`place`); two trees are equal when they are written
alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace


@dataclass(frozen=True)
class Node:
    """A part of an expression."""

    place: int = field(default=0, kw_only=True, compare=False, repr=False)


@dataclass(frozen=True)
class Number(Node):
    """A decimal number, in the digits it was written with."""

    digits: str


@dataclass(frozen=True)
class Name(Node):
    """A variable or a constant: `x`, `pi`, `theta`, `x_A`, `Delta_x`, `infinity`."""

    letter: str
    subscript: str = ""

    @property
    def spelling(self) -> str:
        """The name as one word, as SymPy's symbols are called: `x_A`."""
        return f"{self.letter}_{self.subscript}" if self.subscript else self.letter


@dataclass(frozen=True)
class Neg(Node):
    """`-operand`."""

    operand: Node


@dataclass(frozen=True)
class Add(Node):
    """`left + right`."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Sub(Node):
    """`left - right`."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Mul(Node):
    """`left * right`, also where the sign was left out."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Div(Node):
    """`left / right`."""

    left: Node
    right: Node


@dataclass(frozen=True)
class Pow(Node):
    """`base ^ exponent`; `sin^2(x)` is the square of `sin(x)`."""

    base: Node
    exponent: Node


@dataclass(frozen=True)
class Apply(Node):
    """A known function of its arguments, by its canonical name (`vocabulary.KNOWN`); primes derive it."""

    function: str
    arguments: tuple[Node, ...]
    primes: int = 0


@dataclass(frozen=True)
class Call(Node):
    """A function that only has a name, `f(x)`, `f''(x)`: in derivations."""

    function: str
    arguments: tuple[Node, ...]
    primes: int = 0


@dataclass(frozen=True)
class Relation(Node):
    """A chain: `a < b <= c` has three operands and the operators `<`, `<=` (of `= != < <= > >=`).

    Two more operators are only read off formulas: `~` says that numbers are rounded, `<-` what comes next.
    """

    operands: tuple[Node, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Branch(Node):
    """One line of a piecewise function."""

    value: Node
    condition: Relation


@dataclass(frozen=True)
class Piecewise(Node):
    """The first branch whose condition holds; `otherwise` where none does (undefined there if it is None)."""

    branches: tuple[Branch, ...]
    otherwise: Node | None = None


@dataclass(frozen=True)
class Limit(Node):
    """`lim(variable -> target, body)`; `side` is "both", "left" (`0-`) or "right" (`0+`)."""

    variable: Name
    target: Node
    body: Node
    side: str = "both"


@dataclass(frozen=True)
class Derivative(Node):
    """`D(operand, x, …)`, an ordinary derivative, applied for one variable after the other."""

    operand: Node
    variables: tuple[Name, ...]


@dataclass(frozen=True)
class Partial(Node):
    """`partial(operand, x, …)`, a partial derivative, applied for one variable after the other."""

    operand: Node
    variables: tuple[Name, ...]


@dataclass(frozen=True)
class Evaluated(Node):
    """A derivative of a function, at a place: the partial derivative of f by x, at (a, b).

    Behind a bar, the arguments are values of what is derived by, whatever is derived.
    """

    derivative: Derivative | Partial
    arguments: tuple[Node, ...]
    is_behind_bar: bool = False


@dataclass(frozen=True)
class Matrix(Node):
    """Entries in rows from top to bottom, each with this many columns."""

    entries: tuple[Node, ...]
    columns: int


def children(node: Node, /) -> tuple[Node, ...]:
    """The nodes right below this one, from left to right."""
    found: list[Node] = []
    for entry in fields(node):
        part = getattr(node, entry.name)
        found += [item for item in (part if isinstance(part, tuple) else (part,)) if isinstance(item, Node)]
    return tuple(found)


def rebuild(node: Node, change: Callable[[Node], Node], /) -> Node:
    """The same node with `change` applied to each of its children."""
    changed: dict[str, object] = {}
    for entry in fields(node):
        part = getattr(node, entry.name)
        if isinstance(part, Node):
            changed[entry.name] = change(part)
        elif isinstance(part, tuple):
            changed[entry.name] = tuple(change(item) if isinstance(item, Node) else item for item in part)
    return replace(node, **changed) if changed else node  # type: ignore[arg-type]


def names(node: Node, /) -> frozenset[str]:
    """The spelling of every name in the tree, constants among them."""
    own = frozenset({node.spelling}) if isinstance(node, Name) else frozenset()
    return own.union(*(names(child) for child in children(node)))


def substitute(node: Node, replacements: dict[str, Node], /) -> Node:
    """The tree with names replaced by trees, all at once, by their spelling."""
    if isinstance(node, Name):
        return replacements.get(node.spelling, node)
    return rebuild(node, lambda child: substitute(child, replacements))
