"""What is open to everybody, whoever they are: help, what the bot keeps, the language."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain import rights
from handlers.commands import menu
from handlers.replies import Replies, Reply, show, toast
from handlers.surround import Do
from keyboards import help as buttons
from keyboards.menu import Open
from locales import LANGUAGES, Texts, texts_in
from programme import people
from programme.presence import Visitor

router = Router(name="help")

SCREENS = ("help", "privacy", "language")


@router.message(Command(*SCREENS))
async def screen_asked(message: Message, visitor: Visitor | None, texts: Texts) -> Replies:
    """/help, /privacy, /language."""
    name = (message.text or "").lstrip("/").split("@")[0].split()[0].lower()
    return [_screen(message, name, visitor, texts)]


@router.callback_query(Open.filter(F.screen.in_({*SCREENS})))
async def screen_opened(query: CallbackQuery, callback_data: Open, visitor: Visitor | None, texts: Texts) -> Replies:
    """The same, by their buttons."""
    return [toast(query), _screen(query, callback_data.screen, visitor, texts)]


@router.callback_query(buttons.Speak.filter(F.language.in_({*LANGUAGES})))
async def language_chosen(
    query: CallbackQuery, callback_data: buttons.Speak, do: Do, visitor: Visitor | None, texts: Texts, now: datetime
) -> Replies:
    """From now on in this language, the menu of commands too."""
    if visitor is None:
        return [toast(query), show(query, texts("help.language_stranger"), buttons.back(texts))]
    await do(people.speak, visitor.person, callback_data.language)
    chosen = texts_in(callback_data.language, texts.tone)
    roles = visitor.roles if visitor.admitted else ()
    return [toast(query), show(query, chosen("help.language_set"), buttons.back(chosen)), menu(query, roles, chosen)]


def _screen(event: Message | CallbackQuery, name: str, visitor: Visitor | None, texts: Texts) -> Reply:
    if name == "language":
        if visitor is None:
            return show(event, texts("help.language_stranger"), buttons.back(texts))
        return show(event, texts("help.language"), buttons.languages(texts))
    if name == "privacy":
        return show(event, texts("help.privacy"), buttons.back(texts))
    if visitor is None:
        return show(event, texts("help.stranger"), buttons.back(texts))
    if not visitor.admitted:
        return show(event, texts("help.joining"), buttons.back(texts))
    role = next((role for role in reversed(rights.ROLES) if role in visitor.roles), "mentee")
    return show(event, texts(f"help.{role}"), buttons.back(texts))
