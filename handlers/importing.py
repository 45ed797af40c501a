"""A curator sends the school's list as a file: what it would change is shown first, nothing is written unasked."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from domain.importing import Fault
from domain.names import shown
from handlers.replies import Replies, Reply, document, go_on, say, show, take_in, toast
from handlers.surround import Do, May
from keyboards import importing as buttons
from keyboards.menu import Open, home_only
from locales import Texts
from programme import importing
from programme.importing import Written
from programme.importing_plan import Plan
from programme.presence import Visitor

router = Router(name="importing")
router.message.filter(May("people.import"))
router.callback_query.filter(May("people.import"))

LINES = 10
"""Lines of each part that are told in chat."""
MOST_BYTES = 2 * 1024 * 1024
"""A larger file is not even fetched."""


@router.callback_query(Open.filter(F.screen == "import"))
async def import_opened(query: CallbackQuery, texts: Texts, names: str) -> Replies:
    """How a whole list comes in."""
    if names == "codes":
        return [toast(query), show(query, texts("importing.not_in_chat"), home_only(texts))]
    return [toast(query), show(query, texts("importing.how"), buttons.how(texts))]


@router.callback_query(Open.filter(F.screen == "template"))
async def template_wanted(query: CallbackQuery, texts: Texts) -> Replies:
    """The empty list, ready to be filled in."""
    return [toast(query), document(query, "people_template", language=texts.language)]


@router.message(F.document.file_name.lower().endswith((".xlsx", ".xlsm", ".xls")))
async def list_sent(message: Message, texts: Texts, names: str, address: str) -> Replies:
    """A workbook: it is fetched and read after this answer is kept, so that nothing of it is done twice."""
    if message.document is None:
        raise SkipHandler
    if names == "codes":
        return [say(message, texts("importing.not_in_chat"), buttons.not_in_chat(texts))]
    if (message.document.file_size or 0) > MOST_BYTES:
        limit = MOST_BYTES // 1024 // 1024
        return [say(message, texts("importing.refused_large", limit=limit), buttons.how(texts))]
    return [take_in(message.document.file_id, "people", address=address, language=texts.language)]


@router.callback_query(buttons.WriteImport.filter())
async def list_confirmed(
    query: CallbackQuery, callback_data: buttons.WriteImport, do: Do, visitor: Visitor, texts: Texts, address: str
) -> Replies:
    """«Write it down»: it is written in portions after this answer is kept; a second press finds it done."""
    if not await do(importing.waits, visitor, callback_data.kept):
        return [toast(query, texts("importing.gone"))]
    about = {"address": address, "kept": callback_data.kept, "language": texts.language}
    return [toast(query), show(query, texts("importing.writing")), go_on(query, "people_written", **about)]


@router.callback_query(buttons.DropImport.filter())
async def list_dropped(query: CallbackQuery, do: Do, visitor: Visitor, texts: Texts) -> Replies:
    """Rather not."""
    await do(importing.drop_kept, visitor)
    return [toast(query), show(query, texts("importing.dropped"), buttons.how(texts))]


def previewed(address: str, kept: int, plan: Plan, names: str, texts: Texts) -> Replies:
    """What a list would do, with the buttons to have it done."""
    anything = plan.count("new") + plan.count("changed") > 0
    last = texts("importing.ask" if anything else "importing.nothing_to_do")
    text = "\n\n".join([*preview_parts(plan, names, texts), last])
    return [_message(address, text, buttons.preview(kept, anything, texts))]


def written(address: str, done: Written | None, texts: Texts) -> Replies:
    """The list is written down; or it was forgotten in between."""
    if done is None:
        return [_message(address, texts("importing.gone"), buttons.how(texts))]
    text = texts("importing.written", new=done.new, changed=done.changed)
    return [_message(address, text, buttons.done(texts))]


def refused(address: str, key: str, values: dict[str, object], texts: Texts) -> Replies:
    """Why a file is not taken: one clear line."""
    return [_message(address, reason(key, values, texts), buttons.how(texts))]


def reason(key: str, values: dict[str, object], texts: Texts) -> str:
    """The line, with the name of a column in words."""
    worded = {
        name: texts(f"importing.heading_{value}") if name == "column" else value for name, value in values.items()
    }
    return texts(key, **worded)


def preview_parts(plan: Plan, names: str, texts: Texts) -> list[str]:
    """Counts, what changes, who may be a double, which rows stay out; each part no longer than a screen."""
    counts = {fate: plan.count(fate) for fate in ("new", "changed", "same")}
    parts = [f"{texts('importing.title')}\n{texts('importing.counts', faults=len(plan.faults), **counts)}"]
    changed = [
        texts("importing.change", name=shown(entry.line.name, names), what=", ".join(
            texts(f"importing.change_{each}") for each in entry.changes))
        for entry in plan.entries if entry.fate == "changed"
    ]  # fmt: skip
    near = [
        texts("importing.near", row=entry.line.row, name=shown(entry.line.name, names), known=", ".join(
            ", ".join(filter(None, (shown(each.name, names), each.group_name))) for each in entry.near))
        for entry in plan.entries if entry.near
    ]  # fmt: skip
    faults = [fault_line(fault, texts) for fault in plan.faults]
    for title, lines in (("changes_title", changed), ("near_title", near), ("faults_title", faults)):
        if lines:
            parts.append("\n".join([texts(f"importing.{title}"), *_first(lines, texts)]))
    return parts


def fault_line(fault: Fault, texts: Texts) -> str:
    """A row's mistake with its cell."""
    return texts("importing.fault", cell=fault.cell, what=texts(fault.key, **fault.values))


def _first(lines: Sequence[str], texts: Texts) -> list[str]:
    rest = len(lines) - LINES
    return [*lines[:LINES], *([texts("importing.more", count=rest)] if rest > 0 else [])]


def _message(address: str, text: str, keyboard: InlineKeyboardMarkup) -> Reply:
    return Reply(SendMessage(chat_id=int(address), text=text, reply_markup=keyboard))
