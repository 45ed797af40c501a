"""No sheet whatever breaks the reader: it is a questionnaire that can be gone through, or every error has its words."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain import questionnaire, replies
from domain.answers import Answer
from domain.forms import Form
from locales import LANGUAGES, texts_in
from programme import forms
from programme.xlsform_reference import APPEARANCES, COLUMNS, EFFECTLESS, OWN_COLUMNS, REFUSED_TYPES, TYPES
from tests.conformance import LISTS, SETTINGS, Cells

TODAY = date(2026, 3, 12)
CELLS = st.sampled_from([
    *APPEARANCES, *EFFECTLESS, "x", "${q1}", "${q2} > 3", "${zz}", "${", "}", ".", ". > 3", "yes", "no", "true()",
    "if(1,2,3)", "if(${q1}, 'a', 'b')", "today()", "selected(${q1}, 'a')", "start=1 end=5 step=1", "start=0", "=5",
    "rows=3", "s10", "faces3", "yn", "a", "a b", "'", '"', "(", ")", "\0", "\u202e", "1e400", "-1", "nan", "col",
    "name = ${q1}", "past", "phone", "#REF!", "=1+1", "x" * 1001,
])  # fmt: skip
COLUMN = st.sampled_from([*COLUMNS[2:], *OWN_COLUMNS]) | st.sampled_from([
    "label::ru", "label:fr", "media::image", "disabled", "body", "parameters::x", "choice filter", "TYPE", "bind::x",
])  # fmt: skip
ROW = st.builds(
    lambda type_, name, cells: {"label": "Question?", **cells, "type": type_, "name": name},
    st.sampled_from(
        [*TYPES, "select_one few", "select_multiple few or_other", "select_one face"] * 3 + [*REFUSED_TYPES]
    ),
    st.sampled_from([*(f"q{number}" for number in range(1, 9)), "1st", "meta", "q1_other", ""]),
    st.dictionaries(COLUMN, CELLS, max_size=3),
)
REPLIES = ("a", "b", "5", "3", "x", "12.03.2026", "9:30", "12.03.2026 9:30", "+79161234567", "yes", "OK")


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, max_size=5), st.dictionaries(COLUMN, CELLS, max_size=1))
def test_any_sheet_is_a_questionnaire_or_is_refused_in_words(rows: list[Cells], setting: Cells) -> None:
    sheets = {"survey": rows, "choices": list(LISTS), "settings": [{**SETTINGS, **setting}]}
    headers = {f"{name}_header": [dict.fromkeys(column for row in cells for column in row)]
               for name, cells in sheets.items()}  # fmt: skip
    source = {"sheet_names": list(sheets), **sheets, **headers}
    errors = forms.check(source, ".xlsx")
    for error in errors:
        for language in LANGUAGES:
            assert texts_in(language)(error.key, **error.values)
    if not errors:
        gone_through(forms.parse(source, ".xlsx"))


def gone_through(form: Form) -> None:
    """Every question is answered with the first reply that it takes, or left out."""
    assert Form.from_json(form.to_json()) == form
    answers: dict[str, Answer] = {}
    for _ in form.questions:
        question = questionnaire.next_question(form, answers, TODAY)
        if question is None:
            break
        question = questionnaire.narrowed(form, question, answers, TODAY)
        said = [
            replies.preset(form, question, TODAY, answers),
            *(replies.typed(form, question, text, "en", TODAY, answers) for text in REPLIES),
            *(replies.chosen(form, question, text, TODAY, answers) for text in REPLIES),
        ]
        taken = [each for each in said if isinstance(each, Answer)]
        answers[question.name] = taken[0] if taken else Answer(question.name)
        place = questionnaire.progress(form, answers, question, TODAY)
        assert 0 <= place.position <= place.most
    questionnaire.computed(form, answers, TODAY)
