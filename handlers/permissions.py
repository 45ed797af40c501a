"""Consents that may be given or not: each on a card of its own; a «no» changes nothing, and every answer may change."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.names import shown
from handlers.consents import who_hears
from handlers.replies import Replies, Reply, document, show, toast
from handlers.surround import CHANNEL, Do, May
from keyboards import consents as consent_buttons
from keyboards import permissions as buttons
from keyboards.menu import rows
from locales import Texts
from programme import permissions
from programme.permissions import Offer
from programme.presence import Visitor

router = Router(name="permissions")
router.callback_query.filter(May("consents.own"))


@router.callback_query(buttons.OpenOffer.filter())
async def offer_opened(
    query: CallbackQuery,
    callback_data: buttons.OpenOffer,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """What it is about, and how it stands."""
    offer = await do(permissions.one, visitor.person, callback_data.kind, callback_data.subject, now)
    if offer is None:
        return _outdated(query, texts)
    mask = buttons.mask_of(offer.kind, offer.allowed)
    return [toast(query), await _card(query, offer, mask, do, texts, names)]


@router.callback_query(buttons.ReadOffer.filter())
async def offer_read(
    query: CallbackQuery, callback_data: buttons.ReadOffer, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """The whole text, as a file; of what is not offered any more it is that of the step where the person stands."""
    text = document(
        query, "consent_text", person=visitor.person.id, at=now.isoformat(), shown=texts.language,
        kind=callback_data.kind, subject=callback_data.subject, language=texts.language,
    )  # fmt: skip
    return [toast(query, texts("consents.text_sent")), text]


@router.callback_query(buttons.TickOffer.filter())
async def offer_ticked(
    query: CallbackQuery,
    callback_data: buttons.TickOffer,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    now: datetime,
) -> Replies:
    """One thing more, or one less; nothing counts before «Done»."""
    offer = await do(permissions.one, visitor.person, callback_data.kind, callback_data.subject, now)
    if offer is None or offer.on_paper:
        return _outdated(query, texts)
    return [toast(query), await _card(query, offer, max(callback_data.mask, 0), do, texts, names)]


@router.callback_query(buttons.SettleOffer.filter())
async def offer_settled(
    query: CallbackQuery,
    callback_data: buttons.SettleOffer,
    do: Do,
    visitor: Visitor,
    texts: Texts,
    names: str,
    address: str,
    now: datetime,
) -> Replies:
    """From now on it is so; the copy of what was agreed to comes as a file."""
    kind, subject, mask = callback_data.kind, callback_data.subject, max(callback_data.mask, 0)
    chosen = buttons.choices_of(kind, mask) or mask == 1
    consent = await do(
        permissions.decide, visitor.person, kind, subject, chosen, callback_data.version, texts.language,
        f"{CHANNEL}:{address}", now,
    )  # fmt: skip
    if consent is None:
        offer = await do(permissions.one, visitor.person, kind, subject, now)
        if offer is None:
            return _outdated(query, texts)
        return [toast(query, texts("menu.outdated")), await _card(query, offer, mask, do, texts, names)]
    if not consent.stands:
        key = "withdrawn" if consent.withdrawn_at is not None else "refused"
        gate = "_processing" if consent.kind == "processing" else ""
        text = texts(f"permissions.{key}{gate}", hears=who_hears(visitor))
        return [toast(query), show(query, text, rows([consent_buttons.to_list(texts)]))]
    copy = document(query, "consent", consent=consent.id, language=texts.language)
    return [toast(query), show(query, texts("permissions.given"), rows([consent_buttons.to_list(texts)])), copy]


async def _card(query: CallbackQuery, offer: Offer, mask: int, do: Do, texts: Texts, names: str) -> Reply:
    told = await do(permissions.told, offer, texts.language)
    child = offer.here.child
    text = texts(
        f"permissions.card_{offer.kind}",
        operator=offer.here.organisation.name,
        whose="child" if child is not None else "own",
        name=shown(child.name, names) or "—" if child is not None else "",
    )
    lines = [text]
    if offer.why != "free":
        day = texts.day(offer.day, "d MMMM y") if offer.day else ""
        lines.append(texts(f"permissions.why_{offer.why}", day=day))
    else:
        lines.append(texts(f"permissions.state_{buttons.state(offer)}"))
    if offer.on_paper:
        lines.append(texts("permissions.on_paper"))
    return show(query, "\n\n".join(lines), buttons.card(offer, mask, told.template.version, texts))


def _outdated(query: CallbackQuery, texts: Texts) -> Replies:
    back = rows([consent_buttons.to_list(texts)])
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), back)]
