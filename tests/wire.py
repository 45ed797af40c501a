"""The wire between the bot and its PostgreSQL: a TCP proxy that can be cut, held still, and cut at a commit."""

import asyncio
from pathlib import Path
from typing import Literal, Self

from sqlalchemy.engine import make_url

COMMIT = b"COMMIT"
BLOCK = 65536
WISH_FOR_TLS = 8
"""Bytes of the first message of a client that would like to speak in secret."""


class Wire:
    """`async with Wire(url) as wire`: `wire.url` leads through it to the server of `url`.

    `cut_at` is how the next commits end: `before` the server has seen it, or `after`, when only its word is lost.
    """

    def __init__(self, database_url: str) -> None:
        self._there = make_url(database_url)
        self._open = asyncio.Event()
        self._open.set()
        self._links: set[asyncio.Task[None]] = set()
        self._broken = False
        self._refusal = b""
        self._cut: tuple[Literal["before", "after"], int] | None = None
        self.cuts = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._link, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        here = self._there.set(host="127.0.0.1", port=port, query={})
        self.url = here.render_as_string(hide_password=False)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.cut()
        await asyncio.gather(*self._links, return_exceptions=True)

    def cut(self) -> None:
        """Every connection is gone at once."""
        for link in self._links:
            link.cancel()

    def break_down(self) -> None:
        """Cut, and nobody gets through until `mend`."""
        self._broken = True
        self.cut()

    def refuse(self, code: str, words: str) -> None:
        """Cut, and whoever comes is sent away by the server itself, politely, until `mend`."""
        fields = b"".join(
            kind + text.encode() + b"\0"
            for kind, text in ((b"S", "FATAL"), (b"V", "FATAL"), (b"C", code), (b"M", words))
        )
        self._refusal = b"E" + (len(fields) + 5).to_bytes(4, "big") + fields + b"\0"
        self.cut()

    def mend(self) -> None:
        self._broken, self._refusal = False, b""

    def hold(self) -> None:
        """Nothing passes in either direction until `release`; nobody is told."""
        self._open.clear()

    def release(self) -> None:
        self._open.set()

    def cut_at_commit(self, when: Literal["before", "after"], number: int) -> None:
        """Cuts the connection on which the n-th commit from now is made."""
        self._cut = (when, number)

    async def _link(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = asyncio.current_task()
        assert link
        self._links.add(link)
        writers = [writer]
        try:
            if self._refusal:
                await self._send_away(reader, writer)
            elif not self._broken:
                there = Path(str(self._there.query["host"]), ".s.PGSQL.5432")
                far_reader, far_writer = await asyncio.open_unix_connection(there)
                writers.append(far_writer)
                last = asyncio.Event()
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._to_server(reader, far_writer, last))
                    group.create_task(self._to_client(far_reader, writer, last))
        except (asyncio.CancelledError, ExceptionGroup):
            pass  # cut: both ends see it
        finally:
            self._links.discard(link)
            for each in writers:
                each.transport.abort()

    async def _send_away(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(await reader.read(BLOCK)) == WISH_FOR_TLS:
            writer.write(b"N")
            await reader.read(BLOCK)
        writer.write(self._refusal)
        await writer.drain()
        await reader.read(BLOCK)

    async def _to_server(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, last: asyncio.Event) -> None:
        while data := await reader.read(BLOCK):
            await self._open.wait()
            how = self._fate(data)
            if how == "before":
                break
            if how == "after":
                last.set()
            writer.write(data)
            await writer.drain()
        raise ConnectionAbortedError

    async def _to_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, last: asyncio.Event) -> None:
        while (data := await reader.read(BLOCK)) and not last.is_set():
            await self._open.wait()
            writer.write(data)
            await writer.drain()
        raise ConnectionAbortedError

    def _fate(self, data: bytes) -> str | None:
        if COMMIT not in data or self._cut is None:
            return None
        when, number = self._cut
        self._cut = (when, number - 1) if number > 1 else None
        self.cuts += number == 1
        return when if number == 1 else None
