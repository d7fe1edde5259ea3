"""Every version that set-up installs is pinned, in plain words, and is what the tests run with."""

from __future__ import annotations

import re
from importlib.metadata import distribution, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).parent.parent


def pins() -> dict[str, str]:
    lines = [
        line
        for line in (HOUSE / "constraints.txt").read_text("utf-8").splitlines()
        if line and line[0] != "#"
    ]
    matches = [re.fullmatch(r"([\w.-]+)==([\w.]+)", line) for line in lines]
    assert all(matches), "a constraint is a name and a version, nothing else"
    return {canonicalize_name(match[1]): match[2] for match in matches if match}


def needed(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> None:
    if (name, extras) in seen:
        return
    seen.add((name, extras))
    for text in requires(name) or []:
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in {"", *extras}):
            needed(canonicalize_name(requirement.name), frozenset(requirement.extras), seen)


def test_all_that_is_installed_for_calcanim_is_pinned_at_that_version() -> None:
    seen: set[tuple[str, frozenset[str]]] = set()
    needed("calcanim", frozenset({"dev"}), seen)
    installed = {name: distribution(name).version for name, _ in seen if name != "calcanim"}
    assert len(installed) > 40
    assert {name: pins().get(name) for name in installed} == installed


def test_pillow_stays_below_the_version_that_breaks_manim() -> None:
    assert int(pins()["pillow"].split(".")[0]) < 13
