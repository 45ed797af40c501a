"""The control API: what a test or the page may see and do in the emulated world."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web

from emulator.clock import next_month, next_morning
from emulator.faults import ON_UPDATES, Fault
from emulator.updates import Updates
from emulator.world import Missing, World

Field = TypeVar("Field")
ZONE = "Europe/Moscow"
PDF = "application/pdf"
"""Browsers show no PDF inside a sandbox; their viewer runs none of the file's scripts outside its own."""
IDLE_SECONDS = 15.0
"""A comment goes to silent readers of the events so often, so that nobody between takes the line for dead."""
FAULT_FIELDS: dict[str, Callable[[Any], Any]] = {"method": str, "chat_id": int, "retry_after": int, "seconds": float}
STRANGE_UPDATES = {
    "malformed_update": ("message", {"message_id": "not a number", "date": None, "chat": []}),
    "unknown_update": ("telepathy", {"id": 1, "thought": "?"}),
}


class Control:
    """Everything under `/emulator/` that is not about one person."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """The addresses of docs/emulator.md."""
        return [
            web.post("/bots", self.add_bot),
            web.get("/bots", self.bots),
            web.get("/calls", self.calls),
            web.get("/violations", self.violations),
            web.get("/clock", self.clock),
            web.post("/clock", self.move_clock),
            web.post("/faults", self.plan_fault),
            web.delete("/faults", self.forget_faults),
            web.get("/files/{file_id}", self.file),
            web.get("/events", self.events),
        ]

    async def add_bot(self, request: web.Request) -> web.Response:
        """POST /emulator/bots."""
        given = await body(request)
        bot = self.world.add_bot(needed(given, "username", str), needed(given, "name", str), given.get("token"))
        return answer(bot.as_json())

    async def bots(self, _request: web.Request) -> web.Response:
        """GET /emulator/bots."""
        return answer([bot.as_json() for bot in self.world.bots.values()])

    async def calls(self, request: web.Request) -> web.Response:
        """GET /emulator/calls."""
        since = int(request.query.get("since", "0"))
        found = self.world.calls.since(since, request.query.get("method"))
        return answer([call.as_json() for call in found])

    async def violations(self, _request: web.Request) -> web.Response:
        """GET /emulator/violations."""
        return answer([call.as_json() for call in self.world.calls.violations()])

    async def clock(self, _request: web.Request) -> web.Response:
        """GET /emulator/clock."""
        clock = self.world.clock
        return answer({"now": clock.now().isoformat(), "offset_seconds": clock.offset_seconds})

    async def move_clock(self, request: web.Request) -> web.Response:
        """POST /emulator/clock; answers when all listeners have worked."""
        given = await body(request)
        await self.world.clock.advance(_jump(given, self.world.clock.now()))
        return await self.clock(request)

    async def plan_fault(self, request: web.Request) -> web.Response:
        """POST /emulator/faults."""
        given = await body(request)
        kind, count = needed(given, "kind", str), int(given.get("count", 1))
        if kind in ON_UPDATES:
            _disturb(self.world.bot(given.get("bot")).updates, kind, count)
        else:
            fields = {name: read(given[name]) for name, read in FAULT_FIELDS.items() if given.get(name) is not None}
            if "for_seconds" in given:
                fields["until"] = self.world.clock.now() + timedelta(seconds=float(given["for_seconds"]))
            self.world.faults.plan(Fault(kind, count=count, **fields))
        return answer({"planned": len(self.world.faults.planned)})

    async def forget_faults(self, _request: web.Request) -> web.Response:
        """DELETE /emulator/faults."""
        self.world.faults.clear()
        for bot in self.world.bots.values():
            bot.updates.repeat = bot.updates.decorate = 0
        return answer({"planned": 0})

    async def file(self, request: web.Request) -> web.Response:
        """GET /emulator/files/{file_id}."""
        file = self.world.files.by_id.get(request.match_info["file_id"])
        if file is None:
            raise Missing("there is no such file")
        shown = web.Response(body=file.content, content_type=file.mime_type)
        shown.headers["X-Content-Type-Options"] = "nosniff"
        if file.mime_type != PDF:
            shown.headers["Content-Security-Policy"] = "sandbox"
        shown.headers["Content-Disposition"] = f"inline; {_file_name(file.name)}"
        return shown

    async def events(self, request: web.Request) -> web.StreamResponse:
        """GET /emulator/events: server-sent events."""
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        stream = web.StreamResponse(headers=headers)
        await stream.prepare(request)
        await stream.write(b": here\n\n")
        async for event in self.world.events.read(IDLE_SECONDS):
            line = f"data: {json.dumps(event, ensure_ascii=False)}\n\n" if event is not None else ": still here\n\n"
            await stream.write(line.encode())
        return stream


@web.middleware
async def explain(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn what is wrong with a control request into `{"error": …}`: 404 for what is not there, else 400.

    Pages of other sites, which a browser lets post here too, are turned away.
    """
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return answer({"error": "this page is not the emulator's"}, 403)
    try:
        return await handler(request)
    except Missing as missing:
        return answer({"error": str(missing)}, 404)
    except web.HTTPNotFound:
        return answer({"error": f"there is nothing at {request.path}"}, 404)
    except (ValueError, TypeError) as wrong:
        return answer({"error": str(wrong)}, 400)


async def body(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request; empty when there is no body."""
    if not request.can_read_body:
        return {}
    given = json.loads(await request.read())
    json.dumps(given, ensure_ascii=False).encode()  # half a surrogate pair is no text
    if not isinstance(given, dict):
        raise ValueError("the body must be a JSON object")
    return given


def needed(given: dict[str, Any], name: str, kind: type[Field]) -> Field:
    """A field that must be there. ValueError when it is not."""
    value = given.get(name)
    if not isinstance(value, kind):
        raise ValueError(f"{name} is needed and must be {kind.__name__}")
    return value


def answer(result: Any, status: int = 200) -> web.Response:
    """JSON."""
    return web.json_response(result, status=status)


def _jump(given: dict[str, Any], now: datetime) -> timedelta:
    zone = ZoneInfo(given.get("zone", ZONE))
    if "advance_seconds" in given:
        return timedelta(seconds=float(given["advance_seconds"]))
    if "to" in given:
        moment = datetime.fromisoformat(given["to"])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    steps = {"day": next_morning, "month": next_month}
    if given.get("step") not in steps:
        raise ValueError("say advance_seconds, to, or step: day or month")
    return steps[given["step"]](now, zone) - now


def _disturb(updates: Updates, kind: str, count: int) -> None:
    """Let the next updates come in a way that a bot must bear."""
    match kind:
        case "duplicate_update":
            updates.repeat += count
        case "unknown_fields":
            updates.decorate += count
        case "restarted_ids":
            updates.restart_ids()
        case _:
            name, content = STRANGE_UPDATES[kind]
            for _ in range(count):
                updates.add(name, kind, content)


def _file_name(name: str) -> str:
    return f"filename*=UTF-8''{quote(name)}"
