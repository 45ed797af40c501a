"""Whoever we do not know: a kind door, whatever they send or press."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers import start
from handlers.replies import Replies, show, toast
from handlers.surround import Do
from keyboards import joining as buttons
from keyboards.menu import Open
from locales import Texts
from programme.presence import Visitor

router = Router(name="strangers")


class Stranger(Filter):
    """Nobody we know."""

    async def __call__(self, event: Message | CallbackQuery, visitor: Visitor | None) -> bool:
        return visitor is None


@router.callback_query(Open.filter(F.screen.in_({"have_invitation", "from_school", "what_is_it"})), Stranger())
async def stranger_asked(query: CallbackQuery, callback_data: Open, texts: Texts) -> Replies:
    """A stranger wants to know more."""
    return [toast(query), show(query, texts(f"start.{callback_data.screen}_how"), buttons.back(texts))]


@router.message(Stranger())
async def stranger_wrote(message: Message, do: Do, texts: Texts, names: str, address: str, now: datetime) -> Replies:
    """A pasted invitation opens; anything else gets the door."""
    return await start.link_pasted(message, do, texts, names, address, now)


@router.callback_query(Stranger())
async def stranger_pressed(query: CallbackQuery, texts: Texts) -> Replies:
    """A button that is not for strangers: the door."""
    return [toast(query), show(query, texts("start.door"), buttons.door(texts))]
