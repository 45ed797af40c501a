"""Forms on paper are given out: to one person or a class, each with a number, for the signatures that are missing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

import db.consents
import db.organisations
import db.papers
import db.people
import db.register
from db.organisations import Organisation
from db.papers import Paper
from db.people import Person
from domain.consents import Kind, class_order, keys
from locales import texts_in
from programme import consents, joining, wordings
from programme.presence import Visitor
from programme.wordings import Parties

Signer = Literal["parent", "own"]


def needed(session: Session, person: Person, kind: Kind, now: datetime) -> tuple[Signer, ...]:
    """Whose signatures of a kind a person still lacks; a mentor duty is a worker's, so a minor has none."""
    stage = joining.stage_of(person, db.organisations.by_id(session, person.organisation_id), now)
    if kind == "mentor_duty" and stage != "adult":
        return ()
    wanted = keys(stage)
    standing = {
        "own" if each.relation == "self" else "parent"
        for each in db.consents.standing(session, person.id)
        if each.kind == kind
    }
    return tuple(key for key in wanted if key not in standing)


def give(session: Session, by: Visitor, person_id: int, kind: Kind, language: str, now: datetime) -> list[Paper]:
    """The forms that one person needs, printed now; nobody of the scope, or nothing missing: none."""
    scope = by.scope_for("consents.paper")
    person = db.people.one(session, scope, person_id)
    return _give(session, by, [person], kind, language, now) if person else []


def give_class(session: Session, by: Visitor, somebody: int, kind: Kind, language: str, now: datetime) -> list[Paper]:
    """The forms that the participants of somebody's class need, by name; another school's person is a miss."""
    scope = by.scope_for("consents.paper")
    one = db.people.one(session, scope, somebody)
    people = db.register.participants(session, scope) if one is not None else []
    mates = [each for each in people if one is not None and each.group_name == one.group_name]
    return _give(session, by, mates, kind, language, now)


def groups(session: Session, by: Visitor) -> list[tuple[str | None, int]]:
    """The classes that have participants (None: those without one), each with the id of somebody of it."""
    people = db.register.participants(session, by.scope_for("consents.paper"))
    found = {each.group_name: each.id for each in people}
    return sorted(found.items(), key=lambda each: class_order(each[0]))


def _give(
    session: Session, by: Visitor, people: Iterable[Person], kind: Kind, language: str, now: datetime
) -> list[Paper]:
    made = []
    for person in people:
        kept = {(each.kind, each.signer, each.digest): each for each in db.papers.unreturned(session, [person.id])}
        organisation = db.organisations.by_id(session, person.organisation_id)
        for signer in needed(session, person, kind, now):
            paper = _printed(session, by, person, organisation, kind, signer, language, now)
            made.append(kept.get((kind, signer, paper.digest)) or paper)
            if made[-1] is paper:
                session.add(paper)
    session.flush()
    return made


def _printed(
    session: Session, by: Visitor, person: Person, organisation: Organisation, kind: Kind, signer: Signer,
    language: str, now: datetime,
) -> Paper:  # fmt: skip
    """A form with its text as it is printed; not kept yet."""
    parent = signer == "parent"
    template = wordings.current(session, organisation, kind, parent, language)
    parties = Parties(person.name, wordings.BLANK if parent else "", None, on_paper=True)
    text = wordings.words(template, parties, organisation, texts_in(template.language))
    return Paper(
        organisation_id=organisation.id, subject_id=person.id, kind=kind, signer=signer, language=template.language,
        version=template.version, template=template.digest, given_at=now, given_by=by.person.id, state="given",
        digest=consents.keep_text(session, kind, template.language, text, now),
    )  # fmt: skip
