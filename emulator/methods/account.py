"""The bot itself, the chats it knows, and the files it may fetch."""

from typing import Any

from emulator.calls import Call
from emulator.files import DOWNLOAD_LIMIT
from emulator.methods import chats
from emulator.parameters import text
from emulator.refusals import bad_request
from emulator.world import World

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(_world: World, call: Call) -> dict[str, Any]:
    """getMe."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return call.bot.user | abilities | {"can_connect_to_business": False, "has_main_web_app": False}


def get_chat(_world: World, call: Call) -> dict[str, Any]:
    """getChat."""
    chat = chats.of(call)
    gifts = dict.fromkeys(GIFTS, False)
    return chat.fields | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def leave_chat(_world: World, call: Call) -> bool:
    """leaveChat: nobody leaves a private chat."""
    chats.of(call)
    raise bad_request("chat member status can't be changed in private chats")


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
