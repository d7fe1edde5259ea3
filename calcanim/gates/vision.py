"""How colours look: luminance, contrast, and the difference of two colours for every common colour vision.

Sources: relative luminance and contrast ratio as in WCAG 2.2; dichromats after Machado, Oliveira and
Fernandes (2009), severity 1.0; difference of colours CIE76 in CIE L*a*b* under D65.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

NORMAL = "normal vision"

# On linear RGB.
VISIONS: Mapping[str, Array] = MappingProxyType(
    {
        NORMAL: np.eye(3),
        "deuteranopia": np.array(
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        ),
        "protanopia": np.array(
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
        "tritanopia": np.array(
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        ),
    }
)
_WEIGHTS = np.array([0.2126, 0.7152, 0.0722])
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.119192, 0.9503041]]
)
_D65 = np.array([0.95047, 1.0, 1.08883])


def linear(encoded: Array, /) -> Array:
    """Linear RGB of sRGB values between 0 and 1."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def rgb(color: str, /) -> Array:
    """The sRGB values, 0 to 1, of a colour such as `#1b2027`."""
    return np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def luminance(encoded: Array, /) -> Array:
    """Relative luminance, 0 to 1, of sRGB values 0 to 1, shape (…, 3)."""
    return np.asarray(linear(encoded) @ _WEIGHTS)


_WEIGHED_BYTES = (linear(np.arange(256) / 255)[:, None] * _WEIGHTS).astype(np.float32)


def pixel_luminance(pixels: npt.NDArray[np.uint8], /) -> npt.NDArray[np.float32]:
    """Relative luminance of pixels, shape (…, 3); what goes beyond three channels is not looked at."""
    red, green, blue = _WEIGHED_BYTES.T
    return np.asarray(red[pixels[..., 0]] + green[pixels[..., 1]] + blue[pixels[..., 2]])


def contrast(first: npt.ArrayLike, second: npt.ArrayLike, /) -> Array:
    """Contrast ratio of two relative luminances, 1 to 21."""
    dim, bright = np.minimum(first, second), np.maximum(first, second)
    return np.asarray((bright + 0.05) / (dim + 0.05))


def color_contrast(first: str, second: str, /) -> float:
    """Contrast ratio of two colours."""
    return float(contrast(luminance(rgb(first)), luminance(rgb(second))))


@cache
def difference(first: str, second: str, vision: str = NORMAL, /) -> float:
    """How far apart two colours look; about 2 can just be noticed, 100 is from black to white."""
    seen = [_lab(VISIONS[vision] @ linear(rgb(color))) for color in (first, second)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def _lab(values: Array) -> Array:
    ratio = _TO_XYZ @ np.clip(values, 0, 1) / _D65
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
