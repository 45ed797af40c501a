"""Markup: what becomes of it, and Telegram's words when it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulator import entities, html, markdown
from emulator.refusals import Refusal


def parts(text, found):
    """Each entity with the text that it covers."""
    encoded = text.encode("utf-16-le")
    cut = [encoded[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le") for one in found]
    return [(one["type"], covered) for one, covered in zip(found, cut, strict=True)]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("<b>да</b> &amp; <i>нет</i>", "да & нет", [("bold", "да"), ("italic", "нет")]),
        ("😀<b>я</b>", "😀я", [("bold", "я")]),
        ("<b>один <u>два</u></b>", "один два", [("bold", "один два"), ("underline", "два")]),
        ('<a href="https://example.org/?a=1&amp;b=2">сюда</a>', "сюда", [("text_link", "сюда")]),
        ("<blockquote expandable>длинно</blockquote>", "длинно", [("expandable_blockquote", "длинно")]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", "x")]),
        ('<span class="tg-spoiler">тайна</span>', "тайна", [("spoiler", "тайна")]),
        ("&unknown; &#1071; &lt;b&gt;", "&unknown; Я <b>", []),
        ("<b></b>пусто", "пусто", []),
    ],
)
def test_html_becomes_text_with_entities(source, text, found):
    parsed, entities_found = html.parse(source)
    assert parsed == text
    assert parts(parsed, entities_found) == found


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("я <p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<Имя>", 'Unsupported start tag "имя" at byte offset 0'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("2 <b", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_wrong_html_is_refused_with_its_place(source, refusal):
    with pytest.raises(Refusal) as refused:
        html.parse(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {refusal}"


@given(st.text(max_size=60))
def test_escaped_text_always_comes_back_as_it_was(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html.parse(f"<b>{escaped}</b>")[0] == text


@given(st.text(alphabet="<>/b=\"'& a", max_size=40))
def test_any_html_is_parsed_or_refused(source):
    try:
        text, found = html.parse(source)
    except Refusal:
        return
    assert all(one["offset"] + one["length"] <= entities.units(text) for one in found)


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (r"*да* _нет_ __под__ ~зря~ ||тс||", "да нет под зря тс",
         [("bold", "да"), ("italic", "нет"), ("underline", "под"), ("strikethrough", "зря"), ("spoiler", "тс")]),
        (r"`код\`` и \*", "код` и *", [("code", "код`")]),
        ("```python\nx = 1```", "x = 1", [("pre", "x = 1")]),
        ("[сюда](https://example.org/a\\))", "сюда", [("text_link", "сюда")]),
        (">раз\n>два\nтри", "раз\nдва\nтри", [("blockquote", "раз\nдва\n")]),
    ],
)  # fmt: skip
def test_markdown_becomes_text_with_entities(source, text, found):
    parsed, entities_found = markdown.parse(source)
    assert parsed == text
    assert parts(parsed, entities_found) == found


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("конец.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("я *жирный", "Can't find end of Bold entity at byte offset 3"),
        ("`код", "Can't find end of Code entity at byte offset 0"),
    ],
)
def test_wrong_markdown_is_refused(source, refusal):
    with pytest.raises(Refusal) as refused:
        markdown.parse(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {refusal}"


def test_the_older_markdown_is_understood():
    text, found = markdown.parse_legacy("*да* _нет_ `x` [сюда](https://example.org)")
    assert parts(text, found) == [("bold", "да"), ("italic", "нет"), ("code", "x"), ("text_link", "сюда")]
    with pytest.raises(Refusal, match="Can't find end of the entity starting at byte offset 5"):
        markdown.parse_legacy("да _нет")


async def test_trimming_moves_entities_along(telegram, anna):
    sent = await telegram.ok("sendMessage", chat_id=anna.id, text="  <b> да </b> ", parse_mode="HTML")
    assert (sent["text"], parts(sent["text"], sent["entities"])) == ("да", [("bold", "да")])


async def test_addresses_and_commands_are_found_outside_code(telegram, anna):
    text = "/help и https://example.org, почта a@b.ru <code>/start</code>"
    sent = await telegram.ok("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert parts(sent["text"], sent["entities"]) == [
        ("bot_command", "/help"), ("url", "https://example.org"), ("email", "a@b.ru"), ("code", "/start"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "refusal"),
    [
        ({"type": "bold", "offset": 2, "length": 5},
         "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 7"),
        ({"type": "bold", "offset": 0, "length": 1},
         "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4"),
        ({"type": "bold", "offset": 1, "length": 1},
         "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        ({"type": "bold", "offset": 5, "length": 1}, "entity begins after the end of the text at UTF-16 offset 5"),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "loud", "offset": 0, "length": 2}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "text_link", "offset": 0, "length": 2}, "can't parse MessageEntity: Can't find field \"url\""),
    ],
)  # fmt: skip
async def test_entities_must_fit_the_text(telegram, anna, entity, refusal):
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text="😀да", entities=[entity])
    assert answer == f"Bad Request: {refusal}"
    sent = await telegram.ok(
        "sendMessage", chat_id=anna.id, text="😀да", entities=[{"type": "bold", "offset": 2, "length": 2}]
    )
    assert parts(sent["text"], sent["entities"]) == [("bold", "да")]


async def test_an_unknown_parse_mode_is_refused(telegram, anna):
    answer = await telegram.refusal("sendMessage", chat_id=anna.id, text="?", parse_mode="BBCode")
    assert answer == "Bad Request: unsupported parse_mode"
