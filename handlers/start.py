"""The door: invitations, strangers, groups, and people who block the bot or come back."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import CommandStart
from aiogram.filters.command import CommandObject
from aiogram.methods import SendMessage
from aiogram.types import ChatMemberUpdated, Message

from handlers import applications, doors, home, joining
from handlers.commands import menu
from handlers.replies import Replies, Reply
from handlers.surround import CHANNEL, Do
from keyboards.home import STRANGERS
from locales import LANGUAGES, Texts, texts_in
from programme import delivery, posters
from programme.presence import Visitor

router = Router(name="start")


def public_commands() -> list[dict[str, object]]:
    """The commands that strangers see, as parameters of setMyCommands: in every language, and for all others."""
    commands = {
        code: [{"command": name, "description": texts_in(code)(f"start.command_{name}")} for name in STRANGERS]
        for code in LANGUAGES
    }
    private: dict[str, object] = {"scope": {"type": "all_private_chats"}}
    named = [{**private, "commands": commands[code], "language_code": code} for code in LANGUAGES]
    return [{**private, "commands": commands[LANGUAGES[0]]}, *named]


@router.message(F.chat.type != "private")
async def something_said_in_a_group(message: Message, texts: Texts) -> Replies:
    """A group gets one sentence, to a command only, and never any data (security § 2)."""
    if not (message.text or "").startswith("/"):
        return []
    return [Reply(SendMessage(chat_id=message.chat.id, text=texts("start.group")))]


@router.my_chat_member()
async def blocked_or_back(event: ChatMemberUpdated, do: Do, address: str, now: datetime) -> Replies:
    """The person blocked the bot, or let it in again."""
    if event.chat.type == "private":
        if event.new_chat_member.status == "kicked":
            await do(delivery.unreachable, CHANNEL, address)
        else:
            await do(delivery.back, CHANNEL, address, now)
    return []


@router.message(CommandStart(deep_link=True))
async def link_opened(
    message: Message, command: CommandObject, do: Do, visitor: Visitor | None, texts: Texts, names: str, address: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """Somebody came through a link: of a poster, of an invitation, or with a printed code."""
    key = command.args or ""
    if (token := posters.in_link(key)) is not None:
        return await applications.poster_read(message, token, do, visitor, texts, names, address, now)
    return await doors.opened(message, key, do, visitor, texts, names, address, now)


@router.message(CommandStart())
async def started(
    message: Message, do: Do, visitor: Visitor | None, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    """Whoever is in gets home, whoever is on the way in their step, a stranger a kind door.

    The menu of commands is set anew for whoever is in: the bot may have learnt new ones since they came.
    """
    if visitor is None:
        waits = await applications.still_waiting(message, do, texts, address)
        return waits or await doors.outside(message, do, texts, address, now)
    screen = await _go_on(message, do, visitor, texts, names, now)
    return [*screen, menu(message, visitor.roles, texts)] if visitor.admitted else screen


async def _go_on(message: Message, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime) -> Replies:
    if not visitor.admitted:
        return await joining.step(message, visitor.person, do, texts, now, again=True)
    return await home.screen(message, do, visitor, texts, names, now)
