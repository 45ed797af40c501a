"""Buttons of campaigns, for curators: what runs, one of them, who owes."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from keyboards.assigning import ChooseForm, ListWaves
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from keyboards.results import ShowResult
from locales import Texts
from programme.steering import OVER, REASONS, Standing

ON_A_PAGE = 8
"""Campaigns on one screen."""
LABEL = 40
"""Characters of a button in one column."""


class ListPast(CallbackData, prefix="ca1"):
    """What is over."""

    page: Number


class ShowCampaign(CallbackData, prefix="ca2"):
    """A campaign."""

    campaign: Number


class RemindCampaign(CallbackData, prefix="ca3"):
    """Remind everybody who has not answered."""

    campaign: Number


class ExtendCampaign(CallbackData, prefix="ca4"):
    """Some days more than the last day that was seen (ISO)."""

    campaign: Number
    closes: str


class ListOwing(CallbackData, prefix="ca5"):
    """A page of those who have not answered."""

    campaign: Number
    page: Number


class StopCampaign(CallbackData, prefix="ca6"):
    """Stop it, for one of the reasons; asked first when there is none."""

    campaign: Number
    reason: str = ""


def live(named: Sequence[tuple[int, str]], past: int, texts: Texts) -> InlineKeyboardMarkup:
    """What runs (number, name), and the ways to something new; `past`: how many are over."""
    month = [button(texts("campaigns.poll"), Open(screen="poll"))]
    over = [button(texts("campaigns.past", count=past), ListPast(page=0))] if past else []
    return rows(
        *_opening(named),
        [button(texts("campaigns.new"), ChooseForm(page=0), "primary")],
        [button(texts("campaigns.waves"), ListWaves()), *month],
        [*over, to_menu(texts)],
    )


def past(named: Sequence[tuple[int, str]], page: int, texts: Texts) -> InlineKeyboardMarkup:
    """What is over, page by page."""
    pages = -(-len(named) // ON_A_PAGE)
    return rows(
        *_opening(named[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]),
        turning(page, pages, lambda other: ListPast(page=other), texts),
        way_back(texts),
    )


def card(standing: Standing, texts: Texts) -> InlineKeyboardMarkup:
    """What a curator can do about a campaign."""
    campaign, one = standing.campaign, standing.campaign.id
    lines = []
    if ready := len(standing.reach.ready):
        lines.append([button(texts("campaigns.remind", count=ready), RemindCampaign(campaign=one))])
    if standing.owing and campaign.state != "interrupted":
        lines.append([button(texts("campaigns.who", count=standing.owing), ListOwing(campaign=one, page=0))])
    if standing.longer is not None:
        extending = ExtendCampaign(campaign=one, closes=campaign.closes_on.isoformat())
        lines.append([button(texts("campaigns.extend", day=texts.day(standing.longer)), extending)])
    if campaign.state not in OVER:
        lines.append([button(texts("campaigns.stop"), StopCampaign(campaign=one), "danger")])
    elif standing.total.answered:
        found = standing.result_id
        to = Open(screen="results") if found is None else ShowResult(result=found, screen="card")
        lines.append([button(texts("campaigns.results"), to, "primary")])
    return rows(*lines, way_back(texts))


def owing(campaign_id: int, page: int, pages: int, texts: Texts) -> InlineKeyboardMarkup:
    """Turning the list of names."""
    turned = turning(page, pages, lambda to: ListOwing(campaign=campaign_id, page=to), texts)
    return rows(turned, [_to_card(campaign_id, texts), to_menu(texts)])


def reasons(campaign_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """Asked before a campaign is stopped: why."""
    chips = [
        button(texts(f"campaigns.stop_{reason}"), StopCampaign(campaign=campaign_id, reason=reason), "danger")
        for reason in REASONS
    ]
    return rows(*column(chips, 2), [_to_card(campaign_id, texts), to_menu(texts)])


def way_back(texts: Texts) -> list[InlineKeyboardButton]:
    """To the list of campaigns, or home."""
    return [button(texts("campaigns.back"), Open(screen="campaigns")), to_menu(texts)]


def _to_card(campaign_id: int, texts: Texts) -> InlineKeyboardButton:
    return button(texts("campaigns.to_card"), ShowCampaign(campaign=campaign_id))


def _opening(named: Sequence[tuple[int, str]]) -> list[list[InlineKeyboardButton]]:
    return column([button(_cut(name), ShowCampaign(campaign=one)) for one, name in named])


def _cut(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"
