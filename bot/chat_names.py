"""CHAT_NAMES put into force before anybody is served: names go into the book, or come out of it again."""

from datetime import datetime

from bot.database import Database
from programme import name_book


async def put_in_force(database: Database, now: datetime) -> None:
    """Moves everybody who is not where the setting wants them, some people in a transaction; a crash loses nothing."""
    in_codes = database.info["names"] == "codes"
    if in_codes:
        async with database.transaction(aside=True) as transaction:
            await transaction.finish(name_book.hush, now)
    verb = name_book.close if in_codes else name_book.open_again
    after: int | None = 0
    while after is not None:
        async with database.transaction(aside=True) as transaction:
            after = await transaction.finish(verb, after)
