"""Of the wrong variants of every line of every derivation, at least 99 % are refuted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from calcanim.calculus import proofs
from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.calculus.verification.derivation import Derivation, Verdict
from tests.calculus.mutations import changes_meaning, in_other_words, is_caught, letters_of, mutants

QUICK: tuple[Callable[[], Derivation], ...] = (
    proofs.square_with_two_points,
    proofs.square_with_difference,
    proofs.inequalities,
    proofs.inequalities_for_negative_angles,
    proofs.limit_of_the_quotient,
    lambda: proofs.partial_by_rules("x"),
    lambda: proofs.partial_by_rules("y"),
)
LONG: tuple[Callable[[], Derivation], ...] = (
    proofs.chain_rule,
    proofs.chain_rule_by_division,
    lambda: proofs.partial_by_limit("x"),
    lambda: proofs.partial_by_limit("y"),
)


THEOREMS = tuple(part.derive for theorem in PROOFS.values() for part in theorem.parts)
SHORT = tuple(
    part.derive for name in ("constant", "power", "multiplicative inverse") for part in PROOFS[name].parts
)


def _counted(proof: Derivation) -> tuple[int, int]:
    """How many variants change the meaning of a line, and how many of these are refuted."""
    letters = letters_of(proof)
    wrong = [
        (number, mutant)
        for number, entry in enumerate(proof.lines)
        for mutant in mutants(entry.node, letters)
        if changes_meaning(entry.node, mutant, proof)
    ]
    return len(wrong), sum(is_caught(proof, number, mutant) for number, mutant in wrong)


def _check(makers: tuple[Callable[[], Derivation], ...], *, least: int) -> None:
    made = [make().require_verified() for make in makers]
    counts = [_counted(proof) for proof in made]
    wrong, caught = (sum(column) for column in zip(*counts, strict=True))
    assert wrong >= least
    assert caught >= 0.99 * wrong, f"{wrong - caught} of {wrong} wrong lines were let through"


def test_wrong_lines_of_the_square_the_squeeze_and_the_rules_are_refuted() -> None:
    _check(QUICK, least=350)


@pytest.mark.slow
def test_wrong_lines_of_the_chain_rule_and_the_limits_are_refuted() -> None:
    _check(LONG, least=600)


def test_wrong_lines_of_the_short_theorems_are_refuted() -> None:
    _check(SHORT, least=170)


@pytest.mark.slow
def test_wrong_lines_of_all_theorems_are_refuted() -> None:
    _check(THEOREMS, least=1900)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROOFS)
def test_no_true_line_of_a_theorem_is_refuted(name: str) -> None:
    steps = [step for derivation in PROOFS[name].derivations for step in derivation.steps]
    changed = [replace(step, after=other) for step in steps for other in in_other_words(step.after)]
    assert all(step.verdict.name in ("PROVED", "SUPPORTED") for step in changed)


def test_a_line_in_other_words_is_not_taken_for_a_wrong_one() -> None:
    proof = proofs.square_with_difference()
    last = proof.lines[-1].node
    assert not changes_meaning(last, last, proof)
    assert proof.steps[-1].verdict is Verdict.PROVED
