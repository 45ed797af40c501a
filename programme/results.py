"""Results of questionnaires: published once and for all from runs that nothing else counts, then only read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

import db.ballots
import db.organisations
import db.results
import db.runs
from db.organisations import Organisation, Scope
from db.polls import Poll
from db.results import Pending, Result
from domain import polls, results, score_sheet
from domain.forms import Form
from domain.results import Content, Item, Told
from domain.statistics import Change
from domain.suppression import SMALLEST
from programme import audit, forms
from programme import results_counting as counting
from programme.presence import Visitor


@dataclass(frozen=True, slots=True)
class Published:
    """A publication, its questionnaire, and what it tells."""

    result: Result
    form: Form
    content: Content
    before: Result | None = None
    means_before: Mapping[str, float] = field(default_factory=dict)
    """By question the mean that was published of the wave before."""

    @property
    def changes(self) -> list[tuple[Item, Change]]:
        """The questions that are compared with the wave before."""
        return [(item, item.change) for item in self.content.items if item.change is not None]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Answers that nobody has looked at together yet; `least` is from how many people on that is done.

    `beside_few`: the monthly summary tells of this questionnaire and another one together, as of young and older
    mentees, and that other one was answered by so few that subtracting would show them.
    """

    pending: Pending
    form: Form
    least: int
    version_id: int
    beside_few: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """What a button calls it by: the number of the version, and of the poll or 0."""
        return self.version_id, self.pending.poll_id or 0

    @property
    def ready(self) -> bool:
        """Whether there are enough people, and nobody can be worked out."""
        return self.pending.respondents >= self.least and not self.beside_few


def listed(session: Session, scope: Scope) -> list[Published]:
    """Every publication of the scope, newest first."""
    return [_read(session, result) for result in db.results.listed(session, scope)]


def newest(session: Session, scope: Scope) -> list[Published]:
    """The newest publication of each questionnaire, by role, form of mentoring and wave."""
    seen: dict[tuple[int, str], Published] = {}
    for each in listed(session, scope):
        seen.setdefault((each.result.organisation_id, each.result.form_name), each)
    return sorted(seen.values(), key=lambda each: (each.form.mentoring_form, each.form.role, each.form.name))


def one(session: Session, scope: Scope, result_id: int) -> Published | None:
    """A publication of the scope, or None."""
    result = db.results.one(session, scope, result_id)
    return _read(session, result) if result else None


def waiting(session: Session, organisation: Organisation) -> list[Waiting]:
    """Surveys with finished answers that are not published. The pulses of a pair's first month are none: they are there
    to be acted on.
    """
    named = [
        (each, db.results.newest_version(session, organisation.id, each.form_name, each.poll_id))
        for each in db.results.pending(session, organisation.id)
        if each.poll_id is not None or each.form_name not in polls.PULSES
    ]
    nameless = [
        (each, db.ballots.newest_version(session, organisation.id, each.form_name))
        for each in db.ballots.pending(session, organisation.id)
    ]
    least, found = smallest(organisation), []
    few = {(each.poll_id, each.form_name) for each, _ in named if each.poll_id and each.respondents < least}
    for pending, version in [*named, *nameless]:
        form = forms.of_version(version)
        if results.is_survey(form):
            others = polls.told_together(form.name) - {form.name}
            beside_few = any((pending.poll_id, other) in few for other in others)
            found.append(Waiting(pending, form, least, version.id, beside_few))
    return found


def publish(
    session: Session, organisation: Organisation, form_name: str, poll_id: int | None, now: datetime
) -> Published | None:
    """Counts what is finished and not counted yet, for good; None when there are too few people, or it is no survey.

    Late answers enter the next publication, so that two looks at figures cannot be subtracted (security § 8.1). The
    wave before is published first, so that there is something to compare with.
    """
    ready = {(each.pending.form_name, each.pending.poll_id): each for each in waiting(session, organisation)}
    found = ready.get((form_name, poll_id))
    if found is None or not found.ready:
        return None
    if found.form.wave == "after":
        for (name, _), each in ready.items():
            form = each.form
            if (form.wave, form.role, form.mentoring_form) == ("before", found.form.role, found.form.mentoring_form):
                publish(session, organisation, name, None, now)
    with session.begin_nested() as attempt:
        result = _new(session, organisation, found, now)
        result.respondents = counting.source(found.form).take(session, result)
        if result.respondents < found.least:  # somebody else published them at the same moment
            attempt.rollback()
            return None
    before = _form(session, session.get_one(Result, result.before_id)) if result.before_id is not None else None
    result.content = results.packed(counting.counted(session, result, found.form, before, found.least))
    session.flush()
    return _read(session, result)


def may_read(visitor: Visitor, published: Published) -> bool:
    """Whether somebody may have single answers by code: as the card of the questionnaire promised those who answer."""
    right = {"named": "answers.programme", "confidential": "answers.confidential"}.get(published.form.mode)
    return right is not None and visitor.may(right)


def read(session: Session, visitor: Visitor, published: Published, now: datetime) -> bool:
    """Somebody is given the single answers by code, which is recorded; False for who may not have them."""
    if not may_read(visitor, published):
        return False
    audit.record(session, visitor, "result.read", f"result:{published.result.id}", now)
    return True


def publish_poll(session: Session, poll: Poll, now: datetime) -> None:
    """A poll has closed: its questionnaires are published, those with enough answers."""
    organisation = db.organisations.by_id(session, poll.organisation_id)
    for each in waiting(session, organisation):
        if each.pending.poll_id == poll.id:
            publish(session, organisation, each.pending.form_name, poll.id, now)


def score(session: Session, scope: Scope) -> int | None:
    """The points of the newest score sheet of a curator; None before the first."""
    return score_sheet.points(db.results.marks(session, scope, score_sheet.FORM))


def smallest(organisation: Organisation) -> int:
    """From how many people on figures are shown (setting `smallest_group`): never below five."""
    return max(SMALLEST, int(organisation.settings.get("smallest_group", SMALLEST)))


def _read(session: Session, result: Result) -> Published:
    form, content = _form(session, result), results.unpacked(result.content)
    if result.before_id is None:
        return Published(result, form, content)
    before = session.get_one(Result, result.before_id)
    earlier, pairs = results.unpacked(before.content), counting.paired(_form(session, before), form)
    wholes = {second: item.whole for first, second in pairs if (item := earlier.item(first))}
    means = {name: whole.mean for name, whole in wholes.items() if isinstance(whole, Told) and whole.mean is not None}
    return Published(result, form, content, before, means)


def _form(session: Session, result: Result) -> Form:
    version = db.runs.version(session, result.form_version)
    assert version, "the version of a publication is never deleted"
    return forms.of_version(version)


def _new(session: Session, organisation: Organisation, found: Waiting, now: datetime) -> Result:
    form = found.form
    before = (
        db.results.newest_before(session, organisation.id, form.role, form.mentoring_form)
        if form.wave == "after"
        else db.results.newest(session, organisation.id, form.name)
        if not form.wave and not (form.mode == "anonymous" and form.role == "any")  # others may have been asked
        else None
    )
    result = Result(
        organisation_id=organisation.id,
        form_name=form.name,
        form_version=form.version,
        wave=form.wave,
        role=form.role,
        mentoring_form=form.mentoring_form,
        poll_id=found.pending.poll_id,
        before_id=before.id if before else None,
        asked=found.pending.asked,
        respondents=0,
        taken_at=now,
        content={},
    )
    session.add(result)
    session.flush()
    return result
