"""The tree of organisations: schools under municipalities under regions."""

import re
from datetime import datetime
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

import db.organisations
from db.organisations import Organisation

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")

OPERATORS = ("state", "municipal", "private", "other")
"""Who runs an organisation (setting `operator`)."""
PUBLIC = ("state", "municipal")
"""Who may not pass personal data through a foreign messenger (149-FZ art. 10 p. 8; domain § 16.1)."""


class OrganisationRefused(ValueError):
    """Why an organisation is not added or not found, in one line for the operator."""


def add(session: Session, code: str, name: str, *, zone: str, now: datetime, parent: str | None = None) -> Organisation:
    """Adds an organisation, under `parent` (a code) when given. Raises `OrganisationRefused`."""
    if not CODE.fullmatch(code):
        raise OrganisationRefused(f"{code!r} is no code: lower-case letters a-z, digits and dashes, at most 31.")
    if not name.strip():
        raise OrganisationRefused("An organisation needs a name.")
    if zone not in available_timezones():
        raise OrganisationRefused(f"{zone!r} is no time zone; for example Europe/Moscow or Asia/Yekaterinburg.")
    if db.organisations.by_code(session, code) is not None:
        raise OrganisationRefused(f"There is an organisation {code!r} already.")
    above = by_code(session, parent) if parent else None
    organisation = Organisation(
        code=code,
        name=" ".join(name.split()),
        parent_id=above.id if above else None,
        path="",
        zone=zone,
        settings={},
        created_at=now,
    )
    session.add(organisation)
    session.flush()
    organisation.path = f"{above.path if above else '/'}{organisation.id}/"
    session.flush()
    return organisation


def is_run_by(session: Session, organisation: Organisation, operator: str, now: datetime) -> None:
    """Records who runs an organisation, and that its operator was told on that day what the law says of messengers."""
    told = {"told_of_messengers": now.date().isoformat()} if operator in PUBLIC else {}
    organisation.settings = {**organisation.settings, "operator": operator, **told}
    session.flush()


def by_code(session: Session, code: str) -> Organisation:
    """The organisation of a code; raises `OrganisationRefused` when there is none."""
    organisation = db.organisations.by_code(session, code)
    if organisation is None:
        raise OrganisationRefused(f"There is no organisation {code!r}: see `mentor-bot organisation list`.")
    return organisation


def the_one(session: Session, code: str | None) -> Organisation:
    """The organisation of a code; without a code the only one that has nothing below it, if that is clear."""
    if code:
        return by_code(session, code)
    tree = db.organisations.tree(session)
    above = {organisation.parent_id for organisation in tree}
    leaves = [organisation for organisation in tree if organisation.id not in above]
    if len(leaves) != 1:
        raise OrganisationRefused(
            "Say which organisation: --organisation CODE." if leaves else "There is no organisation yet."
        )
    return leaves[0]
