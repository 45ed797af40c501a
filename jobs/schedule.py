"""What the clock does: a literal table of verbs; what is due lives in the database, and every verb may run at any
time, twice or late.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from programme import check_ins, digest, housekeeping, importing, outages, plans, polls, runs

SCHEDULE: tuple[Callable[[Session, datetime], Any], ...] = (
    outages.serving,
    runs.nudge,
    check_ins.ask,
    plans.remind,
    polls.open_month,
    polls.remind,
    polls.close_due,
    digest.send_monthly,
    housekeeping.forget_updates,
    importing.forget,
)
