"""Frames become files: every frame at its time, in its colours, in every format."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from calcanim.engine.cuts import cut
from calcanim.engine.feed import Feed
from calcanim.engine.gif import Gif
from calcanim.engine.hashes import Hashes
from calcanim.engine.held import video
from calcanim.engine.images import LastFrame, Sequence
from calcanim.engine.stream import Frame, Pixels, Shape, Stream, straight

SIDES = (160, 90)
COLOURS = ((230, 60, 40), (40, 160, 70), (60, 90, 220), (240, 240, 240), (20, 24, 32))


def shape(rate: int = 30, *, is_transparent: bool = False) -> Shape:
    return Shape(*SIDES, Fraction(rate), is_transparent)


def plain(colour: tuple[int, int, int], alpha: int = 255) -> Pixels:
    frame = np.zeros((SIDES[1], SIDES[0], 4), np.uint8)
    frame[:] = (*(round(c * alpha / 255) for c in colour), alpha)
    return frame


def moving(count: int, *, is_transparent: bool = False) -> Iterator[Pixels]:
    for i in range(count):
        frame = plain((0, 0, 0), 0) if is_transparent else plain(COLOURS[4])
        frame[20:60, 2 * i : 2 * i + 40] = (*COLOURS[i % 3], 255)
        yield frame


def written(stream: Stream, frames: Iterator[Pixels], cuts: tuple[int, ...] = (0,), repeat: int = 1) -> None:
    feed = Feed([stream])
    for i, frame in enumerate(frames):
        feed.write(Frame(frame), repeat=repeat, is_cut=i * repeat in cuts)
    feed.finish()


def decoded(file: Path, pixel_format: str = "rgb24") -> list[Pixels]:
    with av.open(file) as container:
        return [
            np.asarray(frame.to_ndarray(format=pixel_format), np.uint8) for frame in container.decode(video=0)
        ]


@pytest.mark.parametrize("container", ["mp4", "mov", "webm"])
@pytest.mark.parametrize("rate", [10, 30, 60])
def test_a_video_has_every_frame_at_its_time(tmp_path: Path, container: str, rate: int) -> None:
    file = tmp_path / f"a.{container}"
    written(video(file, shape(rate)), moving(12), repeat=2)
    with av.open(file) as opened:
        times = sorted(frame.time for frame in opened.decode(video=0) if frame.time is not None)
        assert opened.duration is not None
        assert opened.duration / 1e6 == pytest.approx(24 / rate, abs=1e-3)
    assert np.allclose(np.diff(times), 1 / rate, atol=2e-3)
    assert len(times) == 24


@pytest.mark.parametrize("container", ["mp4", "webm", "gif"])
@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_is_the_one_that_was_drawn(
    tmp_path: Path, container: str, colour: tuple[int, int, int]
) -> None:
    file = tmp_path / f"a.{container}"
    stream: Stream = Gif(file, shape())
    if container != "gif":
        stream = video(file, shape())
    written(stream, iter([plain(colour)] * 4))
    assert np.abs(decoded(file)[2].astype(int) - colour).max() <= 4


@pytest.mark.parametrize("container", ["mp4", "mov", "webm"])
def test_a_player_is_told_which_colours_the_numbers_stand_for(tmp_path: Path, container: str) -> None:
    file = tmp_path / f"a.{container}"
    written(video(file, shape()), moving(3))
    with av.open(file) as opened:
        context = opened.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc, context.color_range) == (
            1,
            1,
            1,
            1,
        )


def test_an_mp4_begins_to_play_before_it_is_there_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    written(video(file, shape()), moving(30))
    text = file.read_bytes()
    assert text.index(b"moov") < text.index(b"mdat")
    assert decoded_format(file) == ("h264", "yuv420p")


def decoded_format(file: Path) -> tuple[str, str | None]:
    with av.open(file) as opened:
        context = opened.streams.video[0].codec_context
        return context.name, context.pix_fmt


@pytest.mark.parametrize("container", ["mp4", "webm"])
def test_the_parts_of_a_video_are_its_frames_from_cut_to_cut(tmp_path: Path, container: str) -> None:
    file = tmp_path / f"a.{container}"
    written(video(file, shape()), moving(40), cuts=(0, 7, 31))
    parts = [tmp_path / f"{i}.{container}" for i in range(3)]
    cut(file, [0, 7, 31], parts)
    whole = decoded(file)
    assert [len(decoded(part)) for part in parts] == [7, 24, 9]
    together = [frame for part in parts for frame in decoded(part)]
    assert all(np.array_equal(one, other) for one, other in zip(whole, together, strict=True))
    with av.open(parts[1]) as opened:
        assert opened.duration is not None
        assert opened.duration / 1e6 == pytest.approx(24 / 30, abs=2e-3)


def test_half_a_colour_keeps_its_colour_where_there_is_no_background(tmp_path: Path) -> None:
    clear = shape(is_transparent=True)
    half = [plain((200, 100, 50), 128)] * 3
    written(video(tmp_path / "a.mov", clear), iter(half))
    written(LastFrame(tmp_path / "a.png"), iter(half))
    drawn = np.array((200, 100, 50, 128))
    assert decoded_format(tmp_path / "a.mov")[0] == "prores"
    assert np.abs(decoded(tmp_path / "a.mov", "rgba")[1].astype(int) - drawn).max() <= 4
    assert np.abs(np.asarray(Image.open(tmp_path / "a.png")).astype(int) - drawn).max() <= 2


def test_what_is_opaque_is_left_alone() -> None:
    frame = plain((1, 2, 3))
    assert straight(frame) is frame


@pytest.mark.parametrize(("rate", "kept"), [(15, 31), (30, 31), (60, 16), (50, 16)])
def test_a_gif_is_as_long_as_the_scene_and_has_30_frames_a_second_at_most(
    tmp_path: Path, rate: int, kept: int
) -> None:
    stream = Gif(tmp_path / "a.gif", shape(rate))
    written(stream, moving(31))
    assert stream.frames == kept == len(decoded(tmp_path / "a.gif"))
    with av.open(tmp_path / "a.gif") as opened:
        assert opened.duration is not None
        step = 1 / rate * (2 if rate > 30 else 1)
        assert opened.duration / 1e6 == pytest.approx(kept * step, abs=0.011)


def test_a_gifs_frames_are_those_of_the_scene(tmp_path: Path) -> None:
    drawn = list(moving(20))
    written(Gif(tmp_path / "a.gif", shape(60)), iter(drawn))
    for frame, image in zip(drawn[::2], decoded(tmp_path / "a.gif"), strict=True):
        assert np.abs(image.astype(int) - frame[..., :3]).max() <= 6
    assert not list(tmp_path.glob("*.kept.mov"))


def test_a_sequence_holds_a_held_frame_as_often_as_it_is_shown(tmp_path: Path) -> None:
    written(Sequence(tmp_path / "a"), moving(3), repeat=2)
    images = sorted((tmp_path / "a").iterdir())
    assert [image.name for image in images] == [f"{i:04}.png" for i in range(6)]
    assert images[2].read_bytes() == images[3].read_bytes() != images[4].read_bytes()


def test_hashes_tell_frames_apart(tmp_path: Path) -> None:
    written(Hashes(tmp_path / "a", "a"), moving(3), repeat=2)
    lines = (tmp_path / "a").read_text().splitlines()
    assert lines[0] == "# a"
    hashes = [line.split()[1] for line in lines[1:]]
    assert len(set(hashes)) == 3
    assert hashes[0] == hashes[1] != hashes[2]


def test_the_same_frames_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(video(tmp_path / f"{name}.mp4", shape()), moving(30))
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


class Breaks:
    """A stream that takes two frames."""

    frames = 0

    def write(self, frame: Frame, /, *, repeat: int, is_cut: bool) -> None:
        self.frames += 1
        if self.frames > 2:
            raise OSError(28, "No space left on device")

    def finish(self) -> None: ...

    def abandon(self) -> None: ...


def test_what_goes_wrong_while_encoding_is_raised_where_frames_are_drawn() -> None:
    feed = Feed([Breaks()])
    with pytest.raises(OSError, match="No space"):
        for frame in moving(50):
            feed.write(Frame(frame), repeat=1, is_cut=False)
    feed.abandon()
    assert not feed.thread.is_alive()


def test_leaving_off_twice_is_leaving_off_once(tmp_path: Path) -> None:
    feed = Feed([video(tmp_path / "a.mp4", shape())])
    feed.write(Frame(plain(COLOURS[0])), repeat=600, is_cut=True)
    feed.abandon()
    feed.abandon()
    assert not feed.thread.is_alive()
