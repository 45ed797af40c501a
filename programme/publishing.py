"""A school's own questionnaires: kept until somebody has looked at them, published as versions, held against earlier
ones.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import db.form_pictures
import db.own_forms
import db.runs
from db.organisations import Organisation
from db.own_forms import FormDraft
from db.runs import FormVersion
from domain.comparability import Difference, differences, only_typos
from domain.forms import Form
from domain.plain_language import Breach
from programme import audit, form_pictures, forms, plain_language
from programme.form_files import Faulty
from programme.form_pictures import Album
from programme.own_forms import changes, fitted, promised, same_questions
from programme.presence import Visitor
from programme.results_counting import paired
from programme.xlsform_file import NO_PICTURES

KEPT = timedelta(hours=24)
"""How long a questionnaire waits for the word to publish it."""
PICTURES_KEPT = timedelta(days=30)
"""How long its pictures stay: a card that was asked for and not yet sent still finds them."""
PATIENCE = timedelta(hours=1)
"""How long a file is awaited: after that, a workbook is a list of people again."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A questionnaire that waits for the word to publish it, and what that would change.

    `before` is the version in force of the same name; `remarks` are the places where a child would stumble;
    `uncounted` answers to earlier versions are in no results yet.
    """

    id: int
    form: Form
    before: FormVersion | None
    differences: tuple[Difference, ...]
    remarks: tuple[tuple[str, str, Breach], ...]
    uncounted: int

    @property
    def is_known(self) -> bool:
        """Nothing would change."""
        return self.before is not None and self.before.version == self.form.version

    @property
    def may_be_typos(self) -> bool:
        """It may be said that no meaning was changed."""
        return self.before is not None and only_typos(self.differences)


def begin(session: Session, by: Visitor, now: datetime) -> None:
    """The visitor is about to send a questionnaire: for an hour, a workbook is one. What waits already goes on waiting.

    Raises `Denied`.
    """
    by.scope_for("questionnaires.own")
    row = db.own_forms.draft(session, by.person.id)
    if row is None or row.organisation_id != by.organisation.id:
        row = _new_draft(session, by, None, now)
    row.awaited_until = now + PATIENCE


def awaits(session: Session, by: Visitor, now: datetime) -> bool:
    """Whether the visitor's next workbook is a questionnaire."""
    row = db.own_forms.draft(session, by.person.id)
    if row is None or row.organisation_id != by.organisation.id or row.awaited_until is None:
        return False
    return now <= row.awaited_until


def keep(session: Session, by: Visitor, form: Form, now: datetime, album: Album = NO_PICTURES) -> Draft:
    """Keeps a form until the visitor's word; an earlier one of theirs is dropped. Raises `Denied` and `Faulty`."""
    by.scope_for("questionnaires.own")
    own = fitted(form, by.organisation.id)
    keep_promises(session, own)
    keep_pictures(session, own, album, now)
    return looked_at(session, by.organisation, own, _new_draft(session, by, own.to_json(), now).id)


def keep_promises(session: Session, form: Form) -> None:
    """Raises `Faulty` where a form takes back what people were told of who reads its answers."""
    if broken := [*promised(session, form)]:
        raise Faulty(broken)


def keep_pictures(session: Session, form: Form, album: Album, now: datetime) -> None:
    """Keeps what a form shows, before it is published."""
    db.form_pictures.keep(session, form_pictures.of_form(form, album), now)


def kept(session: Session, by: Visitor, draft_id: int) -> Draft | None:
    """The draft of this visitor, as things are now; None when it waits no more. Raises `Denied`."""
    by.scope_for("questionnaires.own")
    row = db.own_forms.draft(session, by.person.id, draft_id)
    if row is None or row.definition is None or row.organisation_id != by.organisation.id:
        return None
    return looked_at(session, by.organisation, Form.from_json(row.definition), row.id)


def publish_kept(session: Session, by: Visitor, draft_id: int, typos: bool, now: datetime) -> FormVersion | None:
    """The visitor's word; None when the draft waits no more, or more was changed than `typos`. Raises `Denied`."""
    draft = kept(session, by, draft_id)
    if draft is None or (typos and not draft.may_be_typos):
        return None
    db.own_forms.drop(session, by.person.id)
    return publish(session, by.organisation, draft.form, typos, by, now)


def publish(
    session: Session, organisation: Organisation, form: Form, typos: bool, by: Visitor | str, now: datetime
) -> FormVersion:
    """Puts an organisation's own form in force; with `typos` answers to it and to the version before may be compared.

    The same form again changes nothing.
    """
    before = db.runs.newest(session, form.name)
    if before is not None and before.version == form.version:
        return before
    version = forms.publish(session, form, now, organisation_id=organisation.id)
    db.form_pictures.publish(session, form.pictures.values())
    if before is not None and typos and same_questions(before) != version.version:
        version.fixes = same_questions(before)
    said = "typos" if typos else "changed" if before is not None else "new"
    audit.record(session, by, "questionnaire.published", f"form_version:{version.id}", now, purpose=said)
    return version


def drop(session: Session, by: Visitor) -> None:
    """The visitor would rather not."""
    db.own_forms.drop(session, by.person.id)


def forget(session: Session, now: datetime) -> int:
    """Drafts that nobody published within a day, and pictures that nobody published within a month."""
    db.form_pictures.drop_before(session, now - PICTURES_KEPT)
    return db.own_forms.drop_before(session, now - KEPT)


def looked_at(session: Session, organisation: Organisation, form: Form, draft_id: int = 0) -> Draft:
    """What publishing an organisation's own form (`own_forms.fitted`) would change."""
    before = db.runs.newest(session, form.name)
    found = differences(forms.of_version(before), form) if before is not None else ()
    uncounted = db.own_forms.uncounted(session, organisation.id, form.name)
    return Draft(draft_id, form, before, found, tuple(plain_language.of_form(form)), uncounted)


def not_comparable(
    session: Session, organisation_id: int, before: str, after: str, now: datetime
) -> tuple[Difference, ...]:
    """What forbids to ask `after` now and to compare it with the answers to `before` (names of forms, or one name).

    These are its questions that are compared, and are not as they were when `before` was asked, typos that were put
    right apart (domain § 9.1). Empty: it may open.
    """
    answered = db.own_forms.answered(session, organisation_id, before)
    asked = forms.in_force(session, after, now)
    found: dict[str, Difference] = {}
    for digest, since in answered.items():
        then = _version(session, digest)
        was = then if before == after else _in_force_at(session, after, since)
        if same_questions(was) == same_questions(asked):
            continue
        twins = {name for _, name in paired(forms.of_version(then), forms.of_version(was))}
        for each in changes(was, asked):
            counts = each.what != "typo" or asked.organisation_id is not None
            if each.question in twins and each.what != "gone" and counts:
                found.setdefault(each.question, each)
    return tuple(found.values())


def _new_draft(session: Session, by: Visitor, definition: str | None, now: datetime) -> FormDraft:
    db.own_forms.drop(session, by.person.id)
    row = FormDraft(
        person_id=by.person.id, organisation_id=by.organisation.id, begun_at=now, definition=definition
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _version(session: Session, digest: str) -> FormVersion:
    known = db.runs.version(session, digest)
    assert known, "a version that was answered is never deleted"
    return known


def _in_force_at(session: Session, name: str, moment: datetime) -> FormVersion:
    """The version that was in force at a moment; the first one, where there was none yet."""
    known = db.own_forms.versions(session, name)
    return next((each for each in known if each.published_at <= moment), min(known, key=lambda each: each.id))
