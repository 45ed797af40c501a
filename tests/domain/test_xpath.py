"""Conditions mean what they mean in ODK, and can do nothing else."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import xpath

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("expression", "values", "met"),
    [
        ("${own} = 'yes'", {"own": "yes"}, True),
        ("${own} = 'yes'", {"own": "no"}, False),
        ("${own} = 'yes'", {}, False),
        ("${count} > 3", {"count": "10"}, True),
        ("${count} > 3", {}, False),
        ("${count} - 1 = 3 and not(${own} = 'no')", {"count": "4"}, True),
        ("selected(${needs}, 'study')", {"needs": "friends study"}, True),
        ("selected(${needs}, 'study')", {"needs": "studying"}, False),
        ("selected(${needs}, 'study')", {}, False),
        ("count-selected(${needs}) >= 2", {"needs": "a b"}, True),
        ("count-selected(${needs}) = 0", {}, True),
        ("${own} = ''", {}, True),
        ("${own} != ''", {"own": "yes"}, True),
        ("'' != ${own}", {}, False),
        ("${day} <= today()", {"day": "2026-03-12"}, True),
        ("${day} > today()", {"day": "2026-03-12"}, False),
        ("string-length(${own}) >= 2 or true()", {}, True),
        ("round(${count} div 2) = 2", {"count": "4"}, True),
        ("contains(concat(${own}, '!'), 's!')", {"own": "yes"}, True),
        ("if(${count} > 3, ${own} = 'yes', true())", {"count": "2"}, True),
        ("if(${count} > 3, ${own} = 'yes', true())", {"count": "5"}, False),
        ("coalesce(${none}, ${count}) > 3", {"count": "5"}, True),
        ("coalesce(${none}, ${count}) > 3", {}, False),
        ("coalesce(${none}, ${count}) = ''", {}, True),
        ("(${count} + 1) = ''", {}, True),
        ("max(${count}, 3, ${none}) = 5", {"count": "5"}, True),
        ("${count} > ${least}", {"count": "10", "least": "9"}, True),
        ("${count} > (${least} + 1)", {"count": "10", "least": "9"}, False),
        ("${count} >= coalesce(${none}, ${least})", {"count": "10", "least": "9"}, True),
        ("${day} < ${other}", {"day": "2026-01-02", "other": "2026-01-10"}, True),
        ("${day} < ${other}", {"day": "2026-01-02"}, False),
        ("date(${day}) >= date(${other})", {"day": "2026-01-02", "other": "2026-01-10"}, False),
        ("${time} < '10:00' and ${time} > (${other})", {"time": "09:30", "other": "08:15"}, True),
        ("3 > string-length('((') and ${none} = ''", {}, True),
        ("sqrt(0 - ${count}) > 0", {"count": "5"}, False),
    ],
)
def test_a_condition_reads_the_answers(expression: str, values: dict[str, str], met: bool) -> None:
    assert xpath.holds(expression, values, TODAY) is met


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("${count} * 2 + 1", "11"),
        ("${none} + 1", ""),
        ("if(selected(${needs}, 'b'), concat(${own}, '!'), '')", "yes!"),
        ("round(${count} div 3, 2)", "1.67"),
        ("int((decimal-date-time(today()) - decimal-date-time(${born})) div 365.25)", "10"),
        ("format-date(${born}, '%d.%m.%Y')", "01.06.2015"),
        ("format-date-time(${moment}, '%e.%n %H:%M')", "2.3 09:05"),
        ("decimal-time(${moment}) * 24 > 9", "true"),
        ("date(decimal-date-time(today()) + 7)", "2026-03-19"),
        ("selected-at(${needs}, 1)", "b"),
        ("selected-at(${needs}, 7)", ""),
        ("join(', ', ${own}, ${none}, ${count})", "yes, 5"),
        ("substr(${own}, 1)", "es"),
        ("checklist(1, 1, ${own}, 'no')", "true"),
        ("weighted-checklist(3, -1, ${own}, 2, 'no', 5)", "false"),
        ("pow(${count}, 2)", "25"),
        ("log(0)", ""),
    ],
)
def test_an_expression_comes_to_what_it_does_in_odk(expression: str, value: str) -> None:
    answers = {"count": "5", "own": "yes", "needs": "a b", "born": "2015-06-01", "moment": "2026-03-02T09:05"}
    assert xpath.value(expression, answers, TODAY) == value


def test_a_computed_value_does_not_grow_without_end() -> None:
    assert len(xpath.value("concat(${a}, ${a}, ${a})", {"a": "x" * 900}, TODAY)) == xpath.VALUE_LIMIT


def test_a_filter_lets_through_the_options_that_fit() -> None:
    columns = frozenset(("name", "city", "size"))
    fits = [
        xpath.fits("city = ${own} and name != 'b'", {"own": "omsk"}, TODAY, option, columns)
        for option in ({"name": "a", "city": "omsk"}, {"name": "b", "city": "omsk"}, {"name": "c"})
    ]
    assert fits == [True, False, False]


@pytest.mark.parametrize(
    ("expression", "own", "met"),
    [
        ("regex(., '[0-9]{6}')", "123456", True),
        ("regex(., '[0-9]{6}')", "1234567", False),
        ("regex(., '[A-Z]+-?\\d*')", "AB-7", True),
        (". >= 1 and . <= 5", "5", True),
        (". >= 1 and . <= 5", "6", False),
        ("count-selected(.) <= 2", "a b c", False),
        ("not(selected(., 'none') and count-selected(.) > 1)", "none", True),
        ("not(selected(., 'none') and count-selected(.) > 1)", "none a", False),
        (". <= today()", "2026-03-13", False),
        ("string-length(.) < 4", "слово", False),
    ],
)
def test_a_constraint_judges_its_own_value(expression: str, own: str, met: bool) -> None:
    assert xpath.holds(expression, {}, TODAY, own) is met


def test_the_answer_to_a_dated_condition_changes_with_the_day() -> None:
    given_day = {"day": "2026-03-12"}
    assert not xpath.holds("${day} < today()", given_day, TODAY)
    assert xpath.holds("${day} < today()", given_day, date(2026, 3, 13))


@pytest.mark.parametrize(
    ("expression", "key"),
    [
        ("if(${a} = 1, 'x')", "forms.condition_if"),
        ("if(${a} = 1, 'x', 'y'", "forms.condition_brackets"),
        ("doc('file:///etc/passwd')", "forms.condition_word"),
        ("matches(., '(a+)+$')", "forms.condition_word"),
        ("1 to 1000000000", "forms.condition_word"),
        ("for $x in (1, 2) return $x", "forms.condition_word"),
        ("once(today())", "forms.function_chance"),
        ("indexed-repeat(${a}, ${b}, 1)", "forms.function_repeat"),
        ("now()", "forms.function_now"),
        ("jr:choice-name(${a}, '${a}')", "forms.function_label"),
        ("regex(., '(a+)+$')", "forms.pattern"),
        ("regex(., 'a*a*a*b')", "forms.pattern"),
        ("regex(., 'a?a?a?a?a?a?a?aaaaaaa')", "forms.pattern"),
        ("regex(., '[')", "forms.pattern"),
        ("regex(., ${a})", "forms.pattern_written"),
        ("format-date(${a}, '%a')", "forms.pattern_names"),
        ("//a", "forms.condition_piece"),
        ("../a = 1", "forms.condition_piece"),
        ("${a} = $b", "forms.condition_piece"),
        ("today", "forms.condition_word"),
        ("not(", "forms.condition_fails"),
        ("concat(", "forms.condition_brackets"),
        ("", "forms.condition_fails"),
        ("(" * 400, "forms.condition_fails"),
        ("${a} = 1 or " * 60, "forms.condition_long"),
        ("selected(${a})", "forms.condition_fails"),
    ],
)
def test_what_a_condition_may_not_say_is_refused_with_advice(expression: str, key: str) -> None:
    with pytest.raises(xpath.ConditionError) as refused:
        xpath.names_in(expression)
    assert refused.value.key == key


def test_a_condition_that_would_fail_on_some_answer_is_refused_beforehand() -> None:
    with pytest.raises(xpath.ConditionError, match="condition_fails"):
        xpath.check("${a} > 3", {"a": ["5", "many"]})
    with pytest.raises(xpath.ConditionError, match="condition_fails"):
        xpath.check("${a} = today() - 7", {"a": ["2026-01-01"]})
    xpath.check("${a} > 3", {"a": ["5", "6"]})


def test_an_answer_unlike_every_sample_meets_no_condition() -> None:
    assert not xpath.holds("${a} > 3", {"a": "many"}, TODAY)
    assert not xpath.fits("${a} > size", {"a": "many"}, TODAY, {"size": "3"}, frozenset({"size"}))
    assert xpath.value("${a} + 1", {"a": "many"}, TODAY) == ""


def test_only_a_constraint_may_speak_of_its_own_value() -> None:
    with pytest.raises(xpath.ConditionError, match="condition_piece"):
        xpath.check(". > 3", {})
    xpath.check(". > 3", {}, own=["4"])


def test_a_condition_names_the_questions_it_asks() -> None:
    assert xpath.names_in("${a} = 1 and (${ b } = 2 or ${a} = 3)") == ("a", "b")


@given(st.text(alphabet="${}ab()'=<>!.,+-*/ 10notdrselc", max_size=60))
def test_any_text_is_a_condition_or_is_refused(text: str) -> None:
    try:
        names = xpath.names_in(text)
        xpath.check(text, {name: ["1", "x"] for name in names}, own=["1", "x"])
    except xpath.ConditionError:
        return
    assert xpath.holds(text, {}, TODAY, "1") in (True, False)


@pytest.mark.parametrize("pattern", [".*.*x", "[a-z]+[a-z]+!", "a?a?a?a?a?a?aaaaaa", "[^!]*a{1,900}!"])
def test_the_slowest_pattern_is_still_quick(pattern: str) -> None:
    start = time.perf_counter()
    assert not xpath.holds(f"regex(., '{pattern}')", {}, TODAY, "a" * 3000)
    assert time.perf_counter() - start < 2


def test_the_longest_condition_is_still_quick() -> None:
    expression = "selected(${a}, 'x') and " * 20 + "true()"
    start = time.perf_counter()
    assert xpath.holds(expression, {"a": "x " * 500}, TODAY)
    assert time.perf_counter() - start < 1
