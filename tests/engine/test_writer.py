"""Where in a video a player can begin to read."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av

from calcanim.rendering.jobs import Format, Picture
from tests.engine.frames import clip

DRAWN = Path(__file__).with_name("drawn.py")


def test_an_animation_long_after_the_last_key_frame_begins_with_one(tmp_path: Path) -> None:
    found = clip(DRAWN, "Lasts", tmp_path, format=Format.MP4, picture=Picture(160, 90, 10))
    with av.open(found.file) as video:
        stream = video.streams.video[0]
        packets = [packet for packet in video.demux(stream) if packet.is_keyframe and packet.size]
        times = [float(Fraction(packet.pts or 0) * Fraction(packet.time_base or 0)) for packet in packets]
        assert times == [0, 10, 12.4]
