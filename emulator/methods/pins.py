"""Pinned messages: in a group for administrators, in a private chat for both."""

from emulator.calls import Call
from emulator.methods import chats
from emulator.parameters import integer
from emulator.refusals import bad_request
from emulator.world import Group, Room, World


def pin_chat_message(world: World, call: Call) -> bool:
    """pinChatMessage: what is pinned again becomes the newest."""
    room = _pinnable(call)
    message = chats.message(call, room, "message to pin not found")
    room.pinned = [*(number for number in room.pinned if number != message.id), message.id]
    world.changed(room)
    return True


def unpin_chat_message(world: World, call: Call) -> bool:
    """unpinChatMessage: the one that is named, else the newest."""
    room = _pinnable(call)
    number = integer(call.params, "message_id") or (room.pinned[-1] if room.pinned else 0)
    if number not in room.pinned:
        raise bad_request("message to unpin not found")
    room.pinned.remove(number)
    world.changed(room)
    return True


def unpin_all_chat_messages(world: World, call: Call) -> bool:
    """unpinAllChatMessages."""
    room = _pinnable(call)
    room.pinned = []
    world.changed(room)
    return True


def _pinnable(call: Call) -> Room:
    room = chats.writable(call)
    if isinstance(room, Group) and room.status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return room
