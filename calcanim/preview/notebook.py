"""A lesson with a scrubber in a Jupyter notebook: a player to be shown, and the cell magic `%%calcanim`.

    from calcanim.preview.notebook import Player
    Player("SecantBecomesTangent", f="sin(x)", at="1")

    %load_ext calcanim.preview.notebook

    %%calcanim MyScene
    from manim import *
    class MyScene(Scene): …

The notebook of the source showed its animations so. The clip is rendered by the `render` command, and kept as
it keeps all: a cell that is run again is answered at once. It is put into the page: nothing is fetched.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import subprocess
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from string import Template
from typing import Any

from calcanim.errors import CalcanimError, UsageError
from calcanim.preview.clip import RENDER

TEMPLATE = Template(Path(__file__).with_name("notebook.html").read_text("utf-8"))
_NUMBERS = count(1)


class Player:
    """A scene, rendered, with a slider, its beats and what is said at each.

    `scene` is a lesson, or the scene of `file`; `settings` are a lesson's parameters, as text or numbers. A
    CalcanimError says why it cannot be rendered.
    """

    def __init__(
        self,
        scene: str,
        /,
        *,
        file: Path | str | None = None,
        quality: str = "l",
        theme: str | None = None,
        media_dir: Path | str = "media",
        **settings: object,
    ) -> None:
        of_file = [str(file)] if file else []
        look = ["--theme", theme] if theme else []
        given = [part for name, value in settings.items() for part in ("--set", f"{name}={value}")]
        self.media = Path(media_dir)
        self.clip = _rendered([*of_file, scene, "-q", quality, "--media_dir", str(media_dir), *look, *given])

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        clip = self.clip
        beats = "".join(_button(beat) for beat in clip.get("beats", ()))
        return TEMPLATE.substitute(
            id=f"calcanim-{next(_NUMBERS)}-{clip['sha256'][:12]}",
            video=base64.b64encode((self.media / clip["file"]).read_bytes()).decode(),
            title=html.escape(clip["title"]),
            width=clip["width"],
            rate=clip["fps"],
            last=clip["frames"] - 1,
            beats=beats,
        )


def load_ipython_extension(shell: Any, /) -> None:
    """Give a notebook `%%calcanim SCENE`: the cell is a scene file, and its scene is shown."""

    def calcanim(line: str, cell: str) -> Player:
        words = line.split()
        if len(words) != 1:
            raise UsageError("name one scene of the cell: %%calcanim SCENE")
        digest = hashlib.sha256(cell.encode()).hexdigest()[:12]
        file = Path("media") / "notebook" / f"cell_{digest}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(cell, "utf-8")
        return Player(words[0], file=file)

    shell.register_magic_function(calcanim, "cell", "calcanim")


def _rendered(arguments: list[str]) -> Mapping[str, Any]:
    """Render, and return what the manifest says of the clip."""
    done = subprocess.run(
        (*RENDER, *arguments), check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    events = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    (last,) = [event for event in events if event["event"] == "done"] or [{}]
    if done.returncode or not last.get("clips"):
        reasons = [clip["reason"] for clip in last.get("clips", ()) if clip["reason"]]
        said = reasons or done.stderr.strip().splitlines()[-1:] or ["it could not be rendered"]
        raise CalcanimError(said[0].removeprefix("error: "))
    manifest = Path(last["manifest"])
    made = Path(last["clips"][0]["file"]).resolve()
    clips: list[dict[str, Any]] = json.loads(manifest.read_text("utf-8"))["clips"]
    return next(clip for clip in clips if (manifest.parent / clip["file"]).resolve() == made)


def _button(beat: Mapping[str, Any]) -> str:
    name, caption = html.escape(beat["name"]), html.escape(beat["caption"], quote=True)
    return f'<button type="button" title="{caption}" data-start="{float(beat["start"])}">{name}</button>'
