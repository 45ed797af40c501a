"""A day of the campaign: things happen one after another, and after each of them every promise is asked for."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from typing import Self

from tests.campaign import tally
from tests.campaign.invariants import Evidence, broken, cards_said_again
from tests.campaign.misfortunes import NO_FAULTS, WEIGHTS, Happening
from tests.campaign.rig import Rig, hurried


class Day:
    """`async with Day(folder, random) as day`: two schools at work; `step` lets something happen."""

    def __init__(self, folder: Path, random: Random, database_url: str | None = None) -> None:
        self.rig, self.random = Rig(folder, database_url), random
        self.story: list[str] = []
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._stack.enter_context(hurried())
        await self._stack.enter_async_context(self.rig)
        await self.rig.people()
        self._before = await self.rig.tables()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def step(self, happening: Happening | None = None) -> None:
        """Something happens, by chance if it is not said what; raises when a promise is broken."""
        happening = happening or self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        self.story.append(await happening(self.rig, self.random))
        complaints = await self._complaints(quiet=False)
        if happening not in NO_FAULTS:
            tally.count(self.rig.engine.dialect.name, happening.__name__.replace("_", " "), losses=len(complaints))
        if complaints:
            raise AssertionError("\n".join([*complaints, "", *self.story]))

    async def verdict(self) -> list[str]:
        """The evening: misfortune ends, what waits is done; everything that is wrong then."""
        await self.rig.quiet()
        complaints = [*await self._complaints(quiet=True), *await self.rig.restored()]
        return [*complaints, *self.rig.violations()]

    async def _complaints(self, quiet: bool) -> list[str]:
        rig = self.rig
        calls = rig.world.calls.since()  # first: what leads to a call is in the tables before it is made
        now = await rig.tables()
        evidence = Evidence(
            now=now, before=self._before, chats=self.chats, memory=rig.memory, log=list(rig.log.entries),
            calls=calls, kills=rig.kills, ambiguous=rig.ambiguous, quiet=quiet,
        )  # fmt: skip
        self._before = now
        if quiet:
            tally.repeat(rig.engine.dialect.name, cards_said_again(evidence))
        return broken(evidence)

    @property
    def chats(self) -> Mapping[str, object]:
        """Everybody's chat by the name that the tests use."""
        return {name: self.rig.school.chat(name) for name in self.rig.school.there}
