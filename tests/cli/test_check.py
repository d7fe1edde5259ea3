"""The command `check`, with a fake in place of what examines: what it says, writes, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from calcanim.blocks.evidence import Content, Source
from calcanim.blocks.stage import Box
from calcanim.calculus.verification.verdicts import Verdict
from calcanim.gates.examination import Examination
from calcanim.gates.formulas import Shown
from calcanim.gates.result import Finding, GateResult
from calcanim.rendering.jobs import RenderJob
from tests.cli.conftest import Said

Command = Callable[..., Said]

PLACE = Box(0.0, 0.0, 1.0, 1.0)
FOUND = Finding("layout", "label 'B' lies over\nthe curve", 12.4, "limit", PLACE)
SHOWN = Shown(Source(Content.FORMULA, "a<b", "stated on f", Verdict.PROVED, "by parts"), 1.0, "limit", PLACE)


@dataclass(frozen=True)
class Fake:
    """Examines at once: `results` and `errors` by scene name; else all holds."""

    results: dict[str, GateResult] = field(default_factory=dict)
    errors: dict[str, BaseException] = field(default_factory=dict)
    jobs: list[RenderJob] = field(default_factory=list)

    def __call__(self, job: RenderJob) -> Examination:
        self.jobs.append(job)
        if job.scene in self.errors:
            raise self.errors[job.scene]
        results = (self.results.get(job.scene, GateResult("layout", 5)), GateResult("light", 0))
        return Examination(job.scene, job.title, job.file, job.theme or "dark", results, 1.25, (SHOWN,))


FAILING = Fake(results={"Slope": GateResult("layout", 5, (FOUND,))})
BLIND = Fake(results={"Slope": GateResult("layout", 0, error="no letter could be read")})


def test_all_lessons_are_examined_and_a_report_is_written(command: Command, project: Path) -> None:
    fake = Fake()
    said = command("check", examine=fake)
    assert said.status == 0
    assert [job.scene for job in fake.jobs] == ["Slope", "Moves", "Rests"]
    assert all(word in said.out for word in ("Slope", "Rests", "Layout", "holds", "1.2 s"))
    assert f"report: {Path('media/check/index.html')}" in said.out
    assert (project / "media/check/index.html").is_file()
    assert "[3/3] Rests: all gates hold (1.2 s)" in said.err
    assert not list(project.glob("media/videos*"))


def test_a_finding_is_one_line_and_fails(command: Command) -> None:
    said = command("check", "Slope", examine=FAILING)
    assert said.status == 1
    assert "Slope 12.4 s [limit] layout: label 'B' lies over the curve\n" in said.out
    assert "1 finding" in said.out


def test_a_gate_that_could_not_look_fails_and_says_why(command: Command) -> None:
    said = command("check", "Slope", examine=BLIND)
    assert said.status == 1
    assert "Slope layout could not look: no letter could be read\n" in said.out


def test_json_is_one_object_with_everything(command: Command, project: Path) -> None:
    said = command("check", "Slope", "Moves", "--json", examine=FAILING)
    assert (said.status, said.err) == (1, "")
    slope, moves = said.json["lessons"]
    assert (slope["class"], slope["holds"], moves["holds"]) == ("Slope", False, True)
    layout, light = slope["gates"]
    assert (layout["status"], layout["looked_at"]) == ("failed", 5)
    assert layout["findings"][0]["time"] == 12.4
    assert layout["findings"][0]["box"] == [0, 0, 1, 1]
    assert light["status"] == "nothing to look at"
    assert slope["formulas"][0]["verdict"] == "proved"
    assert slope["formulas"][0]["origin"] == "stated on f"
    assert (project / said.json["report"]).is_file()


def test_one_scene_that_breaks_never_ends_the_batch(command: Command) -> None:
    fake = Fake(errors={"Slope": ValueError("no such figure"), "Moves": SystemExit(3)})
    said = command("check", examine=fake)
    assert said.status == 1
    assert [job.scene for job in fake.jobs] == ["Slope", "Moves", "Rests"]
    assert "could not look: the scene could not be played: ValueError: no such figure" in said.out
    assert "[3/3] Rests: all gates hold" in said.err
    assert "Traceback" not in said.out + said.err


def test_an_interrupt_tells_what_is_done_and_leaves_the_older_report(command: Command, project: Path) -> None:
    page = project / "media/check/index.html"
    command("check", examine=Fake())
    before = page.read_text("utf-8")
    said = command("check", examine=Fake(errors={"Moves": KeyboardInterrupt()}))
    assert said.status == 130
    assert "Slope" in said.out
    assert "interrupted" in said.err
    assert page.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "Slop"], ["Slope"]),
        (["check", "Slope", "--set", "att=1"], ["att", "at"]),
        (["check", "Slope", "--set", "at"], ["NAME=VALUE"]),
        (["check", "Moves", "--theme", "light"], ["plain Manim scene"]),
        (["check", "-r", "wide"], ["W,H"]),
        (["check", "--theme", "pink"], ["pink"]),
        (["check", "nothere.py"], ["nothere.py"]),
    ],
)
def test_bad_use_is_one_line_and_nothing_is_examined(
    command: Command, arguments: list[str], words: list[str]
) -> None:
    fake = Fake()
    said = command(*arguments, examine=fake)
    assert said.status == 2
    assert all(word in said.err for word in words)
    assert (fake.jobs, said.out) == ([], "")


def test_settings_theme_and_size_reach_what_examines(command: Command) -> None:
    fake = Fake()
    command("check", "Slope", "--set", "at=2", "--theme", "light", "-r", "1080,1920", examine=fake)
    (job,) = fake.jobs
    assert [(s.name, s.value) for s in job.settings] == [("at", "2")]
    assert (job.theme, job.picture.width, job.picture.height) == ("light", 1080, 1920)


def test_a_folder_that_cannot_be_written_is_one_line(command: Command, project: Path) -> None:
    (project / "media").write_text("a file")
    said = command("check", examine=Fake())
    assert said.status == 1
    assert said.err.startswith("error: cannot write to the media folder media")


def test_a_report_that_cannot_be_written_does_not_hide_what_was_found(
    command: Command, project: Path
) -> None:
    (project / "media").mkdir()
    (project / "media/check").write_text("a file")
    said = command("check", "Slope", "--json", examine=FAILING)
    assert said.status == 1
    assert said.json["lessons"][0]["gates"][0]["findings"]
    assert said.json["report"] is None or (project / said.json["report"]).is_file()


def test_a_broken_scene_file_is_told_and_fails(command: Command, project: Path) -> None:
    (project / "scenes/broken.py").write_text("import nowhere_to_be_found\n")
    said = command("check", examine=Fake())
    assert said.status == 1
    assert "nowhere_to_be_found" in said.err


@pytest.mark.slow
def test_ctrl_c_ends_all_processes_and_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text(
        "from manim import Scene\n"
        "class A(Scene):\n    def construct(self):\n        print('begun', flush=True)\n"
        "        while True:\n            self.wait()\n"
        "class B(A):\n    pass\n"
    )
    main = [sys.executable, "-c", "from calcanim.cli import main; main()", "check", "long.py"]
    with subprocess.Popen(
        main, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            assert "begun" in process.stderr.readline()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 130
    # Both workers write to one pipe: what they say may be one word on one line.
    assert [line for line in err.splitlines() if line.replace("begun", "")] == [
        "interrupted; what is not in the table was not examined, and the older report is as it was"
    ]
    assert out == ""


@pytest.mark.slow
def test_scenes_of_plain_manim_are_examined_and_what_they_print_stays_out_of_the_json(tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text(
        "import numpy as np\nfrom manim import Axes, Scene\n"
        "class Steps(Scene):\n    def construct(self):\n        print('loud')\n"
        "        axes = Axes(x_range=[-3, 3], y_range=[-2, 2]).scale(0.8)\n"
        "        self.add(axes.plot(np.floor, x_range=[-1.5, 1.5, 0.01], use_smoothing=False))\n"
        "        self.wait()\n"
        "class Breaks(Scene):\n    def construct(self):\n        raise ValueError('no such figure')\n"
    )
    main = [sys.executable, "-c", "from calcanim.cli import main; main()", "check", "plain.py", "--json"]
    done = subprocess.run(main, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    steps, breaks = json.loads(done.stdout)["lessons"]
    found = {gate["gate"]: gate for gate in steps["gates"]}["curve fidelity"]
    assert "drawn across a jump" in found["findings"][0]["message"]
    assert all("no such figure" in gate["error"] for gate in breaks["gates"])
    assert (tmp_path / "media/check/Steps").is_dir()
