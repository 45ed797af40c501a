"""The emulator as a running HTTP server: the Bot API, the control API and the page with the phones."""

import asyncio
import json
import mimetypes
from contextlib import AsyncExitStack
from datetime import datetime
from importlib.resources import files
from typing import Self

from aiohttp import web

from emulator.api import Api
from emulator.clock import Clock
from emulator.control import Control
from emulator.control_fields import explain
from emulator.control_groups import GroupsControl
from emulator.control_people import PeopleControl
from emulator.methods.unemulated import known
from emulator.reading import BODY_LIMIT
from emulator.world import World

LONGEST_HEAD = 1 << 18
"""As much address as Telegram's server takes: a whole text fits into the query of a GET."""
USERNAME, NAME = "mentor_demo_bot", "Mentor bot"


class Emulator:
    """A world and its server on `host:port` (0: any free port); `limits=False` leaves out Telegram's rate limits.

    `start` freezes the clock at that moment, so that it moves only by `clock.advance`.
    """

    def __init__(
        self, port: int = 0, host: str = "127.0.0.1", limits: bool = True, start: datetime | None = None
    ) -> None:
        self.clock = Clock(start)
        self.world = World(self.clock, limits)
        self._host, self._port = host, port
        self._stack = AsyncExitStack()
        self.url = ""

    async def start(self) -> None:
        """Listen. OSError when the port is taken."""
        async with AsyncExitStack() as stack:
            self.world.tasks = await stack.enter_async_context(asyncio.TaskGroup())
            stack.callback(self._stop_webhooks)
            runner = web.AppRunner(
                self._application(),
                access_log=None,
                handler_cancellation=True,
                shutdown_timeout=1,
                max_line_size=LONGEST_HEAD,
            )
            stack.push_async_callback(runner.cleanup)
            await runner.setup()
            await web.TCPSite(runner, self._host, self._port).start()
            stack.callback(self.clock.listen(self._tell_time))
            self._stack = stack.pop_all()
        self.url = f"http://{self._host}:{runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End all polls, streams and deliveries, and free the port."""
        await self._stack.aclose()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def _application(self) -> web.Application:
        control = web.Application(client_max_size=BODY_LIMIT, middlewares=[explain])
        control.add_routes(PeopleControl(self.world).routes())
        control.add_routes(GroupsControl(self.world).routes())
        control.add_routes(Control(self.world).routes())
        application = web.Application(client_max_size=BODY_LIMIT)
        application.add_routes(Api(self.world).routes())
        application.add_subapp("/emulator", control)
        application.add_routes([web.get("/", page), web.get("/page/{file}", page)])
        application.on_shutdown.append(self._release)
        return application

    async def _release(self, _application: web.Application) -> None:
        self.world.events.close()
        for bot in self.world.bots.values():
            bot.updates.release()

    def _stop_webhooks(self) -> None:
        for bot in self.world.bots.values():
            if bot.webhook is not None:
                bot.webhook.stop()

    async def _tell_time(self, now: datetime) -> None:
        self.world.events.publish("clock", now=now.isoformat())


async def page(request: web.Request) -> web.Response:
    """A file of the page."""
    name = request.match_info.get("file", "index.html")
    for file in files("emulator").joinpath("page").iterdir():
        if file.name == name and file.is_file():
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            headers = {"Cache-Control": "no-store"}
            return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8", headers=headers)
    raise web.HTTPNotFound


async def serve(port: int, limits: bool = True, log: bool = True, token: str | None = None) -> None:
    """Run an emulator with one bot until cancelled; prints its address and the bot's token as one line of JSON.

    `log=False` keeps only the calls that broke a rule. ValueError when the token is malformed, OSError when the port is
    taken.
    """
    emulator = Emulator(port, limits=limits)
    emulator.world.calls.keep = log
    bot = emulator.world.add_bot(USERNAME, NAME, token)
    async with emulator:
        print(json.dumps({"url": emulator.url, "token": bot.token}), flush=True)
        await asyncio.to_thread(known)  # takes a second, in which somebody might wait for an answer
        await asyncio.Event().wait()
