"""Buttons of the questionnaires a school may use: lists, cards, a look at every question, publishing one's own."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from keyboards.assigning import BeginCampaign
from keyboards.menu import Open, button, column, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts
from programme.publishing import Draft

ON_A_PAGE = 8
"""Questionnaires on one screen."""


class ListForms(CallbackData, prefix="qn1"):
    """The questionnaires of a group (`programme.own_forms.GROUPS`)."""

    group: str
    page: Number


class ShowForm(CallbackData, prefix="qn2"):
    """The card of a questionnaire, by the number of its version."""

    version: Number


class ListVersions(CallbackData, prefix="qn3"):
    """The versions of a questionnaire, by the number of any of them."""

    version: Number


class LookAt(CallbackData, prefix="qn4"):
    """One question as people will see it, and the end after the last; of a version, or of the own draft (version 0).

    `above` is the place, from 1, whose picture stands above the card; 0: none.
    """

    version: Number
    draft: Number
    place: Number
    above: Number


class ShowDraft(CallbackData, prefix="qn5"):
    """The own questionnaire that waits to be published."""

    draft: Number


class PublishDraft(CallbackData, prefix="qn6"):
    """Publish it; `typos`: no meaning was changed."""

    draft: Number
    typos: bool


class DropDraft(CallbackData, prefix="qn7"):
    """Rather not."""


class TakeForm(CallbackData, prefix="qn8"):
    """The questionnaire as a file: `xlsx`, or `paper` to be printed."""

    version: Number
    kind: str


def overview(groups: Sequence[tuple[str, int]], texts: Texts) -> InlineKeyboardMarkup:
    """The groups that have anything in them, with how many, and the way to one's own."""
    lists = [
        button(texts(f"questionnaires.group_{group}", count=count), ListForms(group=group, page=0))
        for group, count in groups
    ]
    return rows(
        *column(lists),
        [button(texts("questionnaires.upload"), Open(screen="own_form"), "primary")],
        [to_menu(texts)],
    )


def listed(named: Sequence[tuple[int, str]], group: str, page: int, texts: Texts) -> InlineKeyboardMarkup:
    """A page of a group: number of the version, name."""
    shown = named[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    pages = -(-len(named) // ON_A_PAGE)
    return rows(
        *column([button(name, ShowForm(version=version)) for version, name in shown]),
        turning(page, pages, lambda other: ListForms(group=group, page=other), texts),
        [_to_overview(texts), to_menu(texts)],
    )


def card(
    version: int,
    group: str,
    versions: int,
    on_paper: Sequence[InlineKeyboardButton],
    texts: Texts,
    *,
    asks: bool,
    makes: bool,
) -> InlineKeyboardMarkup:
    """What can be done with a questionnaire; `on_paper` are the ways of its sheets; `asks`: people may be asked;
    `makes`: a school may make its own of it.
    """
    ways = [
        button(texts("questionnaires.look"), LookAt(version=version, draft=0, place=0, above=0)),
        button(texts("questionnaires.take_xlsx"), TakeForm(version=version, kind="xlsx")),
        *on_paper,
    ]
    if versions > 1:
        ways.append(button(texts("questionnaires.versions", count=versions), ListVersions(version=version)))
    if makes:
        own = "upload_again" if group == "own" else "make_own"
        ways.append(button(texts(f"questionnaires.{own}"), Open(screen="own_form")))
    ask = [button(texts("questionnaires.ask"), BeginCampaign(version=version), "primary")]
    return rows(
        ask if asks else [],
        *column(ways, 2),
        [button(texts("questionnaires.back"), ListForms(group=group, page=0)), to_menu(texts)],
    )


def versions(version: int, earlier: Sequence[tuple[int, int]], texts: Texts) -> InlineKeyboardMarkup:
    """Ways to earlier versions (their numbers, and what is counted), and back to the card of a questionnaire."""
    ways = [
        button(texts("questionnaires.open_version", number=number), ShowForm(version=row))
        for row, number in earlier[:ON_A_PAGE]
    ]
    back = button(texts("questionnaires.to_card"), ShowForm(version=version))
    return rows(*column(ways, 2), [back, to_menu(texts)])


def how(texts: Texts) -> InlineKeyboardMarkup:
    """While a file is awaited, and after one that was refused: an example to begin with is among the others."""
    return rows([_to_overview(texts), to_menu(texts)])


def preview(
    at: LookAt, answers: Sequence[Sequence[InlineKeyboardButton]], last: int, texts: Texts
) -> InlineKeyboardMarkup:
    """A question's own buttons, which lead on and answer nothing, and the way through; `last` is the place of the
    end.
    """
    on = at.model_copy(update={"place": min(at.place + 1, last)})
    back = at.model_copy(update={"place": at.place - 1})
    way = [button(texts("menu.back"), back)] if at.place > 0 else []
    if at.place < last:
        way.append(button(texts("menu.next"), on))
    home = (
        button(texts("questionnaires.to_card"), ShowForm(version=at.version))
        if at.version
        else button(texts("questionnaires.to_draft"), ShowDraft(draft=at.draft))
    )
    return rows(*([button(each.text, on) for each in row] for row in answers), way, [home, to_menu(texts)])


def draft(found: Draft, texts: Texts) -> InlineKeyboardMarkup:
    """What becomes of a questionnaire that was sent: a look, publishing, or not."""
    look = button(texts("questionnaires.look"), LookAt(version=0, draft=found.id, place=0, above=0))
    drop = button(texts("questionnaires.drop"), DropDraft())

    def publish(key: str, *, typos: bool) -> InlineKeyboardButton:
        style = "primary" if typos or not found.may_be_typos else None
        return button(texts(f"questionnaires.{key}"), PublishDraft(draft=found.id, typos=typos), style)

    if found.is_known:
        return rows([look, drop], [_to_overview(texts), to_menu(texts)])
    if found.may_be_typos and found.differences:
        ways = [[publish("publish_typos", typos=True)], [publish("publish_changed", typos=False)]]
    else:
        ways = [[publish("publish", typos=found.may_be_typos)]]
    return rows([look], *ways, [drop, to_menu(texts)])


def _to_overview(texts: Texts) -> InlineKeyboardButton:
    return button(texts("questionnaires.to_all"), Open(screen="questionnaires"))
