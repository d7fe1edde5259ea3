"""A server that runs refuses all that is not its page: paths in all spellings, hosts, origins, no token."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from benchmarks.browsing import Desk, previewed
from tests.preview.desk import written

pytestmark = pytest.mark.slow

SCENE = """
import manim as mn

class Square(mn.Scene):
    def construct(self):
        self.play(mn.Create(mn.Square()), run_time=1)
"""
UP = (
    *("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%252f", "%252e%252e%252f", "....//", "..;/", "..%00/"),
    *("..\\", "..%5c", "%2e%2e%5c", "..%c0%af", "%c0%ae%c0%ae/", "..%ef%bc%8f", "./../", ".%2e/", "%2e./"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    scenes = written(folder, SCENE)
    (folder / "secret.txt").write_text("a secret", "utf-8")
    with previewed(str(scenes / "small.py"), scenes=scenes, media=folder / "media") as served:
        yield served


def asked(desk: Desk, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    """Ask for a path as it is spelled."""
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_the_page_is_there(desk: Desk) -> None:
    status, body = asked(desk, f"/{desk.token}/")
    assert status == 200
    assert b"<!doctype html>" in body


@pytest.mark.parametrize("up", UP)
@pytest.mark.parametrize("target", ["secret.txt", "app.py", "etc/passwd", "cache/preview-token"])
def test_no_other_file_is_served(desk: Desk, up: str, target: str) -> None:
    port, token = desk.port, desk.token
    for depth in (1, 3, 8):
        for path in (
            f"/{token}/{up * depth}{target}",
            f"/{up * depth}{target}",
            f"/{token}/page/{up}{target}",
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
                wire.sendall(
                    f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
                )
                answer = b"".join(iter(lambda: wire.recv(1 << 16), b""))
            assert answer.split(b" ", 2)[1] in (b"400", b"403", b"404"), path
            assert b"secret" not in answer.lower().split(b"\r\n\r\n", 1)[1]
            assert b"root:" not in answer


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/page.js", "/wrong-token/", "/wrong-token/page.js", "//"]
)
def test_nothing_is_served_without_the_token(desk: Desk, path: str) -> None:
    assert asked(desk, path)[0] in (403, 404)


@pytest.mark.parametrize(
    "host",
    ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org", "", "169.254.169.254", "[::1]"],
)
def test_no_other_host_is_answered(desk: Desk, host: str) -> None:
    assert asked(desk, f"/{desk.token}/", Host=host)[0] in (400, 403, 404, 421)


@pytest.mark.parametrize(
    "origin", ["http://example.org", "null", "https://127.0.0.1", "http://127.0.0.1:1", "file://"]
)
def test_no_page_of_another_origin_is_heard(desk: Desk, origin: str) -> None:
    port, token = desk.port, desk.token
    assert asked(desk, f"/{token}/", Origin=origin)[0] in (403, 404)
    with pytest.raises(InvalidStatus), connect(f"ws://127.0.0.1:{port}/{token}/wire", origin=Origin(origin)):
        pass


@pytest.mark.parametrize("path", ["wire", "/wire", "wrong/wire"])
def test_nobody_is_heard_without_the_token(desk: Desk, path: str) -> None:
    with pytest.raises((InvalidStatus, ConnectionClosed)), connect(f"ws://127.0.0.1:{desk.port}/{path}"):
        pass


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"])
def test_nothing_can_be_sent_but_by_the_wire(desk: Desk, method: str) -> None:
    assert asked(desk, f"/{desk.token}/", method)[0] in (400, 403, 404, 405)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "choose", "file": "/etc/passwd", "scene": "Square"},
        {"kind": "choose", "file": "../secret.txt", "scene": "Square"},
        {"kind": "render", "quality": "l; touch taken"},
        {"kind": "render", "quality": "$(touch taken)"},
        {"kind": "set", "settings": {"f": "__import__('os').system('touch taken')"}},
        {"kind": "set", "size": "480p15; touch taken", "theme": "../../secret"},
        {"kind": "check", "settings": {"--media_dir": "/", "f": "open('taken', 'w')"}},
    ],
)
def test_what_a_page_says_is_data(desk: Desk, said: dict[str, object]) -> None:
    port, token = desk.port, desk.token
    with connect(f"ws://127.0.0.1:{port}/{token}/wire", origin=Origin(f"http://127.0.0.1:{port}")) as page:
        page.send(json.dumps(said))
        page.send(json.dumps({"kind": "set", "settings": {}}))
        for _ in range(5):
            page.recv(timeout=10)
    folder = desk.scenes.parent
    assert not [each for where in (folder, desk.scenes, Path.cwd()) for each in where.glob("taken*")]
    assert desk.server.poll() is None
