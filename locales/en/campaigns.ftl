# Surveys: what runs, a new one, the two waves before and after the work.
title = <b>Surveys</b>
none = Nothing is running now.
line_open = • { $name }: { $answered } of { $asked } answered, until { $day }
line_planned = • { $name }: opens on { $day }
line_closed = • { $name }: { $answered } of { $asked } answered, closed on { $day }
line_interrupted = • { $name }: stopped on { $day }
past_title = <b>Past surveys</b>
past_none = There are no past surveys.
new = New survey
waves = Before and after
poll = Monthly poll
past = Past: { $count }
back = ‹ Surveys
to_card = ‹ The survey

name = <b>{ $name }</b>
state_open = Runs until { $day }.
state_planned = Opens on { $opens }, closes on { $day }.
state_closed = Closed on { $day }.
state_missed = Never opened: the bot was not running on those days.
state_interrupted = Stopped on { $day }: { $reason }.
reason_harm = the questions hurt people
reason_mistake = a mistake in the questionnaire
reason_audience = the wrong people
reason_other = another reason
whom = For: { $audience }
role_participant = mentees and mentors
role_mentee = mentees
role_mentor = mentors
role_parent = legal representatives
role_class_teacher = class teachers
role_psychologist = psychologists
role_informant = those who know the child
stage_waiting = still without a pair
stage_working = in a pair
stage_ended = pair completed
mode_named = Named: answers are seen with the name.
mode_confidential = Confidential: the curator and the psychologist see the answers.
mode_anonymous = Anonymous: nobody learns who answered what.
answered = Sent { $asked } · answered <b>{ $answered }</b> ({ $share })
rest = In progress { $in_progress } · not opened { $not_opened } · bot blocked: { $unreachable }
rest_anonymous = Not answered yet: { $silent }
group = { $group }: { $answered } of { $asked }
group_hidden = { $group }: hidden
no_group = No class
hidden_why = Hidden: in an anonymous survey classes of fewer than { $least } people are not shown apart.
nobody_yet = Nobody has got the questionnaire yet. Whoever joins before it closes will get it.
remind = Remind: { $count }
who = Not answered: { $count }
extend = Extend to { $day }
stop = Stop
results = Results
extended = The survey runs until { $day }.
nobody_silent = Everybody has answered.
silent = <b>Not answered: { $count }</b>
silent_line = { $name }{ $sheets ->
    [1] {""}
   *[other] {" "}· sheets: { $sheets }
}
silent_unreachable = { $name }{ $sheets ->
    [1] {""}
   *[other] {" "}· sheets: { $sheets }
} · bot blocked
ask_stop = <b>Stop the survey?</b>
    { $state ->
        [planned] It has not opened yet: nobody will get the questionnaire.
       *[open] The questionnaire closes for everybody who has not answered, and nobody is reminded any more. Answers that were sent are kept.
    } It cannot be opened again.

    Why do we stop?
stop_harm = The questions hurt
stop_mistake = A mistake in it
stop_audience = The wrong people
stop_other = Something else
stopped = The survey is stopped.

choose = <b>New survey</b>
    Which questionnaire?
choose_none = There is no fitting questionnaire.
draft = <b>New survey</b> · { $name }
minutes = { $minutes } min.
opens = Opens: { $day }
closes = Closes: { $day } (that day included)
will_get = { $people ->
    [0] <b>Nobody would get it now.</b>
    [one] <b>{ $people } person will get it.</b>
   *[other] <b>{ $people } people will get it.</b>
}
sheets = Sheets in all: { $sheets }. One { $about ->
    [pair] for each pair
   *[child] for each child
}.
will_not = Will not get it: { $reasons }.
missing_consent = no consent — { $count }
missing_unreachable = bot not opened or blocked — { $count }
missing_form = form of mentoring unknown — { $count }
few = Totals are shown from { $least } answers: fewer would tell who it was.
too_few = An anonymous questionnaire goes to { $least } people at least: fewer are easily recognised. Choose more people.
joiners = Whoever fits later gets the questionnaire as long as the survey is open.
set_role = For whom
set_form = Form
set_classes = Classes
set_stage = Stage of the pair
set_opens = Opens
set_closes = Closes
start = Start ✅
delete = Delete the draft
deleted = The draft is deleted.
ask_role = Whom do we ask?
ask_form = Which form of mentoring?
ask_classes = Which classes? Press to add or to remove.
ask_stage = At which stage are these people?
ask_opens = When does it open? Now: { $day }.
ask_closes = When does it close? That day still belongs to it. Now: { $day }.
any_form = Any
any_stage = Any
all_classes = All classes
done = Done
today = Today
tomorrow = Tomorrow
monday = On Monday
days = { $count ->
    [7] In a week
    [10] In 10 days
    [14] In 2 weeks
   *[30] In a month
}
other_day = Another day
ask_start = { $planned ->
    [yes] <b>Plan the survey?</b> It opens on { $day }.
   *[no] <b>Start the survey?</b>
}
    { $people ->
        [one] { $people } person gets
       *[other] { $people } people get
    } the questionnaire. Messages come in the daytime, not in quiet hours. They cannot be taken back, but the survey can be stopped.
sure = Yes, start
started = The survey is running.
planned = The survey is planned.
change = ‹ Change
unlike = <b>The second wave cannot open</b>: questions have changed since the first, and comparing the answers would not be honest.
unlike_line = • { $question }

waves_title = <b>The survey before and after the work</b>
    For which form of mentoring?
wave_form = <b>The survey before and after the work</b> · { $form }
wave_before = <b>First wave</b>, before the work
wave_after = <b>Second wave</b>, after the work
wave_waits = Opens when the first one is over.
side_new = { $role }: { $people ->
    [0] nobody yet
    [one] { $people } person will get it
   *[other] { $people } people will get it
}
side_planned = { $role }: opens on { $day }
side_open = { $role }: runs until { $day }
side_closed = { $role }: closed on { $day }
start_before = Start the first wave
start_after = Start the second wave
ask_wave = { $wave ->
    [before] <b>Start the first wave?</b>
   *[after] <b>Start the second wave?</b>
} { $form }
    { $people ->
        [one] { $people } person gets
       *[other] { $people } people get
    } the questionnaire: mentees and mentors, each their own. { $days } days to answer. Letters cannot be taken back, but the survey can be stopped.
wave_started = The wave has begun.
waves_back = ‹ Waves
