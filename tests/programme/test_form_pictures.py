"""Pictures in questionnaires: nothing but the picture is kept, what does not fit is told with its cell."""

from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given as samples
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import db.form_pictures
from bot import archives, sheet_reader
from domain.comparability import differences
from domain.forms import Form
from locales import LANGUAGES, texts_in
from programme import form_files, form_pictures, forms, publishing
from programme.form_files import Faulty
from programme.form_pictures import NoPicture, harmless, looked_at
from programme.results_counting import paired
from reports import REPORTS, questionnaire_zip
from reports import questionnaires as words
from tests.conftest import NOW
from tests.questionnaires import CLIMATE, SURVEY, archive, drawing, form, pictured
from tests.visitors import visitor

DAY = timedelta(days=1)
MAP = {"map.png": drawing()}


def read(files, sheets=None) -> Form:
    return form_files.of_archive(sheets or pictured(), looked_at(files))


def places(files, sheets=None) -> list[tuple[str, str, int, str]]:
    with pytest.raises(Faulty) as refused:
        read(files, sheets)
    for language in LANGUAGES:
        assert words.faults(refused.value, texts_in(language))
    return [(each.key, each.sheet, each.row, each.column) for each in refused.value.errors]


def photo(orientation: int = 1) -> bytes:
    """A photo as a phone takes it: with a place, a maker, a comment and which side is up."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Nokia of Ann"
    exif.get_ifd(0x8825)[1] = "N"
    return drawing("JPEG", exif=exif, comment=b"Ann at home", icc_profile=b"profile", progressive=True)


def test_a_note_shows_the_picture_that_came_along() -> None:
    found = read(MAP)
    note = found.questions[0]
    assert found.picture(note, "en", "child") == ("map.png", form_pictures.digest(drawing()))
    assert found.picture(found.questions[1], "en") is None
    assert Form.from_json(found.to_json()) == found
    assert form_pictures.of_form(found, looked_at(MAP)) == {form_pictures.digest(drawing()): drawing()}


def test_another_picture_is_another_questionnaire_and_a_form_without_any_stays_as_it_was() -> None:
    assert read(MAP).version == read(MAP).version != read({"map.png": drawing(colour="red")}).version
    assert form_files.of_archive(CLIMATE, {}) == form()
    assert "picture" not in form().to_json()


def test_the_question_below_another_picture_cannot_be_compared() -> None:
    before, after = read(MAP), read({"map.png": drawing(colour="red")})
    assert [(each.question, each.what) for each in differences(before, after)] == [("calm", "picture")]
    assert [name for name, _ in paired(before, after)] == []
    assert [name for name, _ in paired(before, before)] == ["calm"]
    assert not differences(before, read({"plan.png": drawing()}, pictured("plan.png"))), "a name is not what is seen"


def test_a_picture_may_have_a_language() -> None:
    by_language = {"media::image": "media::image::Русский (ru)"}
    sheets = {
        **pictured(),
        "survey": [[by_language.get(str(cell), cell) for cell in row] for row in pictured()["survey"]],
    }
    rows = [[*row, {"type": "image::English (en)", "note": "Map.PNG"}.get(str(row[0]), "")] for row in sheets["survey"]]
    found = read(MAP, {**sheets, "survey": rows})
    assert found.questions[0].picture == {"ru": "map.png", "en": "Map.PNG"}
    assert len({*found.pictures.values()}) == 1


@pytest.mark.parametrize(
    ("files", "name", "key"),
    [
        ({}, "map.png", "missing"),
        ({"plan.png": drawing()}, "map.png", "missing"),
        ({"map.png": b"<svg onload='alert(1)'/>"}, "map.png", "kind"),
        ({"map.png": drawing("JPEG")}, "map.png", "kind"),
        ({"map.jpg": drawing("GIF")}, "map.jpg", "kind"),
        ({"map.png": archive({"nested.zip": archive({})})}, "map.png", "kind"),
        ({"map.png": drawing()[:-30]}, "map.png", "broken"),
        ({"map.jpg": photo()[: len(photo()) // 2]}, "map.jpg", "broken"),
        ({"map.png": drawing() + b"0" * form_pictures.MOST_BYTES}, "map.png", "large"),
        ({"map.png": drawing(size=(9_000, 1_001))}, "map.png", "sides"),
        ({"map.png": drawing(size=(2_100, 100))}, "map.png", "sides"),
        (MAP, "../map.png", "name"),
        (MAP, "map.gif", "name"),
        (MAP, "map", "name"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_with_its_cell(files, name, key) -> None:
    assert places(files, pictured(name)) == [(f"form_pictures.{key}", "survey", 2, "media::image")]


def test_a_picture_that_no_row_names_is_told() -> None:
    assert places({**MAP, "cat.png": drawing()}) == [("form_pictures.unnamed", "survey", 0, "media::image")]


def test_only_notes_have_pictures() -> None:
    rows = [list(row) for row in pictured()["survey"]]
    rows[2][-1] = "map.png"
    assert places(MAP, {**pictured(), "survey": rows}) == [("form_pictures.place", "survey", 3, "media::image")]
    group = [
        *rows[:2],
        ["begin_group", "g", "Группа", "Group", "", "", "", "map.png"],
        *rows[3:],
        ["end_group"] + [""] * 7,
    ]
    assert places(MAP, {**pictured(), "survey": group}) == [("form_pictures.place", "survey", 3, "media::image")]


def test_there_are_not_many_and_together_they_are_not_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}.png" for number in range(11)]
    notes = [["note", f"n{number}", "Смотри", "Look", "", "", "", name] for number, name in enumerate(names)]
    sheets = {**pictured(), "survey": [[*SURVEY[0], "media::image"], *notes, *pictured("")["survey"][2:]]}
    files = {name: drawing(size=(300, 200 + number)) for number, name in enumerate(names)}
    assert places(files, sheets) == [("form_pictures.many", "survey", 12, "media::image")]
    monkeypatch.setattr("programme.xlsform_pictures.MOST_TOGETHER", len(files["0.png"]) + 1)
    assert ("form_pictures.heavy", "survey", 3, "media::image") in places(files, sheets)


@pytest.mark.parametrize("content", [photo(), drawing("JPEG"), drawing("JPEG", "red", (1, 1))])
def test_of_a_photo_nothing_but_the_photo_is_kept(content: bytes) -> None:
    kept = harmless(content + b"and a film behind it", "JPEG")
    for private in (b"Exif", b"Nokia", b"Ann at home", b"profile", b"film"):
        assert private not in kept
    assert harmless(kept, "JPEG") == kept
    assert Image.open(BytesIO(kept)).tobytes() == Image.open(BytesIO(content)).tobytes()


def test_a_photo_that_lies_on_its_side_is_put_upright() -> None:
    kept = harmless(photo(6), "JPEG")
    assert Image.open(BytesIO(kept)).size == (200, 320)
    assert harmless(kept, "JPEG") == kept


def test_of_a_drawing_nothing_but_the_drawing_is_kept() -> None:
    told = PngInfo()
    told.add_text("Author", "Ann Kuznetsova")
    exif = Image.Exif()
    exif[0x010F] = "Nokia of Ann"
    content = drawing(pnginfo=told, exif=exif)
    assert b"Kuznetsova" in content
    assert harmless(content + b"and more", "PNG") == drawing()


@pytest.mark.filterwarnings("ignore::UserWarning")  # what Pillow says of odd marks; they are left out
@samples(st.integers(0, 1_500), st.binary(max_size=6), st.sampled_from([photo(), drawing()]))
def test_a_damaged_picture_is_a_picture_or_is_refused(place: int, damage: bytes, content: bytes) -> None:
    kind = "PNG" if content.startswith(form_pictures.PNG_BEGINS) else "JPEG"
    damaged = content[:place] + damage + content[place + len(damage) :]
    try:
        kept = harmless(damaged, kind)
    except NoPicture:
        return
    assert harmless(kept, kind) == kept


def test_pictures_are_kept_once_and_go_when_nobody_published_them(session, school) -> None:
    by, kept = visitor(session, "1"), lambda: db.form_pictures.contents(session, sent.pictures.values())
    sent, album = read(MAP), looked_at(MAP)
    for _ in range(2):
        draft = publishing.keep(session, by, sent, NOW, album)
    assert kept() == form_pictures.of_form(sent, album)
    publishing.forget(session, NOW + publishing.PICTURES_KEPT + DAY)
    assert not kept()
    draft = publishing.keep(session, by, sent, NOW, album)
    version = publishing.publish_kept(session, by, draft.id, False, NOW)
    publishing.forget(session, NOW + publishing.PICTURES_KEPT + DAY)
    assert kept()
    assert forms.of_version(version).pictures == sent.pictures
    given = REPORTS["questionnaire_zip"].gather(session, version.version)
    assert archives.unpacked(REPORTS["questionnaire_zip"].render(given, texts_in("ru")))[1] == MAP


def test_what_is_given_out_comes_back_as_the_very_same() -> None:
    files = {**MAP, "фото.jpg": photo()}
    rows = pictured()["survey"]
    rows.insert(3, ["note", "more", "Ещё", "More", "", "", "", "фото.jpg"])
    sent = read(files, {**pictured(), "survey": rows})
    pictures = form_pictures.of_form(sent, looked_at(files))
    for language in LANGUAGES:
        given = questionnaire_zip.render((sent, pictures), texts_in(language))
        table, came = archives.unpacked(given)
        again = form_files.of_archive(sheet_reader.sheets(table), looked_at(came))
        assert again.version == sent.version
