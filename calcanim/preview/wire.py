"""How the server and its processes speak: a kind, some fields, and bytes, on a socket of this user's.

On the wire a message is the length of its head and of its body, four bytes each, the head as JSON, the body.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_LENGTHS = struct.Struct(">II")


@dataclass(frozen=True)
class Message:
    """What is said: `fields` are what JSON can hold, `body` is a picture or nothing."""

    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    body: bytes = b""

    def packed(self) -> bytes:
        """Lay it out for the wire."""
        head = json.dumps({**self.fields, "kind": self.kind}, ensure_ascii=False).encode()
        return _LENGTHS.pack(len(head), len(self.body)) + head + self.body


def unpacked(packed: bytes, /) -> Message:
    """Read what `Message.packed` laid out."""
    head, _ = _LENGTHS.unpack_from(packed)
    said, body = packed[_LENGTHS.size : _LENGTHS.size + head], packed[_LENGTHS.size + head :]
    return _message(said, body)


async def receive(reader: asyncio.StreamReader, /) -> Message | None:
    """Wait for the next message; None when the other side has gone."""
    try:
        head, body = _LENGTHS.unpack(await reader.readexactly(_LENGTHS.size))
        return _message(await reader.readexactly(head), await reader.readexactly(body))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None


class Line:
    """The end of the wire in a process that waits for what it is told."""

    def __init__(self, address: Path, /) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(str(address))
        self._turn = threading.Lock()

    def send(self, kind: str, /, body: bytes = b"", **fields: Any) -> None:
        """Say something; a ConnectionError where nobody listens any more."""
        packed = Message(kind, fields, body).packed()
        with self._turn:  # frames come from a thread of their own
            self.socket.sendall(packed)

    def receive(self) -> Message | None:
        """Wait for the next message; None when the other side has gone."""
        lengths = self._exactly(_LENGTHS.size)
        if lengths is None:
            return None
        head, body = _LENGTHS.unpack(lengths)
        said, added = self._exactly(head), self._exactly(body)
        return None if said is None or added is None else _message(said, added)

    def close(self) -> None:
        """Let go of the wire."""
        self.socket.close()

    def _exactly(self, count: int) -> bytes | None:
        parts = bytearray()
        while len(parts) < count:
            part = self.socket.recv(min(count - len(parts), 1 << 20))
            if not part:
                return None
            parts += part
        return bytes(parts)


def _message(head: bytes, body: bytes) -> Message:
    fields = json.loads(head)
    return Message(fields.pop("kind"), fields, body)
