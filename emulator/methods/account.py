"""The bot itself, the chats it knows, and the files it may fetch."""

from typing import Any

from emulator import mentions
from emulator.calls import Call
from emulator.files import DOWNLOAD_LIMIT
from emulator.methods import chats
from emulator.parameters import integer, text
from emulator.refusals import bad_request
from emulator.world import Group, Room, World

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(_world: World, call: Call) -> dict[str, Any]:
    """getMe."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return call.bot.user | abilities | {"can_connect_to_business": False, "has_main_web_app": False}


def get_chat(_world: World, call: Call) -> dict[str, Any]:
    """getChat."""
    room = chats.of(call)
    about = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(GIFTS, False)}
    pinned = room.visible(room.pinned[-1]) if room.pinned else None
    return room.fields | about | ({} if pinned is None else {"pinned_message": room.as_telegram(pinned)})


def leave_chat(world: World, call: Call) -> bool:
    """leaveChat: nobody leaves a private chat."""
    room = chats.writable(call)
    if not isinstance(room, Group):
        raise bad_request("chat member status can't be changed in private chats")
    before, room.status = room.status, "left"
    call.bot.updates.add("my_chat_member", f"chat {room.id}", room.membership(call.bot.user, world.now(), before))
    world.changed(room)
    return True


def get_chat_member(world: World, call: Call) -> dict[str, Any]:
    """getChatMember: of a group, or of the two who are in a private chat."""
    identifier = integer(call.params, "user_id")
    if identifier <= 0:
        raise bad_request("invalid user_id specified")
    room = chats.of(call)
    if identifier == call.bot.id:
        return room.bot_member(room.status) if isinstance(room, Group) else {"user": call.bot.user, "status": "member"}
    members = _members(room)
    if identifier in members:
        return members[identifier]
    if identifier not in world.people:
        raise bad_request("member not found")
    return {"user": world.people[identifier].as_user(), "status": "left"}


def get_chat_member_count(_world: World, call: Call) -> int:
    """getChatMemberCount: the bot counts too."""
    return len(_members(chats.of(call))) + 1


def get_chat_administrators(_world: World, call: Call) -> list[dict[str, Any]]:
    """getChatAdministrators: the owner, and the bot when somebody promoted it."""
    room = chats.of(call)
    if not isinstance(room, Group):
        raise bad_request("there are no administrators in the private chat")
    own = [room.bot_member(room.status)] if room.status == "administrator" else []
    return [member for member in _members(room).values() if member["status"] == "creator"] + own


def _members(room: Room) -> dict[int, dict[str, Any]]:
    """`ChatMember` of the people in a chat; the first one in a group owns it."""
    people = room.readers()
    owner = people[0].person.id if isinstance(room, Group) and people else None
    return {
        one.person.id: {"user": one.user, "status": "creator", "is_anonymous": False}
        if one.person.id == owner
        else {"user": one.user, "status": "member"}
        for one in people
    }


def get_file(world: World, call: Call) -> dict[str, Any]:
    """getFile: up to 20 MB."""
    file = world.files.by_id.get(text(call.params, "file_id"))
    if file is None:
        raise bad_request("invalid file_id" if text(call.params, "file_id") else "file_id not specified")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file.as_telegram() | {"file_path": file.path}


def log_out(_world: World, _call: Call) -> bool:
    """logOut: the emulator is every server at once, so nothing changes."""
    return True


def close(_world: World, _call: Call) -> bool:
    """close: as `log_out`."""
    return True


def get_user_profile_photos(_world: World, call: Call) -> dict[str, Any]:
    """getUserProfilePhotos: nobody here has any."""
    identifier = integer(call.params, "user_id")
    if identifier <= 0:
        raise bad_request("invalid user_id specified")
    if not mentions.met(call.bot, identifier):
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
