"""Outages: what to do for people when the bot has been away, told once by the first tick of a new process."""

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


def serving(session: Session, now: datetime) -> int:
    """Notes that this process serves. Its first note tells how long nobody did; returns how many letters that meant."""
    number = db.lease.number(session)
    if number is None or db.due.note(session, "serving", str(number), now):
        return 0
    last = db.due.forget_others(session, "serving", str(number))
    return _back(session, last, now) if last is not None and now - last > PRESSES_LIVE else 0


def _back(session: Session, last: datetime, now: datetime) -> int:
    """The live cards of whoever was at it are offered anew; after a day curators hear of the gap (rows 13, 14)."""
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
