# Pairs: the curator's list and draft, the card, what members see.
page_back = ‹ Page { $page }
page_on = Page { $page } ›

pages = { $pages ->
    [1] { "" }
   *[other] { " " }· page { $page } of { $pages }
}

list_now = <b>Pairs</b>{ pages }
list_over = <b>Ended, or never begun</b>{ pages }
none_now = No pairs yet. Make the first: choose a mentor and whom they will help.
none_over = Nothing here yet.
numbered = No. { $number } · { $who }
line_active = No. { $number } · { $who } · { $last }
line_ended = No. { $number } · { $who } · ended on { $day }
line_proposed = { $who } · waiting for an answer
line_declined = { $who } · did not come about
last = met on { $day }
not_met = have not met yet
create = Make a pair
to_now = At work
to_over = Ended
to_list = ‹ Pairs
to_card = ‹ The pair

choose_mentor = <b>A new pair</b> · step 1 of 2{ pages }
    Choose the mentor.
choose_mentee = <b>A new pair</b> · step 2 of 2{ pages }
    Choose the mentee. Those without a pair come first.
nobody_mentor = No mentor has given consent yet. Invite mentors under “People”.
nobody_mentee = There are no pupils with consent to choose from. Invite them under “People”.
load_of = pairs: { $pairs } of { $capacity }
load = pairs: { $pairs }
draft = <b>{ $kind ->
    [group] A new group
   *[pair] A new pair
}</b> · please check
side_mentor = Mentor: <b>{ $name }</b>
side_mentee = Mentee: <b>{ $name }</b>
help_mentor = Can help with: { $what }
help_mentee = Wants help with: { $what }
days = Days: { $days }
no_answers = No questionnaire yet.
common_help = In common: { $what }.
no_common_help = Their questionnaires have no topic in common.
common_days = Days in common: { $days }.
no_common_days = Their questionnaires have no day in common.
over_capacity = Mind: the mentor has { $pairs } already and wanted { $capacity } at most.
has_pair = { $name } is in a pair already.
propose = Propose
add_mentee = Group: add another
proposed = The pair is made: { $who }
    Everybody was asked, we wait for their yes. You can undo this until somebody has agreed.
take_back = Undo
taken_back = { $who }: the proposal was called off.
too_late = It is too late to undo: the pair has answered. You can end it on its card.
draft_outdated = This draft has changed since. Here is how it stands now.
same_person = This person is chosen already.
not_admitted = This person cannot be chosen now: the consent or the role is missing. Choose somebody else.
already_together = These two are in a pair already. Choose somebody else.
outdated = The pair has changed since. Here is how it stands now.

card = <b>{ $kind ->
    [group] Group
   *[pair] Pair
}{ $number ->
    [0] { "" }
   *[other] { " " }no. { $number }
}</b> · { $who }
state_active = The pair is at work.
state_proposed = Waiting for everybody to agree.
state_declined = The pair did not come about.
state_cancelled = The proposal was called off.
state_ended = The pair has ended its work.
since = Since { $day } · meetings: { $held }
last_ago = Last meeting: { $day } ({ $days ->
    [0] today
    [one] { $days } day ago
   *[other] { $days } days ago
})
first_due = They have not met yet. The first meeting is due by { $day }.
first_late = They have not met yet, though it was due by { $day }. Help them to find a day.
rhythm_kept = In rhythm: the next meeting is due by { $day }.
rhythm_late = Out of rhythm: a meeting was due by { $day }. Write to the mentor.
next = Next meeting: { $moment }
mismatches = The two sides remember meetings differently: { $count }. Ask both, without blame.
satisfaction_hidden = What they think of each other is hidden: with so few people it would tell whose word it is.
meetings = Meetings
end = End
keep = Keep the pair
closes = They say goodbye: the pair ends on { $day }.
has_question = There is an open question about this pair: the psychologist works on it.
not_cleared = ⚠️ no clearance
end_not = Keep it

mine = My pair
not_now = Not now
none_mine = { $tone ->
    [child] You have no pair yet. The curator is looking for one and will write to you.
   *[adult] You have no pair yet. The curator is looking for one and will write to you.
}
mine_mentor = <b>{ $who }</b>
mine_mentee = Your mentor: <b>{ $who }</b>
no_plan_mentor = The next meeting has no day yet.
no_plan_mentee = { $tone ->
    [child] The next meeting has no day yet. Ask your mentor when you will meet.
   *[adult] The next meeting has no day yet.
}
proposed_mentor = You are invited to be a mentor.
    With you in the pair: <b>{ $who }</b>
    Would you like that?
proposed_mentee = { $tone ->
    [child] <b>{ $who }</b> could be your mentor. Would you like that?
   *[adult] <b>{ $who }</b> could be your mentor. Do you agree?
}
waiting = { $tone ->
    [child] <b>{ $who }</b>: you said yes. Now we wait for the others.
   *[adult] <b>{ $who }</b>: your yes is noted. We wait for the other side.
}
answer_started_mentor = { $tone ->
    [child] Hooray, the pair is made! Choose a day for your first meeting.
        With you in the pair: <b>{ $who }</b>
   *[adult] The pair is made. Choose a day for the first meeting, best within ten days.
        With you in the pair: <b>{ $who }</b>
}
answer_started_mentee = { $tone ->
    [child] Hooray, you have a mentor now: <b>{ $who }</b>
        You will meet soon.
   *[adult] You have a mentor now: <b>{ $who }</b>
        You will meet soon.
}
answer_declined = { $tone ->
    [child] All right. You need not explain. The curator will think of another pair.
   *[adult] All right, thank you for telling. You need not explain. The curator will think of another pair.
}
answer_over = { $tone ->
    [child] This offer is over. That is fine: the curator will find another.
   *[adult] This offer is over. The curator will find another.
}
