"""The real cube root for SymPy, whose own `cbrt` is complex for negative numbers."""

from __future__ import annotations

import sympy as sp


class Cbrt(sp.Function):  # type: ignore[misc]  # SymPy has no type stubs
    """The real number whose cube is the argument.

    >>> Cbrt(-8), Cbrt(sp.Symbol("x", real=True)).diff()
    (-2, 1/(3*Cbrt(x)**2))
    """

    nargs = 1
    is_real = True

    @classmethod
    def eval(cls, x: sp.Expr) -> sp.Expr | None:
        if x.is_number and x.is_extended_nonnegative:
            return sp.Pow(x, sp.Rational(1, 3))
        if x.could_extract_minus_sign():
            return -cls(-x)
        if x.is_Pow and x.exp == 3 and x.base.is_extended_real:
            return x.base
        return None

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        return 1 / (3 * Cbrt(self.args[0]) ** 2)

    def _eval_power(self, exponent: sp.Expr) -> sp.Expr | None:
        whole = exponent.is_Integer and exponent % 3 == 0
        return self.args[0] ** (exponent / 3) if whole else None

    def _eval_evalf(self, precision: int) -> sp.Expr | None:
        value = self.args[0]._eval_evalf(precision)
        return (
            None if value is None or not value.is_Float else sp.sign(value) * abs(value) ** sp.Rational(1, 3)
        )

    def _eval_is_zero(self) -> bool | None:
        found: bool | None = self.args[0].is_zero
        return found

    def _eval_is_positive(self) -> bool | None:
        found: bool | None = self.args[0].is_positive
        return found

    def _eval_is_negative(self) -> bool | None:
        found: bool | None = self.args[0].is_negative
        return found
