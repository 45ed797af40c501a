"""Buttons under the last screen of a questionnaire, by the name that its completion gives
(`programme.completion.Ending`).
"""

from collections.abc import Callable, Mapping

from aiogram.types import InlineKeyboardButton

from keyboards import (
    clearances,
    consent_rules,
    incidents,
    invitations,
    joining,
    meetings,
    pairs,
    paper_entry,
    papers,
    profiles,
    sos,
    swot,
)
from keyboards.menu import to_menu
from locales import Texts

Rows = list[list[InlineKeyboardButton]]


def _home(about: int, texts: Texts) -> Rows:
    return [[to_menu(texts)]]


BUTTONS: Mapping[str, Callable[[int, Texts], Rows]] = {
    "": _home,
    "pair": lambda about, texts: [pairs.to_pair(texts)],
    "meeting_recorded": meetings.recorded,
    "meeting_plan": meetings.to_plan,
    "clearance": clearances.after,
    "meeting_worrying": incidents.after_meeting,
    "poll": sos.after_poll,
    "meeting_proposal": meetings.proposal,
    "meeting_day": meetings.another_day,
    "invitation": invitations.made,
    "first_form": joining.first_form,
    "joining": joining.go_on,
    "paper": papers.entered,
    "paper_entry": paper_entry.entered,
    "consent_rules": consent_rules.told,
    "person": profiles.corrected,
    "swot": swot.after,
}
