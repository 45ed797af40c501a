"""The Bot API over HTTP: reads a call in any of Telegram's encodings, performs it, words the answer."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from emulator.calls import Call, Upload
from emulator.faults import HOLD_SECONDS, SLOW_SECONDS, Fault
from emulator.methods import METHODS
from emulator.methods.unemulated import refuse
from emulator.parameters import Params, from_json
from emulator.refusals import Refusal, bad_request, blocked, too_many
from emulator.world import World

BODY_LIMIT = 64 * 1024 * 1024
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Api:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>` for one world."""

    def __init__(self, world: World) -> None:
        self.world = world

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
            params, files = await _read(request)
        except web.HTTPRequestEntityTooLarge:
            return _failed(Refusal(413, "Request Entity Too Large"))
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

    async def download(self, request: web.Request) -> web.Response:
        """The bytes of a file that `getFile` named."""
        file = self.world.files.by_path.get(request.match_info["path"])
        if request.match_info["token"] not in self.world.bots:
            return _failed(Refusal(401, "Unauthorized"))
        if file is None:
            return _failed(Refusal(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _perform(self, call: Call) -> web.Response:
        method = METHODS.get(call.method.lower(), refuse)
        try:
            result = method(self.world, call)
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


async def _read(request: web.Request) -> tuple[Params, dict[str, Upload]]:
    """Parameters from query and body; files from multipart."""
    params: Params = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return params, {}
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request, params)
    body = await request.read()
    if kind == "application/json":
        given = from_json(body or b"{}", "the request body")
        if not isinstance(given, dict):
            raise bad_request("expected a JSON object")
        return params | given, {}
    try:
        params.update(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except ValueError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return params, {}


async def _read_multipart(request: web.Request, params: Params) -> tuple[Params, dict[str, Upload]]:
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            params[name] = value
    return params, files


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
