"""The part of the control API that moves one person's hands and looks at that person's screen."""

from base64 import b64decode
from binascii import Error as BinasciiError
from collections.abc import Callable

from aiohttp import web

from emulator import opinions, people, screen
from emulator.control_fields import WHOLE, Fields, answer, body, maybe, needed, whole
from emulator.world import Chat, Missing, Person, World

PERSON_FIELDS = ("last_name", "username", "language_code", "phone", "label")
INLINE_BOT = 5_000_000_001
"""The identifier of the bot in whose inline mode a person made a message."""
Deed = Callable[[World, Chat, Fields], Fields]


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
        first_name = needed(given, "first_name", str)
        if not first_name.strip():
            raise ValueError("first_name must not be empty")
        fields = {name: maybe(given, name, str) or None for name in PERSON_FIELDS}
        return answer(self.world.add_person(first_name, **fields).as_json())

    async def all(self, _request: web.Request) -> web.Response:
        """GET /emulator/people."""
        return answer([person.as_json() for person in self.world.people.values()])

    async def screen(self, request: web.Request) -> web.Response:
        """GET /emulator/people/{id}/screen."""
        group = whole(request.query, "group") if request.query.get("group") else None
        chat = self._chat(self._person(request), request.query.get("bot"), group)
        return answer(screen.of(self.world, chat, max(0, whole(request.query, "last")) or None))

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
        chat = self._chat(person, maybe(given, "bot", str), maybe(given, "group", int))
        return answer(DEEDS[name](self.world, chat, given))

    def _person(self, request: web.Request) -> Person:
        identifier = request.match_info["id"]
        if not WHOLE.fullmatch(identifier):
            raise Missing(f"there is no person {identifier}")
        return self.world.person(int(identifier))

    def _chat(self, person: Person, bot: str | None, group: int | None) -> Chat:
        """The person's chat with a bot, or the person's place in a group."""
        if group is None:
            return self.world.chat(self.world.bot(bot), person)
        seats = self.world.group(group).seats
        if person.id not in seats:
            raise Missing("this person is not in the group")
        return seats[person.id]


def _text(world: World, chat: Chat, given: Fields) -> Fields:
    name = maybe(given, "via_bot", str)
    made_by = {"id": INLINE_BOT, "is_bot": True, "first_name": name, "username": name} if name else None
    reply_to = maybe(given, "reply_to", int)
    return {"message_id": people.write(world, chat, needed(given, "text", str), reply_to, made_by).id}


def _contact(world: World, chat: Chat, given: Fields) -> Fields:
    phone, user_id = maybe(given, "phone", str), maybe(given, "user_id", int)
    own = maybe(given, "own", bool)
    if own if own is not None else not (phone or user_id):
        return {"message_id": people.share_contact(world, chat).id}
    if not phone and not user_id:
        raise ValueError("somebody else's contact needs phone or user_id")
    return {"message_id": people.share_contact(world, chat, phone, user_id).id}


def _file(world: World, chat: Chat, given: Fields) -> Fields:
    try:
        content = b64decode(maybe(given, "content_base64", str) or "", validate=True)
    except BinasciiError:
        raise ValueError("content_base64 is no Base64") from None
    kind, name, size = needed(given, "kind", str), maybe(given, "name", str), maybe(given, "size", int)
    if size is not None and size < 0:
        raise ValueError("size must not be negative")
    return {"message_id": people.send_file(world, chat, kind, name, size, content).id}


def _forward(world: World, chat: Chat, given: Fields) -> Fields:
    source = world.chat(chat.bot, world.person(maybe(given, "chat_of", int) or chat.person.id))
    message_id = needed(given, "message_id", int)
    return {"message_id": people.forward(world, chat, source, message_id, hidden=bool(maybe(given, "hidden", bool))).id}


def _look(_world: World, chat: Chat, given: Fields) -> Fields:
    people.look(chat, needed(given, "device", str))
    return {}


def _press(world: World, chat: Chat, given: Fields) -> Fields:
    device = maybe(given, "device", str)
    if "label" in given:
        return people.press(world, chat, needed(given, "label", str), device=device)
    message_id = needed(given, "message_id", int)
    if "data" in given:
        return people.forge(world, chat, message_id, needed(given, "data", str))
    row, column = needed(given, "row", int), needed(given, "column", int)
    return people.press_at(world, chat, message_id, row, column, device=device)


def _edit(world: World, chat: Chat, given: Fields) -> Fields:
    text = needed(given, "text", str)
    return {"message_id": people.edit(world, chat, needed(given, "message_id", int), text).id}


def _delete(world: World, chat: Chat, given: Fields) -> Fields:
    people.delete(world, chat, needed(given, "message_id", int))
    return {}


def _react(world: World, chat: Chat, given: Fields) -> Fields:
    message_id = needed(given, "message_id", int)
    return {"message_id": opinions.react(world, chat, message_id, maybe(given, "emoji", str) or None).id}


def _vote(world: World, chat: Chat, given: Fields) -> Fields:
    options = [needed({"options": one}, "options", int) for one in needed(given, "options", list)]
    return {"message_id": opinions.vote(world, chat, needed(given, "message_id", int), options).id}


def _block(world: World, chat: Chat, _given: Fields) -> Fields:
    people.block(world, chat)
    return {}


def _unblock(world: World, chat: Chat, _given: Fields) -> Fields:
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
    "react": _react,
    "vote": _vote,
    "block": _block,
    "unblock": _unblock,
}
