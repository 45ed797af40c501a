"""What hangs on the wall of a class, and the slips that are cut out for those who are not in yet."""

import json
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

import segno
from sqlalchemy.orm import Session

from locales import Texts
from programme import codes, posters
from programme.invitations import link
from reports.figures import one_line

WIDTH = 120
"""UTF-16 units of a name on paper."""
NAME = 40
"""UTF-16 units of a name on a slip: two lines."""


@dataclass(frozen=True, slots=True)
class Poster:
    """A class's poster: whose, and the link in its code."""

    organisation: str
    group: str
    link: str
    bot: str
    in_codes: bool = False
    """Names do not pass the chat: the child tells a number to the teacher instead."""


@dataclass(frozen=True, slots=True)
class Slips:
    """Slips of a class: name, code, last day."""

    organisation: str
    group: str
    bot: str
    slips: list[list[str]]


def gather_poster(session: Session, organisation: str, group: str, token: str, bot: str, names: str) -> Poster:
    """Everything is in the arguments; `names` is CHAT_NAMES."""
    return Poster(organisation, group, link(bot, f"{posters.START}{token}"), bot, names == "codes")


def gather_slips(session: Session, organisation: str, group: str, bot: str, slips: list[list[str]]) -> Slips:
    """Everything is in the arguments."""
    return Slips(organisation, group, bot, slips)


def render_poster(poster: Poster, texts: Texts) -> bytes:
    """One page A4, to be printed in black and white."""
    steps = ("open", "number" if poster.in_codes else "name", "wait")
    content = {
        "language": texts.language,
        "title": texts("posters.paper_title"),
        "organisation": one_line(poster.organisation, WIDTH),
        "group": texts("posters.title", group=one_line(poster.group, WIDTH)),
        "qr": _qr(poster.link),
        "link": texts("posters.paper_bot", bot=poster.bot),
        "steps": [texts(f"posters.paper_step_{step}") for step in steps],
        "sees": texts("posters.paper_sees"),
        "help": texts("posters.paper_help"),
    }
    return _pdf("poster.typ", content)


def render_slips(slips: Slips, texts: Texts) -> bytes:
    """Slips in two columns, to be cut apart."""
    cut = [
        {
            "name": one_line(name, NAME),
            "code": codes.written(code),
            "qr": _qr(link(slips.bot, f"{codes.START}{code}")),
            "until": texts("posters.slip_until", day=day),
        }
        for name, code, day in slips.slips
    ]
    content = {
        "language": texts.language,
        "title": one_line(" · ".join(filter(None, (slips.organisation, slips.group))), WIDTH),
        "how": texts("posters.slip_how", bot=slips.bot),
        "slips": cut,
    }
    return _pdf("code_slips.typ", content)


def _qr(address: str) -> str:
    """The code as a drawing."""
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=0, xmldecl=False)
    return drawing.getvalue().decode()


def _pdf(template: str, content: dict[str, Any]) -> bytes:
    import typst  # late: start-up does not need it

    source = (files("reports") / "templates" / template).read_bytes()
    inputs = {"document": json.dumps(content, ensure_ascii=False)}
    compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=inputs)
    result = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(result, bytes)
    return result
