"""The benchmarks belong to the code: what they need of it is still there."""

import importlib
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench import town
from db.accounts import Account
from db.meetings import Meeting
from tests.conftest import NOW

MODULES = sorted(path.stem for path in Path(town.__file__).parent.glob("*.py") if path.stem != "__main__")


@pytest.mark.parametrize("module", MODULES)
def test_every_benchmark_finds_what_it_measures(module: str) -> None:
    assert importlib.import_module(f"bench.{module}").__doc__


def test_a_town_of_the_soak_is_a_school_of_501_people_with_their_first_meetings(session: Session) -> None:
    addresses = count(1)
    by_role = town.found(session, 1, NOW, lambda _name: next(addresses))
    assert {role: len(people) for role, people in by_role.items()} == {
        "mentee": 200, "parent": 200, "mentor": 100, "curator": 1,
    }  # fmt: skip
    assert session.scalar(select(func.count()).select_from(Account)) == 501
    assert session.scalar(select(func.count()).select_from(Meeting)) == 200
