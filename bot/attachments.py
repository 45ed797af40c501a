"""Files on their way: gathered from the database, made in a thread of their own, so that nobody waits."""

import asyncio
from dataclasses import replace
from functools import partial
from typing import Any

from bot.database import Database
from bot.packing import Call
from bot.patience import patiently
from bot.telegram import File
from locales import texts_in
from programme import name_book
from reports import LASTING, LOOKED_INTO, NAMELESS, REPORTS


class Attachments:
    """Builds the file of a kept reply: the journal keeps only the report's name and arguments, never its bytes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def in_words(self, call: Call) -> Call:
        """What is said instead of sending a report that stays at school."""
        texts = texts_in(call.arguments.get("language", "ru"))
        words = texts("reports.stays", file=texts(f"reports.file_{call.report}"))
        text = "\n\n".join(filter(None, [call.params.get("caption"), words]))
        kept = {name: value for name, value in call.params.items() if name in ("chat_id", "reply_markup")}
        return Call("sendMessage", {**kept, "text": text})

    def dated(self, call: Call) -> Call:
        """The call, with the word that the file leaves the chat after a day when it does."""
        if call.report in LASTING:
            return call
        words = texts_in(call.arguments.get("language", "ru"))("reports.one_day")
        caption = "\n\n".join(filter(None, [call.params.get("caption"), words]))
        return replace(call, params={**call.params, "caption": caption})

    async def build(self, name: str, arguments: dict[str, Any]) -> File | None:
        """`arguments` hold `language` besides what the report asks for. Errors of a report are errors of its code.

        None for what stays on the school's own machine: where chats know people by codes, all that names anybody does.
        """
        if self.database.info["names"] == "codes" and name not in NAMELESS | LOOKED_INTO:
            return None
        report = REPORTS[name]
        given = dict(arguments)
        texts = texts_in(given.pop("language", "ru"))
        values, names_somebody = await patiently(partial(self._gathered, name, given))
        if names_somebody:
            return None
        content = await asyncio.to_thread(report.render, values, texts)
        return File(texts(f"reports.file_{name}") + report.ending, content, report.mime_type)

    async def _gathered(self, name: str, given: dict[str, Any]) -> tuple[Any, bool]:
        """What the report is made of, and whether somebody is named in it who must not be."""
        looked_into = self.database.info["names"] == "codes" and name in LOOKED_INTO
        async with self.database.transaction(aside=True) as transaction:
            values = await transaction.do(REPORTS[name].gather, **given)
            return values, looked_into and await transaction.do(name_book.is_told_in, str(values))
