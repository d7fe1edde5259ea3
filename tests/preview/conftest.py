"""A browser, and a page that shows the small lesson."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.browsing import Desk, browser, page_of, previewed, replace, wait_for_whole
from tests.preview.desk import SCENE, choose, file_of, written

LONG = 30_000  # milliseconds
expect.set_options(timeout=LONG)


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def tab(opened: Browser) -> Page:
    page = page_of(opened)
    page.set_default_timeout(LONG)
    return page


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    scenes = written(folder)
    with previewed(str(scenes / "small.py"), "Small", scenes=scenes, media=folder / "media") as desk:
        yield desk
        assert desk.is_quiet, desk.said.read_text("utf-8")


@pytest.fixture
def page(tab: Page, served: Desk) -> Page:
    """The page, with the scene as it was written first, at its start."""
    replace(file_of(served), SCENE)
    tab.goto(served.address)
    if tab.locator("#title").inner_text() != "Small":
        choose(tab, "A small lesson")
    wait_for_whole(tab)
    tab.keyboard.press("Home")
    return tab
