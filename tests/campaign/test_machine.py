"""The state machine: Hypothesis looks for the shortest story that breaks a promise."""

import asyncio
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.campaign import misfortunes
from tests.campaign.days import Day
from tests.campaign.misfortunes import Happening

CHANCE = st.integers(0, 999).map(Random)
"""A number decides what exactly happens; a small one is easy to replay."""
STORY = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    print_blob=True,
)
QUICK = settings(STORY, max_examples=4, stateful_step_count=15, derandomize=True, phases=[Phase.generate])
LONG = settings(STORY, max_examples=150, stateful_step_count=40)


def _rule(happening: Happening) -> Any:
    """A rule that lets it happen."""

    def happens(machine: "Campaign", chance: Random) -> None:
        machine.day.random = chance
        machine.runner.run(machine.day.step(happening))

    happens.__name__ = happening.__name__
    return rule(chance=CHANCE)(happens)


class Campaign(RuleBasedStateMachine):
    """Two schools; every rule is something that happens, after each all promises are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.day = Day(Path(self._folder.name), Random(0))
        self.runner.run(self.day.__aenter__())

    people_act = _rule(misfortunes.people_act)
    more_people_act = _rule(misfortunes.people_act)
    an_attack = _rule(misfortunes.an_attack)
    telegram_fails = _rule(misfortunes.telegram_fails)
    updates_come_strangely = _rule(misfortunes.updates_come_strangely)
    a_statement_fails = _rule(misfortunes.a_statement_fails)
    restarted = _rule(misfortunes.restarted)
    killed = _rule(misfortunes.killed)
    time_passes = _rule(misfortunes.time_passes)
    down_for_long = _rule(misfortunes.down_for_long)
    staff_acts = _rule(misfortunes.staff_acts)

    def teardown(self) -> None:
        try:
            assert self.runner.run(self.day.verdict()) == [], "\n".join(self.day.story)
        finally:
            self.runner.run(self.day.__aexit__())
            self.runner.close()
            self._folder.cleanup()


def test_no_story_breaks_a_promise() -> None:
    run_state_machine_as_test(Campaign, settings=QUICK)


@pytest.mark.faults
def test_no_long_story_breaks_a_promise() -> None:
    run_state_machine_as_test(Campaign, settings=LONG)
