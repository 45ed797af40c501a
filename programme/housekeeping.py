"""What is thrown away when its time is over."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import db.due
import db.journal

KEEP_IDS = timedelta(days=7)
"""Settled ids are kept for deduplication; Telegram redelivers for 24 hours."""


def forget_updates(session: Session, now: datetime) -> int:
    """Once a day: deletes the ids of old settled updates; returns how many."""
    if not db.due.claim(session, "forget_updates", "journal", now.date().isoformat(), now):
        return 0
    return db.journal.forget(session, now - KEEP_IDS)
