"""Once a day the seal of the audit's newest row goes to the log: kept elsewhere, it shows a chain written anew."""

from datetime import datetime

import structlog
from sqlalchemy.orm import Session

import db.due
from programme import audit

log = structlog.get_logger()


def told(session: Session, now: datetime) -> None:
    """Whenever the clock looks first on a day (security § 7)."""
    if db.due.claim(session, "audit_head", "log", now.date().isoformat(), now):
        log.info("audit head", digest=audit.head(session))
