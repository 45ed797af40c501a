"""What becomes of an account that Telegram cannot reach, and of one that comes back."""

from datetime import datetime

from sqlalchemy.orm import Session

import db.accounts
import db.letters
import db.runs


def unreachable(session: Session, channel: str, address: str) -> None:
    """The person blocked the bot or closed the account: reminders stop for everybody at that phone, the curator sees it
    (rows 24, 25). What they have open is put aside: a card may not have come, and words are for no question unseen.
    """
    for account, person in db.accounts.sharing(session, channel, address):
        if account.state == "active":
            account.state = "unreachable"
            db.letters.cancel(session, person_id=person.id)
            for run in db.runs.open_of(session, person.id):
                run.paused = True


def back(session: Session, channel: str, address: str, now: datetime) -> None:
    """The phone is there again."""
    for account, _ in db.accounts.sharing(session, channel, address):
        account.state = "active"
        account.seen_at = now if account.current else account.seen_at
