"""A process that has loaded what scenes need, and forks for each that is to be seen.

    ready (libraries, the engine) ──fork──► ground (the project's own modules) ──fork──► a run

`ready` lasts as long as the engine is not changed, `ground` as long as no module of the project is; each run
begins as the ground was, so that nothing of an earlier one is left in it; but the ground reckons what a
run had to (`calcanim.remembering`), so that the next one need not. All speak to the server, and end
with it: where it has gone, a process ends its group.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from calcanim.preview.wire import Line, Message
from calcanim.remembering import reckon_ahead

LIBRARIES = (
    *(
        "sympy",
        "calcanim.rendering.manim_backend",
        "calcanim.engine.loaded",
        "calcanim.engine.loaded_for_space",
    ),
    *("calcanim.preview.run",),
)
PROJECT = ("calcanim.calculus", "calcanim.blocks", "calcanim.lesson")
"""What the ground loads, with all that is below: what a scene imports of it costs a run nothing then."""


def main(address: str) -> None:
    """Load libraries, then fork grounds as the server asks for them."""
    os.setpgid(0, 0)
    for module in LIBRARIES:
        importlib.import_module(module)
    _follow(Line(Path(address)), "ready", lambda order: _ground(Path(address)))


def _ground(address: Path) -> None:
    os.setpgid(0, 0)
    line = Line(address)
    try:
        for name in PROJECT:
            _load_all(name)
    except (Exception, SystemExit) as error:
        from calcanim.preview.run import said

        line.send("broken", **said(error))
        return
    _follow(line, "ground", lambda order: _run(address, order))


def _load_all(name: str) -> None:
    module = importlib.import_module(name)
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}."):
        importlib.import_module(found.name)


def _run(address: Path, order: Message) -> None:
    from calcanim.preview.run import run

    run(Line(address), order.fields)


def _follow(line: Line, role: str, begin: Callable[[Message], None]) -> None:
    """Fork for each order, until the server has gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # a child that ends is not waited for
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's
    gc.freeze()  # what is loaded stays: no run looks through it for what it can let go of
    line.send(role, pid=os.getpid())
    while (order := line.receive()) is not None:
        if order.kind == "reckon":
            reckon_ahead(order.body)
            continue
        if os.fork():
            continue
        line.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with suppress(ConnectionError):
            begin(order)
        os._exit(0)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
