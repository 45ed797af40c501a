"""Surveys in the chat of curators: what runs, how far it is, who owes, a reminder, some days more, a stop."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from db.campaigns import Campaign
from db.polls import Tally
from domain.campaigns import Audience
from domain.forms import Form, worded
from domain.names import shown
from domain.suppression import SMALLEST, Hidden
from handlers.polls import reached_words
from handlers.replies import Replies, show, toast
from handlers.surround import Do, May
from keyboards import campaigns as buttons
from keyboards.menu import Open
from locales import Texts
from programme import steering
from programme.presence import Visitor
from programme.steering import Silent, Standing
from reports import results as words
from reports.figures import one_line, percent

router = Router(name="campaigns")
router.callback_query.filter(May("campaigns.run"))

NAMES = 20
"""Names on a page."""
GROUPS = 40
"""Lines of classes on a card."""
TITLE = 60
"""Characters of a title."""

Screen = tuple[str, InlineKeyboardMarkup]


@router.callback_query(Open.filter(F.screen == "campaigns"))
async def campaigns_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """What runs, and the ways to something new."""
    return [toast(query), show(query, *await live(do, visitor, texts))]


@router.callback_query(buttons.ListPast.filter())
async def past_listed(
    query: CallbackQuery, callback_data: buttons.ListPast, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """What is over."""
    found = await do(steering.past, visitor.scope_for("campaigns.run"))
    pages = max(1, -(-len(found) // buttons.ON_A_PAGE))
    page = min(max(callback_data.page, 0), pages - 1)
    some = found[page * buttons.ON_A_PAGE : (page + 1) * buttons.ON_A_PAGE]
    lines = [_line(*each, visitor.zone, texts) for each in some] or [texts("campaigns.past_none")]
    text = "\n".join([texts("campaigns.past_title"), "", *lines])
    return [toast(query), show(query, text, buttons.past(_named(found, texts), page, texts))]


@router.callback_query(buttons.ShowCampaign.filter())
async def campaign_opened(
    query: CallbackQuery, callback_data: buttons.ShowCampaign, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """How far it is."""
    return await _card(query, callback_data.campaign, None, do, visitor, texts, now)


@router.callback_query(buttons.RemindCampaign.filter())
async def reminder_wanted(
    query: CallbackQuery, callback_data: buttons.RemindCampaign, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The curator reminds: the toast says whom it reaches, and why not the others."""
    one = callback_data.campaign
    reached = await do(steering.remind_owing, visitor.scope_for("campaigns.run"), one, now)
    said = texts("menu.outdated") if reached is None else reached_words(reached, texts)
    return await _card(query, one, said, do, visitor, texts, now)


@router.callback_query(buttons.ExtendCampaign.filter())
async def more_days_wanted(
    query: CallbackQuery, callback_data: buttons.ExtendCampaign, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Three days more; a second press of the same button changes nothing."""
    one, scope = callback_data.campaign, visitor.scope_for("campaigns.run")
    longer = await do(steering.extend, scope, one, callback_data.closes, now)
    said = texts("campaigns.extended", day=texts.day(longer.closes_on)) if longer else texts("menu.outdated")
    return await _card(query, one, said, do, visitor, texts, now)


@router.callback_query(buttons.ListOwing.filter())
async def owing_listed(
    query: CallbackQuery,
    callback_data: buttons.ListOwing,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Who has not answered, by name."""
    people = await do(steering.silent, visitor.scope_for("campaigns.run"), callback_data.campaign)
    if not people:
        return await _card(query, callback_data.campaign, texts("campaigns.nobody_silent"), do, visitor, texts, now)
    pages = -(-len(people) // NAMES)
    page = min(max(callback_data.page, 0), pages - 1)
    lines = [_owes(one, names, texts) for one in people[page * NAMES : (page + 1) * NAMES]]
    text = "\n".join([texts("campaigns.silent", count=len(people)), "", *lines])
    return [toast(query), show(query, text, buttons.owing(callback_data.campaign, page, pages, texts))]


@router.callback_query(buttons.StopCampaign.filter())
async def stop_wanted(
    query: CallbackQuery, callback_data: buttons.StopCampaign, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Asks why; the reason stops it."""
    one = callback_data.campaign
    if not callback_data.reason:
        standing = await do(steering.one, visitor.scope_for("campaigns.run"), one, now)
        if standing is not None and standing.campaign.state in steering.LIVE:
            text = texts("campaigns.ask_stop", state=standing.campaign.state)
            return [toast(query), show(query, text, buttons.reasons(one, texts))]
        return await _card(query, one, texts("menu.outdated"), do, visitor, texts, now)
    stopped = await do(steering.stop, visitor, one, callback_data.reason, now)
    said = texts("campaigns.stopped") if stopped else texts("menu.outdated")
    return await _card(query, one, said, do, visitor, texts, now)


async def live(do: Do, visitor: Visitor, texts: Texts) -> Screen:
    """The list of what runs or waits for its day."""
    scope = visitor.scope_for("campaigns.run")
    found, past = await do(steering.listed, scope), await do(steering.past, scope)
    lines = [_line(*each, visitor.zone, texts) for each in found] or [texts("campaigns.none")]
    text = "\n".join([texts("campaigns.title"), "", *lines])
    return text, buttons.live(_named(found, texts), len(past), texts)


async def card(campaign_id: int, do: Do, visitor: Visitor, texts: Texts, now: datetime) -> Screen | None:
    """A campaign on one screen; None when there is no such."""
    standing = await do(steering.one, visitor.scope_for("campaigns.run"), campaign_id, now)
    return (_told(standing, visitor.zone, texts), buttons.card(standing, texts)) if standing else None


def titled(form: Form, texts: Texts) -> str:
    """A questionnaire by its title; a wave by which one it is, as their titles are alike."""
    return words.brief(form, texts) if form.wave else one_line(worded(form.title, texts.language), TITLE)


def whom(audience: Audience, texts: Texts) -> str:
    """An audience in words."""
    parts = [texts(f"campaigns.role_{audience.role}")]
    if audience.form_of_mentoring:
        parts.append(words.mentoring(audience.form_of_mentoring, texts))
    if audience.classes:
        parts.append(", ".join(audience.classes))
    if audience.stage:
        parts.append(texts(f"campaigns.stage_{audience.stage}"))
    return texts("campaigns.whom", audience=" · ".join(parts))


async def _card(
    query: CallbackQuery, campaign_id: int, said: str | None, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    screen = await card(campaign_id, do, visitor, texts, now)
    if screen is None:
        return [toast(query, texts("menu.outdated")), show(query, *await live(do, visitor, texts))]
    return [toast(query, said), show(query, *screen)]


def _named(found: list[tuple[Campaign, Form, Tally]], texts: Texts) -> list[tuple[int, str]]:
    return [(campaign.id, titled(form, texts)) for campaign, form, _ in found]


def _line(campaign: Campaign, form: Form, total: Tally, zone: ZoneInfo, texts: Texts) -> str:
    day = campaign.opens_on if campaign.state == "planned" else campaign.closes_on
    if campaign.ended_at is not None and campaign.state == "interrupted":
        day = campaign.ended_at.astimezone(zone).date()
    name = titled(form, texts)
    return texts(
        f"campaigns.line_{campaign.state}", name=name, answered=total.answered, asked=total.asked, day=texts.day(day)
    )


def _told(standing: Standing, zone: ZoneInfo, texts: Texts) -> str:
    campaign, total = standing.campaign, standing.total
    head = [
        texts("campaigns.name", name=titled(standing.form, texts)),
        _state(campaign, zone, texts),
        whom(standing.audience, texts),
        texts(f"campaigns.mode_{campaign.mode}"),
    ]
    if not total.asked:
        return "\n".join([*head, "", texts("campaigns.nobody_yet")] if campaign.state == "open" else head)
    share = percent(total.answered / total.asked, texts)
    told = [texts("campaigns.answered", asked=total.asked, answered=total.answered, share=share)]
    if campaign.mode == "anonymous":
        told.append(texts("campaigns.rest_anonymous", silent=total.asked - total.answered))
    else:
        told.append(
            texts(
                "campaigns.rest",
                in_progress=total.in_progress,
                not_opened=total.not_opened,
                unreachable=total.unreachable,
            )
        )
    if campaign.state == "open" and standing.owing and not standing.reach.ready:
        told.append(reached_words(standing.reach, texts))
    return "\n".join([*head, "", *told, *_groups(standing, texts)])


def _groups(standing: Standing, texts: Texts) -> list[str]:
    if len(standing.groups) < 2:
        return []
    lines = [""]
    for group, told in standing.groups[:GROUPS]:
        name = group or texts("campaigns.no_group")
        if isinstance(told, Hidden):
            lines.append(texts("campaigns.group_hidden", group=name))
        else:
            lines.append(texts("campaigns.group", group=name, answered=told.answered, asked=told.asked))
    if any(isinstance(told, Hidden) for _, told in standing.groups):
        lines.append(texts("campaigns.hidden_why", least=SMALLEST))
    return lines


def _state(campaign: Campaign, zone: ZoneInfo, texts: Texts) -> str:
    day = texts.day(campaign.closes_on)
    match campaign.state:
        case "planned":
            return texts("campaigns.state_planned", opens=texts.day(campaign.opens_on), day=day)
        case "closed" if campaign.opened_at is None:
            return texts("campaigns.state_missed")
        case "interrupted":
            ended = (campaign.ended_at or campaign.created_at).astimezone(zone)
            reason = texts(f"campaigns.reason_{campaign.reason}")
            return texts("campaigns.state_interrupted", day=texts.day(ended.date()), reason=reason)
        case _:
            return texts(f"campaigns.state_{campaign.state}", day=day)


def _owes(one: Silent, names: str, texts: Texts) -> str:
    name = shown(one.person.name, names)
    if one.person.group_name:
        name = f"{name}, {one.person.group_name}"
    key = "campaigns.silent_line" if one.reachable else "campaigns.silent_unreachable"
    return texts(key, name=name, sheets=one.sheets)
