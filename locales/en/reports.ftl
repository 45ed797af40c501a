# Summary, workbook, chart and printed forms.

percent_points = { $difference } pp
hidden_few = hidden: fewer than { $least }
hidden_neighbour = hidden: would reveal a neighbouring group
hidden_open = shown when the poll closes
nobody = no data
band = { $low }–{ $high }

summary_title = <b>{ $month }</b> · { $organisation }
summary_provisional = The month is still running; numbers as of { $day }.
summary_meetings = Meetings: <b>{ $now }</b>
summary_rhythm = Pairs in rhythm: <b>{ $now }</b> ({ $kept } of { $judged })
summary_rhythm_none = Pairs in rhythm: nothing to judge yet
summary_response = Answered the poll: <b>{ $now }</b> ({ $respondents } of { $participants })
summary_response_none = Answered the poll: there was no poll
summary_pairs = { $count ->
    [one] { $count } pair is at work
   *[other] { $count } pairs are at work
}
summary_up = ▲ { $difference }
summary_down = ▼ { $difference }
summary_same = = same as last month
summary_confirmed = Confirmed by both: { $both }, by one side only: { $one }, other side not asked: { $not_asked }.
summary_rule = In rhythm means a meeting at least every two weeks (the first within 10 days); holidays do not count.
summary_satisfaction = <b>Satisfied with the programme</b>
summary_mentees = Mentees: { $figures }
summary_mentors = Mentors: { $figures }
summary_opinion = { $of_respondents } of those who answered, { $of_participants } of all participants ({ $respondents } of { $participants } answered)
summary_opinion_hidden = { $figure } ({ $respondents } of { $participants } answered)
summary_nobody = nobody was asked
summary_attention = <b>Need attention: { $count }</b>
summary_attention_none = All is calm: nobody needs attention.
summary_attention_line = { $mark } { $label }: { $reason }. { $action }
summary_more = …and { $count } more: the whole list is in the workbook.
red = Urgent:
amber = •

reason_wants_talk = has been asking for a talk since { $since }
    .action = Talk today.
reason_consent_withdrawn = consent withdrawn on { $since }
    .action = Stop working with the data.
reason_no_meeting = no meeting since { $since }
    .action = Write to the mentor.
reason_first_meeting = have not met yet, paired since { $since }
    .action = Help to set a meeting.
reason_one_side_only = only one side has confirmed meetings since { $since }
    .action = Ask both.
reason_cancelled_twice = one side has been cancelling since { $since }
    .action = Find out what gets in the way.
reason_missed_polls = has not answered polls since { $since }
    .action = Call.

chart_title = { $organisation }: mentoring month by month
chart_meetings = Meetings in the month
chart_rhythm = Pairs in rhythm (a meeting every two weeks), %
chart_mentees = Satisfied with the programme: mentees, % of answers
chart_mentors = Satisfied with the programme: mentors, % of answers
chart_count = { $kept } of { $judged }
chart_hidden = hidden
chart_open = poll open
chart_running = { $month }*
chart_foot = * month still running · “hidden”: fewer than { $least } answered · hatched: exact share withheld · n: how many answered
chart_n = n = { $n }
twin_title = <b>{ $organisation }</b>: meetings, rhythm, satisfied of those who answered
twin_line = { $month }: meetings { $meetings }; in rhythm { $rhythm }; satisfied mentees { $mentees }, mentors { $mentors }
twin_earlier = Earlier months are in the workbook.

sheet_summary = Summary
sheet_attention = Attention
sheet_pairs = Pairs
sheet_legend = Legend
book_title = { $organisation } · mentoring summary
book_as_of = Numbers as of { $day }
column_indicator = Indicator
column_reason = Reason
column_who = Who
column_since = Since
column_action = What to do
column_urgency = Urgency
urgent = urgent
soon = this week
column_pair = Pair
column_start = Start
column_held = Meetings in the month
column_last = Last meeting
column_due = Next no later than
column_kept = Rhythm
kept = in rhythm
late = late
unjudged = too early to judge
row_pairs_active = Pairs at work
row_meetings = Meetings held
row_both = — confirmed by both sides
row_one = — confirmed by one side
row_not_asked = — other side not asked
row_rhythm = Pairs in rhythm, share
row_rhythm_count = — pairs in rhythm
row_judged = — pairs judged
row_mentees = MENTEES
row_mentors = MENTORS
row_participants = Took part, people
row_respondents = Answered, people (n)
row_response = Response rate
row_of_participants = Satisfied, share of all participants
row_of_respondents = Satisfied, share of those who answered
running = { $month } (running)

legend_term = What
legend_meaning = What it means and how it is counted
legend_active = Pairs at work
    .meaning = Pairs and groups that ran on at least one day of the month.
legend_meetings = Meetings held
    .meaning = Meetings that the mentor reported as held. “Confirmed by both sides”: the mentee agreed. “By one side”: the mentee was asked and did not confirm. The other side is not asked every time.
legend_rhythm = Pairs in rhythm
    .meaning = Pairs that were never late in the month ÷ all pairs that can be judged. The rule: a meeting at least every 14 days, the first within 10 days of the start. Days of holidays and breaks do not count. New pairs before their first meeting is due and pairs on holiday are not judged.
legend_of_participants = Satisfied, share of all participants
    .meaning = Satisfied ÷ everybody who takes part. This is the formula of the roadmap's indicator: whoever did not answer lowers it.
legend_of_respondents = Satisfied, share of those who answered
    .meaning = Satisfied ÷ those who answered the poll. Read it together with the response rate.
legend_response = Response rate
    .meaning = Those who answered ÷ everybody who takes part. n is how many people answered.
legend_satisfied = Who counts as satisfied
    .meaning = The mean answer reaches the threshold chosen before the poll: { $s10 } of 10, { $words5 } of 5 or { $faces3 } of 3; the answer “yes”. Different scales are never averaged together.
legend_hidden = “Hidden: fewer than { $least }”
    .meaning = If fewer than { $least } people answered, no share is shown: it could tell one person's answer.
legend_band = A share such as “80–100%”
    .meaning = Everybody, or everybody but one, gave the same answer. The exact number would tell each one's answer.

consent_record = Confirmation of consent
consent_number = Record number
consent_when = When
consent_who = Confirmed by
consent_relation = Relation
consent_channel = How it was confirmed
consent_version = Version of the text (SHA-256)
consent_note = This is a copy. The organisation keeps the record of consent together with the full text above.
consent_paper = Signature
consent_signer = Full name
consent_address = Address
consent_document = Document: kind, number, issued by and when
consent_child = For a parent: the child's address and document
consent_authority = For a parent: proof of the right to represent the child
consent_signature = Signature
consent_date = Date

# Names of files, without their endings.
file_qr = Invitation
file_consent = Consent
file_consent_text = Text of the consent
file_summary = Summary
file_summary_chart = Chart
