"""What a command works with, where it is not to be the real thing: a test hands in fakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from calcanim.rendering.backend import Backend
from calcanim.rendering.jobs import RenderJob

if TYPE_CHECKING:
    from calcanim.gates.examination import Examination

Examine: TypeAlias = "Callable[[RenderJob], Examination]"


@dataclass(frozen=True)
class Engines:
    """A backend that renders, and what examines a lesson; None stands for Manim."""

    backend: Backend | None = None
    examine: Examine | None = None
