# Letters: messages to other people and for later. The attribute .short is the line of a merged message.
open_run = Open
several = { $count ->
    [one] { $count } thing to do:
   *[other] { $count } things to do:
}
run_waits = “{ $title }” is waiting for you. Shall we go on?
    .short = “{ $title }”
sheet_waits = A sheet is not entered to its end: “{ $title }”, { $who }. Shall we go on?
    .short = Sheet “{ $title }”, { $who }
run_waits_with = “{ $title }” is waiting for you. With: { $who }
    .short = “{ $title }”, { $who }

# Coming in and consents.
joined_mentee = { $who } is in the programme now: the consents are given.
joined_mentor = { $who } is a mentor now: the consent is given. The clearance is still to be recorded.
joined_parent = { $who }: the parent has consented.
joined_parent_of = { $child }: the parent has consented ({ $who }).
joined_staff = { $who } has joined: { $role }.
check_parent = Check a parent: { $parent }, the number ends in { $phone }. The child is { $child }, { $group }. It is not on the school’s list.
parent_confirmed = The curator has confirmed you. Two short steps are left.
parent_unknown = The curator could not confirm you. Please get in touch with them: they will tell you what to do.
adult_agreed = The adult has allowed it! And do you want to?

    { $role ->
        [mentor] We will find you somebody to help. The curator supports you.
       *[other] We will find you a mentor. The mentor helps and supports you.
    }
    The curator will see your answers. The other in the pair sees your { $called ->
        [code] nickname, code
       *[name] name
    } and what you share.
    You can change your mind on any day.
adult_agreed_own = { $words }
adult_agreed_teen = The adult has allowed it! Now you decide: one step is left.
refused_by_adult = Consent was not given for invitation No. { $number }. The name is erased. Nothing needs to be done.
refused_by_child = The child with invitation No. { $number } does not want to take part for now. Saying no is fine.
assent_withdrawn = { $who }: the child has changed their mind about taking part. The bot has stopped. It is their right.
consent_withdrawn = { $who }: the consent is withdrawn. The bot has stopped. Destroy the data by { $day }.
pair_without_consent = { $who } does not take part any more. Pair No. { $number } waits for your decision.
vouch = The account “{ $account }” opened the bot with invitation No. { $number }.
    The invitation is for { $who }, { $role }. Is that the person?
vouched = { $tone ->
    [child] The curator knows it is you. Let us go on!
   *[adult] It is confirmed that it is you. One step is left.
}
invitation_used = Invitation No. { $number } was used: { $who }, { $role }.
invitation_doubtful = Somebody with invitation No. { $number } could not prove who they are five times in a row. Ask the pupil whether it was them. The invitation still works.
invitation_spoilt = Invitation No. { $number } saw too many wrong tries and is closed. Give the pupil a new link in person.
codes_guessed = Somebody is guessing the codes of invitations. A code alone lets nobody in: you confirm everybody. Look carefully at whom you let in.
applications = The poster has brought applications: { $group }. Accept those whom you know.
application_accepted = { $tone ->
    [child] Your teacher knows it is you. Let us go on!
   *[adult] It is confirmed that it is you. Let us go on!
}
invitation_astray = Invitation No. { $number } was opened by the wrong person. Check where the link went. The invitation still works.

# Pairs and meetings.
pair_for_mentor = You are invited to be a mentor.
    With you in the pair: <b>{ $mentees }</b>
    Would you like that?
pair_for_mentee = { $tone ->
    [child] <b>{ $mentor }</b> could be your mentor. Would you like that? It is fine to say “Not now”.
   *[adult] <b>{ $mentor }</b> could be your mentor. Do you agree?
}
pair_started_mentor = { $tone ->
    [child] Hooray, everybody agrees! Choose a day for your first meeting.
        With you in the pair: <b>{ $mentees }</b>
   *[adult] Everybody agrees, the pair is made. Choose a day for the first meeting, best within ten days.
        With you in the pair: <b>{ $mentees }</b>
}
pair_started_mentee = { $tone ->
    [child] Hooray, you have a mentor now: <b>{ $mentor }</b>
        You will meet soon.
   *[adult] Everybody agrees. Your mentor: <b>{ $mentor }</b>
        You will meet soon.
}
pair_started_parent = { $child }: your child has a mentor now, <b>{ $mentor }</b>
    The days of meetings are in the menu.
pair_started = Pair no. { $number } is at work: { $mentor } → { $mentees }
pair_declined = { $mentor } → { $mentees }
    { $who } says “Not now”. We did not ask why. You can propose another pair.
pair_left = { $mentor } → { $mentees }
    The pair did not begin: somebody is no longer in the programme.
pair_off = { $tone ->
    [child] This pair did not come about. That happens, it is not your fault. The curator will find another.
   *[adult] This pair did not come about. That happens. The curator will find another.
}
pair_ended = { $tone ->
    [child] Your pair has ended its work ({ $mentor } and { $mentees }). Thank you! The curator will answer your questions.
   *[adult] The pair has ended its work: { $mentor } → { $mentees }
        Thank you! The curator will answer your questions.
}
show_pair = Open the pair
meeting_planned = { $tone ->
    [child] { $mentor } would like to meet: <b>{ $next }</b>.
   *[adult] A meeting is planned: <b>{ $next }</b>
        { $mentor } → { $mentees }
}
meeting_moved = { $tone ->
    [child] The meeting with your mentor moves. Now it is <b>{ $next }</b>.
   *[adult] The meeting moves to <b>{ $next }</b>
        { $mentor } → { $mentees }
}
meeting_near_mentor = A meeting is near: <b>{ $next }</b>
    With: { $mentees }
    .short = a meeting { $next }, { $mentees }
meeting_near_mentee = A meeting with your mentor is near: <b>{ $next }</b>. { $mentor } expects you.
    .short = a meeting with your mentor { $next }
meeting_due = { $tone ->
    [child] The meeting { $moment }, { $mentees }: did it work out? Log it, it is quick.
   *[adult] The meeting { $moment }, { $mentees }: did it take place? Logging it takes less than a minute.
}
    .short = log the meeting { $moment }, { $mentees }
check_in = Log the meeting
meeting_mirror = { $day }: did you meet your mentor?
    Your mentor: { $mentor }
    .short = did the meeting { $day } take place?
meeting_worrying = { $mentor } → { $mentees }
    The mentor is worried after a meeting. Talk to them today.
meeting_late = { $mentor } → { $mentees }
    The pair has ended, and the mentor has just logged a meeting. It is in the log.

# Monthly poll and summary.
poll_open = { $tone ->
    [child] Monthly poll: five questions, one minute. How are the meetings with your mentor?
   *[adult] Monthly poll: five questions, one minute. How is the work in your pair going?
}
    .short = the monthly poll, 1 minute
poll_reminder_1 = { $tone ->
    [child] The monthly poll is still open: five questions, one minute. What you think makes the meetings better.
   *[adult] The monthly poll is still open: five questions, one minute. Your answers show where help is needed.
}
    .short = answer the monthly poll, 1 minute
poll_reminder_2 = { $tone ->
    [child] The monthly poll closes soon. Five taps and that is it.
   *[adult] The monthly poll closes soon. Five taps are enough.
}
    .short = the monthly poll closes soon
poll_open_parent = The monthly poll for parents: three questions, one minute. How does your child like the meetings with the mentor?
    .short = a poll about your child’s meetings, 1 minute
poll_reminder_1_parent = The poll for parents is still open: three questions, one minute. The answers show where help is needed.
    .short = answer the poll about your child’s meetings, 1 minute
poll_reminder_2_parent = The poll for parents closes soon. Three taps are enough.
    .short = the poll about your child’s meetings closes soon
pulse_week = { $tone ->
    [child] Your first month together: how is it with your mentor? Five questions, one minute.
   *[adult] The first month of your pair: how is it going? Five questions, one minute.
}
    .short = how the first month goes, 1 minute
pulse_week_parent = The first month with a mentor: how does your child like the meetings? Three questions, one minute.
    .short = how your child likes the first meetings, 1 minute
poll_calls = An answer in a poll about a pair needs your attention. Open “Today”.
    .short = look at an answer of the poll
meeting_calls = An answer after a meeting needs your attention. Open “Today”.
    .short = look at an answer after a meeting
poll_start = Take the poll
campaign_open = { $sheets ->
    [1] A new questionnaire for you: “{ $title }”, { $minutes } min. You can answer until { $until }, that day included.
   *[other] New questionnaires: “{ $title }”, { $sheets } of { $minutes } min each. You can answer until { $until }, that day included.
}
    .short = “{ $title }”, { $minutes } min
campaign_reminder_1 = Your answer is still awaited: “{ $title }”, { $minutes } min, until { $until }, that day included.
    .short = answer “{ $title }”, { $minutes } min
campaign_reminder_2 = A reminder: “{ $title }”, you can answer until { $until }, that day included.
    .short = “{ $title }”, closes soon
to_survey = To the sheets
to_today = Today
summary = <b>Summary of { $month }</b>

    Meetings: <b>{ $meetings }</b>{ $meetings_change ->
        [up] {" ▲"}
        [down] {" ▼"}
       *[other] {""}
    }
    { $judged ->
        [0] Pairs in rhythm: nothing to judge yet
       *[other] Pairs in rhythm: <b>{ $rhythm }%</b> ({ $kept } of { $judged })
    }{ $rhythm_change ->
        [up] {" ▲"}
        [down] {" ▼"}
       *[other] {""}
    }
    { $participants ->
        [0] There was no poll
       *[other] Answered the poll, without parents: <b>{ $response }%</b> ({ $respondents } of { $participants })
    }{ $response_change ->
        [up] {" ▲"}
        [down] {" ▼"}
       *[other] {""}
    }

    Satisfied, of those who answered:
    mentees — { $mentees ->
        [share] { $mentees_low }%
        [band] { $mentees_low }–{ $mentees_high }%
        [few] hidden: fewer than { $mentees_low }
        [open] shown when the poll closes
       *[other] no data
    }
    mentors — { $mentors ->
        [share] { $mentors_low }%
        [band] { $mentors_low }–{ $mentors_high }%
        [few] hidden: fewer than { $mentors_low }
        [open] shown when the poll closes
       *[other] no data
    }

    { $attention ->
        [0] Nobody needs attention.
       *[other] Need attention: { $attention }
    }
    .short = summary of { $month }: meetings { $meetings }, need attention { $attention }
open_summary = Open the summary

# After an outage.
back = I am back. Your answers are safe. Shall we go on?
gap = The bot was away from { $since } to { $until }. Messages of that time may be lost: whoever wrote should write again.

# People: leaving.
left_programme = You are no longer in the programme. Thank you for having been with us! What the bot keeps: /my_data
person_left = { $who } is no longer in the programme: pairs, roles and invitations are closed. The card is in “People”.

# Consents: paper, a new text, birthdays, reminders.
may_begin = { $tone ->
    [child] The form is back. You can begin!
   *[adult] The form is back and the consent is recorded. You can begin.
}
paper_wanted = { $who } asks for a paper form: the adult has no Telegram.
new_wording = { $tone ->
    [child] The text of the consent has changed. Read it and decide again.
   *[adult] The text of the consent has changed. Please read it and decide again.
}
new_text_refused = { $who }: no consent to the new text. Questionnaires have stopped.
publication_withdrawn = { $who }: consent to publications withdrawn. Take down what was published by { $day }. It stands in /today too, until you press “Done”.
optional_withdrawn = { $who }: the consent “{ $consent }” was withdrawn. Everything else stays as it was.
consent_waits = { $tone ->
    [child] A consent is missing before you can begin. See what is left.
   *[adult] A consent is missing before you can begin. Please see what is left.
}
birthday_soon_teen = Your birthday is near, { $day } 🎂 From then on your own consent is needed too. You can answer already.
    .short = Your consent before the birthday, { $day }
birthday_soon_adult = You come of age soon, { $day } 🎂 From then on you decide alone, and a new consent is needed. You can answer already.
    .short = A new consent before the birthday, { $day }
birthday_parent_teen = { $who }: a birthday is near, { $day }. From then on the child’s own consent is needed too. We will ask; yours stays in force.
birthday_parent_adult = { $who }: your child comes of age, { $day }. From then on they decide alone: your consent ends, and you will not see the meetings any more.
birthday_curator_teen = { $who }: birthday { $day }; from then on their own consent is needed too. The bot will ask. If a form is needed, print it in time.
birthday_curator_adult = { $who }: comes of age { $day }; from then on a new consent is needed. The bot will ask. If a form is needed, print it in time.
birthday_teen = Happy birthday! 🎂 Now your own consent is needed too. All your answers are here, only this is left.
birthday_adult = Happy birthday! 🎂 Now you decide alone, and a new consent is needed. All your answers are here.
grown_up = { $who }: your child has come of age and decides alone. Your consent has ended. Thank you for your help!

# Rights over data.
erasure_to_approve = { $who }: the destruction of the data is prepared and waits for your decision. By { $day }.
pair_without_other = { $tone ->
    [child] Your pair has ended: the other one has left the programme. It is not your fault. The curator will tell you what comes next.
   *[adult] Your pair has ended: the other one has left the programme. The curator will tell you what comes next.
}
erasure_near = { $who }: the data must be destroyed by { $day }. It is not done yet.
erasure_done = The data ({ $code }) are destroyed, act No. { $number }. Sign the act and the extract.
erasure_wished = { $who }: “delete my data”. The bot has stopped for them.{ $count ->
        [0] { "" }
        [one] { " " }Pair No. { $pairs } waits for your decision.
       *[other] { " " }Pairs No. { $pairs } wait for your decision.
    }
    { $of ->
        [child] Talk with the child and the parent, and answer by { $day }.
       *[adult] Talk it over and answer by { $day }.
    }
erasure_wished_parent = { $who } wants the bot to delete everything it knows. Talk about it. If you agree, withdraw your consent and the data will be deleted. The curator will answer by { $day }.
wish_dropped = { $tone ->
    [child] All right, nothing is deleted. Your answers and meetings are all here.
   *[adult] You and the curator decided to delete nothing: your request was taken back, the data are all here.
}{ $then ->
        [asked] { $tone ->
            [child] { " " }Do you want to go on taking part? Say yes or no.
           *[adult] { " " }To go on taking part, your consent is needed.
        }
        [waits] { $tone ->
            [child] { " " }Now it is up to a grown-up.
           *[adult] { "" }
        }
       *[stays] { "" }
    }
    { $tone ->
        [child] If this is a mistake and you want everything deleted: /my_data
       *[adult] If this is a mistake and you want the data deleted: /my_data
    }
wish_dropped_parent = { $who }: after a talk with the curator nothing will be deleted.{ $then ->
        [asked] { " " }The parent’s consent stands. The child was asked once more about taking part. Without their yes the bot asks them nothing.
       *[other] { "" }
    }
    If you do not want this, withdraw your consent: the data will be deleted.
correction_asked = { $who }: “something about me is wrong”. Correct it by { $day }.
correction_done = { $tone ->
    [child] The curator has looked at what was wrong. Check that it is right now.
   *[adult] The curator has looked at your request to correct your data. Please check that it is right now.
}

# Safety: no content.
case_help = Case No. { $number }, importance: { $importance }. Press to open.
case_incident = Case No. { $number }, importance: { $importance }. Press to open.
case_flag = Case No. { $number }: an answer has words that are worth a look. This is no diagnosis.
case_change = Case No. { $number }: a mentee asks for another mentor.
case_waits = Case No. { $number }, importance: { $importance }. Nobody has taken it for { $minutes } min.
cases_wait = { $count ->
    [one] { $count } case of an earlier day waits for an answer.
   *[other] { $count } cases of an earlier day wait for an answer.
}
help_taken = You have been heard. You will soon have an answer from { $who }
clearance_ends = { $who }: { $paper } is valid until { $until }. Renew it in time.
clearance_expired = { $who }: { $paper } ended on { $until }. Meetings wait until it is renewed.
clearance_over = Your clearance ({ $paper }) ended on { $until }. Meetings wait for now. The curator knows and will help.
closing_mentor = The pair comes to its end. Meet by { $until } and say goodbye. Then answer a few questions. With: { $mentees }
closing_mentee = { $tone ->
    [child] Your meetings with the mentor will end soon. You can meet until { $until } and say goodbye. It is not your fault: these things happen. Mentor: { $mentor }
   *[adult] Your meetings with the mentor will end soon. You can meet until { $until } and say goodbye. Mentor: { $mentor }
}
closing_asked = { $mentor } → { $mentees }
    The mentor wants to end the pair. The goodbye has begun, on { $until } the pair closes. You can keep it on its card.
pair_kept = The pair goes on. No goodbye for now.
safety_weaker = { $organisation }: children are protected less now. Changed: { $what }. The server's administrator did it. If you did not agree to this, look into it now.
