"""The control API: what a test or the page may see and do in the emulated world."""

import json
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web

from emulator.clock import next_month, next_morning
from emulator.control_fields import Fields, answer, body, maybe, needed, whole
from emulator.faults import ON_UPDATES, Fault
from emulator.updates import Updates
from emulator.world import Missing, World

ZONE = "Europe/Moscow"
PDF = "application/pdf"
"""Browsers show no PDF inside a sandbox; their viewer runs none of the file's scripts outside its own."""
IDLE_SECONDS = 15.0
"""A comment goes to silent readers of the events so often, so that nobody between takes the line for dead."""
MOST_FAULTS = 100_000
LONGEST_FAULT = 24 * 3600.0
"""Seconds that a slow or lost call may take."""
LONGEST_LASTING = 366 * LONGEST_FAULT
Amount = TypeVar("Amount", int, float)
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
        bot = self.world.add_bot(needed(given, "username", str), needed(given, "name", str), maybe(given, "token", str))
        return answer(bot.as_json())

    async def bots(self, _request: web.Request) -> web.Response:
        """GET /emulator/bots."""
        return answer([bot.as_json() for bot in self.world.bots.values()])

    async def calls(self, request: web.Request) -> web.Response:
        """GET /emulator/calls."""
        found = self.world.calls.since(whole(request.query, "since"), request.query.get("method"))
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
        kind, count = needed(given, "kind", str), _amount(maybe(given, "count", int), "count", 1, 1, MOST_FAULTS)
        if kind in ON_UPDATES:
            _disturb(self.world.bot(maybe(given, "bot", str)).updates, kind, count)
        else:
            self.world.faults.plan(_fault(kind, count, given, self.world.clock.now()))
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


def _jump(given: Fields, now: datetime) -> timedelta:
    zone = _zone(maybe(given, "zone", str) or ZONE)
    seconds, to, step = maybe(given, "advance_seconds", float), maybe(given, "to", str), maybe(given, "step", str)
    if seconds is not None:
        return timedelta(seconds=max(-1.0, min(seconds, 1e11)))
    if to is not None:
        return _moment(to) - now
    steps = {"day": next_morning, "month": next_month}
    if step not in steps:
        raise ValueError("say advance_seconds, to, or step: day or month")
    return steps[step](now, zone) - now


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no moment like 2026-11-20T10:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError, ImportError):
        raise ValueError(f"there is no time zone {name!r}") from None


def _fault(kind: str, count: int, given: Fields, now: datetime) -> Fault:
    fault = Fault(kind, maybe(given, "method", str), maybe(given, "chat_id", int), count)
    fault.retry_after = _amount(maybe(given, "retry_after", int), "retry_after", 1, 1, int(LONGEST_FAULT))
    seconds, lasting = maybe(given, "seconds", float), maybe(given, "for_seconds", float)
    if seconds is not None:
        fault.seconds = _amount(seconds, "seconds", 0, 0, LONGEST_FAULT)
    if lasting is not None:
        fault.until = now + timedelta(seconds=_amount(lasting, "for_seconds", 0, 0, LONGEST_LASTING))
    return fault


def _amount(value: Amount | None, name: str, usual: Amount, least: Amount, most: Amount) -> Amount:
    if value is None:
        return usual
    if not least <= value <= most:
        raise ValueError(f"{name} must be between {least} and {most:.0f}")
    return value


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
