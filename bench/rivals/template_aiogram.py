"""Rival: the usual template: aiogram, a session on aiosqlite (WAL) by middleware, commit and refresh at each answer."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, TelegramObject
from sqlalchemy import ForeignKey, event, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.rivals import wording
from bench.rivals.bare_aiogram import keyboard

dispatcher = Dispatcher()


class Base(DeclarativeBase):
    """The template's tables."""


class Dialog(Base):
    """Where a person is."""

    __tablename__ = "dialogs"

    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(unique=True)
    number: Mapped[int] = mapped_column(default=0)


class Answer(Base):
    """What a person answered."""

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    dialog_id: Mapped[int] = mapped_column(ForeignKey("dialogs.id"), index=True)
    question: Mapped[str]
    value: Mapped[str]
    answered_at: Mapped[datetime]


class Sessions(BaseMiddleware):
    """Gives handlers a session."""

    def __init__(self, factory: async_sessionmaker[AsyncSession]) -> None:
        self.factory = factory

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        async with self.factory() as session:
            return await handler(event, {**data, "session": session})


@dispatcher.callback_query(F.data.startswith("step:"))
async def option_picked(query: CallbackQuery, session: AsyncSession) -> None:
    """Keeps the answer and shows the next question."""
    _, number, option = (query.data or "").split(":")
    dialog = await session.scalar(select(Dialog).where(Dialog.telegram_id == query.from_user.id))
    if dialog is None:
        dialog = Dialog(telegram_id=query.from_user.id)
        session.add(dialog)
        await session.flush()
    session.add(Answer(dialog_id=dialog.id, question=f"q{number}", value=option, answered_at=datetime.now(UTC)))
    dialog.number = int(number) + 1
    await session.commit()
    await session.refresh(dialog)
    await query.message.edit_text(wording.text(dialog.number), reply_markup=keyboard(dialog.number))  # type: ignore[union-attr]
    await query.answer()


async def main(base: str, token: str, database: str) -> None:
    """Polls until killed."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{database}")
    event.listen(engine.sync_engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode=WAL"))
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    dispatcher.update.middleware(Sessions(async_sessionmaker(engine)))
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    await dispatcher.start_polling(Bot(token, session=session), handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
