"""HTTP as plainly as it goes: the server's side of keep-alive connections, so that the rig costs little."""

import asyncio
from collections.abc import Callable

Answer = Callable[[bytes], None]
"""Sends a JSON body as the answer to one request; may be called later."""
Handler = Callable[[str, bytes, Answer], None]
"""Given path, body and how to answer."""

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"


class Connection(asyncio.Protocol):
    """One client; requests on it come one after another, each with a Content-Length or without a body."""

    def __init__(self, handle: Handler) -> None:
        self.handle = handle
        self.read = b""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.read += data
        while (end := self.read.find(HEAD_END)) >= 0:
            head = self.read[:end]
            at = head.lower().find(LENGTH)
            size = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            whole = end + len(HEAD_END) + size
            if len(self.read) < whole:
                return
            body, self.read = self.read[end + len(HEAD_END) : whole], self.read[whole:]
            self.handle(head.split(b" ", 2)[1].decode(), body, self.answer)

    def answer(self, body: bytes) -> None:
        """Answers with JSON and status 200."""
        if not self.transport.is_closing():
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
            self.transport.write(head + body)


async def listen(handle: Handler, port: int = 0) -> tuple[asyncio.Server, str]:
    """A server on a free port, and its address."""
    server = await asyncio.get_running_loop().create_server(lambda: Connection(handle), "127.0.0.1", port)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
