"""An invented school's autumn for the tests of reports, and names that nobody should be able to hurt us with."""

from datetime import date

from domain.satisfaction import satisfaction
from domain.summary import Attention, MonthSummary, PairLine, opinion

HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "+7 900",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\x00\x07\x1b[31m имя",
    "<b>&\"'%_</b>",
    "\u202eяирaМ",
    "👩‍🏫 Мария",
    "\ue000жирно\ue001",
    "$x^2$ #eval(1) @ref *b* _i_ `c` {subject}",
    "\ud800",
    "http://example.org",
    "Ж" * 40_000,
)
ATTENTION = (
    Attention("no_meeting", "Пара № 12, Анна К. → Маша И.", date(2026, 11, 2), pair_id=12),
    Attention("wants_talk", "Маша И., 5Б", date(2026, 11, 18), person_id=3),
    Attention("first_meeting", "Пара № 17, Пётр С. → Лена Д.", date(2026, 11, 6), pair_id=17),
)


def summary(
    month: int = 11,
    held: int = 26,
    mentees: tuple[int, int, int] = (17, 17, 21),
    mentors: tuple[int, int, int] = (10, 12, 13),
    kept: int = 11,
    judged: int = 17,
    attention: tuple[Attention, ...] = ATTENTION,
    as_of: date = date(2026, 12, 1),
    organisation: str = "Лицей № 2",
) -> MonthSummary:
    """One month; the three numbers of a role are satisfied, respondents, participants."""
    return MonthSummary(
        organisation=organisation,
        month=date(2026, month, 1),
        as_of=as_of,
        pairs_active=17,
        meetings_held=held,
        meetings_confirmed_both=9,
        meetings_confirmed_one=3,
        meetings_not_asked=held - 12,
        pairs_in_rhythm=kept,
        pairs_judged=judged,
        mentees=opinion(satisfaction(*mentees), closed=True),
        mentors=opinion(satisfaction(*mentors), closed=True),
        attention=attention,
    )


SEPTEMBER = summary(9, held=14, mentees=(12, 18, 20), mentors=(3, 4, 12), kept=9, judged=12)
OCTOBER = summary(10, held=31, mentees=(15, 20, 21), mentors=(9, 11, 13), kept=14, judged=16)
NOVEMBER = summary()


def pair(label: str = "Пара № 12, Анна К. → Маша И.", kept: bool | None = False) -> PairLine:
    """One line of the details."""
    return PairLine(label, date(2026, 9, 10), 2, date(2026, 11, 2), date(2026, 11, 16), kept)
