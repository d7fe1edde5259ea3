"""A small lesson to be looked at, and what one does on its page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from benchmarks.browsing import Desk, generation, replace

SCENE = """
import manim as mn

from calcanim.blocks.plots.plot import Plot, Window
from calcanim.lesson import Lesson
from calcanim.parameters import FunctionParameter


class Small(Lesson):
    \"\"\"A curve, and a dot that is seen.\"\"\"

    title = "A small lesson"
    f = FunctionParameter("x^2", help="the curve")

    def construct(self) -> None:
        with self.beat("curve", "A curve is drawn."):
            plot = Plot(self.stage.picture, Window(-2, 2, -1, 4), theme=self.theme)
            self.add(plot)
            self.play(mn.Create(plot.curve(self.f)), run_time=1)
        with self.beat("dot", "And a dot."):
            self.play(mn.FadeIn(mn.Dot()), run_time=1)
        with self.beat("end", "That is all."):
            self.wait(1)


class Other(mn.Scene):
    def construct(self) -> None:
        self.play(mn.Create(mn.Square()), run_time=1)
"""


def choose(page: Page, title: str) -> None:
    if page.locator("#lessons").is_hidden():
        page.get_by_role("button", name="Scenes").click()
    page.locator("#lesson-list").get_by_role("button", name=title).click()
    page.get_by_role("button", name="Scenes").click()


def file_of(desk: Desk) -> Path:
    return desk.scenes / "small.py"


def save(page: Page, desk: Desk, text: str) -> int:
    """Save, and return the generation before."""
    before = generation(page)
    replace(file_of(desk), text)
    return before


def at(page: Page, number: int) -> None:
    expect(page.locator("#picture")).to_have_attribute("data-frame", str(number))


def written(folder: Path, text: str = SCENE) -> Path:
    """Write a scene file into a folder's `scenes`, and return that."""
    scenes = folder / "scenes"
    scenes.mkdir()
    (scenes / "small.py").write_text(text, "utf-8")
    return scenes
