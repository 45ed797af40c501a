"""Buttons of pairs: the list, putting a pair together, its card, the word of its members."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.forms import worded
from domain.names import shown
from keyboards.menu import Open, button, rows, to_menu
from keyboards.numbers import Number
from keyboards.pages import turning
from locales import Texts
from programme.forming import Draft, Side
from programme.pair_views import Line, View
from programme.pairs import People, by_role

LABEL = 40
"""Characters of a button that stands alone in its row."""


class ListPairs(CallbackData, prefix="pl1"):
    """A page of the pairs of a group (`programme.pair_views.GROUPS`)."""

    group: str
    page: Number


class ShowPair(CallbackData, prefix="ps1"):
    """The card of a pair, for curators."""

    pair: Number


class ShowDraft(CallbackData, prefix="pd1"):
    """The draft with a page of the base to choose from; a negative page is the draft's own card."""

    pair: Number
    page: Number


class PickMember(CallbackData, prefix="pm1"):
    """Put a person into the draft."""

    pair: Number
    revision: Number
    person: Number


class DraftStep(CallbackData, prefix="pt1"):
    """`back` takes the last choice out again, `propose` sends the proposal."""

    pair: Number
    revision: Number
    step: str


class TakeBackPair(CallbackData, prefix="pu1"):
    """Call the proposal off."""

    pair: Number


class AnswerPair(CallbackData, prefix="pa1"):
    """A member's word about a proposal."""

    pair: Number
    yes: bool


class EndPair(CallbackData, prefix="pe2"):
    """End a pair: why and how is asked first (`keyboards.closing`)."""

    pair: Number
    revision: Number


class KeepPair(CallbackData, prefix="pk1"):
    """The pair goes on after all: its last talk is called off."""

    pair: Number
    revision: Number


def pair_name(people: People, names: str) -> str:
    """A pair in a few words: «Анна К. → Маша И.»."""
    mentors, mentees = by_role(people)
    left, right = (", ".join(shown(person.name, names) or "—" for person in side) for side in (mentors, mentees))
    return f"{left} → {right}"


def listed(lines: Sequence[Line], group: str, page: int, pages: int, names: str, texts: Texts) -> InlineKeyboardMarkup:
    """The list of pairs: one button a pair."""
    pairs = [[button(_label(line, names, texts), ShowPair(pair=line.pair.id))] for line in lines]
    other = "over" if group == "now" else "now"
    return rows(
        *pairs,
        turning(page, pages, lambda to: ListPairs(group=group, page=to), texts),
        [button(texts("pairs.create"), Open(screen="new_pair"), "primary")],
        [button(texts(f"pairs.to_{other}"), ListPairs(group=other, page=0)), to_menu(texts)],
    )


def _label(line: Line, names: str, texts: Texts) -> str:
    name = pair_name(line.people, names)
    return cut(texts("pairs.numbered", number=line.pair.number, who=name) if line.pair.number else name)


def cut(text: str) -> str:
    """A label that fits into a row of its own."""
    return text if len(text) <= LABEL else text[: LABEL - 1] + "…"


def choice(
    draft: Draft, people: Sequence[Side], page: int, pages: int, names: str, texts: Texts
) -> InlineKeyboardMarkup:
    """The people to choose from."""
    pair, revision = draft.pair.id, draft.pair.revision
    picks = [
        [button(cut(person_label(side, names, texts)), PickMember(pair=pair, revision=revision, person=side.person.id))]
        for side in people
    ]
    return rows(
        *picks,
        turning(page, pages, lambda to: ShowDraft(pair=pair, page=to), texts),
        [button(texts("pairs.to_card"), ShowDraft(pair=pair, page=-1))] if draft.mentees else _back(draft, texts),
        [to_pairs(texts), to_menu(texts)],
    )


def person_label(side: Side, names: str, texts: Texts) -> str:
    """A person of a base: name, class, pairs, what they need or give first."""
    parts = [shown(side.person.name, names)]
    if side.person.group_name:
        parts[0] += f", {side.person.group_name}"
    if side.capacity is not None:
        parts.append(texts("pairs.load_of", pairs=side.pairs, capacity=side.capacity))
    elif side.pairs:
        parts.append(texts("pairs.load", pairs=side.pairs))
    if not side.cleared:
        parts.append(texts("pairs.not_cleared"))
    if side.help:
        parts.append(worded(next(iter(side.help.values())), texts.language))
    return " · ".join(parts)


def draft_card(draft: Draft, texts: Texts) -> InlineKeyboardMarkup:
    """What to do with a draft that is complete."""
    pair, revision = draft.pair.id, draft.pair.revision
    return rows(
        [button(texts("pairs.propose"), DraftStep(pair=pair, revision=revision, step="propose"), "success")],
        [button(texts("pairs.add_mentee"), ShowDraft(pair=pair, page=0))],
        _back(draft, texts),
        [to_pairs(texts), to_menu(texts)],
    )


def _back(draft: Draft, texts: Texts) -> list[InlineKeyboardButton]:
    if draft.mentor is None:
        return []
    step = DraftStep(pair=draft.pair.id, revision=draft.pair.revision, step="back")
    return [button(texts("menu.back"), step)]


def proposed(pair_id: int, texts: Texts) -> InlineKeyboardMarkup:
    """After the proposal was sent: undo."""
    return rows(
        [button(texts("pairs.take_back"), TakeBackPair(pair=pair_id), "danger")],
        [to_pairs(texts), to_menu(texts)],
    )


def card(view: View, meetings: CallbackData, texts: Texts) -> InlineKeyboardMarkup:
    """The card of a pair; `meetings` opens its log."""
    pair = view.pair
    first = [button(texts("pairs.meetings"), meetings)]
    if pair.state == "active":
        first.append(button(texts("pairs.end"), EndPair(pair=pair.id, revision=pair.revision), "danger"))
    keep = button(texts("pairs.keep"), KeepPair(pair=pair.id, revision=pair.revision))
    undo = pair.state == "proposed" and not any(member.accepted_at for member, _ in view.people)
    return rows(
        [button(texts("pairs.take_back"), TakeBackPair(pair=pair.id), "danger")] if undo else [],
        first,
        [keep] if view.closes_on else [],
        [to_pairs(texts), to_menu(texts)],
    )


def answers(pair_id: int, texts: Texts) -> list[InlineKeyboardButton]:
    """A member's yes and not now."""
    return [
        button(texts("menu.yes"), AnswerPair(pair=pair_id, yes=True), "success"),
        button(texts("pairs.not_now"), AnswerPair(pair=pair_id, yes=False)),
    ]


def to_pair(texts: Texts) -> list[InlineKeyboardButton]:
    """To the member's own pair, and home."""
    return [button(texts("pairs.mine"), Open(screen="pair")), to_menu(texts)]


def to_pairs(texts: Texts) -> InlineKeyboardButton:
    """Back to the list of pairs."""
    return button(texts("pairs.to_list"), ListPairs(group="now", page=0))


def to_card(pair_id: int, texts: Texts) -> list[list[InlineKeyboardButton]]:
    """Under a curator's letter about a pair."""
    return [[button(texts("letters.show_pair"), ShowPair(pair=pair_id)), to_menu(texts)]]
