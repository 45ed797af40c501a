"""The Bot API over HTTP: takes a call, performs it, words the answer."""

import asyncio
import json
from typing import Any

from aiohttp import web

from emulator import methods, reading
from emulator.calls import Call, Upload
from emulator.faults import HOLD_SECONDS, SLOW_SECONDS, Fault
from emulator.parameters import Params
from emulator.refusals import Refusal, blocked, too_many
from emulator.world import Bot, World

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Api:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>` for one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.on_reply = self.reply

    def routes(self) -> list[web.RouteDef]:
        """The two addresses."""
        method = "/bot{token:[^/]+}/{method:[^/]+}"
        return [
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.download),
            web.route("*", method, self.call),
        ]

    async def call(self, request: web.Request) -> web.Response:
        """One call of one method."""
        token = request.match_info["token"]
        bot = self.world.bots.get(token)
        if bot is None:
            shaped = token.partition(":")[0].isdigit() and ":" in token
            return _failed(Refusal(401, "Unauthorized") if shaped else Refusal(404, "Not Found"))
        try:
            params, files = await reading.request(request)
        except Refusal as refusal:
            return _failed(refusal)
        call = Call(bot, request.match_info["method"], params, files, self.world.clock.now())
        self.world.calls.begin(call)
        try:
            faults = self.world.faults
            fault = faults.take(call.method, params, call.at) if faults.planned else None
            return await self._perform(call) if fault is None else await self._fail(request, call, fault)
        finally:
            self.world.calls.end(call)

    async def reply(self, bot: Bot, method: str, params: Params, files: dict[str, Upload]) -> None:
        """Perform a call that came in the answer to a webhook; nobody hears how it ended."""
        call = Call(bot, method, params, files, self.world.clock.now())
        self.world.calls.begin(call)
        try:
            await self._perform(call)
        finally:
            self.world.calls.end(call)

    async def download(self, request: web.Request) -> web.Response:
        """The bytes of a file that `getFile` named."""
        file = self.world.files.by_path.get(request.match_info["path"])
        if request.match_info["token"] not in self.world.bots:
            return _failed(Refusal(401, "Unauthorized"))
        if file is None:
            return _failed(Refusal(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _perform(self, call: Call) -> web.Response:
        try:
            result = methods.named(call.method)(self.world, call)
            if asyncio.iscoroutine(result):
                result = await result
        except Refusal as refusal:
            return _failed(refusal, call)
        return _answer(200, '{"ok":true,"result":' + encode(result) + "}")

    async def _fail(self, request: web.Request, call: Call, fault: Fault) -> web.Response:
        call.fault = fault.kind
        match fault.kind:
            case "429":
                return _failed(too_many(fault.retry_after, violation=False), call)
            case "403":
                return _failed(blocked(), call)
            case "401":
                return _failed(Refusal(401, "Unauthorized", violation=False), call)
            case "500":
                return _failed(Refusal(500, "Internal Server Error", violation=False), call)
            case "502_html":
                call.status = 502
                return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
            case "slow":
                await asyncio.sleep(SLOW_SECONDS if fault.seconds is None else fault.seconds)
                return await self._perform(call)
            case "undecodable_200":
                await self._perform(call)
                return _answer(200, '{"ok":true,"result":{"message_id":')
            case "timeout_after":
                await self._perform(call)
        return await _hang_up(request, call, fault)


async def _hang_up(request: web.Request, call: Call, fault: Fault) -> web.Response:
    """Say nothing for a while, then break the connection: the caller cannot know whether the call was done."""
    call.status = 0
    await asyncio.sleep(HOLD_SECONDS if fault.seconds is None else fault.seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _failed(refusal: Refusal, call: Call | None = None) -> web.Response:
    if call is not None:
        call.status = call.error_code = refusal.code
        call.description = refusal.description
        if refusal.violation and not call.violations:
            call.violations.append(refusal.description)
    return _answer(refusal.code, encode(refusal.body()))


def _answer(status: int, text: str) -> web.Response:
    headers: dict[str, Any] = {"Content-Type": "application/json"}
    return web.Response(status=status, body=text.encode(), headers=headers)
