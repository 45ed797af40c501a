"""The Bot API as we call it: one request, one outcome, never an exception; the token stays out of every message."""

import json
from dataclasses import dataclass
from time import monotonic
from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError

from bot.outcomes import Outcome, classify
from bot.tallies import CALLS

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SEND_TIMEOUT = 35
"""Seconds for one call, as proven senders do (reliability § 3)."""
CONNECT_TIMEOUT = 15
"""Seconds to get through to the server: names, proxy, TLS. Whoever is blocked learns for certain that nothing went."""
NEVER_THERE = (
    aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, ProxyConnectionError, ProxyError, ProxyTimeoutError,
)  # fmt: skip
"""What is raised before a request is written."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to upload: the name that the reader sees, its bytes and type."""

    name: str
    content: bytes
    mime_type: str


class Telegram:
    """A bot's connection to a Bot API server."""

    def __init__(self, base: str, token: str, proxy: str | None = None) -> None:
        self._prefix, self._files = f"{base}/bot{token}/", f"{base}/file/bot{token}/"
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None
        self.heard_at: float | None = None
        """When a call went well last, in seconds of `time.monotonic`."""

    async def open(self) -> None:
        """Opens the connections; needs a running loop."""
        connector = ProxyConnector.from_url(self._proxy, limit=0) if self._proxy else aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=SEND_TIMEOUT))

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def call(
        self,
        method: str,
        params: dict[str, Any] | str,
        files: dict[str, File] | None = None,
        timeout: float = SEND_TIMEOUT,
    ) -> Outcome:
        """Calls a method; `params` may be JSON text already; `files` go as `attach://` parts.

        A failure before the request was written is `away`; after that the message may have been delivered:
        `uncertain`.
        """
        outcome = await self._call(method, params, files, timeout)
        CALLS.labels("limited" if outcome.retry_after else outcome.kind).inc()
        if outcome.kind == "sent":
            self.heard_at = monotonic()
        return outcome

    async def _call(
        self, method: str, params: dict[str, Any] | str, files: dict[str, File] | None, timeout: float
    ) -> Outcome:
        assert self._session, "open() first"
        body: Any
        if files:
            body = aiohttp.FormData(quote_fields=False)  # Telegram shows a quoted file name as it is
            for name, value in (json.loads(params) if isinstance(params, str) else params).items():
                body.add_field(name, value if isinstance(value, str) else json.dumps(value))
            for name, file in files.items():
                body.add_field(name, file.content, filename=file.name, content_type=file.mime_type)
            headers = {}
        else:
            body = params if isinstance(params, str) else encode(params)
            headers = {"Content-Type": "application/json"}
        limits = aiohttp.ClientTimeout(total=timeout, connect=CONNECT_TIMEOUT)
        try:
            async with self._session.post(
                self._prefix + method, data=body, headers=headers, timeout=limits
            ) as response:
                return classify(response.status, await response.read())
        except NEVER_THERE as error:
            return Outcome("away", description=type(error).__name__)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            return Outcome("uncertain", description=type(error).__name__)

    async def download(self, path: str, limit: int) -> bytes | None:
        """A file by the path that getFile told, as far as `limit` bytes; None when it cannot be had."""
        assert self._session, "open() first"
        try:
            async with self._session.get(self._files + path) as response:
                if response.status != 200:
                    return None
                content = bytearray()
                while len(content) < limit and (chunk := await response.content.read(limit - len(content))):
                    content += chunk
                return bytes(content)
        except (TimeoutError, aiohttp.ClientError, OSError):
            return None
