"""A school's own questionnaire on the command line: checked, held against the version in force, published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import sheets, work
from bot.clock import machine_time
from bot.importing import Done
from bot.refusals import Refused
from bot.settings import Settings
from bot.sheets import SheetRefused
from bot.wording import plain
from domain.forms import Form
from locales import Texts, texts_in
from programme import audit, form_files, organisations, own_forms, publishing
from programme.form_files import Faulty
from programme.publishing import Draft
from reports import questionnaires as words


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the `organisation` by its code; to `publish`, and to say that only `typos` were put right."""

    organisation: str | None
    publish: bool
    typos: bool
    language: str


async def questionnaire(settings: Settings, content: bytes, suffix: str, wish: Wish) -> Done:
    """Checks the file and publishes it if that is wished. Raises `Refused` with the one line that says why."""
    texts = texts_in(wish.language)
    try:
        read = form_files.of_text(content) if suffix == ".md" else form_files.of_sheets(await sheets.read(content))
        draft = await work.do(settings, _bring_in, read, wish, machine_time())
    except SheetRefused as why:
        raise Refused(words.refusal(why.key, why.values, texts)) from None
    except Faulty as problem:
        return _faulty(problem, texts)
    if wish.typos and not draft.may_be_typos:
        raise Refused(texts("questionnaires.cli_typos"))
    return Done(_data(draft, wish), plain(_words(draft, wish, texts)))


def _bring_in(session: Session, read: Form, wish: Wish, now: datetime) -> Draft:
    organisation = organisations.the_one(session, wish.organisation)
    form = own_forms.fitted(read, organisation.id)
    draft = publishing.looked_at(session, organisation, form)
    if wish.publish and (draft.may_be_typos or not wish.typos):
        typos = wish.typos or (draft.may_be_typos and not draft.differences)
        publishing.publish(session, organisation, form, typos, audit.OPERATOR, now)
    return draft


def _faulty(problem: Faulty, texts: Texts) -> Done:
    errors = [
        {"sheet": each.sheet, "row": each.row, "column": each.column, "what": texts(each.key, **each.values)}
        for each in problem.errors
    ]
    return Done({"published": False, "errors": errors}, plain(words.faults(problem, texts)))


def _data(draft: Draft, wish: Wish) -> dict[str, Any]:
    return {
        "published": wish.publish,
        "name": draft.form.name,
        "version": draft.form.version,
        "known": draft.is_known,
        "questions": len(draft.form.questions),
        "differences": [{"question": each.question, "what": each.what} for each in draft.differences],
        "remarks": len(draft.remarks),
        "errors": [],
    }


def _words(draft: Draft, wish: Wish, texts: Texts) -> str:
    told = words.draft(draft, texts)
    if not wish.publish:
        return f"{told}\n\n{texts('questionnaires.cli_ask')}"
    last = texts("questionnaires.cli_written", name=draft.form.name, digest=draft.form.version[:8])
    return f"{told}\n\n{last}"
