"""Every lesson passes every gate, in both themes; one that does not leaves a report that shows where."""

from pathlib import Path

import pytest

from calcanim.gates.batch import examined
from calcanim.gates.examine import examine
from calcanim.gates.report import write_report
from calcanim.rendering.discover import SceneEntry, discover
from calcanim.rendering.plan import Options, plan

HOUSE = Path(__file__).parents[2]
LESSONS = discover(sorted((HOUSE / "scenes").glob("[!_]*.py"))).scenes


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_passes_every_gate(lesson: SceneEntry) -> None:
    (job,) = plan([lesson], Options(HOUSE / "media"))
    examination = examined(job, examine)
    if not examination.holds:
        page = write_report((examination,), HOUSE / "media" / "check" / "tests" / lesson.name)
        errors = [f"{result.gate}: {result.error}" for result in examination.results if result.error]
        found = [f"{each.time:.1f} s {each.gate}: {each.message}" for each in examination.findings]
        pytest.fail("\n".join([*errors, *found, f"report: {page}"]), pytrace=False)
    assert all(result.looked_at for result in examination.results if result.gate != "curve fidelity")
