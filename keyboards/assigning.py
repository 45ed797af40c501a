"""Buttons of a new campaign: the questionnaire, then whom and when by chips; and of the two waves."""

from collections.abc import Sequence
from datetime import date, timedelta

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.campaigns import AHEAD, PERIODS, STAGES, audiences, next_monday
from domain.profiles import FORMS
from keyboards.calendar import month_rows
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts
from programme.assigning import Draft
from programme.waves import Wave

ON_A_PAGE = 8
"""Questionnaires on one screen."""
LABEL = 40
"""Characters of a button in one column."""
MOST_CLASSES = 80
"""Chips of classes on one screen (Telegram takes 100 buttons)."""


class ChooseForm(CallbackData, prefix="as1"):
    """The questionnaires that may be given out."""

    page: Number


class BeginCampaign(CallbackData, prefix="as2"):
    """A new campaign for a questionnaire, by the number of its version."""

    version: Number


class ShowDraft(CallbackData, prefix="as3"):
    """A draft: `card`, the chips of `role`, `form`, `classes`, `stage`, `opens` or `closes` (a month of which, for the
    last two), or `sure`.
    """

    campaign: Number
    show: str
    month: str = ""


class ChangeDraft(CallbackData, prefix="as4"):
    """Sets one thing of a draft, as `programme.assigning.change` takes it."""

    campaign: Number
    what: str
    value: str


class EndDraft(CallbackData, prefix="as5"):
    """Starts the campaign, or deletes its draft."""

    campaign: Number
    start: bool


class ListWaves(CallbackData, prefix="as6"):
    """The forms of mentoring that are surveyed before and after."""


class ShowWaves(CallbackData, prefix="as7"):
    """Both waves of a form of mentoring."""

    form: str


class StartWave(CallbackData, prefix="as8"):
    """Starts a wave; asked first, done when `sure`."""

    form: str
    wave: str
    sure: bool


def choosing(found: Sequence[tuple[int, str]], page: int, texts: Texts) -> InlineKeyboardMarkup:
    """The questionnaires: number of the version, name."""
    pages = -(-len(found) // ON_A_PAGE)
    shown = found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    chips = [button(_cut(name), BeginCampaign(version=version)) for version, name in shown]
    return rows(*column(chips), turning(page, pages, lambda to: ChooseForm(page=to), texts), _back(texts))


def card(draft: Draft, texts: Texts) -> InlineKeyboardMarkup:
    """What of a draft may be changed: nothing is offered where there is no choice."""
    one = draft.campaign.id
    offered = {
        "role": len(audiences(draft.form)) > 1, "form": len(draft.forms_in_use) > 1, "classes": bool(draft.groups),
        "stage": True, "opens": True, "closes": True,
    }  # fmt: skip
    chips = [
        button(texts(f"campaigns.set_{name}"), ShowDraft(campaign=one, show=name))
        for name, there in offered.items()
        if there
    ]
    go = [button(texts("campaigns.start"), ShowDraft(campaign=one, show="sure"), "success")]
    waits = draft.campaign.opens_on > draft.today
    return rows(
        *column(chips, 2),
        go if draft.recipients.sheets or waits else [],
        [button(texts("campaigns.delete"), EndDraft(campaign=one, start=False), "danger")],
        _back(texts),
    )


def chips(draft: Draft, show: str, month: date | None, texts: Texts) -> InlineKeyboardMarkup:
    """The values of one thing of a draft; the one that holds now is marked."""
    audience = draft.audience

    def chip(label: str, what: str, value: str, *, holds: bool = False) -> InlineKeyboardButton:
        change = ChangeDraft(campaign=draft.campaign.id, what=what, value=value)
        return button(f"✓ {label}" if holds else label, change)

    match show:
        case "role":
            lines = column([
                chip(texts(f"campaigns.role_{role}"), "role", role, holds=role == audience.role)
                for role in audiences(draft.form)
            ])  # fmt: skip
        case "form":
            held = audience.form_of_mentoring
            every = chip(texts("campaigns.any_form"), "form", "", holds=held is None)
            used = [form for form in FORMS if form in draft.forms_in_use]
            lines = column([every, *(chip(texts(f"profiles.form_{f}"), "form", f, holds=f == held) for f in used)])
        case "stage":
            every = chip(texts("campaigns.any_stage"), "stage", "", holds=audience.stage is None)
            held = audience.stage
            lines = column([every, *(chip(texts(f"campaigns.stage_{s}"), "stage", s, holds=s == held) for s in STAGES)])
        case "classes":
            lines = _classes(draft, texts)
        case _:
            lines = _days(draft, show, month, texts)
    done = button(texts("campaigns.done"), ShowDraft(campaign=draft.campaign.id, show="card"), "primary")
    return rows(*lines, [done, to_menu(texts)])


def sure(draft: Draft, texts: Texts) -> InlineKeyboardMarkup:
    """Asked before letters go out."""
    one = draft.campaign.id
    return rows(
        [button(texts("campaigns.sure"), EndDraft(campaign=one, start=True), "success")],
        [button(texts("campaigns.change"), ShowDraft(campaign=one, show="card")), to_menu(texts)],
    )


def mentoring(forms: Sequence[str], texts: Texts) -> InlineKeyboardMarkup:
    """The forms of mentoring."""
    return rows(*column([button(texts(f"profiles.form_{form}"), ShowWaves(form=form)) for form in forms]), _back(texts))


def waves(form: str, found: Sequence[Wave], texts: Texts) -> InlineKeyboardMarkup:
    """Starting what does not run and has somebody to ask."""
    starting = [
        button(
            texts(f"campaigns.start_{wave.which}"),
            StartWave(form=form, wave=wave.which, sure=False),
            None if wave.ran else "primary",
        )
        for wave in found
        if wave.may_start
    ]
    return rows(*column(starting), _to_waves(texts))


def sure_wave(form: str, wave: str, texts: Texts) -> InlineKeyboardMarkup:
    """Asked before a wave starts."""
    yes = button(texts("campaigns.sure"), StartWave(form=form, wave=wave, sure=True), "success")
    return rows([yes], [button(texts("menu.cancel"), ShowWaves(form=form)), to_menu(texts)])


def _classes(draft: Draft, texts: Texts) -> list[list[InlineKeyboardButton]]:
    chosen = draft.audience.classes
    lines = column(
        [
            button(
                f"✓ {group}" if group in chosen else group,
                ChangeDraft(
                    campaign=draft.campaign.id, what="without" if group in chosen else "with", value=str(place)
                ),
            )
            for place, group in enumerate(draft.groups[:MOST_CLASSES])
        ],
        4,
    )
    every = ChangeDraft(campaign=draft.campaign.id, what="without", value="")
    return [*lines, [button(texts("campaigns.all_classes"), every)]] if chosen else lines


def _days(draft: Draft, show: str, month: date | None, texts: Texts) -> list[list[InlineKeyboardButton]]:
    one, today = draft.campaign.id, draft.today

    def pick(label: str, day: str) -> InlineKeyboardButton:
        return button(label, ChangeDraft(campaign=one, what=show, value=day))

    def turn(_: str, to: str) -> ShowDraft:
        return ShowDraft(campaign=one, show=show, month=to)

    if month is not None:
        latest = today + timedelta(days=AHEAD)
        shown = min(max(month, today.replace(day=1)), latest.replace(day=1))
        return month_rows(shown, today, "future", pick, turn, texts)
    if show == "opens":
        near = (("today", today), ("tomorrow", today + timedelta(days=1)), ("monday", next_monday(today)))
        days = [pick(texts(f"campaigns.{word}"), day.isoformat()) for word, day in near]
    else:
        begins = draft.campaign.opens_on
        days = [
            pick(texts("campaigns.days", count=count), (begins + timedelta(days=count)).isoformat())
            for count in PERIODS
        ]
    calendar = button(texts("campaigns.other_day"), turn("", f"{draft.campaign.opens_on:%Y-%m}"))
    return column([*days, calendar], 2)


def _back(texts: Texts) -> list[InlineKeyboardButton]:
    return [button(texts("campaigns.back"), Open(screen="campaigns")), to_menu(texts)]


def _to_waves(texts: Texts) -> list[InlineKeyboardButton]:
    return [button(texts("campaigns.waves_back"), ListWaves()), to_menu(texts)]


def _cut(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"
