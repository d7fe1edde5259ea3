"""The page and its wire, over HTTP on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from calcanim.preview.session import Session
from calcanim.preview.watching import Saved

PAGE = Path(__file__).with_name("page")
KINDS: Mapping[str, str] = MappingProxyType(
    {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
)
WAITING = 2000
"""How many messages may wait for a page; one that takes no more is let go of, and comes again."""


def application(session: Session, watched: list[Path]) -> Starlette:
    """Make the application; all addresses begin with the token, which the guard has looked at."""
    files = {file.name: (file.read_bytes(), KINDS[file.suffix]) for file in PAGE.iterdir()}

    async def page(request: Request) -> Response:
        # By name among those that there are: no path is put together.
        found = files.get(request.path_params.get("name") or "index.html")
        if found is None:
            raise HTTPException(404)
        return Response(found[0], media_type=found[1])

    async def wire(socket: WebSocket) -> None:
        await _serve(session, socket)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with session.studio.open():
            session.look_for_scenes()
            watch = asyncio.create_task(_watch(session, watched))
            yield
            watch.cancel()
            await session.clip.end()

    routes = (
        WebSocketRoute("/{token}/wire", wire),
        Route("/{token}/{name}", page),
        Route("/{token}/", page),
    )
    return Starlette(routes=routes, lifespan=lifespan)


async def _watch(session: Session, folders: list[Path]) -> None:
    async for files in Saved(folders).batches():
        session.saved(files)


async def _serve(session: Session, socket: WebSocket) -> None:
    await socket.accept()
    waiting: asyncio.Queue[str | bytes] = asyncio.Queue(WAITING)

    def tell(said: str | bytes) -> None:
        try:
            waiting.put_nowait(said)
        except asyncio.QueueFull:
            session.pages.discard(tell)

    async def send() -> None:
        while True:
            said = await waiting.get()
            await (socket.send_bytes(said) if isinstance(said, bytes) else socket.send_text(said))

    session.join(tell)
    sending = asyncio.create_task(send())
    try:
        while True:
            session.asked(await socket.receive_text())
    except (WebSocketDisconnect, RuntimeError, KeyError):
        session.pages.discard(tell)
    finally:
        sending.cancel()
        with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
            await sending
