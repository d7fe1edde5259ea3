"""What the page shows while one writes: errors, other names, files that go and come, parameters."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browsing import Desk, generation, slide, wait_for_whole
from tests.preview.desk import SCENE, at, file_of, save

pytestmark = pytest.mark.slow


def test_a_parameter_is_checked_as_one_types_and_drawn_when_it_is_right(page: Page) -> None:
    field = page.get_by_label("f", exact=True)
    before = generation(page)
    field.fill("x^2 + * 3")
    expect(page.locator("#wrong-f")).to_contain_text("^")
    expect(field).to_have_attribute("aria-invalid", "true")
    page.wait_for_timeout(300)
    assert generation(page) == before
    expect(page.locator("#error")).to_be_hidden()
    field.fill("x^3")
    wait_for_whole(page, after=before)
    expect(page.locator("#wrong-f")).to_have_text("")
    before = generation(page)
    field.fill("x^2")
    wait_for_whole(page, after=before)


def test_a_hostile_expression_is_data(page: Page, served: Desk) -> None:
    taken = served.scenes / "taken"
    page.get_by_label("f", exact=True).fill(f"__import__('pathlib').Path('{taken}').touch()")
    expect(page.locator("#wrong-f")).not_to_have_text("")
    page.get_by_label("f", exact=True).fill("<img src=x onerror=document.title='taken'>")
    expect(page.locator("#wrong-f")).not_to_have_text("")
    assert not taken.exists()
    assert page.title() == "Small – calcanim preview"
    before = generation(page)
    page.get_by_label("f", exact=True).fill("x^2 + 0")
    wait_for_whole(page, after=before)
    page.get_by_label("f", exact=True).fill("x^2")


def test_findings_are_on_the_frame_and_in_a_list(page: Page, served: Desk) -> None:
    far = SCENE.replace("mn.Dot()", "mn.Dot().shift(20 * mn.RIGHT), mn.Text('far').move_to([6.9, 0, 0])")
    wait_for_whole(page, after=save(page, served, far))
    expect(page.locator("#gates-state")).to_contain_text("found")
    page.locator("#findings button").first.click()
    expect(page.locator("#found rect").first).to_be_attached()
    expect(page.locator("#findings button").first).to_have_attribute("aria-current", "true")


def test_a_syntax_error_is_told_and_the_last_picture_stays(page: Page, served: Desk) -> None:
    slide(page, 20)
    page.wait_for_timeout(300)
    shown = page.evaluate("document.getElementById('picture').toDataURL()")
    before = save(page, served, SCENE.replace("self.wait(1)", "self.wait(1"))
    expect(page.locator("#error")).to_be_visible()
    expect(page.locator("#error-place")).to_contain_text("small.py, line 2")
    expect(page.locator("#error-code")).to_contain_text("self.wait(1")
    assert page.evaluate("document.getElementById('picture').toDataURL()") == shown
    assert page.locator("#beats button").count() == 3
    save(page, served, SCENE)
    wait_for_whole(page, after=before)
    expect(page.locator("#error")).to_be_hidden()
    at(page, 20)


def test_an_exception_is_told_with_the_authors_own_line(page: Page, served: Desk) -> None:
    before = save(page, served, SCENE.replace("self.wait(1)", "self.add(nowhere)"))
    expect(page.locator("#error-reason")).to_contain_text("nowhere")
    expect(page.locator("#error-code")).to_have_text("self.add(nowhere)")
    save(page, served, SCENE)
    wait_for_whole(page, after=before)
    expect(page.locator("#error")).to_be_hidden()


def test_a_scene_that_gets_another_name_is_followed(page: Page, served: Desk) -> None:
    save(page, served, SCENE.replace("class Small", "class Renamed"))
    expect(page.locator("#title")).to_have_text("Renamed")
    expect(page.locator("#state")).to_have_text("90 frames")
    save(page, served, SCENE)
    expect(page.locator("#title")).to_have_text("Small")
    expect(page.locator("#state")).to_have_text("90 frames")


def test_a_file_that_is_gone_and_comes_again(page: Page, served: Desk) -> None:
    before = generation(page)
    file_of(served).unlink()
    expect(page.locator("#error")).to_be_visible()
    file_of(served).write_text(SCENE, "utf-8")
    wait_for_whole(page, after=before)
    expect(page.locator("#error")).to_be_hidden()


def test_of_three_saves_in_a_moment_the_last_is_seen(page: Page, served: Desk) -> None:
    before = generation(page)
    for seconds in (4, 5, 6):
        file_of(served).write_text(SCENE.replace("self.wait(1)", f"self.wait({seconds})"), "utf-8")
        time.sleep(0.03)
    wait_for_whole(page, after=before)
    expect(page.locator("#state")).to_have_text("165 frames")
