"""Promises of the buttons and words of pairs and meetings."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from aiogram.filters.callback_data import CallbackData

from db.meetings import Meeting
from db.pairs import Member, Pair
from db.people import Person
from domain.rhythm import rhythm
from keyboards import meeting_logs, meetings, pair_cards, pairs
from keyboards.menu import rows
from locales import texts_in
from programme.forming import Draft, Side
from programme.meetings import Entry
from programme.pair_views import Line, View

BIGGEST = 2**31 - 1
MOSCOW = ZoneInfo("Europe/Moscow")
PRESSES = [
    pairs.ListPairs(group="over", page=BIGGEST),
    pairs.ShowPair(pair=BIGGEST),
    pairs.ShowDraft(pair=BIGGEST, page=-1),
    pairs.PickMember(pair=BIGGEST, revision=BIGGEST, person=BIGGEST),
    pairs.DraftStep(pair=BIGGEST, revision=BIGGEST, step="propose"),
    pairs.TakeBackPair(pair=BIGGEST),
    pairs.AnswerPair(pair=BIGGEST, yes=False),
    pairs.EndPair(pair=BIGGEST, revision=BIGGEST),
    meetings.CheckIn(pair=BIGGEST),
    meetings.ChooseDay(pair=BIGGEST),
    meetings.AfterRecord(meeting=BIGGEST, step="change"),
    meetings.PlanNext(meeting=BIGGEST, weeks=2),
    meetings.SayHeld(meeting=BIGGEST, held=False, page=BIGGEST),
    meetings.ListMeetings(month="last", pair=BIGGEST, page=BIGGEST),
    meetings.MyMeetings(page=BIGGEST),
]
ANNA = Person(id=2, name="Кузнецова Анна Сергеевна")
MASHA = Person(id=3, name="Иванова Мария", group_name="5Б")
STATES = ["active", "proposed", "declined", "cancelled", "ended"]


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: type(press).__name__)
def test_a_press_fits_into_what_telegram_carries_and_comes_back_the_same(press: CallbackData) -> None:
    assert len(press.pack().encode()) <= 64
    assert type(press).unpack(press.pack()) == press


@pytest.mark.parametrize("forged", ["ps1:99999999999999999999", "ps1:-7", "ps1:x", "ps1:"])
def test_a_forged_number_is_no_button_of_ours(forged: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        pairs.ShowPair.unpack(forged)


def pair(state: str) -> Pair:
    started = state in ("active", "ended")
    return Pair(
        id=7, number=12 if started else None, kind="pair", state=state, revision=3,
        started_on=date(2026, 9, 10) if started else None, ended_on=date(2026, 11, 1) if state == "ended" else None,
    )  # fmt: skip


def people() -> list[tuple[Member, Person]]:
    return [(Member(id=1, person_id=2, role="mentor"), ANNA), (Member(id=2, person_id=3, role="mentee"), MASHA)]


def view(state: str, held: list[date]) -> View:
    start, today = date(2026, 9, 10), date(2026, 11, 20)
    return View(
        pair(state), people(), len(held), rhythm(start, held, today) if state == "active" else None,
        datetime(2026, 11, 26, 11, 0, tzinfo=UTC) if held else None, len(held), today, MOSCOW,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("held", [[], [date(2026, 9, 20)], [date(2026, 11, 16)]], ids=["never", "long ago", "lately"])
def test_every_card_of_a_pair_has_its_words_and_a_way_back(language: str, state: str, held: list[date]) -> None:
    texts, shown = texts_in(language), view(state, held)
    assert "Анна К." in pair_cards.card(shown, "first", texts)
    buttons = pairs.card(shown, meetings.ListMeetings(month="all", pair=7, page=0), texts).inline_keyboard
    assert buttons[-1][0].text == texts("pairs.to_list")
    if state in ("active", "proposed"):
        for tone in ("child", "adult"):
            own = texts_in(language, tone)
            assert "Мария И." in pair_cards.mine(shown, ANNA, "first", own)
            assert "Анна К." in pair_cards.mine(shown, MASHA, "first", own)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_lists_say_how_pairs_stand(language: str) -> None:
    texts = texts_in(language)
    lines = [Line(pair(state), people(), None) for state in STATES if state != "cancelled"]
    assert pair_cards.listed(lines, "now", 0, 2, "first", texts).count("Анна К. → Мария И.") == len(lines)
    assert pairs.listed(lines, "now", 0, 2, "first", texts).inline_keyboard[len(lines)][0].text.endswith("›")
    for group in ("now", "over"):
        assert texts(f"pairs.none_{group}") in pair_cards.listed([], group, 0, 1, "first", texts)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_draft_shows_what_fits_and_warns_of_too_much(language: str) -> None:
    texts = texts_in(language)
    study, monday = {"ru": "Учёба", "en": "Studying"}, {"ru": "Понедельник", "en": "Monday"}
    mentor = Side(ANNA, 2, 2, {"study": study}, {"monday": monday})
    mentee = Side(MASHA, 1, None, {"study": study}, {"monday": monday})
    text = pair_cards.draft_card(Draft(pair("draft"), mentor, (mentee,)), "first", texts)
    assert texts("pairs.common_help", what=study[language].lower()) in text
    assert texts("pairs.over_capacity", pairs=2, capacity=2) in text
    assert texts("pairs.has_pair", name="Мария И.") in text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_logs_show_every_state_and_what_both_sides_say(language: str) -> None:
    texts = texts_in(language)
    words: list[tuple[bool | None, ...]] = [(), (None,), (True,), (False,)]
    entries = [
        Entry(Meeting(id=number, state=state, held_on=date(2026, 11, 20), minutes=45), people(), said, False, True)
        for number, (state, said) in enumerate([*(("held", said) for said in words), ("moved", ()), ("not_held", ())])
    ]
    text = meeting_logs.school_log(entries, "this", 6, 0, 1, "first", texts)
    for kind in ("both", "one", "not_asked", "mismatch"):
        assert texts(f"meetings.sides_{kind}") in text
    days = [meeting_logs.day_of(entry, texts) for entry in entries]
    own = meetings.own_log(entries, days, 0, 1, mentor=False, texts=texts)
    assert len(own.inline_keyboard) == 4 + 1, "four held ones to confirm, and the menu"
    assert len(meetings.own_log(entries, days, 0, 1, mentor=True, texts=texts).inline_keyboard) == 2


def test_the_answer_to_one_letter_leaves_the_buttons_of_the_others() -> None:
    texts = texts_in("ru", "child")
    both = rows([*meetings.mirror(5, texts)], pairs.to_pair(texts))
    left = meetings.without(both, 5)
    assert left is not None
    assert left.inline_keyboard == [pairs.to_pair(texts)]
    assert meetings.without(rows(meetings.mirror(5, texts)), 5) is None
