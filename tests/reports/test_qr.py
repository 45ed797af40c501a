"""A QR picture that another phone can read."""

import struct

import pytest

from reports import qr


def test_a_link_becomes_a_picture_large_enough_for_a_phone() -> None:
    picture = qr.png("https://t.me/school_bot?start=pB3kd93jd9sk2kd0skd93jd9sk2kd0sk")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert width == height
    assert 400 <= width <= 1280


def test_another_link_is_another_picture() -> None:
    assert qr.png("https://t.me/school_bot?start=a") != qr.png("https://t.me/school_bot?start=b")


def test_what_fits_no_qr_code_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr.png("x" * 5000)
