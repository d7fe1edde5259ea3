"""The page in a real browser: each control and key, what goes wrong while one writes, and what it leaves."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.browsing import (
    Desk,
    browser,
    frame,
    generation,
    page_of,
    previewed,
    replace,
    wait_for_whole,
)

pytestmark = pytest.mark.slow

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
    scenes = folder / "scenes"
    scenes.mkdir()
    (scenes / "small.py").write_text(SCENE, "utf-8")
    with previewed(str(scenes / "small.py"), "Small", scenes=scenes, media=folder / "media") as desk:
        yield desk
        assert desk.said.read_text("utf-8") == f"{desk.address}\nCtrl-C ends it.\n", "nothing goes wrong"


@pytest.fixture
def page(tab: Page, served: Desk) -> Page:
    """The page, with the scene as it was written first, at its start."""
    replace(served.scenes / "small.py", SCENE)
    tab.goto(served.address)
    if tab.locator("#title").inner_text() != "Small":
        choose(tab, "A small lesson")
    wait_for_whole(tab)
    tab.keyboard.press("Home")
    return tab


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


def slide(page: Page, to: int) -> None:
    page.locator("#slider").evaluate(
        "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input')); }", to
    )


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


def test_a_beat_can_be_looped(page: Page) -> None:
    slide(page, 50)
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="Loop beat")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    seen = set()
    for _ in range(50):
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
    page.get_by_label("Search").fill("small")
    assert page.locator("#lesson-list li:visible").count() == 1
    page.get_by_label("Search").fill("")
    assert page.locator("#lesson-list li:visible").count() == 2
    page.get_by_role("button", name="Scenes").click()
    choose(page, "Other")
    expect(page.locator("#title")).to_have_text("Other")
    expect(page.locator("#state")).to_have_text("15 frames")
    expect(page.locator("#parameters")).to_be_hidden()


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


def test_the_place_is_kept_over_a_reload(page: Page) -> None:
    slide(page, 33)
    page.wait_for_timeout(400)
    page.reload()
    wait_for_whole(page)
    at(page, 33)
    expect(page.locator("#title")).to_have_text("Small")


def test_a_clip_is_rendered_with_progress(page: Page, served: Desk) -> None:
    page.get_by_label("Quality").select_option("l")
    page.get_by_role("button", name="Render this clip").click()
    expect(page.locator("#progress")).to_be_visible()
    expect(page.locator("#state")).to_contain_text("rendered: ")
    assert list((served.scenes.parent / "media").rglob("*.mp4"))


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
    wait_for_whole(page, after=(save(page, served, SCENE), before)[1])
    expect(page.locator("#error")).to_be_hidden()
    at(page, 20)


def test_an_exception_is_told_with_the_authors_own_line(page: Page, served: Desk) -> None:
    before = save(page, served, SCENE.replace("self.wait(1)", "self.add(nowhere)"))
    expect(page.locator("#error-reason")).to_contain_text("nowhere")
    expect(page.locator("#error-code")).to_have_text("self.add(nowhere)")
    wait_for_whole(page, after=(save(page, served, SCENE), before)[1])
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


def test_the_page_finds_a_server_that_is_begun_again(tab: Page, tmp_path: Path) -> None:
    scenes, media = tmp_path / "scenes", tmp_path / "media"
    scenes.mkdir()
    (scenes / "small.py").write_text(SCENE, "utf-8")
    with previewed(str(scenes / "small.py"), "Small", scenes=scenes, media=media) as desk:
        tab.goto(desk.address)
        wait_for_whole(tab)
        port = int(desk.address.split(":")[2].split("/")[0])
    expect(tab.locator("#state")).to_contain_text("The server has gone")
    assert frame(tab) == 0
    with previewed(str(scenes / "small.py"), "Small", scenes=scenes, media=media, port=port) as desk:
        expect(tab.locator("#state")).to_have_text("90 frames")
        before = generation(tab)
        replace(scenes / "small.py", SCENE.replace("self.wait(1)", "self.wait(6)"))
        expect(tab.locator("#state")).to_have_text("165 frames")
        assert generation(tab) > before


def test_what_the_page_may_is_enough_for_it(opened: Browser, served: Desk) -> None:
    told: list[str] = []
    page = opened.new_page()
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(served.address)
    expect(page.locator("#state")).to_have_text(re.compile(r"\d+ frames"))
    for key in ("Space", "Space", "s", "g", "l", "End", "Home"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Scenes").click()
    page.close()
    assert told == []


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


def test_200_reloads_leave_nothing(page: Page, served: Desk) -> None:
    def reload(times: int) -> tuple[int, int, int]:
        for _ in range(times):
            page.reload(wait_until="commit")
            page.wait_for_function("document.getElementById('title')?.textContent === 'Small'", polling=20)
        wait_for_whole(page)
        page.wait_for_timeout(2000)
        server = psutil.Process(served.server.pid)
        family = [server, *server.children(recursive=True)]
        return len(family), server.memory_info().rss, server.num_fds()

    processes, memory, files = reload(10)
    after = reload(190)
    assert after[0] <= processes + 1, "one that examines may be under way"
    assert after[2] <= files + 2
    assert after[1] < memory + 30_000_000


def test_closing_leaves_no_process(tmp_path: Path) -> None:
    scenes = tmp_path / "scenes"
    scenes.mkdir()
    (scenes / "small.py").write_text(SCENE, "utf-8")
    with previewed(str(scenes / "small.py"), "Small", scenes=scenes, media=tmp_path / "media") as desk:
        server = psutil.Process(desk.server.pid)
        deadline = time.monotonic() + 20
        while len(family := server.children(recursive=True)) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(family) >= 2
        desk.server.send_signal(signal.SIGINT)
        desk.server.wait(20)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    assert desk.said.read_text("utf-8") == f"{desk.address}\nCtrl-C ends it.\n"


def test_it_is_served_on_loopback_alone(served: Desk) -> None:
    port = int(served.address.split(":")[2].split("/")[0])
    listening = [
        each.laddr.ip
        for each in psutil.Process(served.server.pid).net_connections("tcp")
        if each.status == psutil.CONN_LISTEN and each.laddr.port == port
    ]
    assert listening == ["127.0.0.1"]


def test_a_port_that_is_taken_is_told_in_one_line(served: Desk) -> None:
    port = served.address.split(":")[2].split("/")[0]
    command = [sys.executable, "render.py", "preview", "--no-open", "--port", port]
    ended = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert re.fullmatch(rf"error: port {port} cannot be had .*\n", ended.stderr)
