"""Scenes and options to jobs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calcanim.errors import ParameterError, UsageError
from calcanim.rendering.discover import scenes_of
from calcanim.rendering.jobs import QUALITIES, Format, Picture, RenderJob, Setting
from calcanim.rendering.plan import Options, formats, plan, resolution, setting
from tests.scene_texts import LESSON, PLAIN

Write = Callable[[str, str], Path]
MEDIA = Path("media")


@pytest.fixture
def one(scene_file: Write) -> Callable[..., RenderJob]:
    """Plan the lesson of a small file."""
    file = scene_file("slopes.py", LESSON)

    def planned(*settings: str, **options: object) -> RenderJob:
        given = tuple(map(setting, settings))
        (job,) = plan(scenes_of(file), Options(MEDIA, settings=given, **options))  # type: ignore[arg-type]
        return job

    return planned


def test_a_video_goes_where_manim_puts_it(one: Callable[..., RenderJob]) -> None:
    assert one().target == Path("media/videos/slopes/720p30/Slope.mp4")
    assert one(picture=QUALITIES["l"]).target == Path("media/videos/slopes/480p15/Slope.mp4")
    assert one(picture=QUALITIES["k"]).target == Path("media/videos/slopes/2160p60/Slope.mp4")


def test_an_image_goes_where_manim_puts_it(one: Callable[..., RenderJob]) -> None:
    assert one(formats=(Format.STILL,)).target == Path("media/images/slopes/Slope.png")
    assert one(formats=(Format.SEQUENCE,)).target == Path("media/images/slopes/Slope")


def test_transparency_chooses_a_format_that_can_hold_it(one: Callable[..., RenderJob]) -> None:
    assert one(transparent=True).outputs[0].format is Format.MOV
    assert one(transparent=True, formats=(Format.WEBM,)).outputs[0].format is Format.WEBM
    with pytest.raises(UsageError, match="mp4 has no transparency"):
        one(transparent=True, formats=(Format.GIF, Format.MP4))


def test_several_formats_are_several_files_of_one_job(one: Callable[..., RenderJob]) -> None:
    job = one(formats=formats("mp4, gif,png"))
    names = [output.path.name for output in job.outputs]
    assert names == ["Slope.mp4", "Slope.gif", "Slope.png"]
    assert job.target == job.outputs[0].path


@pytest.mark.parametrize("text", ["", "avi", "mp4,,gif", "mp4;gif"])
def test_a_format_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is none of mp4, webm"):
        formats(text)


def test_beats_are_cut_from_a_video(one: Callable[..., RenderJob]) -> None:
    assert one(by_beats=True).by_beats
    with pytest.raises(UsageError, match="--beats cuts a video"):
        one(by_beats=True, formats=(Format.GIF,))


def test_a_job_has_all_parameters_with_their_values(one: Callable[..., RenderJob]) -> None:
    job = one("at=0")
    assert job.settings == (Setting("at", "0"),)
    assert job.parameters == (Setting("at", "0"), Setting("f", "x^2"))


def test_other_shapes_do_not_share_a_folder(one: Callable[..., RenderJob]) -> None:
    shapes = [Picture(1280, 720, 30), Picture(960, 720, 30), Picture(406, 720, 30), Picture(720, 1280, 30)]
    folders = [one(picture=shape).target.parent.name for shape in shapes]
    assert folders == ["720p30", "960x720p30", "406x720p30", "720x1280p30"]


def test_a_variant_never_has_the_lessons_own_name(one: Callable[..., RenderJob]) -> None:
    own = one().target
    variants = [
        one("at=0"),
        one("at=1"),
        one("f=x-1"),
        one("f=x+1"),
        one(theme="light"),
        one("at=0", "f=x-1"),
    ]
    targets = {job.target for job in variants}
    assert len(targets) == len(variants)
    assert own not in targets
    assert all(t.parent == own.parent and t.name.startswith("Slope_") for t in targets)


def test_a_variants_name_does_not_depend_on_the_order_of_settings(one: Callable[..., RenderJob]) -> None:
    assert one("at=0", "f=x").target == one("f=x", "at=0").target


def test_what_is_the_default_is_no_variant(one: Callable[..., RenderJob]) -> None:
    assert one("at=-1", theme="dark").target == one().target


def test_a_long_setting_makes_a_name_that_a_file_can_have(one: Callable[..., RenderJob]) -> None:
    name = one("f=" + "sin(x)/../" * 100).target.name
    assert len(name) < 100
    assert "/" not in name


@pytest.mark.parametrize("bad", ["at=banana", "f=1/0", "wat=1"])
def test_a_value_that_the_lesson_refuses_is_refused_before_anything_runs(
    one: Callable[..., RenderJob], bad: str
) -> None:
    with pytest.raises(ParameterError):
        one(bad)


def test_the_same_name_cannot_be_set_twice(one: Callable[..., RenderJob]) -> None:
    with pytest.raises(UsageError, match="'at' is set twice: '1' and '2'"):
        one("at=1", "at=2")


def test_a_plain_scene_takes_neither_settings_nor_theme(scene_file: Write) -> None:
    scenes = scenes_of(scene_file("plain.py", PLAIN))
    with pytest.raises(UsageError, match="plain Manim scene"):
        plan(scenes, Options(MEDIA, settings=(Setting("at", "0"),)))
    with pytest.raises(UsageError, match="it has no themes"):
        plan(scenes, Options(MEDIA, theme="light"))


def test_two_jobs_may_not_write_the_same_file(scene_file: Write) -> None:
    scenes = scenes_of(scene_file("a/same.py", PLAIN)) + scenes_of(scene_file("b/same.py", PLAIN))
    with pytest.raises(UsageError, match=r"a.same\.py and .*b.same\.py would both write"):
        plan(scenes, Options(MEDIA))


@pytest.mark.parametrize(
    "picture",
    [
        Picture(0, 720, 30),
        Picture(1281, 720, 30),
        Picture(1280, -2, 30),
        Picture(100_000, 720, 30),
        Picture(1280, 720, 0),
        Picture(1280, 720, float("nan")),
        Picture(1280, 720, float("inf")),
    ],
)
def test_a_picture_that_cannot_be_made_is_refused(picture: Picture) -> None:
    with pytest.raises(UsageError, match="cannot be made"):
        Options(MEDIA, picture=picture)


def test_a_folder_that_manim_would_rewrite_is_refused() -> None:
    with pytest.raises(UsageError, match="brace"):
        Options(Path("me{d}ia"))


@pytest.mark.parametrize("text", ["", "1080", "1080x1920", "a,b", "1080,", "-2,4", "1,2,3", "²,4"])
def test_a_resolution_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not W,H"):
        resolution(text)


def test_a_resolution_is_read() -> None:
    assert resolution("1080, 1920") == (1080, 1920)


@pytest.mark.parametrize("text", ["at", "=3", " = 3", ""])
def test_a_setting_without_a_name_or_a_sign_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not NAME=VALUE"):
        setting(text)


def test_a_setting_keeps_later_equals_signs() -> None:
    assert setting("f=x=y") == Setting("f", "x=y")
