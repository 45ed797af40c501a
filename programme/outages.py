"""Outages: what to do for people when the bot has been away, or knows only what an older copy of the database knew."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import db.due
import db.lease
import db.organisations
import db.people
import db.runs
from programme import letters

PRESSES_LIVE = timedelta(seconds=150)
"""Telegram forgets a press after that (reliability § 2.3): whoever pressed meanwhile got no answer."""
MESSAGES_LIVE = timedelta(hours=24)
"""Telegram forgets a message after that."""
AT_IT = timedelta(hours=1)
"""Only whoever was filling something in so shortly before is told that the bot is back."""


RESTORED = "restored"
"""The note of a database that is an older copy."""


def restored(session: Session, now: datetime) -> int:
    """The database is an older copy. Returns how many unasked letters of that time are not sent any more."""
    db.due.note(session, RESTORED, "database", now)
    return letters.after_a_restore(session, now)


def is_older_copy(session: Session) -> bool:
    """Whether it was restored, and nobody has served it since."""
    return bool(db.due.done(session, RESTORED, [""]))


def caught_up(session: Session, now: datetime) -> int:
    """The clock has gone through its work since: what fell due in the time that is lost was said then. Returns how many
    letters are not sent again.
    """
    db.due.forget_others(session, RESTORED, "")
    return letters.after_a_restore(session, now)


def serving(session: Session, now: datetime) -> int:
    """Notes that this process serves. Its first note tells how long nobody did; returns how many letters that meant."""
    number = db.lease.number(session)
    if number is None or db.due.note(session, "serving", str(number), now):
        return 0
    last = db.due.forget_others(session, "serving", str(number))
    return back(session, last, now) if last is not None and now - last > PRESSES_LIVE else 0


def back(session: Session, last: datetime, now: datetime) -> int:
    """The live cards of whoever was at it are offered anew; after a day curators hear of the gap (rows 13, 14).
    Returns how many letters that meant.
    """
    interrupted = db.runs.touched_since(session, last - AT_IT)
    for run in interrupted:
        letters.write(
            session, run.person_id, "letters.back", kind="notice", once=f"back:{run.id}:{last.isoformat()}",
            now=now, expires_at=now + timedelta(hours=12), run_id=run.id, run=run.id,
        )  # fmt: skip
    if now - last < MESSAGES_LIVE:
        return len(interrupted)
    told = 0
    for organisation in db.organisations.tree(session):
        for curator in db.people.curators(session, organisation.id):
            told += letters.write(
                session, curator.id, "letters.gap", kind="notice", once=f"gap:{curator.id}:{last.isoformat()}",
                now=now, since={"moment": last.isoformat(), "zone": organisation.zone},
                until={"moment": now.isoformat(), "zone": organisation.zone},
            )  # fmt: skip
    return len(interrupted) + told
