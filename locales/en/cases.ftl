# Cases: the list, the card, what is done about them.
kind_help = call for help
kind_incident = report of a worry
kind_flag = words of an answer
kind_change = another mentor
importance_high = high
importance_normal = normal
state_open = waiting
state_taken = in hand
state_closed = closed
state_open_by = Nobody has taken it yet.
state_taken_by = In hand: { $name }
state_closed_by = Closed: { $name }
line = { $mark ->
    [high] 🔴{ " " }
   *[other] { "" }
}No. { $number } · { $kind } · { $state } · { $since }
list_open = <b>Cases</b>
    Every look at a card is written down.
list_closed = <b>Closed cases</b>
    Every look at a card is written down.
none_open = <b>Cases</b>
    No case is open now.
none_told = <b>Cases</b>
    Nothing has been passed to you. The psychologist works on cases.
none_closed = <b>Closed cases</b>
    Nothing here yet.
on_duty = You are on duty: calls reach you first.
off_duty = You are not on duty.
duty_on = I am on duty
duty_off = End my duty
now_on_duty = You are on duty
now_off_duty = Your duty is over
to_closed = Closed
to_open = Open
to_list = ‹ Cases
open = Open
take = I take it
pass = Pass on
note = Note
close = Close
outdated = The case has changed. This is how it stands now.
card = <b>Case No. { $number }</b> · { $kind }
importance = Importance: { $importance }
opened = Received: { $moment }
reporter = From: { $name }
about = About: { $name }
retracted = The author says that it was pressed by mistake. Decide whether to talk anyway.
no_words = No words: the person only asked for help. Get in touch.
change = The mentee wants another mentor. No reason was asked. The mentor learns the outcome only: do not say who asked.
flag = Questionnaire “{ $title }”. An answer has words that are worth asking how things are. The answer itself is not shown here. This is no diagnosis: the list of words is often wrong.
noted = <b>Note</b> · { $name }, { $moment }
ended = Outcome: { $outcome }
outcome_helped = Help was given
outcome_elsewhere = Others took over
outcome_nothing = There is no danger
outcome_mistake = Pressed by mistake
is_taken = The case is yours
is_passed = Passed on
is_closed = Closed
pass_to = To whom?
nobody_to_pass = There is nobody else here who may see this.
how_ended = How did it end?
write_note = Write the note as a message. Only those who work on the case will see it.
waiting = 🔴 { $count ->
    [one] { $count } case waits for an answer
   *[other] { $count } cases wait for an answer
}
deadlines = <b>Cases: deadlines</b>
    Deadlines only. The content is seen by those who were told.
no_deadlines = <b>Cases: deadlines</b>
    No case is open.
deadline = No. { $number } · importance { $importance } · { $state } · { $since }
minutes = { $count } min
hours = { $count } h
days = { $count } d
is_noted = The note is in case No. { $number }. To see the case you need the PIN.
closed_card = <b>Case No. { $number }</b> · { $state }
    What it says is shown after the PIN.
setting_screening = the look at words in answers
setting_out_of_hours = alerts out of working hours
setting_clearances_adult = clearance of adult mentors
setting_clearances_child = clearance of pupil mentors
