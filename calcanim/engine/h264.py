"""H.264 pictures that repeat the one before, written without an encoder.

A picture of which every macroblock is skipped takes some twenty bytes (ITU-T H.264, 7.3.3 and 7.3.4), and
decodes to its reference, the picture before. It is a reference itself, so the later pictures of the encoder
are numbered anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_START = b"\0\0\0\1"
_IDR, _SEQUENCE, _PICTURE = 5, 7, 8  # kinds of NAL units
_SKIPPED = 0x41  # the first byte of a picture's unit that others refer to
_P = 5  # a slice of type P, as all of its picture
_COARSEST = 51  # the quantiser of a skipped picture, which has nothing to quantise

# How much of the range a bin takes that is not the likely one, for states from 42 on (Table 9-44). With the
# coarsest quantiser, state 42 is the first of `mb_skip_flag`, and skipping is likely (Table 9-13).
_FIRST_STATE = 42
_RANGES = (
    *((16, 20, 23, 27), (15, 19, 22, 25), (14, 18, 21, 24), (14, 17, 20, 23), (13, 16, 19, 22)),
    *((12, 15, 18, 21), (12, 14, 17, 20), (11, 14, 16, 19), (11, 13, 15, 18), (10, 12, 15, 17)),
    *((10, 12, 14, 16), (9, 11, 13, 15), (9, 11, 12, 14), (8, 10, 12, 14), (8, 9, 11, 13)),
    *((7, 9, 11, 12), (7, 9, 10, 12), (7, 8, 10, 11), (6, 8, 9, 11), (6, 7, 9, 10), (6, 7, 8, 9)),
)


class Stills:
    """Numbers a stream's pictures, and writes those that only repeat.

    `headers` are the encoder's parameter sets, as Annex B has them. It must code arithmetically (CABAC), with
    one slice a picture, one reference a direction, and no weights; pictures that are shown before an earlier
    one must not be references. A ValueError tells of a stream that is not so.
    """

    def __init__(self, headers: bytes, /) -> None:
        units = {unit[0] & 31: _plain(unit) for unit in re.split(b"\0?\0\0\1", headers) if unit}
        self.form = _form(_Bits(units[_SEQUENCE][1:]), _Bits(units[_PICTURE][1:]))
        self.number = self.order = self.added = 0
        self._skips = _all_skipped(self.form.macroblocks)

    def renumbered(self, packet: bytes, /) -> bytes:
        """Number one of the encoder's pictures as what came before asks for."""
        start = packet.rfind(b"\0\0\1") + 3
        kind = packet[start]
        if kind & 31 == _IDR:
            self.number = self.order = self.added = 0
            return packet
        plain, form = _plain(packet[start:]), self.form
        bits = _Bits(plain[1:])
        _expect("first_mb_in_slice", bits.exp(), 0)
        bits.exp(), bits.exp()
        at = 8 + bits.at
        number = (bits.take(form.number_bits) + self.added) % (1 << form.number_bits)
        order = (bits.take(form.order_bits) + 2 * self.added) % (1 << form.order_bits)
        if kind >> 5:
            self.number, self.order = number, order
        both = number << form.order_bits | order
        return packet[:start] + _escaped(_with_bits(plain, at, form.number_bits + form.order_bits, both))

    def repeated(self) -> bytes:
        """Write a picture that is as the last one that was numbered, and is shown after it."""
        form = self.form
        self.added += 1
        self.number = (self.number + 1) % (1 << form.number_bits)
        self.order = (self.order + 2) % (1 << form.order_bits)
        bits = _Writer()
        bits.exp(0)  # first_mb_in_slice
        bits.exp(_P)
        bits.exp(0)  # pic_parameter_set_id
        bits.put(self.number, form.number_bits)
        bits.put(self.order, form.order_bits)
        bits.put(1, 1)  # num_ref_idx_active_override_flag
        bits.exp(0)  # num_ref_idx_l0_active_minus1
        bits.put(0, 1)  # ref_pic_list_modification_flag_l0
        bits.put(0, 1)  # adaptive_ref_pic_marking_mode_flag
        bits.exp(0)  # cabac_init_idc
        bits.exp(2 * (_COARSEST - form.quantiser) - 1)  # slice_qp_delta, which is above 0
        bits.exp(1)  # disable_deblocking_filter_idc
        bits.align()
        return _START + _escaped(bytes([_SKIPPED]) + bits.bytes() + self._skips)


@dataclass(frozen=True)
class _Form:
    """What a picture's header depends on: bits of its number and its place in the order, how many macroblocks
    there are, the first quantiser."""

    number_bits: int
    order_bits: int
    macroblocks: int
    quantiser: int


def _form(sequence: _Bits, picture: _Bits) -> _Form:
    return _Form(*_read_sequence(sequence), _read_picture(picture))


def _read_sequence(bits: _Bits) -> tuple[int, int, int]:
    """Read seq_parameter_set_data (7.3.2.1.1) as far as it is needed."""
    profile = bits.take(24) >> 16
    bits.exp()
    if profile >= 100:
        _expect("chroma_format_idc", bits.exp(), 1)
        _expect("bit depths", (bits.exp(), bits.exp()), (0, 0))
        _expect("scaling matrices", bits.take(2) & 1, 0)
    number_bits = bits.exp() + 4
    _expect("pic_order_cnt_type", bits.exp(), 0)
    order_bits = bits.exp() + 4
    bits.exp(), bits.take(1)
    macroblocks = (bits.exp() + 1) * (bits.exp() + 1)
    _expect("frame_mbs_only_flag", bits.take(1), 1)
    return number_bits, order_bits, macroblocks


def _read_picture(bits: _Bits) -> int:
    """Read pic_parameter_set_rbsp (7.3.2.2) as far as it is needed."""
    bits.exp(), bits.exp()
    _expect("entropy_coding_mode_flag", bits.take(1), 1)
    _expect("bottom_field_pic_order_in_frame_present_flag", bits.take(1), 0)
    _expect("num_slice_groups_minus1", bits.exp(), 0)
    bits.exp(), bits.exp()
    _expect("weights", bits.take(3), 0)
    quantiser = 26 + _signed(bits.exp())
    bits.exp(), bits.exp()
    _expect("deblocking_filter_control_present_flag", bits.take(1), 1)
    return quantiser


def _signed(code: int) -> int:
    """Read a code as a number with a sign (9.1.1)."""
    return (code + 1) // 2 if code % 2 else -(code // 2)


def _expect(name: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise ValueError(
            f"{name} is {found} in this stream, not {wanted}: it can't be held without an encoder"
        )


def _all_skipped(macroblocks: int) -> bytes:
    """Write the slice data of a picture of skipped macroblocks, arithmetically coded (9.3.4).

    A likely bin makes the range smaller and leaves its low end at 0, so that nothing but zeros comes out up
    to the last bin, which ends the slice.
    """
    state, width, zeros = _FIRST_STATE, 510, 0
    for left in reversed(range(macroblocks)):
        width -= _RANGES[state - _FIRST_STATE][width >> 6 & 3]
        state = min(state + 1, 62)
        width, zeros = _renewed(width, zeros)
        width -= 2
        if left:
            width, zeros = _renewed(width, zeros)
    # Ten bits of the low end close it; the first bit of all is left away, and the last one ends the slice.
    bits = _Writer()
    bits.put(width | 1, zeros + 9)
    return bits.bytes()


def _renewed(width: int, shifts: int) -> tuple[int, int]:
    while width < 256:
        width, shifts = 2 * width, shifts + 1
    return width, shifts


class _Bits:
    """Reads a unit bit by bit."""

    def __init__(self, data: bytes) -> None:
        head = data[:64]  # no header is longer
        self.value, self.length, self.at = int.from_bytes(head), 8 * len(head), 0

    def take(self, count: int) -> int:
        """Read a number of so many bits."""
        self.at += count
        return self.value >> (self.length - self.at) & ((1 << count) - 1)

    def exp(self) -> int:
        """Read a number without sign as Exp-Golomb code (9.1)."""
        zeros = 0
        while not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + self.take(zeros)


class _Writer:
    """Writes a unit bit by bit."""

    def __init__(self) -> None:
        self.value = self.length = 0

    def put(self, value: int, count: int) -> None:
        """Write a number of so many bits."""
        self.value, self.length = self.value << count | value, self.length + count

    def exp(self, value: int) -> None:
        """Write a number as Exp-Golomb code."""
        self.put(value + 1, 2 * (value + 1).bit_length() - 1)

    def align(self) -> None:
        """Write ones up to a whole byte."""
        rest = -self.length % 8
        self.put((1 << rest) - 1, rest)

    def bytes(self) -> bytes:
        """Return what was written, with zeros up to a whole byte."""
        rest = -self.length % 8
        return (self.value << rest).to_bytes((self.length + rest) // 8)


def _with_bits(data: bytes, at: int, count: int, value: int) -> bytes:
    """Put a number in place of some bits of the first eight bytes."""
    head = int.from_bytes(data[:8])
    shift = 8 * len(data[:8]) - at - count
    kept = head & ~(((1 << count) - 1) << shift)
    return (kept | value << shift).to_bytes(len(data[:8])) + data[8:]


def _plain(unit: bytes) -> bytes:
    """Take out the bytes that keep a unit from looking like the start of another (7.4.1)."""
    return unit.replace(b"\0\0\3", b"\0\0")


def _escaped(unit: bytes) -> bytes:
    return re.sub(rb"\0\0(?=[\0-\3])", b"\0\0\3", unit)
