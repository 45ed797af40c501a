"""The door: invitations, strangers, groups, and people who block the bot or come back."""

import re
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import CommandStart
from aiogram.filters.command import CommandObject
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, ChatMemberUpdated, InlineKeyboardMarkup, Message

from domain.names import masked
from handlers import home, joining
from handlers.commands import menu
from handlers.replies import Replies, Reply, say, show, toast
from handlers.surround import CHANNEL, Do
from keyboards import joining as buttons
from keyboards.home import STRANGERS
from keyboards.menu import home_only
from locales import LANGUAGES, Texts, texts_in
from programme import delivery, doors
from programme.doors import Door
from programme.presence import Visitor

router = Router(name="start")

TOKEN = re.compile(r"(?:.*start=)?([A-Za-z0-9_-]{22})", re.DOTALL)
"""The token of an invitation, alone or in its link."""


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
async def invitation_opened(
    message: Message, command: CommandObject, do: Do, visitor: Visitor | None, texts: Texts, names: str, address: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """Somebody came through an invitation's link."""
    return await _opened(message, command.args or "", do, visitor, texts, names, address, now)


@router.message(CommandStart())
async def started(
    message: Message, do: Do, visitor: Visitor | None, texts: Texts, names: str, now: datetime
) -> Replies:
    """Whoever is in gets home, whoever is on the way in their step, a stranger a kind door.

    The menu of commands is set anew for whoever is in: the bot may have learnt new ones since they came.
    """
    screen = await _go_on(message, do, visitor, texts, names, now)
    return [*screen, menu(message, visitor.roles, texts)] if visitor and visitor.admitted else screen


@router.callback_query(buttons.Accept.filter())
async def invitation_accepted(
    query: CallbackQuery, callback_data: buttons.Accept, do: Do, visitor: Visitor | None, texts: Texts, names: str,
    address: str, now: datetime,
) -> Replies:  # fmt: skip
    """«Yes, that is me»: only now the account is bound."""
    person = await do(doors.accept, callback_data.token, CHANNEL, address, texts.language, now)
    if isinstance(person, str):
        return [toast(query), *await _closed(query, person, do, visitor, texts, names, now)]
    own = texts_in(person.language or texts.language, person.tone)
    return [toast(query), *await joining.step(query, person, do, own, now)]


@router.callback_query(buttons.NotMe.filter())
async def invitation_declined(
    query: CallbackQuery,
    callback_data: buttons.NotMe,
    do: Do,
    visitor: Visitor | None,
    texts: Texts,
    address: str,
    now: datetime,
) -> Replies:
    """«That is not me»: nobody is bound, the curator hears of it."""
    declined = await do(doors.declined, callback_data.token, CHANNEL, address, now)
    text = texts("start.not_me" if declined else "start.invitation_closed")
    return [toast(query), show(query, text, _ways(visitor, texts))]


async def link_pasted(message: Message, do: Do, texts: Texts, names: str, address: str, now: datetime) -> Replies:
    """A stranger sent the link, or only its token, as a message; anything else gets the door."""
    found = TOKEN.fullmatch((message.text or "").strip())
    if found is None:
        return [say(message, texts("start.door"), buttons.door(texts))]
    return await _opened(message, found[1], do, None, texts, names, address, now)


async def _opened(
    message: Message, token: str, do: Do, visitor: Visitor | None, texts: Texts, names: str, address: str, now: datetime
) -> Replies:
    door = await do(doors.look, token, CHANNEL, address, now)
    if not isinstance(door, Door):
        return await _closed(message, door, do, visitor, texts, names, now)
    return [say(message, _invited(door, texts), buttons.accepting(token, door.child is not None, texts))]


async def _closed(
    event: Message | CallbackQuery, why: str, do: Do, visitor: Visitor | None, texts: Texts, names: str, now: datetime
) -> Replies:
    """One answer for whatever is wrong with an invitation; its owner just goes on."""
    if why == "mine" and visitor is not None:
        return await joining.where_one_stands(event, do, visitor, texts, names, now)
    return [show(event, texts("start.taken" if why == "taken" else "start.invitation_closed"), _ways(visitor, texts))]


def _ways(visitor: Visitor | None, texts: Texts) -> InlineKeyboardMarkup:
    return buttons.door(texts) if visitor is None else home_only(texts)


async def _go_on(message: Message, do: Do, visitor: Visitor | None, texts: Texts, names: str, now: datetime) -> Replies:
    if visitor is None:
        return [say(message, texts("start.door"), buttons.door(texts))]
    if not visitor.admitted:
        return await joining.step(message, visitor.person, do, texts, now, again=True)
    return await home.screen(message, do, visitor, texts, names, now)


def _invited(door: Door, texts: Texts) -> str:
    """Enough to know oneself by, nothing for whoever got the link by mistake (security § 4.2)."""
    whose = door.child or door.person
    assert whose, "an invitation is for somebody"
    child = door.child is None and whose.tone == "child"
    key = "accept_parent" if door.child else "accept_child" if child else "accept"
    group = f", {whose.group_name}" if whose.group_name else ""
    return texts(
        f"start.{key}" if whose.name else f"start.{key}_nameless",
        role=texts(f"start.role_{door.invitation.role}"),
        organisation=door.organisation.name,
        name=masked(whose.name),
        group=group,
    )
