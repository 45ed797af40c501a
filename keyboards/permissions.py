"""Buttons of consents that may be given or not: one card each, nothing ticked beforehand."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.consents import TERMS
from domain.names import shown
from keyboards.menu import Open, button, column, rows
from keyboards.numbers import Number
from locales import Texts
from programme.permissions import Offer


class OpenOffer(CallbackData, prefix="of1"):
    """The card of an offer."""

    kind: str
    subject: Number


class ReadOffer(CallbackData, prefix="of4"):
    """The whole text of an offer, as a file."""

    kind: str
    subject: Number


class TickOffer(CallbackData, prefix="of2"):
    """One thing allowed, or not: `mask` has a bit for each choice of the kind as they will be after the press."""

    kind: str
    subject: Number
    mask: Number


class SettleOffer(CallbackData, prefix="of3"):
    """What was ticked counts from now on; of a kind without choices 1 is yes and 0 no."""

    kind: str
    subject: Number
    mask: Number
    version: Number


def choices_of(kind: str, mask: int) -> tuple[str, ...]:
    """The choices whose bits are set."""
    return tuple(each for bit, each in enumerate(_choices(kind)) if mask >> bit & 1)


def mask_of(kind: str, allowed: Sequence[str]) -> int:
    """The bits of choices."""
    return sum(1 << bit for bit, each in enumerate(_choices(kind)) if each in allowed)


def listed(offers: Sequence[Offer], names: str, texts: Texts) -> list[InlineKeyboardButton]:
    """A button for each offer, saying how it stands: «Публикации: не разрешено»."""
    return [
        button(
            label(offer, names, texts),
            OpenOffer(kind=offer.kind, subject=offer.here.subject.id),
            None if offer.why == "free" else "primary",
        )
        for offer in offers
    ]


def label(offer: Offer, names: str, texts: Texts) -> str:
    """The kind, whose it is when it is a child's, and how it stands."""
    kind = texts(f"consents.kind_{offer.kind}")
    if offer.here.child is not None:
        kind = texts("permissions.of_child", kind=kind, name=shown(offer.here.child.name, names) or "—")
    if offer.why != "free":
        return texts(f"permissions.label_{offer.why}", kind=kind)
    return texts(f"permissions.label_{state(offer)}", kind=kind)


def state(offer: Offer) -> str:
    """`given`, `refused` or `open`."""
    if offer.last is None:
        return "open"
    return "given" if offer.last.stands else "refused"


def card(offer: Offer, mask: int, version: int, texts: Texts) -> InlineKeyboardMarkup:
    """Boxes to tick and «Done», or yes and no; the whole text, and the way back."""
    subject, kind = offer.here.subject.id, offer.kind
    lines: list[list[InlineKeyboardButton]] = [[button(texts("consents.read"), ReadOffer(kind=kind, subject=subject))]]
    if not offer.on_paper and _choices(kind):
        boxes = [
            button(
                texts(
                    "permissions.ticked" if mask >> bit & 1 else "permissions.unticked",
                    label=texts(f"consents.choice_{each}"),
                ),
                TickOffer(kind=kind, subject=subject, mask=mask ^ 1 << bit),
            )
            for bit, each in enumerate(_choices(kind))
        ]
        done = SettleOffer(kind=kind, subject=subject, mask=mask, version=version)
        lines += [*column(boxes), [button(texts("permissions.done", count=mask.bit_count()), done, "primary")]]
    elif not offer.on_paper:
        lines.append(_yes_or_no(offer, version, texts))
    return rows(*lines, [button(texts("menu.back"), Open(screen="consents"))])


def _yes_or_no(offer: Offer, version: int, texts: Texts) -> list[InlineKeyboardButton]:
    def settle(mask: int) -> SettleOffer:
        return SettleOffer(kind=offer.kind, subject=offer.here.subject.id, mask=mask, version=version)

    yes = button(texts("consents.agree" if offer.kind == "processing" else "permissions.yes"), settle(1), "success")
    no = button(texts("consents.refuse" if offer.kind == "processing" else "permissions.no"), settle(0))
    take_back = button(texts("consents.withdraw"), settle(0), "danger")
    return [take_back] if offer.stands and offer.why == "free" else [yes, no]


def _choices(kind: str) -> tuple[str, ...]:
    return next((terms.choices for name, terms in TERMS.items() if name == kind), ())
