"""The rules of differentiation as objects: what a rule is shown as is what is verified, and what is applied.

A rule's pattern and result are trees in x. In them g and h stand for any parts, c, a and r for constants, and
x for any part at all: where that is not the variable itself, the chain rule goes on with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from calcanim.calculus.function import Function
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import Call, Mul, Name, Node, children, rebuild
from calcanim.calculus.verification.derivation import Derivation, DerivationLine, Rule, ground, line, tree
from calcanim.calculus.verification.trials import free_names
from calcanim.calculus.verification.verdicts import Finding

X = Name("x")
CONSTANTS = frozenset({"a", "c", "r"})

Derive = Callable[[Node], Node]
Binding = Mapping[str, Node]


@dataclass(frozen=True)
class DifferentiationRule:
    """A rule for the derivative of what is built like `pattern`, true under its conditions.

    `words` name it in a derivation. `proof` is the key of the proof that shows it; a rule that is no row of
    the table has none, but `rests_on` rows: it is a case of them, or follows from them. `example` is a
    function that it is the rule for.

    >>> PRODUCT.latex, PRODUCT.derivative_latex, str(PRODUCT.finding.verdict)
    ('g(x)h(x)', "g(x)h'(x)+g'(x)h(x)", 'proved')
    """

    name: str
    words: str
    pattern: str
    result: str
    conditions: tuple[str, ...] = ()
    example: str = ""
    proof: str = ""
    rests_on: tuple[str, ...] = ()

    @property
    def latex(self) -> str:
        """What it differentiates."""
        return latex(tree(self.pattern))

    @property
    def derivative_latex(self) -> str:
        """What it makes of that."""
        return latex(tree(self.result))

    @property
    def statement(self) -> Derivation:
        """f′(x) and what the rule says that it is, for f(x) built like the pattern, verified."""
        return _statement(self)

    @property
    def derivative_line(self) -> DerivationLine:
        """What it makes of it, as a line that knows how sure it is."""
        return replace(self.statement.lines[-1], link="")

    @property
    def conditions_on_constants(self) -> tuple[str, ...]:
        """Those of its conditions that its own domain does not imply: on r, in a power."""
        return tuple(text for text in self.conditions if free_names(tree(text)) <= CONSTANTS)

    @property
    def constants_latex(self) -> str:
        """The same in LaTeX."""
        return ", ".join(latex(tree(text)) for text in self.conditions_on_constants)

    @property
    def finding(self) -> Finding:
        """How sure the rule is."""
        return self.statement.finding

    @property
    def example_function(self) -> Function:
        """A function that it is the rule for."""
        return Function.parse(self.example)

    def bound(self, operand: Node, along: Name, /) -> Binding | None:
        """What the letters of its pattern stand for in an operand that is built like it; None for others."""
        found: dict[str, Node] = {}
        return found if _binds(tree(self.pattern), operand, along.spelling, found) else None

    def filled(self, binding: Binding, derive: Derive, /) -> Node:
        """Its result with these parts put in; `derive` says how the derivative of a part is written."""
        return _filled(tree(self.result), binding, derive)


@cache
def _statement(rule: DifferentiationRule) -> Derivation:
    where = ground(definitions=[f"f(x) = {rule.pattern}"], conditions=rule.conditions)
    step = line(rule.result, rule.words, Rule.DERIVE)
    return Derivation.of(f"The rule: {rule.name}", "f'(x)", step, where=where)


def _binds(pattern: Node, node: Node, along: str, found: dict[str, Node]) -> bool:
    """Whether the node is built like the pattern; `found` then holds what its letters stand for."""
    varies = along in free_names(node)
    if isinstance(pattern, Call):
        found[pattern.function] = node
        return True
    if isinstance(pattern, Name) and pattern.spelling in CONSTANTS:
        found[pattern.spelling] = node
        return not varies
    if pattern == X:
        found["x"] = node
        return varies
    ours, theirs = children(pattern), children(node)
    if not ours or len(ours) != len(theirs):
        return pattern == node
    alike = type(pattern) is type(node) and getattr(pattern, "function", "") == getattr(node, "function", "")
    return alike and all(_binds(a, b, along, found) for a, b in zip(ours, theirs, strict=True))


def _filled(result: Node, binding: Binding, derive: Derive) -> Node:
    match result:
        case Call(function, _, primes):
            return derive(binding[function]) if primes else binding[function]
        case Name():
            return binding.get(result.spelling, result)
        case Mul(Call(primes=1) as first, second):
            return Mul(_filled(second, binding, derive), _filled(first, binding, derive))
    return rebuild(result, lambda part: _filled(part, binding, derive))


CONSTANT = DifferentiationRule("Constant", "constant rule", "c", "0", example="3", proof="constant")
POWER = DifferentiationRule(
    "Power", "power rule", "x^r", "r*x^(r-1)", ("x > 0", "r != 0"), example="x^3", proof="power"
)
EXPONENTIAL = DifferentiationRule(
    "Exponential",
    "derivative of the exponential",
    "exp(x)",
    "exp(x)",
    example="2e^x",
    proof="exponential",
)
LOGARITHM = DifferentiationRule(
    "Logarithm", "derivative of ln", "ln(x)", "1/x", ("x > 0",), example="2ln(x)", proof="logarithm"
)
SINE = DifferentiationRule("Sine", "derivative of sine", "sin(x)", "cos(x)", example="4sin(x)", proof="sine")
COSINE = DifferentiationRule(
    "Cosine", "derivative of cosine", "cos(x)", "-sin(x)", example="3cos(x)", proof="cosine"
)
TANGENT = DifferentiationRule(
    "Tangent", "derivative of tangent", "tan(x)", "1/cos(x)^2", example="2tan(x)", proof="tangent"
)
SUM = DifferentiationRule("Sum", "sum rule", "g(x)+h(x)", "g'(x)+h'(x)", example="x^2+sin(x)", proof="sum")
PRODUCT = DifferentiationRule(
    "Product", "product rule", "g(x)*h(x)", "g(x)*h'(x)+g'(x)*h(x)", example="x*sin(x)", proof="product"
)
QUOTIENT = DifferentiationRule(
    "Quotient",
    "quotient rule",
    "g(x)/h(x)",
    "(g'(x)*h(x)-g(x)*h'(x))/h(x)^2",
    ("h(x) != 0",),
    example="sin(x)/x",
    proof="quotient",
)
CHAIN = DifferentiationRule(
    "Chain rule", "chain rule", "g(h(x))", "g'(h(x))*h'(x)", example="sin(x^2)", proof="chain rule"
)

BUILDING_BLOCKS = (CONSTANT, POWER, EXPONENTIAL, LOGARITHM, SINE, COSINE, TANGENT)
COMBINATIONS = (SUM, PRODUCT, QUOTIENT, CHAIN)
TABLE = (*BUILDING_BLOCKS, *COMBINATIONS)
"""The eleven rules of the notebook's table: what formulas are built of, and how it is put together."""
