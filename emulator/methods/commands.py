"""The menu of commands, the menu button and the bot's own description."""

import re
from typing import Any

from emulator.calls import Call
from emulator.methods import chats
from emulator.parameters import structure, text
from emulator.refusals import Refusal, bad_request
from emulator.world import Bot, Chat, World

MOST_COMMANDS = 100
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_CHARACTERS = 256
CHAT_SCOPES = {
    "chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id"),
}  # fmt: skip
GLOBAL_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
MENU_BUTTONS = ("commands", "web_app", "default")
PROFILE_CHARACTERS = {"name": 64, "description": 512, "short_description": 120}


def set_my_commands(world: World, call: Call) -> bool:
    """setMyCommands."""
    commands = structure(call.params, "commands")
    if commands is None:
        commands = []
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(command) for command in commands]
    call.bot.commands[_place(call)] = checked
    _redraw(world, call.bot)
    return True


def get_my_commands(_world: World, call: Call) -> list[dict[str, str]]:
    """getMyCommands."""
    return call.bot.commands.get(_place(call), [])


def delete_my_commands(world: World, call: Call) -> bool:
    """deleteMyCommands."""
    call.bot.commands.pop(_place(call), None)
    _redraw(world, call.bot)
    return True


def seen_by(chat: Chat) -> list[dict[str, str]]:
    """The commands that a person sees: the nearest scope first, in it the own language first (BotCommandScope)."""
    private = chat.room is chat
    member = () if private else (f"chat_member:{chat.id}:{chat.person.id}",)
    for scope in (*member, f"chat:{chat.id}", "all_private_chats" if private else "all_group_chats", "default"):
        for code in (chat.person.language_code or "", ""):
            if found := chat.bot.commands.get((scope, code)):
                return found
    return []


def set_chat_menu_button(world: World, call: Call) -> bool:
    """setChatMenuButton: of one chat, or of all that have none of their own."""
    button = structure(call.params, "menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    call.bot.menu_buttons[_menu_chat(call)] = button
    _redraw(world, call.bot)
    return True


def get_chat_menu_button(_world: World, call: Call) -> dict[str, Any]:
    """getChatMenuButton."""
    buttons = call.bot.menu_buttons
    return buttons.get(_menu_chat(call)) or buttons.get(0) or {"type": "default"}


def set_my_name(_world: World, call: Call) -> bool:
    """setMyName."""
    return _describe(call, "name")


def set_my_description(_world: World, call: Call) -> bool:
    """setMyDescription."""
    return _describe(call, "description")


def set_my_short_description(_world: World, call: Call) -> bool:
    """setMyShortDescription."""
    return _describe(call, "short_description")


def get_my_name(_world: World, call: Call) -> dict[str, str]:
    """getMyName."""
    return {"name": _described(call, "name") or call.bot.name}


def get_my_description(_world: World, call: Call) -> dict[str, str]:
    """getMyDescription."""
    return {"description": _described(call, "description")}


def get_my_short_description(_world: World, call: Call) -> dict[str, str]:
    """getMyShortDescription."""
    return {"short_description": _described(call, "short_description")}


def _command(command: Any) -> dict[str, str]:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if command.get(name) is None:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    name, description = str(command["command"]).removeprefix("/"), str(command["description"])
    if not name:
        raise bad_request("command must be non-empty")
    if not description:
        raise bad_request("command description must be non-empty")
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if len(description) > DESCRIPTION_CHARACTERS:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _place(call: Call) -> tuple[str, str]:
    scope = structure(call.params, "scope", "BotCommandScope")
    language = text(call.params, "language_code")
    if language and not (len(language) == 2 and language.isalpha()):
        raise bad_request("invalid language code specified")
    return ("default" if scope is None else _scope(call, scope)), language


def _scope(call: Call, scope: Any) -> str:
    if not isinstance(scope, dict):
        raise _unscoped("BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind is None:
        raise _unscoped('Can\'t find field "type"')
    if not isinstance(kind, str):
        raise _unscoped('Field "type" must be of type String')
    if kind in GLOBAL_SCOPES:
        return kind
    if kind not in CHAT_SCOPES:
        raise _unscoped("Unsupported type specified")
    for name in CHAT_SCOPES[kind]:
        if scope.get(name) is None:
            raise _unscoped(f'Can\'t find field "{name}"')
    chats.of(Call(call.bot, call.method, scope, {}, call.at))
    return ":".join([kind, *(str(scope[name]) for name in CHAT_SCOPES[kind])])


def _unscoped(what: str) -> Refusal:
    return bad_request(f"can't parse BotCommandScope: {what}")


def _menu_chat(call: Call) -> int:
    return chats.of(call).id if text(call.params, "chat_id") else 0


def _describe(call: Call, field: str) -> bool:
    value = text(call.params, field)
    if len(value) > PROFILE_CHARACTERS[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    call.bot.profile[field, text(call.params, "language_code")] = value
    return True


def _described(call: Call, field: str) -> str:
    profile = call.bot.profile
    return profile.get((field, text(call.params, "language_code"))) or profile.get((field, "")) or ""


def _redraw(world: World, bot: Bot) -> None:
    for chat in bot.chats.values():
        world.changed(chat)
