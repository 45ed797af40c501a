# Letters: messages to other people and for later. The attribute .short is the line of a merged message.
open_run = Open
several = { $count ->
    [one] { $count } thing to do:
   *[other] { $count } things to do:
}
run_waits = “{ $title }” is waiting for you. Shall we go on?
    .short = “{ $title }”
run_waits_with = “{ $title }” is waiting for you. With: { $who }
    .short = “{ $title }”, { $who }

# Coming in and consents.
joined_mentee = { $who } is in the programme now: the consents are given.
joined_mentor = { $who } is a mentor now: the consent is given.
joined_parent = { $who }: the parent has consented.
joined_parent_of = { $child }: the parent has consented ({ $who }).
joined_staff = { $who } has joined: { $role }.
check_parent = Check a parent: { $parent }, phone { $phone }. The child is { $child }, { $group }. The number is not on the school’s list.
parent_confirmed = The curator has confirmed you. Two short steps are left.
parent_unknown = The curator could not confirm you. Please get in touch with them: they will tell you what to do.
adult_agreed = The adult has allowed it! And do you want to?

    { $role ->
        [mentor] We will find you somebody to help. The curator supports you.
       *[other] We will find you a mentor. The mentor helps and supports you.
    }
    The curator will see your answers. The other in the pair sees your name and what you share.
    You can change your mind on any day.
adult_agreed_teen = The adult has allowed it! Now you decide: one step is left.
refused_by_adult = Consent was not given for invitation № { $number }. The name is erased. Nothing needs to be done.
refused_by_child = The child with invitation № { $number } does not want to take part for now. Saying no is fine.
assent_withdrawn = { $who }: the child has changed their mind about taking part. The bot has stopped. It is their right.
consent_withdrawn = { $who }: the consent is withdrawn. The bot has stopped. Destroy the data by { $day }.
pair_without_consent = { $who } does not take part any more. Pair № { $number } waits for your decision.
invitation_astray = Invitation № { $number } was opened by the wrong person. Check where the link went. The invitation still works.

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
    [child] Your pair has ended. { $mentor } and { $mentees }, thank you for the time together! The curator will answer your questions.
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
    [child] Last reminder: the monthly poll closes soon. Five taps and that is it.
   *[adult] Last reminder: the monthly poll closes soon. Five taps are enough.
}
    .short = the monthly poll, for the last time
poll_calls = An answer in the monthly poll needs your attention. Open “Today”.
    .short = look at an answer of the poll
poll_start = Take the poll
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
       *[other] Answered the poll: <b>{ $response }%</b> ({ $respondents } of { $participants })
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
