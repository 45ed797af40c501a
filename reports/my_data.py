"""What is kept of a person as files: a PDF to read, in words for the reader's age, and JSON for machines."""

import json
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from domain.answers import Answer
from domain.forms import Question, worded
from locales import Texts, texts_in
from reports.figures import one_line, plain

LINE = 1000
"""UTF-16 units of a value at most."""

Section = tuple[str, list[tuple[str, str]]]


def render_json(data: dict[str, Any], texts: Texts) -> bytes:
    """The same as the PDF, as JSON: sections in order, each with its lines as name and value."""
    texts = _for_reader(data, texts)
    content = {
        "title": texts("my_file.title"),
        "made": data["made"].isoformat(),
        "code": data["person"]["code"],
        "sections": [
            {"title": title, "lines": [{"name": name, "value": value} for name, value in lines]}
            for title, lines in sections(data, texts)
        ],
        "consents": [
            {"number": each["number"], "kind": each["kind"], "text": each["text"]} for each in data["consents"]
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def render_pdf(data: dict[str, Any], texts: Texts) -> bytes:
    """The PDF; takes tenths of a second of processor: call it in a thread."""
    import typst

    texts = _for_reader(data, texts)
    document = {
        "language": texts.language,
        "title": texts("my_file.title"),
        "subtitle": texts("my_file.made", day=texts.moment(data["made"], "d MMMM y, HH:mm")),
        "introduction": texts("my_file.introduction", organisation=data["organisation"]),
        "sections": [
            {"title": title, "lines": [[one_line(name, LINE), plain(value)] for name, value in lines]}
            for title, lines in sections(data, texts)
        ],
        "rights": texts("my_file.rights", contact=data["contact"] or texts("consents.ask_curator")),
    }
    source = (files("reports") / "templates" / "own_data.typ").read_bytes()
    inputs = {"document": json.dumps(document, ensure_ascii=False)}
    compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=inputs)
    made = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


def sections(data: dict[str, Any], texts: Texts) -> list[Section]:
    """What is kept, in words; sections without anything are left out."""
    found: list[Section] = [
        (texts("my_file.about"), _about(data, texts)),
        (texts("my_file.family"), [_relative(each, texts) for each in data["family"]]),
        (texts("my_file.consents"), [_consent(each, texts) for each in data["consents"]]),
        (texts("my_file.pairs"), [line for each in data["pairs"] for line in _pair(each, texts)]),
        *((_form_title(each, texts), _answers(each, texts)) for each in data["answers"]),
        (texts("my_file.took_part"), [(worded(each["title"], texts.language, texts.tone), _day(each["day"], texts))
                                      for each in data["took_part"]]),
        (texts("my_file.readers"), [(texts(f"my_file.read_{name}"), _roles(roles, texts))
                                    for name, roles in data["readers"] if roles]),
        (texts("my_file.opened"), [_opened(each, texts) for each in data["opened"]]),
    ]  # fmt: skip
    return [(title, lines) for title, lines in found if lines]


def _for_reader(data: dict[str, Any], texts: Texts) -> Texts:
    return texts_in(texts.language, data["tone"])


def _about(data: dict[str, Any], texts: Texts) -> list[tuple[str, str]]:
    person = data["person"]
    told = {
        "name": person["name"],
        "code": person["code"],
        "group": person["group"],
        "born": _day(person["born"], texts),
        "organisation": data["organisation"],
        "since": _day(person["since"], texts),
        "roles": "; ".join(_role(role, since, until, texts) for role, since, until in person["roles"]),
        "accounts": ", ".join(f"{channel} {address}" for channel, address in person["accounts"]),
    }
    return [(texts(f"my_file.{name}"), value) for name, value in told.items() if value]


def _role(role: str, since: date, until: date | None, texts: Texts) -> str:
    key = "my_file.role_until" if until else "my_file.role_since"
    return texts(key, role=texts(f"find.role_{role}"), since=_day(since, texts), until=_day(until, texts))


def _relative(each: dict[str, Any], texts: Texts) -> tuple[str, str]:
    key = "child" if each["child"] else each["relation"] or "guardian"
    name = texts("my_file.child") if key == "child" else texts(f"consents.relation_{key}")
    return name, ", ".join(filter(None, (each["name"], each["phone"])))


def _consent(each: dict[str, Any], texts: Texts) -> tuple[str, str]:
    words = texts("my_file.agreed", moment=_moment(each["signed"], texts))
    if each["withdrawn"]:
        words = texts("my_file.withdrawn", agreed=words, moment=_moment(each["withdrawn"], texts))
    kind = each["kind"] if texts.has(f"my_file.consent_{each['kind']}") else "other"
    return texts("reports.form_number", number=each["number"]), f"{texts(f'my_file.consent_{kind}')}: {words}"


def _pair(each: dict[str, Any], texts: Texts) -> list[tuple[str, str]]:
    name = texts("my_file.pair", number=each["number"] or "—")
    days = ", ".join(texts.day(day, "d MMM y") for day, _ in each["meetings"] if day)
    lines = [(name, ", ".join(each["with"]))]
    return [*lines, (texts("my_file.meetings", count=len(each["meetings"])), days)] if days else lines


def _form_title(each: dict[str, Any], texts: Texts) -> str:
    return texts("my_file.form", title=worded(each["title"], texts.language, texts.tone), day=_day(each["day"], texts))


def _answers(each: dict[str, Any], texts: Texts) -> list[tuple[str, str]]:
    return [
        (worded(question.label, texts.language, texts.tone), _said(question, answer, texts))
        for question, answer in each["given"]
    ]


def _said(question: Question, answer: Answer, texts: Texts) -> str:
    if answer.choices:
        options = [question.option(name) for name in answer.choices]
        return ", ".join(worded(option.label, texts.language, texts.tone) for option in options if option)
    if answer.text is not None:
        return answer.text
    if answer.number is None:
        return texts("my_file.skipped")
    option = next((each for each in question.options if each.name == f"{answer.number:g}"), None)
    return worded(option.label, texts.language, texts.tone) if option else texts.number(answer.number)


def _opened(each: dict[str, Any], texts: Texts) -> tuple[str, str]:
    known = f"my_file.did_{each['action'].replace('.', '_')}"
    return _moment(
        each["at"], texts
    ), f"{_roles(each['roles'], texts)}: {texts(known if texts.has(known) else 'my_file.did')}"


def _roles(roles: list[str], texts: Texts) -> str:
    named = [f"find.role_{role}" if texts.has(f"find.role_{role}") else "my_file.machine" for role in roles]
    return ", ".join(map(texts, named))


def _day(day: date | None, texts: Texts) -> str:
    return texts.day(day, "d MMMM y") if day else ""


def _moment(moment: datetime, texts: Texts) -> str:
    return texts.moment(moment, "d MMMM y, HH:mm")
