"""Pictures that stand still are written without the encoder, and decode to the picture before."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from calcanim.engine.h264 import Stills
from calcanim.engine.held import video
from calcanim.engine.stream import Frame, Pixels, Shape

WIDTH, HEIGHT = 322, 182  # not a whole number of macroblocks
REPEATS = (1, 1, 40, 1, 2, 1, 1, 1, 300, 1, 17, 1, 1, 5)


def frames(count: int) -> list[Pixels]:
    drawn = []
    for i in range(count):
        frame = np.full((HEIGHT, WIDTH, 4), (20, 24, 32, 255), np.uint8)
        frame[20:120, 9 * i : 9 * i + 60] = (230, 60 + 9 * i, 40, 255)
        drawn.append(frame)
    return drawn


def made(file: Path, repeats: Sequence[int], cuts: Sequence[int] = ()) -> list[npt.NDArray[np.uint8]]:
    stream = video(file, Shape(WIDTH, HEIGHT, Fraction(30)))
    for i, (frame, repeat) in enumerate(zip(frames(len(repeats)), repeats, strict=True)):
        stream.write(Frame(frame), repeat=repeat, is_cut=i in cuts)
    stream.finish()
    with av.open(file) as opened:
        opened.streams.video[0].codec_context.options = {"err_detect": "explode"}
        return [np.asarray(frame.to_ndarray(), np.uint8) for frame in opened.decode(video=0)]


def test_a_picture_that_is_held_decodes_to_itself(tmp_path: Path) -> None:
    shown = made(tmp_path / "held.mp4", REPEATS)
    assert len(shown) == sum(REPEATS)
    at = list(itertools.accumulate(REPEATS, initial=0))
    for start, end in itertools.pairwise(at):
        assert all(np.array_equal(shown[start], frame) for frame in shown[start:end])


@pytest.mark.parametrize("cuts", [(), (5, 9), (2,), (8,)])
def test_every_picture_is_as_it_was_drawn(tmp_path: Path, cuts: tuple[int, ...]) -> None:
    shown = made(tmp_path / "held.mp4", REPEATS, cuts)
    drawn = [
        frame for frame, repeat in zip(frames(len(REPEATS)), REPEATS, strict=True) for _ in range(repeat)
    ]
    weights = np.array([0.2126, 0.7152, 0.0722]) * 219 / 255
    for picture, frame in zip(shown, drawn, strict=True):
        assert np.abs(picture[:HEIGHT] - (16 + frame[..., :3] @ weights)).mean() < 1


def test_a_hold_takes_next_to_no_space(tmp_path: Path) -> None:
    made(tmp_path / "short.mp4", [1, 1])
    made(tmp_path / "long.mp4", [1, 1000])
    more = (tmp_path / "long.mp4").stat().st_size - (tmp_path / "short.mp4").stat().st_size
    assert more < 30 * 1000


def test_a_frame_drawn_again_alike_is_held_too(tmp_path: Path) -> None:
    file = tmp_path / "again.mp4"
    stream = video(file, Shape(WIDTH, HEIGHT, Fraction(30)))
    for _ in range(20):
        stream.write(Frame(frames(3)[2]), repeat=1, is_cut=False)
    stream.finish()
    with av.open(file) as opened:
        sizes = [packet.size for packet in opened.demux(video=0) if packet.size]
    assert len(sizes) == 20
    assert max(sizes[1:]) < 20


def test_a_stream_that_cannot_be_held_is_told_of() -> None:
    with av.open("/dev/null", "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.open()
        with pytest.raises(ValueError, match="weights is 6 in this stream, not 0"):
            Stills(stream.codec_context.extradata or b"")
