"""Each control and each key of the page, in a real browser."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from benchmarks.browsing import Desk, frame, generation, slide, wait_for_whole
from tests.preview.desk import at, choose

pytestmark = pytest.mark.slow


def test_it_has_frames_beats_and_captions(page: Page) -> None:
    assert page.locator("#state").inner_text() == "90 frames"
    assert [each.inner_text() for each in page.locator("#beats button").all()] == ["curve", "dot", "end"]
    expect(page.locator("#caption")).to_have_text("A curve is drawn.")
    assert page.locator("#plays span").count() >= 3
    assert page.evaluate("document.getElementById('picture').width") == 854


@pytest.mark.parametrize(
    ("key", "button", "start", "end"),
    [
        (".", "Next frame", 3, 4),
        (",", "Frame before", 3, 2),
        ("ArrowRight", "Next beat", 3, 30),
        ("ArrowLeft", "Beat before", 18, 0),
        ("Home", "First frame", 3, 0),
        ("End", "Last frame", 3, 89),
    ],
)
def test_each_key_and_each_button_moves(page: Page, key: str, button: str, start: int, end: int) -> None:
    for presses in ("key", "button"):
        slide(page, start)
        at(page, start)
        if presses == "key":
            page.keyboard.press(key)
        else:
            page.get_by_role("button", name=button).click()
        at(page, end)


def test_the_slider_follows_the_finger(page: Page) -> None:
    box = page.locator("#slider").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    seen = []
    for share in (0.25, 0.5, 0.75):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        page.wait_for_timeout(60)
        seen.append(frame(page))
    page.mouse.up()
    assert seen == pytest.approx([22, 44, 67], abs=1)
    expect(page.locator("#caption")).to_have_text("That is all.")
    expect(page.locator("#slider")).to_have_attribute("aria-valuetext", re.compile(r"4\.\d\d seconds"))


@pytest.mark.parametrize("how", ["key", "button"])
def test_it_plays_to_the_end_and_pauses(page: Page, how: str) -> None:
    def press() -> None:
        if how == "key":
            page.keyboard.press("Space")
        else:
            page.locator("#play").click()

    slide(page, 65)
    press()
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(400)
    press()
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "false")
    stopped = frame(page)
    assert 65 < stopped < 89
    page.wait_for_timeout(200)
    assert frame(page) == stopped
    press()
    at(page, 89)
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "false")


def test_it_plays_as_fast_as_the_scene_is(page: Page) -> None:
    slide(page, 45)
    page.keyboard.press("Space")
    start = time.monotonic()
    at(page, 89)
    assert time.monotonic() - start == pytest.approx(44 / 15, abs=0.7)


def test_it_plays_where_a_picture_takes_longer_than_its_frame(page: Page) -> None:
    page.evaluate(
        """() => {
            const decode = window.createImageBitmap;
            window.createImageBitmap = (...given) =>
                new Promise((done) => setTimeout(done, 150)).then(() => decode(...given));
        }"""
    )
    slide(page, 45)
    at(page, 45)
    page.keyboard.press("Space")
    page.wait_for_timeout(1500)
    assert 50 < frame(page) < 75
    at(page, 89)


def test_a_beat_can_be_looped(page: Page) -> None:
    slide(page, 50)
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="Loop beat")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    seen = {50}
    ends = time.monotonic() + 10
    while time.monotonic() < ends and not (min(seen) <= 31 and max(seen) >= 58):
        page.wait_for_timeout(50)
        seen.add(frame(page))
    page.keyboard.press("Space")
    page.keyboard.press("l")
    assert min(seen) in (30, 31)
    assert max(seen) in (58, 59)


@pytest.mark.parametrize(("key", "button", "overlay"), [("s", "Safe frame", "#safe"), ("g", "Grid", "#grid")])
def test_overlays_lie_on_the_picture(page: Page, key: str, button: str, overlay: str) -> None:
    page.keyboard.press(key)
    expect(page.locator(overlay)).to_be_visible()
    there, picture = (page.locator(each).bounding_box() for each in (overlay, "#picture"))
    assert there == pytest.approx(picture, abs=1)
    page.get_by_role("button", name=button).click()
    expect(page.locator(overlay)).to_be_hidden()


def test_size_and_theme_can_be_switched(page: Page) -> None:
    slide(page, 30)
    page.wait_for_timeout(300)
    before = generation(page)
    page.locator("#size").select_option("720p30")
    wait_for_whole(page, after=before)
    at(page, 60)
    assert page.evaluate("document.getElementById('picture').width") == 1280
    assert page.locator("#state").inner_text() == "180 frames"
    dark = corner(page)
    before = generation(page)
    page.locator("#theme").select_option("light")
    wait_for_whole(page, after=before)
    assert corner(page) > dark + 100
    for switch, usual in (("#theme", "dark"), ("#size", "480p15")):
        before = generation(page)
        page.locator(switch).select_option(usual)
        wait_for_whole(page, after=before)


def corner(page: Page) -> int:
    """How bright the picture is in its corner."""
    return int(
        page.evaluate(
            "document.getElementById('picture').getContext('2d').getImageData(2, 2, 1, 1).data[0]",
        )
    )


def test_scenes_are_searched_and_chosen(page: Page) -> None:
    page.get_by_role("button", name="Scenes").click()
    expect(page.locator("#lesson-list img")).to_have_count(2)
    assert (
        page.locator("#lesson-list img").first.evaluate("each => each.complete && each.naturalWidth") == 384
    )
    page.get_by_label("Search").fill("small")
    assert page.locator("#lesson-list li:visible").count() == 1
    page.get_by_label("Search").fill("")
    assert page.locator("#lesson-list li:visible").count() == 2
    page.get_by_role("button", name="Scenes").click()
    choose(page, "Other")
    expect(page.locator("#title")).to_have_text("Other")
    expect(page.locator("#state")).to_have_text("15 frames")
    expect(page.locator("#parameters")).to_be_hidden()


def test_a_clip_is_rendered_with_progress(page: Page, served: Desk) -> None:
    page.get_by_label("Quality").select_option("l")
    page.get_by_role("button", name="Render this clip").click()
    expect(page.locator("#progress")).to_be_visible()
    expect(page.locator("#state")).to_contain_text("rendered: ")
    assert list((served.scenes.parent / "media").rglob("*.mp4"))


def test_all_can_be_reached_by_the_keyboard_and_has_a_name(page: Page) -> None:
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, canvas, [role]')]
          .filter(each => each.checkVisibility())
          .filter(each => each.role !== 'status')
          .filter(each => !(each.textContent.trim() || each.ariaLabel || each.labels?.length))
          .map(each => each.outerHTML)"""
    )
    assert unnamed == []
    reached = set()
    page.locator("#toggle-lessons").focus()
    for _ in range(40):
        reached.add(page.evaluate("document.activeElement.id"))
        page.keyboard.press("Tab")
    assert {
        "render",
        "size",
        "theme",
        "slider",
        "play",
        "back",
        "on",
        "loop",
        "show-grid",
        "set-f",
    } <= reached


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_texts_are_legible_in_dark_and_in_light(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    pairs = page.evaluate(
        """() => ['#title', '#state', '#caption', '#play', '.help', '#gates-state'].map(name => {
          const each = document.querySelector(name);
          let ground = each;
          const behind = () => getComputedStyle(ground).backgroundColor;
          while (behind() === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
          return [getComputedStyle(each).color, behind()];
        })"""
    )
    assert min(contrast(*pair) for pair in pairs) > 4.5


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)
