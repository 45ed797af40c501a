"""Files of results: readable, complete, harmless, and silent about whoever could be recognised."""

from io import BytesIO
from random import Random
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy.orm import Session

from domain.forms import Form
from locales import texts_in
from programme import forms, results, swot
from programme.results import Published
from reports import results as words
from reports import results_changes, results_chart, results_details, results_files, results_memo, results_workbook
from reports.figures import plain, units
from tests.conftest import NOW, School
from tests.crowds import answered, crowd
from tests.reports.examples import HOSTILE

BEFORE, AFTER = (forms.builtin(f"pupil_pupil.{wave}.mentee") for wave in ("before", "after"))
RUSSIAN, ENGLISH = texts_in("ru"), texts_in("en")


def marks(form: Form, random: Random, mood: int) -> dict[str, Any]:
    return {
        question.name: min(10, max(1, round(random.gauss(5 + mood, 2))))
        for question in form.questions
        if question.kind == "scale"
    }


def publication(session: Session, school: School) -> Published:
    """Sixteen people before and after; what one said in words is hostile, one question all answered alike."""
    people, random = crowd(session, school.organisation, 16), Random(1)
    answered(session, school.organisation, BEFORE, people, [marks(BEFORE, random, 0) for _ in people])
    later = [marks(AFTER, random, 2) | {"group_meetings": 9, "valuable": HOSTILE[n][:500]} for n in range(len(people))]
    for each in later:
        each["valuable"] = each["valuable"].replace("\x00", "").encode("utf-8", "ignore").decode() or "слова"
    answered(session, school.organisation, AFTER, people, later)
    found = results.publish(session, school.organisation, AFTER.name, None, NOW)
    assert found
    return found


def cells(content: bytes) -> list[str]:
    book = load_workbook(BytesIO(content))
    return [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]


def test_the_chart_fits_a_phone_and_a_telegram_photo(session: Session, school: School) -> None:
    one = publication(session, school)
    for texts in (RUSSIAN, ENGLISH):
        picture = Image.open(BytesIO(results_chart.chart(one, texts)))
        assert picture.width == 1200
        assert sum(picture.size) < 10_000, "Telegram's limit of a photo"
        assert picture.height < 3 * picture.width


def test_the_chart_of_different_scales_keeps_them_apart(session: Session, school: School) -> None:
    form = forms.builtin("meeting_feedback")
    people = crowd(session, school.organisation, 8)
    scales = [question for question in form.questions if question.kind == "scale"]
    given = [{question.name: 1 + (n + place) % 3 for place, question in enumerate(scales)} for n in range(8)]
    answered(session, school.organisation, form, people, given)
    one = results.publish(session, school.organisation, form.name, None, NOW)
    assert one is not None
    assert results_chart.chart(one, RUSSIAN).startswith(b"\x89PNG")


@pytest.mark.parametrize("texts", [RUSSIAN, ENGLISH], ids=["ru", "en"])
def test_every_screen_fits_a_message(session: Session, school: School, texts: Any) -> None:
    one = publication(session, school)
    screens = [
        words.card(one, texts),
        *(results_details.details(one, page, texts) for page in range(results_details.pages(one))),
        results_changes.changes(one, texts, 5),
        words.listed("Лицей", [one] * 60, [], 16, texts),
    ]
    assert all(0 < units(screen) <= 4096 for screen in screens)
    assert units(words.chart_twin(one, texts)) <= 1024


def test_what_all_answered_alike_stands_nowhere_exactly(session: Session, school: School) -> None:
    one = publication(session, school)
    label = words.label(AFTER, "group_meetings", RUSSIAN, 300)
    rows = load_workbook(BytesIO(_book(session, school, one)))["Ответы"].iter_rows(values_only=True)
    (row,) = [row for row in rows if row[1] == label]
    assert row[3:] == ("9", "94–100\xa0%")


def test_the_workbook_has_single_answers_only_where_they_were_asked_for(session: Session, school: School) -> None:
    one = publication(session, school)
    plain, coded = cells(_book(session, school, one)), cells(_book(session, school, one, "codes"))
    named = cells(_book(session, school, one, "full"))
    code = session.get_one(results.Result, one.result.id)
    assert code is not None
    assert "По кодам" not in plain
    assert not any("Человек" in cell for cell in plain + coded)
    assert any("Человек" in cell for cell in named)
    safety = words.label(AFTER, "safety", RUSSIAN, 300)
    assert coded.count(safety) == plain.count(safety), "a sensitive answer stands nowhere by itself"


def test_no_cell_is_a_formula_whatever_people_wrote(session: Session, school: School) -> None:
    book = load_workbook(BytesIO(_book(session, school, publication(session, school), "codes")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_memo_has_the_numbers_of_the_publication_in_their_places(session: Session, school: School) -> None:
    one = publication(session, school)
    said = swot.answers(session, one, "valuable")
    assert isinstance(said, list)
    swot.drop(session, one, said[0], "strength", NOW)
    memo = results_files.gather_memo(session, school.organisation.id, NOW.isoformat())
    for texts in (RUSSIAN, ENGLISH):
        document = Document(BytesIO(results_memo.memo(memo, texts)))
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        assert school.organisation.name in text
        assert [row[2:4] for row in tables[0][1:]] == [["16", "16"], ["16", "16"]]
        (comfort,) = [row for row in tables[1] if row[0] == words.label(AFTER, "comfort", texts, 200)]
        item = one.content.item("comfort")
        assert item is not None
        assert comfort[1] == words.short(one, item, texts)
        assert item.change is not None
        assert [row[1] for row in tables[3] if row[0] == comfort[0]] == [
            plain(results_changes.change_words(item.change, texts))
        ]


def test_a_school_without_results_gets_an_honest_memo(session: Session, school: School) -> None:
    memo = results_files.gather_memo(session, school.organisation.id, NOW.isoformat())
    text = "\n".join(each.text for each in Document(BytesIO(results_memo.memo(memo, RUSSIAN))).paragraphs)
    assert text.count(RUSSIAN("results.memo_none")) == 2


def _book(session: Session, school: School, one: Published, raw: str = "") -> bytes:
    book = results_files.gather_book(session, school.organisation.id, one.result.id, raw)
    return results_workbook.workbook(book, RUSSIAN)
