"""Whether numbers that are shown rounded are right to their last digit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import mpmath
from mpmath import mp

from calcanim.calculus.language.syntax import Neg, Node, Number, children, rebuild
from calcanim.calculus.verification.precise import DIGITS, Real, UndefinedValueError
from calcanim.calculus.verification.verdicts import Finding, Verdict

ValueOf = Callable[[Node], Real]

LARGEST = 1000
_SLACK = mpmath.mpf("1e-30")


def last_place(digits: str, /) -> int:
    """The power of ten of the last digit: −2 for `0.88`, 5 for `1.2e6`."""
    mantissa, _, exponent = digits.lower().partition("e")
    return int(exponent or 0) - len(mantissa.partition(".")[2])


def is_rounded(node: Node, /) -> bool:
    """Whether a side is one decimal number, or one with a sign."""
    return isinstance(node, Number) or (isinstance(node, Neg) and is_rounded(node.operand))


def has_decimals(node: Node, /) -> bool:
    """Whether a decimal stands somewhere in it."""
    own = isinstance(node, Number) and not node.digits.isdigit()
    return own or any(has_decimals(child) for child in children(node))


def close(left: Node, right: Node, value: ValueOf, /) -> Finding:
    """Whether two sides agree as far as the digits go that they are written with.

    A side that is one number may be off by half a unit of its last digit. So may each decimal in a side that
    is worked out, unless it has fewer places than the number it is compared with: then it is exact.
    """
    if not (is_rounded(left) or is_rounded(right) or has_decimals(left) or has_decimals(right)):
        return Finding(Verdict.UNCHECKED, "no side is a decimal number, so nothing says how close they are")
    singles = (_single(side) for side in (left, right))
    place = min((last_place(number.digits) for number in singles if number is not None), default=LARGEST)
    with mp.workdps(DIGITS):
        ours, theirs = value(left), value(right)
        room = sum(_radius(side, place, value) for side in (left, right))
        if abs(ours - theirs) <= room + _SLACK * (1 + abs(ours)):
            return Finding(Verdict.PROVED, "both sides agree to the digits shown")
    shown = " and ".join(mpmath.nstr(each, 8) for each in (ours, theirs))
    return Finding(Verdict.REFUTED, f"the two sides are {shown}")


def _single(side: Node) -> Number | None:
    if isinstance(side, Neg):
        return _single(side.operand)
    return side if isinstance(side, Number) else None


def _radius(side: Node, place: int, value: ValueOf) -> Real:
    """How far the value of a side may be off because of the decimals in it."""
    single = _single(side)
    if single is not None:
        return _half(single)
    middle, room = value(side), mpmath.mpf(0)
    for number, variants in _moved(side):
        if not number.digits.isdigit() and last_place(number.digits) <= place:
            room += max((abs(value(variant) - middle) for variant in variants), default=0)
    return room


def _half(number: Number) -> Real:
    return mpmath.mpf(10) ** last_place(number.digits) / 2


def _moved(node: Node) -> Iterator[tuple[Number, tuple[Node, ...]]]:
    """Each number in a tree, with the trees in which it is half a unit larger or smaller."""
    if isinstance(node, Number):
        exact = mpmath.mpf(node.digits)
        ends = (exact - _half(node), exact + _half(node))
        yield node, tuple(replace(node, digits=mpmath.nstr(end, 40)) for end in ends if end >= 0)
        return
    for index, child in enumerate(children(node)):
        for number, variants in _moved(child):
            yield number, tuple(_with_child(node, index, variant) for variant in variants)


def _with_child(node: Node, index: int, changed: Node) -> Node:
    counter = iter(range(len(children(node))))
    return rebuild(node, lambda child: changed if next(counter) == index else child)


def undefined(left: Node, right: Node, value: ValueOf, /) -> Finding:
    """`close`, where a side may have no value."""
    try:
        return close(left, right, value)
    except UndefinedValueError:
        return Finding(Verdict.UNCHECKED, "a side has no value that could be compared")
