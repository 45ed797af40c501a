"""A short story that takes every road: a command, a check-in, a letter, a word about the meeting.

It is told again and again with one operation failing, and must end the same each time.
"""

import asyncio
from random import Random
from typing import Any

from emulator import people
from keyboards.meetings import SayHeld
from programme import forms
from tests.campaign.rig import Rig
from tests.crash.respondent import Respondent
from tests.people.memory import live_runs
from tests.people.phone import Button, buttons


class First(Random):
    """No chance at all: the first of what there is."""

    def choice(self, seq: Any) -> Any:
        return seq[0]


TRIES = 6
CHECK_IN = "meeting_check_in"


async def tell(rig: Rig) -> Respondent:
    """Tells it to the end; returns what the mentor saw confirmed."""
    mentor, mentee = rig.school.chat("mentor"), rig.school.chat("mentee")
    for _ in range(TRIES):
        if runs := live_runs(mentor):
            break
        people.write(rig.world, mentor, "/meeting")
        await rig.idle()
    respondent = Respondent(rig.world, mentor, forms.builtin(CHECK_IN), "adult", runs[-1], First())
    await respondent.finish()
    await rig.idle()
    asked = await _asked(rig)
    people.forge(rig.world, mentee, asked.message_id, asked.data)
    await rig.idle()
    return respondent


async def judge(rig: Rig, respondent: Respondent) -> list[str]:
    """Everything that is not as it should be after the story."""
    await rig.quiet()
    tables = await rig.tables()
    stored = {row["question"]: row for row in tables["answers"] if row["run_id"] == respondent.run_id}
    wrong = [f"{name} was confirmed and is not stored" for name in respondent.confirmed if name not in stored]
    wrong += [f"{name} is stored and was not confirmed" for name in stored if name not in respondent.confirmed]
    if [row["state"] for row in tables["meetings"]] != ["held"]:
        wrong.append(f"meetings: {tables['meetings']}")
    if [row["held"] for row in tables["confirmations"]] != [True]:
        wrong.append(f"the word of the mentee: {tables['confirmations']}")
    if unsaid := [row for row in tables["updates"] if row["state"] != "done" or row["replies"]]:
        wrong.append(f"updates: {unsaid}")
    return wrong


async def _asked(rig: Rig) -> Button:
    """The question to the mentee: by letter, or when the letter did not come, in the list of meetings."""
    mentee = rig.school.chat("mentee")
    for _ in range(TRIES):
        for button in buttons(mentee):
            if button.data.startswith(f"{SayHeld.__prefix__}:"):
                return button
        people.write(rig.world, mentee, "/meetings")
        await rig.idle()
        await asyncio.sleep(0)
    raise AssertionError("the mentee is never asked")
