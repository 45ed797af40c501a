"""Consents: reading the whole text, agreeing or refusing, taking back; open to whoever came in by an invitation."""

from datetime import datetime

from aiogram import F, Router
from aiogram.types import CallbackQuery

from domain import rights
from domain.consents import DESTROY_WITHIN, GATE
from domain.names import shown
from handlers import home
from handlers import joining as way_in
from handlers.commands import menu
from handlers.joining import Known
from handlers.replies import Replies, document, show, toast
from handlers.surround import CHANNEL, Do
from keyboards import consents as buttons
from keyboards import permissions as free
from keyboards.menu import Open, rows
from locales import Texts
from programme import consents, joining, permissions, withdrawing
from programme.consents import Line
from programme.presence import Visitor
from reports import evidence

router = Router(name="consents")
router.callback_query.filter(Known())


@router.callback_query(buttons.ReadConsent.filter())
async def full_text_wanted(query: CallbackQuery, visitor: Visitor, texts: Texts, now: datetime) -> Replies:
    """The whole text before deciding, as a file."""
    text = document(
        query, "consent_text", person=visitor.person.id, at=now.isoformat(), shown=texts.language,
        language=texts.language,
    )  # fmt: skip
    return [toast(query, texts("consents.text_sent")), text]


@router.callback_query(buttons.Decide.filter())
@router.callback_query(buttons.DecideText.filter())
async def decided(
    query: CallbackQuery, callback_data: buttons.Decide | buttons.DecideText, do: Do, visitor: Visitor, texts: Texts,
    names: str, address: str, now: datetime,
) -> Replies:  # fmt: skip
    """I agree, or I do not. A second press, or one on an old card, only shows where the person stands."""
    before = await do(joining.station, visitor.person, now)
    child = before.child is None and before.stage == "child"
    shown = callback_data.version if isinstance(callback_data, buttons.DecideText) else 0
    if shown != before.version:  # the text has become another since the card was shown
        card = show(query, way_in.consent_words(before, texts), buttons.card(before, texts))
        asked = before.step in consents.OPEN and not before.on_paper
        return [toast(query, texts("menu.outdated")), *([card] if asked else way_in.screen(query, before, texts))]
    text = way_in.consent_words(before, texts) if child else ""
    if not child and before.step in consents.OPEN:
        text = (await do(consents.told, before, texts.language)).text
    here, consent = await do(
        consents.decide, visitor.person, callback_data.subject, callback_data.decision, text, texts.language,
        f"{CHANNEL}:{address}", now,
    )  # fmt: skip
    if consent is None:
        now_at = (
            await home.screen(query, do, visitor, texts, names, now)
            if visitor.admitted
            else way_in.screen(query, here, texts)
        )
        return [toast(query, texts("menu.outdated")), *now_at]
    copy = document(query, "consent", consent=consent.id, language=texts.language)
    made = [copy] if consent.decision == "agreed" and consent.kind == "processing" else []
    next_screen = (
        await way_in.welcome(query, here, do, texts, now) if here.step == "home" else way_in.screen(query, here, texts)
    )
    return [toast(query), *next_screen, *made]


@router.callback_query(Open.filter(F.screen == "consents"))
async def list_opened(
    query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts, names: str, now: datetime
) -> Replies:
    """Everything that was agreed to by this person, or about them, and what they may decide about now."""
    found = await do(consents.listed, visitor.person)
    lines = [(line.consent, _line(line, visitor, texts, names)) for line in found]
    own = await do(permissions.offered, visitor.person, now) if visitor.admitted else []
    text = texts("consents.list") if lines or own else texts("consents.nothing")
    return [toast(query), show(query, text, buttons.listed(lines, free.listed(own, names, texts), texts))]


@router.callback_query(buttons.OpenConsent.filter())
async def consent_opened(
    query: CallbackQuery, callback_data: buttons.OpenConsent, do: Do, visitor: Visitor, texts: Texts, names: str
) -> Replies:
    """One consent: what, when, and what can be done about it."""
    line = await do(consents.one, visitor.person, callback_data.consent)
    if line is None:
        return _outdated(query, texts)
    consent = line.consent
    text = texts(
        "consents.one",
        line=_line(line, visitor, texts, names),
        number=evidence.number(consent),
        moment=texts.moment(consent.signed_at.astimezone(visitor.zone), "d MMMM y, HH:mm"),
    )
    if consent.withdrawn_at is not None and consent.destroy_by is not None:
        day = texts.day(consent.destroy_by.astimezone(visitor.zone).date(), "d MMMM y")
        text = texts("consents.one_withdrawn", one=text, day=day)
    elif consent.withdrawn_at is not None:
        text = texts("consents.one_assent_withdrawn", one=text)
    elif consent.replaced_at is not None:
        text = texts("consents.one_replaced", one=text)
    elif not line.mine:
        text = f"{text}\n\n{texts('consents.not_yours')}"
    return [toast(query), show(query, text, buttons.one(consent, line.mine, texts))]


@router.callback_query(buttons.CopyConsent.filter())
async def copy_wanted(
    query: CallbackQuery, callback_data: buttons.CopyConsent, do: Do, visitor: Visitor, texts: Texts
) -> Replies:
    """The copy with its evidence, once more."""
    line = await do(consents.one, visitor.person, callback_data.consent)
    if line is None:
        return _outdated(query, texts)
    copy = document(query, "consent", consent=line.consent.id, language=texts.language)
    return [toast(query, texts("consents.text_sent")), copy]


@router.callback_query(buttons.Withdraw.filter())
async def withdrawn(
    query: CallbackQuery, callback_data: buttons.Withdraw, do: Do, visitor: Visitor, texts: Texts, now: datetime
) -> Replies:
    """Taking back: first the consequences, then at once, with a receipt (152-FZ art. 9 p. 2, art. 21 p. 5)."""
    line = await do(consents.one, visitor.person, callback_data.consent)
    if line is None or not line.mine:
        return _outdated(query, texts)
    if line.consent.replaced_at is not None:
        return _outdated(query, texts)
    if not callback_data.sure and line.consent.withdrawn_at is None:
        whose = "assent" if line.consent.kind == "assent" else "self" if line.about_oneself else "child"
        whose = whose if line.consent.kind in GATE else "optional"
        day = texts.day((now + DESTROY_WITHIN).astimezone(visitor.zone).date(), "d MMMM y")
        text = texts(f"consents.consequences_{whose}", day=day)
        return [toast(query), show(query, text, buttons.sure(line.consent, texts))]
    consent = await do(withdrawing.withdraw, visitor.person, line.consent.id, "chat", now)
    receipt = [toast(query), show(query, _receipt(line, visitor, texts), buttons.after_withdrawal(texts))]
    if consent is None or visitor.admitted:
        return receipt
    return [*receipt, menu(query, [], texts)]


def who_hears(visitor: Visitor) -> str:
    """Who is told of somebody's word: the `curator`, or `nobody` else where the curator gave it."""
    return "nobody" if rights.reach("consents.paper", visitor.roles) else "curator"


def _receipt(line: Line, visitor: Visitor, texts: Texts) -> str:
    """What was taken back and until when the data are destroyed; the same words for a second press."""
    consent = line.consent
    assert consent.withdrawn_at, "a receipt follows a withdrawal"
    if consent.kind not in GATE:
        kind = "publication" if consent.kind == "publication" else "optional"
        return texts(f"consents.receipt_{kind}", hears=who_hears(visitor))
    if consent.destroy_by is None:
        return texts("consents.receipt_assent")
    return texts(
        "consents.receipt",
        moment=texts.moment(consent.withdrawn_at.astimezone(visitor.zone), "d MMMM y, HH:mm"),
        number=evidence.number(consent),
        day=texts.day(consent.destroy_by.astimezone(visitor.zone).date(), "d MMMM y"),
    )


def _line(line: Line, visitor: Visitor, texts: Texts, names: str) -> str:
    day = texts.day(line.consent.signed_at.astimezone(visitor.zone).date(), "d MMM y")
    own = "assent" if line.consent.kind == "assent" else "self"
    whose = own if line.about_oneself else "child" if line.mine else "adult"
    kind = texts(f"consents.kind_{line.consent.kind}")
    words = texts(f"consents.line_{whose}", kind=kind, day=day, name=shown(line.subject, names) or "—")
    if line.consent.replaced_at is not None:
        words = texts("consents.line_replaced", line=words)
    return texts("consents.line_withdrawn", line=words) if line.consent.withdrawn_at else words


def _outdated(query: CallbackQuery, texts: Texts) -> Replies:
    back = rows([buttons.to_list(texts)])
    return [toast(query, texts("menu.outdated_screen")), show(query, texts("menu.outdated_screen"), back)]
