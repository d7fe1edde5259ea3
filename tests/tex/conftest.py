"""What tests of LaTeX without LaTeX share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from calcanim.tex.mobjects import typst_for_latex


@pytest.fixture
def without_latex() -> Iterator[None]:
    """Let Typst set all LaTeX meanwhile."""
    with typst_for_latex():
        yield
