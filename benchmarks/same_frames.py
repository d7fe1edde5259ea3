"""Every lesson rendered in every way: the frames must be the same, and the files too.

python -m benchmarks.same_frames                    all lessons, and three scenes with a state
python -m benchmarks.same_frames RiseOverRun Notations
python -m benchmarks.same_frames -r 854,480 --fps 15

Ways: one after another, two and four workers, a Dask cluster of two, the cache. Compared are a hash of each
frame before it is encoded, and the digest of the mp4. The seconds that each way took are told as well.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from tests.scene_texts import STATEFUL

RENDER = Path(__file__).resolve().parents[1] / "render.py"


@dataclass(frozen=True)
class Way:
    """A way to render: its name, the flags that ask for it, and the folder that it writes to."""

    name: str
    flags: tuple[str, ...]
    folder: str


WAYS = (
    Way("one after another", ("-j", "1", "--no-cache"), "serial"),
    Way("two workers", ("-j", "2"), "two"),
    Way("four workers", ("-j", "4", "--no-cache"), "four"),
    Way("Dask, two workers", ("--cluster", "2", "--no-cache"), "dask"),
    Way("from the cache", ("-j", "2"), "two"),
)


@dataclass(frozen=True)
class Rendering:
    """What came of one way: digests by file, how each clip came about, and seconds."""

    digests: Mapping[str, str]
    statuses: frozenset[str]
    seconds: float


def rendered(way: Way, names: tuple[str, ...], picture: tuple[str, ...], folder: Path) -> Rendering:
    """Render in one way, as a user would."""
    media = folder / way.folder
    targets = [*names, str(folder / "stateful.py")]
    command = [
        sys.executable,
        str(RENDER),
        "render",
        *targets,
        *picture,
        "--format",
        "mp4,framehash",
        "--json",
    ]
    began = time.perf_counter()
    done = subprocess.run(
        [*command, "--media_dir", str(media), *way.flags], capture_output=True, text=True, check=False
    )
    took = time.perf_counter() - began
    if done.returncode:
        click.echo(done.stdout[-2000:] + done.stderr[-2000:])
        sys.exit(1)
    clips = json.loads((media / "manifest.json").read_text("utf-8"))["clips"]
    told = json.loads(done.stdout.splitlines()[-1])["clips"]
    digests = {clip["file"]: clip["sha256"] for clip in clips}
    return Rendering(digests, frozenset(clip["status"] for clip in told), took)


@click.command()
@click.argument("names", nargs=-1)
@click.option("-r", "--resolution", default="256,144", show_default=True)
@click.option("--fps", default="6", show_default=True)
def main(names: tuple[str, ...], resolution: str, fps: str) -> None:
    """Render in all ways and compare."""
    picture = ("-r", resolution, "--fps", fps)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "stateful.py").write_text(STATEFUL, encoding="utf-8")
        first = rendered(WAYS[0], names or ("*",), picture, folder)
        frames = sum(name.endswith(".framehash") for name in first.digests)
        click.echo(f"{WAYS[0].name}: {frames} scenes, {first.seconds:.1f} s")
        wrong = 0
        for way in WAYS[1:]:
            found = rendered(way, names or ("*",), picture, folder)
            unlike = [name for name in first.digests if found.digests.get(name) != first.digests[name]]
            wrong += len(unlike)
            said = "the same" if not unlike else f"other: {', '.join(unlike[:6])}"
            how = ", ".join(sorted(found.statuses))
            share = found.seconds / first.seconds
            click.echo(f"{way.name} ({how}): {said}; {found.seconds:.1f} s, {share:.2f} of the first")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
