# Results of questionnaires; for buttons, the chat and files.
title = <b>Results of questionnaires</b> · { $organisation }
rule = Results are published once: after that the figures do not change. Late answers enter the next ones.
none = No results yet. They appear when a monthly poll closes, or when you publish those of a questionnaire.
published = <b>Published results: { $count }</b>
ready = <b>Ready to be published</b>
ready_line = • { $name }: { $answered } of { $asked } answered
few = <b>Too few answers so far</b> (shown from { $least })
sheet = The curator's score sheet: { $points } of { $most }, { $band }.
band_optimal = optimal level
band_acceptable = acceptable level
band_unacceptable = not acceptable level
role_mentee = mentees
role_mentor = mentors
role_parent = parents
role_curator = curators
role_class_teacher = class teachers
role_psychologist = psychologists
role_any = everybody
dated = { $day } · { $name }

publish = Publish results: { $count }
choose = <b>Which results shall be published?</b>
brief_before = Before · { $role } · { $mentoring }
brief_after = After · { $role } · { $mentoring }
sure = <b>Publish the results?</b>
    { $name }: { $answered } of { $asked } answered.
    The figures of these results will not change any more. Whoever answers later enters the next ones.
sure_yes = Publish
too_few = { $answered } of { $asked } answered. Results are shown from { $least } people: fewer could give somebody's answer away.
beside_few = This questionnaire has no results of its own: fewer than { $least } people answered the other one of the same role, and subtracting would give them away. All of them together are in the monthly summary.
back = ‹ Results
to_card = ‹ Back
by_question = By question
changes = What changed
chart = Chart
words = In their words
table = Table XLSX
raw = By code (recorded)
memo = Memo DOCX
swot = SWOT
all_table = Table XLSX

as_of = Results of { $day }. { $answered } of { $asked } answered ({ $rate }).
few_answers = Few answers: { $n }. One person can move the mean: do not conclude from tenths.
satisfied = Satisfied: <b>{ $of_respondents }</b> of those who answered, { $of_participants } of all who take part.
satisfied_rule = Satisfied is whoever's mean mark is at least { $least } of { $most }.
satisfied_hidden = Satisfied: { $figure }.
line = • { $question } <b>{ $told }</b>
mean_of = { $mean } of { $most }
mean = mean { $mean }
mean_n = n = { $n }
top = { $answer }: { $share }
alike = nearly all gave the same answer: { $answer }
nothing = nobody answered
reverse = (less is better)
interval = Mean { $mean }; allowing for chance, { $low } to { $high } (95 %).
group = { $group }: { $told }
no_group = Without a pair
open_count = { $count ->
    [one] { $count } person answered in words.
   *[other] { $count } people answered in words.
}
details_title = <b>{ $name }</b>: questions { $first }–{ $last } of { $count }

form_title = <b>{ $name }</b>
changes_since_before = Compared with the survey before the work ({ $day }).
changes_since_previous = Compared with the results before ({ $day }).
change_line = • { $question }
    { $words }
change_up = up by <b>{ $difference }</b> (95 %: { $low } to { $high })
change_down = down by <b>{ $difference }</b> (95 %: { $low } to { $high })
change_unsure = a difference of { $difference } (95 %: { $low } to { $high }) may be chance
change_none = hardly any change
change_small = a small change
change_medium = a noticeable change
change_large = a large change
change_size = { $word } ({ $size } standard deviations)
change_few = Few answers: { $n }. The difference may be chance.
change_paired = The same people before and after: { $n }.
change_groups = Two groups were compared as a whole: the same people cannot be shown apart, they are too few or the others could be recognised.
change_cause = A difference does not prove that the programme is its cause. Of twenty comparisons one looks real by chance.
changes_none = Nothing to compare yet: it takes the same scale and at least { $least } answers in both waves.

words_title = <b>{ $name }</b>
    { $question }
words_none = Nobody answered in words.
words_hidden = Fewer than { $least } people answered in words: they are shown from { $least }, so that nobody can be recognised.
words_gone = The words of these results are not shown any more: some answers were deleted by their authors. What you moved into the SWOT has stayed.
words_line = { $number }. { $text } { $mark }
words_order = The order is random, there are no names. Press a number to move an answer into the SWOT.
words_order_read = The order is random, there are no names.

chart_foot = n: how many answered · line: 95 % of the mean · “hidden”: fewer than { $least } answers
chart_foot_changes = ● now (line: 95 %) · ○ before · n: how many answered · “hidden”: fewer than { $least } answers
chart_hidden = hidden
chart_alike = nearly all: { $answer }
chart_n = { $mean } · n = { $n }
chart_was = { $mean } (was { $before }) · n = { $n }
chart_twin = <b>{ $name }</b>: mean marks
chart_twin_line = • { $question }: { $told }

sheet_summary = Results
sheet_shares = Answers
sheet_changes = Changes
sheet_raw = By code
sheet_legend = Legend
book_title = { $organisation } · results of questionnaires
column_form = Questionnaire
column_role = Role
column_mentoring = Form of mentoring
column_wave = Wave
column_taken = Results of
column_question = Question
column_topic = Parameter
column_asked = Asked
column_answered = Answered (n)
column_rate = Response rate
column_mean = Mean
column_low = 95 %: from
column_high = 95 %: to
column_answer = Answer
column_share = Share
column_group = Group
column_difference = Difference
column_size = Size of change
column_word = The change in words
column_certain = Verdict
column_compared = What was compared
column_code = Code
column_name = Name
certain = hardly chance
uncertain = may be chance
paired = the same people
groups = two groups
all = everybody
wave_before = before
wave_after = after
wave_none = no wave
row_satisfied_respondents = Satisfied, share of those who answered
row_satisfied_participants = Satisfied, share of all who take part
legend_frozen = Published results
    .meaning = Every answer enters one publication only. Its figures do not change afterwards, late answers enter the next: so nobody's answer can be worked out from two tables.
legend_rate = Response rate
    .meaning = Answered ÷ asked. n is how many people answered the question.
legend_mean = Mean and 95 %
    .meaning = The mean on the question's scale. The interval is Student's: the fewer answers, the wider. Different scales are never averaged together.
legend_change = Difference and size of change
    .meaning = “The same people”: the mean difference of those who answered both times; the size is the standardised mean change (difference ÷ standard deviation before, corrected for small groups). “Two groups”: the difference of means after Welch, the size is Hedges' g. Below 0.2 hardly any, below 0.5 small, below 0.8 noticeable, then large.
legend_certain = “Hardly chance”
    .meaning = The 95 % interval of the difference leaves out zero. It does not prove that the programme is the cause.
legend_satisfied = Satisfied
    .meaning = The person's mean mark is at least { $s10 } of 10 ({ $words5 } of 5, { $faces3 } of 3). The share of all who take part is the indicator's own formula: whoever does not answer lowers it.
legend_hidden = “Hidden”
    .meaning = Fewer than { $least } answers are not shown; words, fewer than { $words }. Where one group is hidden, the next smallest is hidden too.
legend_alike = “Nearly all”
    .meaning = All, or all but one, gave the same answer: the exact number would give everybody's answer away.

memo_title = Memo on the results of the questionnaires
memo_of = { $organisation }, { $day }
memo_intro = The memo holds the newest published results of each questionnaire: { $count }. Groups smaller than { $least } people are not shown.
memo_participation = 1. Who answered
memo_satisfaction = 2. Are the participants satisfied
memo_means = 3. Mean marks
memo_changes = 4. What changed during the programme
memo_swot = 5. Strengths, weaknesses, opportunities, threats
memo_limits = 6. How to read these numbers
memo_none = No data yet.
memo_satisfied_line = { $name }: { $of_respondents } of those who answered and { $of_participants } of all who take part ({ $answered } of { $asked } answered).
memo_better = Up, and hardly by chance: { $questions }.
memo_worse = Down, and hardly by chance: { $questions }.
memo_unsure = For the other parameters ({ $count }) the difference may be chance.
memo_proposals = Proposals of the curator:
memo_signature = Curator ____________________ / ____________________ /

swot_title = <b>SWOT: strengths and weaknesses of the programme</b>
swot_cell = <b>{ $cell }</b>
swot_line = { $number }. { $text }
swot_empty = —
swot_help = Press a number to correct, move or remove a line. New lines come by “Add”, or from answers in words.
swot_help_read = The curator keeps these lines.
cell_strength = Strengths
cell_weakness = Weaknesses
cell_opportunity = Opportunities
cell_threat = Threats
