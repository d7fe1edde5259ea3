"""The flags of `render` and `check`, named as Manim users know them, and their texts read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from calcanim.cli.batch import Manner
from calcanim.errors import UsageError
from calcanim.rendering.backend import Backend
from calcanim.rendering.cache import GIGABYTE
from calcanim.rendering.cluster import address
from calcanim.rendering.jobs import QUALITIES, Engine, Format, Picture, Speed, Tex
from calcanim.rendering.plan import Options, formats, resolution, setting
from calcanim.rendering.workers import GIBIBYTE, Limits

EPILOG = """\b
Where clips go:
  MEDIA/videos/<file>/<quality>/<Scene>.mp4   quality: 720p30; 1080x1920p30 if not 16:9
       beside it: <Scene>.srt, <Scene>.png    what is said; the last frame
       sections/<Scene>_0000_<beat>.mp4       with --beats
  MEDIA/images/<file>/<Scene>.png             with -s
  MEDIA/manifest.json                         all clips, with their beats
  MEDIA/cache/                                what would come out the same is taken from there
With --set or --theme, what differs from the defaults is added to the name, as in
Scene_at-0_5f2c1b9e.mp4: a lesson's own clip is never replaced by another one.

\b
Exit status: 0 all done; 1 a lesson failed, the others are done; 2 bad use, nothing
was rendered; 130 interrupted."""

CHECK_EPILOG = """\b
Six gates look at every lesson, which is played without video; what they find is
listed, and drawn on the frames of a report, MEDIA/check/index.html.

\b
Exit status: 0 all holds; 1 a gate found something, or could not look; 2 bad use;
130 interrupted."""


def _one_of(name: str, values: Sequence[str], /, *, help: str) -> Callable[[Any], Any]:
    """Make an option that takes one of some values, the first of them if it is not given."""
    return click.option(name, type=click.Choice(values), default=values[0], show_default=True, help=help)


MEDIA_DIR = click.option(
    "--media_dir",
    type=click.Path(path_type=Path),
    default=Path("media"),
    show_default=True,
    help="Where what is made goes.",
)
SETTINGS = click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter; repeatable."
)
THEME = click.option("--theme", type=click.Choice(["dark", "light"]), help="The lesson's own if not given.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print one object for a program, nothing else.")
EVENTS = click.option(
    "--json", "as_json", is_flag=True, help="Print an object in a line for all that happens, nothing else."
)
VERBOSE = click.option("--verbose", is_flag=True, help="Let Manim's own messages and warnings through.")

CHECK_FLAGS = (
    click.option(
        "-r", "--resolution", metavar="W,H", help="Pixels of the frames; 1920,1080 if not given, 15 a second."
    ),
    *(MEDIA_DIR, SETTINGS, THEME, JSON, VERBOSE),
)

FLAGS = (
    click.option(
        "-q",
        "--quality",
        type=click.Choice(list(QUALITIES)),
        default="m",
        show_default=True,
        help="480p15, 720p30, 1080p60, 1440p60 or 2160p60.",
    ),
    click.option("-r", "--resolution", metavar="W,H", help="Pixels, in place of the quality's."),
    click.option("--fps", "--frame_rate", "fps", type=float, help="In place of the quality's."),
    click.option(
        "--format",
        metavar="FORMAT[,…]",
        help=f"mp4 if not given; several are made from one rendering: {', '.join(f.value for f in Format)}. "
        "As in Manim, png is the last frame; png-sequence is every frame. framehash lists a hash of each.",
    ),
    click.option("--beats", is_flag=True, help="Make a clip of each beat as well, in sections/."),
    click.option("-t", "--transparent", is_flag=True, help="No background; mov if no format is given."),
    click.option("-s", "--save_last_frame", "still", is_flag=True, help="Only the last frame, as PNG."),
    click.option("-p", "--preview", is_flag=True, help="Open what was rendered."),
    click.option("-j", "--jobs", type=click.IntRange(1), help="How many at once; if not given, one a core."),
    _one_of(
        "--engine",
        [engine.value for engine in Engine],
        help="What draws: ours, or stock Manim, for comparison.",
    ),
    _one_of(
        "--speed",
        [speed.value for speed in Speed],
        help="draft: webm in a sixth of the time, a third larger; mp4 cannot be had in less.",
    ),
    _one_of(
        "--tex",
        ["auto", *(tex.value for tex in Tex)],
        help="What sets LaTeX: itself, or Typst; auto: Typst in lessons, elsewhere LaTeX if it is installed.",
    ),
    click.option("--no-cache", is_flag=True, help="Render also what would come out the same."),
    click.option(
        "--cache-size", type=float, default=5.0, show_default=True, help="How many GB the cache may have."
    ),
    click.option(
        "--time-limit", type=float, default=3600.0, show_default=True, help="Seconds that a lesson may take."
    ),
    click.option(
        "--memory-limit", type=float, default=4.0, show_default=True, help="GB that a lesson may take."
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS|N",
        help="Render on a Dask cluster, tcp://…, or one here of N.",
    ),
    click.option(
        "--verbose",
        is_flag=True,
        help="Let Manim's own messages through, and say in which ways frames were drawn, and why.",
    ),
    *(MEDIA_DIR, SETTINGS, THEME, EVENTS),
)


def read_manner(asked: dict[str, Any], backend: Backend | None, /) -> Manner:
    """Read the flags that say how lessons are rendered."""
    return Manner(
        workers=asked["jobs"],
        limits=Limits(asked["time_limit"], round(asked["memory_limit"] * GIBIBYTE)),
        is_cached=not asked["no_cache"],
        cache_size=round(asked["cache_size"] * GIGABYTE),
        is_verbose=asked["verbose"],
        cluster=address(asked["cluster"]) if asked["cluster"] else None,
        backend=backend,
    )


def render_flags(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command all flags of `render`."""
    return _flagged(command, FLAGS)


def check_flags(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command all flags of `check`."""
    return _flagged(command, CHECK_FLAGS)


def read_check_options(asked: dict[str, Any], /) -> Options:
    """Read the flags that say how lessons are examined."""
    width, height = resolution(asked["resolution"]) if asked["resolution"] else (1920, 1080)
    return Options(
        media_dir=asked["media_dir"],
        picture=Picture(width, height, 15),
        settings=tuple(map(setting, asked["settings"])),
        theme=asked["theme"],
    )


def read_options(asked: dict[str, Any], /) -> Options:
    """Read the flags that say what is rendered."""
    return Options(
        media_dir=asked["media_dir"],
        picture=_picture(asked["quality"], asked["resolution"], asked["fps"]),
        formats=_formats(asked["format"], is_still=asked["still"]),
        transparent=asked["transparent"],
        settings=tuple(map(setting, asked["settings"])),
        theme=asked["theme"],
        by_beats=asked["beats"],
        engine=Engine(asked["engine"]),
        speed=Speed(asked["speed"]),
        tex=latex_or_typst(asked["tex"]),
        tex_of_lessons=Tex.LATEX if asked["tex"] == Tex.LATEX else Tex.TYPST,
    )


def latex_or_typst(name: str, /) -> Tex:
    """Choose what sets LaTeX: by its name, or, for `auto`, by what is installed."""
    has_latex = bool(shutil.which("latex") and shutil.which("dvisvgm"))
    if name == Tex.LATEX and not has_latex:
        raise UsageError(
            "--tex latex needs latex and dvisvgm, which are not installed; leave it out for Typst"
        )
    return (Tex.LATEX if has_latex else Tex.TYPST) if name == "auto" else Tex(name)


def _picture(quality: str, size: str | None, fps: float | None) -> Picture:
    standard = QUALITIES[quality]
    width, height = resolution(size) if size else (standard.width, standard.height)
    return Picture(width, height, standard.fps if fps is None else fps)


def _formats(text: str | None, *, is_still: bool) -> tuple[Format, ...]:
    if is_still and text not in (None, Format.STILL):
        raise UsageError(f"-s is one image, --format {text} is not: leave one of them out")
    if is_still:
        return (Format.STILL,)
    return formats(text) if text else ()


def _flagged(command: Callable[..., int], flags: tuple[Callable[..., Any], ...]) -> Callable[..., int]:
    for flag in reversed(flags):
        command = flag(command)
    return command
