"""A new survey in the chat of curators: the questionnaire, whom and when, the word to start; and the two waves."""

from datetime import date, datetime

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from domain.campaigns import PER_PAIR, Recipients, about_children, too_few
from domain.comparability import Difference
from domain.forms import Form
from domain.suppression import SMALLEST
from handlers.campaigns import card as campaign_card
from handlers.campaigns import live, titled, whom
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import assigning as buttons
from locales import Texts
from programme import assigning, waves
from programme.assigning import Draft
from programme.presence import Visitor
from programme.waves import Side, Wave
from reports import results as words

router = Router(name="assigning")
router.callback_query.filter(May("campaigns.run"))

Screen = tuple[str, InlineKeyboardMarkup]
CHIPS = ("role", "form", "classes", "stage", "opens", "closes")
"""What of a draft may be chosen."""


@router.callback_query(buttons.ChooseForm.filter())
async def questionnaires_listed(
    query: CallbackQuery, callback_data: buttons.ChooseForm, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """Which questionnaire?"""
    found = [(version, _offered(form, texts)) for version, form in await do(assigning.assignable, visitor)]
    pages = max(1, -(-len(found) // buttons.ON_A_PAGE))
    page = min(max(callback_data.page, 0), pages - 1)
    text = texts("campaigns.choose" if found else "campaigns.choose_none")
    return [toast(query), show(query, text, buttons.choosing(found, page, texts))]


@router.callback_query(buttons.BeginCampaign.filter())
async def campaign_begun(
    query: CallbackQuery, callback_data: buttons.BeginCampaign, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """A draft, for everybody the questionnaire is made for."""
    draft = await do(assigning.begin, visitor, callback_data.version, now)
    return await _shown(query, draft, "card", None, do, visitor, texts)


@router.callback_query(buttons.ShowDraft.filter())
async def draft_opened(
    query: CallbackQuery, callback_data: buttons.ShowDraft, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The draft, the chips of one thing of it, or the last question."""
    draft = await do(assigning.draft, visitor, callback_data.campaign, now)
    if draft is not None and callback_data.show == "sure":
        unlike = await do(assigning.unlike, visitor, draft.form, now)
        return [toast(query), show(query, *_sure(draft, unlike, texts))]
    return await _shown(query, draft, callback_data.show, _month(callback_data.month), do, visitor, texts)


@router.callback_query(buttons.ChangeDraft.filter())
async def draft_changed(
    query: CallbackQuery, callback_data: buttons.ChangeDraft, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """A chip was pressed; several classes may be picked one after another."""
    what = callback_data.what
    draft = await do(assigning.change, visitor, callback_data.campaign, what, callback_data.value, now)
    return await _shown(query, draft, "classes" if what in ("with", "without") else "card", None, do, visitor, texts)


@router.callback_query(buttons.EndDraft.filter())
async def draft_ended(
    query: CallbackQuery, callback_data: buttons.EndDraft, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """It starts, or nobody has ever heard of it."""
    one = callback_data.campaign
    if not callback_data.start:
        await do(assigning.drop, visitor, one, now)
        return [toast(query, texts("campaigns.deleted")), show(query, *await live(do, visitor, texts))]
    started = await do(assigning.start, visitor, one, now)
    screen = await campaign_card(one, do, visitor, texts, now)
    if started is None or screen is None:
        return [toast(query, texts("menu.outdated")), show(query, *(screen or await live(do, visitor, texts)))]
    said = "campaigns.started" if started.state == "open" else "campaigns.planned"
    return [toast(query, texts(said)), show(query, *screen)]


@router.callback_query(buttons.ListWaves.filter())
async def waves_listed(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """Which form of mentoring?"""
    forms = await do(waves.mentoring_forms, visitor)
    return [toast(query), show(query, texts("campaigns.waves_title"), buttons.mentoring(forms, texts))]


@router.callback_query(buttons.ShowWaves.filter())
async def waves_opened(
    query: CallbackQuery, callback_data: buttons.ShowWaves, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Both waves of a form of mentoring."""
    return await _waves(query, callback_data.form, None, do, visitor, texts, now)


@router.callback_query(buttons.StartWave.filter())
async def wave_wanted(
    query: CallbackQuery, callback_data: buttons.StartWave, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Asked once, because many people get a letter; then both sides are asked."""
    form, which = callback_data.form, callback_data.wave
    if callback_data.sure:
        started = await do(waves.start, visitor, form, which, now)
        said = texts("campaigns.wave_started" if started else "menu.outdated")
        return await _waves(query, form, said, do, visitor, texts, now)
    found = await do(waves.waves, visitor, form, now)
    wave = next((each for each in found if each.which == which and each.may_start), None)
    if wave is None:
        return await _waves(query, form, texts("menu.outdated"), do, visitor, texts, now)
    named = words.mentoring(form, texts)
    text = texts("campaigns.ask_wave", wave=which, form=named, people=wave.people, days=waves.DAYS)
    return [toast(query), show(query, text, buttons.sure_wave(form, which, texts))]


async def _shown(
    query: CallbackQuery, draft: Draft | None, what: str, month: date | None, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    if draft is None:
        return [toast(query, texts("menu.outdated")), show(query, *await live(do, visitor, texts))]
    if what not in CHIPS:
        return [toast(query), show(query, _told(draft, texts), buttons.card(draft, texts))]
    days = {"opens": draft.campaign.opens_on, "closes": draft.campaign.closes_on}
    text = (
        texts(f"campaigns.ask_{what}", day=_day(days[what], texts)) if what in days else texts(f"campaigns.ask_{what}")
    )
    return [toast(query), show(query, text, buttons.chips(draft, what, month, texts))]


def _offered(form: Form, texts: Texts) -> str:
    """A questionnaire to be chosen: with the role that it is made for, if there is one."""
    return titled(form, texts) if form.role == "any" else words.brief(form, texts)


def _told(draft: Draft, texts: Texts) -> str:
    campaign, form = draft.campaign, draft.form
    lines = [
        texts("campaigns.draft", name=titled(form, texts)),
        whom(draft.audience, texts),
        texts("campaigns.opens", day=_day(campaign.opens_on, texts)),
        texts("campaigns.closes", day=_day(campaign.closes_on, texts)),
        f"{texts(f'campaigns.mode_{form.mode}')} {texts('campaigns.minutes', minutes=form.minutes)}",
        "",
        *_reach(draft, form, texts),
    ]
    return "\n".join(lines)


def _reach(draft: Draft, form: Form, texts: Texts) -> list[str]:
    """Who gets it today, who does not and why."""
    meant = draft.recipients
    lines = [texts("campaigns.will_get", people=meant.people)]
    if len(meant.sheets) != meant.people:
        about = "pair" if form.name in PER_PAIR else "child"
        lines.append(texts("campaigns.sheets", sheets=len(meant.sheets), about=about))
    lines += _missing(meant, texts)
    if 0 < meant.people < SMALLEST and not about_children(form):
        lines.append(texts("campaigns.few", least=SMALLEST))
    return [*lines, texts("campaigns.joiners")]


def _missing(meant: Recipients, texts: Texts) -> list[str]:
    reasons = [texts(f"campaigns.missing_{reason}", count=count) for reason, count in meant.missing.items()]
    return [texts("campaigns.will_not", reasons=", ".join(reasons))] if reasons else []


def _sure(draft: Draft, unlike: tuple[Difference, ...], texts: Texts) -> Screen:
    if unlike:
        return _changed(draft.form, unlike, texts), buttons.card(draft, texts)
    if too_few(draft.form, draft.recipients.people):
        return texts("campaigns.too_few", least=SMALLEST), buttons.card(draft, texts)
    opens = draft.campaign.opens_on
    planned = "yes" if opens > draft.today else "no"
    text = texts("campaigns.ask_start", planned=planned, day=_day(opens, texts), people=draft.recipients.people)
    return text, buttons.sure(draft, texts)


def _changed(form: Form, unlike: tuple[Difference, ...], texts: Texts) -> str:
    lines = [texts("campaigns.unlike_line", question=words.label(form, each.question, texts)) for each in unlike]
    return "\n".join([texts("campaigns.unlike"), "", *lines])


async def _waves(
    query: CallbackQuery, form: str, said: str | None, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    found = await do(waves.waves, visitor, form, now)
    if not found:
        return [toast(query, texts("menu.outdated")), show(query, *await live(do, visitor, texts))]
    parts = [texts("campaigns.wave_form", form=words.mentoring(form, texts))]
    parts += ["\n".join(_wave(wave, texts)) for wave in found]
    return [toast(query, said), show(query, "\n\n".join(parts), buttons.waves(form, found, texts))]


def _wave(wave: Wave, texts: Texts) -> list[str]:
    lines = [texts(f"campaigns.wave_{wave.which}")]
    for side in wave.sides:
        lines += [_side(side, texts), *([] if wave.live else _missing(side.recipients, texts))]
    if wave.waits and not wave.live:
        lines.append(texts("campaigns.wave_waits"))
    changed = [] if wave.live else [_changed(side.form, side.unlike, texts) for side in wave.sides if side.unlike]
    return [*lines, *changed]


def _side(side: Side, texts: Texts) -> str:
    role = texts(f"campaigns.role_{side.role}")
    if side.campaign is None:
        return texts("campaigns.side_new", role=role, people=side.recipients.people)
    campaign = side.campaign
    day = campaign.opens_on if campaign.state == "planned" else campaign.closes_on
    return texts(f"campaigns.side_{campaign.state}", role=role, day=texts.day(day))


def _day(day: date, texts: Texts) -> str:
    return texts.day(day, "EEE, d MMMM")


def _month(month: str) -> date | None:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
