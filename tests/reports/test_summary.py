"""The monthly summary as the curator reads it in chat: short, with arrows, with nothing that should be hidden."""

import struct
from dataclasses import replace
from datetime import date

import pytest

from domain.satisfaction import satisfaction
from domain.summary import Attention, opinion
from locales import BOLD, LANGUAGES, PLAIN, texts_in
from reports import summary
from reports.figures import units
from tests.reports import examples
from tests.reports.examples import HOSTILE, NOVEMBER, OCTOBER, SEPTEMBER

RUSSIAN = texts_in("ru")


def lines(text: str) -> list[str]:
    return text.replace(BOLD, "").replace(PLAIN, "").replace("\xa0", " ").split("\n")


def test_the_text_says_three_numbers_with_arrows() -> None:
    found = lines(summary.text(NOVEMBER, OCTOBER, RUSSIAN))
    assert found[0] == "Ноябрь 2026 · Лицей № 2"
    assert "Встреч: 26 ▼ 5" in found
    assert "Пар в ритме: 65 % (11 из 17) ▼ 23 п. п." in found  # 64,7 % after 87,5 %
    assert "Ответили на опрос, без родителей: 85 % (29 из 34) ▼ 6 п. п." in found  # 29/34 after 31/34


def test_satisfaction_comes_with_both_formulas_and_the_number_of_answers() -> None:
    found = lines(summary.text(OCTOBER, SEPTEMBER, RUSSIAN))
    assert "Наставляемые: 75 % из ответивших, 71 % из всех участников (ответили 20 из 21)" in found


def test_less_than_five_answers_are_hidden_everywhere() -> None:
    assert "Наставники: скрыто: меньше 5 (ответили 4 из 12)" in lines(summary.text(SEPTEMBER, None, RUSSIAN))
    assert "наставники — скрыто: меньше 5" in summary.chart_twin([SEPTEMBER], RUSSIAN)


def test_an_open_poll_promises_its_result_for_later() -> None:
    running = replace(NOVEMBER, mentees=opinion(satisfaction(9, 12, 21), closed=False))
    found = lines(summary.text(running, None, RUSSIAN))
    assert "Наставляемые: покажем, когда опрос закроется (ответили 12 из 21)" in found


def test_a_month_that_still_runs_says_so() -> None:
    running = replace(NOVEMBER, as_of=date(2026, 11, 15))
    found = lines(summary.text(running, OCTOBER, RUSSIAN))
    assert found[1] == "Месяц ещё идёт, числа на 15 ноября."
    assert "Встреч: 26" in found


def test_an_unchanged_number_is_not_an_arrow() -> None:
    found = lines(summary.text(replace(OCTOBER, month=date(2026, 11, 1)), OCTOBER, RUSSIAN))
    assert "Встреч: 31 · как в прошлом месяце" in found


def test_the_urgent_come_first_each_with_a_reason_and_an_action() -> None:
    found = lines(summary.text(NOVEMBER, OCTOBER, RUSSIAN))
    start = found.index("Требуют внимания сейчас: 3")
    assert found[start + 1] == "Срочно: Маша И., 5Б: нужен разговор, с 18 ноября. Поговорите сегодня."
    assert found[start + 2] == "• Пара № 12, Анна К. → Маша И.: нет встреч с 2 ноября. Напишите наставнику."


def test_a_calm_month_says_so_instead_of_an_empty_list() -> None:
    assert "Всё спокойно: никто не требует внимания." in summary.text(replace(NOVEMBER, attention=()), None, RUSSIAN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_school_s_first_empty_month_is_worded_too(language: str) -> None:
    empty = examples.summary(held=12, mentees=(0, 0, 0), mentors=(0, 0, 0), kept=0, judged=0, attention=())
    assert summary.text(empty, None, texts_in(language))
    assert summary.chart_twin([empty], texts_in(language))
    assert summary.chart([empty], texts_in(language)).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_fits_a_message_whatever_people_are_called(language: str) -> None:
    crowd = tuple(Attention("one_side_only", name * 40, date(2026, 9, 28)) for name in HOSTILE * 3)
    full = examples.summary(attention=crowd, organisation="😀" * 5000)
    text = summary.text(full, OCTOBER, texts_in(language))
    assert units(text) <= summary.TEXT_LIMIT
    assert text.count(BOLD) == text.count(PLAIN)
    assert str(len(crowd) - 5) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_s_words_fit_a_caption_newest_month_first(language: str) -> None:
    year = [examples.summary(month, organisation="😀" * 5000, as_of=date(2027, 1, 5)) for month in range(1, 13)]
    twin = summary.chart_twin(year, texts_in(language))
    assert units(twin) <= summary.CAPTION_LIMIT
    assert twin.split("\n")[1].startswith(texts_in(language).day(date(2026, 12, 1), "LLLL y").capitalize())
    assert twin.split("\n")[-1] == texts_in(language)("reports.twin_earlier")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("months", [1, 3, 12])
def test_the_chart_is_a_picture_of_one_size(language: str, months: int) -> None:
    year = [examples.summary(month, as_of=date(2027, 1, 5)) for month in range(1, months + 1)]
    picture = summary.chart(year, texts_in(language))
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (1200, 1500)


def test_the_same_numbers_give_the_same_chart_and_other_numbers_another() -> None:
    assert summary.chart([OCTOBER, NOVEMBER], RUSSIAN) == summary.chart([NOVEMBER, OCTOBER], RUSSIAN)
    assert summary.chart([OCTOBER], RUSSIAN) != summary.chart([SEPTEMBER], RUSSIAN)


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("name", HOSTILE)
def test_the_chart_survives_any_name_of_a_school(name: str) -> None:
    assert summary.chart([examples.summary(organisation=name)], RUSSIAN).startswith(b"\x89PNG")
