"""Groups and supergroups: many people and a bot in one chat, each person in front of an own screen."""

from itertools import count
from typing import TYPE_CHECKING, Any

from emulator.refusals import Refusal, migrated, outside
from emulator.rooms import Chat, Message, Person, Room

if TYPE_CHECKING:
    from emulator.world import Bot

RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_send_welcome_messages", "can_pin_messages",
)  # fmt: skip
GIVEN = ("can_manage_chat", "can_delete_messages", "can_invite_users", "can_pin_messages")
ADMINISTRATOR = {right: right in GIVEN for right in RIGHTS}
SERVICE = "service"
"""The kind of messages that Telegram itself writes into a group; bots always get them."""


class Seat(Chat):
    """A person's place in a group: the messages are everybody's, keyboards, toasts and presses are the own ones."""

    def __init__(self, group: "Group", person: Person) -> None:
        super().__init__(group.bot, person)
        self.room = self.group = group
        self.id, self.fields, self.messages = group.id, group.fields, group.messages
        self.started = True


class Group(Room):
    """A group; `status` is what the bot is in it, as in `ChatMember`."""

    def __init__(self, bot: "Bot", identifier: int, title: str, supergroup: bool, message_ids: "count[int]") -> None:
        self.kind = "supergroup" if supergroup else "group"
        self.title = title
        super().__init__(bot, identifier, {"id": identifier, "type": self.kind, "title": title}, message_ids)
        self.seats: dict[int, Seat] = {}
        self.status = "left"
        self.migrated_to: int | None = None

    def readers(self) -> list[Chat]:
        """All members."""
        return list(self.seats.values())

    def refusal(self) -> Refusal | None:
        """Because the group has become a supergroup, or the bot is not in it."""
        if self.migrated_to is not None:
            return migrated(self.migrated_to)
        if self.status in ("left", "kicked"):
            return outside(self.kind, kicked=self.status == "kicked")
        return None

    def seat(self, person: Person) -> Seat:
        """The person's place; a new one when there was none."""
        if person.id not in self.seats:
            self.seats[person.id] = Seat(self, person)
        return self.seats[person.id]

    def hears(self, message: Message) -> bool:
        """Whether the bot is told of a message: in privacy mode only of what is meant for it (Bot API, features)."""
        if self.status in ("left", "kicked"):
            return False
        if self.status == "administrator" or message.kind == SERVICE or message.content.get("via_bot"):
            return True
        original = self.messages.get(message.reply_to or 0)
        if original is not None and not original.by_person:
            return True
        return any(self._addressed(text) for text in _named(message.content))

    def _addressed(self, text: str) -> bool:
        """Whether a command or mention is for this bot; a command without a name is for every bot."""
        name = text.partition("@")[2]
        return name.lower() == self.bot.username.lower() if name else text.startswith("/")

    def membership(self, by: dict[str, Any], date: int, before: str) -> dict[str, Any]:
        """`ChatMemberUpdated` about the bot, whose status was `before`."""
        change = {"chat": self.fields, "from": by, "date": date}
        return change | {"old_chat_member": self.bot_member(before), "new_chat_member": self.bot_member(self.status)}

    def bot_member(self, status: str) -> dict[str, Any]:
        """`ChatMember` of the bot."""
        extras: dict[str, dict[str, Any]] = {"kicked": {"until_date": 0}, "administrator": dict(ADMINISTRATOR)}
        return {"user": self.bot.user, "status": status, **extras.get(status, {})}

    def as_json(self) -> dict[str, Any]:
        """As the control API shows a group."""
        shown = {"id": self.id, "kind": self.kind, "title": self.title, "bot": self.bot.username, "status": self.status}
        return shown | {"members": list(self.seats), "migrated_to": self.migrated_to}


def _named(content: dict[str, Any]) -> list[str]:
    """The commands and mentions in a message."""
    string = content.get("text") or content.get("caption") or ""
    found = content.get("entities") or content.get("caption_entities") or []
    encoded = string.encode("utf-16-le")
    return [
        encoded[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in found
        if entity["type"] in ("bot_command", "mention")
    ]
