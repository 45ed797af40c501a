"""A call to Telegram ends in one outcome, whatever lies between; what never went is known never to have gone."""

import asyncio
import socket
from collections.abc import Iterator

import pytest

from bot import telegram as module
from bot.telegram import Telegram


async def outcome(base: str, proxy: str | None = None) -> str:
    telegram = Telegram(base, "1:token", proxy)
    await telegram.open()
    try:
        return (await telegram.call("getMe", {})).kind
    finally:
        await telegram.close()


@pytest.fixture
def black_hole() -> Iterator[int]:
    """The port of a server that never lets anybody through: its queue is full."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(server.getsockname())
        yield server.getsockname()[1]
        for each in waiting:
            each.close()


def closed_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


async def test_a_closed_port_got_nothing() -> None:
    assert await outcome(f"http://127.0.0.1:{closed_port()}") == "away"


async def test_a_blocked_network_got_nothing(black_hole: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_TIMEOUT", 0.2)
    assert await outcome(f"http://127.0.0.1:{black_hole}") == "away"


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_proxy_that_is_down_got_nothing(kind: str) -> None:
    assert await outcome("http://127.0.0.1:9", f"{kind}://127.0.0.1:{closed_port()}") == "away"


async def test_a_proxy_that_refuses_got_nothing() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        assert await outcome("http://127.0.0.1:9", f"http://127.0.0.1:{port}") == "away"


async def test_a_proxy_that_never_answers_got_nothing(black_hole: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_TIMEOUT", 0.2)
    assert await outcome("http://127.0.0.1:9", f"socks5://127.0.0.1:{black_hole}") == "away"


async def test_an_answer_that_is_cut_may_have_been_done() -> None:
    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(cut, "127.0.0.1") as server:
        assert await outcome(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}") == "uncertain"
