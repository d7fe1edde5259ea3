"""What every test shares."""

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
