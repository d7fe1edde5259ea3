"""The derivations that the lessons show; each verifies itself when it is first asked for."""

from calcanim.calculus.proofs.chain_rule import chain_rule, chain_rule_by_division
from calcanim.calculus.proofs.definition import derivative_from_definition
from calcanim.calculus.proofs.quotient import difference_quotient
from calcanim.calculus.proofs.rules import (
    as_the_rules_give_it,
    derivative_from_rules,
    partial_from_rules,
    rows_needed,
    rules_missing,
    rules_used,
)
from calcanim.calculus.proofs.sine_of_product import partial_by_limit, partial_by_rules
from calcanim.calculus.proofs.square import square_with_difference, square_with_two_points
from calcanim.calculus.proofs.squeeze import (
    inequalities,
    inequalities_for_both_signs,
    inequalities_for_negative_angles,
    limit_of_the_quotient,
)

__all__ = [
    "as_the_rules_give_it",
    "chain_rule",
    "chain_rule_by_division",
    "derivative_from_definition",
    "derivative_from_rules",
    "difference_quotient",
    "inequalities",
    "inequalities_for_both_signs",
    "inequalities_for_negative_angles",
    "limit_of_the_quotient",
    "partial_by_limit",
    "partial_by_rules",
    "partial_from_rules",
    "rows_needed",
    "rules_missing",
    "rules_used",
    "square_with_difference",
    "square_with_two_points",
]
