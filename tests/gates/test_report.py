"""The report opens from the file system, shows every beat, marks findings in place, and is written whole."""

from __future__ import annotations

import errno
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from calcanim.blocks.evidence import Content, Source
from calcanim.blocks.stage import Box
from calcanim.calculus.verification.verdicts import Verdict
from calcanim.errors import OutputError
from calcanim.gates.examination import Examination
from calcanim.gates.formulas import Shown
from calcanim.gates.marked_frames import still_of
from calcanim.gates.recording import Still
from calcanim.gates.report import write_report
from calcanim.gates.result import Finding, GateResult
from tests.gates.recordings import recording, span

HOSTILE = '<script>alert("x")</script> & "quoted"'
PLACE = Box(1.0, 1.0, 2.0, 2.0)
SHADES = (20, 240)


def still(time: float, beat: int, shade: int = 20) -> Still:
    return Still(time, beat, np.full((180, 320, 3), shade, dtype=np.uint8), ())


PLAYED = recording(
    beats=[span("first", 0, 2, caption=HOSTILE), span("second", 2, 5, caption="Then.")],
    stills=[still(2, 0), still(5, 1, 240)],
)
FORMULAS = (
    Shown(Source(Content.FORMULA, r"a<b", "stated on f", Verdict.REFUTED, "x = 3"), 0.0, "first", PLACE),
    Shown(Source(Content.FORMULA, r"f'(x)", "printed by Function"), 1.0, "first", PLACE),
    Shown(Source(Content.NAME, "A", "typed by hand"), 1.0, "first", PLACE),
    Shown(Source(Content.PROSE, "Why <b>not</b>?", "typed by hand"), 2.0, "second", PLACE),
)


def examination(*findings: Finding, scene: str = "Slope") -> Examination:
    results = (
        GateResult("layout", 9, findings),
        GateResult("pace", 2),
        GateResult("light", 0, error="too dark"),
    )
    return Examination(scene, "The <slope>", Path("slope.py"), "dark", results, 1.5, FORMULAS, PLAYED)


def finding(time: float, beat: str = "", box: Box | None = PLACE) -> Finding:
    return Finding("layout", "label 'B' lies over <the curve>", time, beat, box)


class Links(HTMLParser):
    """What a page refers to, and whether it holds anything that runs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value for name, value in attrs if name in ("src", "href") and value]


def test_all_that_the_page_refers_to_lies_beside_it(tmp_path: Path) -> None:
    page = write_report([examination(finding(5.0, "second"))], tmp_path / "media/check")
    assert page == tmp_path / "media/check/index.html"
    links = Links(page.read_text("utf-8"))
    files = [link for link in links.found if not link.startswith("#")]
    assert files
    assert all((page.parent / file).is_file() and not Path(file).is_absolute() for file in files)
    assert not links.tags & {"script", "link", "iframe"}
    assert list(tmp_path.glob("media/*")) == [page.parent]


def test_texts_of_users_are_texts(tmp_path: Path) -> None:
    page = write_report([examination(finding(1.0))], tmp_path / "check").read_text("utf-8")
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &quot;quoted&quot;" in page
    assert "Why &lt;b&gt;not&lt;/b&gt;?" in page
    assert "a&lt;b" in page
    assert "lies over &lt;the curve&gt;" in page
    assert "<script" not in page


def test_every_beat_every_gate_and_every_verdict_is_told(tmp_path: Path) -> None:
    failed = Examination("Broken", "", Path("b.py"), "dark", (GateResult("pace", 0, error="no scene"),), 0.1)
    page = write_report([examination(finding(1.0)), failed], tmp_path / "check").read_text("utf-8")
    said = re.sub(r"<[^>]*>", "|", page)
    words = [
        *("2.0 s first", "5.0 s second", "failed (1)", "passed", "could not look", "too dark", "no scene"),
        *("refuted", "x = 3", "stated on f", "the math core's own", "states nothing", "0 of 2 hold"),
    ]
    assert [word for word in words if word not in said.replace("&#x27;", "'")] == []


def test_a_finding_is_drawn_where_it_is_and_the_plain_frame_is_kept(tmp_path: Path) -> None:
    folder = write_report([examination(finding(5.0, "second"))], tmp_path / "check").parent / "Slope"
    plain, marked = (np.asarray(Image.open(folder / name)) for name in ("02.png", "02-found.png"))
    assert (plain == 240).all()
    changed = np.argwhere((plain != marked).any(axis=2))
    unit = 320 / PLAYED.width
    for (low, high), start, end in zip(
        zip(changed.min(axis=0), changed.max(axis=0), strict=True),
        (90 - 2 * unit, 160 + unit),
        (90 - unit, 160 + 2 * unit),
        strict=True,
    ):
        assert start - 35 <= low <= start
        assert end <= high <= end + 12
    assert not (folder / "01-found.png").exists()


@pytest.mark.parametrize("shade", SHADES)
def test_a_mark_is_seen_on_dark_and_on_light(tmp_path: Path, shade: int) -> None:
    played = replace(PLAYED, stills=(still(2, 0, shade),))
    examined = replace(examination(finding(2.0)), recording=played)
    folder = write_report([examined], tmp_path / "check").parent / "Slope"
    image = np.asarray(Image.open(folder / "01-found.png").convert("L"), dtype=float)
    assert (np.abs(image - shade) > 90).sum() > 200


@pytest.mark.parametrize(
    ("found", "shown"),
    [(finding(1.0, "first"), 0), (finding(2.4, "second"), 1), (finding(2.1), 0), (finding(4.0), 1)],
)
def test_a_finding_goes_to_the_frame_of_its_beat_or_to_the_nearest(found: Finding, shown: int) -> None:
    assert still_of(PLAYED, found) == shown


def test_findings_at_the_edge_or_off_the_frame_are_still_marked(tmp_path: Path) -> None:
    boxes = [Box(-30, -20, -29, -19), Box(-8, -5, 8, 5), Box(7.1, 3.9, 7.11, 3.91)]
    examined = examination(*(finding(2.0, "first", box) for box in boxes), finding(2.0, "first", None))
    page = write_report([examined], tmp_path / "check").read_text("utf-8")
    assert "Findings 1, 2, 3, 4." in page


def test_two_scenes_of_one_name_have_a_folder_each(tmp_path: Path) -> None:
    folder = write_report([examination(), examination()], tmp_path / "check").parent
    assert {path.name for path in folder.iterdir()} == {"index.html", "Slope", "Slope-2"}


def test_a_failure_leaves_the_older_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "check"
    write_report([examination()], folder)
    before = (folder / "index.html").read_text("utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(OutputError, match="disk is full"):
        write_report([examination(finding(1.0))], folder)
    assert (folder / "index.html").read_text("utf-8") == before
    assert [path.name for path in tmp_path.iterdir()] == ["check"]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file")
    with pytest.raises(OutputError, match="cannot write"):
        write_report([examination()], tmp_path / "media/check")
