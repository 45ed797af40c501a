"""Campaigns: a questionnaire for many people at once, from one day to another; what is asked are its runs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, and_, case, cast, exists, func, select, true
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.accounts import Account
from db.base import Base
from db.guardians import Guardian
from db.letters import Letter
from db.organisations import Scope, within
from db.pairs import Member, Pair
from db.people import Grant, Person
from db.polls import REACHABLE, Tally
from db.runs import Run


class Campaign(Base):
    """One questionnaire for one audience (`domain.campaigns.Audience`) of an organisation, in the version that the
    curator saw.

    It takes answers from `opens_on` to `closes_on`, both included, in the school's time. `draft` while the curator
    chooses. `interrupted`: it did harm or was a mistake, and `reason` says which.
    """

    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    form_name: Mapped[str]
    form_version: Mapped[str] = mapped_column(ForeignKey("form_versions.version"))
    mode: Mapped[str]  # named | confidential | anonymous: that of the version
    audience: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="draft")  # draft | planned | open | closed | interrupted
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str | None]

    __table_args__ = (
        Index("ix_campaigns_organisation_id_state", "organisation_id", "state"),
        Index("ix_campaigns_state_opens_on", "state", "opens_on"),
        {"sqlite_autoincrement": True},  # the number of a draft that is gone is given to no other: buttons carry it
    )


@dataclass(frozen=True, slots=True)
class Owing:
    """Somebody with open sheets of a campaign: `id` is the person's; the first sheet, and how many there are."""

    id: int
    run_id: int
    sheets: int


def one(session: Session, scope: Scope, campaign_id: int, *states: str, change: bool = False) -> Campaign | None:
    """A campaign of the scope in one of the states, or None; who wants to `change` it waits for who does so now."""
    query = select(Campaign).where(
        Campaign.id == campaign_id, within(Campaign.organisation_id, scope), Campaign.state.in_(states)
    )
    if change:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalar(query)


def listed(session: Session, scope: Scope, *states: str) -> list[Campaign]:
    """The campaigns of the scope in the states: what ends first stands first, what is over last."""
    found = select(Campaign).where(within(Campaign.organisation_id, scope), Campaign.state.in_(states))
    return list(session.scalars(found.order_by(Campaign.closes_on, Campaign.id)))


def draft_of(session: Session, curator_id: int) -> list[Campaign]:
    """What a curator has begun to put together."""
    return list(session.scalars(select(Campaign).where(Campaign.created_by == curator_id, Campaign.state == "draft")))


def in_state(session: Session, state: str) -> list[Campaign]:
    """All campaigns in a state, for the clock; held until the transaction ends."""
    found = select(Campaign).where(Campaign.state == state).order_by(Campaign.id)
    return list(session.scalars(found.with_for_update(key_share=True).execution_options(populate_existing=True)))


def holders(
    session: Session, organisation_id: int, roles: Collection[str]
) -> list[tuple[Person, str | None, str | None, bool]]:
    """Who holds one of the roles in their own organisation: the class and the form of mentoring of the role, and
    whether letters reach them. Those who left are left out.
    """
    reachable = exists().where(Account.person_id == Person.id, Account.state == "active")
    rows = session.execute(
        select(Person, Grant.group_name, Grant.form, reachable)
        .join(Grant, Grant.person_id == Person.id)
        .where(
            Person.organisation_id == organisation_id,
            Person.state != "left",
            Person.merged_into.is_(None),
            Person.erased_at.is_(None),
            Grant.organisation_id == organisation_id,
            Grant.role.in_(roles),
            Grant.until.is_(None),
        )
        .order_by(Person.search_key, Person.id, Grant.id)
    )
    return [(row[0], row[1], row[2], bool(row[3])) for row in rows]


def forms_held(session: Session, organisation_id: int, roles: Collection[str]) -> set[str]:
    """The forms of mentoring that roles of the organisation are written down with."""
    held = select(Grant.form).where(
        Grant.organisation_id == organisation_id, Grant.role.in_(roles), Grant.until.is_(None), Grant.form.is_not(None)
    )
    return {form for form in session.scalars(held.distinct()) if form is not None}


def places(session: Session, organisation_id: int) -> list[tuple[int, int, str | None, str]]:
    """The places that people have or had in pairs: person, pair, form of mentoring, state of the pair."""
    rows = session.execute(
        select(Member.person_id, Pair.id, Pair.form, Pair.state)
        .join(Pair, Pair.id == Member.pair_id)
        .where(Pair.organisation_id == organisation_id, Pair.state.in_(("proposed", "active", "ended")))
        .order_by(Pair.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def families(session: Session, organisation_id: int) -> list[tuple[int, int]]:
    """Confirmed legal representatives and their children: parent, child."""
    rows = session.execute(
        select(Guardian.parent_id, Guardian.child_id)
        .join(Person, Person.id == Guardian.child_id)
        .where(
            Person.organisation_id == organisation_id,
            Guardian.parent_id.is_not(None),
            Guardian.confirmed_at.is_not(None),
            Guardian.refused_at.is_(None),
            Guardian.ended_at.is_(None),
        )
        .order_by(Guardian.id)
    )
    return [(row[0], row[1]) for row in rows if row[0] is not None]


def sheets(session: Session, campaign_id: int) -> set[tuple[int, int | None, int | None]]:
    """The sheets of a campaign that were given: to whom, about whom, about which pair."""
    rows = session.execute(select(Run.person_id, Run.about_id, Run.pair_id).where(Run.campaign_id == campaign_id))
    return {(row[0], row[1], row[2]) for row in rows}


def progress(session: Session, campaign_id: int) -> list[tuple[str | None, Tally]]:
    """Where the sheets stand, by class: of the child that a sheet is about, else of the person."""
    about = aliased(Person)
    group = func.coalesce(about.group_name, Person.group_name)
    answered, begun = Run.state == "done", Run.touched_at.is_not(None)

    def number(condition: Any) -> Any:
        return func.sum(case((condition, 1), else_=0))

    rows = session.execute(
        select(
            group,
            number(answered),
            number(and_(~answered, REACHABLE, begun)),
            number(and_(~answered, REACHABLE, ~begun)),
            number(and_(~answered, ~REACHABLE)),
        )
        .join(Person, Person.id == Run.person_id)
        .outerjoin(about, about.id == Run.about_id)
        .where(Run.campaign_id == campaign_id)
        .group_by(group)
    )
    return [(row[0], Tally(*(int(value) for value in row[1:]))) for row in rows]


def classes(session: Session, person_ids: Collection[int]) -> dict[str | None, int]:
    """How many of the people are in each class."""
    rows = session.execute(
        select(Person.group_name, func.count()).where(Person.id.in_(person_ids)).group_by(Person.group_name)
    )
    return {row[0]: row[1] for row in rows}


def owing(session: Session, campaign_id: int) -> list[tuple[Run, Person, bool]]:
    """Sheets without an answer: run, person, and whether letters reach them; by name."""
    rows = session.execute(
        select(Run, Person, REACHABLE)
        .join(Person, Person.id == Run.person_id)
        .where(Run.campaign_id == campaign_id, Run.state != "done")
        .order_by(Person.search_key, Person.id, Run.id)
    )
    return [(row[0], row[1], bool(row[2])) for row in rows]


def unfinished(session: Session, campaign_id: int) -> list[Run]:
    """Runs that still wait for answers, held: who is finishing at this very moment has answered."""
    waiting = select(Run).where(Run.campaign_id == campaign_id, Run.state == "open").order_by(Run.id)
    return list(session.scalars(waiting.with_for_update()))


def letter_key(campaign_id: int, person_id: Any, step: int) -> Any:
    """The once-only key of a letter: step 0 opens, others remind. `person_id`: a number or a column."""
    begins = f"campaign:{campaign_id}:"
    if isinstance(person_id, int):
        return f"{begins}{person_id}:{step}"
    return begins + cast(person_id, String) + f":{step}"


def owing_people(session: Session, campaign_id: int) -> list[Owing]:
    """Everybody with open sheets."""
    return _owing(session, campaign_id, true())


def to_remind(session: Session, campaign_id: int, step: int, before: datetime) -> list[Owing]:
    """People with open sheets whose letter of the step before arrived by then, the next unwritten. `Later` has its own
    time.
    """
    earlier, later = aliased(Letter), aliased(Letter)
    arrived = exists().where(
        earlier.once_key == letter_key(campaign_id, Run.person_id, step - 1),
        earlier.state.in_(("sent", "uncertain")),
        earlier.settled_at <= before,
    )
    written = exists().where(later.once_key == letter_key(campaign_id, Run.person_id, step))
    return _owing(session, campaign_id, and_(arrived, ~written, Run.nudge_at.is_(None)))


def _owing(session: Session, campaign_id: int, condition: Any) -> list[Owing]:
    rows = session.execute(
        select(Run.person_id, func.min(Run.id), func.count())
        .where(Run.campaign_id == campaign_id, Run.state == "open", condition)
        .group_by(Run.person_id)
        .order_by(Run.person_id)
    )
    return [Owing(row[0], row[1], row[2]) for row in rows]


def needless(session: Session, campaign_id: int) -> list[str]:
    """The keys of waiting letters about a campaign to people who owe nothing any more."""
    open_sheet = exists().where(Run.campaign_id == campaign_id, Run.state == "open", Run.person_id == Letter.person_id)
    keys = select(Letter.once_key).where(
        Letter.state == "waiting", Letter.once_key.startswith(f"campaign:{campaign_id}:"), ~open_sheet
    )
    return list(session.scalars(keys))
