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
GONE = (WebSocketDisconnect, RuntimeError, KeyError)
"""What a page that has gone, or says what is no text, makes of its wire."""
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
            session.catalogue.look()
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
    """Hand on what is said, both ways, until one of these ends."""
    await socket.accept()
    waiting: asyncio.Queue[str | bytes] = asyncio.Queue(WAITING)

    def tell(said: str | bytes) -> None:
        try:
            waiting.put_nowait(said)
        except asyncio.QueueFull:
            session.pages.discard(tell)
            sending.cancel()

    sending = asyncio.create_task(_send(waiting, socket))
    hearing = asyncio.create_task(_hear(session, socket))
    session.join(tell)
    try:
        await asyncio.wait((sending, hearing), return_when=asyncio.FIRST_COMPLETED)
    finally:
        session.pages.discard(tell)
        await _end(sending, hearing)
        with suppress(RuntimeError, *GONE):  # it may be closed
            await socket.close()


async def _send(waiting: asyncio.Queue[str | bytes], socket: WebSocket) -> None:
    while True:
        said = await waiting.get()
        await (socket.send_bytes(said) if isinstance(said, bytes) else socket.send_text(said))


async def _hear(session: Session, socket: WebSocket) -> None:
    while True:
        session.asked(await socket.receive_text())


async def _end(*tasks: asyncio.Task[None]) -> None:
    """End tasks; what went wrong in one is raised, but not that the page has gone."""
    for task in tasks:
        task.cancel()
    for end in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(end, Exception) and not isinstance(end, GONE):
            raise end
