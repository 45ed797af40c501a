# What needs the curator: one message a reason, its proposed action beside it. $who is a pair or people.
title = <b>Today</b> · { $organisation } · { $pairs ->
    [one] { $pairs } pair
   *[other] { $pairs } pairs
}
count_red = { $count ->
    [one] Urgent: { $count } thing
   *[other] Urgent: { $count } things
}
count_late = { $count ->
    [one] { $count } pair has not met for long
   *[other] { $count } pairs have not met for long
}
count_guardians = { $count ->
    [one] { $count } parent waits to be checked
   *[other] { $count } parents wait to be checked
}
count_silent = { $count ->
    [one] { $count } person has not answered the poll
   *[other] { $count } people have not answered the poll
}
count_erasures = { $count ->
    [one] Delete data: { $count } person, by { $day }
   *[other] Delete data: { $count } people, the nearest by { $day }
}
met = Met this week: { $met } of { $pairs } ({ $before } the week before)
number = No. { $number },
red = Urgent.
more = …and { $count } more
nothing = All is well: nothing needs you today.
sort_out = Sort out ({ $count })
place = { $place } of { $total }
put_off = Put off 3 days
done = Done ✅
all = ‹ The whole list
is_put_off = Put off for 3 days.
is_done = Done.
open_pair = Open the pair
open_person = Open the card
who = Who has not answered
invitations = Invitations
new_pair = Form a pair
erase = Erase the data
correct = What to correct

unsafe = { $who }: in the poll of { $since } the answer about feeling safe with the mentor needs attention.
    .action = Talk in private today and call in the psychologist.
worried = { $who }: the mentor is worried about the mentee’s life (poll of { $since }).
    .action = Get in touch with the mentor today.
worrying_meeting = { $who }: after the meeting of { $since } the mentor marked a worry.
    .action = Get in touch with the mentor today.
wants_talk = { $who }: in the poll of { $since } — “{ $wish }”.
    .action = Talk today.
wants_advice = { $who }: in the poll of { $since } — “{ $wish }”.
    .action = Answer this week.
consent_withdrawn = { $who }: consent withdrawn { $since }. Destroy the data by { $until }.
    .action = The bot has stopped already. Look at what goes, and prepare the destruction.
stop_demanded = { $who }: a demand of { $since } to stop using the data. By { $until }.
    .action = The bot has stopped already. Prepare the destruction of the data.
erasure_wished = { $who }: asked on { $since } to be deleted. Answer by { $until }.
    .action = Talk about it: delete or keep. About a child, decide together with the parent.
purpose_reached = { $who }: has finished, the data are not needed any more. Destroy them by { $until }.
    .action = Look at what goes, and prepare the destruction.
erasure_waits = { $who }: the destruction is prepared and waits for a second person. By { $until }.
    .action = Ask the director to approve.
correction = { $who }: { $since } — “something about me is wrong”. Correct it by { $until }.
    .action = Look at what is to be corrected.
published = { $who }: consent to publications withdrawn on { $since }. Take down what was published by { $until }.
    .action = Take name, photos and words off the site, the boards and social networks, then press “Done”.
guardian = { $who }: the parent’s number is not on the school’s list, waiting since { $since }.
    .action = Check that this is the legal representative.
at_the_door = { $who }: came in with an invitation on { $since } and waits to be recognised.
    .action = Say whether that is the person.
applications = From a poster: { $count ->
        [one] { $count } application
       *[other] { $count } applications
    } waiting since { $since }, { $who }.
    .action = Look for them on the list of the class.
declined = { $who }: the pair was declined on { $since }.
    .action = Find out what did not fit and propose another pair.
unanswered = { $who }: the proposal has had no answer since { $since }.
    .action = Write or call.
waiting = { $who }: the request was filled in on { $since }, there is still no pair.
    .action = Find a mentor.
no_meeting = { $who }: no meeting since { $since }.
    .action = Write to the mentor.
first_meeting = { $who }: a pair since { $since }, but no first meeting.
    .action = Help to arrange a meeting.
one_side_only = { $who }: two meetings in a row since { $since } are confirmed by one side only.
    .action = Ask both, without blame.
cancelled_twice = { $who }: two meetings in a row since { $since } did not take place.
    .action = Find out what gets in the way.
poll_silent = No answer to the poll of { $since }: { $count } ({ $who }).
    .action = Look at the list; some may need a personal word.
missed_polls = { $who }: two polls in a row without an answer, since { $since }.
    .action = Call.
unreachable = { $who }: has blocked the bot, messages do not arrive. Last seen on { $since }.
    .action = Get in touch another way.
stalled = { $count ->
    [one] { $count } person has not finished joining for over two weeks: { $who }
   *[other] { $count } people have not finished joining for over two weeks: { $who }
}
    .action = Send the invitations again, or help to join.
not_cleared = { $count ->
    [one] { $count } mentor without clearance: { $who }
   *[other] { $count } mentors without clearance: { $who }
}
    .action = Record the certificate, the training and the signed rules: no pair can be proposed without them.

wish_psychologist = talk to the psychologist
wish_curator = talk to the curator
wish_another_mentor = change the mentor
wish_another_pair = change the pair
wish_advice = needs advice on what to do next
birthday = { $who }: birthday on { $until }, from then on a new consent is needed.
    .action = The bot asks by itself. If you take consents on paper, print the form in time.
