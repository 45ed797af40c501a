"""The corpus of the contract test: calls, and what Telegram answers to them.

`known` says where the answer is known from: `seen` in Telegram's own answers, as authors of bots and libraries have
published them; `docs`: the documentation of the Bot API has the limit or the rule; `source`: Telegram's open server
or library has it; `ours`: our best knowledge. `OK` stands for a call that is done.

In parameters `$chat` is an open chat, `$card` the bot's message with a button «Да», `$photo` its photo and `$file`
that photo's identifier, `$theirs` a message of the person, `$reply` the bot's message with a reply keyboard, `$query`
a press that waits for its answer.
"""

from typing import Any, NamedTuple

OK = ""


class Case(NamedTuple):
    """One call; `answer` without "Bad Request: "."""

    name: str
    method: str
    params: dict[str, Any]
    answer: str
    known: str


def send(name: str, params: dict[str, Any], answer: str, known: str) -> Case:
    """A sendMessage."""
    return Case(name, "sendMessage", {"chat_id": "$chat", "text": "?"} | params, answer, known)


def keys(name: str, rows: Any, answer: str, known: str, kind: str = "inline_keyboard", **fields: Any) -> Case:
    """A sendMessage with a keyboard."""
    return send(name, {"reply_markup": {kind: rows, **fields}}, answer, known)


def edit(name: str, params: dict[str, Any], answer: str, known: str, method: str = "editMessageText") -> Case:
    """An edit of the card."""
    return Case(name, method, {"chat_id": "$chat", "message_id": "$card"} | params, answer, known)


def html(name: str, text: str, answer: str, known: str) -> Case:
    """A text in Telegram's HTML."""
    return send(name, {"text": text, "parse_mode": "HTML"}, answer and f"can't parse entities: {answer}", known)


def markdown(name: str, text: str, answer: str, known: str) -> Case:
    """A text in MarkdownV2."""
    return send(name, {"text": text, "parse_mode": "MarkdownV2"}, answer and f"can't parse entities: {answer}", known)


def marked(name: str, entity: dict[str, Any], answer: str, known: str) -> Case:
    """The text «hello» with one entity."""
    return send(
        name, {"text": "hello", "entities": [{"type": "bold", "offset": 0, "length": 5} | entity]}, answer, known
    )


def commands(name: str, entries: list[Any], answer: str, known: str, **fields: Any) -> Case:
    """A setMyCommands."""
    return Case(name, "setMyCommands", {"commands": entries, **fields}, answer, known)


def poll(name: str, params: dict[str, Any], answer: str, known: str) -> Case:
    """A sendPoll."""
    return Case(name, "sendPoll", {"chat_id": "$chat", "question": "?", "options": ["1", "2"]} | params, answer, known)


def menu(command: str = "help", description: str = "?") -> dict[str, str]:
    """One command."""
    return {"command": command, "description": description}


def key(**action: Any) -> dict[str, Any]:
    """One inline button."""
    return {"text": "?", **action}


TAP = key(callback_data="x")
TOO_LONG, NOT_FOUND = "message is too long", "message to edit not found"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TEXTLESS = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
YES = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}

TEXTS = [
    send("4095 characters", {"text": "я" * 4095}, OK, "docs"),
    send("4096 characters", {"text": "я" * 4096}, OK, "docs"),
    send("4097 characters", {"text": "я" * 4097}, TOO_LONG, "seen"),
    send("2048 emoji", {"text": "😀" * 2048}, OK, "docs"),
    send("2049 emoji", {"text": "😀" * 2049}, TOO_LONG, "source"),
    send("4096 after parsing", {"text": f"<b>{'я' * 4096}</b>", "parse_mode": "HTML"}, OK, "docs"),
    send("4097 after parsing", {"text": f"<b>{'я' * 4097}</b>", "parse_mode": "HTML"}, TOO_LONG, "source"),
    send("no text", {"text": ""}, "message text is empty", "seen"),
    send("white space", {"text": "   "}, "text must be non-empty", "seen"),
    send("nothing but markup", {"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty", "ours"),
    Case("no chat", "sendMessage", {"text": "?"}, "chat_id is empty", "seen"),
    Case("an empty chat", "sendMessage", {"chat_id": "", "text": "?"}, "chat_id is empty", "seen"),
    Case("text goes before chat", "sendMessage", {"chat_id": 0}, "message text is empty", "seen"),
    send("chat 0", {"chat_id": 0}, "chat not found", "seen"),
    send("a chat that is a word", {"chat_id": "not_a_chat"}, "chat not found", "seen"),
    send("an unknown name", {"chat_id": "@nobody_has_this_name"}, "chat not found", "seen"),
    send("a negative chat", {"chat_id": -1}, "chat not found", "seen"),
    send("an unknown parse mode", {"parse_mode": "INVALID"}, "unsupported parse_mode", "seen"),
    send("parse mode in small letters", {"text": "<b>x</b>", "parse_mode": "html"}, OK, "seen"),
    send("parse mode none", {"text": "<b", "parse_mode": "None"}, OK, "source"),
    send("32769 bytes", {"text": "я" * 16384 + "!"}, "text is too long", "source"),
    send("a reply to nothing", {"reply_parameters": {"message_id": 999}}, "message to be replied not found", "seen"),
    send("a reply that may miss",
         {"reply_parameters": {"message_id": 999, "allow_sending_without_reply": True}}, OK, "seen"),
    send("a reply to no message", {"reply_parameters": {"quote": "x"}}, 'can\'t find field "message_id"', "seen"),
    send("reply parameters that are a list", {"reply_parameters": [1]}, "object expected as reply parameters",
         "source"),
    send("a preview that is none", {"link_preview_options": {"is_disabled": True}}, OK, "docs"),
    send("a preview that is a list", {"link_preview_options": []}, "object expected as link preview options", "source"),
    send("a broken preview", {"link_preview_options": "{"}, "can't parse link preview options JSON object", "source"),
    send("broken reply parameters", {"reply_parameters": "{"}, "can't parse reply parameters JSON object", "source"),
]  # fmt: skip

MARKUP = [
    html("an unclosed tag", "<b>x", 'Can\'t find end tag corresponding to start tag "b"', "seen"),
    html("an unknown tag", "<script>x</script>", 'Unsupported start tag "script" at byte offset 0', "seen"),
    html("crossed tags", "<b><i>test</b></i>",
         'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"', "seen"),
    html("an end without a start", "я</b>", "Unexpected end tag at byte offset 2", "source"),
    html("an open bracket", "2 < 3 <", 'Unsupported start tag "" at byte offset 2', "source"),
    html("a span", "<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0', "source"),
    html("an attribute without a value", "<a href>x</a>",
         'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0', "source"),
    html("a custom emoji that is no number", '<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>',
         "Invalid custom emoji identifier specified", "seen"),
    html("every tag", "<b>1</b><i>2</i><u>3</u><s>4</s><tg-spoiler>5</tg-spoiler><code>6</code><pre>7</pre>"
         "<blockquote expandable>8</blockquote>", OK, "docs"),
    markdown("unclosed bold", "*unclosed", "Can't find end of Bold entity at byte offset 0", "seen"),
    markdown("unclosed inside", "*bold _italic\\_*", "Can't find end of Bold entity at byte offset 15", "seen"),
    *(markdown(f"a bare {sign}", f"a{sign}b",
               f"Character '{sign}' is reserved and must be escaped with the preceding '\\'", "seen")
      for sign in ".-!(#+={>|"),
    markdown("an escaped dot", "hello\\.", OK, "seen"),
    send("unclosed in old Markdown", {"text": "*unclosed", "parse_mode": "Markdown"},
         "can't parse entities: Can't find end of the entity starting at byte offset 0", "seen"),
    marked("an entity as long as the text", {}, OK, "seen"),
    marked("an entity behind the text", {"offset": 100},
           "entity begins after the end of the text at UTF-16 offset 100", "seen"),
    marked("an entity that is too long", {"length": 100},
           "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100", "seen"),
    marked("an entity before the text", {"offset": -1}, "receive an entity with incorrect offset -1", "seen"),
    marked("an unknown entity", {"type": "loud"}, "can't parse MessageEntity: Unsupported type specified", "seen"),
    marked("a link without an address", {"type": "text_link"},
           'can\'t parse MessageEntity: Can\'t find field "url"', "seen"),
    marked("a link to nowhere", {"type": "text_link", "url": "not-a-url"},
           "entity URL 'not-a-url' is invalid: Wrong HTTP URL", "seen"),
    marked("a link to half an address", {"type": "text_link", "url": "http://[x"},
           "entity URL 'http://[x' is invalid: Wrong HTTP URL", "ours"),
    marked("a link that is a list", {"type": "text_link", "url": ["x"]},
           'can\'t parse MessageEntity: Field "url" must be of type String', "source"),
    marked("an empty link", {"type": "text_link", "url": ""}, "entity URL '' is invalid: URL host is empty", "seen"),
    marked("a mention of nobody", {"type": "text_mention"},
           'can\'t parse MessageEntity: Can\'t find field "user"', "seen"),
    marked("a mention that is a number", {"type": "text_mention", "user": 1},
           'can\'t parse MessageEntity: Field "user" must be of type Object', "source"),
    marked("a mention without a number", {"type": "text_mention", "user": {}},
           'can\'t parse MessageEntity: Can\'t find field "id"', "source"),
    send("broken entities", {"entities": "[{"}, OK, "source"),
    send("entities that are no list", {"entities": {"type": "bold"}}, OK, "source"),
    marked("a custom emoji of none", {"type": "custom_emoji"},
           'can\'t parse MessageEntity: Can\'t find field "custom_emoji_id"', "seen"),
    marked("what Telegram finds itself", {"type": "hashtag"}, OK, "seen"),
]  # fmt: skip

KEYBOARDS = [
    *(keys(f"data of {size} bytes", [[key(callback_data="x" * size)]], answer, known)
      for size, answer, known in ((63, OK, "docs"), (64, OK, "seen"), (65, "BUTTON_DATA_INVALID", "seen"))),
    keys("33 Cyrillic letters of data", [[key(callback_data="я" * 33)]], "BUTTON_DATA_INVALID", "docs"),
    keys("data of no bytes", [[key(callback_data="")]], TEXTLESS, "seen"),
    keys("a button that does nothing", [[key()]], TEXTLESS, "seen"),
    keys("a button without text", [[{"callback_data": "x"}]],
         'can\'t parse inline keyboard button: Can\'t find field "text"', "seen"),
    keys("a button with an empty text", [[{"text": "", "callback_data": "x"}]],
         "inline keyboard button text must be non-empty", "source"),
    keys("a button to nowhere", [[key(url="not-a-url")]],
         "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL", "seen"),
    keys("a link by FTP", [[key(url="ftp://example.com")]],
         "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol", "seen"),
    keys("a Mini App without HTTPS", [[key(web_app={"url": "http://example.com"})]],
         "inline keyboard button Web App URL 'http://example.com' is invalid: Only HTTPS links are allowed", "seen"),
    keys("a pay button", [[key(pay=True)]], "BUTTON_TYPE_INVALID", "seen"),
    keys("a game button", [[key(callback_game={})]], "BUTTON_TYPE_INVALID", "seen"),
    keys("a login of an unknown domain", [[key(login_url={"url": "https://example.com"})]], "BOT_DOMAIN_INVALID",
         "seen"),
    *(keys(f"{size} copied characters", [[key(copy_text={"text": "x" * size})]], answer, known)
      for size, answer, known in ((0, "BUTTON_COPY_TEXT_INVALID", "seen"), (1, OK, "docs"), (255, OK, "docs"),
                                  (256, OK, "docs"), (257, "BUTTON_COPY_TEXT_INVALID", "seen"))),
    *(keys(f"{size} inline buttons", [[TAP]] * size, answer, "ours")
      for size, answer in ((99, OK), (100, OK), (101, "reply markup is too long"))),
    *(keys(f"{size} inline buttons in a row", [[TAP] * size], answer, "ours")
      for size, answer in ((7, OK), (8, OK), (9, "reply markup is too long"))),
    *(keys(f"{size} reply buttons", [["x"]] * size, answer, "ours", "keyboard")
      for size, answer in ((299, OK), (300, OK), (301, "reply markup is too long"))),
    *(keys(f"{size} reply buttons in a row", [["x"] * size], answer, "ours", "keyboard")
      for size, answer in ((11, OK), (12, OK), (13, "reply markup is too long"))),
    keys("an inline keyboard that is a text", "bad", 'field "inline_keyboard" must be of type Array', "seen"),
    keys("a keyboard that is a text", "bad", 'field "keyboard" must be of type Array', "seen", "keyboard"),
    keys("a keyboard of one floor", ["x"], 'field "keyboard" must be an Array of Arrays', "source", "keyboard"),
    keys("an inline keyboard of one floor", [TAP],
         'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays', "source"),
    *(keys(f"{name} that is a word", [["x"]], f'field "{name}" must be of type Boolean', "seen", "keyboard",
         **{name: "yes"})
      for name in ("resize_keyboard", "one_time_keyboard", "is_persistent", "selective")),
    send("broken markup", {"reply_markup": "{"}, "can't parse reply keyboard markup JSON object", "source"),
    send("markup that is a list", {"reply_markup": [1]}, "object expected as reply markup", "source"),
    keys("buttons, a phone and a place", [[{"text": "x", "request_contact": True}, {"text": "y",
         "request_location": True}]],
         OK, "seen", "keyboard"),
]  # fmt: skip

EDITS = [
    edit("another text", {"text": "!"}, OK, "seen"),
    edit("the same text and buttons", {"text": "Да?", "reply_markup": YES}, SAME, "source"),
    edit("the same text without the buttons", {"text": "Да?"}, OK, "source"),
    edit("the same text, bold", {"text": "<b>Да?</b>", "parse_mode": "HTML", "reply_markup": YES}, OK, "source"),
    edit("the same buttons", {"reply_markup": YES}, SAME, "source", "editMessageReplyMarkup"),
    edit("no message", {"message_id": 0, "text": "!"}, "message identifier is not specified", "seen"),
    edit("a message that is not there", {"message_id": 999_999_999, "text": "!"}, NOT_FOUND, "seen"),
    edit("a person's message", {"message_id": "$theirs", "text": "!"}, "message can't be edited", "seen"),
    edit("a message with a reply keyboard", {"message_id": "$reply", "text": "!"}, "message can't be edited", "docs"),
    edit("the text of a photo", {"message_id": "$photo", "text": "!"}, "there is no text in the message to edit",
         "seen"),
    edit("the caption of a text", {"caption": "!"}, "there is no caption in the message to edit", "seen",
         "editMessageCaption"),
    edit("no text", {"text": ""}, "message text is empty", "source"),
    edit("4097 characters", {"text": "я" * 4097}, TOO_LONG, "source"),
    edit("a reply keyboard", {"text": "!", "reply_markup": {"keyboard": [["x"]]}}, "inline keyboard expected", "seen"),
    *(edit(f"a caption of {size} characters", {"message_id": "$photo", "caption": "я" * size}, answer, known,
         "editMessageCaption")
      for size, answer, known in ((1023, OK, "docs"), (1024, OK, "docs"), (1025, "message caption is too long",
        "seen"))),
    edit("deleting the card", {}, OK, "seen", "deleteMessage"),
    edit("deleting nothing", {"message_id": 999_999_999}, "message to delete not found", "seen", "deleteMessage"),
    edit("deleting nothing of many", {"message_ids": [999_999_999]}, OK, "seen", "deleteMessages"),
    edit("deleting 100", {"message_ids": list(range(900, 1000))}, OK, "docs", "deleteMessages"),
    edit("deleting 101", {"message_ids": list(range(1, 102))}, "too many message identifiers specified", "seen",
         "deleteMessages"),
    edit("deleting none of many", {"message_ids": []}, "message identifiers are not specified", "source",
         "deleteMessages"),
    edit("deleting message 0 of many", {"message_ids": [0]}, "invalid message identifier specified", "seen",
         "deleteMessages"),
    edit("deleting without a chat", {"chat_id": ""}, "chat identifier is not specified", "source", "deleteMessage"),
    edit("another file", {"message_id": "$photo", "media": {"type": "photo", "media": "$nothing"}},
         "wrong file identifier/HTTP URL specified", "seen", "editMessageMedia"),
    edit("no file", {"message_id": "$photo", "media": {"type": "photo"}}, "can't parse InputMedia: media not found",
         "source", "editMessageMedia"),
    edit("a file of no type", {"message_id": "$photo", "media": {"media": "x"}},
         'can\'t parse InputMedia: Can\'t find field "type"', "source", "editMessageMedia"),
    edit("a file of another type", {"message_id": "$photo", "media": {"type": "sticker", "media": "x"}},
         'can\'t parse InputMedia: type "sticker" is unsupported', "source", "editMessageMedia"),
    edit("no media", {"message_id": "$photo"}, 'parameter "media" is required', "source", "editMessageMedia"),
    edit("broken media", {"message_id": "$photo", "media": "{"}, "can't parse input media JSON object", "source",
         "editMessageMedia"),
    edit("a reaction to nothing", {"message_id": 999_999_999}, "message to react not found", "seen",
         "setMessageReaction"),
    edit("a reaction that is none", {"reaction": [{"type": "emoji", "emoji": "x"}]}, "REACTION_INVALID", "seen",
         "setMessageReaction"),
    edit("copying nothing", {"from_chat_id": "$chat", "message_id": 999_999_999}, "message to copy not found",
         "seen", "copyMessage"),
    edit("forwarding nothing", {"from_chat_id": "$chat", "message_id": 999_999_999},
         "message to forward not found", "seen", "forwardMessage"),
]  # fmt: skip

OTHERS = [
    *(commands(f"{size} commands", [menu(f"c{one}") for one in range(size)], answer, known)
      for size, answer, known in ((0, OK, "source"), (99, OK, "docs"), (100, OK, "docs"), (101,
        "BOT_COMMANDS_TOO_MUCH", "ours"))),
    *(commands(f"a command of {size} letters", [menu("h" * size)], answer, known)
      for size, answer, known in ((1, OK, "docs"), (31, OK, "docs"), (32, OK, "docs"), (33, "BOT_COMMAND_INVALID",
        "seen"))),
    *(commands(f"a description of {size} characters", [menu(description="я" * size)], answer, known)
      for size, answer, known in ((1, OK, "docs"), (255, OK, "docs"), (256, OK, "docs"),
                                  (257, "BOT_COMMAND_DESCRIPTION_INVALID", "ours"))),
    commands("a command with a space", [menu("bad command")], "BOT_COMMAND_INVALID", "seen"),
    commands("a command of no letters", [menu("")], "command must be non-empty", "seen"),
    commands("no description", [menu(description="")], "command description must be non-empty", "seen"),
    commands("a scope without a chat", [menu()], 'can\'t parse BotCommandScope: Can\'t find field "chat_id"', "seen",
             scope={"type": "chat"}),
    commands("a scope without a member", [menu()], 'can\'t parse BotCommandScope: Can\'t find field "user_id"', "seen",
             scope={"type": "chat_member", "chat_id": 0}),
    commands("an unknown scope", [menu()], "can't parse BotCommandScope: Unsupported type specified", "seen",
             scope={"type": "invalid"}),
    *(poll(f"a question of {size} characters", {"question": "я" * size}, answer, known)
      for size, answer, known in ((0, "text must be non-empty", "seen"), (1, OK, "docs"), (299, OK, "docs"),
                                  (300, OK, "docs"), (301, "poll question length must not exceed 300", "source"))),
    *(poll(f"an option of {size} characters", {"options": ["я" * size]}, answer, known)
      for size, answer, known in ((0, "text must be non-empty", "seen"), (1, OK, "docs"), (99, OK, "docs"),
                                  (100, OK, "docs"), (101, "poll options length must not exceed 100", "seen"))),
    *(poll(f"{size} options", {"options": ["x"] * size}, answer, known)
      for size, answer, known in ((0, "poll must have at least one answer option", "seen"), (1, OK, "docs"),
                                  (11, OK, "docs"), (12, OK, "docs"),
                                  (13, "poll can't have more than 12 options", "source"))),
    *(Case(f"a secret of {size} characters", "setWebhook", {"url": "http://127.0.0.1:9/",
         "secret_token": "s" * size}, answer, known)
      for size, answer, known in ((255, OK, "docs"), (256, OK, "docs"), (257, "secret token is too long", "source"))),
    Case("a secret with a space", "setWebhook", {"url": "https://example.org/", "secret_token": "a b"},
         "secret token contains unallowed characters", "source"),
    Case("a webhook by HTTP", "setWebhook", {"url": "http://example.org/"},
         "bad webhook: An HTTPS URL must be provided for webhook", "source"),
    Case("a webhook on an odd port", "setWebhook", {"url": "https://example.org:8080/"},
         "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", "source"),
    Case("a webhook that is no address", "setWebhook", {"url": "ftp://example.org/"},
         "invalid webhook URL specified", "source"),
    Case("an unknown press", "answerCallbackQuery", {"callback_query_id": "invalid"},
         "query is too old and response timeout expired or query ID is invalid", "seen"),
    *(Case(f"a toast of {size} characters", "answerCallbackQuery", {"callback_query_id": "$query",
         "text": "я" * size}, answer, known)
      for size, answer, known in ((0, OK, "docs"), (199, OK, "docs"), (200, OK, "docs"),
                                  (201, "MESSAGE_TOO_LONG", "ours"))),
    *(Case(f"a press that opens {url}", "answerCallbackQuery", {"callback_query_id": "$query", "url": url}, answer,
           known)
      for url, answer, known in (("https://t.me/school_bot?start=x", OK, "docs"),
                                 ("https://telegram.me/School_Bot?start=x", OK, "seen"),
                                 ("https://www.google.com", "URL_INVALID", "seen"),
                                 ("https://t.me/TelegramTips", "URL_INVALID", "seen"),
                                 ("https://t.me/other_bot?start=x", "URL_INVALID", "seen"))),
    *(poll(f"a quiz of 2 options where {right} is right", {"type": "quiz", "correct_option_ids": right}, answer, known)
      for right, answer, known in (([-1], "wrong correct option ID specified", "source"), ([0], OK, "docs"),
                                   ([1], OK, "docs"), ([0, 1], OK, "docs"),
                                   ([2], "wrong correct option ID specified", "source"))),
    poll("a quiz of old", {"type": "quiz", "correct_option_id": 1}, OK, "docs"),
    poll("a quiz without an answer", {"type": "quiz"}, "wrong correct option ID specified", "source"),
    Case("a file of no name", "getFile", {}, "file_id not specified", "seen"),
    Case("an unknown file", "getFile", {"file_id": "invalid"}, "invalid file_id", "seen"),
    Case("no photo", "sendPhoto", {"chat_id": "$chat"}, "there is no photo in the request", "seen"),
    Case("no document", "sendDocument", {"chat_id": "$chat"}, "there is no document in the request", "seen"),
    Case("a photo again", "sendPhoto", {"chat_id": "$chat", "photo": "$file"}, OK, "docs"),
    Case("a photo as a document", "sendDocument", {"chat_id": "$chat", "document": "$file"},
         "can't use file of type Photo as Document", "seen"),
    Case("an unknown action", "sendChatAction", {"chat_id": "$chat", "action": "dance"},
         "wrong parameter action in request", "seen"),
    Case("typing", "sendChatAction", {"chat_id": "$chat", "action": "typing"}, OK, "seen"),
    Case("a member of no number", "getChatMember", {"chat_id": "$chat"}, "invalid user_id specified", "seen"),
    Case("a stranger", "getChatMember", {"chat_id": "$chat", "user_id": 1}, "member not found", "seen"),
]  # fmt: skip

CORPUS = [*TEXTS, *MARKUP, *KEYBOARDS, *EDITS, *OTHERS]
