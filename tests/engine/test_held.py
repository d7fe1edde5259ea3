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

from calcanim.engine import h264, vp9
from calcanim.engine.held import video
from calcanim.engine.stream import Frame, Pixels, Shape
from calcanim.engine.video import Video

WIDTH, HEIGHT = 322, 182  # not a whole number of macroblocks
REPEATS = (1, 1, 40, 1, 2, 1, 1, 1, 300, 1, 17, 1, 1, 5)


def frames(count: int) -> list[Pixels]:
    drawn = []
    for i in range(count):
        frame = np.full((HEIGHT, WIDTH, 4), (20, 24, 32, 255), np.uint8)
        frame[20:120, 9 * i : 9 * i + 60] = (230, 60 + 9 * i, 40, 255)
        drawn.append(frame)
    return drawn


def begun(file: Path) -> Video:
    return video(file, Shape(WIDTH, HEIGHT, Fraction(30)), is_draft=file.stem == "draft")


def made(file: Path, repeats: Sequence[int], cuts: Sequence[int] = ()) -> list[npt.NDArray[np.uint8]]:
    stream = begun(file)
    for i, (frame, repeat) in enumerate(zip(frames(len(repeats)), repeats, strict=True)):
        stream.write(Frame(frame), repeat=repeat, is_cut=i in cuts)
    stream.finish()
    with av.open(file) as opened:
        opened.streams.video[0].codec_context.options = {"err_detect": "explode"}
        return [np.asarray(frame.to_ndarray(), np.uint8) for frame in opened.decode(video=0)]


@pytest.fixture(params=["held.mp4", "held.webm", "draft.webm"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def test_a_picture_that_is_held_decodes_to_itself(file: Path) -> None:
    shown = made(file, REPEATS)
    assert len(shown) == sum(REPEATS)
    at = list(itertools.accumulate(REPEATS, initial=0))
    for start, end in itertools.pairwise(at):
        assert all(np.array_equal(shown[start], frame) for frame in shown[start:end])


@pytest.mark.parametrize("cuts", [(), (5, 9), (2,), (8,)])
def test_every_picture_is_as_it_was_drawn(file: Path, cuts: tuple[int, ...]) -> None:
    shown = made(file, REPEATS, cuts)
    drawn = [
        frame for frame, repeat in zip(frames(len(REPEATS)), REPEATS, strict=True) for _ in range(repeat)
    ]
    weights = np.array([0.2126, 0.7152, 0.0722]) * 219 / 255
    for picture, frame in zip(shown, drawn, strict=True):
        assert np.abs(picture[:HEIGHT] - (16 + frame[..., :3] @ weights)).mean() < 1


def test_a_hold_takes_next_to_no_space(file: Path) -> None:
    sizes = []
    for repeats in ([1, 1], [1, 1000]):
        made(file, repeats)
        sizes.append(file.stat().st_size)
    assert sizes[1] - sizes[0] < 30 * 1000


def test_a_frame_drawn_again_alike_is_held_too(file: Path) -> None:
    stream = begun(file)
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
            h264.Stills(stream.codec_context.extradata or b"")


@pytest.mark.parametrize(
    ("packet", "told"),
    [
        (b"\x00\x00\x00\x00", "no picture of VP9's profile 0"),
        (b"\xa0\x00\x00\x00", "no picture of VP9's profile 0"),
        (b"\x88\x00\x00\x00", "no picture of VP9's profile 0"),
        (b"\x84\x00\x00\x00", "not shown"),
        (b"\x86\x00\x00\x00", "kept nowhere"),
    ],
)
def test_a_picture_of_vp9_that_cannot_be_held_is_told_of(packet: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        vp9.Stills(b"").renumbered(packet)


@pytest.mark.parametrize(
    ("packet", "repeated"),
    [
        (b"\x82\x49\x83\x42", 0x88),
        (b"\x86\x00\x40\x00", 0x88),
        (b"\x86\x01\x00\x00", 0x8A),
        (b"\x87\x04", 0x8A),
    ],
)
def test_a_picture_of_vp9_is_repeated_from_where_it_is_kept(packet: bytes, repeated: int) -> None:
    stills = vp9.Stills(b"")
    assert stills.renumbered(packet) == packet
    assert stills.repeated() == bytes([repeated])


def test_what_is_held_in_vp9_is_read_by_its_makers_decoder_as_well(tmp_path: Path) -> None:
    shown = made(tmp_path / "held.webm", REPEATS)
    reader = av.CodecContext.create("libvpx-vp9", "r")
    with av.open(tmp_path / "held.webm") as opened:
        read = [
            frame
            for packet in opened.demux(video=0)
            for frame in reader.decode(packet if packet.size else None)
        ]
    assert len(read) == len(shown)
    assert all(np.array_equal(one.to_ndarray(), other) for one, other in zip(read, shown, strict=True))
