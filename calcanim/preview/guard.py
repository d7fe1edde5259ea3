"""Who may ask: this user's browser, from the page itself, with the word that is in the page's address."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

HEADERS = (
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
POLICY = "default-src 'self'; img-src 'self' blob:; connect-src 'self' {wires}; frame-ancestors 'none'"
"""What the page may load: its own files, frames, and its wire, which some browsers want named."""


class Guard:
    """Refuses whatever does not come from the page: another host's name, another origin, no token.

    A page elsewhere may send a browser here under a name of its own, so the name in Host is looked at; it may
    open a websocket here, so Origin is; another user of this machine may ask, so there is a token.
    """

    def __init__(self, app: App, *, port: int, token: str) -> None:
        self.app, self.token = app, token
        hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost")]
        self.hosts = {host.encode() for host in hosts}
        policy = POLICY.format(wires=" ".join(f"ws://{host}" for host in hosts))
        self.headers = ((b"content-security-policy", policy.encode()), *HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what may be asked."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if not self._may_ask(scope):
            await _refuse(scope, send)
            return

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self.headers]
            await send(message)

        await self.app(scope, receive, guarded)

    def _may_ask(self, scope: Scope) -> bool:
        named = [value for name, value in scope["headers"] if name == b"host"]
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        if len(named) != 1 or named[0] not in self.hosts:
            return False
        is_socket = scope["type"] == "websocket"
        if any(origin != b"http://" + named[0] for origin in origins) or (is_socket and not origins):
            return False
        first = scope["path"].split("/")[1] if scope["path"].startswith("/") else ""
        return hmac.compare_digest(first.encode(), self.token.encode())


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send({"type": "http.response.start", "status": 403, "headers": list(HEADERS)})
    await send({"type": "http.response.body", "body": b"This page is its author's own.\n"})
