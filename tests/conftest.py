"""What every test shares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A loaded machine must not fail a property test; how long a thing may take is measured where it matters.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden pictures be drawn anew."""
    parser.addoption("--renew-golden", action="store_true", help="draw the golden pictures anew")


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden pictures are to be drawn anew."""
    return bool(request.config.getoption("--renew-golden"))


@pytest.fixture(autouse=True)
def _no_module_of_another_test(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Forget the folders and modules of a test's scene files: the next has a `plain.py` of its own."""
    path, loaded = list(sys.path), set(sys.modules)
    yield
    sys.path[:] = path
    ground = tmp_path_factory.getbasetemp()
    for name in sys.modules.keys() - loaded:
        file = getattr(sys.modules[name], "__file__", None)
        if isinstance(file, str) and Path(file).is_relative_to(ground):
            del sys.modules[name]
