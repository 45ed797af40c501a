"""Speaking: makes the calls that were kept, until each has an outcome that ends it."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

import db.chat_files
import db.people
import db.runs
from bot.attachments import Attachments
from bot.clock import Clock
from bot.crash import crashpoint
from bot.database import Database
from bot.intakes import Intakes
from bot.outcomes import Outcome
from bot.pace import Pace
from bot.packing import Call
from bot.patience import patiently
from bot.telegram import Telegram
from programme import delivery
from reports import LASTING

log = structlog.get_logger()

PATIENCE = (1, 2, 5, 15, 30, 60, 120, 300)
"""Seconds between tries (reliability § 4.5: 1 s to 5 min); without a connection the last one again and again."""
ONCE_MORE = 30
"""Seconds after which a new card that may have arrived is sent once more (reliability § 4.5)."""
NEW_MESSAGE = ("sendMessage", "sendDocument", "sendPhoto")


class Speaker:
    """Sends replies: edits and answers at once and side by side, messages in their order."""

    def __init__(
        self,
        telegram: Telegram,
        pace: Pace,
        database: Database,
        attachments: Attachments,
        intakes: Intakes,
        clock: Clock,
    ) -> None:
        self.telegram, self.pace, self.database = telegram, pace, database
        self.attachments, self.intakes, self.clock = attachments, intakes, clock

    async def speak(self, channel: str, address: str, calls: list[Call]) -> None:
        """Makes the calls for one person. Returns when nothing is left to try; raises nothing that Telegram did.

        What Telegram never got is not given up: whoever types again what was kept already would answer the next
        question with it. A dead token is no end either: the receiver stops the service, the journal keeps the replies.
        """
        answers = [call for call in calls if call.method == "answerCallbackQuery"]
        rest = [call for call in calls if call.method != "answerCallbackQuery"]
        if answers and rest:
            async with asyncio.TaskGroup() as group:
                for call in answers:
                    group.create_task(self._until_settled(channel, address, call))
                await self._in_order(channel, address, rest)
        else:
            await self._in_order(channel, address, answers + rest)

    async def _in_order(self, channel: str, address: str, calls: list[Call]) -> None:
        for call in calls:
            await self._until_settled(channel, address, call)
            crashpoint("after_first_reply")

    async def _until_settled(self, channel: str, address: str, call: Call) -> None:
        tried, repeated = 0, False
        while tried <= len(PATIENCE):
            if call.method in NEW_MESSAGE:
                async with self.pace.reply(address):
                    outcome = await self.once(address, call)
            else:
                outcome = await self.once(address, call)
            match outcome.kind:
                case "sent" if call.intake:
                    told = outcome.result if isinstance(outcome.result, dict) else {}
                    return await self._take_in(channel, address, call, told.get("file_path"))
                case "refused" if call.intake:
                    return await self._take_in(channel, address, call, None)
                case "sent":
                    return await self._remember(channel, address, call, outcome)
                case "lost_card":
                    call.method = "sendMessage"
                    call.params.pop("message_id", None)
                    if call.protect:
                        call.params["protect_content"] = True
                    if "text" not in call.params:
                        return None
                case "refused" if "entities" in call.params:
                    log.error("markup refused", method=call.method)
                    del call.params["entities"]
                case "gone" if str(call.params.get("chat_id")) == address:  # and not a group that threw the bot out
                    return await self._nobody_there(channel, address)
                case "uncertain" if call.method in NEW_MESSAGE and (repeated or call.run_id is None):
                    log.warning("reply uncertain", method=call.method)
                    return None
                case "uncertain" if call.method in NEW_MESSAGE:
                    repeated = True
                    await asyncio.sleep(ONCE_MORE)
                case "later" if outcome.retry_after:
                    await asyncio.sleep(outcome.retry_after)
                case "away" | "unauthorised" | "later" | "uncertain":
                    await asyncio.sleep(PATIENCE[min(tried, len(PATIENCE) - 1)])
                    tried += 1 if outcome.kind in ("later", "uncertain") or tried < len(PATIENCE) - 1 else 0
                case "refused":
                    log.error("reply refused", method=call.method, description=outcome.description)
                    return None
                case _:
                    return None
        log.error("reply given up", method=call.method)
        return None

    async def once(self, address: str, call: Call) -> Outcome:
        """One try. A 429 tells the pace."""
        files = None
        if call.report:
            await self.telegram.call("sendChatAction", {"chat_id": call.params["chat_id"], "action": "upload_document"})
            file = await self.attachments.build(call.report, call.arguments)
            files = {"file": file} if file else None
            call = self.attachments.dated(call) if file else self.attachments.in_words(call)
        outcome = await self.telegram.call(call.method, call.params, files)
        if outcome.kind == "later" and outcome.retry_after:
            self.pace.scolded(address, outcome.retry_after)
        return outcome

    async def _take_in(self, channel: str, address: str, call: Call, path: str | None) -> None:
        await self._in_order(channel, address, await self.intakes.take(call, path))

    async def _remember(self, channel: str, address: str, call: Call, outcome: Outcome) -> None:
        """The message that is the live card of a run; the file that is to be taken out of the chat."""
        message: Any = outcome.result
        if call.run_id is not None and call.method == "sendMessage":
            await self._write(db.runs.card_sent, call.run_id, message["message_id"], self.clock.now())
        if call.report is not None and call.report not in LASTING:
            await self._write(db.chat_files.sent, channel, address, message["message_id"], self.clock.now())

    async def _nobody_there(self, channel: str, address: str) -> None:
        await self._write(delivery.unreachable, channel, address)

    async def _write(self, verb: Callable[..., Any], *args: Any) -> None:
        async def work() -> None:
            async with self.database.transaction() as transaction:
                await transaction.finish(verb, *args)

        await patiently(work)
