"""A clip is rendered by a command, whose events are told on."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from calcanim.preview.clip import Clip

SAYS = """
import json, sys
print("no event")
print("[1, 2]")
print(json.dumps({"event": "started", "expected_frames": 40}))
print(json.dumps({"event": "frames", "frames": 10}))
print(json.dumps({"event": "finished", "file": " ".join(sys.argv[1:]), "reason": ""}))
"""
REFUSES = "import sys; print('error: no such thing', file=sys.stderr); sys.exit(2)"


def told(program: str, **given: Any) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = []

    async def work() -> None:
        done = asyncio.Event()

        def tell(kind: str, **fields: Any) -> None:
            said.append({"kind": kind, **fields})
            if kind == "rendered":
                done.set()

        clip = Clip((sys.executable, "-c", program), tell)
        clip.render("a.py", "A", **{"quality": "l", "theme": None, "settings": {}, **given})
        clip.render("b.py", "B", quality="l", theme=None, settings={})
        await asyncio.wait_for(done.wait(), 20)
        await clip.end()

    asyncio.run(work())
    return said


def test_its_progress_is_told() -> None:
    assert told(SAYS) == [
        {"kind": "rendering", "frames": 10, "expected": 40},
        {"kind": "rendered", "hasFailed": False, "said": "a.py A --quality l"},
    ]


def test_what_a_page_chose_is_handed_over_as_it_is() -> None:
    program = SAYS.replace('" ".join(sys.argv[1:])', "json.dumps(sys.argv[1:])")
    settings = {"f": "x; touch here", "at": "--help"}
    said = told(program, theme="light", settings=settings)[-1]["said"]
    assert json.loads(said) == [
        *("a.py", "A", "--quality", "l", "--theme", "light"),
        *("--set", "f=x; touch here", "--set", "at=--help"),
    ]


def test_a_refusal_is_told() -> None:
    assert told(REFUSES)[-1] == {"kind": "rendered", "hasFailed": True, "said": "error: no such thing"}


@pytest.mark.parametrize("moment", [0.0, 0.4])
def test_what_is_under_way_is_ended(tmp_path: Path, moment: float) -> None:
    program = f"import time; time.sleep(1.5); open({str(tmp_path / 'done')!r}, 'w')"

    async def work() -> None:
        clip = Clip((sys.executable, "-c", program), lambda *_, **__: None)
        clip.render("a.py", "A", quality="l", theme=None, settings={})
        await asyncio.sleep(moment)
        await clip.end()
        await asyncio.sleep(1.8)

    asyncio.run(work())
    assert not (tmp_path / "done").exists()
