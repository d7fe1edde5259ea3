"""What a forked process does for the page: it plays a scene and sends its frames, or says what is wrong."""

from __future__ import annotations

import linecache
import logging
import os
import sys
import tempfile
import traceback
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calcanim.engine.stream import Frame
from calcanim.errors import UsageError
from calcanim.preview.ahead import AheadRenderer, beginning_at
from calcanim.preview.frames import Frames, as_jpeg
from calcanim.preview.wire import Line
from calcanim.remembering import reckoned
from calcanim.rendering.discover import configure, discover, scene_class
from calcanim.rendering.jobs import Format, Output, Picture, RenderJob, Setting
from calcanim.rendering.manim_backend import play
from calcanim.rendering.reasons import explain
from calcanim.rendering.work import limit_memory


def run(line: Line, order: Mapping[str, Any], /) -> None:
    """Do what is asked for, and say how it went."""
    limit_memory(order["memory"])
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    try:
        line.send("began", run=order["run"], first=order["first"], pid=os.getpid())
        KINDS[order["kind_of_run"]](line, order)
    except (Exception, SystemExit) as error:
        line.send("failed", run=order["run"], **said(error, Path(order["file"]) if "file" in order else None))
    if told := reckoned():
        line.send("reckoned", told)


def said(error: BaseException, file: Path | None = None, /) -> dict[str, Any]:
    """Say what went wrong: in one line, and the author's own line of code with its number."""
    of_file = str(file.resolve()) if file else ""
    number, own = 0, file
    if isinstance(error, UsageError) and error.__cause__:  # of a file that could not be loaded
        return said(error.__cause__, file) | {"reason": str(error)}
    if isinstance(error, SyntaxError) and error.filename:
        own, number = Path(error.filename), error.lineno or 0
    else:
        for each in traceback.extract_tb(error.__traceback__):
            if not of_file or str(Path(each.filename).resolve()) == of_file:
                own, number = Path(each.filename), each.lineno or 0
    linecache.checkcache()
    code = linecache.getline(str(own), number).strip() if own else ""
    return {
        "reason": explain(error, file or Path("-")),
        "file": str(own or ""),
        "line": number,
        "code": code,
    }


class _Untold:
    """Takes no note: frames speak for themselves, and beats are told at the end, with their captions."""

    def drew(self, frames: int, /) -> None:
        """Do nothing."""

    def beat(self, name: str, /) -> None:
        """Do nothing."""


def _play(line: Line, order: Mapping[str, Any]) -> None:
    with tempfile.TemporaryDirectory(prefix="calcanim-preview-") as folder, tempfile.TemporaryFile() as file:
        streams = (Frames(line, order, file),)
        job = _job(order)
        renderer = beginning_at(int(order["first"]))
        scene, writer = play(job, Path(folder), streams, _Untold(), renderer)
        drawn = scene.renderer
        assert isinstance(drawn, AheadRenderer)
        if not drawn.num_plays:  # a scene that plays nothing is a still
            streams[0].write(Frame(drawn.get_frame()), repeat=1, is_cut=True)
            drawn.frame = 1
        beats = [
            {"name": b.name, "caption": b.caption, "start": b.start, "end": b.end}
            for b in getattr(scene, "beats", ())
        ] or [
            {"name": s.name, "caption": "", "start": s.first / job.picture.fps, "end": 0.0}
            for s in writer.stretches
            if s.name != "autocreated"
        ]
        line.send("done", run=order["run"], frames=drawn.frame, beats=beats, plays=drawn.plays)


def _still(line: Line, order: Mapping[str, Any]) -> None:
    """Send how a scene ends: nothing of it is drawn but that."""
    os.nice(10)
    with tempfile.TemporaryDirectory(prefix="calcanim-preview-") as folder, tempfile.TemporaryFile() as file:
        scene, _ = play(_job(order), Path(folder), (), _Untold(), beginning_at(sys.maxsize))
        scene.renderer.update_frame(scene)
        jpeg = as_jpeg(scene.renderer.get_frame(), file)
    line.send("still", jpeg, run=order["run"], file=order["file"], scene=order["scene"])


def _list(line: Line, order: Mapping[str, Any]) -> None:
    library = discover(map(Path, order["files"]))
    scenes: dict[str, list[dict[str, Any]]] = {}
    for each in library.scenes:
        said = {name: getattr(each, name) for name in ("name", "slug", "title", "code", "part", "sentence")}
        parameters = [vars(parameter) for parameter in each.parameters]
        scenes.setdefault(str(each.file), []).append(
            {**said, "isLesson": each.is_lesson, "themes": each.themes, "parameters": parameters}
        )
    broken = {str(each.file): each.reason for each in library.broken}
    line.send("listed", run=order["run"], files=order["files"], scenes=scenes, broken=broken)


def _check(line: Line, order: Mapping[str, Any]) -> None:
    """Say of each parameter what is wrong with the text that was typed: some lines, which mark the place."""
    lesson, wrong = scene_class(Path(order["file"]), order["scene"]), {}
    for parameter in getattr(lesson, "parameters", ()):
        try:
            parameter.parse(order["settings"].get(parameter.name, parameter.default))
        except UsageError as error:
            wrong[parameter.name] = str(error)
    if not wrong:
        try:
            configure(lesson, order["settings"], theme=order["theme"])
        except UsageError as error:
            wrong[next(iter(order["settings"]), "")] = str(error)
    line.send("checked", run=order["run"], settings=order["settings"], wrong=wrong)


def _examine(line: Line, order: Mapping[str, Any]) -> None:
    """Say what the gates find, with the place on the frame as shares of its width and height."""
    # Imported here: no other run needs the gates.
    from calcanim.gates.examine import examine_alone
    from calcanim.gates.watch import SHORT_SIDE

    os.nice(5)  # pictures go first
    width, height, _ = order["picture"]
    wide, high = SHORT_SIDE * max(1, width / height), SHORT_SIDE * max(1, height / width)
    examination = examine_alone(_job(order))
    findings = [
        {
            **{name: getattr(each, name) for name in ("gate", "message", "time", "beat")},
            "box": each.box
            and [
                0.5 + each.box.left / wide,
                0.5 - each.box.top / high,
                (each.box.right - each.box.left) / wide,
                (each.box.top - each.box.bottom) / high,
            ],
        }
        for each in examination.findings
    ]
    errors = [f"{each.gate}: {each.error}" for each in examination.results if each.error]
    line.send("examined", run=order["run"], findings=findings, errors=errors)


KINDS = {"play": _play, "still": _still, "list": _list, "check": _check, "examine": _examine}


def _job(order: Mapping[str, Any]) -> RenderJob:
    nowhere = Path("nowhere")
    return RenderJob(
        scene=order["scene"],
        slug=order["scene"],
        title=order["scene"],
        file=Path(order["file"]),
        picture=Picture(*order["picture"]),
        outputs=(Output(Format.MP4, nowhere),),
        still_target=nowhere,
        settings=tuple(Setting(name, value) for name, value in order["settings"].items()),
        theme=order["theme"],
        may_be_still=True,
    )
