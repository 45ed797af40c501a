"""A school's own questionnaire that a curator sends: read apart, checked to its last cell, kept until their word."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from bot import archives, sheets
from bot.sheets import Sheet, SheetRefused
from domain.forms import Form
from handlers import questionnaires as words
from handlers.replies import Replies
from handlers.surround import CHANNEL
from locales import texts_in
from programme import form_files, form_pictures, presence, publishing
from programme.form_files import Faulty
from programme.form_pictures import Album
from programme.presence import Denied
from programme.publishing import Draft
from programme.xlsform_file import NO_PICTURES

if TYPE_CHECKING:
    from bot.intakes import Intakes


async def workbook(intakes: "Intakes", content: bytes | None, arguments: dict[str, Any]) -> Replies:
    """A workbook that somebody said is a questionnaire, alone or with its pictures in an archive."""
    address, texts = str(arguments["address"]), texts_in(arguments["language"])
    if content is None:
        return words.refused(address, "questionnaires.refused_away", {}, texts)
    try:
        table, files = await asyncio.to_thread(archives.unpacked, content)
        found = await sheets.read(table)
        album = await asyncio.to_thread(form_pictures.looked_at, files)
    except SheetRefused as why:
        return words.refused(address, why.key, why.values, texts)
    return await opened(intakes, found, arguments, album)


async def opened(
    intakes: "Intakes", found: Mapping[str, Sheet], arguments: dict[str, Any], album: Album = NO_PICTURES
) -> Replies:
    """The same, once its sheets are read and its pictures looked at."""
    address, texts = str(arguments["address"]), texts_in(arguments["language"])

    def keep(session: Session, form: Form) -> Draft:
        now = intakes.clock.now()
        visitor = presence.arrive(session, CHANNEL, address, now)
        if visitor is None:
            raise Denied("questionnaires.own")
        return publishing.keep(session, visitor, form, now, album)

    try:
        form = await asyncio.to_thread(form_files.of_archive, found, album)
        async with intakes.database.transaction(aside=True) as transaction:
            draft = await transaction.finish(keep, form)
    except Faulty as problem:
        return words.faulty(address, problem, texts)
    except Denied:
        return words.refused(address, "questionnaires.refused_rights", {}, texts)
    return words.checked(address, draft, texts)


def is_one(found: Mapping[str, Sheet]) -> bool:
    """Whether a workbook that was sent without a word is a questionnaire rather than a list of people."""
    return any(name.strip().casefold() == form_files.SURVEY for name in found)
