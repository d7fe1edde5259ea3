r"""What a formula on the screen states, read back from its LaTeX, and how sure it is.

Each link of a chain is tried at many points and with many functions, and proved by SymPy if that is soon
done. What cannot be read, tried or ended in time is `unchecked`, and the reason is its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import thread_time

from calcanim.calculus.deadline import TimeLimitError, time_limit
from calcanim.calculus.language.latex_names import is_name
from calcanim.calculus.language.latex_reading import read_relations
from calcanim.calculus.language.latex_tokens import without_breaks, without_parts
from calcanim.calculus.language.syntax import Call, Name, Node, Relation
from calcanim.calculus.verification.chains import same_region
from calcanim.calculus.verification.expansion import expanded
from calcanim.calculus.verification.grounds import given, ground_text, letters_for_functions
from calcanim.calculus.verification.identity import SYMPY_FAILURES
from calcanim.calculus.verification.links import Link, links_of
from calcanim.calculus.verification.matrices import entrywise, without_matrices
from calcanim.calculus.verification.trials import Ground
from calcanim.calculus.verification.values import value_of
from calcanim.calculus.verification.verdicts import Finding, Verdict, worst
from calcanim.errors import CalcanimError
from calcanim.remembering import remembered

__all__ = ["Ground", "Statement", "given", "is_name", "stated", "value_of"]

LONGEST = 1.5  # seconds for the trials
LONGEST_PROOF = 0.4  # seconds; what is not proved by then stays supported

_FAILURES = (*SYMPY_FAILURES, CalcanimError, LookupError, RuntimeError, AssertionError)
_NOTHING = Finding(Verdict.UNCHECKED, "it states nothing")
_CONDITIONS = re.compile(r"(?:\\q?quad|\\[,;: ]|,|\s)*\\text\s*\{\s*(?:for|if|where|when|with)(?: all)?\s*\}")
_STARTS = re.compile(r"\s*(?:=|<|>|\\(?:neq?|leq?|geq?|approx|leftarrow)(?![A-Za-z]))")
_ENDS = re.compile(r"(?:=|<|>|\\(?:neq?|leq?|geq?|approx|leftarrow))\s*$")


@dataclass(frozen=True)
class Statement:
    """A formula, what it says, and the finding on it.

    `latex` names no parts; `nodes` are its trees, one for each formula of a list, none if it could not be
    read. One that `is_claim` says something that can be true or false.
    """

    latex: str
    nodes: tuple[Node, ...]
    finding: Finding
    is_claim: bool
    ground_text: str

    @property
    def node(self) -> Node | None:
        """Its tree, or the first one of a list; None if it could not be read."""
        return self.nodes[0] if self.nodes else None

    @property
    def verdict(self) -> Verdict:
        """How sure it is."""
        return self.finding.verdict

    @property
    def evidence(self) -> str:
        """Why, in one sentence."""
        return self.finding.evidence


def stated(latex: str, /, *, on: Ground | None = None, after: str = "") -> Statement:
    r"""What a formula states on a ground, verified; never an error, never a pass of what was not checked.

    `after` is what stands before a text that begins with a relation sign. `\text{for }` before conditions
    adds them to the ground; conditions alone must be just those of the ground. `A(1, 4)` states x_A and y_A.

    >>> from calcanim.calculus.function import Function
    >>> square = given(f=Function.parse("x^2"))
    >>> [str(stated(text, on=square).verdict) for text in ("f'(x) = 2x", "f'(x) = x^2", "f'(x)")]
    ['proved', 'refuted', 'unchecked']
    >>> str(stated(r"\approx 0.67", after=r"\frac{2}{3}").verdict)
    'proved'
    """
    return _stated(latex, on or Ground(), after)


@remembered(maxsize=8192)
def _stated(latex: str, on: Ground, after: str) -> Statement:
    shown = without_breaks(without_parts(latex)).strip()
    nodes: tuple[Node, ...] = ()
    is_claim, standing_on = True, ""
    try:
        with time_limit(LONGEST + LONGEST_PROOF):
            standing_on = ground_text(on)
            before = without_parts(after) if _STARTS.match(shown) else ""
            claim, conditions = _split(f"{before} {_ENDS.sub('', shown)}")
            letters = letters_for_functions(on)
            nodes = entrywise(read_relations(claim, functions=letters), on) if claim else ()
            extra = _relations(read_relations(conditions, functions=letters)) if conditions else ()
            is_claim = bool(extra and not nodes) or any(_claims(node, on) for node in nodes)
            finding = _judged(nodes, extra, without_matrices(on)) if is_claim else _NOTHING
    except TimeLimitError:
        finding = Finding(Verdict.UNCHECKED, f"this took longer than {LONGEST + LONGEST_PROOF:g} s")
    except _FAILURES as error:
        reason = str(error).splitlines()[0] if str(error) else "a part of it has no value"
        finding = Finding(Verdict.UNCHECKED, reason)
    return Statement(shown, nodes, finding, is_claim, standing_on)


def _split(latex: str) -> tuple[str, str]:
    """A formula, and the conditions after `for`."""
    found = None if r"\begin{cases}" in latex else _CONDITIONS.search(latex)
    if found is None:
        return latex.strip(), ""
    return latex[: found.start()].strip(), latex[found.end() :].strip()


def _relations(nodes: Sequence[Node]) -> tuple[Relation, ...]:
    found = tuple(node for node in nodes if isinstance(node, Relation))
    if len(found) < len(nodes):
        raise CalcanimError("what stands after 'for' is not a condition")
    return found


def _claims(node: Node, ground: Ground) -> bool:
    return isinstance(node, Relation) or bool(_coordinates(node, ground))


def _judged(nodes: tuple[Node, ...], conditions: tuple[Relation, ...], on: Ground) -> Finding:
    if not nodes:
        return _same_conditions(conditions, on)
    ground = replace(on, conditions=(*on.conditions, *conditions))
    links = [link for node in nodes for link in _links(node, ground)]
    found: list[Finding] = []
    for link in links:
        found.append(link.tried())
        if not found[-1].holds:
            return found[-1]
    return worst(_proved(links, found))


def _proved(links: list[Link], found: list[Finding]) -> list[Finding]:
    """The findings, with proofs as far as there is time for them."""
    end = thread_time() + LONGEST_PROOF
    for index, link in enumerate(links):
        left = end - thread_time()
        if found[index].verdict is Verdict.SUPPORTED and left > 0.01:
            try:
                with time_limit(left):
                    found[index] = link.proved()
            except SYMPY_FAILURES:
                continue
    return found


def _same_conditions(conditions: tuple[Relation, ...], on: Ground) -> Finding:
    """Conditions that stand alone are those of the ground, no more and no fewer."""
    found = expanded(conditions, on)
    ours = tuple(node for node in found.nodes if isinstance(node, Relation))
    theirs = found.ground.conditions
    if set(ours) == set(theirs):
        return Finding(Verdict.PROVED, "they are the conditions of the ground")
    region = same_region((ours,), (theirs,))
    if region.verdict is Verdict.SUPPORTED:
        return Finding(Verdict.UNCHECKED, "it could not be shown that these are the conditions of the ground")
    return region


def _links(node: Node, ground: Ground) -> list[Link]:
    match node:
        case Relation((Name() as name, following), ("<-",)):
            return [_assignment(name, following, ground)]
        case Relation(_, operators) if "<-" not in operators:
            return links_of(node, ground)
    coordinates = _coordinates(node, ground)
    if not coordinates:
        raise CalcanimError("it states nothing that can be checked")
    return [Link.of("=", name, value, ground) for name, value in coordinates]


def _assignment(name: Name, following: Node, ground: Ground) -> Link:
    r"""`x \leftarrow …` states the ground's `next_x`."""
    known = dict(ground.values).get(f"next_{name.spelling}")
    if known is None:
        raise CalcanimError(
            f"the ground does not say what {name.spelling} becomes: give it next_{name.spelling}"
        )
    return Link.of("=", known, following, ground)


def _coordinates(node: Node, ground: Ground) -> list[tuple[Name, Node]]:
    """x_A and y_A with their values in `A(1, 4)`, if the ground knows A."""
    known = {name for name, _ in ground.values}
    if not isinstance(node, Call) or node.primes or node.function in ground.defined:
        return []
    names = [Name(letter, node.function) for letter in "xyz"]
    pairs = list(zip(names, node.arguments, strict=False))
    return pairs if all(name.spelling in known for name, _ in pairs) else []
