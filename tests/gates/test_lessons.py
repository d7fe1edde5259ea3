"""Every lesson passes every gate, on a wide frame and a tall one, in both themes; one that does not leaves a
report that shows where."""

from pathlib import Path

import pytest

from calcanim.blocks.evidence import Content
from calcanim.gates.batch import examined
from calcanim.gates.examine import examine
from calcanim.gates.report import write_report
from calcanim.rendering.discover import SceneEntry, discover
from calcanim.rendering.jobs import QUALITIES, Picture
from calcanim.rendering.plan import Options, plan

HOUSE = Path(__file__).parents[2]
SHAPES = {"16:9": QUALITIES["m"], "9:16": Picture(720, 1280, 30)}
LESSONS = discover(sorted((HOUSE / "scenes").glob("[!_]*.py"))).scenes


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_passes_every_gate(lesson: SceneEntry, shape: str) -> None:
    (job,) = plan([lesson], Options(HOUSE / "media", SHAPES[shape]))
    examination = examined(job, examine)
    if not examination.holds:
        folder = HOUSE / "media" / "check" / "tests" / f"{lesson.name}-{shape.replace(':', 'x')}"
        page = write_report((examination,), folder)
        errors = [f"{result.gate}: {result.error}" for result in examination.results if result.error]
        found = [f"{each.time:.1f} s {each.gate}: {each.message}" for each in examination.findings]
        pytest.fail("\n".join([*errors, *found, f"report: {page}"]), pytrace=False)
    has_numbers = any(each.source.content is Content.NUMBER for each in examination.formulas)
    idle = {"curve fidelity"} if has_numbers else {"curve fidelity", "drawn = computed"}
    assert all(result.looked_at for result in examination.results if result.gate not in idle)
