"""Expressions of the reference: references, operators and functions, each in a `calculate` that is run and read."""

from collections.abc import Sequence

from tests.conformance import Cells, Item, ask

REFERENCES, OPERATORS, FUNCTIONS = "References to answers", "Operators", "Functions"

ASKED: Sequence[Cells] = (
    ask("integer", "a"), ask("text", "w"), ask("select_multiple few", "m"), ask("date", "d"),
    ask("dateTime", "t"), ask("text", "none"),
)  # fmt: skip
SAID = ("5", "hello", "a b", "2015-06-01", "2026-03-02 9:05", "<skip>")

WORKS = {
    OPERATORS: (
        ("+", "${a} + 1", "6"), ("-", "${a} - 1", "4"), ("*", "${a} * 2", "10"), ("div", "${a} div 2", "2.5"),
        ("mod", "${a} mod 2", "1"), ("=", "${w} = 'hello'", "true"), ("!=", "${w} != 'hello'", "false"),
        (">", "${a} > 4", "true"), (">=", "${a} >= 5", "true"), ("<", "${a} < 5", "false"),
        ("<=", "${a} <= 5", "true"),
        ("< of two days", "${d} < ${t}", "true"),
        ("and", "${a} > 4 and ${a} < 6", "true"), ("or", "${a} > 9 or ${a} = 5", "true"),
    ),
    FUNCTIONS: (
        ("if", "if(${a} > 4, 'many', 'few')", "many"),
        ("selected", "selected(${m}, 'b')", "true"),
        ("selected-at", "selected-at(${m}, 1)", "b"),
        ("count-selected", "count-selected(${m})", "2"),
        ("coalesce", "coalesce(${none}, ${w})", "hello"),
        ("regex", "regex(${w}, '[a-z]{5}')", "true"),
        ("contains", "contains(${w}, 'ell')", "true"),
        ("starts-with", "starts-with(${w}, 'he')", "true"),
        ("ends-with", "ends-with(${w}, 'lo')", "true"),
        ("substr", "substr(${w}, 1, 3)", "el"),
        ("substring-before", "substring-before(${w}, 'l')", "he"),
        ("substring-after", "substring-after(${w}, 'e')", "llo"),
        ("translate", "translate(${w}, 'l', 'L')", "heLLo"),
        ("string-length", "string-length(${w})", "5"),
        ("normalize-space", "normalize-space(concat(' ', ${w}))", "hello"),
        ("concat", "concat(${w}, ', ', ${a})", "hello, 5"),
        ("join", "join('-', ${w}, ${none}, ${a})", "hello-5"),
        ("boolean-from-string", "boolean-from-string('1')", "true"),
        ("string", "string(${a})", "5"),
        ("number", "number(${a}) + 1", "6"),
        ("round", "round(${a} div 3, 2)", "1.67"),
        ("int", "int(${a} div 2)", "2"),
        ("floor", "floor(2.7)", "2"),
        ("ceiling", "ceiling(2.1)", "3"),
        ("min", "min(${a}, 3, ${none})", "3"),
        ("max", "max(${a}, 3, ${none})", "5"),
        ("pow", "pow(${a}, 2)", "25"),
        ("sqrt", "sqrt(16)", "4"),
        ("abs", "abs(3 - ${a})", "2"),
        ("exp", "round(exp(1), 2)", "2.72"),
        ("exp10", "exp10(2)", "100"),
        ("log", "log(1) + 1", "1"),
        ("log10", "log10(100)", "2"),
        ("sin", "sin(0) + 1", "1"), ("cos", "cos(0)", "1"), ("tan", "tan(0) + 1", "1"), ("asin", "asin(0) + 1", "1"),
        ("acos", "acos(1) + 1", "1"), ("atan", "atan(0) + 1", "1"), ("atan2", "atan2(0, 1) + 1", "1"),
        ("pi", "round(pi(), 2)", "3.14"),
        ("today", "today()", "2026-11-20"),
        ("date", "date(decimal-date-time(${d}) + 1)", "2015-06-02"),
        ("decimal-date-time", "int((decimal-date-time(today()) - decimal-date-time(${d})) div 365.25)", "11"),
        ("decimal-time", "decimal-time('12:00')", "0.5"),
        ("format-date", "format-date(${d}, '%d.%m.%Y')", "01.06.2015"),
        ("format-date-time", "format-date-time(${t}, '%e.%n %H:%M')", "2.3 09:05"),
        ("boolean", "boolean(${none})", "false"),
        ("not", "not(${a} = 5)", "false"),
        ("true", "true()", "true"),
        ("false", "false()", "false"),
        ("checklist", "checklist(1, 2, 'yes', ${w})", "true"),
        ("weighted-checklist", "weighted-checklist(3, -1, 'yes', 3, ${w}, 9)", "true"),
    ),
}  # fmt: skip
NOTES = {
    "regex": "The whole text; a pattern without `()` and `|`, at most two `*` or `+`: it cannot take long.",
    "min": "Of the values named.", "max": "Of the values named.",
    "decimal-date-time": "Days are subtracted with it: this is somebody's age.",
    "format-date": "`%Y %y %m %n %d %e`; `%a` and `%b` are words of one language and refused.",
    "format-date-time": "And `%H %h %M %S %3`.",
    "join": "Of the values named; unanswered ones are left out.",
    "coalesce": "Of any number of values.",
    "div": "", "today": "In the time zone of the school.",
}  # fmt: skip
REFUSED = {
    OPERATORS: (("| (union)", "${a} | ${w}"),),
    FUNCTIONS: (
        ("once", "once(${a})"), ("position", "position(..)"), ("indexed-repeat", "indexed-repeat(${a}, ${w}, 1)"),
        ("count", "count(${a})"), ("count-non-empty", "count-non-empty(${a})"), ("sum", "sum(${a})"),
        ("jr:choice-name", "jr:choice-name(${m}, '${m}')"), ("jr:itext", "jr:itext('x')"), ("now", "now()"),
        ("random", "random()"), ("randomize", "randomize(${m})"), ("uuid", "uuid()"), ("digest", "digest(${w}, 'MD5')"),
        ("base64-decode", "base64-decode(${w})"), ("extract-signed", "extract-signed(${w}, 'x')"),
        ("area", "area(${w})"), ("distance", "distance(${w})"), ("geofence", "geofence(${w}, ${w})"),
        ("intersects", "intersects(${w})"), ("pulldata", "pulldata('x', 'y', 'z', ${a})"),
        ("instance", "instance('few')/root/item"), ("current", "current()/.."), ("property", "property('x')"),
        ("any other", "matches(${w}, 'x')"),
    ),
    REFERENCES: (
        ("..", "../a + 1"), ("/data/a (a path)", "/data/a + 1"), ("${last-saved#a}", "${last-saved#a}"),
        ("a question below", "${below}"),
    ),
}  # fmt: skip


def _calculated(section: str, name: str, expression: str, value: str) -> Item:
    rows = [*ASKED, ask("calculate", "c", calculation=expression), ask("text", "last")]
    note = " ".join(filter(None, [NOTES.get(name, ""), f"`{expression}` is {value}."]))
    return Item(section, name, "works", rows, note, said=[*SAID, "x"], ends={"c": value})


def _refused(section: str, name: str, expression: str) -> Item:
    rows = [*ASKED, ask("calculate", "c", calculation=expression), ask("text", "below")]
    return Item(section, name, "refused", rows, column="calculation")


EXPRESSIONS = [
    Item(REFERENCES, "${name} in an expression", "works", [ask("integer", "a"), ask("text", relevant="${a} = 5")],
         "Of questions above; an unanswered one is empty: neither equal to anything nor greater.", said=["5", "x"],
         ends={"q": "x"}),
    Item(REFERENCES, "${name} in a label, a hint, the label of a group", "works",
         [ask("text", "a"), ask("text") | {"label::English (en)": "Why ${a}?"}],
         "The answer in words: of a select the words of its option.", said=["this", "x"], ends={"q": "x"}),
    Item(REFERENCES, ". in a constraint", "works", [ask("integer", constraint=". > 4")], "The value that is judged.",
         said=[("4", "answers.not_accepted"), "5"], ends={"q": "5"}),
    *(_refused(REFERENCES, name, expression) for name, expression in REFUSED[REFERENCES]),
    Item(REFERENCES, "${name} in a constraint_message, an option, a setting", "refused",
         [ask("text", "a"), ask("integer", constraint=". > 4", constraint_message="Not ${a}")],
         column="constraint_message"),
    *(
        item
        for section in (OPERATORS, FUNCTIONS)
        for item in (
            *(_calculated(section, *each) for each in WORKS[section]),
            *(_refused(section, *each) for each in REFUSED[section]),
        )
    ),
]  # fmt: skip
