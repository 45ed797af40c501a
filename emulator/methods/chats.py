"""What the methods share: the chat that a call is about, its allowance, and the options of a new message."""

from typing import Any

from emulator import keyboards
from emulator.calls import Call
from emulator.parameters import flag, integer, structure, text
from emulator.refusals import bad_luck, bad_request, too_many
from emulator.world import Message, Room


def of(call: Call, field: str = "chat_id") -> Room:
    """The chat of a call: one that its person has opened or a group that the bot knows, or 400."""
    if not text(call.params, field):
        raise bad_request(f"{field} is empty")
    identifier = integer(call.params, field)
    room: Room | None = call.bot.chats.get(identifier) or call.bot.groups.get(identifier)
    if room is None or not room.started:
        raise bad_request("chat not found")
    return room


def writable(call: Call) -> Room:
    """The chat of a call whose people let the bot in; else 403, or 400 when the group has another address now."""
    room = of(call)
    refusal = room.refusal()
    if refusal is not None:
        raise refusal
    return room


def spend(call: Call, room: Room, messages: int = 1) -> None:
    """Use the allowance for new messages, or 429."""
    wait = call.bot.rates.take(room.id, messages) if call.bot.rates is not None else 0
    if wait:
        raise too_many(wait)


def options(call: Call, room: Room) -> dict[str, Any]:
    """The fields of a new message that all kinds share."""
    params = call.params
    return {
        "silent": flag(params, "disable_notification"),
        "protected": flag(params, "protect_content"),
        "reply_to": _reply(call, room),
    }


def show_markup(room: Room, markup: dict[str, Any] | None) -> keyboards.Rows:
    """Inline rows for the message; any other markup changes what stands under the chat."""
    if markup is None:
        return []
    if "inline_keyboard" in markup:
        return keyboards.inline_only(markup)
    for reader in room.readers():
        reader.reply_keyboard = markup if markup.get("keyboard") else None
        reader.input_placeholder = markup.get("input_field_placeholder")
    return []


def _reply(call: Call, room: Room) -> int | None:
    if "reply_parameters" not in call.params and "reply_to_message_id" not in call.params:
        return None
    wanted = structure(call.params, "reply_parameters", "reply parameters")
    if wanted is None:
        wanted = {**call.params, "message_id": call.params.get("reply_to_message_id", 0)}
    if not isinstance(wanted, dict):
        raise bad_request("object expected as reply parameters")
    if not wanted:
        return None
    if "message_id" not in wanted:
        raise bad_request('can\'t find field "message_id"')
    message_id = integer(wanted, "message_id")
    if not message_id or room.visible(message_id) is not None:
        return message_id or None
    if flag(wanted, "allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def message(call: Call, room: Room, missing: str) -> Message:
    """The message that a call names; 400 with `missing`, which is bad luck when the message was there once."""
    found = room.messages.get(integer(call.params, "message_id"))
    if found is None or found.deleted:
        raise bad_request(missing) if found is None else bad_luck(missing)
    return found
