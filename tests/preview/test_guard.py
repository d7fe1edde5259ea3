"""Nothing is served but to the page itself."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from calcanim.preview.guard import Guard, Receive, Scope, Send

PORT, TOKEN = 8723, "a-long-word"
HOST = (b"host", b"127.0.0.1:8723")
ORIGIN = (b"origin", b"http://127.0.0.1:8723")


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"the page"})


def answers(
    path: str = f"/{TOKEN}/", *headers: tuple[bytes, bytes], kind: str = "http"
) -> list[MutableMapping[str, Any]]:
    said: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        said.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {}

    guard = Guard(inner, port=PORT, token=TOKEN)
    asyncio.run(guard({"type": kind, "path": path, "headers": list(headers)}, receive, send))
    return said


def test_the_page_is_served() -> None:
    start, body = answers(f"/{TOKEN}/", HOST)
    assert start["status"] == 200
    assert body["body"] == b"the page"
    policy = dict(start["headers"])[b"content-security-policy"]
    assert b"default-src 'self'" in policy
    assert b"unsafe" not in policy


@pytest.mark.parametrize("host", [b"localhost:8723", b"127.0.0.1:8723"])
def test_both_names_of_this_machine_are_its_own(host: bytes) -> None:
    assert answers(f"/{TOKEN}/", (b"host", host))[0]["status"] == 200


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", [HOST]),
        ("", [HOST]),
        ("/another-word/", [HOST]),
        (f"/{TOKEN[:-1]}/", [HOST]),
        (f"/{TOKEN}s/", [HOST]),
        (f"//{TOKEN}/", [HOST]),
        (f"/{TOKEN}/", []),
        (f"/{TOKEN}/", [(b"host", b"evil.example:8723")]),
        (f"/{TOKEN}/", [(b"host", b"127.0.0.1")]),
        (f"/{TOKEN}/", [(b"host", b"127.0.0.1:8724")]),
        (f"/{TOKEN}/", [HOST, (b"host", b"evil.example:8723")]),
        (f"/{TOKEN}/", [HOST, (b"origin", b"http://evil.example")]),
        (f"/{TOKEN}/", [HOST, (b"origin", b"null")]),
        (f"/{TOKEN}/", [HOST, (b"origin", b"http://localhost:8723")]),
        (f"/{TOKEN}/", [HOST, ORIGIN, (b"origin", b"http://evil.example")]),
    ],
)
def test_all_else_is_refused(path: str, headers: list[tuple[bytes, bytes]]) -> None:
    assert answers(path, *headers)[0]["status"] == 403
    assert answers(path, *headers, kind="websocket")[0]["type"] == "websocket.close"


def test_a_websocket_says_where_it_comes_from() -> None:
    wire = f"/{TOKEN}/wire"
    assert answers(wire, HOST, ORIGIN, kind="websocket")[0]["type"] == "websocket.accept"
    assert answers(wire, HOST, kind="websocket")[0]["type"] == "websocket.close"
