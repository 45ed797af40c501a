"""Alarms: a case is opened, those whose turn it is are told without its content, the next ones when nobody takes it."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.cases
import db.letters
import db.organisations
from db.cases import Alert, Case
from db.organisations import Organisation
from domain.cases import STEPS, URGENT, Kind, counts_from, hours, is_answered, tiers
from programme import letters


def open_case(session: Session, organisation_id: int, kind: Kind, importance: str, now: datetime, **about: Any) -> Case:
    """A new case and its first alerts; `about` are columns that say by whom and about whom it is."""
    organisation = db.organisations.by_id(session, organisation_id)
    local = now.astimezone(ZoneInfo(organisation.zone))
    case = Case(
        organisation_id=organisation_id,
        number=db.cases.next_number(session, organisation_id),
        kind=kind,
        importance=importance,
        opened_at=now,
        counts_from=counts_from(local, organisation.settings) if kind in URGENT else now,
        stage=1,
        **{"excluded": [], **about},
    )
    session.add(case)
    session.flush()
    sound(session, case, now)
    return case


def sound(session: Session, case: Case, now: datetime, again: int | None = None) -> None:
    """Tells those whose turn has come and who do not know yet; whoever it is passed on to hears of it `again`."""
    known = {alert.person_id for alert in db.cases.alerts(session, case.id)}
    for person_id in [person_id for tier in chain(session, case)[: case.stage] for person_id in tier]:
        if person_id not in known:
            session.add(Alert(case_id=case.id, person_id=person_id, told_at=now))
        if person_id not in known or person_id == again:
            _write(session, case, person_id, f"letters.case_{case.kind}", now)
    session.flush()


def chain(session: Session, case: Case) -> tuple[tuple[int, ...], ...]:
    """Who is told of a case, tier by tier. Words in an answer are for psychologists only and climb nowhere; a wish for
    another mentor goes to a psychologist and the curators at once.
    """
    organisation = db.organisations.by_id(session, case.organisation_id)
    adults = db.cases.adults(session, organisation)
    hidden = {*case.excluded, *([case.reporter_id] if case.reporter_id is not None else [])}
    if case.kind == "flag":
        return tiers([each for each in adults if each.role == "psychologist"], None, False, hidden)[:1]
    found = tiers(adults, case.first_id, case.no_curator, hidden)
    if case.kind == "change":
        curators = tuple(each.person_id for each in adults if each.role == "curator")
        return (tuple(dict.fromkeys((*(found[0] if found else ()), *curators))),)
    return found


def revoke(session: Session, case: Case, person_id: int, now: datetime) -> None:
    """Somebody turned out to be named in a case: they see it no more, and what has not reached them never does."""
    for alert in db.cases.alerts(session, case.id):
        if alert.person_id == person_id and alert.revoked_at is None:
            alert.revoked_at = now
    db.letters.call_off(session, _keys(case, [person_id]))


def silence(session: Session, case: Case) -> None:
    """Nobody need be told any more: somebody has taken the case, or it is closed."""
    db.letters.call_off(session, _keys(case, [alert.person_id for alert in db.cases.alerts(session, case.id)]))


def escalate(session: Session, now: datetime) -> int:
    """Tells the next tier of what nobody has taken in time, and those once more who were told before; for the clock."""
    climbed = 0
    for case in db.cases.untaken(session):
        due = sum(now - case.counts_from >= step for step in STEPS)
        while case.stage < due:
            before = [alert.person_id for alert in db.cases.alerts(session, case.id) if alert.revoked_at is None]
            case.stage += 1
            sound(session, case, now)
            minutes = int(STEPS[case.stage - 1] / timedelta(minutes=1))
            for person_id in before:
                _write(session, case, person_id, "letters.case_waits", now, minutes=minutes)
            climbed += 1
    return climbed


def morning(session: Session, now: datetime) -> int:
    """In the morning of a working day those who were told hear how much still waits; for the clock."""
    waiting: defaultdict[tuple[int, int], int] = defaultdict(int)
    for case in db.cases.untaken(session):
        organisation = db.organisations.by_id(session, case.organisation_id)
        if _began_before_this_morning(case, organisation, now):
            for alert in db.cases.alerts(session, case.id):
                if alert.revoked_at is None:
                    waiting[organisation.id, alert.person_id] += 1
    written = 0
    for (organisation_id, person_id), count in waiting.items():
        zone = ZoneInfo(db.organisations.by_id(session, organisation_id).zone)
        once = f"cases:{organisation_id}:{now.astimezone(zone).date().isoformat()}:{person_id}"
        written += letters.write(
            session, person_id, "letters.cases_wait", kind="alert", once=once, now=now, count=count
        )  # fmt: skip
    return written


def _began_before_this_morning(case: Case, organisation: Organisation, now: datetime) -> bool:
    local, when = now.astimezone(ZoneInfo(organisation.zone)), hours(organisation.settings)
    opens = local.replace(hour=when.opens.hour, minute=when.opens.minute, second=0, microsecond=0)
    return is_answered(local, when) and case.opened_at < opens


def _write(session: Session, case: Case, person_id: int, key: str, now: datetime, **values: Any) -> None:
    letters.write(
        session, person_id, key, kind="alert" if case.kind in URGENT else "notice",
        once=_key(case, person_id, case.stage), now=now, not_before=max(now, case.counts_from),
        case=case.id, revision=case.revision, number=case.number,
        importance={"text": f"cases.importance_{case.importance}"}, **values,
    )  # fmt: skip


def _key(case: Case, person_id: int, stage: int) -> str:
    return f"case:{case.id}:{int(case.counts_from.timestamp())}:{stage}:{person_id}"


def _keys(case: Case, person_ids: list[int]) -> list[str]:
    return [_key(case, each, stage) for each in person_ids for stage in range(1, len(STEPS) + 1)]
