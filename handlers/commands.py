"""The menu of commands of one chat, set when somebody comes in, goes, or changes the language."""

from collections.abc import Sequence

from aiogram.enums import BotCommandScopeType
from aiogram.methods import DeleteMyCommands, SetMyCommands
from aiogram.types import BotCommandScopeChat, CallbackQuery, Message

from handlers.replies import Reply, chat_of
from keyboards.home import commands
from locales import Texts


def no_menu(event: Message | CallbackQuery) -> Reply:
    """The chat has no menu of its own any more: it is a stranger's."""
    scope = BotCommandScopeChat(type=BotCommandScopeType.CHAT, chat_id=chat_of(event))
    return Reply(DeleteMyCommands(scope=scope))


def menu(event: Message | CallbackQuery, roles: Sequence[str], texts: Texts) -> Reply:
    """The commands of the roles that hold now; without any only those of everybody."""
    # The kind is given although it is the default: replies are kept without what was not set.
    scope = BotCommandScopeChat(type=BotCommandScopeType.CHAT, chat_id=chat_of(event))
    return Reply(SetMyCommands(commands=commands(roles, texts), scope=scope))
