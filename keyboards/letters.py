"""Letters as messages: the text in the reader's language, and the buttons of each letter, as a literal table."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.forms import worded as labels_in
from domain.names import shown
from keyboards import applications, cases, clearances, consents, erasures, invitations, joining, meetings, pairs, papers
from keyboards.menu import Open, button
from keyboards.runs import OpenRun
from keyboards.summary import ShowSummary
from locales import Texts

Values = Mapping[str, Any]
Buttons = list[list[InlineKeyboardButton]]


def _home(values: Values, texts: Texts) -> Buttons:
    return [[button(texts("menu.home"), Open(screen="home"))]]


def _assent(values: Values, texts: Texts) -> Buttons:
    return consents.assent(values["subject"], values["version"], texts).inline_keyboard


def _today(values: Values, texts: Texts) -> Buttons:
    return [[button(texts("letters.to_today"), Open(screen="today"), "primary")]]


def _run(values: Values, texts: Texts) -> Buttons:
    return [[button(texts("letters.open_run"), OpenRun(run=values["run"]), "primary")]]


def _campaign(values: Values, texts: Texts) -> Buttons:
    """The questionnaire itself; where there are several, all that waits."""
    if values["sheets"] == 1:
        return _run(values, texts)
    return [[button(texts("letters.to_survey"), Open(screen="survey"), "primary")]]


def _poll(values: Values, texts: Texts) -> Buttons:
    return [[button(texts("letters.poll_start"), OpenRun(run=values["run"]), "primary")]]


def _case(values: Values, texts: Texts) -> Buttons:
    return cases.alert(values["case"], values.get("revision"), texts)


def _clearance(values: Values, texts: Texts) -> Buttons:
    return [[clearances.to_sheet(values["person"], texts)]]


def _erasure(values: Values, texts: Texts) -> Buttons:
    return erasures.to_card(values["erasure"], texts)


BUTTONS: Mapping[str, Callable[[Values, Texts], Buttons]] = {
    "letters.run_waits": _run,
    "letters.consent_withdrawn": _today,
    "letters.publication_withdrawn": _today,
    "letters.erasure_to_approve": _erasure,
    "letters.erasure_done": _erasure,
    "letters.erasure_near": _erasure,
    "letters.erasure_wished": lambda values, texts: [
        *_erasure(values, texts),
        *(pairs.to_card(values["pair"], texts) if values["pair"] else []),
    ],
    "letters.erasure_wished_parent": lambda values, texts: [
        [button(texts("consents.title"), Open(screen="consents"), "primary")]
    ],
    "letters.wish_dropped": lambda values, texts: (
        joining.go_on(0, texts) if values["then"] == "asked" else _home(values, texts)
    ),
    "letters.wish_dropped_parent": lambda values, texts: [[button(texts("consents.title"), Open(screen="consents"))]],
    "letters.correction_asked": _today,
    "letters.correction_done": lambda values, texts: [
        [button(texts("menu.my_data"), Open(screen="my_data"), "primary")]
    ],
    "letters.case_help": _case,
    "letters.case_incident": _case,
    "letters.case_flag": _case,
    "letters.case_change": _case,
    "letters.case_waits": _case,
    "letters.cases_wait": lambda values, texts: cases.to_cases(texts),
    "letters.joined_mentor": _clearance,
    "letters.clearance_ends": _clearance,
    "letters.clearance_expired": _clearance,
    "letters.closing_mentor": _run,
    "letters.closing_mentee": _run,
    "letters.closing_asked": lambda values, texts: pairs.to_card(values["pair"], texts),
    "letters.back": _run,
    "letters.run_waits_with": _run,
    "letters.sheet_waits": _run,
    "letters.poll_open": _poll,
    "letters.campaign_open": _campaign,
    "letters.campaign_reminder_1": _campaign,
    "letters.campaign_reminder_2": _campaign,
    "letters.poll_reminder_1": _poll,
    "letters.poll_reminder_2": _poll,
    "letters.poll_open_parent": _poll,
    "letters.poll_reminder_1_parent": _poll,
    "letters.poll_reminder_2_parent": _poll,
    "letters.pulse_week": _poll,
    "letters.pulse_week_parent": _poll,
    "letters.poll_calls": lambda values, texts: [[button(texts("letters.to_today"), Open(screen="today"), "primary")]],
    "letters.meeting_calls": lambda values, texts: [
        [button(texts("letters.to_today"), Open(screen="today"), "primary")]
    ],
    "letters.summary": lambda values, texts: [
        [button(texts("letters.open_summary"), ShowSummary(month=values["period"]), "primary")]
    ],
    "letters.check_parent": lambda values, texts: joining.judge(values["guardian"], texts),
    "letters.adult_agreed": _assent,
    "letters.adult_agreed_own": _assent,
    "letters.adult_agreed_teen": lambda values, texts: joining.go_on(0, texts),
    "letters.vouch": lambda values, texts: invitations.vouch(values["number"], texts),
    "letters.vouched": lambda values, texts: joining.go_on(0, texts),
    "letters.application_accepted": lambda values, texts: joining.go_on(0, texts),
    "letters.applications": lambda values, texts: applications.to_applications(texts),
    "letters.invitation_used": lambda values, texts: invitations.of_letter(values["number"], texts),
    "letters.invitation_astray": lambda values, texts: invitations.of_letter(values["number"], texts),
    "letters.invitation_doubtful": lambda values, texts: invitations.of_letter(values["number"], texts),
    "letters.invitation_spoilt": lambda values, texts: invitations.of_letter(values["number"], texts),
    "letters.parent_confirmed": lambda values, texts: joining.go_on(0, texts),
    "letters.may_begin": lambda values, texts: joining.go_on(0, texts),
    "letters.consent_waits": lambda values, texts: joining.go_on(0, texts),
    "letters.birthday_teen": lambda values, texts: joining.go_on(0, texts),
    "letters.birthday_adult": lambda values, texts: joining.go_on(0, texts),
    "letters.birthday_soon_teen": lambda values, texts: [[consents.to_list(texts)]],
    "letters.birthday_soon_adult": lambda values, texts: [[consents.to_list(texts)]],
    "letters.new_wording": lambda values, texts: [[consents.to_list(texts)]],
    "letters.paper_wanted": lambda values, texts: papers.wanted(values["person"], texts),
    "letters.pair_for_mentor": lambda values, texts: [pairs.answers(values["pair"], texts)],
    "letters.pair_for_mentee": lambda values, texts: [pairs.answers(values["pair"], texts)],
    "letters.pair_started_mentor": lambda values, texts: meetings.first_day(values["pair"], texts),
    "letters.pair_started_mentee": lambda values, texts: [pairs.to_pair(texts)],
    "letters.pair_started": lambda values, texts: pairs.to_card(values["pair"], texts),
    "letters.pair_declined": lambda values, texts: pairs.to_card(values["pair"], texts),
    "letters.pair_without_consent": lambda values, texts: pairs.to_card(values["pair"], texts),
    "letters.pair_left": lambda values, texts: pairs.to_card(values["pair"], texts),
    "letters.meeting_planned": lambda values, texts: [pairs.to_pair(texts)],
    "letters.meeting_moved": lambda values, texts: [pairs.to_pair(texts)],
    "letters.meeting_due": lambda values, texts: meetings.due(values["run"], texts),
    "letters.meeting_mirror": lambda values, texts: [meetings.mirror(values["meeting"], texts)],
    "letters.meeting_worrying": lambda values, texts: pairs.to_card(values["pair"], texts),
    "letters.meeting_late": lambda values, texts: pairs.to_card(values["pair"], texts),
}
"""Which buttons stand under which letter; a letter that is not here gets the way home."""
NEWS = {
    *(f"letters.joined_{role}" for role in ("mentee", "mentor", "parent", "parent_of", "staff")),
    "letters.refused_by_adult", "letters.refused_by_child", "letters.optional_withdrawn", "letters.grown_up",
    "letters.pair_started", "letters.pair_started_parent",
    "letters.poll_reminder_1", "letters.poll_reminder_1_parent", "letters.campaign_reminder_1",
    "letters.invitation_used",
}  # fmt: skip
"""Letters that ask nobody to do anything today, and the first reminder: they arrive without a sound (ux § 3)."""


def buttons_of(text_key: str, values: Values, texts: Texts) -> Buttons:
    """The rows of buttons under a letter."""
    return BUTTONS.get(text_key, _home)(values, texts)


def others(markup: InlineKeyboardMarkup | None, pressed: str) -> InlineKeyboardMarkup | None:
    """What is left of a merged letter's buttons when one is pressed; None when it was the only one, or no letter's."""
    rows = markup.inline_keyboard if markup else []
    left = [row for row in rows if not any(each.callback_data == pressed for each in row)]
    is_screen = any((each.callback_data or "").startswith(f"{Open.__prefix__}:") for row in left for each in row)
    return InlineKeyboardMarkup(inline_keyboard=left) if left and not is_screen else None


def worded(values: Values, texts: Texts, names: str) -> dict[str, Any]:
    """Plain values as words: `{"name": …}` is a person, `{"day": …}` a date, `{"date": …}` one with its year,
    `{"month": …}` a month by its first day, `{"moment": …, "zone": …}` a local time, `{"text": key}` a text,
    `{"label": …}` a text by language.
    """
    return {name: _word(value, texts, names) for name, value in values.items()}


def _word(value: Any, texts: Texts, names: str) -> Any:
    match value:
        case {"name": full}:
            return shown(full, names)
        case {"names": [*people]}:
            return ", ".join(shown(full, names) for full in people)
        case {"day": day}:
            return texts.day(date.fromisoformat(day), "EEE, d MMMM")
        case {"moment": moment, "zone": zone}:
            return texts.moment(datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)), "EEE, d MMMM, HH:mm")
        case {"date": day}:
            return texts.day(date.fromisoformat(day), "d MMMM y")
        case {"month": first}:
            return texts.day(date.fromisoformat(first), "LLLL y")
        case {"text": key}:
            return texts(key)
        case {"label": labels}:
            return labels_in(labels, texts.language, texts.tone)
        case _:
            return value


def text_of(letters: Sequence[tuple[str, Values]], texts: Texts, names: str) -> str:
    """The text of one letter; several become one message with a line each (its attribute `.short`)."""
    if len(letters) == 1:
        key, values = letters[0]
        return texts(key, **worded(values, texts, names))
    lines = [f"• {texts(f'{key}.short', **worded(values, texts, names))}" for key, values in letters]
    return "\n".join([texts("letters.several", count=len(letters)), *lines])
