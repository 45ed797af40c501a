"""Files on their way: gathered from the database, made in a thread of their own, so that nobody waits."""

import asyncio
from typing import Any

from bot.database import Database
from bot.telegram import File
from locales import texts_in
from reports import REPORTS


class Attachments:
    """Builds the file of a kept reply: the journal keeps only the report's name and arguments, never its bytes."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def build(self, name: str, arguments: dict[str, Any]) -> File:
        """`arguments` hold `language` besides what the report asks for. Errors of a report are errors of its code."""
        report = REPORTS[name]
        given = dict(arguments)
        texts = texts_in(given.pop("language", "ru"))
        async with self.database.transaction(aside=True) as transaction:
            values = await transaction.do(report.gather, **given)
        content = await asyncio.to_thread(report.render, values, texts)
        return File(texts(f"reports.file_{name}") + report.ending, content, report.mime_type)
