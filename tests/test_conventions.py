"""The house keeps the rules of CONVENTIONS.md, and each of these tests can fail."""

from __future__ import annotations

import pytest

from tests.house_rules import DOCSTRING, HOUSE, MACHINE, ROOMS, RULES, Rule, Source

WRITTEN = ("*.md", "*.toml", "*.txt", "*.sh", "Makefile", ".ci/run", "docs/*.md", "LICENSE")


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    found = [
        path
        for room in ROOMS
        for path in ([HOUSE / room] if room.endswith(".py") else (HOUSE / room).rglob("*.py"))
    ]
    return [Source(path.relative_to(HOUSE).as_posix(), path.read_text("utf-8")) for path in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_keeps_its_rules(rule: Rule, sources: list[Source]) -> None:
    covered = [source for source in sources if rule.covers(source.path)]
    assert covered, f"{rule.rooms} are not in the house"
    breaches = [f"{source.path}:{line}" for source in covered for line in rule.breaches(source)]
    assert not breaches, f"{rule.name}: {', '.join(breaches)}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_planted_breach_is_found(rule: Rule) -> None:
    room = rule.rooms[0]
    assert list(rule.breaches(Source(f"{room}/helpers.py", rule.planted)))
    assert not list(rule.breaches(Source(f"{room}/clean.py", DOCSTRING)))


def test_no_page_names_one_machine() -> None:
    pages = [page for pattern in WRITTEN for page in HOUSE.glob(pattern)]
    assert len(pages) >= 5
    named = [page.name for page in pages if MACHINE.search(page.read_text("utf-8"))]
    assert not named
