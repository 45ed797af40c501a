"""The consent document: complete, versioned, and printed as it was agreed to."""

import re
import zlib

import pytest

from locales import LANGUAGES, texts_in
from programme import wordings
from reports import consent
from reports.consent import Evidence, Page
from tests.reports.examples import HOSTILE

KINDS = ("processing_adult", "processing_parent")
VALUES = {
    "subject": "Иванова Мария Петровна",
    "representative": "Иванова Анна Сергеевна",
    "relation": "мать",
    "operator": "МБОУ «Лицей № 2»",
    "operator_address": "г. Энск, ул. Школьная, 1",
    "operator_contact": "school2@example.org",
    "programme": "Адаптация-5",
    "processor": "нет",
    "until": "31 августа 2027 года",
}
EVIDENCE = Evidence(
    number="С-2026-0014",
    confirmed_at="20 ноября 2026, 12:40 (UTC+3)",
    signer="Иванова Анна Сергеевна",
    relation="мать",
    channel="чат, телефон из школьного списка",
    version="f" * 64,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_text_has_the_nine_parts_that_the_law_asks_for(kind: str, language: str) -> None:
    """152-FZ, article 9, part 4."""
    text = wordings.filled(wordings.builtin(kind, language).text, VALUES)
    assert re.findall(r"^## (\d)\.", text, re.MULTILINE) == list("123456789")
    named = set(VALUES) if kind == "processing_parent" else set(VALUES) - {"representative", "relation"}
    assert all(VALUES[name] in text for name in named)
    assert "{" not in text
    assert "Telegram" in text


def test_a_missing_value_stops_the_document() -> None:
    with pytest.raises(KeyError, match="operator"):
        wordings.filled(wordings.builtin("processing_adult", "ru").text, {"subject": "Анна"})


def test_every_kind_and_language_has_its_own_version_that_does_not_depend_on_names() -> None:
    versions = {wordings.builtin(kind, language).digest for kind in KINDS for language in LANGUAGES}
    assert len(versions) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", version) for version in versions)


def test_a_name_cannot_add_a_heading_or_another_value() -> None:
    text = wordings.filled(
        wordings.builtin("processing_adult", "ru").text, VALUES | {"subject": "Анна\n## 10. Ещё {operator}"}
    )
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == list("123456789")
    assert "Анна ## 10. Ещё {operator}" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("evidence", [EVIDENCE, None], ids=["copy", "form"])
def test_the_document_is_a_pdf_and_the_same_every_time(kind: str, language: str, evidence: Evidence | None) -> None:
    text = wordings.filled(wordings.builtin(kind, language).text, VALUES)
    document = consent.pdf([Page(text, evidence)], texts_in(language))
    assert document.startswith(b"%PDF-")
    assert len(document) > len(text)
    assert document == consent.pdf([Page(text, evidence)], texts_in(language))


def test_the_copy_and_the_form_differ() -> None:
    text = wordings.filled(wordings.builtin("processing_adult", "ru").text, VALUES)
    russian = texts_in("ru")
    assert consent.pdf([Page(text, EVIDENCE)], russian) != consent.pdf([Page(text, None)], russian)


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_printed_as_text(name: str) -> None:
    text = wordings.filled(wordings.builtin("processing_parent", "ru").text, VALUES | {"subject": name})
    evidence = Evidence(name, name, name, name, name, name)
    assert consent.pdf([Page(text, evidence)], texts_in("ru")).startswith(b"%PDF-")


def letters(document: bytes) -> set[str]:
    """The characters that a reader of the PDF can find and copy: what its fonts map their glyphs to."""
    maps = [
        zlib.decompress(found[1]).decode("latin-1")
        for found in re.finditer(rb"/FlateDecode.*?>>\s*stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
    ]
    targets = re.findall(r"<[0-9a-fA-F]{4}> <([0-9a-fA-F]+)>", "".join(one for one in maps if "beginbfchar" in one))
    return set("".join(bytes.fromhex(target).decode("utf-16-be") for target in targets))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_of_the_text_is_in_the_pdf(kind: str, language: str) -> None:
    text = wordings.filled(wordings.builtin(kind, language).text, VALUES)
    document = consent.pdf([Page(text, EVIDENCE)], texts_in(language))
    assert {sign for sign in text if sign.isalpha()} <= letters(document)
    assert b"Libertinus" in document
    assert b"DejaVu" not in document  # the fallback would mean that the main font lacks Cyrillic
