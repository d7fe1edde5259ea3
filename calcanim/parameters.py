"""Typed parameters of a lesson: declared with a default, set from text, checked with a clear message.

    class SecantBecomesTangent(Lesson):
        f = FunctionParameter("x^2", help="the curve")
        at = NumberParameter("-1", help="x-coordinate of A")

On the class and on its instances `f` is the parsed value; text never reaches a scene.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

import numpy as np

from calcanim.calculus import Constant, Function, Verdict
from calcanim.errors import ParameterError, UsageError

T = TypeVar("T")
_SCATTERED = np.random.default_rng(20).uniform(-1, 1, (3, 4000)) * 10.0 ** np.random.default_rng(21).uniform(
    -3, 3, (3, 4000)
)
"""Numbers of every size and sign: a function that is defined anywhere that matters has a value at one of
them."""


class Parameter(ABC, Generic[T]):
    """A named, typed input of a lesson, with its default as text."""

    kind: ClassVar[str]
    name: str

    def __init__(self, default: str, *, help: str) -> None:
        self.default, self.help = default, help

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, lesson: object, owner: type) -> T:
        settings: Mapping[str, str] = getattr(owner, "settings", {})
        values: dict[str, Any] = owner.__dict__.get("_values", {})
        if self.name not in values:
            values = {**values, self.name: self.parse(settings.get(self.name, self.default))}
            owner._values = values  # type: ignore[attr-defined]
        value: T = values[self.name]
        return value

    @abstractmethod
    def parse(self, text: str) -> T:
        """The value of a text; a `UsageError` names the parameter and what it takes."""


class FunctionParameter(Parameter[Function]):
    """A real function of the given variables."""

    kind = "function"

    def __init__(self, default: str, *, help: str, variables: tuple[str, ...] = ("x",)) -> None:
        super().__init__(default, help=help)
        self.variables = variables

    def parse(self, text: str) -> Function:
        """Parse a function; one that is defined nowhere is refused."""
        try:
            function = Function.parse(text, variables=self.variables)
        except UsageError as error:
            raise ParameterError(f"{self.name}={text!r}: {error}") from error
        if not np.isfinite(function(*_SCATTERED[: len(self.variables)])).any():
            raise ParameterError(
                f"{self.name}={text!r} has no real value anywhere; write a function such as {self.default}"
            )
        return function


class NumberParameter(Parameter[Constant]):
    """A real number, given as an expression without variables, between two bounds if there are any."""

    kind = "number"

    def __init__(
        self, default: str, *, help: str, above: float | None = None, below: float | None = None
    ) -> None:
        super().__init__(default, help=help)
        self.above, self.below = above, below

    def parse(self, text: str) -> Constant:
        """Parse a finite number and hold it to its bounds."""
        number = _finite(self.name, text)
        if self.above is not None and not number > self.above:
            raise ParameterError(f"{self.name}={text!r} is too small: it must be above {self.above:g}")
        if self.below is not None and not number < self.below:
            raise ParameterError(f"{self.name}={text!r} is too large: it must be below {self.below:g}")
        return number


class IntegerParameter(Parameter[int]):
    """A whole number between two bounds, both allowed."""

    kind = "whole number"

    def __init__(self, default: str, *, help: str, least: int, most: int) -> None:
        super().__init__(default, help=help)
        self.least, self.most = least, most

    def parse(self, text: str) -> int:
        """Parse a whole number and hold it to its bounds."""
        if not text.strip().lstrip("+-").isdecimal():
            raise ParameterError(
                f"{self.name}={text!r} is not a whole number; write one such as {self.default}"
            )
        number = int(text)
        if not self.least <= number <= self.most:
            raise ParameterError(f"{self.name}={text!r} must lie from {self.least} to {self.most}")
        return number


class PointParameter(Parameter[tuple[Constant, Constant]]):
    """A point of the plane, written `1,4` or `(1, 4)`."""

    kind = "point"

    def parse(self, text: str) -> tuple[Constant, Constant]:
        """Parse two numbers with a comma between them."""
        inner = text.strip()
        inner = inner[1:-1] if inner.startswith("(") and inner.endswith(")") else inner
        pieces = inner.split(",")
        if len(pieces) != 2:
            raise ParameterError(
                f"{self.name}={text!r} is not a point; write two numbers, such as {self.default}"
            )
        return _finite(self.name, pieces[0]), _finite(self.name, pieces[1])


def require_slope(f: Function, at: Constant, /, *, name: str = "at") -> None:
    """Raise `ParameterError` where a lesson asks for a slope and the curve has none."""
    behaviour = f.behaviour(at.expr)
    if behaviour.verdict is not Verdict.DIFFERENTIABLE:
        raise ParameterError(
            f"{name}={at:g}: {f.text} has no slope there ({behaviour.verdict}); choose another {name}, "
            "or see SecantBecomesTangent, which takes any point"
        )


def _finite(name: str, text: str) -> Constant:
    try:
        number = Constant.parse(text)
    except UsageError as error:
        raise ParameterError(
            f"{name}={text.strip()!r} is not a number; write one such as -1, 0.5 or pi/5"
        ) from error
    if not abs(number) < float("inf"):
        raise ParameterError(
            f"{name}={text.strip()!r} has no finite value; write a number such as -1, 0.5 or pi/5"
        )
    return number
