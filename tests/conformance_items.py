"""Every item of the XLSForm reference (xlsform.org, ODK's question types, operators and functions), with its proof."""

from tests.conformance import KEEP, LISTS, SKIP, Cells, Item, ask
from tests.conformance_expressions import EXPRESSIONS

TYPES, COLUMNS, CHOICES, SETTINGS = "Question types", "Columns of survey", "Columns of choices", "Settings and sheets"
APPEARANCES, PARAMETERS = "Appearances", "Parameters"

TYPES_THAT_WORK = (
    ("text", ask("text"), "words", "words", "Typed; personal details are asked to be left out."),
    ("string", ask("string"), "words", "words", "The same as `text`."),
    ("integer", ask("integer"), "5", "5", "Typed; buttons with `bind::suggestions`."),
    ("int", ask("int"), "5", "5", "The same as `integer`."),
    ("decimal", ask("decimal"), "2,5", "2.5", "Typed with a point or a comma."),
    ("range", ask("range", parameters="start=0 end=10 step=5"), "5", "5",
     "Buttons up to 20 values, typed beyond; on a scale with `bind::scale`."),
    ("date", ask("date"), "12.03.2026", "2026-03-12", "Today and a calendar as buttons, or typed."),
    ("time", ask("time"), "9:30", "09:30", "Whole hours as buttons, any minute typed."),
    ("dateTime", ask("dateTime"), "12.03.2026 9:30", "2026-03-12T09:30", "A day, then an hour, or typed together."),
    ("select_one", ask("select_one few"), "b", "b", "Buttons; the number of a line or its words may be typed."),
    ("select_multiple", ask("select_multiple few"), "a b", "a b", "Ticks, eight on a page, and Done."),
    ("acknowledge", ask("acknowledge"), "OK", "OK", "One button."),
    ("trigger", ask("trigger"), "OK", "OK", "The same as `acknowledge`."),
)  # fmt: skip

REFUSED_TYPES = (
    "begin_repeat", "end_repeat", "begin_loop", "geopoint", "geotrace", "geoshape", "start-geopoint",
    "background-geopoint", "osm", "image", "photo", "audio", "background-audio", "video", "file", "barcode", "rank few",
    "hidden", "select_one_from_file few.csv", "select_multiple_from_file few.csv", "select_one_external few",
    "select_one ${first}", "csv-external", "xml-external", "deviceid", "imei", "username", "email", "phonenumber",
    "subscriberid", "simserial", "audit",
)  # fmt: skip


def _types() -> list[Item]:
    works = [
        Item(TYPES, name, "works", [row], note, said=[said], ends={"q": ends})
        for name, row, said, ends, note in TYPES_THAT_WORK
    ]
    others = [
        Item(TYPES, "select_one … or_other", "works", [ask("select_one few or_other")],
             "“Other” after the options, and a question that asks which.", said=["other", "a plum"],
             ends={"q": "other", "q_other": "a plum"}),
        Item(TYPES, "select_multiple … or_other", "works", [ask("select_multiple few or_other")],
             "The same.", said=["a other", "a plum"], ends={"q": "a other", "q_other": "a plum"}),
        Item(TYPES, "note", "works", [ask("note"), ask("text", "more")], "A card with Next.", said=["words"]),
        Item(TYPES, "calculate", "works", [ask("integer"), ask("calculate", "twice", calculation="${q} * 2")],
             "Not asked; kept with the answers when the questionnaire is sent.", said=["4"], ends={"twice": "8"}),
        Item(TYPES, "today", "works", [ask("today", "day"), ask("text")],
             "The day on which the questionnaire was sent.", said=["words"], ends={"day": "2026-11-20"}),
        Item(TYPES, "begin_group / end_group", "works",
             [ask("begin_group", "outer", relevant="${first} = 'yes'"), ask("begin_group", "inner"), ask("text"),
              ask("end_group", ""), ask("end_group", ""), ask("text", "last")],
             "The label stands over each question, `relevant` is for all within; groups may hold groups.",
             said=["no", "end"], ends={"last": "end"}),
        *(Item(TYPES, name, "no effect", [ask(name, "moment"), ask("text")],
               "Every run keeps when it was opened and sent anyway; no question of that name is made.", away="moment")
          for name in ("start", "end")),
    ]  # fmt: skip
    others[5] = Item(**{**vars(others[5]), "survey": [ask("text", "first"), *others[5].survey]})
    refused = [
        Item(TYPES, name, "refused", [ask("text", "first"), ask(name, "" if name == "audit" else "q")], column="type")
        for name in REFUSED_TYPES
    ]
    return works + others + refused


def _columns() -> list[Item]:
    first = ask("integer", "age")
    ru: Cells = {"label::Русский (ru)": "Вопрос?"}

    def works(name: str, rows: list[Cells], note: str, *said: str | tuple[str, str], **ends: str) -> Item:
        return Item(COLUMNS, name, "works", rows, note, said=said, ends=ends)

    taken = [
        works("type", [ask("text")], "See the table above.", "x", q="x"),
        works("name", [ask("text", "my-name.1")], "Latin letters; each once in a file.", "x", **{"my-name.1": "x"}),
        works("label", [{**ask("text"), "label": "Question?"}], "In the default language.", "x", q="x"),
        works("label::Language (code)", [ask("text") | ru], "A column a language, with its code; `(ru-child)` is how "
              "a child is addressed.", "x", q="x"),
        works("hint", [ask("text", hint="A hint")], "Below the question.", "x", q="x"),
        works("guidance_hint", [ask("text", hint="A hint", guidance_hint="More")], "Below the hint.", "x", q="x"),
        works("required", [ask("text", required="yes")], "`yes`, `no`.", (SKIP, "answers.required"), "x", q="x"),
        works("required (expression)", [first, ask("text", required="${age} > 13")], "Or a condition.",
              "14", (SKIP, "answers.required"), "x", q="x"),
        works("required_message", [ask("text", required="yes", required_message="Please do.")], "Said on Skip.",
              (SKIP, "Please do."), "x", q="x"),
        works("relevant", [first, ask("text", relevant="${age} > 13"), ask("text", "last")],
              "A question that does not apply is not asked; an edit that leaves answers without ground says so.",
              "10", "x", last="x"),
        works("relevance", [first, ask("text", relevance="${age} > 13"), ask("text", "last")], "The same.",
              "10", "x", last="x"),
        works("constraint", [ask("integer", constraint=". < 9")], "Checked at once.", ("9", "answers.not_accepted"),
              "8", q="8"),
        works("constraint_message", [ask("integer", constraint=". < 9", constraint_message="Less.")], "Said then.",
              ("9", "Less."), "8", q="8"),
        works("calculation", [first, ask("calculate", "next", calculation="${age} + 1")],
              "On `calculate` only; elsewhere use `default`.", "5", next="6"),
        works("default", [ask("integer", default="7")], "Marked among the options, or a button of its own.", KEEP,
              q="7"),
        works("default (select_one)", [ask("select_one few", default="b")], "Marked; one press accepts it.", "b",
              q="b"),
        works("default (select_multiple)", [ask("select_multiple few", default="a b")], "Ticked beforehand.", KEEP,
              q="a b"),
        works("default (expression)", [first, ask("integer", default="${age} + 1")], "From the answers above.",
              "5", KEEP, q="6"),
        works("default (today)", [ask("date", default="today()")], "", KEEP, q="2026-11-20"),
        works("choice_filter",
              [ask("select_one few", "first"), ask("select_one few", choice_filter="name != ${first}")],
              "Asks about the answers above and the columns of the choices; without an option left the question is "
              "not asked.", "a", ("a", "answers.outdated"), "b", q="b"),
        works("appearance", [ask("text", appearance="multiline")], "See below.", "x", q="x"),
        works("parameters", [ask("text", parameters="rows=4")], "See below.", "x", q="x"),
        works("bind::seen_by", [ask("text", bind_seen_by="sensitive")], "Who reads the answer; said under it.", "x",
              q="x"),
        works("bind::topic", [ask("text", bind_topic="help")], "Pairs the questions of two waves.", "x", q="x"),
        works("bind::scale", [ask("select_one face", bind_scale="faces3")],
              "s10, faces3, words5, freq5, fit3, yn: the answers enter the results.", "3", q="3"),
        works("bind::reverse", [ask("select_one face", bind_scale="faces3", bind_reverse="yes")],
              "The highest is the worst.", "3", q="3"),
        works("bind::kind", [ask("text", bind_kind="phone")], "`phone`: a number, also by a button.",
              "+7 916 123-45-67", q="+79161234567"),
        works("bind::minimum, bind::maximum", [ask("integer", bind_minimum="1", bind_maximum="9")],
              "Said when the number does not fit.", ("10", "answers.whole_between"), "9", q="9"),
        works("bind::suggestions", [ask("integer", bind_suggestions="30 45")], "Numbers as buttons.", "45", q="45"),
        works("bind::days", [ask("date", bind_days="past")], "`past` or `future`, today included.",
              ("2026-11-21", "answers.day_past"), "2026-11-20", q="2026-11-20"),
        works("bind::length", [ask("text", bind_length="5")], "Of a typed answer.", ("longer", "answers.too_long"),
              "x", q="x"),
    ]  # fmt: skip
    pictured = "On `note` only: a PNG or JPEG that came along, in a ZIP with the table or beside the file."
    shown = [
        Item(COLUMNS, name, "works", [ask("note", "n") | dict.fromkeys(columns, "x.png"), ask("text")], note,
             said=["x"], ends={"q": "x"}, pictures=["x.png"])
        for name, note, *columns in (
            ("media::image", pictured, "media::image"), ("image", "The same.", "image"),
            ("media::image::Language (code)", "A picture a language.", "media::image::Русский (ru)", "image::en"),
        )
    ]  # fmt: skip
    refused = {
        "read_only": "yes", "trigger": "${age}", "repeat_count": "2", "big-image": "x.png", "media::audio": "x.mp3",
        "media::video": "x.mp4", "autoplay": "audio", "save_to": "x", "instance::x": "1",
        "body::accuracyThreshold": "5", "bind::x": "1", "hxl": "#adm", "note": "mine",
    }  # fmt: skip
    return [
        *taken,
        *shown,
        Item(COLUMNS, "media::image (on a question)", "refused", [ask("text") | {"media::image": "x.png"}],
             column="media::image"),
        *(Item(COLUMNS, name, "refused", [first, ask("text") | {name: value}], column=name)
          for name, value in refused.items()),
        Item(COLUMNS, "label::Language without a code", "refused", [ask("text") | {"label::Klingon": "?"}],
             column="label::Klingon"),
    ]  # fmt: skip


def _choices() -> list[Item]:
    towns: list[Cells] = [
        {"list_name": "town", "name": name, "label": name.title(), "region": region}
        for name, region in (("omsk", "a"), ("tver", "b"), ("klin", "b"))
    ]
    filtered = [ask("select_one few", "where"), ask("select_one town", choice_filter="region = ${where}")]
    marked = [{**row, "words": "pomme"} if row["name"] == "a" else row for row in LISTS]
    spaced = [{("list name" if key == "list_name" else key): value for key, value in row.items()} for row in LISTS]

    def column(name: str) -> Item:
        return Item(CHOICES, name, "refused", [ask("select_one few")], column=name,
                    choices=[{**LISTS[0], name: "x"}, *LISTS[1:]])  # fmt: skip

    one = [ask("select_one few")]
    return [
        *(Item(CHOICES, name, "works", one, note, said=["a"], ends={"q": "a"}) for name, note in (
            ("list_name", ""), ("name", "Letters and digits, 32 at most; each once in a list."),
            ("label::Language (code)", "At most 60 characters: a button holds no more."))),
        Item(CHOICES, "list name", "works", one, "The same as `list_name`.", said=["a"], ends={"q": "a"},
             choices=spaced),
        Item(CHOICES, "(a column that choice_filter asks about)", "works", filtered, "", said=["a", "omsk"],
             ends={"q": "omsk"}, choices=[*LISTS, *towns]),
        Item(CHOICES, "words", "works", one, "Ours: further ways to type the option.", said=["a"], ends={"q": "a"},
             choices=marked),
        column("(any other column)"), column("media::image"), column("image"), column("geometry"),
    ]  # fmt: skip


def _settings() -> list[Item]:
    one = [ask("text")]

    def works(name: str, value: str, note: str = "") -> Item:
        return Item(SETTINGS, name, "works", one, note, said=["x"], ends={"q": "x"}, settings={name: value})

    ours = {
        "heading": "How is it?", "ending": "Thank you!", "mode": "confidential", "minutes": "1", "role": "mentee",
        "audience": "child", "wave": "before", "mentoring_form": "pupil_pupil", "purpose": "To see", "source": "001",
    }  # fmt: skip
    refused = {
        "public_key": "MII", "submission_url": "https://example.org", "auto_send": "true", "auto_delete": "true",
        "style": "pages", "instance_name": "x", "allow_choice_duplicates": "yes", "namespaces": "x", "prefix": "x",
        "clean_text_values": "no", "omit_instanceID": "yes", "attribute::x": "1", "name": "x", "sms_keyword": "x",
    }  # fmt: skip
    sheets = {
        "external_choices": {"list_name": "few", "name": "a"},
        "entities": {"dataset": "people", "label": "${q}"},
        "osm": {"list_name": "few", "name": "a", "label": "A"},
    }
    return [
        works("form_id", "small", "Names the questionnaire; versions follow from its content."),
        works("form_title", "A try", "What people read above the questions, unless `heading` is given."),
        works("default_language", "English (en)", "With the code; that of columns which name none."),
        Item(SETTINGS, "version", "no effect", one, "The version follows from the content.", away="version",
             settings={"version": "7"}),
        *(works(name, value, "Ours.") for name, value in ours.items()),
        *(Item(SETTINGS, name, "refused", one, settings={name: value}, column=name)
          for name, value in refused.items()),
        *(Item(SETTINGS, f"sheet {name}", "refused", one, sheets={name: [row]}) for name, row in sheets.items()),
    ]  # fmt: skip


SHOWN = {
    "likert": "select_one few", "horizontal": "select_one few", "columns": "select_one few",
    "columns-pack": "select_one few", "columns-2": "select_one few", "columns-5": "select_multiple few",
    "multiline": "text",
}  # fmt: skip
EFFECTLESS = {
    "minimal": "select_one few", "compact": "select_one few", "quick": "select_one few",
    "quickcompact": "select_one few", "autocomplete": "select_multiple few", "search": "select_one few",
    "vertical": "range", "no-ticks": "range", "picker": "range", "rating": "range", "distress": "range",
    "thousands-sep": "integer", "counter": "integer", "no-calendar": "date",
}  # fmt: skip
REFUSED = {
    **dict.fromkeys(("label", "list-nolabel", "list", "image-map", "map", "no-buttons"), "select_one few"),
    **dict.fromkeys(("numbers", "url", "printer", "masked", "ex:org.app"), "text"),
    **dict.fromkeys(("bearing", "ex:org.app(x)"), "integer"),
    **dict.fromkeys(("month-year", "year", "ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian",
                     "buddhist"), "date"),
    **dict.fromkeys(("new", "new-front", "new-rear", "annotate", "draw", "signature", "selfie"), "image"),
    **dict.fromkeys(("maps", "placement-map", "hide-input", "streets", "terrain", "satellite"), "geopoint"),
    "front": "barcode", "hidden-answer": "barcode", "voice-only": "audio",
}  # fmt: skip


def _appearances() -> list[Item]:
    said = {"select_one few": "a", "select_multiple few": "a", "text": "x", "range": "3", "integer": "5",
            "date": "2026-11-20"}  # fmt: skip
    sizes = {"range": {"parameters": "start=1 end=5 step=1"}}

    def row(type_: str, word: str) -> list[Cells]:
        return [ask(type_, appearance=word, **sizes.get(type_, {}))]

    group = [ask("begin_group", "g", appearance="field-list"), ask("text"), ask("end_group", "")]
    table = [ask("begin_group", "g", appearance="table-list"), ask("text"), ask("end_group", "")]
    return [
        *(Item(APPEARANCES, f"{word} ({type_.split()[0]})", "works", row(type_, word),
               "Room for several lines." if word == "multiline" else "As many options in a row as their words allow.",
               said=[said[type_]], ends={"q": said[type_]}) for word, type_ in SHOWN.items()),
        *(Item(APPEARANCES, f"{word} ({type_.split()[0]})", "no effect", row(type_, word), away="appearance",
               note="Chooses between widgets that a chat does not have.") for word, type_ in EFFECTLESS.items()),
        Item(APPEARANCES, "field-list (group)", "no effect", group, away="appearance",
             note="Each question has a card of its own, under the label of the group."),
        Item(APPEARANCES, "table-list (group)", "refused", table, column="appearance"),
        *(Item(APPEARANCES, f"{word} ({type_.split()[0]})", "refused", row(type_, word),
               column="appearance" if type_ in said else "type") for word, type_ in REFUSED.items()),
    ]  # fmt: skip


def _parameters() -> list[Item]:
    def refused(type_: str, *names: str) -> list[Item]:
        column = "parameters" if type_ in ("select_one few", "range", "text", "integer") else "type"
        return [Item(PARAMETERS, f"{name} ({type_.split()[0]})", "refused", [ask(type_, parameters=f"{name}=1")],
                     column=column) for name in names]  # fmt: skip

    return [
        Item(PARAMETERS, "start, end, step (range)", "works", [ask("range", parameters="start=1 end=3 step=0.5")], "",
             said=[("1.2", "answers.step"), "2.5"], ends={"q": "2.5"}),
        Item(PARAMETERS, "start, end, step (range with bind::scale)", "works",
             [ask("range", parameters="start=1 end=10 step=1", bind_scale="s10")],
             "The whole scale, from 1.", said=["7"], ends={"q": "7"}),
        Item(PARAMETERS, "rows (text)", "works", [ask("text", parameters="rows=4")], "Room for several lines.",
             said=["x"], ends={"q": "x"}),
        *refused("range", "tick_interval", "tick_labelset", "placeholder"),
        *refused("select_one few", "randomize", "seed"),
        *refused("select_one_from_file few.csv", "value", "label"),
        *refused("image", "max-pixels", "app"),
        *refused("audio", "quality"),
        *refused("geopoint", "capture-accuracy", "warning-accuracy", "allow-mock-accuracy"),
        *refused("geotrace", "incremental", "reference-geometry"),
        *refused("audit", "identify-user", "location-priority", "track-changes", "track-changes-reasons"),
    ]  # fmt: skip


ITEMS = [*_types(), *_columns(), *_choices(), *_settings(), *_appearances(), *_parameters(), *EXPRESSIONS]
