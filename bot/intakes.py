"""Longer work after an answer is kept: files that people send are fetched and read, whole lists written down."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from bot import consent_intakes, questionnaire_intakes, sheets
from bot.clock import Clock
from bot.database import Database
from bot.packing import Call, calls
from bot.patience import patiently
from bot.sheets import SheetRefused
from bot.telegram import Telegram
from domain.importing import NoList
from handlers import importing as words
from handlers.replies import Replies
from handlers.surround import CHANNEL
from locales import texts_in
from programme import importing, importing_reading, presence
from programme.importing import Written
from programme.importing_plan import Plan
from programme.presence import Denied

MOST_BYTES = 10 * 1024 * 1024
"""The largest that any of them is fetched for; each asks the size before (Telegram's limit for bots is 20 MB)."""

Take = Callable[["Intakes", bytes | None, dict[str, Any]], Awaitable[Replies]]


class Intakes:
    """What is done, by the name that a reply gave (`handlers.replies.take_in` and `go_on`)."""

    def __init__(self, database: Database, telegram: Telegram, names: str, clock: Clock) -> None:
        self.database, self.telegram, self.names, self.clock = database, telegram, names, clock

    async def take(self, call: Call, path: str | None) -> list[Call]:
        """Fetches the file, if getFile told its `path`, does the work and answers; a second time is harmless."""
        assert call.intake
        content = await self.telegram.download(path, MOST_BYTES + 1) if path else None
        return calls(await patiently(partial(INTAKES[call.intake], self, content, call.arguments)))

    async def people(self, content: bytes | None, arguments: dict[str, Any]) -> Replies:
        """A school's list of people; or, as its sheets tell, a questionnaire."""
        address, texts = str(arguments["address"]), texts_in(arguments["language"])
        if content is None:
            return words.refused(address, "importing.refused_away", {}, texts)
        try:
            found = await sheets.read(content)
            if questionnaire_intakes.is_one(found):
                return await questionnaire_intakes.opened(self, found, arguments)
            async with self.database.transaction(aside=True) as transaction:
                kept, plan = await transaction.finish(self._keep, address, list(found.values()))
        except (SheetRefused, NoList) as why:
            return words.refused(address, why.key, why.values, texts)
        except Denied:
            return words.refused(address, "importing.refused_rights", {}, texts)
        return words.previewed(address, kept, plan, self.names, texts)

    async def people_written(self, content: bytes | None, arguments: dict[str, Any]) -> Replies:
        """The curator's word: the kept list is written down, some rows at a time: others go on meanwhile."""
        address, texts, done = str(arguments["address"]), texts_in(arguments["language"]), None
        try:
            while done is None or done.left:
                async with self.database.transaction() as transaction:
                    done = await transaction.finish(self._write, address, arguments["kept"])
                if done is None:
                    break
        except Denied:
            return words.refused(address, "importing.refused_rights", {}, texts)
        return words.written(address, done, texts)

    def _write(self, session: Session, address: str, kept: int) -> Written | None:
        now = self.clock.now()
        visitor = presence.arrive(session, CHANNEL, address, now)
        return importing.write_kept(session, visitor, kept, now) if visitor is not None else None

    def _keep(self, session: Session, address: str, found: list[sheets.Sheet]) -> tuple[int, Plan]:
        now = self.clock.now()
        visitor = presence.arrive(session, CHANNEL, address, now)
        if visitor is None:
            raise Denied("people.import")
        listed = importing_reading.read(found, importing_reading.today(visitor.organisation, now))
        return importing.keep(session, visitor, listed, now)


INTAKES: dict[str, Take] = {
    "people": Intakes.people,
    "people_written": Intakes.people_written,
    "paper_photo": consent_intakes.photo,
    "consent_wording": consent_intakes.wording,
    "questionnaire": questionnaire_intakes.workbook,
}
