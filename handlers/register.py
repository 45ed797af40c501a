"""The register of consents: how far each class is, what is missing, the evidence as a workbook."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from db.consents import Consent
from domain.names import shown
from handlers.replies import Replies, document, show, toast
from handlers.surround import Do, May
from keyboards import register as buttons
from keyboards.menu import Open
from locales import BOLD, PLAIN, Texts
from programme import register, withdrawing
from programme.presence import Visitor
from reports import evidence

router = Router(name="register")
router.callback_query.filter(May("consents.see"))


@router.callback_query(Open.filter(F.screen == "register"))
async def register_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Every class, and how far it is."""
    return [toast(query), show(query, *await _overview(0, do, visitor, texts, names, now))]


@router.callback_query(buttons.ListClasses.filter())
async def classes_turned(
    query: CallbackQuery,
    callback_data: buttons.ListClasses,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Another page of classes."""
    return [toast(query), show(query, *await _overview(max(callback_data.page, 0), do, visitor, texts, names, now))]


@router.callback_query(buttons.ShowClass.filter())
async def class_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowClass,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Who lacks what."""
    screen = await _class(callback_data.somebody, callback_data.page, do, visitor, texts, names, now)
    return [toast(query), show(query, *screen)]


@router.callback_query(buttons.RemindClass.filter(), May("consents.paper"))
async def class_reminded(
    query: CallbackQuery,
    callback_data: buttons.RemindClass,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """Everybody who owes a word hears of it, once a day at most."""
    one = await do(register.somebody, visitor, callback_data.somebody)
    if one is None:
        return [toast(query, texts("menu.outdated")), show(query, *await _overview(0, do, visitor, texts, names, now))]
    group = one.group_name
    if not callback_data.sure:
        people = await do(register.missing, visitor.scope_for("consents.see"), group, now)
        count = sum(one.status == "waiting" for one in people)
        text = texts("register.remind_sure", count=count)
        return [toast(query), show(query, text, buttons.sure_to_remind(one.id, texts))]
    told = await do(register.remind, visitor, group, now)
    words = texts("register.reminded", count=told)
    return [toast(query, words), show(query, *await _class(one.id, 0, do, visitor, texts, names, now))]


@router.callback_query(buttons.ShowRecord.filter())
async def record_opened(
    query: CallbackQuery,
    callback_data: buttons.ShowRecord,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """One person: every decision, and what can be done."""
    return [toast(query), show(query, *await _record(callback_data.person, do, visitor, texts, names, now))]


@router.callback_query(buttons.RecordWithdrawal.filter(), May("consents.paper"))
async def withdrawal_recorded(
    query: CallbackQuery, callback_data: buttons.RecordWithdrawal, do: Do, visitor: Visitor, texts: Texts, names: str,
    now: datetime,
) -> Replies:  # fmt: skip
    """Somebody took a consent back on paper; the bot stops at once, as it does for a press."""
    consent = await do(withdrawing.for_curators, visitor, callback_data.consent)
    if consent is None or not consent.stands:
        return [toast(query, texts("menu.outdated")), show(query, *await _overview(0, do, visitor, texts, names, now))]
    if not callback_data.sure:
        text = texts("register.withdraw_sure", line=_line(consent, visitor, texts))
        return [toast(query), show(query, text, buttons.sure_to_withdraw(consent, texts))]
    await do(withdrawing.record_withdrawal, visitor, consent.id, now)
    return [toast(query, texts("register.withdrawal_written")), show(query, texts("register.withdrawal_done"),
            buttons.to_register(texts))]  # fmt: skip


@router.callback_query(buttons.ExportRegister.filter())
async def register_exported(
    query: CallbackQuery,
    callback_data: buttons.ExportRegister,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """The workbook; with names only for whoever may have them, where the chat may carry them, and it is recorded."""
    named = callback_data.named and names == "full"
    if named:
        await do(register.exported, visitor, now)
    made = document(
        query, "consent_register", organisation=visitor.organisation.id, at=now.isoformat(), named=named,
        language=texts.language,
    )  # fmt: skip
    return [toast(query), made]


async def _overview(
    page: int, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> tuple[str, InlineKeyboardMarkup]:
    classes = await do(register.coverage, visitor.scope_for("consents.see"), now)
    page = min(page, max(0, -(-len(classes) // buttons.PAGE) - 1))
    total = {
        name: sum(getattr(one, name) for one in classes)
        for name in ("total", "have", "paper", "waiting", "refused", "new_text")
    }
    lines = [texts("register.title", organisation=visitor.organisation.name)]
    if not total["total"]:
        lines.append(texts("register.empty"))
    else:
        lines.append(texts("register.have", have=total["have"], total=total["total"], paper=total["paper"]))
        lines += [
            texts(f"register.{name}", count=total[name]) for name in ("waiting", "refused", "new_text") if total[name]
        ]
    signed, teachers = await do(register.duties, visitor.scope_for("consents.see"))
    if teachers:
        lines.append(texts("register.duties", signed=signed, total=teachers))
    named = names == "full" and visitor.may("export.named")
    markup = buttons.overview(classes, page, visitor.may("consents.paper"), visitor.may("consents.texts"), named, texts)
    return "\n".join(lines), markup


async def _class(
    somebody: int, page: int, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> tuple[str, InlineKeyboardMarkup]:
    one = await do(register.somebody, visitor, somebody)
    if one is None:
        return await _overview(0, do, visitor, texts, names, now)
    group = one.group_name
    people = await do(register.missing, visitor.scope_for("consents.see"), group, now)
    page = min(max(page, 0), max(0, -(-len(people) // buttons.PAGE) - 1))
    title = texts("register.class_title", group=group or texts("register.no_class"))
    text = (
        texts("register.missing", title=title, count=len(people)) if people else texts("register.complete", title=title)
    )
    return text, buttons.missing(one.id, people, page, names, visitor.may("consents.paper"), texts)


async def _record(
    person_id: int, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> tuple[str, InlineKeyboardMarkup]:
    found = await do(register.one, visitor, person_id, now)
    if found is None:
        return await _overview(0, do, visitor, texts, names, now)
    one, decisions = found
    name = shown(one.person.name, names) or texts("find.nameless")
    title = ", ".join(filter(None, (name, one.person.group_name)))
    lines = [(each, _line(each, visitor, texts)) for each in decisions]
    told = [f"{BOLD}{title}{PLAIN}", texts(f"register.what_{buttons.what(one)}")]
    told += [f"• {words}" for _, words in lines] or [texts("register.no_decisions")]
    return "\n".join(told), buttons.record(one, lines, visitor.may("consents.paper"), texts)


def _line(consent: Consent, visitor: Visitor, texts: Texts) -> str:
    """«Данные: мать, 12 ноября 2026, бланк»."""
    said = "refused" if consent.decision == "refused" else "withdrawn" if consent.withdrawn_at is not None else (
        "replaced" if consent.replaced_at is not None else "agreed")  # fmt: skip
    return texts(
        f"register.line_{said}",
        kind=texts(f"consents.kind_{consent.kind}"),
        who=texts(f"register.signer_{consent.relation}"),
        day=texts.day(consent.signed_at.astimezone(visitor.zone).date(), "d MMM y"),
        channel=texts(f"register.channel_{consent.channel}"),
        number=evidence.number(consent),
    )
