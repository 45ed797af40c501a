"""The name book: names leave what chats are made of, and come back as they were."""

import json
from datetime import UTC, datetime
from string import ascii_letters

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text
from sqlalchemy.orm import Session

import db.name_book
from db import Base
from db.journal import Update
from db.letters import Letter
from db.name_book import BookedName
from db.people import Grant, Person, new_code
from db.runs import AnswerRow
from db.sealed import Ring
from domain.names import is_code, is_pseudonym, search_key, shown
from domain.personal import names_somebody, veiled
from programme import forms, letters, name_book, runs
from tests.conftest import NOW, School, person

KEYS = Ring((bytes(range(32)),))
CYRILLIC = "".join(chr(code) for code in range(0x410, 0x450))


def closed(session: Session, school: School) -> None:
    session.info |= {"ring": KEYS, "names": "codes"}
    name_book.hush(session, NOW)
    assert name_book.close(session) is None
    session.flush()
    session.expire_all()


def kept_anywhere(session: Session, *words: str) -> list[str]:
    """Tables where one of the words can be read."""
    found = []
    for table in (each for each in Base.metadata.sorted_tables if each.name != "form_versions"):
        rows = str([[bytes(c).decode("latin1") if isinstance(c, bytes) else c for c in row]
                    for row in session.execute(text(f"SELECT * FROM {table.name}"))])  # fmt: skip
        found += [f"{table.name}: {word}" for word in words if word in rows or json.dumps(word)[1:-1] in rows]
    return found


def test_no_table_that_chats_read_holds_a_name_or_a_class(session, school):
    session.info |= {"ring": KEYS}
    letters.write(
        session, school.curator.id, "letters.check_parent", kind="notice", once="a", now=NOW, group="5Б",
        child={"name": school.mentee.name}, parent={"name": school.parent.name}, phone="+79161112233", guardian=1,
    )  # fmt: skip
    letters.write(
        session, school.mentor.id, "letters.pair_for_mentor", kind="notice", once="b", now=NOW, pair=1,
        mentees={"names": [school.mentee.name, school.mentee.name]},
    )  # fmt: skip
    run = runs.open_run(session, school.mentor, "about_me", now=NOW)
    session.add(AnswerRow(run_id=run.id, question="name", text="Кузнецова Анна", answered_at=NOW))
    session.flush()
    closed(session, school)
    words = ("Иванов", "Кузнецов", "Орлов", "Мария", "Анна", "5Б", "5б", "иванов", "+79161112233")
    assert kept_anywhere(session, *words) == []
    assert school.mentee.name == school.mentee.code
    assert school.mentee.search_key == search_key(school.mentee.code, school.mentee.group_name)
    assert run.state == "interrupted"


def test_waiting_letters_speak_of_people_by_their_pseudonyms(session, school):
    session.info |= {"ring": KEYS}
    letters.write(
        session, school.curator.id, "letters.joined_mentee", kind="notice", once="a", now=NOW,
        who={"name": school.mentee.name},
    )  # fmt: skip
    closed(session, school)
    assert session.query(Letter).one().values == {"who": {"name": school.mentee.code}}


def test_two_people_of_one_name_are_not_taken_for_each_other(session, school):
    person(session, school.organisation, "mentor", school.mentor.name, "77")
    letters.write(
        session, school.curator.id, "letters.joined_mentor", kind="notice", once="a", now=NOW,
        who={"name": school.mentor.name},
    )  # fmt: skip
    closed(session, school)
    assert session.query(Letter).one().values == {"who": name_book.NOBODY}


def test_what_was_not_yet_said_with_names_is_not_said(session, school):
    rows = {"channel": "telegram", "person_key": "1", "received_at": NOW, "state": "done"}
    session.add(Update(update_id=1, payload=None, replies=b"\x00[]", **rows))
    session.flush()
    closed(session, school)
    session.expire_all()
    assert session.query(Update).one().replies is None


def test_after_the_first_closing_a_crash_loses_no_words(session, school):
    closed(session, school)
    rows = {"channel": "telegram", "person_key": "1", "received_at": NOW, "state": "done"}
    session.add(Update(update_id=1, payload=None, replies=b"\x00[]", **rows))
    session.flush()
    closed(session, school)
    assert session.query(Update).one().replies is not None


def test_a_class_teacher_goes_on_seeing_their_class_and_no_other(session, school):
    teacher = person(session, school.organisation, "class_teacher", "Белова Вера Ивановна", "78")
    grant = session.query(Grant).filter_by(person_id=teacher.id).one()
    grant.group_name = "5Б"
    person(session, school.organisation, "mentee", "Другой Пётр", "79", "child", "6А")
    session.flush()
    closed(session, school)
    session.refresh(grant)
    assert grant.group_name == school.mentee.group_name != "5Б"
    code = name_book.group_code(session, school.organisation.id, "5Б")
    assert code == grant.group_name
    assert name_book.group_code(session, school.organisation.id, code) == code, "a code is its own"
    assert [one.id for one in db.name_book.of_group(session, school.organisation.id, code)] == [school.mentee.id]


def test_names_are_sealed_in_the_book(session, school):
    closed(session, school)
    entry = db.name_book.entry(session, school.mentee.id)
    assert entry.name == "Иванова Мария"
    assert "Иванова".encode() not in bytes(entry.name_sealed)


def test_many_people_are_moved_a_part_at_a_time(session, school, monkeypatch):
    monkeypatch.setattr("db.name_book.BATCH", 2)
    session.info |= {"ring": KEYS, "names": "codes"}
    steps, after = 0, name_book.close(session)
    while after is not None:
        steps, after = steps + 1, name_book.close(session, after)
    assert steps >= 2
    assert not db.name_book.people(session, 0, closed=False)
    after = name_book.open_again(session)
    while after is not None:
        after = name_book.open_again(session, after)
    assert school.mentee.name == "Иванова Мария"


def test_work_with_names_on_the_school_machine_leaves_none_behind(session, school):
    closed(session, school)
    with name_book.opened(session):
        assert (school.mentee.name, school.mentee.group_name) == ("Иванова Мария", "5Б")
        school.mentee.name = "Иванова Марина"
    assert is_code(school.mentee.name)
    assert db.name_book.entry(session, school.mentee.id).name == "Иванова Марина"
    assert session.info["names"] == "codes"


def test_a_named_report_is_read_and_nothing_stays(session, school):
    closed(session, school)
    before = {one.id: (one.name, one.group_name) for one in session.query(Person)}
    named = name_book.with_names(session, lambda own: sorted(one.name for one in own.query(Person)))
    assert "Иванова Мария" in named
    session.expire_all()
    assert {one.id: (one.name, one.group_name) for one in session.query(Person)} == before
    assert session.info["names"] == "codes"


def test_a_report_that_fails_leaves_the_book_closed(session, school):
    closed(session, school)
    with pytest.raises(ZeroDivisionError):
        name_book.with_names(session, lambda own: 1 / 0)
    session.expire_all()
    assert all(is_pseudonym(one.name) for one in session.query(Person))


def test_the_nickname_stands_beside_the_code_and_survives_the_way_back(session, school):
    closed(session, school)
    name_book.nickname(session, school.mentee, "Лис")
    assert school.mentee.name == f"{school.mentee.code} Лис"
    with name_book.opened(session):
        assert school.mentee.name == "Иванова Мария"
    assert school.mentee.name == f"{school.mentee.code} Лис"


NAMES = some.text(CYRILLIC + ascii_letters + " -'ё%_", max_size=40).map(lambda name: " ".join(name.split()))
GROUPS = some.one_of(some.none(), some.sampled_from(["5Б", "10А", "11", "К-1", "5Б "]))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(people=some.lists(some.tuples(NAMES, GROUPS), min_size=1, max_size=6), times=some.integers(1, 2))
def test_closing_and_opening_the_book_changes_nothing(session, school, people, times):
    session.info |= {"ring": KEYS, "names": "codes"}
    made = []
    for number, (name, group) in enumerate(people):
        one = Person(
            organisation_id=school.organisation.id, name=name, search_key=search_key(name, group), group_name=group,
            created_at=datetime.now(UTC),
        )  # fmt: skip
        session.add(one)
        made.append((number, one))
    session.flush()
    before = {one.id: (one.name, one.group_name, one.search_key) for one in session.query(Person)}
    for _ in range(times):
        name_book.close(session)
        name_book.close(session)
        assert all(is_pseudonym(one.name) and shown(one.name, "codes") == one.name for one in session.query(Person))
    name_book.open_again(session)
    name_book.open_again(session)
    session.expire_all()
    assert {one.id: (one.name, one.group_name, one.search_key) for one in session.query(Person)} == before
    assert session.query(BookedName).count() == 0


def test_codes_are_never_taken_for_names():
    codes = [new_code() for _ in range(2000)]
    assert all(map(is_code, codes))
    assert not is_pseudonym("SMITHS Mary")
    assert not is_pseudonym("Иванова Мария")
    assert shown("Иванова Мария", "codes") == "", "whatever slipped through is not shown"


@pytest.mark.parametrize("typed", [
    "вчера гуляли с Ивановой Машей", "ИВАНОВА", "спроси у Кузнецова", "он из 5Б", "в 5 «Б» учится", "класс 5-б",
    "Достоевскому понравилось", "Мы с Орловой",
])  # fmt: skip
def test_a_text_that_names_somebody_of_the_school_is_noticed(typed):
    names = ("Иванова Мария", "Кузнецов Пётр", "Достоевский Фёдор", "Орлова Ольга Викторовна")
    assert names_somebody(typed, names, ("5Б",))


def test_a_call_for_help_is_not_refused_and_keeps_codes_for_names():
    people = [("K7Q2MN", "Иванова Мария"), ("2BCDEF", "Иванов Пётр"), ("3BCDEF", "Орлова Ольга Викторовна")]
    assert veiled("меня бьёт Орлова из 5 «Б»", people, [("W4T", "5Б")]) == "меня бьёт 3BCDEF из W4T"
    assert veiled("Ольга Викторовна знает", people, []) == "Ольга 3BCDEF знает"
    assert veiled("боюсь Ивановых", people, []) == "боюсь K7Q2MN/2BCDEF"
    assert veiled("дома страшно", people, []) == "дома страшно"


@pytest.mark.parametrize("typed", [
    "Мария помогла мне", "мне 12 лет", "встретились в 15:30", "орёл летел", "5 раз", "у нас 6 а", "Иван пришёл", "",
    "В 6А весело", "лис и мороз",
])  # fmt: skip
def test_ordinary_words_are_not_taken_for_names(typed):
    names = ("Иванова Мария", "Кузнецов Пётр", "Лис Анна", "Мороз Яна")
    assert not names_somebody(typed, names, ("5Б",))


def test_no_form_that_asks_for_a_name_is_the_one_for_codes():
    from domain.personal import asks_names

    assert not asks_names(forms.builtin("nickname"))
    assert asks_names(forms.builtin("about_pupil"))
    assert asks_names(forms.builtin("invite_person"))
