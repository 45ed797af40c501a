"""A school's own questionnaire on the command line: checked, held against the version in force, published."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bot import archives, sheets, work
from bot.clock import machine_time
from bot.importing import Done
from bot.refusals import Refused
from bot.settings import Settings
from bot.sheets import SheetRefused
from bot.wording import plain
from domain.forms import Form
from locales import Texts, texts_in
from programme import audit, form_files, form_pictures, organisations, own_forms, publishing
from programme.form_files import Faulty
from programme.form_pictures import Album, NoPicture
from programme.publishing import Draft
from reports import questionnaires as words


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the `organisation` by its code; to `publish`, and to say that only `typos` were put right."""

    organisation: str | None
    publish: bool
    typos: bool
    language: str


class Beside(Mapping[str, bytes | NoPicture]):
    """The pictures in the folder of a questionnaire, each opened when a row names it: an album."""

    def __init__(self, folder: Path) -> None:
        pictures = (path for path in sorted(folder.iterdir()) if _is_picture(path))
        self.paths = {form_pictures.plain_name(path.name): path for path in pictures}

    def __getitem__(self, name: str) -> bytes | NoPicture:
        with self.paths[name].open("rb") as file:
            return form_pictures.one(name, file.read(form_pictures.MOST_BYTES + 1))

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


async def questionnaire(settings: Settings, content: bytes, path: Path, wish: Wish) -> Done:
    """Checks the file, whose pictures are beside it or with it in an archive, and publishes it if that is wished.

    Raises `Refused` with the one line that says why.
    """
    texts = texts_in(wish.language)
    try:
        read, album = await _read(content, path)
        draft = await work.do(settings, _bring_in, read, album, wish, machine_time())
    except SheetRefused as why:
        raise Refused(words.refusal(why.key, why.values, texts)) from None
    except Faulty as problem:
        return _faulty(problem, texts)
    if wish.typos and not draft.may_be_typos:
        raise Refused(texts("questionnaires.cli_typos"))
    return Done(_data(draft, wish), plain(_words(draft, wish, texts)))


async def _read(content: bytes, path: Path) -> tuple[Form, Album]:
    beside: Album = Beside(path.parent)
    if path.suffix.lower() == ".md":
        return form_files.of_text(content, beside), beside
    table, files = await asyncio.to_thread(archives.unpacked, content)
    if files:
        album = form_pictures.looked_at(files)
        return form_files.of_archive(await sheets.read(table), album), album
    return form_files.of_sheets(await sheets.read(table), beside), beside


def _is_picture(path: Path) -> bool:
    return form_pictures.kind(path.name) is not None and path.is_file()


def _bring_in(session: Session, read: Form, album: Album, wish: Wish, now: datetime) -> Draft:
    organisation = organisations.the_one(session, wish.organisation)
    form = own_forms.fitted(read, organisation.id)
    publishing.keep_promises(session, form)
    draft = publishing.looked_at(session, organisation, form)
    if wish.publish and (draft.may_be_typos or not wish.typos):
        publishing.keep_pictures(session, form, album, now)
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
