"""CHAT_NAMES put into force before anybody is served: names go into the book, or come out of it again."""

from datetime import datetime

from sqlalchemy.orm import Session

import db.name_book
import db.organisations
from bot.checks import Check
from bot.database import Database
from programme import name_book
from programme.organisations import PUBLIC

LAW = "149-FZ art. 10 p. 8 keeps personal data out of foreign messengers"


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


def check(session: Session, names: str) -> Check:
    """Whether what may pass the chat (`names` is CHAT_NAMES) is what the law lets pass, and where the names are."""
    public = [each.code for each in db.organisations.tree(session) if each.settings.get("operator") in PUBLIC]
    booked = db.name_book.count(session)
    if names == "codes":
        if db.name_book.people(session, 0, closed=False):
            return Check("chat names", False, "codes, but names are not in the name book yet: start `mentor-bot run`")
        return Check("chat names", True, f"codes; {booked} in the name book")
    if public:
        return Check("chat names", False, f"{', '.join(public)}: state or municipal; {LAW}: set CHAT_NAMES=codes")
    if booked:
        return Check("chat names", False, f"{names}, but {booked} are in the name book still: start `mentor-bot run`")
    return Check("chat names", True, names)
