"""The questionnaires that a school may use: the built-in ones and its own, each in its versions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

import db.own_forms
from db.runs import FormVersion
from domain.campaigns import ASKED_OF, PARTICIPANTS
from domain.comparability import Difference, differences
from domain.forms import Form
from domain.profiles import FORMS
from domain.results import is_survey
from programme import forms
from programme.completion import COMPLETIONS
from programme.form_files import Faulty
from programme.presence import Visitor
from programme.xlsform_errors import FormError

ANYBODY = "any"
"""The role of a form that everybody may be asked with."""

UNNAMED = "data"
"""What pyxform calls a form that has no form_id."""

LONGEST: Mapping[str, int] = {"heading": 60, "purpose": 500, "ending": 1000}
"""Characters of a form's own texts: the heading stands on buttons, the others on a screen with more beside them."""
GROUPS = ("own", "waves", "surveys", "dialogs")
"""What they are for: the school's own, the official waves, what a curator may ask, what the bot asks itself."""

_OWN = re.compile(r"own\d+\.")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a questionnaire and how it differs from the one before; `number` counts from the first, 1."""

    row: FormVersion
    number: int
    differences: tuple[Difference, ...]


def own_name(organisation_id: int, name: str) -> str:
    """The name of an organisation's own questionnaire: it shadows neither a built-in one nor another school's."""
    return f"own{organisation_id}.{plain_name(name)}"


def plain_name(name: str) -> str:
    """The name as the school wrote it."""
    return _OWN.sub("", name, count=1) if _OWN.match(name) else name


def fitted(form: Form, organisation_id: int) -> Form:
    """The form as the organisation's own. Raises `Faulty` for what only built-in questionnaires may have."""
    if wrong := [*_unfit(form)]:
        raise Faulty(wrong)
    return replace(form, name=own_name(organisation_id, form.name), role=form.role or ANYBODY)


def promised(session: Session, form: Form) -> Iterator[FormError]:
    """What an organisation's own form would take back of what people were told: who reads the answers to a question of
    this name, in any version, and the mode.
    """
    for earlier in map(forms.of_version, db.own_forms.versions(session, form.name)):
        if earlier.mode != form.mode:
            yield FormError("questionnaires.mode_promised", "settings", 2, "mode")
            return
        for question in form.questions:
            known = earlier.question(question.name)
            if known is not None and known.seen_by != question.seen_by:
                yield FormError("questionnaires.readers_promised", "survey", 0, "bind::seen_by", name=question.name)
                return


def may_be_own(form: Form) -> bool:
    """Whether a school may make its own of it; what the bot itself works with stays the bot's."""
    return not any(_unfit(form))


def group_of(version: FormVersion) -> str:
    """Which of `GROUPS` a questionnaire belongs to."""
    if version.organisation_id is not None:
        return "own"
    if forms.of_version(version).wave:
        return "waves"
    return "dialogs" if version.name in COMPLETIONS else "surveys"


def listed(session: Session, by: Visitor) -> list[FormVersion]:
    """Every questionnaire that the visitor's organisation may use, in the version in force. Raises `Denied`."""
    by.scope_for("questionnaires.own")
    return db.own_forms.newest_of_each(session, by.organisation.id)


def one(session: Session, by: Visitor, version_id: int) -> FormVersion | None:
    """A version that the visitor's organisation may use; another organisation's is a miss. Raises `Denied`."""
    by.scope_for("questionnaires.own")
    return db.own_forms.usable(session, by.organisation.id, version_id)


def versions(session: Session, version: FormVersion) -> list[Version]:
    """All versions of the same questionnaire, the one in force first."""
    rows = db.own_forms.versions(session, version.name)
    earlier: Sequence[FormVersion | None] = [*rows[1:], None]
    return [
        Version(row, len(rows) - place, changes(before, row))
        for place, (row, before) in enumerate(zip(rows, earlier, strict=True))
    ]


def changes(before: FormVersion | None, after: FormVersion) -> tuple[Difference, ...]:
    """How a version differs from an earlier one."""
    return differences(forms.of_version(before), forms.of_version(after)) if before is not None else ()


def same_questions(version: FormVersion) -> str:
    """What versions share whose answers may be compared: the first of them, before its typos were put right."""
    return version.fixes or version.version


def _unfit(form: Form) -> Iterator[FormError]:
    if form.name == UNNAMED:
        yield FormError("questionnaires.no_form_id", "settings", 2, "form_id")
    if form.name in form.title.values():
        yield FormError("questionnaires.no_heading_text", "settings", 2, "heading")
    for column, text in (("heading", form.title), ("purpose", form.purpose), ("ending", form.ending)):
        if (longest := max(map(len, text.values()), default=0)) > LONGEST[column]:
            yield FormError("forms.label_long", "settings", 2, column, length=longest, limit=LONGEST[column])
    for column, value, known in (
        ("role", form.role, ("", ANYBODY, *ASKED_OF)),
        ("mentoring_form", form.mentoring_form, ("", *FORMS)),
    ):
        if value not in known:
            yield FormError("forms.value", "settings", 2, column, value=value, known=", ".join(filter(None, known)))
    if form.wave and not (form.role in PARTICIPANTS and form.mentoring_form):
        yield FormError("questionnaires.wave_alone", "settings", 2, "wave")
    if form.mode == "anonymous" and not is_survey(form):
        yield FormError("questionnaires.anonymous_unscaled", "settings", 2, "mode")
    for question in form.questions:
        if form.mode == "anonymous" and question.kind == "phone":
            yield FormError("questionnaires.anonymous_phone", "survey", 0, "bind::kind", name=question.name)
        if question.seen_by == "case":
            yield FormError("questionnaires.case", "survey", 0, "bind::seen_by", name=question.name)
