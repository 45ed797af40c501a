"""The doctor's look at names: whether what may pass the chat is what the law lets pass, and where the names are."""

from sqlalchemy.orm import Session

import db.name_book
import db.organisations
from bot.checks import Check
from programme.organisations import PUBLIC


def check(session: Session, names: str) -> Check:
    """`names` is CHAT_NAMES; a state or municipal organisation (149-FZ art. 10 p. 8) is served by codes only."""
    public = [each.code for each in db.organisations.tree(session) if each.settings.get("operator") in PUBLIC]
    booked = db.name_book.count(session)
    if names == "codes":
        if db.name_book.people(session, 0, closed=False):
            return Check("chat names", False, "codes, but names are not in the name book yet: start `mentor-bot run`")
        return Check("chat names", True, f"codes; {booked} in the name book")
    if public:
        law = "149-FZ keeps personal data out of foreign messengers"
        return Check("chat names", False, f"{', '.join(public)}: state or municipal; {law}: set CHAT_NAMES=codes")
    if booked:
        return Check("chat names", False, f"{names}, but {booked} are in the name book still: start `mentor-bot run`")
    return Check("chat names", True, names)
