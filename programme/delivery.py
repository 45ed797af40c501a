"""What becomes of an account that Telegram cannot reach, and of one that comes back."""

from datetime import datetime

from sqlalchemy.orm import Session

import db.letters
import db.people


def unreachable(session: Session, channel: str, address: str) -> None:
    """The person blocked the bot or closed the account: reminders stop, the curator sees it (rows 24, 25)."""
    account = db.people.account(session, channel, address)
    if account is not None and account.state == "active":
        account.state = "unreachable"
        db.letters.cancel(session, person_id=account.person_id)


def back(session: Session, channel: str, address: str, now: datetime) -> None:
    """The person is there again."""
    account = db.people.account(session, channel, address)
    if account is not None:
        account.state, account.seen_at = "active", now
