"""The command line's way to the core: a database that is open and new enough, one verb in one transaction, our name."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from bot.database import Postgres, connect
from bot.migrate import migrate
from bot.refusals import Refused
from bot.settings import Settings
from bot.sqlite import SQLite
from bot.telegram import Telegram
from db import schema

P = ParamSpec("P")
T = TypeVar("T")


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[SQLite | Postgres]:
    """The database of the settings. Raises `Refused` when a server does not answer, `sqlite3.Error` for a bad file."""
    database = await connect(settings.database_url, settings.ring, settings.chat_names)
    try:
        try:
            await database.connected(schema.current)
        except (OSError, TimeoutError) as error:
            raise Refused(f"The database server of DATABASE_URL does not answer ({type(error).__name__}).") from error
        yield database
    finally:
        await database.close()


async def do(settings: Settings, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Does one verb and commits. Raises `Refused` when the schema is not the newest."""
    async with ready(settings) as database, database.transaction() as transaction:
        return await transaction.finish(verb, *args, **kwargs)


@asynccontextmanager
async def ready(settings: Settings) -> AsyncIterator[SQLite | Postgres]:
    """The database, at the newest schema; raises `Refused` when it is not."""
    async with opened(settings) as database:
        if await database.connected(schema.current) != schema.newest():
            raise Refused("The database is not at the newest schema: run `mentor-bot migrate` first.")
        yield database


async def bot_name(settings: Settings) -> str:
    """The bot's user name as Telegram knows it; links are made of it. Raises `Refused` when it cannot be asked."""
    telegram = Telegram(settings.telegram_api_base, settings.token(), settings.proxy_url)
    await telegram.open()
    try:
        outcome = await telegram.call("getMe", {})
    finally:
        await telegram.close()
    if outcome.kind == "unauthorised":
        raise Refused("Telegram does not know this token: take a new one from @BotFather.")
    if outcome.kind != "sent":
        raise Refused(f"Telegram is out of reach at {settings.telegram_api_base}: check the network and PROXY_URL.")
    return str(outcome.result["username"])


async def migrated(settings: Settings) -> tuple[str | None, str]:
    """Brings the database of the settings to the newest schema; returns the versions before and after."""
    async with opened(settings) as database:
        return await migrate(database, settings)
