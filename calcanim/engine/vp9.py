"""VP9 pictures that repeat the one before: a byte each, which names the reference that is shown again.

VP9 bitstream specification, section 6.2: `show_existing_frame`.
"""

from __future__ import annotations

_MARK = 0b10  # what each picture begins with
_SHOW_AGAIN = 0b1000_1000  # the mark, profile 0, `show_existing_frame`; then the reference's number
_KEY = 0
_SLOTS = 8


class Stills:
    """Notes which reference holds each picture, and writes those that only repeat.

    `headers` are not asked for. A ValueError tells of a stream that is not of profile 0, or of a picture that
    is not kept as a reference.
    """

    def __init__(self, headers: bytes, /) -> None:
        self.slot = 0

    def renumbered(self, packet: bytes, /) -> bytes:
        """Return one of the encoder's pictures as it is, having seen where it is kept."""
        self.slot = _slot(packet)
        return packet

    def repeated(self) -> bytes:
        """Write a picture that is as the last one."""
        return bytes([_SHOW_AGAIN | self.slot])


def _slot(packet: bytes) -> int:
    bits = "".join(f"{byte:08b}" for byte in packet[:4])
    if int(bits[:2], 2) != _MARK or bits[2:4] != "00" or bits[4] == "1":
        raise ValueError("this is no picture of VP9's profile 0")
    is_key, is_shown, is_resilient = bits[5] == str(_KEY), bits[6] == "1", bits[7] == "1"
    if is_key:
        return 0  # it is kept in all places
    # Where it may be coded without references, another format follows: libvpx makes such only on request.
    if not is_shown:
        raise ValueError("this picture is not shown")
    at = 8 if is_resilient else 10
    refreshed = [slot for slot in range(_SLOTS) if bits[at + _SLOTS - 1 - slot] == "1"]
    if not refreshed:
        raise ValueError("this picture is kept nowhere")
    return refreshed[0]
