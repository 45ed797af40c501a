"""Every way in that the bot has: which press or command, which handler, whom it lets in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command, CommandStart
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, User

from handlers import routers
from handlers.joining import Joining, Known
from handlers.strangers import Stranger
from handlers.surround import May

OPEN_TO_ALL = (Known, Joining, Stranger)
"""Filters of those ways that lead only to one's own: whoever is known, on the way in, or nobody yet."""


@dataclass(frozen=True)
class Door:
    """A handler: `right` of the matrix or None, `own` filters besides, and what opens it."""

    handler: str
    right: str | None
    own: tuple[str, ...]
    commands: tuple[str, ...]
    press: CallbackQueryFilter | None

    async def opens(self, data: str) -> bool:
        """Whether a button with this data comes here, if nobody else takes it before."""
        if self.press is None:
            return False
        someone = User(id=1, is_bot=False, first_name="A")
        return bool(await self.press(CallbackQuery(id="1", from_user=someone, chat_instance="1", data=data)))


def doors() -> list[Door]:
    """All of them, in the order in which they are asked."""
    return [
        _door(
            f"{router.name}.{handler.callback.__name__}", [*(observer._handler.filters or []), *(handler.filters or [])]
        )
        for router in routers()
        for observer in (router.message, router.edited_message, router.callback_query, router.my_chat_member)
        for handler in _handlers(observer)
    ]


def _handlers(observer: Any) -> Iterator[HandlerObject]:
    yield from observer.handlers


def _door(name: str, filters: list[Any]) -> Door:
    asked = [each.callback for each in filters]
    return Door(
        name,
        next((each.right for each in asked if isinstance(each, May)), None),
        tuple(type(each).__name__ for each in asked if isinstance(each, OPEN_TO_ALL)),
        tuple(
            str(command)
            for each in asked
            if isinstance(each, Command) and not isinstance(each, CommandStart)
            for command in each.commands
        ),
        next((each for each in asked if isinstance(each, CallbackQueryFilter)), None),
    )
