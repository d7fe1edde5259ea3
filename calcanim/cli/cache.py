"""The command `cache`: what is kept of earlier renderings, looked at and let go."""

from __future__ import annotations

from pathlib import Path

import click

from calcanim.cli.options import MEDIA_DIR
from calcanim.cli.report import path_said, size_said
from calcanim.errors import OutputError
from calcanim.rendering.cache import Cache
from calcanim.rendering.reasons import storage_reason


@click.group()
def cache() -> None:
    """Look after the clips that are kept, so that what would come out the same is not rendered again."""


@cache.command()
@MEDIA_DIR
def info(media_dir: Path) -> int:
    """Say how much is kept, and where."""
    kept = Cache(media_dir)
    found = kept.health(is_thorough=False)
    click.echo(
        f"{path_said(kept.folder)}: {found.entries} clips, {found.files} files, {size_said(found.size)}"
    )
    return 0


@cache.command()
@MEDIA_DIR
def verify(media_dir: Path) -> int:
    """Read all that is kept, and let go of what is damaged: it will be rendered again."""
    kept = Cache(media_dir)
    found = kept.health(is_thorough=True)
    kept.drop(found.damaged)
    for name in found.damaged:
        click.echo(f"damaged, and removed: {name}")
    click.echo(f"{found.entries} clips and {found.files} files read, {len(found.damaged)} damaged")
    return 1 if found.damaged else 0


@cache.command()
@MEDIA_DIR
def clear(media_dir: Path) -> int:
    """Remove all that is kept; the clips themselves stay where they are."""
    try:
        size = Cache(media_dir).clear()
    except OSError as error:
        raise OutputError(f"the cache cannot be removed: {storage_reason(error)}") from error
    click.echo(f"{size_said(size)} removed")
    return 0
