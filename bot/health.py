"""The health page: whether the loop turns, whether people are served, and numbers; there from the first moment on.

A start may take longer than a watchdog waits: it is alive all the while, and ready when people are served (row 72).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot import metrics, readiness
from bot.application import Application
from bot.listening import listening
from bot.readiness import Finding
from bot.refusals import Refused
from bot.settings import Settings, address
from bot.tallies import REGISTRY

log = structlog.get_logger()

HOLDS = 1.0
"""Seconds for which a look at readiness holds: nobody wears out the disk by asking."""


class Health:
    """What is asked from outside; `application` is set as soon as there is one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.application: Application | None = None
        self._turn = asyncio.Lock()
        self._looked_at = float("-inf")
        self._found: list[Finding] = []

    def page(self) -> web.Application:
        page = web.Application()
        page.router.add_get("/livez", self.livez)
        page.router.add_get("/readyz", self.readyz)
        page.router.add_get("/metrics", self.metrics)
        return page

    async def livez(self, _request: web.Request) -> web.Response:
        """200 from the loop itself: a loop that does not turn answers nothing."""
        return web.json_response({"alive": True})

    async def readyz(self, _request: web.Request) -> web.Response:
        """200, or 503 when one of the named things is not well."""
        async with self._turn:
            if monotonic() - self._looked_at > HOLDS:
                self._found = await self._look()
                self._looked_at = monotonic()
        ready = all(finding.well for finding in self._found)
        told = {finding.name: {"well": finding.well, "detail": finding.detail} for finding in self._found}
        return web.json_response({"ready": ready, "checks": told}, status=200 if ready else 503)

    async def _look(self) -> list[Finding]:
        if self.application is None:
            return [Finding("service", False, "opening the database")]
        return await readiness.look(self.application, self.settings)

    async def metrics(self, _request: web.Request) -> web.Response:
        """Numbers in Prometheus' text format."""
        application = self.application
        body = await metrics.numbers(application, self.settings) if application else generate_latest(REGISTRY)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[Health]:
    """The page, while the block works. An address that was chosen and is taken raises `Refused`; without the usual one
    the bot goes on, for several may live on one machine.
    """
    health, where = Health(settings), address(settings.health_listen)
    async with AsyncExitStack() as stack:
        if where:
            try:
                await stack.enter_async_context(listening(health.page(), where, "HEALTH_LISTEN"))
            except Refused as refused:
                if "health_listen" in settings.model_fields_set:
                    raise
                log.warning("no health page", reason=str(refused))
        yield health
