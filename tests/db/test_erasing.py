"""The plan of an erasure: no table and no column that holds a person is forgotten."""

import pytest
from sqlalchemy import Table

import db.erasing
from db import Base
from db.erasing import ANSWERS, HANDS, OWN_TERM, PLAN, STAYS_AS_IT_IS
from domain.erasure import CATEGORIES

RULES = (*ANSWERS, *PLAN)


def references() -> set[str]:
    """Every column of every table that refers to a person."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    }


def test_every_reference_to_a_person_has_its_place_in_the_plan() -> None:
    direct = {f"{rule.table}.{rule.whose}" for rule in RULES}
    through = {f"{name}.{owner}" for rule in RULES if rule.through for name, _, owner in [rule.through]}
    planned = direct | through | HANDS | OWN_TERM | STAYS_AS_IT_IS
    assert references() - planned == set(), "a new reference to a person: say in db/erasing.py what becomes of it"
    assert (HANDS | OWN_TERM | STAYS_AS_IT_IS) - references() == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.table}.{rule.whose}")
def test_every_emptied_row_may_be_empty(rule) -> None:
    table = Base.metadata.tables[rule.table]
    if rule.then == "empty":
        db.erasing.emptied(table, rule.stays)
    assert set(rule.stays) <= set(table.columns.keys())
    assert set(rule.cuts) <= {column.name for column in table.columns if column.nullable}


def test_a_column_that_is_added_later_is_emptied_unless_somebody_decides_otherwise() -> None:
    people = Base.metadata.tables["people"]
    rule = next(rule for rule in PLAN if rule.table == "people")
    assert {"name", "search_key", "group_name", "born_sealed"} <= set(db.erasing.emptied(people, rule.stays))


def test_tables_that_know_chats_are_named() -> None:
    """A new column of this kind belongs into `forget_addresses` or `forget_journal`."""
    words = {"address", "used_by", "account", "person_key"}

    def of(table: Table) -> set[str]:
        return {f"{table.name}.{name}" for name in words if name in table.columns}

    known = {
        "accounts.address", "applications.address", "chat_files.address", "consents.account", "invitations.used_by",
        "knocks.address", "updates.person_key", "wrong_tries.account",
    }  # fmt: skip
    assert {name for table in Base.metadata.sorted_tables for name in of(table)} == known


def test_a_person_reads_of_every_category_that_goes() -> None:
    named = {rule.category for rule in RULES if rule.category}
    assert named | {"journal", "words"} == set(CATEGORIES), "what is destroyed is told, what is told is destroyed"
