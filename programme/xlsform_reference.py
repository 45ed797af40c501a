"""The XLSForm reference beside what the bot makes of it: types, columns, appearances, parameters, settings.

What stands in none of these tables is refused as well. `docs/xlsform.md` is checked against them.
"""

import re
from collections.abc import Mapping

from domain.forms import Kind

FILTER_WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)

TYPES: Mapping[str, str] = {
    "select_one": "select one",
    "select one": "select one",
    "select_multiple": "select all that apply",
    "select all that apply": "select all that apply",
    **{
        word: word
        for word in (
            "range", "text", "string", "integer", "int", "decimal", "date", "time", "dateTime", "note", "acknowledge",
            "trigger", "calculate", "today", "start", "end", "begin_group", "begin group", "end_group", "end group",
        )
    },
}  # fmt: skip
"""Types as they are written, and as pyxform names them."""

REFUSED_TYPES: Mapping[str, str] = {
    **dict.fromkeys(
        (f"{edge}{mark}{kind}" for edge in ("begin", "end") for mark in "_ " for kind in ("repeat", "loop")),
        "forms.type_repeat",
    ),
    **dict.fromkeys(
        ("geopoint", "geotrace", "geoshape", "location", "start-geopoint", "background-geopoint", "osm"),
        "forms.type_place",
    ),
    **dict.fromkeys(
        ("image", "photo", "audio", "video", "file", "barcode", "background-audio"), "forms.type_attachment"
    ),
    **dict.fromkeys(
        (
            "deviceid", "imei", "username", "subscriberid", "simserial", "phonenumber", "phone number", "email",
            "audit",
        ),
        "forms.type_device",
    ),
    **dict.fromkeys(
        (
            "select_one_from_file", "select_multiple_from_file", "select_one_external", "csv-external",
            "xml-external", "cascading_select",
        ),
        "forms.type_file",
    ),
    "rank": "forms.type_rank",
    "hidden": "forms.type_hidden",
}  # fmt: skip
"""Types of the reference that are not asked in a chat, with the key of the advice."""

REFUSED_SHEETS = ("external_choices", "entities", "osm")

COLUMNS = (
    "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant", "constraint",
    "constraint_message", "calculation", "default", "choice_filter", "appearance", "parameters", "image",
)  # fmt: skip
OWN_COLUMNS = (
    "bind::seen_by", "bind::topic", "bind::scale", "bind::reverse", "bind::kind", "bind::minimum", "bind::maximum",
    "bind::suggestions", "bind::days", "bind::length",
)  # fmt: skip
"""Columns that XLSForm lets every program add."""
CHOICE_COLUMNS = ("list_name", "name", "label", "words")
SETTINGS = (
    "form_id", "form_title", "version", "default_language", "heading", "ending", "mode", "minutes", "role", "audience",
    "wave", "mentoring_form", "purpose", "source",
)  # fmt: skip
TRANSLATED = (
    "label", "hint", "guidance_hint", "constraint_message", "required_message", "heading", "ending", "purpose", "image",
)  # fmt: skip
SYNONYMS: Mapping[str, str] = {
    "relevance": "relevant",
    "calculate": "calculation",
    "requiredmsg": "required_message",
    "constraining_message": "constraint_message",
}
"""Further names of columns that XLSForm itself knows."""
REFUSED_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("media", "image", "audio", "video", "autoplay"), "forms.column_media"),
    "big-image": "forms.column_big_image",
    **dict.fromkeys(("read_only", "readonly"), "forms.column_read_only"),
    "repeat_count": "forms.type_repeat",
    **dict.fromkeys(("trigger", "save_to", "instance", "body", "query", "intent"), "forms.column_machine"),
}
"""By the first word of the heading."""
REFUSED_SETTINGS: Mapping[str, str] = {
    **dict.fromkeys(("public_key", "submission_url", "auto_send", "auto_delete"), "forms.setting_sending"),
    "style": "forms.setting_style",
    "instance_name": "forms.setting_instance_name",
    "allow_choice_duplicates": "forms.setting_duplicates",
}

PICKED: tuple[Kind, ...] = ("choice", "yes_no", "scale")
SELECTED: tuple[Kind, ...] = (*PICKED, "choices")
NUMERIC: tuple[Kind, ...] = ("whole", "number", "scale")
APPEARANCES: Mapping[str, tuple[Kind, ...]] = {
    "multiline": ("text",),
    **dict.fromkeys(("likert", "horizontal", "columns", "columns-pack"), SELECTED),
    **{f"columns-{count}": SELECTED for count in range(1, 6)},
}
"""Appearances that show, and the kinds of question that they are for."""
EFFECTLESS: Mapping[str, tuple[Kind, ...]] = {
    **dict.fromkeys(("minimal", "compact", "quick", "quickcompact", "autocomplete", "search"), SELECTED),
    **dict.fromkeys(("vertical", "no-ticks", "picker", "rating", "distress"), NUMERIC),
    **dict.fromkeys(("thousands-sep", "counter"), ("whole", "number")),
    "no-calendar": ("day", "moment"),
}  # fmt: skip
"""Appearances that choose between widgets which a chat does not have: the buttons are the same without them."""
REFUSED_APPEARANCES: Mapping[str, str] = {
    "numbers": "forms.appearance_numbers",
    **dict.fromkeys(("month-year", "year"), "forms.appearance_part"),
    **dict.fromkeys(("label", "list-nolabel", "list", "table-list"), "forms.appearance_table"),
    **dict.fromkeys(
        ("ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian", "buddhist"),
        "forms.appearance_calendar",
    ),
}
"""Those with advice of their own."""
GROUP_APPEARANCES = ("field-list",)
"""Of groups, without effect: every question has a card of its own under the group's heading."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {"range": ("start", "end", "step"), "text": ("rows",), "string": ("rows",)}
"""Parameters by type as it is written."""
