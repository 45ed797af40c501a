# Meetings: after the check-in, plans, logs, the mentee's word.
check_in = Log a meeting
choose_day = Choose a day
check_in_with = Log: { $who }
choose_day_with = Plan: { $who }
move_with = Move: { $who }
move = Move it
change = Change
other_day = Another day
undo = Undo the record
add = + Log a meeting
was = Yes, we met
was_not = No, we did not
confirm = Confirm: { $day }
month_this = This month
month_last = Last month
month_all = All

which_pair = Whom did you meet?
no_pair = { $tone ->
    [child] You have no pair yet. Once you have, you can log meetings here.
   *[adult] You have no pair yet. Once you have one, you can log meetings here.
}
recorded = { $number ->
    [0] Noted: there was no meeting. That happens.
   *[other] Noted. Meeting no. { $number } ✅
}
recorded_worry = { recorded }
    The curator knows already that something worries you.

    If something has happened to the child, or the child told you of harm, report it: the psychologist will see it.
recorded_proposal = { recorded }
    The next one: { $next }?
recorded_planned = { recorded }
    The next one: { $next }.
planned = Agreed: { $next }. The other side has been told.
plan_past = { $next } is over already. Choose another time.
plan_over = This pair is not at work any more, no meeting can be planned.
plan_outdated = This button is old: something has changed since. Open “My pair”.
other_times = When is the next meeting?
undone = { $tone ->
    [child] The record is gone. You can log the meeting again: /meeting
   *[adult] The record was taken back. You can log the meeting again: /meeting
}
too_late = { $tone ->
    [child] It is too late to undo: something came after the record. If it is wrong, tell the curator.
   *[adult] It is too late to undo: the meeting was confirmed, or something newer follows it. If it is wrong, tell the curator.
}
not_to_confirm = This meeting needs no confirmation any more.
said_yes = Thank you! Noted: the meeting took place.
said_no = { $tone ->
    [child] Thank you for being honest. Noted: there was no meeting.
   *[adult] Thank you. Noted: there was no meeting.
}

pages = { $pages ->
    [1] { "" }
   *[other] { " " }· page { $page } of { $pages }
}
log_this = <b>Meeting log</b> · this month · entries: { $count }{ pages }
log_last = <b>Meeting log</b> · last month · entries: { $count }{ pages }
log_all = <b>Meeting log</b> · all · entries: { $count }{ pages }
log_empty = No entries yet.
own = <b>Meetings</b>{ pages }
own_empty = No meetings yet. When your mentor logs one, it appears here.
own_empty_mentor = No meetings yet. After a meeting, press “Log a meeting”.
line = { $day } · { $who } · { $what }
line_confirmed = { $line } · confirmed
minutes = { $minutes } min
state_moved = moved
state_not_held = did not take place
sides_both = — both sides confirmed
sides_one = — the other side has not answered yet
sides_not_asked = — the other side was not asked
sides_mismatch = — the two sides remember it differently: worth asking both
