"""Consents: given with full evidence, refused with nothing but the mark kept (taken back: `programme.withdrawing`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

import db.consents
import db.guardians
import db.invitations
import db.letters
import db.organisations
import db.pairs
import db.people
import db.runs
from db.consents import Consent, ConsentText
from db.people import Person
from domain.consents import ASSENT, DATA_OF_A_PARENT, GATE, TERMS, Decision, Kind
from domain.names import is_pseudonym
from locales import texts_in
from programme import joining, letters, wordings
from programme.joining import Station
from programme.people import rename, tell_curators
from programme.wordings import Parties, Template

OPEN = {"consent", "assent", "refused"}
"""Where the question of consent may be answered; a «no» may be thought over."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text as it is shown before the decision, and the wording it was made of."""

    template: Template
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A consent as the reader sees it: whose data (the name), and whether the reader signed it."""

    consent: Consent
    subject: str
    mine: bool
    about_oneself: bool


def listed(session: Session, person: Person) -> list[Line]:
    """What a person agreed to, or somebody agreed to about them, newest first."""
    return [_line(session, person, consent) for consent in reversed(db.consents.concerning(session, person.id))]


def one(session: Session, person: Person, consent_id: int) -> Line | None:
    """One of them; somebody else's is a miss."""
    consent = db.consents.one(session, person.id, consent_id)
    return _line(session, person, consent) if consent and consent.decision == "agreed" else None


def _line(session: Session, person: Person, consent: Consent) -> Line:
    subject = session.get_one(Person, consent.subject_id)
    mine = consent.signer_id == person.id
    return Line(consent, subject.name, mine, mine and subject.id == person.id)


def told(session: Session, here: Station, language: str, kind: Kind = "processing") -> Told:
    """The text that somebody is asked to agree to at this station, filled in."""
    relation = (here.guardian.relation or "guardian") if here.guardian else None
    template = wordings.current(session, here.organisation, kind, here.child is not None, language)
    parties = Parties(here.subject.name, here.person.name if here.child else "", relation)
    return Told(template, wordings.words(template, parties, here.organisation, texts_in(template.language)))


def decide(
    session: Session,
    person: Person,
    subject_id: int,
    decision: Decision,
    text: str,
    language: str,
    account: str,
    now: datetime,
) -> tuple[Station, Consent | None]:
    """A person agreed or refused, having been shown `text`; `account` is `channel:address`.

    The consent is None when the question is not open any more, not about this subject, or is decided on paper only:
    nothing was changed.
    """
    here = joining.station(session, person, now)
    thought_over = here.step == "refused" and decision == "refused"
    if here.step not in OPEN or here.subject.id != subject_id or thought_over or here.on_paper:
        return here, None
    kind: Kind = "assent" if here.stage == "child" and here.child is None else "processing"
    data = DATA_OF_A_PARENT if here.child else TERMS[kind].data
    if kind == "assent":
        template = wordings.holding(session, here.organisation, ASSENT, language)
        template = template if template.version else Template(ASSENT, language, 0, text)
    else:
        template = wordings.current(session, here.organisation, kind, here.child is not None, language)
    consent = write_down(session, here, kind, decision, template, text, account, now, data=data)
    db.letters.silence(session, person.id, "consent")
    if decision == "refused":
        _keep_only_the_mark(session, here)
        key, number = f"letters.refused_by_{_signer(here)}", _number(session, here)
        tell_curators(session, here.organisation.id, key, f"refused:{consent.id}", now, number=number)
        return joining.advance(session, person, now), consent
    if here.child is not None:
        ask_child(session, here.child, now)
    return joining.advance(session, person, now), consent


def write_down(
    session: Session,
    here: Station,
    kind: Kind,
    decision: Decision,
    template: Template,
    text: str,
    account: str,
    now: datetime,
    *,
    data: Sequence[str] = (),
    choices: Sequence[str] = (),
) -> Consent:
    """The evidence of a decision in the chat, complete (domain § 11.4); of a refusal only that it was one."""
    agreed, parent = decision == "agreed", here.guardian
    if agreed:
        replace(session, here.subject.id, here.person.id, kind, now)
    by_phone = parent is not None and parent.confirmed_by is None
    terms = TERMS[kind]
    consent = Consent(
        kind=kind,
        decision=decision,
        subject_id=here.subject.id,
        signer_id=here.person.id,
        relation=parent.relation or "guardian" if parent else "self",
        authority="own" if parent is None else "phone_on_school_list" if by_phone else "confirmed_by_curator",
        signed_at=now,
        channel="chat",
        account=account,
        verified_phone=parent.shared_phone if agreed and parent and by_phone else None,
        digest=keep_text(session, kind, template.language, text, now, whole=agreed),
        version=template.version,
        template=template.digest,
        choices=list(choices),
        purposes=list(terms.purposes),
        data=list(data or terms.data),
        actions=list(terms.actions),
        third_parties=list(choices if kind == "transfer" else terms.third_parties),
        entered_at=now,
        entered_by=here.person.id,
    )
    session.add(consent)
    session.flush()
    return consent


def replace(session: Session, subject_id: int, signer_id: int | None, kind: Kind, now: datetime) -> None:
    """What a signer said before about the same gives way to what they say now."""
    for each in db.consents.standing(session, subject_id):
        if each.kind == kind and each.signer_id == signer_id:
            each.replaced_at = now


def keep_text(session: Session, kind: Kind, language: str, text: str, now: datetime, *, whole: bool = True) -> str:
    """The digest of a wording, which is kept once per content; one that was refused names a person: only the digest."""
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    known = session.get(ConsentText, digest)
    if known is None:
        words = text if whole else ""
        session.add(ConsentText(digest=digest, kind=kind, language=language, text=words, created_at=now))
        session.flush()
    elif whole:
        known.text = text
    return digest


def _keep_only_the_mark(session: Session, here: Station) -> None:
    """Forgets what we know of whom nobody has agreed for; who has another standing consent stays known."""
    for person in {here.person, here.subject}:
        if not signed(session, person.id):
            person.group_name = person.nickname = person.born = None
            rename(session, person, "")
            for guardian in db.guardians.of_child(session, person.id):
                guardian.phone = guardian.shared_phone = None


def signed(session: Session, person_id: int) -> bool:
    """Whether a consent to the use of data stands that this person signed or that is about them."""
    concerning = db.consents.concerning(session, person_id)
    return any(each.stands and each.kind in GATE for each in concerning)


def ask_child(session: Session, child: Person, now: datetime) -> None:
    """The other key: the child hears that the adult agreed, and is asked."""
    here = joining.station(session, child, now)
    if here.step in ("assent", "consent"):
        key = "letters.adult_agreed" if here.step == "assent" else "letters.adult_agreed_teen"
        key = "letters.adult_agreed_own" if here.assent else key
        once = f"{key}:{child.id}:{now.isoformat()}"
        letters.write(
            session, child.id, key, kind="consent", once=once, now=now, subject=child.id, role=here.role,
            called=called(here), words=here.assent, version=here.version,
        )  # fmt: skip


def called(here: Station) -> str:
    """By what the chat knows whoever a consent is about: `name`, or `code` where the name stays at school."""
    return "code" if is_pseudonym(here.subject.name) else "name"


def _signer(here: Station) -> str:
    return "child" if here.child is None and here.stage == "child" else "adult"


def _number(session: Session, here: Station) -> int | str:
    """The invitation's number: who said no has no name here any more."""
    invitation = db.invitations.of_person(session, here.subject.id)
    return invitation.id if invitation else "—"
