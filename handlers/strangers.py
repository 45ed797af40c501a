"""Whoever we do not know: a kind door, whatever they send or press."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers import applications, denials, doors
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
    """A pasted link or a typed code opens its invitation; else there is the door, or where one's application is."""
    key = doors.key_in(message.text or "")
    if key is not None:
        return await doors.opened(message, key, do, None, texts, names, address, now)
    waits = await applications.still_waiting(message, do, texts, address)
    return waits or await doors.outside(message, do, texts, address, now)


@router.callback_query(Stranger())
async def stranger_pressed(
    query: CallbackQuery, do: Do, texts: Texts, address: str, now: datetime, event_router: Router
) -> Replies:
    """A button that is not for strangers: the door; one of somebody's rights is noted."""
    await denials.noted(query, None, do, now, event_router.parent_router)
    return [toast(query), *await doors.outside(query, do, texts, address, now)]
