"""A questionnaire and its pictures in one archive; broken, huge and hostile archives are refused clearly, each."""

import json
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bot import archives
from bot.sheets import SheetRefused
from locales import LANGUAGES, texts_in
from programme import form_pictures
from reports import questionnaires as words
from tests.bot.test_command_line import run
from tests.bot.test_import_questionnaire import school, sent  # noqa: F401  # `school` is a fixture
from tests.questionnaires import archive, drawing, pictured, workbook

TABLE = {"climate.xlsx": workbook(pictured())}
GOOD = {**TABLE, "map.png": drawing()}


def linked() -> bytes:
    """An archive in which a picture is a link to a file of the machine that opens it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("climate.xlsx", TABLE["climate.xlsx"])
        link = zipfile.ZipInfo("map.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    return out.getvalue()


def named(name: str) -> bytes:
    """An archive whose picture has a name of seven bytes, put in as it is."""
    raw = archive({**TABLE, "abc.png": drawing()})
    return raw.replace(b"abc.png", name.encode("cp866"))


def locked() -> bytes:
    """An archive whose files say that they have a password."""
    raw = bytearray(archive(GOOD))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(sign)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(sign, at + 1)
    return bytes(raw)


def test_a_table_and_its_pictures_are_found() -> None:
    assert archives.unpacked(archive(GOOD)) == (GOOD["climate.xlsx"], {"map.png": drawing()})


def test_a_table_alone_is_itself_and_so_is_whatever_is_no_archive() -> None:
    for content in (TABLE["climate.xlsx"], b"", b"PK\x03\x04 and nothing more", archive(GOOD)[:900], b"text"):
        assert archives.unpacked(content) == (content, {})


def test_what_a_mac_and_windows_add_is_passed_over_and_names_are_read_as_they_write_them() -> None:
    hidden = {"__MACOSX/._map.png": b"\x00\x05\x16\x07", ".DS_Store": b"Bud1", "Thumbs.db": b"\xd0\xcf"}
    assert archives.unpacked(archive({**GOOD, **hidden}))[1] == {"map.png": drawing()}
    assert [*archives.unpacked(named("кот.png"))[1]] == ["кот.png"]
    assert form_pictures.plain_name("Кои\u0306от.PNG") == "койот.png"


@pytest.mark.fault(81, 82)
@pytest.mark.parametrize(
    ("content", "key"),
    [
        (archive({**TABLE, "folder/map.png": drawing()}), "refused_folders"),
        (archive({**TABLE, "../map.png": drawing()}), "refused_folders"),
        (named("a\\b.png"), "refused_folders"),
        (named("C:b.png"), "refused_folders"),
        (archive({**TABLE, "map.png": drawing(), "MAP.png": drawing()}), "refused_names"),
        (archive({**TABLE, "nested.zip": archive(GOOD)}), "refused_contents"),
        (archive({**TABLE, "run.exe": b"MZ"}), "refused_contents"),
        (archive({**GOOD, "other.xlsx": workbook()}), "refused_contents"),
        (archive({"map.png": drawing()}), "refused_contents"),
        (archive({}), "refused_contents"),
        (archive({**TABLE, **{f"{number}.png": drawing() for number in range(11)}}), "refused_many"),
        (archive({**TABLE, "map.png": b"\x00" * archives.MOST_UNPACKED}), "refused_bomb"),
        (archive({f"{number}.png": b"" for number in range(61)}), "refused_bomb"),
        (b"\x00" * archives.MOST_BYTES + archive(GOOD), "refused_large"),
        (linked(), "refused_bomb"),
        (locked(), "refused_bomb"),
    ],
)
@pytest.mark.fault(84)
def test_a_strange_archive_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        archives.unpacked(content)
    assert refused.value.key == f"questionnaires.{key}"
    for language in LANGUAGES:
        assert words.refusal(refused.value.key, refused.value.values, texts_in(language))


def test_a_lie_about_a_size_unpacks_no_more_than_is_taken() -> None:
    made = archive({**TABLE, "map.png": b"\x00" * (form_pictures.MOST_BYTES * 2)})
    assert len(archives.unpacked(made)[1]["map.png"]) == archives.ENTRY + 1


def test_the_command_line_takes_pictures_from_the_folder_or_an_archive(school: Path) -> None:  # noqa: F811
    missing = run(school, *sent(school, TABLE["climate.xlsx"]))
    assert missing.returncode == 1
    assert "map.png" in missing.stdout
    (school / "Map.PNG").write_bytes(drawing())
    (school / "holiday.jpg").write_bytes(b"not even a picture, and nobody asks for it")
    beside = json.loads(run(school, *sent(school, TABLE["climate.xlsx"]), "--yes", "--json").stdout)
    assert beside["published"]
    packed = json.loads(run(school, *sent(school, archive(GOOD), "climate.zip"), "--json").stdout)
    assert packed["known"], "the same pictures are the same version"
    assert run(school, "export", "questionnaire_zip", "--number", "climate", "--out", "given.zip").returncode == 0
    again = json.loads(run(school, "import", "questionnaire", "given.zip", "--json").stdout)
    assert again["known"]
    assert run(school, "export", "questionnaire_paper", "--number", "climate", "--out", "a.pdf").returncode == 0
    assert b"/Image" in (school / "a.pdf").read_bytes()
