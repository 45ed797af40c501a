"""Files about consents that curators send: the photo of a signed form, an organisation's own text."""

import asyncio
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from bot.pictures import NoPicture, redrawn
from domain.answers import Refusal
from handlers import papers as forms
from handlers import wordings as words
from handlers.replies import Replies
from handlers.surround import CHANNEL
from locales import texts_in
from programme import papers, presence, wordings
from programme.presence import Denied, Visitor

if TYPE_CHECKING:
    from bot.intakes import Intakes


async def photo(intakes: "Intakes", content: bytes | None, arguments: dict[str, Any]) -> Replies:
    """The photo of a form: redrawn, then kept sealed in the database."""
    address, paper, texts = str(arguments["address"]), int(arguments["paper"]), texts_in(arguments["language"])
    if content is None:
        return forms.photo_answer(address, paper, "photo_away", texts)
    try:
        picture = await asyncio.to_thread(redrawn, content)
    except NoPicture:
        return forms.photo_answer(address, paper, "photo_bad", texts)

    def keep(session: Session) -> bool:
        return papers.keep_photo(session, _visitor(session, intakes, address), paper, picture)

    try:
        async with intakes.database.transaction(aside=True) as transaction:
            kept = await transaction.finish(keep)
    except Denied:
        kept = False
    return forms.photo_answer(address, paper, "photo_kept" if kept else "gone", texts)


async def wording(intakes: "Intakes", content: bytes | None, arguments: dict[str, Any]) -> Replies:
    """An organisation's own text of a consent, as a text file in UTF-8."""
    address, draft, texts = str(arguments["address"]), int(arguments["draft"]), texts_in(arguments["language"])
    document = str(arguments["document"])
    if content is None:
        return words.written(address, draft, document, Refusal("wordings.file_away"), texts)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return words.written(address, draft, document, Refusal("wordings.file_unreadable"), texts)

    def write(session: Session) -> Refusal | None:
        visitor = _visitor(session, intakes, address)
        return wordings.write(session, visitor, draft, text, intakes.clock.now())

    try:
        async with intakes.database.transaction(aside=True) as transaction:
            refusal = await transaction.finish(write)
    except Denied:
        refusal = Refusal("menu.outdated")
    return words.written(address, draft, document, refusal, texts)


def _visitor(session: Session, intakes: "Intakes", address: str) -> Visitor:
    visitor = presence.arrive(session, CHANNEL, address, intakes.clock.now())
    if visitor is None:
        raise Denied("consents")
    return visitor
