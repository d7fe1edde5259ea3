"""Derivations: lines that are printed from the very trees that were verified.

A step is made from the line before it, and checks itself as it is made. What was not proved says so:
`supported` is agreement to 12 digits in many trials (for functions that only have a name: with many concrete
ones), `refuted` comes with a counterexample, `unchecked` means that nothing could be tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.parse import derivations, parse_expression
from calcanim.calculus.language.syntax import Call, Name, Node, Relation, substitute
from calcanim.calculus.verification.chains import Move, check_chain, check_move
from calcanim.calculus.verification.comparison import Rule, compare
from calcanim.calculus.verification.precise import Definition
from calcanim.calculus.verification.substitution import check_substitution
from calcanim.calculus.verification.trials import Ground
from calcanim.calculus.verification.verdicts import Finding, Verdict, worst
from calcanim.errors import UnverifiedError, UsageError

__all__ = ["Derivation", "DerivationLine", "Ground", "Move", "Rule", "Step", "Verdict", "ground", "line"]

FUNCTIONS = ("f", "g", "h", "q", "u", "v")


@dataclass(frozen=True)
class Step:
    """From one expression, or chain of inequalities, to the next; it knows what is to be thought of it.

    `by` is what a chain is multiplied or divided by, the variable that is mirrored, or what is put for the
    variable of a limit.
    """

    before: Node
    after: Node
    rule: Rule | Move
    reason: str
    ground: Ground = field(default_factory=Ground)
    by: Node | None = None
    verdict: Verdict = field(init=False)
    evidence: str = field(init=False)

    def __post_init__(self) -> None:
        finding = _check(self)
        object.__setattr__(self, "verdict", finding.verdict)
        object.__setattr__(self, "evidence", finding.evidence)

    @classmethod
    def read(
        cls,
        before: str,
        after: str,
        rule: Rule | Move = Rule.REWRITE,
        reason: str = "",
        /,
        *,
        where: Ground | None = None,
        by: str = "",
    ) -> Step:
        """A step written as text, in the dialect of derivations.

        >>> str(Step.read("D(x^3, x)", "x^2", Rule.DERIVE).verdict)
        'refuted'
        """
        divisor = tree(by) if by else None
        return cls(tree(before), tree(after), rule, reason, where or Ground(), divisor)


@dataclass(frozen=True)
class DerivationLine:
    """What one line shows: a formula, why it follows from the line before, and how sure that is.

    `link` stands before the formula: `=` where a value goes on from the line before, else nothing.
    """

    node: Node
    reason: str
    verdict: Verdict
    evidence: str
    link: str = ""

    @property
    def latex(self) -> str:
        """The formula with its link, printed from the tree that was verified."""
        return self.link + latex(self.node)


@dataclass(frozen=True)
class Draft:
    """A line to be: its text, the reason printed beside it, and what was done to the line before."""

    text: str
    reason: str
    rule: Rule | Move
    by: str = ""
    where: Ground | None = None


def line(
    text: str, reason: str, rule: Rule | Move = Rule.REWRITE, /, *, by: str = "", where: Ground | None = None
) -> Draft:
    """A line of a derivation; `where` holds for this step alone, instead of for the whole derivation."""
    return Draft(text, reason, rule, by, where)


@dataclass(frozen=True)
class Derivation:
    """A subject, and the steps that lead on from it; made by `Derivation.of`.

    >>> square = Derivation.of("The square", "D(x^2, x)", line("2x", "by the power rule", Rule.DERIVE))
    >>> str(square.verdict), square.lines[-1].latex
    ('proved', '=2x')
    """

    title: str
    subject: Node
    steps: tuple[Step, ...]
    claim: Finding
    where: Ground = field(default_factory=Ground)
    remarks: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        title: str,
        subject: str,
        /,
        *drafts: Draft,
        where: Ground | None = None,
        shown: Finding | None = None,
        remarks: Sequence[str] = (),
    ) -> Derivation:
        """The derivation with these lines after the subject.

        A subject that is a chain of inequalities is itself checked, unless it was `shown` before.
        """
        common = where or Ground()
        first = before = tree(subject)
        steps: list[Step] = []
        for draft in drafts:
            after = tree(draft.text)
            place = draft.where or common
            steps.append(
                Step(before, after, draft.rule, draft.reason, place, tree(draft.by) if draft.by else None)
            )
            before = after
        claim = shown or (check_chain(first, common) if isinstance(first, Relation) else worst([]))
        return cls(title, first, tuple(steps), claim, common, tuple(remarks))

    @property
    def conditions(self) -> tuple[str, ...]:
        """LaTeX of the conditions under which it holds."""
        return tuple(latex(condition) for condition in self.where.conditions)

    @property
    def finding(self) -> Finding:
        """The finding on its weakest line, for a derivation that goes on from here."""
        return worst(Finding(entry.verdict, entry.evidence) for entry in self.lines)

    @property
    def lines(self) -> tuple[DerivationLine, ...]:
        """The subject, then one line for each step."""
        first = DerivationLine(self.subject, "", self.claim.verdict, self.claim.evidence)
        link = "" if isinstance(self.subject, Relation) else "="
        rest = (DerivationLine(s.after, s.reason, s.verdict, s.evidence, link) for s in self.steps)
        return (first, *rest)

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of its lines."""
        return self.finding.verdict

    def require_verified(self) -> Derivation:
        """This derivation, if each line is proved or supported; UnverifiedError, naming the line, if not."""
        for number, entry in enumerate(self.lines, 1):
            if entry.verdict not in (Verdict.PROVED, Verdict.SUPPORTED):
                raise UnverifiedError(
                    f"'{self.title}', line {number}, {entry.latex} ({entry.reason}): "
                    f"{entry.verdict}: {entry.evidence}"
                )
        return self


def tree(text: str, /) -> Node:
    """The tree of a text in the dialect of derivations."""
    return parse_expression(text, dialect=derivations(FUNCTIONS))


def ground(
    *, definitions: Sequence[str] = (), conditions: Sequence[str] = (), names: Sequence[str] = ()
) -> Ground:
    """What a derivation stands on: `f(x) = x^2`, conditions such as `0 < theta < pi/2`, and names for
    expressions, `z = x+1`.

    >>> ground(definitions=["f(x) = x^2"]).definitions[0].parameters
    ('x',)
    """
    return Ground(
        tuple(_definition(text) for text in definitions),
        tuple(_condition(text) for text in conditions),
        values=tuple(_named(text) for text in names),
    )


def _definition(text: str) -> Definition:
    match tree(text):
        case Relation((Call(function, parameters, 0), body), ("=",)):
            names = [parameter.spelling for parameter in parameters if isinstance(parameter, Name)]
            if len(names) == len(parameters):
                return Definition(function, tuple(names), body)
    raise UsageError(f"'{text}' is not a definition; write f(x) = x^2")


def _condition(text: str) -> Relation:
    found = tree(text)
    if not isinstance(found, Relation):
        raise UsageError(f"'{text}' is not a condition; write 0 < x, or x != 0")
    return found


def _named(text: str) -> tuple[str, Node]:
    match tree(text):
        case Relation((Name() as name, value), ("=",)):
            return name.spelling, value
    raise UsageError(f"'{text}' does not name an expression; write z = x+1")


def _check(step: Step) -> Finding:
    before, after = (substitute(side, dict(step.ground.values)) for side in (step.before, step.after))
    if step.rule is Rule.SUBSTITUTION:
        return check_substitution(before, after, step.ground, by=step.by)
    chains = isinstance(before, Relation), isinstance(after, Relation)
    if chains == (False, False) and isinstance(step.rule, Rule):
        return compare(before, after, step.rule, step.ground)
    if not (isinstance(before, Relation) and isinstance(after, Relation)):
        return Finding(Verdict.REFUTED, "an expression cannot follow from a chain, nor a chain from one")
    if isinstance(step.rule, Move):
        return check_move(before, after, step.rule, step.ground, by=step.by)
    if before.operators != after.operators or len(before.operands) != len(after.operands):
        return Finding(Verdict.REFUTED, "rewriting its sides does not change the signs of a chain")
    pairs = zip(before.operands, after.operands, strict=True)
    return worst(compare(ours, theirs, step.rule, step.ground) for ours, theirs in pairs)
