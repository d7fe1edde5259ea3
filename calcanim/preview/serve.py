"""Serves the page until it is stopped."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import uvicorn

from calcanim.errors import UsageError
from calcanim.preview.app import application
from calcanim.preview.catalogue import Files
from calcanim.preview.guard import Guard
from calcanim.preview.session import Session
from calcanim.preview.studio import Limits, Studio
from calcanim.preview.watching import HOUSE
from calcanim.preview.wire import Message

PORT = 8723
HOST = "127.0.0.1"


def serve(
    files: Files,
    wanted: str,
    *,
    render: Sequence[str],
    token_file: Path,
    port: int | None = None,
    limits: Limits | None = None,
    opened: Callable[[str], None],
) -> None:
    """Serve until interrupted, beginning with the scene that is `wanted`, if one is.

    `render` is the command that renders a clip, `opened` is told the page's address. A UsageError where the
    port is taken.
    """
    listener = _listener(port)
    chosen = listener.getsockname()[1]
    token = _token(token_file)

    def tell(message: Message) -> None:
        session.hear(message)

    session = Session(files, wanted, Studio(tell, limits), render=render)
    folders = {HOUSE, *(file.resolve().parent for file in files())}
    app = Guard(application(session, sorted(folders)), port=chosen, token=token)
    config = uvicorn.Config(
        app,
        log_level="error",
        ws="websockets-sansio",
        ws_per_message_deflate=False,  # frames are JPEGs
        lifespan="on",
        timeout_graceful_shutdown=1,
    )
    opened(f"http://{HOST}:{chosen}/{token}/")
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listener(port: int | None) -> socket.socket:
    """Listen on loopback alone: at the usual port if it is free and none was asked for, else at any."""
    for candidate in (port,) if port is not None else (PORT, 0):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
        except OSError as error:
            listener.close()
            if port is not None:
                raise UsageError(
                    f"port {port} cannot be had ({error.strerror}): choose another with --port"
                ) from error
            continue
        listener.listen()
        return listener
    raise UsageError("no port can be had on this machine")


def _token(file: Path) -> str:
    """Read or make the word in the page's address: a page that is open finds a server that is begun again."""
    with suppress(OSError):
        kept = file.read_text("ascii").strip()
        if len(kept) == 43:
            return kept
    token = secrets.token_urlsafe(32)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text(token, "ascii")
    return token
