"""`preview`: a page that shows a scene while it is written."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path

import click

from calcanim.cli.targets import project_files
from calcanim.errors import UsageError
from calcanim.rendering.workers import GIBIBYTE


@click.command()
@click.argument("names", nargs=-1, metavar="[LESSON|FILE.py [SCENE]]")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Where to listen on 127.0.0.1; else where it is free."
)
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@click.option("--time-limit", type=float, default=30.0, show_default=True, help="Seconds without a frame.")
@click.option("--memory-limit", type=float, default=2.0, show_default=True, help="GB that a scene may take.")
@click.option(
    "--media_dir",
    type=click.Path(path_type=Path),
    default=Path("media"),
    help="Where the project's clips are.",
)
def preview(
    names: tuple[str, ...],
    *,
    port: int | None,
    no_open: bool,
    time_limit: float,
    memory_limit: float,
    media_dir: Path,
) -> None:
    """Show a scene in a browser while it is written: what is saved is seen at once.

    The page is served on this machine alone, at an address that only you are told. Ctrl-C ends it.
    """
    # Imported here: no other command needs a web server.
    from calcanim.preview.clip import RENDER
    from calcanim.preview.serve import serve
    from calcanim.preview.studio import Limits

    files, wanted = _chosen(names)

    def opened(address: str) -> None:
        click.echo(f"{address}\nCtrl-C ends it.", err=True)
        if not no_open:
            webbrowser.open(address)

    serve(
        files,
        wanted,
        render=(*RENDER, "--media_dir", str(media_dir)),
        token_file=media_dir / "cache" / "preview-token",
        port=port,
        limits=Limits(time_limit, int(memory_limit * GIBIBYTE)),
        opened=opened,
    )


def _chosen(names: tuple[str, ...]) -> tuple[Callable[[], list[Path]], str]:
    """Say how to find the files to choose from, and which scene to begin with; none is imported here."""
    if len(names) > 2 or (len(names) == 2 and not names[0].endswith(".py")):
        raise UsageError("one scene can be looked at: preview [LESSON|FILE.py [SCENE]]")
    if not names or not names[0].endswith(".py"):
        return project_files, "".join(names)
    if not Path(names[0]).is_file():
        raise UsageError(f"there is no scene file {names[0]!r}")
    return lambda: [Path(names[0])], "".join(names[1:])
