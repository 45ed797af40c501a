"""The part of the control API that moves one person's hands and looks at that person's screen."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from aiohttp import web

from emulator import people, screen
from emulator.control import answer, body, needed
from emulator.world import Chat, Missing, Person, World

PERSON_FIELDS = ("last_name", "username", "language_code", "phone", "label")
INLINE_BOT = 5_000_000_001
"""The identifier of the bot in whose inline mode a person made a message."""
Deed = Callable[[World, Chat, dict[str, Any]], dict[str, Any]]


class PeopleControl:
    """Everything under `/emulator/people`."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """The addresses of docs/emulator.md."""
        return [
            web.post("/people", self.add),
            web.get("/people", self.all),
            web.get("/people/{id}/screen", self.screen),
            web.post("/people/{id}/{deed}", self.act),
        ]

    async def add(self, request: web.Request) -> web.Response:
        """POST /emulator/people."""
        given = await body(request)
        fields = {name: given[name] for name in PERSON_FIELDS if given.get(name)}
        return answer(self.world.add_person(needed(given, "first_name", str), **fields).as_json())

    async def all(self, _request: web.Request) -> web.Response:
        """GET /emulator/people."""
        return answer([person.as_json() for person in self.world.people.values()])

    async def screen(self, request: web.Request) -> web.Response:
        """GET /emulator/people/{id}/screen."""
        chat = self._chat(self._person(request), request.query.get("bot"), request.query.get("group"))
        return answer(screen.of(self.world, chat, int(request.query.get("last", "0")) or None))

    async def act(self, request: web.Request) -> web.Response:
        """POST /emulator/people/{id}/{deed}."""
        person, given = self._person(request), await body(request)
        name = request.match_info["deed"]
        if name == "open":
            return answer({"message_id": people.open_link(self.world, person, needed(given, "link", str)).id})
        if name == "deactivate":
            people.deactivate(self.world, person)
            return answer({})
        if name not in DEEDS:
            raise Missing(f"people cannot {name}")
        chat = self._chat(person, given.get("bot"), given.get("group"))
        return answer(DEEDS[name](self.world, chat, given))

    def _person(self, request: web.Request) -> Person:
        identifier = request.match_info["id"]
        if not identifier.isdecimal():
            raise Missing(f"there is no person {identifier}")
        return self.world.person(int(identifier))

    def _chat(self, person: Person, bot: str | None, group: Any) -> Chat:
        """The person's chat with a bot, or the person's place in a group."""
        if group is None:
            return self.world.chat(self.world.bot(bot), person)
        seats = self.world.group(int(group)).seats
        if person.id not in seats:
            raise Missing("this person is not in the group")
        return seats[person.id]


def _text(world: World, chat: Chat, given: dict[str, Any]) -> dict[str, Any]:
    name = given.get("via_bot")
    made_by = {"id": INLINE_BOT, "is_bot": True, "first_name": name, "username": name} if name else None
    return {"message_id": people.write(world, chat, needed(given, "text", str), given.get("reply_to"), made_by).id}


def _contact(world: World, chat: Chat, given: dict[str, Any]) -> dict[str, Any]:
    own = given.get("own", not (given.get("phone") or given.get("user_id")))
    if own:
        return {"message_id": people.share_contact(world, chat).id}
    if not given.get("phone") and not given.get("user_id"):
        raise ValueError("somebody else's contact needs phone or user_id")
    return {"message_id": people.share_contact(world, chat, given.get("phone"), given.get("user_id")).id}


def _file(world: World, chat: Chat, given: dict[str, Any]) -> dict[str, Any]:
    content = b64decode(given.get("content_base64") or "", validate=True)
    kind = needed(given, "kind", str)
    return {"message_id": people.send_file(world, chat, kind, given.get("name"), given.get("size"), content).id}


def _forward(world: World, chat: Chat, given: dict[str, Any]) -> dict[str, Any]:
    source = world.chat(chat.bot, world.person(given.get("chat_of", chat.person.id)))
    message_id = needed(given, "message_id", int)
    return {"message_id": people.forward(world, chat, source, message_id, hidden=bool(given.get("hidden"))).id}


def _look(_world: World, chat: Chat, given: dict[str, Any]) -> dict[str, Any]:
    people.look(chat, needed(given, "device", str))
    return {}


def _press(world: World, chat: Chat, given: dict[str, Any]) -> dict[str, Any]:
    device = given.get("device")
    if "label" in given:
        return people.press(world, chat, needed(given, "label", str), device=device)
    message_id = needed(given, "message_id", int)
    if "data" in given:
        return people.forge(world, chat, message_id, needed(given, "data", str))
    row, column = needed(given, "row", int), needed(given, "column", int)
    return people.press_at(world, chat, message_id, row, column, device=device)


def _edit(world: World, chat: Chat, given: dict[str, Any]) -> dict[str, Any]:
    text = needed(given, "text", str)
    return {"message_id": people.edit(world, chat, needed(given, "message_id", int), text).id}


def _delete(world: World, chat: Chat, given: dict[str, Any]) -> dict[str, Any]:
    people.delete(world, chat, needed(given, "message_id", int))
    return {}


def _block(world: World, chat: Chat, _given: dict[str, Any]) -> dict[str, Any]:
    people.block(world, chat)
    return {}


def _unblock(world: World, chat: Chat, _given: dict[str, Any]) -> dict[str, Any]:
    people.unblock(world, chat)
    return {}


DEEDS: dict[str, Deed] = {
    "text": _text,
    "contact": _contact,
    "file": _file,
    "forward": _forward,
    "look": _look,
    "press": _press,
    "edit": _edit,
    "delete": _delete,
    "block": _block,
    "unblock": _unblock,
}
