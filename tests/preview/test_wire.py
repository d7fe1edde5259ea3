"""What is said comes as it was said."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

from calcanim.preview.wire import Line, Message, receive


def test_a_message_goes_both_ways(tmp_path: Path) -> None:
    body = bytes(range(256)) * 5000

    async def talk() -> tuple[Message | None, Message | None, Message | None]:
        heard: asyncio.Queue[Message | None] = asyncio.Queue()

        async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await heard.put(await receive(reader))
            writer.write(Message("order", {"f": "x²"}).packed())
            await writer.drain()
            await heard.put(await receive(reader))
            writer.close()

        server = await asyncio.start_unix_server(listen, tmp_path / "wire")
        answer = await asyncio.to_thread(_say, tmp_path / "wire", body)
        first, last = await heard.get(), await heard.get()
        server.close()
        return first, answer, last

    first, answer, last = asyncio.run(talk())
    assert first == Message("frame", {"at": 3}, body)
    assert answer == Message("order", {"f": "x²"})
    assert last is None


def _say(address: Path, body: bytes) -> Message | None:
    line = Line(address)
    line.send("frame", body, at=3)
    answer = line.receive()
    line.close()
    return answer


def test_a_line_that_is_cut_within_a_message_is_no_message(tmp_path: Path) -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "wire"))
    listener.listen()
    line = Line(tmp_path / "wire")
    other, _ = listener.accept()
    other.sendall(Message("order", {"name": "a"}).packed()[:-3])
    other.close()
    assert line.receive() is None
    line.close()
    listener.close()
