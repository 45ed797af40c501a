# Letters: messages to other people and for later. The attribute .short is the line of a merged message.
open_run = Open
several = { $count ->
    [one] { $count } thing to do:
   *[other] { $count } things to do:
}
run_waits = “{ $title }” is waiting for you. Shall we go on?
    .short = “{ $title }”

# Coming in and consents.
joined_mentee = { $who } is in the programme now: the consents are given.
joined_mentor = { $who } is a mentor now: the consent is given.
joined_parent = { $who }: the parent has consented.
joined_curator = { $who } is a curator now.
check_parent = Check a parent: { $parent }, phone { $phone }. The child is { $child }, { $group }. The number is not on the school’s list.
parent_confirmed = The curator has confirmed you. Two short steps are left.
parent_unknown = The curator could not confirm you. Please get in touch with them: they will tell you what to do.
adult_agreed = The adult has allowed it! And do you want to?

    We will find you a mentor. The mentor helps and supports you.
    The curator will see your answers. The mentor sees your name and what you share.
    You can change your mind on any day.
adult_agreed_teen = The adult has allowed it! Now you decide: one step is left.
refused_by_adult = Consent was not given for invitation No. { $number }. The name is erased. Nothing needs to be done.
refused_by_child = The child with invitation No. { $number } does not want to take part for now. Saying no is fine.
assent_withdrawn = { $who }: the child has changed their mind about taking part. The bot has stopped. It is their right.
consent_withdrawn = { $who }: the consent is withdrawn. The bot has stopped. Destroy the data by { $day }.
pair_without_consent = { $who } does not take part any more. Pair No. { $pair } waits for your decision.
invitation_astray = Invitation No. { $number } was opened by the wrong person. Check where the link went. The invitation itself is fine.

# Pairs and meetings.
pair_for_mentor = Would you like to be the mentor of <b>{ $mentees }</b>?
pair_for_mentee = { $tone ->
    [child] <b>{ $mentor }</b> could be your mentor. Would you like that? It is fine to say “Not now”.
   *[adult] <b>{ $mentor }</b> could be your mentor. Do you agree?
}
pair_started_mentor = { $tone ->
    [child] Hooray, everybody agrees! You are a pair: <b>{ $mentees }</b>. Choose a day for your first meeting.
   *[adult] Everybody agrees, the pair is made: <b>{ $mentees }</b>. Choose a day for the first meeting, best within ten days.
}
pair_started_mentee = { $tone ->
    [child] Hooray, you have a mentor now: <b>{ $mentor }</b>! You will meet soon.
   *[adult] Everybody agrees. Your mentor is <b>{ $mentor }</b>. You will meet soon.
}
pair_started_parent = Your child has a mentor now. { $child }: the mentor is <b>{ $mentor }</b>. The days of meetings are in the menu.
pair_started = Pair no. { $number } is at work: { $mentor } → { $mentees }.
pair_declined = { $mentor } → { $mentees }: { $who } says “Not now”. We did not ask why. You can propose another pair.
pair_left = { $mentor } → { $mentees }: the pair did not begin, somebody is no longer in the programme.
pair_off = { $tone ->
    [child] This pair did not come about. That happens, it is not your fault. The curator will find another.
   *[adult] This pair did not come about. That happens. The curator will find another.
}
pair_ended = { $tone ->
    [child] Your pair has ended: { $mentor } and { $mentees }. Thank you for the time together! The curator will answer your questions.
   *[adult] The pair has ended its work: { $mentor } → { $mentees }. Thank you! The curator will answer your questions.
}
show_pair = Open the pair
meeting_planned = { $tone ->
    [child] { $mentor } would like to meet: <b>{ $next }</b>.
   *[adult] A meeting is planned: <b>{ $next }</b>. { $mentor } → { $mentees }.
}
meeting_moved = { $tone ->
    [child] The meeting with your mentor moves. Now it is <b>{ $next }</b>.
   *[adult] The meeting moves to <b>{ $next }</b>. { $mentor } → { $mentees }.
}
meeting_near_mentor = A meeting is near: <b>{ $next }</b>, with { $mentees }.
    .short = a meeting { $next }, { $mentees }
meeting_near_mentee = A meeting with your mentor is near: <b>{ $next }</b>. { $mentor } expects you.
    .short = a meeting with your mentor { $next }
meeting_due = { $tone ->
    [child] The meeting { $moment }, { $mentees }: did it work out? Log it, it is quick.
   *[adult] The meeting { $moment }, { $mentees }: did it take place? Logging it takes four taps.
}
    .short = log the meeting { $moment }, { $mentees }
check_in = Log the meeting
meeting_mirror = { $day }: did you meet your mentor? ({ $mentor })
    .short = did the meeting { $day } take place?
meeting_worrying = { $mentor } → { $mentees }: the mentor is worried after a meeting. Talk to them today.
meeting_late = { $mentor } → { $mentees }: the pair has ended, and the mentor has just logged a meeting. It is in the log.
