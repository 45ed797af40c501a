"""Sealed files: whole with the right key, refused otherwise."""

import io
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import sealing
from bot.sealing import SealBroken
from bot.settings import Settings, SettingsError

KEY = bytes(range(32))


def sealed(content: bytes, about: bytes = b"manifest") -> bytes:
    target = io.BytesIO()
    sealing.seal(io.BytesIO(content), target, KEY, about)
    return target.getvalue()


def unsealed(content: bytes, key: bytes = KEY, about: bytes = b"manifest") -> bytes:
    target = io.BytesIO()
    sealing.unseal(io.BytesIO(content), target, key, about)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, sealing.CHUNK - 1, sealing.CHUNK, sealing.CHUNK + 1, 3 * sealing.CHUNK])
def test_a_file_of_any_size_comes_back_as_it_was(size):
    content = (b"\x00\x01answers" * (size // 9 + 1))[:size]
    assert unsealed(sealed(content)) == content


@given(st.binary(max_size=200), st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_is_noticed(content, place, difference):
    changed = bytearray(sealed(content))
    changed[place % len(changed)] ^= difference
    with pytest.raises(SealBroken):
        unsealed(bytes(changed))


@pytest.mark.parametrize("cut", [1, sealing.TAG, sealing.CHUNK + sealing.TAG])
def test_a_cut_file_is_noticed(cut):
    with pytest.raises(SealBroken):
        unsealed(sealed(b"x" * (2 * sealing.CHUNK))[:-cut])


def test_chunks_cannot_change_places():
    whole = sealed(b"a" * sealing.CHUNK + b"b" * sealing.CHUNK + b"c")
    size = sealing.CHUNK + sealing.TAG
    head, first, second, rest = whole[:7], whole[7 : 7 + size], whole[7 + size : 7 + 2 * size], whole[7 + 2 * size :]
    with pytest.raises(SealBroken):
        unsealed(head + second + first + rest)


def test_another_key_or_another_manifest_opens_nothing():
    with pytest.raises(SealBroken):
        unsealed(sealed(b"answers"), key=bytes(32))
    with pytest.raises(SealBroken):
        unsealed(sealed(b"answers"), about=b"another")


def test_the_newest_key_seals_and_all_open():
    first, second = b64encode(bytes(32)).decode(), b64encode(KEY).decode()
    assert list(sealing.named(Settings(data_key=f"{second}, {first}").ring).values()) == [KEY, bytes(32)]
    assert sealing.named(Settings(data_key=None).ring) == {}


@pytest.mark.parametrize("wrong", ["short", "AAAA", "я" * 44])
def test_what_is_no_key_is_refused_without_being_shown(wrong):
    with pytest.raises(SettingsError) as refused:
        _ = Settings(data_key=wrong).ring
    assert wrong not in str(refused.value)
