"""Sealing files: AES-256-GCM in chunks, so that nobody without the key reads, cuts or rearranges a backup."""

import secrets
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.sealed import Ring

CHUNK = 1024 * 1024
"""Bytes sealed at a time."""
TAG = 16
PREFIX = 7
"""Random bytes of a nonce; then four bytes count the chunk and one marks the last (the STREAM construction)."""


class SealBroken(ValueError):
    """The file was changed or cut, or the key is not in the ring."""


def named(ring: Ring) -> Mapping[str, bytes]:
    """The keys by the id that a file names them with, newest first."""
    return {sha256(key).hexdigest()[:12]: key for key in ring.keys}


def seal(source: BinaryIO, target: BinaryIO, key: bytes, about: bytes) -> None:
    """Seals `source` into `target`; `about` is not hidden but cannot be exchanged for something else."""
    cipher, prefix = AESGCM(key), secrets.token_bytes(PREFIX)
    target.write(prefix)
    for number, last, chunk in _chunks(source, CHUNK):
        target.write(cipher.encrypt(_nonce(prefix, number, last), chunk, about))


def unseal(source: BinaryIO, target: BinaryIO, key: bytes, about: bytes) -> None:
    """The reverse of `seal`; raises `SealBroken`."""
    cipher, prefix = AESGCM(key), source.read(PREFIX)
    if len(prefix) != PREFIX:
        raise SealBroken("the file is cut off")
    for number, last, chunk in _chunks(source, CHUNK + TAG):
        try:
            target.write(cipher.decrypt(_nonce(prefix, number, last), chunk, about))
        except InvalidTag:
            raise SealBroken("the file was changed or cut off, or this is another key") from None


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[int, bool, bytes]]:
    """Chunks with their number, and whether it is the last; an empty source has one empty chunk."""
    number, chunk = 0, source.read(size)
    while True:
        following = source.read(size) if chunk else b""
        yield number, not following, chunk
        if not following:
            return
        number, chunk = number + 1, following


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
