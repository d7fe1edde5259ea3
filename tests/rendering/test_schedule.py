"""In which order jobs are begun, and how long they will take."""

from __future__ import annotations

from pathlib import Path

from calcanim.rendering.jobs import Clip, Format, Making, Output, Picture, RenderJob
from calcanim.rendering.schedule import expectations, longest_first


def job(scene: str, fps: float = 30) -> RenderJob:
    target = Path(f"media/videos/a/720p{fps:g}/{scene}.mp4")
    picture = Picture(1280, 720, fps)
    return RenderJob(
        scene, scene.lower(), scene, Path("scenes/a.py"), picture, (Output(Format.MP4, target),), target
    )


def clip(of: RenderJob, duration: float, seconds: float) -> Clip:
    frames = round(duration * of.picture.fps)
    making = Making("key", "manim", seconds)
    picture = of.picture
    return Clip(
        of.scene, of.slug, of.title, of.file, of.target, Format.MP4,
        picture.width, picture.height, picture.fps, frames, duration, 9, making=making,
    )  # fmt: skip


def test_frames_are_known_from_an_earlier_clip_at_any_frame_rate() -> None:
    earlier = (clip(job("Slope", 15), 4.0, 2.0), clip(job("Other", 15), 7.0, 2.0))
    found = expectations((job("Slope", 60), job("Kink", 60)), earlier)
    assert found[job("Slope", 60).target].frames == 240
    assert found[job("Kink", 60).target].frames is None


def test_a_job_is_expected_to_take_what_its_frames_took_before() -> None:
    found = expectations((job("Slope", 60),), (clip(job("Slope", 15), 4.0, 2.0),))
    assert found[job("Slope", 60).target].cost == 8.0


def test_what_took_longest_is_begun_first_and_what_is_unknown_counts_as_the_others() -> None:
    jobs = [job("Short"), job("Long"), job("New")]
    earlier = (clip(jobs[0], 4.0, 1.0), clip(jobs[1], 4.0, 9.0))
    order = longest_first(jobs, expectations(jobs, earlier))
    assert [each.scene for each in order] == ["Long", "New", "Short"]


def test_without_earlier_clips_the_order_stays() -> None:
    jobs = [job("B"), job("A"), job("C")]
    assert longest_first(jobs, expectations(jobs, ())) == jobs
