"""Sealed columns: values that a stolen file or backup does not tell (security § 6).

AES-256-GCM with the table, the column and the row's id as associated data: a value moved to another row does not open.
It defends files and backups, not a running host: the service itself holds the key.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Generic, Self, TypeVar, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session, object_session

T = TypeVar("T")

PLAIN, SEALED = b"\x00", b"\x01"
"""The first byte: kept without a key (an installation without `DATA_KEY`), or sealed; then key id, nonce, the rest."""
KEY_ID, NONCE = 6, 12
"""Bytes."""


class Unreadable(ValueError):
    """The key is not in the ring, or the value was moved or changed."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys of `DATA_KEY`, newest first: the first seals, every one opens. Empty: values are kept plain."""

    keys: tuple[bytes, ...] = ()

    def seal(self, value: bytes, about: str) -> bytes:
        """What is kept of a value; `about` is its place, `table.column:id`."""
        if not self.keys:
            return PLAIN + value
        nonce = secrets.token_bytes(NONCE)
        head = SEALED + key_id(self.keys[0])
        return head + nonce + AESGCM(self.keys[0]).encrypt(nonce, value, head + about.encode())

    def open(self, kept: bytes, about: str) -> bytes:
        """The value of what is kept; raises `Unreadable`."""
        if kept[:1] == PLAIN:
            return kept[1:]
        head, nonce, rest = kept[: 1 + KEY_ID], kept[1 + KEY_ID :][:NONCE], kept[1 + KEY_ID + NONCE :]
        for key in self.keys:
            if SEALED + key_id(key) == head:
                try:
                    return AESGCM(key).decrypt(nonce, rest, head + about.encode())
                except InvalidTag:
                    raise Unreadable(f"{about.partition(':')[0]}: moved or changed") from None
        raise Unreadable(f"{about.partition(':')[0]}: sealed with a key that is not in DATA_KEY")

    def is_current(self, kept: bytes) -> bool:
        """Whether a value is kept as this ring would keep it now."""
        return kept[:1] == PLAIN if not self.keys else kept[: 1 + KEY_ID] == SEALED + key_id(self.keys[0])


def ring_of(session: Session) -> Ring:
    """The keys that a session was opened with."""
    ring: Ring = session.info.get("ring", NO_KEYS)
    return ring


NO_KEYS = Ring()


class Sealed(Generic[T]):
    """A value kept sealed in a bytes column of the same row: `born = Sealed("born_sealed", as_day, from_day)`.

    The row must have its id and its session before a value is given to it: flush it first.
    """

    def __init__(self, column: str, pack: Callable[[T], str], unpack: Callable[[str], T]) -> None:
        self.column, self.pack, self.unpack = column, pack, unpack

    @overload
    def __get__(self, row: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, row: Any, owner: type[Any]) -> T | None: ...
    def __get__(self, row: Any | None, owner: type[Any]) -> Self | T | None:
        if row is None:
            return self
        kept = getattr(row, self.column)
        if kept is None:
            return None
        return self.unpack(ring_of(_session(row)).open(kept, self.about(row)).decode())

    def __set__(self, row: Any, value: T | None) -> None:
        kept = None
        if value is not None:
            kept = ring_of(_session(row)).seal(self.pack(value).encode(), self.about(row))
        setattr(row, self.column, kept)

    def about(self, row: Any) -> str:
        """The place of the value, bound into it."""
        if row.id is None:
            raise ValueError("a row gets its sealed values after it has its id: flush first")
        return f"{row.__tablename__}.{self.column}:{row.id}"


def _session(row: Any) -> Session:
    session = object_session(row)
    if session is None:
        raise ValueError("a sealed value is read and written within a session")
    return session


@cache
def key_id(key: bytes) -> bytes:
    """What names a key in the values that it sealed."""
    return sha256(key).digest()[:KEY_ID]
