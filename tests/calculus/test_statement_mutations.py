"""Of the wrong variants of true formulas, at least 99 % are refuted or left unchecked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from calcanim.calculus import read_latex, stated
from calcanim.calculus.language.notation import latex
from calcanim.calculus.language.syntax import Limit, Node, Relation, children
from calcanim.calculus.verification.grounds import letters_for_functions
from calcanim.calculus.verification.trials import free_names
from tests.calculus.mutations import mutants
from tests.calculus.oracle import is_false
from tests.calculus.statement_cases import TRUE, Case

OTHER_FORMS = (r"\text{for }", "A(1", r"\leftarrow")
CHAINS = [case for case in TRUE if not any(form in case.latex for form in OTHER_FORMS)]
MOST_LETTERS = 4


def _letters(node: Node) -> set[str]:
    own = {node.variable.spelling} if isinstance(node, Limit) else set()
    return set(free_names(node)) | own | {name for child in children(node) for name in _letters(child)}


def _chain(case: Case) -> Relation:
    found = read_latex(case.after + case.latex, functions=letters_for_functions(case.ground))
    assert isinstance(found, Relation)
    return found


def _wrong(case: Case) -> Iterator[str]:
    """Variants of a formula that floats show to be false."""
    formula, ground = _chain(case), case.ground
    letters = tuple(sorted(_letters(formula)))[:MOST_LETTERS]
    for mutant in dict.fromkeys(mutants(formula, letters)):
        if isinstance(mutant, Relation) and is_false(mutant, ground):
            yield latex(mutant)


def test_floats_find_nothing_wrong_with_the_true_formulas() -> None:
    wrong = [case.latex for case in CHAINS if is_false(_chain(case), case.ground)]
    assert not wrong


@pytest.mark.parametrize("half", [0, 1])
def test_wrong_formulas_do_not_pass(half: int) -> None:
    wrong = [(text, case.ground) for case in CHAINS[half::2] for text in _wrong(case)]
    passed = [text for text, ground in wrong if stated(text, on=ground).finding.holds]
    assert len(wrong) >= 250
    assert len(passed) <= 0.01 * len(wrong), passed
