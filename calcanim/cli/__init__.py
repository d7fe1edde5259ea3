"""The command line: the only room that prints or exits."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import click

from calcanim.errors import CalcanimError, UsageError

if TYPE_CHECKING:
    from calcanim.cli.engines import Examine
    from calcanim.rendering.backend import Backend

FAILED = 1
BAD_USE = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command, and exit: 0 done, 1 something failed, 2 bad use, 130 interrupted."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = status(arguments)
    if code == INTERRUPTED:
        # An encoder's thread that an interrupt cut off would keep an orderly exit waiting for ever.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    # Looked through for what can be let go of, all of Manim would keep the exit waiting for a quarter second.
    gc.freeze()
    sys.exit(code)


def status(
    arguments: Sequence[str] | None = None,
    *,
    backend: Backend | None = None,
    examine: Examine | None = None,
) -> int:
    """Run the command and return its exit status; what a user can cause is one line on stderr."""
    # Imported here, since a worker loads this room to know how to speak, and needs no commands.
    from calcanim.cli.commands import cli
    from calcanim.cli.engines import Engines

    engines = Engines(backend, examine)
    try:
        return int(cli.main(arguments, prog_name="render.py", standalone_mode=False, obj=engines) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return BAD_USE
    except click.ClickException as error:
        return _complain(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _complain("interrupted", INTERRUPTED)
    except UsageError as error:
        return _complain(str(error), BAD_USE)
    except CalcanimError as error:
        return _complain(str(error), FAILED)


def _complain(message: str, code: int) -> int:
    """Say it in one line: of a message that marks a place below a text, the text stays."""
    lines = [line.strip() for line in message.splitlines() if line.strip(" ^")]
    click.echo(f"error: {' – '.join(lines)}", err=True)
    return code
