"""What every test shares."""

from hypothesis import settings

# A loaded machine must not fail a property test; how long a thing may take is measured where it matters.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
