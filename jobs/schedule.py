"""What the clock does: a literal table of verbs; what is due lives in the database, and every verb may run at any
time, twice or late.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from jobs import audit_head
from programme import (
    alarms,
    applications,
    ballots,
    birthdays,
    campaigns,
    check_ins,
    clearances,
    closing,
    digest,
    erasure,
    housekeeping,
    importing,
    incidents,
    outages,
    plans,
    polls,
    publishing,
    pulses,
    retention,
    runs,
)

SCHEDULE: tuple[Callable[[Session, datetime], Any], ...] = (
    outages.serving,
    alarms.escalate,
    alarms.morning,
    incidents.hand_over_unfinished,
    runs.nudge,
    check_ins.ask,
    plans.remind,
    polls.open_month,
    polls.remind,
    polls.close_due,
    campaigns.open_due,
    campaigns.remind,
    campaigns.close_due,
    pulses.first_month,
    pulses.close_due,
    ballots.shuffle,
    closing.end_due,
    clearances.warn,
    digest.send_monthly,
    birthdays.look,
    applications.forget,
    housekeeping.forget_updates,
    erasure.warn,
    retention.nightly,
    audit_head.told,
    importing.forget,
    publishing.forget,
)
URGENT = (alarms.escalate,)
"""What is done even while the clock cannot be trusted: a call for help rather climbs too early than not at all."""
