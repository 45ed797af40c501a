"""Keeping names out of chats: where CHAT_NAMES is `codes`, pseudonyms stand in their places, names are in the book.

What chats are made of is read from `people`, so what is not there can be shown by no screen (decision 0009).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

import db.name_book
from db.people import Person
from domain.cases import Adult
from domain.forms import Form
from domain.names import is_pseudonym, pseudonym, search_key
from domain.personal import is_naming, names_somebody
from domain.personal import veiled as veil
from programme import runs

P = ParamSpec("P")
T = TypeVar("T")

NOBODY = "\u2014"
"""What a waiting letter says instead of a name that several people have."""


def close(session: Session, after: int = 0) -> int | None:
    """Moves names and classes from where chats read them into the book, and takes them out of what waits to be said.

    Some people at a time: returns the id to go on `after`, None when all is done. Nothing happens where it is done.
    """
    if not after:
        _close_groups(session)
    people = db.name_book.people(session, after, closed=False)
    for person in people:
        if person.name:
            db.name_book.put(session, person.id, person.name)
        _call(person, pseudonym(person.code, person.nickname))
    session.flush()
    if len(people) == db.name_book.BATCH:
        return people[-1].id
    _close_letters(session)
    return None


def open_again(session: Session, after: int = 0) -> int | None:
    """The way back, where names may pass the chat again: who is in the book gets their name. As `close`."""
    if not after:
        _open_groups(session)
    people = db.name_book.people(session, after, closed=True)
    for person in people:
        entry = db.name_book.entry(session, person.id)
        if entry is not None:
            _call(person, entry.name or "")
            session.delete(entry)
        elif person.nickname is None:
            _call(person, "")
    session.flush()
    return people[-1].id if len(people) == db.name_book.BATCH else None


def hush(session: Session, now: datetime) -> None:
    """Before the first names are moved: what was to be said with them is not said, links for parents are closed (they
    consent on paper), and what was typed into questionnaires about who one is goes; nobody in one is asked on.
    """
    if not db.name_book.people(session, 0, closed=False):
        return
    db.name_book.unsay(session)
    db.name_book.revoke_links_for_parents(session, now)
    for version in db.name_book.forms(session):
        form = Form.from_json(version.definition["form"])
        questions = [question.name for question in form.questions if is_naming(question)]
        if questions:
            db.name_book.forget_answers(session, version.version, questions)
            for run in db.name_book.open_runs(session, version.version):
                runs.interrupt(session, run, now)


@contextmanager
def opened(session: Session) -> Iterator[None]:
    """Names are in their places for work on the school's own machine, and in the book again after it."""
    if not db.name_book.in_codes(session):
        yield
        return
    _all_of(open_again, session)
    session.info["names"] = "full"
    try:
        yield
    finally:
        session.info["names"] = "codes"
    _all_of(close, session)


def with_names(session: Session, verb: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a verb tells while names are in their places; nothing that it or we did stays."""
    mode, inner = session.info.get("names", "first"), session.begin_nested()
    session.info["names"] = "full"
    try:
        _all_of(open_again, session)
        return verb(session, *args, **kwargs)
    finally:
        inner.rollback()
        session.info["names"] = mode


def enter(session: Session, person: Person, name: str) -> None:
    """Writes a name into the book; chats go on knowing the person by the pseudonym."""
    session.flush()
    if name:
        db.name_book.put(session, person.id, name)
    else:
        db.name_book.forget(session, person.id)
    _call(person, pseudonym(person.code, person.nickname))


def group_code(session: Session, organisation_id: int, group: str) -> str:
    """The code that chats know a class by; a code is its own."""
    known = {each.code for each in db.name_book.groups(session, organisation_id)}
    return group if group in known else db.name_book.group(session, organisation_id, group).code


def nickname(session: Session, person: Person, word: str) -> None:
    """The nickname that a person chose."""
    person.nickname = word
    _call(person, pseudonym(person.code, word))


def mentioned(session: Session, organisation_id: int, text: str) -> bool:
    """Whether a typed text names somebody, or a class, of the organisation's book. Where names may pass, none does."""
    if not db.name_book.in_codes(session):
        return False
    names = (name for _, name in db.name_book.names(session, organisation_id))
    groups = (each.name or "" for each in db.name_book.groups(session, organisation_id))
    return names_somebody(text, names, groups)


def veiled(session: Session, organisation_id: int, text: str) -> str:
    """A text that must not be refused, as a call for help, with codes in the places of names; as it is where names may
    pass.
    """
    if not db.name_book.in_codes(session):
        return text
    people = [(known_by.partition(" ")[0], name) for known_by, name in db.name_book.names(session, organisation_id)]
    groups = [(each.code, each.name or "") for each in db.name_book.groups(session, organisation_id)]
    return veil(text, people, groups)


def of_adults(session: Session, adults: Sequence[Adult]) -> list[Adult]:
    """Adults by their names, to look for these in what somebody wrote; never to be shown."""
    if not db.name_book.in_codes(session):
        return [*adults]
    names = dict(db.name_book.names(session))
    return [replace(each, name=names.get(each.name, each.name)) for each in adults]


def is_told_in(session: Session, text: str) -> bool:
    """Whether somebody of the book is named in a text as their entry has it, as in consents that were signed before."""
    return any(name in text for _, name in db.name_book.names(session))


def _all_of(verb: Callable[[Session, int], int | None], session: Session) -> None:
    after: int | None = 0
    while after is not None:
        after = verb(session, after)


def _call(person: Person, name: str) -> None:
    person.name, person.search_key = name, search_key(name, person.group_name)


def _close_groups(session: Session) -> None:
    codes = {(each.organisation_id, each.code) for each in db.name_book.groups(session)}
    for organisation_id, name in sorted(db.name_book.groups_in_use(session) - codes):
        _rename_group(session, organisation_id, name, db.name_book.group(session, organisation_id, name).code)


def _open_groups(session: Session) -> None:
    for each in db.name_book.groups(session):
        _rename_group(session, each.organisation_id, each.code, each.name or "")


def _rename_group(session: Session, organisation_id: int, old: str, new: str) -> None:
    session.flush()
    db.name_book.rename_group(session, organisation_id, old, new)
    for person in db.name_book.of_group(session, organisation_id, new):
        person.search_key = search_key(person.name, new)


def _close_letters(session: Session) -> None:
    letters = [letter for letter in db.name_book.unsent(session) if _has_names(letter.values)]
    if not letters:
        return
    known: dict[str, str] = {}
    for code, name in db.name_book.names(session):
        known[name] = NOBODY if name in known else code
    groups = {each.name or "": each.code for each in db.name_book.groups(session)}
    for letter in letters:
        letter.values = {key: _without_names(key, value, known, groups) for key, value in letter.values.items()}


def _has_names(values: Mapping[str, Any]) -> bool:
    named = any(isinstance(value, dict) and {"name", "names"} & value.keys() for value in values.values())
    return named or bool({"group", "phone"} & values.keys())


def _without_names(key: str, value: Any, known: Mapping[str, str], groups: Mapping[str, str]) -> Any:
    match value:
        case {"name": str(name)}:
            return _known(name, known)
        case {"names": [*names]}:
            return {"names": [each["name"] for name in names if isinstance(each := _known(name, known), dict)]}
        case str() if key == "group":
            return value if value in groups.values() else groups.get(value, NOBODY)
        case str() if key == "phone":
            return NOBODY
        case _:
            return value


def _known(name: str, known: Mapping[str, str]) -> Any:
    """A person of a letter by the pseudonym; a dash, which is worded as it is, for a name that several have."""
    code = name if is_pseudonym(name) else known.get(name, NOBODY)
    return {"name": code} if code != NOBODY else NOBODY
