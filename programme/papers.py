"""Consents on paper: forms that were given out come back signed, and open the gate when that is confirmed."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import db.consents
import db.guardians
import db.organisations
import db.papers
import db.people
import db.register
from db.consents import Consent
from db.papers import Paper
from db.people import Person
from db.runs import Run
from domain import papers
from domain.answers import Answer
from domain.consents import DATA_OF_A_PARENT, GATE, TERMS, Kind
from programme import audit, consents, joining, letters
from programme.endings import Ending
from programme.people import tell_curators
from programme.presence import Visitor

FORM = "paper_return"
"""The questionnaire by which a curator enters what stands on a signed form."""
Outcome = Literal["confirmed", "second_person", "incomplete", "gone"]


def waiting(session: Session, by: Visitor, page: int, size: int) -> tuple[list[tuple[Paper, Person]], int, int]:
    """A page of the forms that are out, how many there are, and the number of the page: the last at most."""
    scope = by.scope_for("consents.paper")
    _, total = db.papers.waiting(session, scope, 0, 0)
    number = min(max(page, 0), max(0, -(-total // size) - 1))
    return db.papers.waiting(session, scope, number * size, size)[0], total, number


def one(session: Session, by: Visitor, paper_id: int) -> tuple[Paper, Person] | None:
    """A form of the curator's school and whom it is about; another school's number is a miss."""
    return db.papers.one(session, by.scope_for("consents.paper"), paper_id)


def enter(session: Session, by: Visitor, paper_id: int, now: datetime) -> Run | None:
    """The questionnaire about a form that came back, anew; None when there is no such form, or it is done with."""
    from programme.runs import fill_in, interrupt, open_run  # these know the completions, and those know this module

    found = db.papers.one(session, by.scope_for("consents.paper"), paper_id)
    if found is None or found[0].state not in ("given", "returned"):
        return None
    paper = found[0]
    before = session.get(Run, paper.run_id) if paper.run_id is not None else None
    if before is not None and before.state == "open":
        interrupt(session, before, now)
    run = open_run(session, by.person, FORM, now=now)
    if paper.signer == "own":
        fill_in(session, run, "signer", now)
    paper.run_id, paper.photo_by = run.id, None
    session.flush()
    return run


def returned(session: Session, run: Run, given: Mapping[str, Answer], now: datetime) -> Ending | None:
    """Completion of `paper_return`: what stands on the form is written down; it opens nothing yet."""
    paper = db.papers.of_run(session, run.id)
    if paper is None or paper.state not in ("given", "returned"):
        return Ending("papers.gone")
    value = {name: answer.value for name, answer in given.items()}
    paper.relation = "self" if paper.signer == "own" else value.get("signer") or "guardian"
    paper.signed_on = date.fromisoformat(value["day"])
    paper.folder, paper.page = value["folder"], value.get("page") or None
    paper.state, paper.entered_at, paper.entered_by = "returned", now, run.person_id
    session.flush()
    return Ending("papers.entered", {"number": papers.number(paper.id)}, "paper", paper.id)


def tick(session: Session, by: Visitor, paper_id: int, choice: str) -> tuple[Paper, Person] | None:
    """What was ticked on the form, one thing at a time; None when the form is not being entered (any more)."""
    found = db.papers.one(session, by.scope_for("consents.paper"), paper_id)
    if found is None or found[0].state != "returned":
        return None
    paper = found[0]
    offered = TERMS[_kind(paper)].choices
    ticked = set(paper.choices) ^ ({choice} & set(offered))
    paper.choices = [each for each in offered if each in ticked]
    session.flush()
    return found


def confirm(session: Session, by: Visitor, paper_id: int, now: datetime) -> Outcome:
    """The signed form is in its folder: the consent stands. With the setting `four_eyes` it takes a second person."""
    found = db.papers.one(session, by.scope_for("consents.paper"), paper_id)
    if found is None or found[0].state != "returned":
        return "gone"
    paper, subject = found
    if TERMS[_kind(paper)].choices and not paper.choices:
        return "incomplete"
    if by.organisation.settings.get("four_eyes") and paper.entered_by == by.person.id:
        return "second_person"
    paper.state, paper.confirmed_at, paper.confirmed_by, paper.photo_by = "confirmed", now, by.person.id, None
    consent = _write_down(session, paper, subject, by, now)
    audit.record(session, by, "consent.paper_confirmed", f"consent:{consent.id}", now)
    if consent.kind in GATE:
        _open_gate(session, consent, subject, now)
    return "confirmed"


def await_photo(session: Session, by: Visitor, paper_id: int) -> bool:
    """The curator is about to send a photo of this form; False when it is not being entered."""
    found = db.papers.one(session, by.scope_for("consents.paper"), paper_id)
    if found is None or found[0].state != "returned":
        return False
    before = db.papers.photo_awaited(session, by.person.id)
    if before is not None:
        before.photo_by = None
    found[0].photo_by = by.person.id
    session.flush()
    return True


def photo_awaited(session: Session, by: Visitor) -> Paper | None:
    """The form whose photo the curator is about to send."""
    by.scope_for("consents.paper")
    return db.papers.photo_awaited(session, by.person.id)


def keep_photo(session: Session, by: Visitor, paper_id: int, picture: bytes) -> bool:
    """The photo of a form, already made harmless; a second one takes the place of the first."""
    found = db.papers.one(session, by.scope_for("consents.paper"), paper_id)
    if found is None or found[0].state != "returned":
        return False
    found[0].scan, found[0].photo_by = picture, None
    session.flush()
    return True


def wanted(session: Session, child: Person, now: datetime) -> None:
    """A child says that the adult has no Telegram: the curators hear of it, once a day."""
    who: dict[str, Any] = {"who": {"name": child.name} if child.name else "—", "person": child.id}
    once = f"paper_wanted:{child.id}:{now.date().isoformat()}"
    tell_curators(session, child.organisation_id, "letters.paper_wanted", once, now, **who)


def void(session: Session, by: Visitor, paper_id: int, now: datetime) -> bool:
    """A form was spoilt or lost: its number is worth nothing any more."""
    found = db.papers.one(session, by.scope_for("consents.paper"), paper_id)
    if found is None or found[0].state not in ("given", "returned"):
        return False
    found[0].state, found[0].photo_by = "void", None
    audit.record(session, by, "consent.paper_void", f"paper:{paper_id}", now)
    return True


def _write_down(session: Session, paper: Paper, subject: Person, by: Visitor, now: datetime) -> Consent:
    """The evidence of a signature on paper, complete (domain § 11.4)."""
    assert paper.signed_on, "a form that was entered has its day"
    assert paper.relation, "and its signer"
    kind, terms = _kind(paper), TERMS[_kind(paper)]
    signer_id = subject.id if paper.relation == "self" else _parent(session, subject, paper.relation)
    consents.replace(session, subject.id, signer_id, kind, now)
    organisation = db.organisations.by_id(session, paper.organisation_id)
    data = DATA_OF_A_PARENT if kind == "processing" and paper.relation != "self" else terms.data
    consent = Consent(
        kind=kind,
        decision="agreed",
        subject_id=subject.id,
        signer_id=signer_id,
        relation=paper.relation,
        authority="own" if paper.relation == "self" else "paper",
        signed_at=datetime.combine(paper.signed_on, time(12), ZoneInfo(organisation.zone)),
        channel="paper",
        paper_id=paper.id,
        folder=paper.folder,
        page=paper.page,
        digest=paper.digest,
        version=paper.version,
        template=paper.template,
        choices=list(paper.choices),
        purposes=list(terms.purposes),
        data=list(paper.choices if kind == "publication" else data),
        actions=list(terms.actions),
        third_parties=list(paper.choices if kind == "transfer" else terms.third_parties),
        entered_at=now,
        entered_by=paper.entered_by or by.person.id,
    )
    session.add(consent)
    session.flush()
    return consent


def _parent(session: Session, subject: Person, relation: str) -> int | None:
    """The parent who signed, if that parent is with us."""
    known = [each for each in db.guardians.of_child(session, subject.id) if each.confirmed_at and not each.refused_at]
    return next((each.parent_id for each in known if each.relation == relation), None)


def _open_gate(session: Session, consent: Consent, subject: Person, now: datetime) -> None:
    """Whoever waited for this signature hears of it: they may begin, or have a word of their own to say."""
    before = subject.state
    here = joining.advance(session, subject, now)
    if consent.relation != "self":
        consents.ask_child(session, subject, now)
    if here.step == "home" and before != "active":
        once = f"may_begin:{consent.id}"
        letters.write(session, subject.id, "letters.may_begin", kind="consent", once=once, now=now)
    signer = session.get(Person, consent.signer_id) if consent.signer_id is not None else None
    if signer is not None and signer.id != subject.id:
        joining.advance(session, signer, now)


def _kind(paper: Paper) -> Kind:
    kind: Kind = paper.kind  # type: ignore[assignment]  # the column holds nothing else
    return kind
