"""What a lesson shows that can be true or false, and wrong variants of it."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

from calcanim.blocks.evidence import Content, Source
from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.provenance import formula_source, prose_source
from calcanim.calculus.language.latex_reading import read_relations
from calcanim.calculus.language.latex_tokens import without_parts
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import Call, Limit, Name, Node, Relation, children
from calcanim.calculus.verification.chains import check_chain
from calcanim.calculus.verification.derivation import Derivation, DerivationLine
from calcanim.calculus.verification.grounds import letters_for_functions
from calcanim.calculus.verification.statement import Ground, stated
from calcanim.calculus.verification.trials import free_names
from calcanim.calculus.verification.verdicts import Verdict
from calcanim.gates.formulas import shown
from calcanim.gates.watch import watch
from tests.calculus.mutations import changes_meaning, letters_of, mutants
from tests.calculus.oracle import is_false

MOST_LETTERS = 4
SMALL, FRAMES_PER_SECOND = (320, 180), 2  # nobody looks at the stills
CONDITIONS = re.compile(r"^(.*?)(\\text\s*\{\s*for\s*\})(.*)$", re.DOTALL)

RETYPED: tuple[tuple[str, Callable[[str], str]], ...] = (
    (r"\d", lambda digit: str((int(digit) + 1) % 10)),
    (r"[+\-]", lambda sign: "-" if sign == "+" else "+"),
    (r"[=<>]", lambda sign: "<" if sign == ">" else ">"),
    (r"'", lambda _: ""),
    (r"\\(sin|cos|tan)\b", lambda function: r"\cos" if function == r"\sin" else r"\sin"),
    (r"\\theta\b", lambda _: r"\eta"),
    (r"(?<![\\\w])[A-Za-z](?!\w)", lambda letter: "b" if letter == "a" else "a"),
    (r"\b(near|positive|jumps|by|the|goes)\b", lambda word: f"not {word}"),
)

Writing = Formula | Prose


@dataclass(frozen=True)
class Exhibits:
    """What a lesson showed: its writings, what a gate sees of them, and all derivations that there were."""

    writings: tuple[Any, ...]
    seen: tuple[Source, ...]
    derivations: tuple[Derivation, ...]


@dataclass(frozen=True)
class Claim:
    """A formula on its ground; `words` are those before and behind one that stands in prose."""

    latex: str
    ground: Ground
    after: str = ""
    words: tuple[str, str] | None = None

    def judged(self, latex: str) -> Source:
        """Where another formula in its place would come from, and how sure it would be."""
        if self.words is None:
            return formula_source(latex, on=self.ground, after="", printed=None)
        before, behind = self.words
        return prose_source(f"{before}${latex}${behind}", on=self.ground, printed=None)


def exhibits(lesson: type[Any], /) -> Exhibits:
    """Play a lesson, and keep what it wrote."""
    found: dict[int, Any] = {}

    class Kept(lesson):  # type: ignore[misc]
        def play(self, *animations: Any, **options: Any) -> None:
            super().play(*animations, **options)
            self.keep()

        def update_mobjects(self, dt: float) -> None:
            super().update_mobjects(dt)
            self.keep()

        def keep(self) -> None:
            found.update((id(each), each) for each in _writings(self.mobjects))

    with _recorded() as made:
        recording = watch(Kept, size=SMALL, frames_per_second=FRAMES_PER_SECOND)
        cached = [each for each in gc.get_objects() if type(each) is Derivation]
    seen = tuple(each.source for each in shown(recording))
    return Exhibits(tuple(found.values()), seen, (*made, *cached))


@contextmanager
def _recorded() -> Iterator[list[Derivation]]:
    """The derivations that are made meanwhile; those made before are in a cache, if they are used."""
    made: list[Derivation] = []
    begin = Derivation.__init__

    def beginning(self: Derivation, *values: Any, **named: Any) -> None:
        begin(self, *values, **named)
        made.append(self)

    with mock.patch.object(Derivation, "__init__", beginning):
        yield made


def _writings(mobjects: Iterable[Any]) -> Iterator[Any]:
    """Everything with a source; a glyph that an animation left alone has it from its writing."""
    for mobject in mobjects:
        for part in mobject.get_family():
            for each in (part, getattr(getattr(part, "imprint", None), "writing", None)):
                if callable(getattr(type(each), "source", None)):
                    yield each


def stated_writings(played: Exhibits, /) -> list[Writing]:
    """The writings that state something on a ground."""
    own = [each for each in played.writings if isinstance(each, Writing) and each.printed is None]
    return [each for each in own if each.source().content is Content.FORMULA]


def printed(played: Exhibits, /) -> list[Writing]:
    """The writings that an object of the core printed."""
    return [each for each in played.writings if isinstance(each, Writing) and each.printed is not None]


def claims(played: Exhibits, /) -> tuple[Claim, ...]:
    """Every different formula that was stated on a ground, those in prose too."""
    return tuple(dict.fromkeys(claim for each in stated_writings(played) for claim in _claims(each)))


def _claims(writing: Writing) -> Iterator[Claim]:
    if isinstance(writing, Formula):
        yield Claim(without_parts(writing.latex), writing.on, without_parts(writing.after))
        return
    pieces = writing.text.split("$")
    for index in range(1, len(pieces), 2):
        if stated(pieces[index], on=writing.on).is_claim:
            words = "$".join(pieces[:index]), "$".join(pieces[index + 1 :])
            yield Claim(pieces[index], writing.on, words=words)


def wrong_formulas(claim: Claim, /) -> Iterator[str]:
    """LaTeX of a formula with one change, if floats show that it is false then."""
    statement = stated(claim.latex, on=claim.ground, after=claim.after)
    said, conditions = _parted(claim.latex)
    where = _read(conditions, claim.ground) if conditions else ()
    if not statement.nodes:
        for changed in _changed(where):
            if _other_region(where, changed):
                yield rf"\text{{for }} {_listed(changed)}"
        return
    ground = replace(claim.ground, conditions=(*claim.ground.conditions, *where))
    if any(is_false(each, ground) for node in statement.nodes for each in _relations(node, ground)):
        return  # what is true looks false to floats, as a limit that is infinite: they can't tell
    for changed in _changed(statement.nodes):
        if any(is_false(relation, ground) for node in changed for relation in _relations(node, ground)):
            yield _listed(changed) + claim.latex[len(said) :]


def reprinted(claim: Claim, /) -> str:
    """LaTeX of a formula as its tree prints it."""
    statement = stated(claim.latex, on=claim.ground, after=claim.after)
    said, conditions = _parted(claim.latex)
    if not statement.nodes:
        return rf"\text{{for }} {_listed(_read(conditions, claim.ground))}"
    return _listed(statement.nodes) + claim.latex[len(said) :]


def _parted(text: str) -> tuple[str, str]:
    """A formula, and the conditions behind `for`."""
    found = CONDITIONS.match(text)
    return (found[1], found[3]) if found else (text, "")


def _read(text: str, ground: Ground) -> tuple[Relation, ...]:
    found = read_relations(text, functions=letters_for_functions(ground))
    return tuple(node for node in found if isinstance(node, Relation))


def _listed(nodes: Iterable[Node]) -> str:
    return ", ".join(latex(node) for node in nodes)


def _changed(nodes: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """A list of formulas with one change in one of them."""
    for index, node in enumerate(nodes):
        letters = tuple(sorted(_letters(node)))[:MOST_LETTERS]
        for mutant in dict.fromkeys(mutants(node, letters)):
            yield (*nodes[:index], mutant, *nodes[index + 1 :])


def _letters(node: Node) -> set[str]:
    own = {node.variable.spelling} if isinstance(node, Limit) else set()
    return set(free_names(node)) | own | {name for child in children(node) for name in _letters(child)}


def _relations(node: Node, ground: Ground) -> list[Relation]:
    """What a formula says, in equations and inequalities: `A(1, 4)` and an assignment too."""
    known = dict(ground.values)
    match node:
        case Relation((Name(letter), following), ("<-",)):
            return [Relation((known.get(f"next_{letter}", Name(letter)), following), ("=",))]
        case Relation():
            return [node]
        case Call(point, places, 0):
            named = [(Name(letter, point), place) for letter, place in zip("xyz", places, strict=False)]
            return [Relation(pair, ("=",)) for pair in named if pair[0].spelling in known]
    return []


def _other_region(first: tuple[Relation, ...], second: tuple[Relation, ...]) -> bool:
    try:
        inside = [is_false(each, Ground(conditions=first)) for each in second]
        outside = [is_false(each, Ground(conditions=second)) for each in first]
    except AssertionError:  # nothing fulfils them
        return True
    return any((*inside, *outside))


def lines(played: Exhibits, /) -> dict[DerivationLine, tuple[Derivation, int] | None]:
    """Every line of a derivation that was shown, the derivation, and the line's number; None if unknown."""
    found: dict[DerivationLine, tuple[Derivation, int] | None] = {}
    for writing in printed(played):
        for each in writing.printed if isinstance(writing.printed, tuple) else (writing.printed,):
            if isinstance(each, DerivationLine) and each not in found:
                places = sorted(_places(each, played.derivations), key=lambda place: place[1] == 0)
                found[each] = places[0] if places else None
    return found


def _places(line: DerivationLine, derivations: Iterable[Derivation]) -> Iterator[tuple[Derivation, int]]:
    for derivation in derivations:
        unlinked = [replace(each, link="") for each in derivation.lines]
        if replace(line, link="") in unlinked:
            yield derivation, unlinked.index(replace(line, link=""))


def wrong_lines(proof: Derivation, number: int, /) -> list[Node]:
    """A line with one change, where SymPy shows that this means something else.

    What is worked out from another subject is as true, if that has the same value; so is another true chain.
    """
    node = proof.lines[number].node
    found = [m for m in dict.fromkeys(mutants(node, letters_of(proof))) if changes_meaning(node, m, proof)]
    if number > 0:
        return found
    if isinstance(node, Relation):
        return [each for each in found if isinstance(each, Relation) and is_false(each, proof.where)]
    return [each for each in found if is_false(Relation((node, each), ("=",)), proof.where)]


def is_caught(proof: Derivation, number: int, mutant: Node, /) -> bool:
    """Whether a step to or from a line, or what it claims alone, is not believed with the mutant there."""
    steps = proof.steps
    findings = []
    if number > 0:
        findings.append(replace(steps[number - 1], after=mutant))
    if number < len(steps):
        findings.append(replace(steps[number], before=mutant))
    if any(step.verdict not in (Verdict.PROVED, Verdict.SUPPORTED) for step in findings):
        return True
    return number == 0 and isinstance(mutant, Relation) and not check_chain(mutant, proof.where).holds


def retyped(writing: Writing, /) -> Iterator[Source]:
    """Where a writing would come from if one sign, number or name of what the core printed were changed."""
    text = writing.text if isinstance(writing, Prose) else writing.latex
    for pattern, other in RETYPED:
        for found in re.finditer(pattern, without_parts(text)):
            changed = found.string[: found.start()] + other(found[0]) + found.string[found.end() :]
            yield _printed(changed, writing)


def _printed(text: str, writing: Writing) -> Source:
    if isinstance(writing, Prose):
        return prose_source(text, on=writing.on, printed=writing.printed)
    return formula_source(text, on=writing.on, after="", printed=writing.printed)
