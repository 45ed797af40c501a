"""Paper forms of consent: the same words as PDF and as DOCX, with the number of each."""

from io import BytesIO

import pytest
from docx import Document

from domain import papers
from domain.consents import DOCUMENTS
from locales import LANGUAGES, texts_in
from programme import wordings
from programme.wordings import Parties, Template
from reports import consent, consent_form
from reports.consent import OWN_BLANKS, Page
from tests.reports.examples import HOSTILE


class School:
    """What the texts say of an organisation."""

    name = "Лицей № 2"
    settings = {"operator_address": "ул. Школьная, 1", "operator_contact": "2@example.org"}


def page(document: str, language: str, number: int, name: str = "Иванова Мария") -> Page:
    template = wordings.builtin(document, language)
    text = wordings.words(template, Parties(name, on_paper=True), School, texts_in(language))  # type: ignore[arg-type]
    return Page(text, number=papers.number(number), blanks=OWN_BLANKS)


def words_of(file: bytes) -> str:
    """Everything that stands in a DOCX."""
    document = Document(BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_class_stands_in_one_file_with_its_number(language: str) -> None:
    pages = [page(document, language, number) for number, document in enumerate(DOCUMENTS, 1)]
    words = words_of(consent_form.docx(pages, texts_in(language)))
    assert all(papers.number(number) in words for number in range(1, len(DOCUMENTS) + 1))
    assert "ул. Школьная, 1" in words
    assert len(Document(BytesIO(consent_form.docx(pages, texts_in(language)))).inline_shapes) == len(DOCUMENTS)
    made = consent.pdf(pages, texts_in(language))
    assert made.startswith(b"%PDF-")
    assert made == consent.pdf(pages, texts_in(language))


def test_what_may_be_allowed_one_by_one_has_a_box_to_tick() -> None:
    words = words_of(consent_form.docx([page("publication", "ru", 1)], texts_in("ru")))
    assert "☐ фамилия и имя; ☐ фото; ☐ класс или должность; ☐ слова" in words


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_printed_as_text(name: str) -> None:
    pages = [page("photo", "ru", 1, name)]
    assert consent_form.docx(pages, texts_in("ru")).startswith(b"PK")
    assert consent.pdf(pages, texts_in("ru")).startswith(b"%PDF-")


def test_a_hostile_text_of_an_organisation_stays_text() -> None:
    template = Template("photo", "ru", 1, '# {subject}\n\n#eval("1") $x$ <script> {operator} =1+1')
    text = wordings.words(template, Parties("Анна"), School, texts_in("ru"))  # type: ignore[arg-type]
    assert '#eval("1") $x$ <script> Лицей № 2 =1+1' in words_of(
        consent_form.docx([Page(text, number="1-8")], texts_in("ru"))
    )
    assert consent.pdf([Page(text, number="1-8")], texts_in("ru")).startswith(b"%PDF-")
