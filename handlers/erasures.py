"""The destruction of data: what waits and until when, preparing it, the second person's yes, the papers."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

import db.erasures
from domain.erasure import destroyed, kept
from domain.names import shown
from handlers.replies import Replies, Reply, below, document, show, toast
from handlers.surround import Do, May
from keyboards import erasures as buttons
from keyboards.menu import Open, home_only
from locales import Texts
from programme import erasure
from programme.erasure import Card
from programme.presence import Visitor

router = Router(name="erasures")
router.callback_query.filter(May("erasures.see"))

PAGE = 8
"""Destructions on a page."""
RIGHTS = {"prepare": "erasures.prepare", "drop": "erasures.prepare", "approve": "erasures.approve"}
DOES = {"prepare": erasure.prepare, "approve": erasure.approve, "drop": erasure.drop}


@router.callback_query(Open.filter(F.screen == "erasures"))
async def list_opened(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str) -> Replies:
    """Whose data are to be destroyed, the most urgent first."""
    scope = visitor.scope_for("erasures.see")
    waiting = await do(db.erasures.waiting, scope)
    _, total = await do(db.erasures.done, scope, 0, 0)
    lines = [
        (
            case.id,
            texts(
                "erasures.line",
                who=shown(person.name, names) or person.code,
                day=texts.day(case.due_on, "d MMM"),
                state=texts(f"erasures.state_{case.state}"),
            ),
        )
        for case, person in waiting
    ]
    text = texts("erasures.list" if waiting else "erasures.nothing", count=len(waiting))
    return [toast(query), show(query, text, buttons.listed(lines, total, texts))]


@router.callback_query(buttons.ListErased.filter())
async def done_listed(
    query: CallbackQuery, callback_data: buttons.ListErased, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """What was destroyed: numbers of acts, days, codes."""
    scope, page = visitor.scope_for("erasures.see"), max(callback_data.page, 0)
    found, total = await do(db.erasures.done, scope, page * PAGE, PAGE)
    lines = [
        (
            case.id,
            texts(
                "erasures.done_line",
                number=case.number or 0,
                day=texts.day(case.done_at.astimezone(visitor.zone).date(), "d MMM y") if case.done_at else "—",
                code=case.code,
            ),
        )
        for case in found
    ]
    keyboard = buttons.done(lines, page, max(1, -(-total // PAGE)), texts)
    return [toast(query), show(query, texts("erasures.done_title", count=total), keyboard)]


@router.callback_query(buttons.ShowErasure.filter())
async def card_opened(
    query: CallbackQuery, callback_data: buttons.ShowErasure, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """What goes, what stays without a name, by when, who has to say yes."""
    return [toast(query), await _screen(query, callback_data.erasure, do, visitor, texts, names)]


@router.callback_query(buttons.DoErasure.filter())
async def deed_pressed(
    query: CallbackQuery, callback_data: buttons.DoErasure, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """Prepare, approve, take back: asked first."""
    deed, number = callback_data.deed, callback_data.erasure
    scope = visitor.scope_for(RIGHTS[deed])
    found = await do(erasure.card, scope, number)
    if found is None:
        return _outdated(query, texts)
    if not callback_data.sure:
        who = shown(found.person.name, names) or found.erasure.code
        return [
            toast(query),
            show(query, texts(f"erasures.{deed}_ask", who=who), buttons.sure(found.erasure, deed, texts)),
        ]
    done = await do(DOES[deed], scope, number, visitor, now)
    said = texts(f"erasures.{deed}_done" if done else "menu.outdated")
    screen = await _screen(query, number, do, visitor, texts, names)
    papers = _papers(query, number, texts, names) if done and deed == "approve" else []
    return [toast(query, said), screen, *papers]


@router.callback_query(buttons.BlockErasure.filter())
async def impossible(
    query: CallbackQuery, callback_data: buttons.BlockErasure, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """It cannot be destroyed for now: why, then blocked for half a year at most."""
    scope, number = visitor.scope_for("erasures.prepare"), callback_data.erasure
    found = await do(erasure.card, scope, number)
    if found is None:
        return _outdated(query, texts)
    if not callback_data.why:
        return [toast(query), show(query, texts("erasures.block_ask"), buttons.why(found.erasure, texts))]
    done = await do(erasure.block, scope, number, callback_data.why, visitor, now)
    said = texts("erasures.block_done" if done else "menu.outdated")
    return [toast(query, said), await _screen(query, number, do, visitor, texts, names)]


@router.callback_query(buttons.Papers.filter())
async def papers_wanted(
    query: CallbackQuery, callback_data: buttons.Papers, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """The act and the extract of the log, for signature."""
    found = await do(erasure.card, visitor.scope_for("erasures.see"), callback_data.erasure)
    if found is None or found.erasure.state != "done":
        return _outdated(query, texts)
    papers = _papers(query, found.erasure.id, texts, names)
    return [toast(query, texts("erasures.papers_sent")), *papers, *below(query, *_card(found, visitor, texts, names))]


@router.callback_query(buttons.ErasePerson.filter())
async def person_chosen(
    query: CallbackQuery, callback_data: buttons.ErasePerson, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """From a person's card: what is open for them, or what came on paper."""
    found = await do(erasure.of_person, visitor.scope_for("erasures.prepare"), callback_data.person)
    if found is None:
        return _outdated(query, texts)
    person, case = found
    if case is not None:
        return [toast(query), await _screen(query, case.id, do, visitor, texts, names)]
    left = person.state == "left"
    text = texts("erasures.demand_left" if left else "erasures.demand", who=shown(person.name, names) or person.code)
    return [toast(query), show(query, text, buttons.demands(person.id, left, texts))]


@router.callback_query(buttons.Demanded.filter())
async def demand_written_down(
    query: CallbackQuery, callback_data: buttons.Demanded, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """A demand to stop, or the purpose reached: everything stops at once, the term of the law runs."""
    scope, cause = visitor.scope_for("erasures.prepare"), callback_data.cause
    found = await do(erasure.of_person, scope, callback_data.person)
    if found is None:
        return _outdated(query, texts)
    if not callback_data.sure:
        text = texts(f"erasures.demand_{cause}_ask", who=shown(found[0].name, names) or found[0].code)
        return [toast(query), show(query, text, buttons.demand_sure(found[0].id, cause, texts))]
    case = await do(erasure.demand, scope, found[0].id, cause, visitor, now)
    if case is None:
        return _outdated(query, texts)
    return [toast(query, texts("erasures.demand_done")), await _screen(query, case.id, do, visitor, texts, names)]


async def _screen(query: CallbackQuery, number: int, do: Do, visitor: Visitor, texts: Texts, names: str) -> Reply:
    found = await do(erasure.card, visitor.scope_for("erasures.see"), number)
    if found is None:
        return show(query, texts("menu.outdated_screen"), home_only(texts))
    return show(query, *_card(found, visitor, texts, names))


def _card(found: Card, visitor: Visitor, texts: Texts, names: str) -> tuple[str, InlineKeyboardMarkup]:
    own = visitor.person.id in (found.erasure.prepared_by, found.person.id)
    may_approve = visitor.may("erasures.approve") and not own
    keyboard = buttons.card(found, visitor.may("erasures.prepare"), may_approve, texts)
    return _words(found, visitor, texts, names), keyboard


def _words(one: Card, visitor: Visitor, texts: Texts, names: str) -> str:
    case = one.erasure
    who = shown(one.person.name, names)
    lines = [texts("erasures.card", who=f"{who}, {case.code}" if who else case.code)]
    lines.append(texts(f"erasures.cause_{case.cause}", day=texts.day(case.opened_at.astimezone(visitor.zone).date())))
    if case.state == "dropped":
        waits = [texts("erasures.waits_word")] if one.person.state == "joining" else []
        return "\n".join([*lines, "", texts("erasures.is_dropped"), *waits])
    if case.state == "done" and case.done_at and case.backups_until:
        done = texts.day(case.done_at.astimezone(visitor.zone).date(), "d MMMM y")
        lines.append(texts("erasures.is_done", day=done, number=case.number or 0))
    else:
        lines.append(texts("erasures.until", day=texts.day(case.due_on, "d MMMM y")))
    lines += ["", texts("erasures.gone" if case.state == "done" else "erasures.goes")]
    lines += [texts(f"erasures.category_{name}", count=count) for name, count in destroyed(one.contents)]
    if stays := kept(one.contents):
        lines.append(texts("erasures.stays", what=", ".join(texts(f"erasures.{name}", count=n) for name, n in stays)))
    lines += ["", _standing(one, texts, names)]
    return "\n".join(lines)


def _standing(one: Card, texts: Texts, names: str) -> str:
    """What is missing, or what is left to know."""
    case = one.erasure
    if case.state == "done" and case.backups_until and case.keep_until:
        backups, keep = (texts.day(day, "d MMMM y") for day in (case.backups_until, case.keep_until))
        return texts("erasures.backups", day=backups, keep=keep)
    if case.state == "prepared":
        who = shown(one.prepared_by, names) or "—"
        return texts(f"erasures.waits_{one.second}", who=who, code=case.code)
    if case.state == "blocked":
        why = texts(f"erasures.why_{case.blocked_why}")
        return texts("erasures.blocked", why=why[0].lower() + why[1:])
    return texts("erasures.next")


def _papers(query: CallbackQuery, number: int, texts: Texts, names: str) -> Replies:
    return [
        document(query, report, erasure_id=number, names=names, language=texts.language)
        for report in ("destruction_act", "log_extract")
    ]


def _outdated(query: CallbackQuery, texts: Texts) -> Replies:
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), home_only(texts))]
