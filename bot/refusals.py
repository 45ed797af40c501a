"""What went wrong, in one line for the operator: no traceback and no value ever reaches the terminal."""

import sqlite3
import traceback
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.receive import Rejected
from db.lease import Fenced
from db.schema import NewerSchema

SQLITE = {
    "unable to open database file": "cannot be opened: its folder must exist and belong to this user",
    "readonly database": "is read-only: this user needs the right to write the file and its folder",
    "not a database": "is damaged or no SQLite file: move it away and `mentor-bot restore` a backup",
    "malformed": "is damaged: move it away and `mentor-bot restore` a backup",
    "locked": "is busy: another program has held it for too long",
    "disk is full": "cannot grow: the disk is full",
    "disk I/O error": "cannot be read or written: the disk reports an error",
}
"""By a part of SQLite's own message."""


class Refused(Exception):
    """Something that is not done, with the one line that says why."""


def in_one_line(error: BaseException) -> str:
    """The line for an error; a mistake of our own names its place in the code, never the values."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    match error:
        case Fenced():
            return "Another mentor-bot has taken over this database; this one has stopped."
        case NewerSchema():
            return f"A newer mentor-bot wrote this database (schema {error}): install that one, or restore a backup."
        case sqlite3.Error():
            return _sqlite(error)
        case OSError():
            return f"{error.strerror or type(error).__name__}{f': {error.filename}' if error.filename else '.'}"
        case Refused() | Rejected() | ValueError() if _is_ours(error):
            return str(error)
    if type(error).__module__.startswith(("asyncpg", "sqlalchemy.dialects.postgresql")):
        return f"PostgreSQL refuses ({type(error).__name__}): check DATABASE_URL and the server."
    return _own_mistake(error)


def _is_ours(error: BaseException) -> bool:
    """Whether the error was made for people: one of our own kinds, not Python's bare ones."""
    return type(error).__module__.split(".")[0] in ("bot", "programme")


def _sqlite(error: sqlite3.Error) -> str:
    for part, meaning in SQLITE.items():
        if part in str(error):
            return f"The database of DATABASE_URL {meaning}."
    return f"The database of DATABASE_URL cannot be used ({type(error).__name__})."


def _own_mistake(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown place"
    return f"mentor-bot stopped on a mistake of its own ({type(error).__name__} at {place}). Please report this line."
