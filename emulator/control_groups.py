"""The part of the control API about groups: making them, and the bot's and people's coming and going."""

from collections.abc import Callable

from aiohttp import web

from emulator import group_deeds
from emulator.control_fields import WHOLE, answer, body, maybe, needed
from emulator.groups import Group
from emulator.world import Missing, Person, World

BY_SOMEBODY: dict[str, Callable[[World, Group, Person], None]] = {
    "add_bot": group_deeds.add_bot,
    "remove_bot": group_deeds.remove_bot,
    "promote_bot": group_deeds.promote_bot,
    "join": group_deeds.join,
    "leave": group_deeds.leave,
}


class GroupsControl:
    """Everything under `/emulator/groups`."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """The addresses of docs/emulator.md."""
        return [
            web.post("/groups", self.add),
            web.get("/groups", self.all),
            web.post("/groups/{id}/{deed}", self.act),
        ]

    async def add(self, request: web.Request) -> web.Response:
        """POST /emulator/groups."""
        given = await body(request)
        people = [self.world.person(needed({"people": one}, "people", int)) for one in needed(given, "people", list)]
        kind = maybe(given, "kind", str) or "group"
        if kind not in ("group", "supergroup"):
            raise ValueError("kind is group or supergroup")
        bot, title = self.world.bot(maybe(given, "bot", str)), needed(given, "title", str)
        group = group_deeds.create(self.world, bot, title, people, supergroup=kind == "supergroup")
        return answer(group.as_json())

    async def all(self, _request: web.Request) -> web.Response:
        """GET /emulator/groups."""
        return answer([group.as_json() for bot in self.world.bots.values() for group in bot.groups.values()])

    async def act(self, request: web.Request) -> web.Response:
        """POST /emulator/groups/{id}/{deed}; `person` does it, or it is done by the first member."""
        group, given = self._group(request), await body(request)
        name = request.match_info["deed"]
        if name == "upgrade":
            return answer(group_deeds.upgrade(self.world, group).as_json())
        if name not in BY_SOMEBODY:
            raise Missing(f"with groups nobody can {name}")
        person = maybe(given, "person", int) or next(iter(group.seats), None)
        if person is None:
            raise ValueError("nobody is in this group: say which person")
        BY_SOMEBODY[name](self.world, group, self.world.person(person))
        return answer(group.as_json())

    def _group(self, request: web.Request) -> Group:
        identifier = request.match_info["id"]
        if not WHOLE.fullmatch(identifier):
            raise Missing(f"there is no group {identifier}")
        return self.world.group(int(identifier))
